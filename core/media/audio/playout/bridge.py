"""What is heard while no packet can be played: a loss that is hidden, or a pause that is filled."""

from __future__ import annotations

from enum import Enum

import numpy as np
from numpy.typing import NDArray

from core.media.audio.playout.concealment import FADED_AFTER, Continuation
from core.media.audio.playout.noise import SILENCE, Background, NoiseShape, NoiseSource, told_shape
from core.media.audio.playout.sound_line import SoundLine, as_samples
from core.media.audio.playout.stretching import OVERLAP
from core.media.codecs.audio_decoders import AudioDecoder
from core.ports import SAMPLE_RATE

Samples = NDArray[np.int16]
Floats = NDArray[np.float32]

DECODER_FADES_FROM = SAMPLE_RATE * 12 // 100
DECODER_FADES_FOR = SAMPLE_RATE * 15 // 100
"""From when and how long what a decoder makes up goes over into the background: it would begin to buzz."""

LONGEST = SAMPLE_RATE
"""Samples after which a loss is silence."""

NOISE_FADES_FROM = SAMPLE_RATE * 6 // 10


class Pause(Enum):
    """What a pause is filled with."""

    NONE = "there is no pause"
    OWN = "what the decoder makes of it, or the background"
    TOLD = "the noise that the other end described"
    SILENT = "nothing"


class Bridge:
    """Fills gaps in a line of sound, and says how the filling would go on when sound comes back."""

    def __init__(self, line: SoundLine) -> None:
        self.pause = Pause.NONE
        self.background = Background()
        self._line = line
        self._noise = NoiseSource()
        self._told: NoiseShape = SILENCE
        self._continuation: Continuation | None = None
        self._made = 0
        self._needs_tail = False

    @property
    def is_exhausted(self) -> bool:
        """Whether a loss has lasted so long that nothing of it is to be heard any more."""
        return self._made >= LONGEST

    def describe(self, payload: bytes) -> None:
        """Begin a pause with the noise of a comfort noise packet. Raises ValueError for an empty one."""
        self._told = told_shape(payload)
        self.pause = Pause.TOLD

    def hide_loss(self, decoder: AudioDecoder, samples: int) -> Samples:
        """Return the next ``samples`` in place of lost ones."""
        made = decoder.conceal(samples)
        places = np.arange(self._made, self._made + samples)
        self._made += samples
        if made is None:
            if self._continuation is None:
                self._continuation = self._line.continuation()
            voice, left = self._continuation.take(samples), 1.0 - places / FADED_AFTER
        else:
            left = 1.0 - (places - DECODER_FADES_FROM) / DECODER_FADES_FOR
            voice = (made * np.clip(left, 0.0, 1.0)).astype(np.float32)
        self._needs_tail = made is None or places[-1] > DECODER_FADES_FROM
        if places[-1] <= DECODER_FADES_FROM and made is not None:
            return made
        return as_samples(voice + self._background(places, left))

    def _background(self, places: NDArray[np.intp], left: NDArray[np.float64]) -> Floats:
        noise = self._noise.take(len(places), self.background.shape)
        fade = np.clip((LONGEST - places) / (LONGEST - NOISE_FADES_FROM), 0.0, 1.0)
        faded: Floats = (noise * fade * np.clip(1.0 - left, 0.0, 1.0)).astype(np.float32)
        return faded

    def fill_pause(self, decoder: AudioDecoder | None, samples: int) -> Samples:
        """Return the next ``samples`` of a pause."""
        self._needs_tail = True
        if self.pause is Pause.SILENT:
            return np.zeros(samples, np.int16)
        made = decoder.conceal(samples) if self.pause is Pause.OWN and decoder is not None else None
        if made is not None:
            return made
        shape = self._told if self.pause is Pause.TOLD else self.background.shape
        return as_samples(self._noise.take(samples, shape))

    def tail(self) -> Floats | None:
        """Return what would have followed, to fade over from it to sound; None where no seam is."""
        if not self._needs_tail:
            return None
        if self.pause is Pause.SILENT:
            return np.zeros(OVERLAP, np.float32)
        if self._continuation is not None and not self._continuation.is_over:
            return self._continuation.take(OVERLAP)
        shape = self._told if self.pause is Pause.TOLD else self.background.shape
        return self._noise.take(OVERLAP, shape)

    def begin(self) -> None:
        """Take that there was silence, from which sound begins."""
        self.end()
        self.pause = Pause.SILENT
        self._needs_tail = True

    def end(self) -> None:
        """Take that sound has come back."""
        self.pause = Pause.NONE
        self._continuation = None
        self._made = 0
        self._needs_tail = False
