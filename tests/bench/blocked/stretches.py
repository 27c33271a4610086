"""The stretches of the call with the blocked window, and how its sound is judged in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

UNDISTURBED, SLEEPING, BUSY = "undisturbed", "sleeping", "busy"
BLOCK_SECONDS = 0.5
BLOCKS, SPACING = 8, 1.5
"""In one stretch: so many blocks, one every so many seconds."""

LAG = 0.15
"""Seconds that sound may be on its way from the program to the recording."""

RATE = 48_000
TONE = 500
PIECE = 240
"""Samples judged at a time: 5 ms, two and a half periods; shorter gaps are seen as damage."""

SILENT = 0.1
"""Of the usual loudness, below which a piece is a part of a gap."""

DAMAGED = 0.3
"""Share of the sound that is not the tone, from which on a piece is damaged."""

Samples = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Stretch:
    """What was heard during all blocks of one kind. Gaps are silence of 5 ms or more; times in ms."""

    name: str
    seconds: float
    gaps: int
    gap_ms: float
    longest_ms: float
    damaged_ms: float
    """Neither tone nor silence: clicks, and what was made up for missing sound."""


def loudness(samples: Samples) -> Samples:
    """Return the loudness of each whole piece."""
    pieces = samples[: len(samples) // PIECE * PIECE].reshape(-1, PIECE)
    return np.sqrt(np.mean(pieces**2, axis=1))


def strangeness(samples: Samples) -> Samples:
    """Return for each piece which share of its loudness is not a steady tone of ``TONE`` Hz."""
    pieces = samples[: len(samples) // PIECE * PIECE].reshape(-1, PIECE)
    angle = 2 * np.pi * TONE * np.arange(PIECE) / RATE
    shape = np.linalg.qr(np.stack((np.sin(angle), np.cos(angle), np.ones(PIECE)), axis=1))[0]
    rest = pieces - pieces @ shape @ shape.T
    whole = np.sqrt(np.mean(pieces**2, axis=1))
    strange: Samples = np.sqrt(np.mean(rest**2, axis=1)) / np.maximum(whole, 1.0)
    return strange


def judge(name: str, spans: Sequence[Samples], usual: float) -> Stretch:
    """Return what was heard in ``spans``, one for each block; ``usual`` is the loudness of the tone."""
    lengths, damaged = np.zeros(0), 0
    for samples in spans:
        is_silent = loudness(samples) < SILENT * usual
        edges = np.flatnonzero(np.diff(np.concatenate(([0], is_silent.astype(np.int8), [0]))))
        lengths = np.concatenate((lengths, edges[1::2] - edges[::2]))
        damaged += int(((strangeness(samples) > DAMAGED) & ~is_silent).sum())
    piece = 1000 * PIECE / RATE
    return Stretch(
        name,
        sum(map(len, spans)) / RATE,
        len(lengths),
        float(lengths.sum() * piece),
        float(lengths.max(initial=0.0) * piece),
        damaged * piece,
    )
