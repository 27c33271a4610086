"""Finding clicks: sound that has nothing above 4 kHz, and then for a moment has."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.ports import SAMPLE_RATE

LOWEST = 7_000
"""Hz: speech of a telephone has nothing there, and a step in the waveform has a lot."""


def _high_pass() -> NDArray[np.float64]:
    taps = np.arange(-64, 65)
    low = 2 * LOWEST / SAMPLE_RATE * np.sinc(2 * LOWEST / SAMPLE_RATE * taps) * np.blackman(len(taps))
    passed: NDArray[np.float64] = -low / low.sum()
    passed[64] += 1.0
    return passed


_TAPS = _high_pass()


def click_level(sound: NDArray[np.int16]) -> float:
    """Return the highest peak above 7 kHz, in decibels below the loudest sample."""
    high = np.abs(np.convolve(sound.astype(np.float64), _TAPS, "valid")).max()
    return float(20 * np.log10(max(high, 1e-9) / max(1.0, float(np.abs(sound.astype(int)).max()))))


def sawn(sound: NDArray[np.int16], cut: int) -> NDArray[np.int16]:
    """Return ``sound`` with a piece sawn out: what a click is."""
    return np.concatenate((sound[:cut], sound[cut + 333 :]))
