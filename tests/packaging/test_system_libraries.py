"""What is missing is found, named in the words of the system, and installed only where that may be."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "packaging" / "system_libraries.py"


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    # By its path: "packaging" is also the name of a package that pytest needs.
    spec = importlib.util.spec_from_file_location("system_libraries", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "unlisted_libraries", list)
    return module


Which = Callable[..., None]


@pytest.fixture
def tools(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Which:
    """Return a function that says which programs the machine has, and who runs the script."""

    def have(*names: str, is_root: bool = False) -> None:
        monkeypatch.setattr(script.shutil, "which", lambda name: name if name in names else None)
        monkeypatch.setattr(script.os, "geteuid", lambda: 0 if is_root else 1000)

    return have


def test_a_library_that_is_there_and_one_that_is_not(script: ModuleType) -> None:
    assert script.Library("libno-such-thing.so.9", ("x",)).is_missing()
    assert not script.Program("python", (), pattern="proc/self/exe").is_missing() or sys.platform != "linux"
    assert script.Program("no-such-program", ("x",)).is_missing()


def test_the_newer_name_is_taken_where_apt_knows_it(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    glib = script.Library("libglib-2.0.so.0", ("libglib2.0-0t64", "libglib2.0-0"))
    monkeypatch.setattr(script, "known_to_apt", lambda package: True)
    assert script.choose_packages([glib, glib], is_known=True) == ["libglib2.0-0t64"]
    monkeypatch.setattr(script, "known_to_apt", lambda package: not package.endswith("t64"))
    assert script.choose_packages([glib], is_known=True) == ["libglib2.0-0"]
    monkeypatch.setattr(script, "known_to_apt", lambda package: False)
    assert script.choose_packages([glib], is_known=True) == []


def test_a_person_gets_one_line_to_run(
    script: ModuleType, tools: Which, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(script, "known_to_apt", lambda package: True)
    lacking = script.Library("libno-such-thing.so.9", ("libno-such-thing9",))
    tools("apt-get")
    assert not script.ensure([lacking], "the test")
    assert "sudo apt-get install -y libno-such-thing9" in capsys.readouterr().err
    tools("dnf")
    assert not script.ensure([lacking], "the test")
    assert "sudo dnf install -y 'libno-such-thing.so.9()(64bit)'" in capsys.readouterr().err
    tools()
    assert not script.ensure([lacking], "the test")
    assert "libno-such-thing.so.9" in capsys.readouterr().err


def test_root_installs_and_looks_again(
    script: ModuleType, tools: Which, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Lacking:
        name, packages, is_installed = "libx.so.1", ("libx1",), False

        def is_missing(self) -> bool:
            return not Lacking.is_installed

    def apt(*arguments: str) -> int:
        Lacking.is_installed = arguments[0] == "install" and "libx1" in arguments
        return 0

    monkeypatch.setattr(script, "apt", apt)
    monkeypatch.setattr(script, "known_to_apt", lambda package: True)
    tools("apt-get", is_root=True)
    assert script.ensure([Lacking()], "the test")
    assert capsys.readouterr().out == "Installing libx1\n"


def test_nothing_is_said_when_nothing_is_missing(
    script: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert script.ensure([], "the test")
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_no_usable_python_is_said_clearly(tmp_path: Path) -> None:
    result = subprocess.run(
        ["sh", ROOT / "packaging" / "make_venv.sh", tmp_path / "venv", "0.0"],
        env={"PATH": "/usr/bin:/bin", "PYTHON": "/bin/false"},
        capture_output=True,
        text=True,
        timeout=20,
    )
    assert result.returncode == 1
    assert "3.11, 3.12 or 3.13" in result.stderr
    assert not (tmp_path / "venv").exists()


def test_make_help_names_every_command() -> None:
    result = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, timeout=20)
    for command in [
        "setup",
        "run",
        "demo",
        "test",
        "test-peers",
        "bench",
        "lint",
        "types",
        "format",
        "clean",
    ]:
        assert f"make {command} " in result.stdout
