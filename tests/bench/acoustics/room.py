"""A simulated room with a loudspeaker, a person and a microphone in it. Seeded; no hardware.

Shoebox room, mirror images of the loudspeaker up to the reverberation time, distances in metres; the tail
beyond the images is decaying noise. Good enough to be hard for an echo canceller, small enough to read.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from core.ports import SAMPLE_RATE

Samples = NDArray[np.float64]

SPEED_OF_SOUND = 343.0
SIZE = (4.2, 3.1, 2.5)
REVERBERATION = 0.35
"""Seconds until the sound has fallen by 60 dB: a furnished office."""

ORDER = 6
TAIL_SHARE = 0.12


@dataclass(frozen=True)
class Places:
    """Where loudspeaker and microphone stand, in metres from a corner."""

    loudspeaker: tuple[float, float, float] = (1.4, 1.2, 0.8)
    microphone: tuple[float, float, float] = (1.9, 1.3, 0.9)


BEFORE = Places()
AFTER = Places(microphone=(2.6, 2.1, 1.1))
"""The same room after the microphone was carried to another place."""


def somewhere(rng: np.random.Generator) -> Places:
    """Return places on a desk anywhere in the room: 0.2 to 1 m from each other, 0.4 m from the walls."""
    speaker = [rng.uniform(0.4, side - 0.4) for side in SIZE]
    while True:
        offset = rng.normal(size=3)
        offset *= rng.uniform(0.2, 1.0) / np.linalg.norm(offset)
        microphone = [place + step for place, step in zip(speaker, offset, strict=True)]
        if all(0.1 < place < side - 0.1 for place, side in zip(microphone, SIZE, strict=True)):
            return Places((speaker[0], speaker[1], speaker[2]), (microphone[0], microphone[1], microphone[2]))


def impulse_response(places: Places, rng: np.random.Generator) -> Samples:
    """Return what the microphone hears of a click of the loudspeaker, without the direct flight's delay.

    Scaled to unit energy.
    """
    absorption = 0.161 * np.prod(SIZE) / (REVERBERATION * _surface())
    reflection = float(np.sqrt(max(0.0, 1 - absorption)))
    response = np.zeros(int(REVERBERATION * SAMPLE_RATE))
    for distance, bounces in _images(places):
        sample = int(distance / SPEED_OF_SOUND * SAMPLE_RATE)
        if sample < len(response):
            response[sample] += reflection**bounces / distance
    times = np.arange(len(response)) / SAMPLE_RATE
    tail = rng.standard_normal(len(response)) * np.exp(-6.9 * times / REVERBERATION)
    first = int(np.argmax(response != 0))
    tail[: first + SAMPLE_RATE // 50] = 0
    response += tail * TAIL_SHARE * np.abs(response).max() * 0.1
    response = response[first:]
    return response / float(np.sqrt(np.sum(response**2)))


def loudspeaker(samples: Samples, drive: float = 0.5) -> Samples:
    """Return what a small loudspeaker makes of ``samples``: bent when it is loud, nothing below 150 Hz."""
    bent = np.tanh(samples * drive) / drive
    spectrum = np.fft.rfft(bent)
    frequencies = np.fft.rfftfreq(len(bent), 1 / SAMPLE_RATE)
    spectrum *= 1 / np.sqrt(1 + (150 / np.maximum(frequencies, 1)) ** 4)
    return np.fft.irfft(spectrum, len(bent))


def convolved(samples: Samples, response: Samples) -> Samples:
    """Return ``samples`` through ``response``, as long as ``samples``."""
    size = 1 << (len(samples) + len(response) - 1).bit_length()
    product_ = np.fft.rfft(samples, size) * np.fft.rfft(response, size)
    return np.fft.irfft(product_, size)[: len(samples)]


def delayed(samples: Samples, count: int) -> Samples:
    """Return ``samples`` later by ``count`` samples, as long as before."""
    return np.concatenate((np.zeros(count), samples))[: len(samples)]


def clocked(samples: Samples, millionths: float) -> Samples:
    """Return ``samples`` as played by a clock that is ``millionths`` fast (sinc, 32 taps)."""
    if not millionths:
        return samples
    places = np.arange(len(samples)) * (1 + millionths * 1e-6)
    whole = np.floor(places).astype(int)
    result = np.zeros(len(samples))
    for tap in range(-15, 17):
        at = whole + tap
        offset = places - at
        window = 0.5 + 0.5 * np.cos(np.pi * np.clip(offset / 16, -1, 1))
        is_known = (at >= 0) & (at < len(samples))
        result[is_known] += samples[at[is_known]] * (np.sinc(offset) * window)[is_known]
    return result


def fan_noise(count: int, rng: np.random.Generator) -> Samples:
    """Return the noise of a fan: falling spectrum and a hum of 100 Hz; RMS 1."""
    spectrum = np.fft.rfft(rng.standard_normal(count))
    frequencies = np.fft.rfftfreq(count, 1 / SAMPLE_RATE)
    noise = np.fft.irfft(spectrum / np.sqrt(1 + (frequencies / 400) ** 2), count)
    noise /= noise.std()
    noise += 0.3 * np.sin(2 * np.pi * 100 * np.arange(count) / SAMPLE_RATE)
    return noise / float(noise.std())


def _surface() -> float:
    x, y, z = SIZE
    return 2 * (x * y + y * z + x * z)


def _images(places: Places) -> list[tuple[float, int]]:
    """Return distance and number of bounces of each mirror image of the loudspeaker."""
    axes = []
    for size, source in zip(SIZE, places.loudspeaker, strict=True):
        axis = []
        for n in range(-ORDER, ORDER + 1):
            axis.append((2 * n * size + source, abs(2 * n)))
            axis.append((2 * n * size - source, abs(2 * n - 1)))
        axes.append(axis)
    found = []
    for (x, i), (y, j), (z, k) in product(*axes):
        if i + j + k <= 2 * ORDER:
            distance = float(np.linalg.norm(np.array((x, y, z)) - places.microphone))
            found.append((distance, i + j + k))
    return found
