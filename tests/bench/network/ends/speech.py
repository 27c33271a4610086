"""A minute of computed speech that never repeats, so that its delay can be found anywhere in it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.media.audio.speech_tone import FORMANTS, PEAK
from core.ports import SAMPLE_RATE

PITCHES = (95.0, 240.0)
"""Lowest and highest fundamental in Hz."""

VOICED_SECONDS = (0.09, 0.24)
HISS_SECONDS = (0.04, 0.11)
PAUSE_SECONDS = (0.02, 0.12)
BREATH_SECONDS = (0.25, 0.5)
SYLLABLES_PER_BREATH = (5, 12)


def _vowel(chance: np.random.Generator) -> NDArray[np.float64]:
    time = np.arange(int(chance.uniform(*VOICED_SECONDS) * SAMPLE_RATE)) / SAMPLE_RATE
    pitch = chance.uniform(*PITCHES)
    glide = pitch * (1.0 + chance.uniform(-0.5, 0.5) * time + 0.01 * np.sin(2 * np.pi * 5.0 * time))
    phase = 2 * np.pi * np.cumsum(glide) / SAMPLE_RATE
    formants = FORMANTS[chance.integers(len(FORMANTS))]
    sound = np.zeros_like(time)
    for harmonic in range(1, int(3800 / pitch)):
        distance = min(abs(harmonic * pitch - formant) for formant in formants)
        sound += np.sin(harmonic * phase) / (1.0 + (distance / 120.0) ** 2) / harmonic**0.3
    voiced: NDArray[np.float64] = sound * np.hanning(len(time)) ** 0.5
    return voiced / max(1e-9, np.abs(voiced).max())


def _hiss(chance: np.random.Generator) -> NDArray[np.float64]:
    noise = np.diff(chance.standard_normal(int(chance.uniform(*HISS_SECONDS) * SAMPLE_RATE) + 1))
    hiss: NDArray[np.float64] = 0.06 * noise * np.hanning(len(noise))
    return hiss


def computed_speech(seconds: float, seed: int = 7) -> NDArray[np.int16]:
    """Return that much of it: 48 kHz, mono, 16 bit; the same for the same seed."""
    chance = np.random.default_rng(seed)
    pieces: list[NDArray[np.float64]] = []
    wanted, left = int(seconds * SAMPLE_RATE), 0
    syllables = 0
    while left < wanted:
        if not syllables:
            syllables = int(chance.integers(*SYLLABLES_PER_BREATH))
            pieces.append(np.zeros(int(chance.uniform(*BREATH_SECONDS) * SAMPLE_RATE)))
        syllables -= 1
        pieces += [_hiss(chance), _vowel(chance), np.zeros(int(chance.uniform(*PAUSE_SECONDS) * SAMPLE_RATE))]
        left = sum(map(len, pieces))
    sound: NDArray[np.int16] = (np.concatenate(pieces)[:wanted] * PEAK).astype(np.int16)
    return sound
