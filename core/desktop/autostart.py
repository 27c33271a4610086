"""Starts Ahoy at login: a desktop entry on Linux, the Run key on Windows, a launch agent on macOS.

Each way is written whole or not at all, and read back: what stands there is the truth, not a setting of ours.
"""

from __future__ import annotations

import plistlib
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from core.desktop.flatpak import desktop_name, host_config
from core.sentences import sentence
from core.whole_file import write_whole

RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
_LONGEST_FILE = 65_536
_SWITCHED_OFF = {"Hidden=true", "X-GNOME-Autostart-enabled=false"}


class AutostartError(Exception):
    """It cannot be written or removed; the message is for the person."""


@dataclass(frozen=True, slots=True)
class StartEntry:
    """What is started. ``name`` is the file's or value's, made of ``a-z 0-9 . -``."""

    name: str
    title: str
    command: tuple[str, ...]
    is_kept_alive: bool = False
    """Whether the system starts it again when it fails, where it can (macOS)."""


class StartState(StrEnum):
    """What stands there."""

    ON = "on"
    OFF = "off"
    MOVED = "moved"
    """Something is started, but not the very command: the program was at another place then."""


class Autostart(Protocol):
    """One system's way."""

    def state(self, entry: StartEntry) -> StartState:
        """Return whether ``entry`` starts at login. Raises ``AutostartError``."""

    def set(self, entry: StartEntry, on: bool) -> None:
        """Let it start, or no longer. Raises ``AutostartError``."""


class DesktopEntries:
    """By the Desktop Application Autostart Specification of freedesktop.org."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def state(self, entry: StartEntry) -> StartState:
        """Return what the file says; the desktop's own settings may have switched it off there."""
        lines = {line.strip() for line in _read(self._path(entry)).splitlines()}
        if not any(line.startswith("Exec=") for line in lines) or lines & _SWITCHED_OFF:
            return StartState.OFF
        return StartState.ON if f"Exec={_exec(entry.command)}" in lines else StartState.MOVED

    def set(self, entry: StartEntry, on: bool) -> None:
        """Write the file, or remove it."""
        if on:
            _write(self._path(entry), _desktop_entry(entry).encode())
        else:
            _remove(self._path(entry))

    def _path(self, entry: StartEntry) -> Path:
        return self._folder / f"{entry.name}.desktop"


class LaunchAgents:
    """By launchd's property lists (launchd.plist(5)); they hold from the next login."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def state(self, entry: StartEntry) -> StartState:
        """Return what the file says."""
        try:
            found = plistlib.loads(_read(self._path(entry)).encode())
        except Exception:
            # What the parser raises for a broken file is not said anywhere.
            return StartState.OFF
        if not isinstance(found, dict) or found.get("RunAtLoad") is not True:
            return StartState.OFF
        same = found.get("ProgramArguments") == list(entry.command)
        return StartState.ON if same else StartState.MOVED

    def set(self, entry: StartEntry, on: bool) -> None:
        """Write the file, or remove it."""
        words = {
            "Label": self._path(entry).stem,
            "ProgramArguments": list(entry.command),
            "RunAtLoad": True,
            # Not after a clean end: somebody asked for that.
            "KeepAlive": {"SuccessfulExit": False} if entry.is_kept_alive else False,
            "LimitLoadToSessionType": "Aqua",
            "ProcessType": "Interactive",
        }
        if on:
            _write(self._path(entry), plistlib.dumps(words))
        else:
            _remove(self._path(entry))

    def _path(self, entry: StartEntry) -> Path:
        return self._folder / f"org.ahoy.{entry.name}.plist"


class RunKey:
    """By the values under ``RUN_KEY`` of the person's registry; ``winreg`` is the module, or like it."""

    def __init__(self, winreg: Any) -> None:
        self._winreg = winreg

    def state(self, entry: StartEntry) -> StartState:
        """Return what the value says."""
        try:
            with self._winreg.OpenKey(self._winreg.HKEY_CURRENT_USER, RUN_KEY) as key:
                same = self._winreg.QueryValueEx(key, entry.name)[0] == _windows_line(entry.command)
        except FileNotFoundError:
            return StartState.OFF
        except OSError as error:
            raise AutostartError(sentence("The registry cannot be read: {error}.", error=error)) from error
        return StartState.ON if same else StartState.MOVED

    def set(self, entry: StartEntry, on: bool) -> None:
        """Write the value, or remove it."""
        try:
            with self._winreg.CreateKey(self._winreg.HKEY_CURRENT_USER, RUN_KEY) as key:
                if on:
                    line = _windows_line(entry.command)
                    self._winreg.SetValueEx(key, entry.name, 0, self._winreg.REG_SZ, line)
                else:
                    self._winreg.DeleteValue(key, entry.name)
        except FileNotFoundError:
            return
        except OSError as error:
            raise AutostartError(sentence("The registry cannot be written: {error}.", error=error)) from error


def system_autostart() -> Autostart:
    """Return this system's way."""
    if sys.platform == "win32":
        import winreg

        return RunKey(winreg)
    if sys.platform == "darwin":
        return LaunchAgents(Path.home() / "Library" / "LaunchAgents")
    return DesktopEntries(host_config() / "autostart")


def refreshed(autostart: Autostart, entry: StartEntry) -> bool:
    """Return whether ``entry`` starts at login; one that moved is brought up to date.

    Raises ``AutostartError``.
    """
    state = autostart.state(entry)
    if state is StartState.MOVED:
        autostart.set(entry, True)
    return state is not StartState.OFF


def _desktop_entry(entry: StartEntry) -> str:
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        f"Name={_value(entry.title)}",
        f"Exec={_exec(entry.command)}",
        f"Icon={desktop_name()}",
        "Terminal=false",
        "NoDisplay=true",
        "X-GNOME-Autostart-enabled=true",
    )
    return "\n".join(lines) + "\n"


def _exec(command: Sequence[str]) -> str:
    """Quote a command for ``Exec`` (Desktop Entry Specification 1.5, section "The Exec key")."""
    return " ".join(_value(_quoted(word)) for word in command)


def _quoted(word: str) -> str:
    for letter in '\\"`$':
        word = word.replace(letter, "\\" + letter)
    return '"' + word.replace("%", "%%") + '"'


def _value(text: str) -> str:
    if any(ord(letter) < 32 for letter in text):
        raise AutostartError(sentence("A path with a line break in it cannot be started at login."))
    return text.replace("\\", "\\\\")


def _windows_line(command: Sequence[str]) -> str:
    return subprocess.list2cmdline(command)


def _read(path: Path) -> str:
    try:
        with path.open("rb") as opened:
            return opened.read(_LONGEST_FILE).decode(errors="replace")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise AutostartError(
            sentence("{file} cannot be read: {reason}.", file=path, reason=error.strerror)
        ) from error


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError as error:
        raise AutostartError(
            sentence("{file} cannot be written: {reason}.", file=path, reason=error.strerror)
        ) from error


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise AutostartError(
            sentence("{file} cannot be removed: {reason}.", file=path, reason=error.strerror)
        ) from error
