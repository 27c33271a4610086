"""Bundles: what is stripped, and archives that are the same each time."""

from __future__ import annotations

import os
import runpy
import tarfile
from pathlib import Path

import pytest
from shipping import bundle, places, system_needs
from shipping.linux import elf

ROOT = Path(__file__).resolve().parents[2]


def test_the_version_is_the_program_s_own() -> None:
    from core import VERSION

    assert places.version() == VERSION


def test_the_date_can_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert places.source_date() == 1_700_000_000
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert places.source_date() > 1_700_000_000


def test_only_what_can_be_loaded_afterwards_stays_stripped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "strip"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nprintf stripped >"$3"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    monkeypatch.setattr(elf, "is_loadable", lambda path: "blas" not in path.name)
    internal = tmp_path / "ahoy" / "_internal"
    for name in ("libpython3.11.so.1.0", "numpy.libs/libblas-1.so", "av/core.so", "ui/qml/Main.qml"):
        (internal / name).parent.mkdir(parents=True, exist_ok=True)
        (internal / name).write_text("whole")
    bundle.strip(bundle.Bundle("ahoy", tmp_path / "ahoy"))
    found = {path.name: path.read_text() for path in bundle.files(internal)}
    assert found == {
        "libpython3.11.so.1.0": "stripped",
        "libblas-1.so": "whole",
        "core.so": "stripped",
        "Main.qml": "whole",
    }


def test_without_strip_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FileNotFoundError, match="binutils"):
        bundle.strip(bundle.Bundle("ahoy", tmp_path))


def test_the_same_files_make_the_same_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    made = []
    for name in ("one", "other"):
        folder = tmp_path / name
        (folder / "_internal").mkdir(parents=True)
        (folder / "ahoy").write_text("program")
        (folder / "ahoy").chmod(0o750)
        (folder / "_internal" / "data").write_text("data")
        (folder / "_internal" / "link").symlink_to("data")
        os.utime(folder / "ahoy", (len(made), len(made)))
        made.append(bundle.pack(folder, tmp_path / "dist" / f"{name}.tar.xz", top="ahoy-1").read_bytes())
    assert made[0] == made[1]
    with tarfile.open(tmp_path / "dist" / "one.tar.xz") as archive:
        members = {member.name: member for member in archive}
    assert set(members) == {"ahoy-1", "ahoy-1/ahoy", "ahoy-1/_internal", *members}
    assert members["ahoy-1/ahoy"].mode == 0o755
    assert members["ahoy-1/_internal/data"].mode == 0o644
    assert members["ahoy-1/_internal/link"].linkname == "data"
    assert {(m.uid, m.uname, m.mtime) for m in members.values()} == {(0, "root", 1_700_000_000)}


@pytest.mark.parametrize(
    ("path", "is_left"),
    [
        ("/usr/lib/x86_64-linux-gnu/libstdc++.so.6", True),
        ("/lib/x86_64-linux-gnu/libssl.so.3", True),
        ("/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0", False),
        ("/usr/lib/python3.11/lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so", False),
        ("/usr/lib/x86_64-linux-gnu/libbz2.so.1.0", False),
        ("/home/me/ahoy/build/package/venv/lib/python3.11/site-packages/av.libs/libavcodec.so.62", False),
    ],
)
def test_what_belongs_to_the_system_is_left_to_it(path: str, is_left: bool) -> None:
    assert system_needs.is_of_system(Path(path)) is is_left


@pytest.mark.parametrize("before", [None, "/opt/mine"])
def test_programs_that_a_bundle_starts_find_the_libraries_of_the_system(
    before: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/usr/lib/ahoy/_internal")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    monkeypatch.setenv("PYINSTALLER_RESET_ENVIRONMENT", "0")
    if before is not None:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    runpy.run_path(str(ROOT / "packaging" / "frozen" / "give_back_libraries.py"))
    assert os.environ.get("LD_LIBRARY_PATH") == before
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ
