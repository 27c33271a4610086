"""Background noise: what it is like, by measuring or by being told (RFC 3389), and more of the same."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.ports import SAMPLE_RATE

Samples = NDArray[np.int16]
Floats = NDArray[np.float32]

WINDOW = 960
HOP = WINDOW // 2
_WINDOW = np.sin(np.pi * (np.arange(WINDOW) + 0.5) / WINDOW).astype(np.float32)
"""Squares of two that overlap by half add up to 1: the loudness of noise stays even."""

BANDS = WINDOW // 2 + 1
FULL_SCALE = 32768.0
MOST_COEFFICIENTS = 32
LOUDEST = 4000.0
"""RMS above which nothing is taken for background: somebody speaks."""

RISE = 1.01
"""Per 20 ms the floor may rise: 4 dB in a second."""

NEAR_FLOOR = 2.0
"""Energy up to which a frame above the floor still is background."""

SMOOTHING = 0.2
MUCH_QUIETER = 0.25
"""Energy against the floor below which what was learnt before was no background at all."""


@dataclass(frozen=True, slots=True)
class NoiseShape:
    """Root of the power in each band of a window's spectrum, as ``rfft`` of the windowed noise gives it."""

    magnitudes: Floats

    @property
    def loudness(self) -> float:
        """RMS of the noise in sample values."""
        power = float(np.sum(self.magnitudes.astype(np.float64) ** 2)) * 2 / WINDOW
        return math.sqrt(power / HOP)


SILENCE = NoiseShape(np.zeros(BANDS, np.float32))


def shape_of(sound: Samples | Floats) -> NoiseShape:
    """Return the shape of the last 20 ms of ``sound``."""
    piece = np.zeros(WINDOW, np.float32)
    tail = sound[-WINDOW:]
    piece[WINDOW - len(tail) :] = tail
    return NoiseShape(np.abs(np.fft.rfft(piece * _WINDOW)).astype(np.float32))


def told_shape(payload: bytes, clock_rate: int = 8000) -> NoiseShape:
    """Return the noise that a comfort noise payload describes (RFC 3389 section 3).

    One byte of level in -dBov, then reflection coefficients. Raises ValueError for an empty payload.
    """
    if not payload:
        raise ValueError("a comfort noise payload has at least a level")
    level = FULL_SCALE * 10 ** (-(payload[0] & 0x7F) / 20)
    reflections = [
        max(-32767, min(32767, 258 * (byte - 127))) / 32768 for byte in payload[1 : 1 + MOST_COEFFICIENTS]
    ]
    predictor = np.array([1.0])
    for reflection in reflections:
        padded = np.append(predictor, 0.0)
        predictor = padded + reflection * padded[::-1]
    frequencies = np.arange(BANDS) * SAMPLE_RATE / WINDOW
    inside = frequencies <= clock_rate / 2
    turns = np.exp(-2j * np.pi * np.outer(frequencies[inside] / clock_rate, np.arange(len(predictor))))
    magnitudes = np.zeros(BANDS)
    magnitudes[inside] = 1.0 / np.maximum(np.abs(turns @ predictor), 1e-3)
    shape = NoiseShape(magnitudes.astype(np.float32))
    return NoiseShape((magnitudes * (level / max(shape.loudness, 1e-9))).astype(np.float32))


class NoiseSource:
    """Makes noise of a shape that may change, without an audible join or a pattern."""

    def __init__(self, seed: int = 1) -> None:
        self._chance = np.random.default_rng(seed)
        self._waiting = np.zeros(0, np.float32)
        self._overlap = np.zeros(HOP, np.float32)

    def take(self, samples: int, shape: NoiseShape) -> Floats:
        """Return that many samples of noise."""
        while len(self._waiting) < samples:
            turn = np.exp(2j * np.pi * self._chance.random(BANDS)).astype(np.complex64)
            # Random phases make all of the window as loud as the measured one was under its curve.
            piece = np.fft.irfft(shape.magnitudes * turn, WINDOW).astype(np.float32) * (2**0.5 * _WINDOW)
            self._waiting = np.concatenate((self._waiting, self._overlap + piece[:HOP]))
            self._overlap = piece[HOP:]
        taken, self._waiting = self._waiting[:samples], self._waiting[samples:]
        return taken


class Background:
    """Learns what the background of somebody's speech is like, from its quietest moments."""

    def __init__(self) -> None:
        self.shape = SILENCE
        self._floor: float | None = None

    def observe(self, sound: Samples, loudness: float) -> None:
        """Take a decoded frame into account, whose RMS is ``loudness`` (0 to 1)."""
        if len(sound) < HOP:
            return
        energy = (FULL_SCALE * loudness) ** 2
        if energy > LOUDEST**2 and self._floor is None:
            return
        fell = self._floor is not None and energy < MUCH_QUIETER * self._floor
        floor = energy if self._floor is None else min(energy, self._floor * RISE + 0.01)
        self._floor = floor
        if energy > NEAR_FLOOR * floor + 1.0 or energy > LOUDEST**2:
            return
        fresh = shape_of(sound).magnitudes
        if len(sound) < WINDOW:
            fresh = fresh * (WINDOW / len(sound)) ** 0.5
        is_first = self.shape is SILENCE or fell
        mixed = fresh if is_first else self.shape.magnitudes + SMOOTHING * (fresh - self.shape.magnitudes)
        self.shape = NoiseShape(mixed.astype(np.float32))
