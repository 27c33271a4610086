"""What the levels of a call say to the person: pure detectors of two things that spoil calls unnoticed."""

from __future__ import annotations

from core.sentences import sentence

MUTED = sentence("You are speaking while muted.")
SILENT = sentence("Your microphone sends silence: others do not hear you.")

SPEECH_LEVEL = 0.012
"""RMS, -38 dBFS: a voice, after noise has been taken away."""

SPEAKING_SECONDS = 0.8
FORGET_SECONDS = 4.0
SILENCE_LEVEL = 1e-4
SILENT_SECONDS = 5.0


class SpeakingWhileMuted:
    """Notices a voice for most of a second while muted; holds for some seconds after the last word."""

    def __init__(self) -> None:
        self._spoken = 0.0
        self._last_word = -1e9
        self._looked_at: float | None = None
        self._holds = False

    def look(self, level: float, muted: bool, now: float) -> bool:
        """Return whether to say so; ``level`` is the microphone's RMS, ``now`` in seconds."""
        passed = 0.0 if self._looked_at is None else min(1.0, max(0.0, now - self._looked_at))
        self._looked_at = now
        if not muted:
            self._spoken, self._holds = 0.0, False
            return False
        if level >= SPEECH_LEVEL:
            self._spoken += passed
            self._last_word = now
        else:
            self._spoken = max(0.0, self._spoken - passed / 2)
        if self._spoken >= SPEAKING_SECONDS:
            self._holds = True
        elif now - self._last_word > FORGET_SECONDS:
            self._holds = False
        return self._holds


class SilentMicrophone:
    """Notices a microphone that is open and delivers nothing at all, which no room does."""

    def __init__(self) -> None:
        self._silent_since: float | None = None

    def look(self, level: float, is_open: bool, now: float) -> bool:
        """Return whether to say so; ``level`` is the RMS of what the device delivers, unprocessed."""
        if not is_open or level >= SILENCE_LEVEL:
            self._silent_since = None
            return False
        if self._silent_since is None:
            self._silent_since = now
        return now - self._silent_since >= SILENT_SECONDS


class CallHints:
    """Both detectors for one microphone."""

    def __init__(self) -> None:
        self._muted = SpeakingWhileMuted()
        self._silent = SilentMicrophone()

    def look(
        self, *, level: float, raw_level: float, muted: bool, is_open: bool, now: float
    ) -> tuple[str, ...]:
        """Return the hints that hold now."""
        is_speaking = self._muted.look(level, muted, now)
        is_silent = self._silent.look(raw_level, is_open, now)
        return ((MUTED,) if is_speaking else ()) + ((SILENT,) if is_silent else ())
