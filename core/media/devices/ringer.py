"""The program's own tones: which one sounds, on which speaker, and what it does to a running call."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import numpy as np

from core.media.audio.mixer import PlayoutMixer, ToneHandle
from core.media.audio.tone_files import load_tone, ringtone_file
from core.media.devices.device_port import Lease
from core.ports import SAMPLE_RATE

LINGERS = 0.3
"""Seconds that the speaker stays open after a tone."""

RINGTONE = "ringtone"
"""Stands for the ringtone that was chosen."""

RINGING = (RINGTONE, "second-call")
"""Tones for which a running call is made softer."""


class Ringer:
    """Plays one tone at a time. Core thread.

    Tones go through the mixer of the speaker, so that the echo canceller knows them; a ringtone goes to the
    ring device where that is another one.
    """

    def __init__(
        self,
        speaker: PlayoutMixer,
        acquire_speaker: Callable[[], Lease],
        ring_speaker: PlayoutMixer,
        acquire_ring_speaker: Callable[[], Lease | None],
    ) -> None:
        self.ringtone = ""
        self.volume = 1.0
        """The limit for what rings, 0 to 1 of the tones as they are, on whatever speaker."""
        self._speaker = speaker
        self._acquire_speaker = acquire_speaker
        self._ring_speaker = ring_speaker
        self._acquire_ring_speaker = acquire_ring_speaker
        self._playing: ToneHandle | None = None
        self._lease: Lease | None = None
        self._ending: asyncio.TimerHandle | None = None

    def play(self, name: str, *, loop: bool) -> bool:
        """Play the tone ``name`` instead of the present one; False if there is no such tone."""
        self.stop()
        samples = load_tone(ringtone_file(self.ringtone) if name == RINGTONE else name)
        if samples is None:
            return False
        if name in RINGING:
            samples = (samples * np.float32(self.volume)).astype(np.int16)
        own = self._acquire_ring_speaker() if name == RINGTONE else None
        self._lease = own or self._acquire_speaker()
        self._speaker.is_ducking = name in RINGING
        self._playing = (self._ring_speaker if own else self._speaker).play_tone(samples, loop)
        if not loop:
            seconds = len(samples) / SAMPLE_RATE + LINGERS
            self._ending = asyncio.get_running_loop().call_later(seconds, self.stop)
        return True

    def stop(self) -> None:
        """Be silent. Idempotent."""
        if self._ending is not None:
            self._ending.cancel()
        if self._playing is not None:
            self._playing.stop()
        if self._lease is not None:
            self._lease.release()
        self._ending = self._playing = self._lease = None
        self._speaker.is_ducking = False
