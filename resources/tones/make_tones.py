"""Make the tones of Ahoy: run it, and the WAV files beside it are written anew, byte for byte the same.

All are mono, 48 kHz, 16 bit. Ringtones (``ring-*``), ringback and the second-call tone are loops: they begin
and end in silence. No ringtone peaks above -9 dBFS or is louder than -20 dBFS (RMS of half a second);
tones in the ear stay below -16 dBFS.
"""

from __future__ import annotations

import sys
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
FADE = 0.008

Sound = NDArray[np.float64]


def times(seconds: float) -> Sound:
    """Return the sample times of a sound."""
    return np.arange(round(seconds * RATE)) / RATE


def silence(seconds: float) -> Sound:
    """Return nothing, for a while."""
    return np.zeros(round(seconds * RATE))


def fade(sound: Sound, seconds: float = FADE) -> Sound:
    """Return the sound with raised-cosine ends, so that it does not click."""
    count = min(round(seconds * RATE), len(sound) // 2)
    ramp = (1 - np.cos(np.pi * np.arange(count) / count)) / 2
    envelope = np.ones(len(sound))
    envelope[:count], envelope[len(sound) - count :] = ramp, ramp[::-1]
    return sound * envelope


def tone(frequencies: tuple[float, ...], seconds: float, level: float) -> Sound:
    """Return a steady chord of sines whose peak is ``level`` (1.0 is full scale)."""
    chord = sum((np.sin(2 * np.pi * f * times(seconds)) for f in frequencies), silence(seconds))
    return fade(chord * level / len(frequencies))


def bell(frequency: float, seconds: float) -> Sound:
    """Return one struck note: four partials that fade at their own pace."""
    t = times(seconds)
    partials = ((1.0, 1.0, 3.0), (2.0, 0.42, 4.5), (3.01, 0.18, 7.0), (5.03, 0.07, 11.0))
    note = sum((a * np.sin(2 * np.pi * frequency * n * t) * np.exp(-d * t) for n, a, d in partials), 0 * t)
    return fade(note, 0.004)


def melody(notes: tuple[tuple[float, float], ...], seconds: float, level: float) -> Sound:
    """Return bells struck at given times (``(start, frequency)``), the loudest sample at ``level``."""
    sound = silence(seconds)
    for start, frequency in notes:
        begin = round(start * RATE)
        sound[begin:] += bell(frequency, seconds - start)
    return fade(sound * level / np.abs(sound).max(), 0.02)


C5, D5, E5, FIS5, G5, A5, B5, C6, D6, E6 = (
    523.25, 587.33, 659.26, 739.99, 783.99, 880.0, 987.77, 1046.5, 1174.66, 1318.51,
)  # fmt: skip

RING_PEAK = 0.30

RINGS: dict[str, tuple[tuple[float, float], ...]] = {
    "harbour": ((0.0, D5), (0.16, A5), (0.32, D6), (0.80, B5), (0.96, A5), (1.12, FIS5)),
    "lantern": ((0.0, E5), (0.30, G5), (0.60, B5), (0.90, E6), (1.20, B5)),
    "orchard": (
        (0.0, C6),
        (0.12, G5),
        (0.24, E5),
        (0.36, G5),
        (0.90, C6),
        (1.02, G5),
        (1.14, E5),
        (1.26, C5),
    ),
    "station": ((0.0, G5), (0.45, E5), (0.90, C5)),
    "meadow": ((0.0, A5), (0.10, C6), (0.20, E6), (0.80, A5), (0.90, C6), (1.00, D6)),
    "evening": ((0.0, D5), (0.50, FIS5), (1.00, A5), (1.50, D5)),
}
"""Ringtones: the notes of each, as times in seconds and frequencies."""


def tones() -> dict[str, Sound]:
    """Return every tone by the name of its file."""
    rings = {
        f"ring-{name}": np.concatenate([melody(notes, 2.2, RING_PEAK), silence(1.0)])
        for name, notes in RINGS.items()
    }
    return rings | {
        "ringback": np.concatenate([tone((425.0,), 1.0, 0.12), silence(4.0)]),
        "busy": np.concatenate([tone((425.0,), 0.5, 0.12), silence(0.5)] * 3),
        "ended": melody(((0.0, A5 / 2), (0.14, D5 / 2)), 0.7, 0.15),
        "message": melody(((0.0, E6), (0.09, B5)), 0.5, 0.13),
        "second-call": np.concatenate(
            [tone((425.0,), 0.2, 0.10), silence(0.2), tone((425.0,), 0.2, 0.10), silence(3.4)]
        ),
        "last-minutes": np.concatenate(
            [*[tone((A5,), 0.09, 0.10), silence(0.09)] * 2, tone((FIS5,), 0.16, 0.10)]
        ),
    }


def write(path: Path, sound: Sound) -> None:
    """Write a sound as mono, 48 kHz, 16 bit."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.round(sound * 32767).astype("<i2").tobytes())


def main(folder: Path) -> None:
    """Write all tones into ``folder``."""
    for name, sound in tones().items():
        write(folder / f"{name}.wav", sound)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
