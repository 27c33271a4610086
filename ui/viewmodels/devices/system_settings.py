"""The system's own place to change a device, or to let an app use it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from core.ports import DeviceKind
from core.sentences import sentence

Kind = DeviceKind | Literal["screen"]
"""What something is wrong with: a device, or the recording of the screen."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go: an address that the system opens, or a program with its arguments."""

    words: str
    url: str = ""
    command: tuple[str, ...] = ()


SOUND_WORDS = sentence("Open the sound settings")
PRIVACY_WORDS = sentence("Open the privacy settings")

_MAC = "x-apple.systempreferences:com.apple.preference"
_URLS: dict[tuple[str, Kind], Place] = {
    ("darwin", "screen"): Place(PRIVACY_WORDS, f"{_MAC}.security?Privacy_ScreenCapture"),
    ("darwin", DeviceKind.MICROPHONE): Place(PRIVACY_WORDS, f"{_MAC}.security?Privacy_Microphone"),
    ("darwin", DeviceKind.CAMERA): Place(PRIVACY_WORDS, f"{_MAC}.security?Privacy_Camera"),
    ("darwin", DeviceKind.SPEAKER): Place(SOUND_WORDS, f"{_MAC}.sound"),
    ("win32", DeviceKind.MICROPHONE): Place(PRIVACY_WORDS, "ms-settings:privacy-microphone"),
    ("win32", DeviceKind.CAMERA): Place(PRIVACY_WORDS, "ms-settings:privacy-webcam"),
    ("win32", DeviceKind.SPEAKER): Place(SOUND_WORDS, "ms-settings:sound"),
}

# Elsewhere each desktop has its own program; the first that is installed is taken.
_SOUND_PROGRAMS = (
    ("gnome-control-center", "sound"),
    ("systemsettings", "kcm_pulseaudio"),
    ("xfce4-mixer",),
    ("pavucontrol-qt",),
    ("pavucontrol",),
)
_PROGRAMS: dict[Kind, tuple[tuple[str, ...], ...]] = {
    DeviceKind.MICROPHONE: _SOUND_PROGRAMS,
    DeviceKind.SPEAKER: _SOUND_PROGRAMS,
    DeviceKind.CAMERA: (("gnome-control-center", "camera"),),
}


def place_for(
    kind: Kind, *, platform: str = sys.platform, find: Callable[[str], str | None] = shutil.which
) -> Place | None:
    """Return where this system lets people change what is wrong with ``kind``, or None for no such place."""
    if platform in ("darwin", "win32"):
        return _URLS.get((platform, kind))
    words = PRIVACY_WORDS if kind is DeviceKind.CAMERA else SOUND_WORDS
    programs = _PROGRAMS.get(kind, ())
    return next((Place(words, command=command) for command in programs if find(command[0])), None)


def open_place(place: Place) -> bool:
    """Open ``place`` and return whether the system took it."""
    if place.url:
        return QDesktopServices.openUrl(QUrl(place.url))
    program, *arguments = place.command
    return bool(QProcess.startDetached(program, arguments)[0])


class SystemSettings:
    """One place; it is looked for when its words are first wanted, that is, when something is wrong."""

    def __init__(
        self,
        kind: Kind,
        *,
        find: Callable[[Kind], Place | None] = place_for,
        open_it: Callable[[Place], bool] = open_place,
    ) -> None:
        self._kind = kind
        self._find = find
        self._open = open_it
        self._found: tuple[Place | None] | None = None

    @property
    def place(self) -> Place | None:
        """The place, or None where there is none."""
        if self._found is None:
            self._found = (self._find(self._kind),)
        return self._found[0]

    @property
    def words(self) -> str:
        """What opening it is called; empty where there is none."""
        return self.place.words if self.place is not None else ""

    def open(self) -> bool:
        """Open it; False where there is none, or the system refused."""
        return self.place is not None and self._open(self.place)
