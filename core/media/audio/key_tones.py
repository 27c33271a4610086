"""The two tones of each key of a telephone (ITU-T Q.23), for the ear of the person who presses it."""

from __future__ import annotations

import numpy as np

from core.media.rtp.telephone_event import KEYS, event_code
from core.ports import SAMPLE_RATE, Block

LOW = (697.0, 770.0, 852.0, 941.0)
HIGH = (1209.0, 1336.0, 1477.0, 1633.0)
"""Hz, by row and by column of the keypad."""

KEYPAD = "123A456B789C*0#D"

LEVEL = 0.07
"""Amplitude of each tone, -23 dBFS: plainly heard, and no shock in a headset."""

FADE_SECONDS = 0.005
TONE_SECONDS = 0.16

assert sorted(KEYPAD) == sorted(KEYS)


def key_frequencies(key: str) -> tuple[float, float]:
    """Return the two frequencies of ``key`` in Hz. Raises ValueError if there is no such key."""
    place = KEYPAD.index(KEYS[event_code(key)])
    return LOW[place // 4], HIGH[place % 4]


def key_tone(key: str, seconds: float = TONE_SECONDS) -> Block:
    """Return the sound of ``key``, 48 kHz mono, 16 bit, faded at both ends. Raises ValueError."""
    count = round(seconds * SAMPLE_RATE)
    time = np.arange(count) / SAMPLE_RATE
    both = sum(np.sin(2 * np.pi * frequency * time) for frequency in key_frequencies(key))
    edge = np.minimum(np.arange(count), np.arange(count)[::-1]) / (FADE_SECONDS * SAMPLE_RATE)
    faded: Block = (both * np.minimum(1.0, edge) * LEVEL * 32_767).astype(np.int16)
    return faded
