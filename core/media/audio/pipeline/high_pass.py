"""Takes rumble away: handling noise, wind, the fan of a laptop, and what DC a cheap converter adds."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from core.ports import BLOCK_SAMPLES, SAMPLE_RATE

CUTOFF = 50.0
"""Hz, of each of the two sections: -6 dB there, -14 dB at half of it, -2 dB at 100 Hz."""

Floats = NDArray[np.float64]


class _Section:
    """A first-order high pass: the signal less its own running mean.

    The recursion is a running sum of the samples, each grown by what the mean would have forgotten since:
    three passes over 480 numbers, and NumPy keeps the interpreter for so few.
    """

    def __init__(self) -> None:
        keep = math.exp(-2 * math.pi * CUTOFF / SAMPLE_RATE)
        self._kept: Floats = np.power(keep, np.arange(1, BLOCK_SAMPLES + 1), dtype=np.float64)
        self._grown: Floats = (1 - keep) / self._kept
        self._mean = 0.0

    def process(self, samples: Floats) -> Floats:
        mean = self._kept * (np.add.accumulate(samples * self._grown) + self._mean)
        self._mean = float(mean[-1])
        return samples - mean

    def reset(self) -> None:
        self._mean = 0.0


class HighPass:
    """A second-order high pass over blocks of 480 samples; no delay."""

    def __init__(self) -> None:
        self._sections = (_Section(), _Section())

    def process(self, block: NDArray[np.int16]) -> NDArray[np.int16]:
        """Return the block without what is below speech."""
        samples = block.astype(np.float64)
        for section in self._sections:
            samples = section.process(samples)
        return np.minimum(np.maximum(np.rint(samples), -32_768.0), 32_767.0).astype(np.int16)

    def reset(self) -> None:
        """Forget what was heard."""
        for section in self._sections:
            section.reset()
