"""Echo canceller, noise suppressor and gain control behind one small interface.

Canceller and suppressor are WebRTC's own, from ``pywebrtc-audio``, as two objects: its all-in-one object
suppresses 6 dB at 48 kHz whatever the level that is asked for.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from core.media.audio.pipeline.echo_gate import EchoGate
from core.media.audio.pipeline.echo_path import EchoDetector, EchoPath, coarse
from core.media.audio.pipeline.gain_control import GainControl
from core.ports import BLOCK_SAMPLES, SAMPLE_RATE, Block, NoiseSuppression
from core.sentences import sentence

log = logging.getLogger(__name__)

NOISE_LEVELS = {NoiseSuppression.STANDARD: 2, NoiseSuppression.STRONG: 3}
"""17 and 20 dB."""

IS_VOICE = 0.5
"""Probability, as the suppressor has it, from which a block counts as speech."""

BREATH_BLOCKS = 97
"""Blocks of noise, over and over: at 1 Hz nobody can hear a repetition, much less at -95 dBFS."""

LEAST, MOST = np.int16(-32_767), np.int16(32_766)

_SILENCE: Block = np.zeros(BLOCK_SAMPLES, np.int16)
_SILENCE.flags.writeable = False

UNAVAILABLE = sentence(
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

    @property
    def path(self) -> EchoPath:
        """Whether the microphone hears the speaker."""

    def reset(self, path: EchoPath = EchoPath.UNKNOWN) -> None:
        """Forget what was learnt: another device, another room; ``path`` is known of it from before."""


class PlainSound:
    """Leaves the sound alone."""

    path = EchoPath.UNKNOWN

    def process(self, near: Block, far: Block) -> Block:
        """Return ``near``."""
        return near

    def reset(self, path: EchoPath = EchoPath.UNKNOWN) -> None:
        """Do nothing."""


class EchoStage:
    """AEC3, told of a reference only while the microphone hears the speaker, and a gate behind it.

    With a headset it would take a near voice for an echo wherever both speak. What is silent has no echo, so
    a silent reference leaves the near voice alone, with the same delay; and when an echo appears, AEC3 is as
    cautious as at its first.
    """

    def __init__(self) -> None:
        from pywebrtc_audio import EchoCanceller

        self._canceller = EchoCanceller(SAMPLE_RATE, 1)
        self._detector = EchoDetector()
        self._gate = EchoGate()

    @property
    def path(self) -> EchoPath:
        """Whether there is an echo to cancel."""
        return self._detector.path

    @property
    def may_be_near(self) -> bool:
        """Whether the last block may hold a near voice, and is no mere echo."""
        return self._gate.is_open

    def process(self, near: Block, far: Block) -> Block:
        """Return ``near`` without the echo of ``far``."""
        heard, played = coarse(near), coarse(far)
        detector = self._detector
        detector.feed(heard, played)
        reference = _SILENCE if detector.path is EchoPath.ABSENT else far
        clean: Block = self._canceller.process(near, reference)
        delay = detector.delay if detector.path is EchoPath.PRESENT else None
        self._gate.look(heard, played, coarse(clean), delay)
        return clean

    def lower(self, block: Block) -> Block:
        """Return ``block`` with what is left of an echo lowered: once the noise is gone it shows most."""
        return self._gate.apply(block)

    def reset(self, path: EchoPath = EchoPath.UNKNOWN) -> None:
        """Forget the room, but for ``path``, which is known from before."""
        self._detector.reset(path)
        for part in (self._canceller, self._gate):
            part.reset()


class NoiseStage:
    """The suppressor, with a breath of noise to learn from.

    Some microphones deliver nothing at all between the words; what the suppressor then takes for the noise
    is the voice, and up to 5 dB of it go.
    """

    def __init__(self, level: int) -> None:
        from pywebrtc_audio import NoiseSuppressor

        self._suppressor = NoiseSuppressor(SAMPLE_RATE, 1, level)
        steps = np.random.default_rng(level).integers(-1, 2, (BREATH_BLOCKS, BLOCK_SAMPLES))
        self._breath = steps.astype(np.int16)
        self._blocks = 0

    @property
    def is_voice(self) -> bool:
        """Whether the last block holds speech."""
        return float(self._suppressor.speech_probability) > IS_VOICE

    def process(self, block: Block) -> Block:
        """Return ``block`` with its noise lowered."""
        self._blocks = (self._blocks + 1) % BREATH_BLOCKS
        breath = self._breath[self._blocks]
        # Away from full scale, where a step more would wrap around.
        heard = np.minimum(np.maximum(block, LEAST), MOST) + breath
        clean: Block = self._suppressor.process(heard)
        return clean

    def reset(self) -> None:
        """Forget the noise."""
        self._suppressor.reset()


class WebRtcSound:
    """Canceller, suppressor and gain control in a row. Adds 9 ms with the canceller alone, 15 with all.

    Raises ImportError where the library is not there.
    """

    def __init__(self, settings: SoundSettings) -> None:
        level = NOISE_LEVELS.get(settings.noise_suppression)
        self.echo = EchoStage() if settings.echo_cancellation else None
        self.noise = None if level is None else NoiseStage(level)
        self.gain = GainControl() if settings.auto_gain_control else None

    @property
    def path(self) -> EchoPath:
        """Whether there is an echo to cancel."""
        return EchoPath.UNKNOWN if self.echo is None else self.echo.path

    def process(self, near: Block, far: Block) -> Block:
        """Return ``near`` without echo and noise, at the loudness of a voice."""
        echo, noise, gain = self.echo, self.noise, self.gain
        sound = near if echo is None else echo.process(near, far)
        if noise is not None:
            sound = noise.process(sound)
        if echo is not None:
            sound = echo.lower(sound)
        if gain is not None:
            is_near = echo is None or echo.may_be_near
            sound = gain.process(sound, is_near and (noise is None or noise.is_voice))
        return sound

    def reset(self, path: EchoPath = EchoPath.UNKNOWN) -> None:
        """Forget echo path, noise and level; ``path`` is what is known of the echo path from before."""
        if self.echo is not None:
            self.echo.reset(path)
        for stage in (self.noise, self.gain):
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
