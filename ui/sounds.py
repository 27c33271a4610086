"""Ringtone, ringback and the tone at the end of a call; silence where there is no sound device or no file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QUrl
from PySide6.QtMultimedia import QAudioDevice, QMediaDevices, QSoundEffect

from ui.viewmodels.calls.call_desk import CallDesk

if TYPE_CHECKING:
    from ui.devices.sound_server import Connection

TONES = Path(__file__).resolve().parent.parent / "resources" / "tones"


class TonePlayer(Protocol):
    """Plays one tone at a time."""

    def play(self, name: str, *, loop: bool, speaker: str = "") -> None:
        """Play tone ``name`` instead of the present one, on ``speaker`` (an id; empty: the default)."""

    def stop(self) -> None:
        """Be silent."""


def wanted_tone(desk: CallDesk) -> str:
    """Return the tone that fits the calls: ``ringtone``, ``ringback``, ``second-call`` or none."""
    if desk.incoming is not None:
        return "second-call" if desk.incoming.rings_quietly else "ringtone"
    if desk.active is not None and desk.active.direction == "outbound" and desk.active.state == "ringing":
        return "ringback"
    return ""


def end_tone(desk: CallDesk) -> str:
    """Return the tone for the end of a call: ``busy`` when the other end declined, else ``ended``."""
    was_denied = desk.summary is not None and desk.summary.end_cause.casefold() == "denied"
    return "busy" if was_denied else "ended"


class Sounds:
    """Follows the calls and changes the tone only when another one is due."""

    def __init__(self, player: TonePlayer) -> None:
        self._player = player
        self._playing = ""
        self._had_active = False

    def follow(self, desk: CallDesk, speaker: str = "") -> None:
        """Play what fits ``desk`` on ``speaker``."""
        wanted = wanted_tone(desk)
        if wanted and wanted != self._playing:
            self._player.play(wanted, loop=True, speaker=speaker)
        elif not wanted and self._playing:
            self._player.stop()
        has_ended = self._had_active and desk.active is None
        if has_ended and not wanted:
            self._player.play(end_tone(desk), loop=False, speaker=speaker)
        self._playing = wanted
        self._had_active = desk.active is not None

    def test(self, tone: str, speaker: str) -> None:
        """Play ``tone`` once on ``speaker``, unless something rings."""
        if not self._playing:
            self._player.play(tone, loop=False, speaker=speaker)

    def silence(self) -> None:
        """Stop at once."""
        self._player.stop()
        self._playing = ""


def sound_output(speaker: str) -> QAudioDevice:
    """Return the output with the id ``speaker``, else the default one."""
    from ui.devices.listing import device_id  # late: the first picture comes before it

    found = (output for output in QMediaDevices.audioOutputs() if device_id(output) == speaker)
    return next(found, QMediaDevices.defaultAudioOutput())


class EffectPlayer(QObject):
    """Plays WAV files with ``QSoundEffect``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._effects: dict[str, QSoundEffect] = {}
        self._current: QSoundEffect | None = None
        self._connection: Connection | None = None

    def play(self, name: str, *, loop: bool, speaker: str = "") -> None:
        """Play tone ``name``; nothing happens without a sound device or without the file.

        A ``speaker`` that is not there, or is a test device, gives way to the default one.
        """
        self.stop()
        effect = self._effect(name) if self._is_server_alive() else None
        if effect is None:
            return
        device = sound_output(speaker)
        if effect.audioDevice() != device:
            effect.setAudioDevice(device)
        effect.setLoopCount(int(QSoundEffect.Loop.Infinite.value) if loop else 1)
        effect.play()
        self._current = effect

    def stop(self) -> None:
        """Be silent."""
        if self._current is not None:
            self._current.stop()
            self._current = None

    def _is_server_alive(self) -> bool:
        """Whether the sound server stands that Qt once found: without it, Qt would end the process."""
        if self._connection is None:
            from ui.devices.sound_server import Connection  # late: the first picture comes before it

            self._connection = Connection()
        return self._connection.is_alive()

    def _effect(self, name: str) -> QSoundEffect | None:
        path = TONES / f"{name}.wav"
        if QMediaDevices.defaultAudioOutput().isNull() or not path.is_file():
            return None
        if name not in self._effects:
            effect = QSoundEffect(self)
            effect.setSource(QUrl.fromLocalFile(str(path)))
            self._effects[name] = effect
        return self._effects[name]
