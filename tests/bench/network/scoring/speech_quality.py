"""How good speech sounds, by ViSQOL (a published metric): ``python -m ...speech_quality FILE``.

Prints the mean opinion score that it predicts, 1 to 5. Only comparisons within one run mean something: the
speech is computed, and no person's.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

JUDGED_RATE = 16_000
FROM_SECOND, SECONDS, LEAST_SECONDS = 1.0, 6.0, 2.0
QUIET = 0.001


def at_judged_rate(sound: NDArray[np.int16]) -> NDArray[np.float64]:
    """Return ``sound`` (48 kHz) at 16 kHz, -1 to 1, behind a low-pass filter of its own."""
    taps = np.sinc(np.arange(-48, 49) / 3.2) * np.hamming(97)
    filtered = np.convolve(sound.astype(np.float64) / 32768, taps / taps.sum(), "same")
    judged: NDArray[np.float64] = filtered[:: 48_000 // JUDGED_RATE]
    return judged


def aligned(
    said: NDArray[np.int16], heard: NDArray[np.int16], delay: float
) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """Return the judged stretch of both, ``heard`` shifted by ``delay`` seconds."""
    start, length, late = int(FROM_SECOND * 48_000), int(SECONDS * 48_000), int(delay * 48_000)
    whole = min(length, len(said) - start, len(heard) - start - late)
    return said[start : start + whole], heard[start + late : start + late + whole]


def quality(said: NDArray[np.int16], heard: NDArray[np.int16]) -> float | None:
    """Return the predicted score; 1 when nothing is recognised. None for too short a
    stretch, or when ViSQOL is not installed."""
    from tests.bench.network.scoring.hearing import delays

    try:
        from visqol import VisqolApi
    except ImportError:
        return None
    known = [one.delay for one in delays(said, heard)]
    if not known:
        return 1.0
    source, degraded = map(at_judged_rate, aligned(said, heard, statistics.median(known)))
    if len(source) < LEAST_SECONDS * JUDGED_RATE:
        return None
    if np.abs(degraded).max() < QUIET:
        return 1.0
    judge = VisqolApi()
    judge.create(mode="speech")
    return float(judge.measure_from_arrays(source, degraded, JUDGED_RATE).moslqo)


def main(path: Path) -> None:
    """Judge what a call wrote down."""
    with np.load(path) as sounds:
        print(quality(sounds["said"], sounds["heard"]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
