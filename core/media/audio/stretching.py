"""Making sound a few milliseconds shorter or longer where it repeats itself, so that nobody hears it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]

OVERLAP = 192
"""Samples of the cross-fade: 4 ms."""

LEAST, MOST = 120, 288
"""Samples by which the length changes: 2.5 to 6 ms, a pitch period of a voice."""

_FADE = np.linspace(0.0, 1.0, OVERLAP, dtype=np.float32)


def best_lag(sound: Samples) -> int:
    """Return the shift of ``LEAST`` to ``MOST`` samples at which ``sound`` is most like its beginning."""
    floats = sound[: MOST + OVERLAP].astype(np.float32)
    head = floats[:OVERLAP]
    products = np.correlate(floats[LEAST:], head, "valid")
    energy = np.convolve(floats[LEAST:] ** 2, np.ones(OVERLAP, np.float32), "valid")
    return LEAST + int(np.argmax(products / np.sqrt(energy + 1.0)))


def _fade(before: Samples, after: Samples) -> Samples:
    mixed: Samples = (before * (1 - _FADE) + after * _FADE).astype(np.int16)
    return mixed


def compress(sound: Samples) -> Samples:
    """Return ``sound`` shorter by one period; unchanged when there is too little of it."""
    if len(sound) < MOST + OVERLAP:
        return sound
    lag = best_lag(sound)
    return np.concatenate((_fade(sound[:OVERLAP], sound[lag : lag + OVERLAP]), sound[lag + OVERLAP :]))


def stretch(sound: Samples) -> Samples:
    """Return ``sound`` longer by one period; unchanged when there is too little of it."""
    if len(sound) < MOST + OVERLAP:
        return sound
    lag = best_lag(sound)
    seam = _fade(sound[lag : lag + OVERLAP], sound[:OVERLAP])
    return np.concatenate((sound[:lag], seam, sound[OVERLAP:]))
