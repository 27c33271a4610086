"""Going on with sound that has broken off: its last pitch periods again, noise where there is no pitch.

For codecs without a concealment of their own, and for every seam. The way of repeating is that of G.711
Appendix I (first one period, then several, joined by overlap-add, fading); unvoiced sound is continued by
noise of its own colour instead, which cannot buzz.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.media.audio.playout.noise import HOP, NoiseSource, shape_of
from core.ports import SAMPLE_RATE

Samples = NDArray[np.int16]
Floats = NDArray[np.float32]

HISTORY = 2880
"""Samples of the past that are looked at: 60 ms."""

COARSE = 6
LEAST_LAG, MOST_LAG = 120, 720
"""Pitch periods of 2.5 to 15 ms: 400 to 66 Hz."""

COMPARED = 960
ONE_PERIOD_FOR = SAMPLE_RATE // 100
"""How long a single period is repeated, before several take turns."""

PERIODS = 3
HOLD = SAMPLE_RATE // 100
"""Samples at full loudness, before it fades."""

FADED_AFTER = SAMPLE_RATE * 9 // 100
"""Samples after which nothing is left of the voice."""

DECLICK = 240
"""Samples within which a step at the beginning dies away, and noise comes up."""

UNBEND = 32
"""The same for a change of slope."""

UNVOICED, VOICED = 0.35, 0.75
"""Likeness of neighbouring periods below which there is no pitch, and above which there is nothing else."""


def find_pitch(sound: Floats) -> tuple[int, float]:
    """Return the period of the end of ``sound`` (``HISTORY`` samples) and how alike two of them are."""
    coarse = sound.reshape(-1, COARSE).mean(axis=1)
    lag, _ = _best_lag(coarse, COMPARED // COARSE, LEAST_LAG // COARSE, MOST_LAG // COARSE)
    low, high = max(LEAST_LAG, (lag - 1) * COARSE), min(MOST_LAG, (lag + 1) * COARSE)
    return _best_lag(sound, COMPARED, low, high)


def _best_lag(sound: Floats, compared: int, low: int, high: int) -> tuple[int, float]:
    template = sound[-compared:]
    around = sound[-compared - high : len(sound) - low]
    products = np.correlate(around, template, "valid")
    energies = np.convolve(around * around, np.ones(compared, np.float32), "valid")
    # Not the usual correlation: what was louder or quieter a period ago is not alike.
    likeness = 2 * products / (energies + float(np.add.reduce(template * template)) + compared)
    best = int(np.argmax(likeness))
    return high - best, float(likeness[best])


class Continuation:
    """What may have come after a piece of sound; ``take`` returns it bit by bit."""

    def __init__(self, past: Samples, seed: int = 1) -> None:
        sound = np.zeros(HISTORY, np.float32)
        tail = past[-HISTORY:]
        sound[HISTORY - len(tail) :] = tail
        lag, likeness = find_pitch(sound)
        self._voicing = min(1.0, max(0.0, (likeness - UNVOICED) / (VOICED - UNVOICED)))
        self._one = _loop(sound, lag)
        self._several = _loop(_evened(sound, lag), min(PERIODS * lag, HISTORY * 3 // 4))
        self._switch = -(-ONE_PERIOD_FOR // lag) * lag
        # All periods take their turn after the newest, with which the single one ended.
        self._turn = len(self._several) - lag
        self._shape = shape_of(sound)
        # A source of its own: what another shape left in it would be heard.
        self._noise = NoiseSource(seed)
        self._noise.take(HOP, self._shape)
        slope = float(sound[-1] - sound[-2])
        self._step = float(sound[-1]) + slope - float(self._one[0]) * self._voicing
        self._bend = slope - float(self._one[1] - self._one[0]) * self._voicing
        self._made = 0

    @property
    def is_over(self) -> bool:
        """Whether it has faded to nothing."""
        return self._made >= FADED_AFTER

    def take(self, samples: int) -> Floats:
        """Return the next ``samples``, fading; zeros once it is over."""
        places = np.arange(self._made, self._made + samples)
        self._made += samples
        if places[0] >= FADED_AFTER:
            return np.zeros(samples, np.float32)
        gain = np.clip((FADED_AFTER - places) / (FADED_AFTER - HOLD), 0.0, 1.0).astype(np.float32)
        voice = np.where(
            places < self._switch,
            self._one[places % len(self._one)],
            self._several[(places - self._switch + self._turn) % len(self._several)],
        )
        # A join that is not quite periodic begins with a step; let it die away instead of clicking.
        settled = 0.5 - 0.5 * np.cos(np.pi * np.clip(places / DECLICK, 0.0, 1.0))
        bent = places * np.clip(1.0 - places / UNBEND, 0.0, 1.0) ** 2
        voice = voice * self._voicing + self._step * (1.0 - settled) + self._bend * bent
        if self._voicing < 1.0:
            voice += (1.0 - self._voicing**2) ** 0.5 * settled * self._noise.take(samples, self._shape)
        made: Floats = (voice * gain).astype(np.float32)
        return made


def _evened(sound: Floats, lag: int) -> Floats:
    """Return ``sound`` with every period before the last made no louder than that."""
    ends = np.arange(len(sound), lag - 1, -lag)
    loudness = np.array([np.sqrt(np.mean(sound[end - lag : end] ** 2)) + 1.0 for end in ends])
    gains = np.minimum(1.0, loudness[0] / loudness)
    evened: Floats = (sound * np.interp(np.arange(len(sound)), ends[::-1] - lag / 2, gains[::-1])).astype(
        np.float32
    )
    return evened


def _loop(sound: Floats, length: int) -> Floats:
    """Return the last ``length`` samples, changed at their end so that they can be repeated."""
    loop = sound[-length:].copy()
    overlap = max(1, min(length // 4, len(sound) - length))
    fade = np.linspace(0.0, 1.0, overlap, dtype=np.float32)
    loop[-overlap:] = loop[-overlap:] * (1 - fade) + sound[-length - overlap : len(sound) - length] * fade
    return loop
