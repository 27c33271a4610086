"""What became of pictures on their way: freezes, delay, likeness to the source."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import av
import numpy as np

from core.media.video.frames import Plane, read_plane

KEPT_GAPS = 30
FREEZE_FACTOR = 3.0
FREEZE_EXTRA = 0.15
"""webrtc-stats, freezeCount: a gap is a freeze if it exceeds the larger of three times the mean of the last
30 gaps and that mean plus 150 ms."""

PEAK = 255.0
BLOCK = 8
C1, C2 = (0.01 * PEAK) ** 2, (0.03 * PEAK) ** 2
"""Constants of the structural similarity index (Wang and others, 2004)."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that was shown: its number, and when it was taken and shown (seconds, one clock)."""

    number: int
    taken: float
    at: float


@dataclass(frozen=True, slots=True)
class Freeze:
    """The last picture before it was shown at ``at``, and the next one came ``seconds`` later."""

    at: float
    seconds: float


def freezes(shown: Sequence[float], start: float, end: float) -> list[Freeze]:
    """Return the freezes among pictures shown at these times, of a call watched from ``start`` to ``end``.

    What stood before the first picture and behind the last counts too: the W3C's counters would never see
    a call that dies.
    """
    gaps: deque[float] = deque(maxlen=KEPT_GAPS)
    found = []
    for before, after in pairwise([start, *shown, end]):
        gap = after - before
        mean = sum(gaps) / len(gaps) if gaps else 1 / 30
        if gap > max(FREEZE_FACTOR * mean, mean + FREEZE_EXTRA):
            found.append(Freeze(before, gap))
        gaps.append(gap)
    return found


def psnr(source: Plane, seen: Plane) -> float:
    """Return the peak signal-to-noise ratio of two planes of one size in dB, 100 at most."""
    error = float(np.mean((source.astype(np.float64) - seen) ** 2))
    return min(100.0, 10 * float(np.log10(PEAK**2 / error))) if error else 100.0


def _blocks(plane: Plane) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    rows, columns = plane.shape[0] // BLOCK, plane.shape[1] // BLOCK
    whole = plane[: rows * BLOCK, : columns * BLOCK].astype(np.float64)
    return whole.reshape(rows, BLOCK, columns, BLOCK).swapaxes(1, 2).reshape(rows, columns, -1)


def ssim(source: Plane, seen: Plane) -> float:
    """Return the mean structural similarity of two planes of one size, over blocks of 8 by 8: at most 1."""
    one, two = _blocks(source), _blocks(seen)
    mean1, mean2 = one.mean(2), two.mean(2)
    variance1, variance2 = one.var(2), two.var(2)
    together = (one * two).mean(2) - mean1 * mean2
    likeness = (2 * mean1 * mean2 + C1) * (2 * together + C2)
    likeness /= (mean1**2 + mean2**2 + C1) * (variance1 + variance2 + C2)
    return float(likeness.mean())


def luma_of_size(frame: av.VideoFrame, width: int, height: int) -> Plane:
    """Return a copy of the luma of ``frame``, scaled to that size as a window would."""
    if (frame.width, frame.height) != (width, height):
        frame = frame.reformat(width=width, height=height, interpolation="BILINEAR")
    return read_plane(frame, 0).copy()
