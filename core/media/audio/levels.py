"""How loud a block of sound is."""

from __future__ import annotations

import math
import threading
from collections import deque

import numpy as np
from numpy.typing import NDArray

FULL_SCALE = 32768.0
SILENCE_DBOV = -127
FALL_PER_BLOCK = 0.93
"""A meter falls to a tenth in 0.3 s of 10 ms blocks."""

MOST_WAITING = 50
"""Blocks that are kept to be measured: of what was half a second ago a meter shows nothing."""

LEVEL_FALL = 0.8
"""What is left of the level that statistics tell after a quieter frame of 20 ms."""

INAUDIBLE = 1e-5
"""Below the smallest step of 16 bits."""


def falling_level(before: float, loudness: float) -> float:
    """Return the level to tell after a frame: up at once, down over some frames, at last exactly 0."""
    level = max(loudness, before * LEVEL_FALL)
    return level if level >= INAUDIBLE else 0.0


def rms(samples: NDArray[np.int16]) -> float:
    """Return the root mean square of ``samples``, 0 to 1."""
    if not len(samples):
        return 0.0
    floats = samples.astype(np.float32)
    # Not a dot product: that lets go of the interpreter for a microsecond's work and waits to get it back.
    return math.sqrt(float(np.add.reduce(floats * floats)) / len(samples)) / FULL_SCALE


def dbov(level: float) -> int:
    """Return an RMS of 0 to 1 in decibels below overload, -127 to 0 (RFC 6464 section 3)."""
    if level <= 0:
        return SILENCE_DBOV
    return max(SILENCE_DBOV, min(0, round(20 * math.log10(level))))


class LevelMeter:
    """Follows the loudness of a stream of blocks: up at once, down gently. Any thread.

    What is fed is measured when somebody asks: that is ten times a second at most, and often never.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._level = 0.0
        self._waiting: deque[NDArray[np.int16]] = deque(maxlen=MOST_WAITING)

    @property
    def level(self) -> float:
        """The loudness now, 0 (silence) to 1 (a full-scale square wave), on a linear scale of RMS."""
        with self._lock:
            while self._waiting:
                self._level = max(rms(self._waiting.popleft()), self._level * FALL_PER_BLOCK)
            return self._level

    def feed(self, samples: NDArray[np.int16]) -> None:
        """Take one block into account; nobody may write into it any more."""
        self._waiting.append(samples)

    def reset(self) -> None:
        """Fall to silence at once: the device is gone."""
        with self._lock:
            self._waiting.clear()
            self._level = 0.0
