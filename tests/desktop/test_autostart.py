"""Start at login: what is written on each system, read back, and what stands in the way."""

from __future__ import annotations

import plistlib
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.cli.places import profile_dir
from core.desktop.autostart import (
    RUN_KEY,
    Autostart,
    AutostartError,
    DesktopEntries,
    LaunchAgents,
    RunKey,
    StartEntry,
    StartState,
    refreshed,
    system_autostart,
)
from core.desktop.own_program import own_command, window_entry

ODD = ("/opt/my ahoy/bin/a`h$o\\y", "--profile", 'C:\\Users\\Åsa "x"\\100%', "open", "--minimised")
ENTRY = StartEntry("ahoy", "Ahoy", ODD)
ON, OFF = StartState.ON, StartState.OFF


class FakeRegistry:
    """As much of ``winreg`` as is used."""

    HKEY_CURRENT_USER, REG_SZ = "HKCU", 1

    def __init__(self) -> None:
        self.values: dict[str, str] | None = None
        self.is_locked = False

    @contextmanager
    def OpenKey(self, root: str, path: str) -> Iterator[dict[str, str]]:
        self._check(root, path)
        if self.values is None:
            raise FileNotFoundError
        yield self.values

    @contextmanager
    def CreateKey(self, root: str, path: str) -> Iterator[dict[str, str]]:
        self._check(root, path)
        self.values = self.values or {}
        yield self.values

    def QueryValueEx(self, key: dict[str, str], name: str) -> tuple[str, int]:
        if name not in key:
            raise FileNotFoundError
        return key[name], 1

    def SetValueEx(self, key: dict[str, str], name: str, zero: int, kind: int, value: str) -> None:
        key[name] = value

    def DeleteValue(self, key: dict[str, str], name: str) -> None:
        if key.pop(name, None) is None:
            raise FileNotFoundError

    def _check(self, root: str, path: str) -> None:
        assert (root, path) == ("HKCU", RUN_KEY)
        if self.is_locked:
            raise PermissionError(5, "Access is denied")


@pytest.fixture(params=["xdg", "launchd", "registry"])
def autostart(request: pytest.FixtureRequest, tmp_path: Path) -> Autostart:
    ways: dict[str, Any] = {
        "xdg": DesktopEntries(tmp_path / "autostart"),
        "launchd": LaunchAgents(tmp_path / "LaunchAgents"),
        "registry": RunKey(FakeRegistry()),
    }
    return ways[request.param]  # type: ignore[no-any-return]


def test_on_and_off(autostart: Autostart) -> None:
    assert autostart.state(ENTRY) is OFF
    autostart.set(ENTRY, False)
    autostart.set(ENTRY, True)
    autostart.set(ENTRY, True)
    assert autostart.state(ENTRY) is ON and refreshed(autostart, ENTRY)
    assert autostart.state(replace(ENTRY, name="ahoy-agent")) is OFF
    autostart.set(ENTRY, False)
    assert autostart.state(ENTRY) is OFF


def test_a_program_that_moved_is_written_anew(autostart: Autostart) -> None:
    autostart.set(ENTRY, True)
    moved = replace(ENTRY, command=("/new/ahoy",))
    assert autostart.state(moved) is StartState.MOVED
    assert refreshed(autostart, moved)
    assert autostart.state(moved) is ON and autostart.state(ENTRY) is StartState.MOVED


def test_what_does_not_start_is_not_written(autostart: Autostart) -> None:
    assert not refreshed(autostart, ENTRY)
    assert autostart.state(ENTRY) is OFF


def test_the_desktop_entry_is_a_valid_one(tmp_path: Path) -> None:
    DesktopEntries(tmp_path).set(ENTRY, True)
    lines = (tmp_path / "ahoy.desktop").read_text().splitlines()
    assert lines[0] == "[Desktop Entry]" and "Type=Application" in lines
    line = next(line for line in lines if line.startswith("Exec=")).removeprefix("Exec=")
    # The file's own escapes first, then the quotes of Exec, which are those of a shell, then the field codes.
    unescaped = line.replace("\\\\", "\\")
    told = subprocess.run(["sh", "-c", f"printf '%s\\n' {unescaped}"], capture_output=True, timeout=20)
    words = told.stdout.decode().splitlines()
    assert tuple(word.replace("%%", "%") for word in words) == ODD
    if shutil.which("desktop-file-validate"):
        done = subprocess.run(
            ["desktop-file-validate", tmp_path / "ahoy.desktop"], capture_output=True, text=True, timeout=20
        )
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("switch", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_what_the_desktop_switched_off_is_off(tmp_path: Path, switch: str) -> None:
    entries = DesktopEntries(tmp_path)
    entries.set(ENTRY, True)
    path = tmp_path / "ahoy.desktop"
    path.write_text(path.read_text().replace("X-GNOME-Autostart-enabled=true", switch))
    assert entries.state(ENTRY) is OFF and not refreshed(entries, ENTRY)


def test_a_line_break_cannot_be_smuggled_in(tmp_path: Path) -> None:
    with pytest.raises(AutostartError):
        DesktopEntries(tmp_path).set(replace(ENTRY, command=("/x\nHidden=true",)), True)
    assert list(tmp_path.iterdir()) == []


def test_the_launch_agent_says_what_launchd_wants(tmp_path: Path) -> None:
    LaunchAgents(tmp_path).set(replace(ENTRY, is_kept_alive=True), True)
    words = plistlib.loads((tmp_path / "org.ahoy.ahoy.plist").read_bytes())
    assert words["Label"] == "org.ahoy.ahoy" and words["ProgramArguments"] == list(ODD)
    assert words["RunAtLoad"] is True
    assert words["KeepAlive"] == {"SuccessfulExit": False}  # True brings back what was told to end
    LaunchAgents(tmp_path).set(ENTRY, True)
    assert plistlib.loads((tmp_path / "org.ahoy.ahoy.plist").read_bytes())["KeepAlive"] is False


@pytest.mark.parametrize("content", [b"", b"\xff\x00 nonsense", b"<plist><array/></plist>", b"<plist"])
def test_a_broken_file_counts_as_off(tmp_path: Path, content: bytes) -> None:
    for name in ("ahoy.desktop", "org.ahoy.ahoy.plist"):
        (tmp_path / name).write_bytes(content)
    assert DesktopEntries(tmp_path).state(ENTRY) is OFF
    assert LaunchAgents(tmp_path).state(ENTRY) is OFF


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for way in (DesktopEntries(tmp_path / "file"), LaunchAgents(tmp_path / "file" / "deep")):
        with pytest.raises(AutostartError, match=r"cannot be .*\.$"):
            way.set(ENTRY, True)


def test_a_registry_that_refuses_is_said() -> None:
    registry = FakeRegistry()
    registry.is_locked = True
    for act in (lambda: RunKey(registry).set(ENTRY, True), lambda: RunKey(registry).state(ENTRY)):
        with pytest.raises(AutostartError, match="registry"):
            act()


def test_the_systems_own_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    autostart = system_autostart()
    autostart.set(ENTRY, True)
    assert autostart.state(ENTRY) is ON
    autostart.set(ENTRY, False)


def test_each_profile_starts_with_an_entry_of_its_own(tmp_path: Path) -> None:
    usual, other = window_entry(profile_dir(None)), window_entry(tmp_path)
    assert usual.name == "ahoy" and other.name.startswith("ahoy-")
    assert "--profile" not in usual.command and str(tmp_path) in other.command
    assert usual.command[-2:] == ("open", "--minimised")
    program = Path(own_command(profile_dir(None))[1])
    assert program.name == "main.py" and program.exists()
