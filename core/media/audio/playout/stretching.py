"""Making sound a few milliseconds shorter or longer where it repeats itself, so that nobody hears it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]
Floats = NDArray[np.float32]

OVERLAP = 240
"""Samples of the cross-fade: 5 ms."""

LEAST, MOST = 120, 600
"""Samples by which the length changes: 2.5 to 12.5 ms, a period of most voices or two."""

COMPARED = 480
"""Samples that are compared at most to find a period."""

ALIKE = 0.8
"""Correlation above which a cut cannot be heard."""

SOMEWHAT_ALIKE = 0.4
"""What is enough when there is no time to wait for better."""

QUIET = 60.0
"""RMS in sample values below which any cut will do: -55 dBov."""

_FADE = (0.5 - 0.5 * np.cos(np.pi * (np.arange(OVERLAP) + 0.5) / OVERLAP)).astype(np.float32)


def cross_fade(before: Samples | Floats, after: Samples | Floats) -> Samples:
    """Return ``before`` (``OVERLAP`` samples, as ``after``) going over into ``after``, evenly loud."""
    old, new = np.asarray(before, np.float32), np.asarray(after, np.float32)
    energy = float(np.add.reduce(old * old)) * float(np.add.reduce(new * new))
    likeness = max(0.0, float(np.add.reduce(old * new)) / (energy + 1.0) ** 0.5)
    power = (1 - _FADE) ** 2 + _FADE**2 + 2 * likeness * _FADE * (1 - _FADE)
    mixed = (old * (1 - _FADE) + new * _FADE) / np.sqrt(power)
    faded: Samples = np.clip(mixed, -32768, 32767).astype(np.int16)
    return faded


def _similar(sound: Samples, at: int, lags: range, compared: int) -> tuple[int, float]:
    """Return by how much to move on from ``at`` to find what is most like it, and how like."""
    head = sound[at : at + compared].astype(np.float32)
    first, last = at + lags[0], at + lags[-1]
    around = sound[min(first, last) : max(first, last) + compared].astype(np.float32)
    products = np.correlate(around, head, "valid")
    energies = np.cumsum(np.concatenate(([0.0], around.astype(np.float64) ** 2)))
    local = energies[compared:] - energies[:-compared]
    own = float(np.add.reduce(head * head))
    if own < QUIET**2 * compared and float(local.max()) < QUIET**2 * compared:
        return lags[-1], 1.0
    likeness = products / np.sqrt(local * own + 1.0)
    best = int(np.argmax(likeness))
    return lags[best] if lags[0] < lags[-1] else lags[len(likeness) - 1 - best], float(likeness[best])


def shorten(sound: Samples, most: int = MOST, *, is_urgent: bool = False) -> Samples | None:
    """Return ``sound`` shorter by a period, of ``most`` samples at most.

    None when there is too little of it, or no period in it.
    """
    most = min(most, MOST, len(sound) - OVERLAP)
    if most < LEAST:
        return None
    compared = min(COMPARED, len(sound) - most)
    lag, likeness = _similar(sound, 0, range(LEAST, most + 1), compared)
    if likeness < (SOMEWHAT_ALIKE if is_urgent else ALIKE):
        return None
    seam = cross_fade(sound[:OVERLAP], sound[lag : lag + OVERLAP])
    return np.concatenate((seam, sound[lag + OVERLAP :]))


def lengthen(past: Samples, sound: Samples, *, is_urgent: bool = False) -> Samples | None:
    """Return ``sound``, which follows ``past``, with the last period of ``past`` played once more before it.

    None when there is too little of either, or no period in it.
    """
    most = min(MOST, len(past))
    if most < LEAST or len(sound) < OVERLAP:
        return None
    compared = min(COMPARED, len(sound))
    whole = np.concatenate((past, sound))
    lag, likeness = _similar(whole, len(past), range(-LEAST, -most - 1, -1), compared)
    if likeness < (SOMEWHAT_ALIKE if is_urgent else ALIKE):
        return None
    again = whole[len(past) + lag :]
    seam = cross_fade(sound[:OVERLAP], again[:OVERLAP])
    return np.concatenate((seam, again[OVERLAP:]))
