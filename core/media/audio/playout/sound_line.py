"""The decoded sound between decoder and speaker, with a little of what was played before it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.media.audio.playout.concealment import HISTORY, Continuation
from core.media.audio.playout.stretching import MOST, OVERLAP, cross_fade, lengthen, shorten

Samples = NDArray[np.int16]
Floats = NDArray[np.float32]

MOST_WAITING = 48_000
"""Samples that wait at most; more than any packet has is never asked for."""


def as_samples(sound: Floats) -> Samples:
    """Return ``sound`` as 16 bit samples, limited."""
    limited: Samples = np.clip(np.rint(sound), -32768, 32767).astype(np.int16)
    return limited


class SoundLine:
    """Joins pieces of sound without clicks and changes their length. Mono, 48 kHz, 16 bit."""

    def __init__(self) -> None:
        self._continuations = 0
        self._sound: Samples = np.zeros(HISTORY, np.int16)
        self._start = HISTORY

    @property
    def waiting(self) -> int:
        """Samples that are still to be played."""
        return len(self._sound) - self._start

    def append(self, samples: Samples, tail: Floats | None = None) -> None:
        """Play ``samples`` after what waits; ``tail`` is how that would have gone on, and is faded out."""
        if tail is not None and len(samples):
            overlap = min(OVERLAP, len(samples), len(tail))
            joined = np.concatenate((samples[:overlap], np.zeros(OVERLAP - overlap, np.int16)))
            before = np.concatenate((tail[:overlap], np.zeros(OVERLAP - overlap, np.float32)))
            seam = cross_fade(before, joined) if overlap == OVERLAP else _short_fade(before, joined, overlap)
            samples = np.concatenate((seam[:overlap], samples[overlap:]))
        keep = max(0, min(self._start, len(self._sound)) - HISTORY)
        self._sound = np.concatenate((self._sound[keep:], samples))
        self._start -= keep
        if self.waiting > MOST_WAITING:
            self._start = len(self._sound) - MOST_WAITING

    def take(self, samples: int) -> Samples:
        """Return the next ``samples``, padded with silence where there are no more."""
        taken = self._sound[self._start : self._start + samples]
        self._start += len(taken)
        if len(taken) == samples:
            return taken.copy()
        return np.concatenate((taken, np.zeros(samples - len(taken), np.int16)))

    def continuation(self) -> Continuation:
        """Return how the sound may go on after what waits."""
        self._continuations += 1
        return Continuation(self._sound, self._continuations)

    def shorten(self, most: int, *, is_urgent: bool) -> int:
        """Leave out a period of what waits; return by how many samples it is shorter now."""
        return self._replace(shorten(self._sound[self._start :], most, is_urgent=is_urgent))

    def lengthen(self, *, is_urgent: bool) -> int:
        """Play a period twice; return by how many samples what waits is longer now."""
        past = self._sound[max(0, self._start - MOST) : self._start]
        return -self._replace(lengthen(past, self._sound[self._start :], is_urgent=is_urgent))

    def _replace(self, changed: Samples | None) -> int:
        if changed is None:
            return 0
        removed = self.waiting - len(changed)
        self._sound = np.concatenate((self._sound[: self._start], changed))
        return removed

    def clear(self) -> None:
        """Forget what waits."""
        self._sound = np.concatenate((np.zeros(HISTORY, np.int16), self._sound[: self._start]))[-HISTORY:]
        self._start = HISTORY


def _short_fade(before: Floats, after: Samples, length: int) -> Samples:
    fade = np.clip((np.arange(OVERLAP) + 0.5) / length, 0.0, 1.0).astype(np.float32)
    return as_samples(before * (1 - fade) + after * fade)
