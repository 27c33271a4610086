"""Echo canceller, noise suppressor and gain control behind one small interface.

WebRTC's own, from ``pywebrtc-audio``, as three objects: its all-in-one object suppresses 6 dB at 48 kHz
whatever the level that is asked for.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Protocol

from core.ports import SAMPLE_RATE, Block, NoiseSuppression

log = logging.getLogger(__name__)

NOISE_LEVELS = {NoiseSuppression.STANDARD: 2, NoiseSuppression.STRONG: 3}
"""17 and 20 dB."""

MAX_GAIN_DB = 24.0
"""More would bring up the next room together with a quiet voice."""

UNAVAILABLE = (
    "Echo and noise cannot be removed: the program's sound processing is not installed completely. "
    "Use a headset, so that others do not hear themselves."
)


@dataclass(frozen=True, slots=True)
class SoundSettings:
    """What the sound of the microphone goes through."""

    echo_cancellation: bool = True
    noise_suppression: NoiseSuppression = NoiseSuppression.STANDARD
    auto_gain_control: bool = True

    @property
    def is_plain(self) -> bool:
        """Whether nothing is to be done."""
        is_noise_kept = self.noise_suppression is NoiseSuppression.OFF
        return is_noise_kept and not (self.echo_cancellation or self.auto_gain_control)


PLAIN = SoundSettings(
    echo_cancellation=False, noise_suppression=NoiseSuppression.OFF, auto_gain_control=False
)


class SoundProcessor(Protocol):
    """What is done to 10 ms of the microphone. Audio thread."""

    def process(self, near: Block, far: Block) -> Block:
        """Return ``near`` without the echo of ``far``, which the speaker plays 5 to 300 ms before it."""

    def reset(self) -> None:
        """Forget what was learnt: another device, another room."""


class PlainSound:
    """Leaves the sound alone."""

    def process(self, near: Block, far: Block) -> Block:
        """Return ``near``."""
        return near

    def reset(self) -> None:
        """Do nothing."""


class WebRtcSound:
    """AEC3, NS and AGC2 of WebRTC. Adds 9 ms with the canceller alone, 16 with everything.

    Raises ImportError where the library is not there.
    """

    def __init__(self, settings: SoundSettings) -> None:
        from pywebrtc_audio import EchoCanceller, GainController, NoiseSuppressor

        level = NOISE_LEVELS.get(settings.noise_suppression)
        self._echo = EchoCanceller(SAMPLE_RATE, 1) if settings.echo_cancellation else None
        self._noise = None if level is None else NoiseSuppressor(SAMPLE_RATE, 1, level)
        self._gain = None
        if settings.auto_gain_control:
            self._gain = GainController(SAMPLE_RATE, 1, max_gain_db=MAX_GAIN_DB)

    def process(self, near: Block, far: Block) -> Block:
        """Return ``near`` without echo and noise, at the loudness of a voice."""
        sound: Block = near
        if self._echo is not None:
            sound = self._echo.process(sound, far)
        if self._noise is not None:
            sound = self._noise.process(sound)
        if self._gain is not None:
            sound = self._gain.process(sound)
        return sound

    def reset(self) -> None:
        """Forget echo path, noise and level."""
        for stage in (self._echo, self._noise, self._gain):
            if stage is not None:
                stage.reset()


def make_processor(settings: SoundSettings) -> tuple[SoundProcessor, str]:
    """Return what does ``settings``, and a sentence for the person if it cannot be done here."""
    if settings.is_plain:
        return PlainSound(), ""
    try:
        return WebRtcSound(settings), ""
    except (ImportError, RuntimeError) as error:
        log.info("no sound processing: %s", error)
        return PlainSound(), UNAVAILABLE
