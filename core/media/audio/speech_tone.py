"""A tone that behaves like speech: syllables, pauses, a moving pitch. Computed, the same every time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.ports import SAMPLE_RATE

PITCHES = (118.0, 141.0, 126.0, 152.0, 110.0, 133.0, 147.0, 121.0)
"""Fundamental of each syllable in Hz."""

SYLLABLE_SECONDS = 0.25
VOICED_SECONDS = 0.18
FORMANTS = ((600.0, 1200.0, 2500.0), (400.0, 2000.0, 2700.0), (700.0, 1100.0, 2450.0), (350.0, 800.0, 2300.0))
"""Resonances in Hz of the four vowels that take turns."""

PEAK = 9_000


def _vowel(pitch: float, formants: tuple[float, ...]) -> NDArray[np.float64]:
    time = np.arange(int(VOICED_SECONDS * SAMPLE_RATE)) / SAMPLE_RATE
    glide = pitch * (1.0 + 0.06 * np.sin(2 * np.pi * 3.0 * time))
    phase = 2 * np.pi * np.cumsum(glide) / SAMPLE_RATE
    sound = np.zeros_like(time)
    for harmonic in range(1, int(3500 / pitch)):
        distance = min(abs(harmonic * pitch - formant) for formant in formants)
        sound += np.sin(harmonic * phase) / (1.0 + (distance / 120.0) ** 2) / harmonic**0.3
    return sound * np.hanning(len(time))


def speech_tone() -> NDArray[np.int16]:
    """Return two seconds of it at 48 kHz, mono, 16 bit, made to be repeated without a click."""
    length = int(SYLLABLE_SECONDS * SAMPLE_RATE)
    out = np.zeros(length * len(PITCHES))
    for number, pitch in enumerate(PITCHES):
        if number == len(PITCHES) - 1:
            break  # a breath at the end of the sentence
        voiced = _vowel(pitch, FORMANTS[number % len(FORMANTS)])
        out[number * length : number * length + len(voiced)] = voiced
    scaled: NDArray[np.int16] = (out * (PEAK / np.abs(out).max())).astype(np.int16)
    return scaled
