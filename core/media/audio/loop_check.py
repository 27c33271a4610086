"""What the room does with sound: a chirp is played, the microphone listens, and the verdict is in words.

``judge`` is a pure function of samples; ``core.media.devices.loop_check`` plays and records.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from core.ports import SAMPLE_RATE, Block
from core.sentences import sentence

CHIRP_SECONDS = 0.25
CHIRP_LEVEL = 0.18
GAP_SECONDS = 0.6
CHIRPS = 3
LEAD_SECONDS = 0.7
"""Silence before the first chirp: in it the noise of the room is measured."""

NOTHING_DB = -80.0
"""A microphone with less than this delivers silence, which no room does."""

NOISY_DB = -38.0
LOUD_ECHO_DB = -27.0
"""dBFS of the echo at the microphone, from which on the canceller has to hurt the person's own voice.

Voices are played 2 dB louder than the chirp, and one's own comes in at -26 or so. Where both are equal, two
of five frames of it are lost while the other end speaks too; 6 dB less echo halves that.
"""

CLIPPED_SHARE = 0.001
HEARD_ABOVE_NOISE = 8.0
"""How many times the middle of the correlation a chirp has to stand out to be one."""


class Room(StrEnum):
    """What was found."""

    FINE = "fine"
    HEADSET = "headset"
    """No echo at all: a headset, or a speaker that is off."""
    LOUD_ECHO = "loud echo"
    TOO_LOUD = "too loud"
    NOISY = "noisy"
    DEAF = "deaf"
    """The microphone delivers silence."""


SENTENCES = {
    Room.FINE: sentence("The room is fine: your echo is weak enough to be removed."),
    Room.HEADSET: sentence("No echo comes back: you use a headset, or the speaker is turned off."),
    Room.LOUD_ECHO: (
        sentence(
            "The speaker is loud at the microphone: turn it down or use a headset, or words get lost "
            "when both "
            "of you speak."
        )
    ),
    Room.TOO_LOUD: sentence("The speaker overloads the microphone: turn it down, or use a headset."),
    Room.NOISY: sentence("The room is noisy: use a headset, or close the window."),
    Room.DEAF: sentence("The microphone hears nothing: is it muted, covered or unplugged?"),
}


@dataclass(frozen=True, slots=True)
class RoomReport:
    """What the check measured. ``delay`` in seconds and ``echo`` in dBFS are None when nothing came back."""

    room: Room
    noise: float
    echo: float | None = None
    delay: float | None = None

    @property
    def sentence(self) -> str:
        """The verdict, for the person."""
        return SENTENCES[self.room]

    @property
    def is_fine(self) -> bool:
        """Whether nothing needs to be done."""
        return self.room in (Room.FINE, Room.HEADSET)


def check_sound() -> Block:
    """Return what is played: silence, then chirps of 300 to 6000 Hz, faded."""
    chirp = (_chirp() * CHIRP_LEVEL * 32_767).astype(np.int16)
    sound: Block = np.zeros(_samples(LEAD_SECONDS + CHIRPS * GAP_SECONDS), np.int16)
    for number in range(CHIRPS):
        start = _samples(LEAD_SECONDS + number * GAP_SECONDS)
        sound[start : start + len(chirp)] = chirp
    return sound


def judge(heard: NDArray[np.int16], lead: int = 0) -> RoomReport:
    """Return what ``heard`` says: the microphone from the moment at which ``check_sound`` began.

    ``lead`` is how many samples were recorded before that. Anything is accepted, silence and noise too.
    """
    samples = heard.astype(np.float64) / 32_768
    if len(samples) < _samples(LEAD_SECONDS):
        return RoomReport(Room.DEAF, -math.inf)
    quiet = samples[: lead + _samples(LEAD_SECONDS * 0.9)]
    loudness = _middle_rms(quiet)
    noise = _decibels(loudness)
    if _decibels(float(np.abs(samples).max())) < NOTHING_DB:
        return RoomReport(Room.DEAF, noise)
    found = _find_chirps(samples[lead:], loudness)
    if found is None:
        return RoomReport(Room.NOISY if noise > NOISY_DB else Room.HEADSET, noise)
    delay, echo = found
    if np.mean(np.abs(samples) > 0.98) > CLIPPED_SHARE:
        room = Room.TOO_LOUD
    elif echo > LOUD_ECHO_DB:
        room = Room.LOUD_ECHO
    else:
        room = Room.NOISY if noise > NOISY_DB else Room.FINE
    return RoomReport(room, noise, echo, delay)


def _find_chirps(samples: NDArray[np.float64], noise: float) -> tuple[float, float] | None:
    """Return delay (seconds) and level (dBFS) at which chirps came back, most of them alike.

    ``noise`` is the RMS of the room without them.
    """
    pattern = _chirp()
    size = 1 << (len(samples) + len(pattern) - 1).bit_length()
    spectrum = np.fft.rfft(samples, size) * np.conj(np.fft.rfft(pattern, size))
    match = np.abs(np.fft.irfft(spectrum, size)[: len(samples)])
    floor = float(np.median(match)) + 1e-9
    found: list[tuple[int, float]] = []
    for number in range(CHIRPS):
        start = _samples(LEAD_SECONDS + number * GAP_SECONDS)
        window = match[start : start + _samples(GAP_SECONDS * 0.9)]
        if len(window) and window.max() > HEARD_ABOVE_NOISE * floor:
            place = int(np.argmax(window))
            part = samples[start + place : start + place + len(pattern)]
            power = max(float(np.mean(part**2)) - noise**2, 1e-12)
            found.append((place, 10 * math.log10(power)))
    if len(found) < 2:
        return None
    delay = float(np.median([place for place, _ in found]))
    same = [level for place, level in found if abs(place - delay) < _samples(0.02)]
    return (delay / SAMPLE_RATE, float(np.mean(same))) if len(same) >= 2 else None


def _chirp() -> NDArray[np.float64]:
    times = np.arange(_samples(CHIRP_SECONDS)) / SAMPLE_RATE
    phase = 2 * np.pi * (300 * times + 5700 / CHIRP_SECONDS * times**2 / 2)
    faded: NDArray[np.float64] = np.sin(phase) * np.hanning(len(times))
    return faded


def _middle_rms(samples: NDArray[np.float64]) -> float:
    """Return the RMS of the middle piece by loudness: a cough in the silence does not make a noisy room."""
    pieces = samples[: len(samples) // 480 * 480].reshape(-1, 480)
    return float(np.median(np.sqrt(np.mean(pieces**2, axis=1)))) if len(pieces) else 0.0


def _decibels(level: float) -> float:
    return 20 * math.log10(level) if level > 0 else -math.inf


def _samples(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE)
