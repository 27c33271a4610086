"""What became of speech on its way: how late it came, and how much of it did not come.

Both are taken from the sound alone, so that they mean the same for any program.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.ports import SAMPLE_RATE

Sound = NDArray[np.int16]

STEP = 6
"""Delays are searched for at 8 kHz."""

RATE = SAMPLE_RATE // STEP
WINDOW = 1.0
HOP = 0.25
LONGEST_DELAY = 3.0
LIKENESS = 0.45
"""Correlation above which two stretches of sound are taken for the same."""

FRAME = 0.01
SPEECH_DECIBELS = -25.0
"""Level against the loudest frame above which a frame counts as speech."""

QUIET = 20.0
"""Level of a sample value of 10: what is below is no speech."""

LOST_DECIBELS = -25.0
"""A frame of speech that is that much quieter at the other end was not reproduced."""


@dataclass(frozen=True, slots=True)
class Delay:
    """How late the sound around ``at`` came, both in seconds."""

    at: float
    delay: float


def _coarse(sound: Sound) -> NDArray[np.float64]:
    """Return ``sound`` at 8 kHz; the mean of neighbours is filter enough for finding it again."""
    whole = len(sound) // STEP * STEP
    coarse: NDArray[np.float64] = sound[:whole].reshape(-1, STEP).mean(axis=1)
    return coarse


def _best_lag(piece: NDArray[np.float64], around: NDArray[np.float64]) -> tuple[int, float]:
    """Return at which index of ``around`` it is most like ``piece``, and how like (-1 to 1)."""
    size = 1 << (len(piece) + len(around)).bit_length()
    product = np.fft.irfft(np.fft.rfft(around, size) * np.conj(np.fft.rfft(piece, size)), size)
    lags = len(around) - len(piece) + 1
    energy = np.concatenate(([0.0], np.cumsum(around**2)))
    local = energy[len(piece) : len(piece) + lags] - energy[:lags]
    scale = np.sqrt(np.maximum(local, 1.0) * max(1.0, float(np.sum(piece**2))))
    likeness = product[:lags] / scale
    best = int(np.argmax(likeness))
    return best, float(likeness[best])


def delays(sent: Sound, heard: Sound) -> list[Delay]:
    """Return how late each stretch of ``sent`` is in ``heard``; both begin at the same moment.

    A stretch that is not found again is left out.
    """
    said, got = _coarse(sent), _coarse(heard)
    length, reach = int(WINDOW * RATE), int(LONGEST_DELAY * RATE)
    found = []
    for start in range(0, len(said) - length, int(HOP * RATE)):
        piece = said[start : start + length]
        around = got[start : start + length + reach]
        if len(around) < length or not piece.any():
            continue
        lag, likeness = _best_lag(piece, around)
        if likeness >= LIKENESS:
            found.append(Delay((start + length / 2) / RATE, lag / RATE))
    return found


def _levels(sound: Sound) -> NDArray[np.float64]:
    samples = int(FRAME * SAMPLE_RATE)
    frames = sound[: len(sound) // samples * samples].reshape(-1, samples).astype(np.float64)
    levels: NDArray[np.float64] = 10 * np.log10(np.mean(frames**2, axis=1) + 1.0)
    return levels


def _inside(speech: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return the frames of speech with speech on both sides.

    A delay that is a few ms off, as after time stretching, then does not put a pause where they are.
    """
    inside = speech.copy()
    inside[1:] &= speech[:-1]
    inside[:-1] &= speech[1:]
    return np.flatnonzero(inside)


def lost_share(sent: Sound, heard: Sound, known: list[Delay]) -> float | None:
    """Return the share of the speech that did not come out at the other end: there, it was silent.

    ``known`` are the delays to look at; between them the last one holds. None without speech or delays.
    """
    levels = _levels(sent)
    frames = _inside(levels > max(QUIET, levels.max(initial=0.0) + SPEECH_DECIBELS))
    if not known or not len(frames):
        return None
    moments = np.array([delay.at for delay in known])
    latest = np.maximum(0, np.searchsorted(moments, (frames + 0.5) * FRAME) - 1)
    late = np.array([delay.delay for delay in known])[latest]
    samples = int(FRAME * SAMPLE_RATE)
    starts = frames * samples + np.round(late * SAMPLE_RATE).astype(np.intp)
    are_there = starts + samples <= len(heard)
    places = starts[are_there, None] + np.arange(samples)
    power = np.mean(heard[places].astype(np.float64) ** 2, axis=1)
    silent = 10 * np.log10(power + 1.0) < levels[frames[are_there]] + LOST_DECIBELS
    return float(silent.mean()) if are_there.any() else None
