"""Two clocks in step: what a speaker's clock fills, a microphone's empties, and nothing is heard of it."""

from __future__ import annotations

import random

import numpy as np
import pytest
from numpy.typing import NDArray

from core.media.audio.system_sound import CAPACITY, FILL, MOST, SystemSoundLine
from core.ports import BLOCK_SAMPLES, SAMPLE_RATE

FRAME = 960
TONE = 400.0


def tone(start: int, count: int) -> NDArray[np.int16]:
    times = (start + np.arange(count)) / SAMPLE_RATE
    return (8000 * np.sin(2 * np.pi * TONE * times)).astype(np.int16)


def clicks(samples: NDArray[np.int16]) -> int:
    """Return how often the sound jumps by more than the tone ever does from one sample to the next."""
    return int(np.count_nonzero(np.abs(np.diff(samples.astype(int))) > 2 * 8000 * 2 * np.pi * TONE / 48_000))


def carried(seconds: float, drift: float, late: float, seed: int) -> tuple[NDArray[np.int16], list[int]]:
    """Return what is taken of a tone pushed by a clock ``drift`` faster, each piece up to ``late`` s late."""
    chance, line = random.Random(seed), SystemSoundLine()
    piece = 2 * BLOCK_SAMPLES
    arrivals: list[float] = []
    for number in range(int(seconds * SAMPLE_RATE * (1 + drift)) // piece):
        due = (number + 1) * piece / SAMPLE_RATE / (1 + drift) + chance.uniform(0, late)
        arrivals.append(max(due, arrivals[-1] if arrivals else 0.0))
    taken, waiting, pushed = [], [], 0
    for frame in range(int(seconds * SAMPLE_RATE) // FRAME):
        while pushed < len(arrivals) and arrivals[pushed] <= frame * FRAME / SAMPLE_RATE:
            for half in range(2):
                line.push(tone(pushed * piece + half * BLOCK_SAMPLES, BLOCK_SAMPLES))
            pushed += 1
        waiting.append(line.waiting)
        got = line.take(FRAME)
        if got is not None:
            assert len(got) == FRAME and got.dtype == np.int16
            taken.append(got)
    return np.concatenate(taken), waiting


@pytest.mark.parametrize("drift", [-300e-6, -50e-6, 0.0, 100e-6, 300e-6])
@pytest.mark.parametrize("late", [0.0, 0.015])
def test_drift_and_late_pieces_are_not_heard(drift: float, late: float, seed: int) -> None:
    samples, waiting = carried(60.0, drift, late, seed)
    assert clicks(samples[FRAME:]) == 0
    assert len(samples) > 59 * SAMPLE_RATE
    assert min(waiting[100:]) > FILL - 1_500 and max(waiting[100:]) < FILL + 2_400


def test_nothing_is_taken_while_nothing_is_played() -> None:
    line = SystemSoundLine()
    assert line.take(FRAME) is None
    line.push(tone(0, BLOCK_SAMPLES))
    assert line.take(FRAME) is None, "it waits for more"


def test_a_sound_shorter_than_the_wait_comes_out_all_the_same() -> None:
    line = SystemSoundLine()
    line.push(tone(0, BLOCK_SAMPLES))
    frames = [line.take(FRAME) for _ in range(6)]
    heard = [frame for frame in frames if frame is not None]
    assert len(heard) == 1 and np.abs(heard[0][:200]).max() > 6000
    assert line.waiting == 0 and line.take(FRAME) is None


def test_the_end_fades_and_the_next_sound_begins_anew() -> None:
    line = SystemSoundLine()
    for number in range(5):
        line.push(tone(number * BLOCK_SAMPLES, BLOCK_SAMPLES))
    frames = [line.take(FRAME) for _ in range(4)]
    [last] = [frame for frame in frames[2:] if frame is not None]
    assert np.abs(last[:240]).max() > 4000 and np.abs(last[440:]).max() < 1000
    for number in range(5):
        line.push(tone(number * BLOCK_SAMPLES, BLOCK_SAMPLES))
    again = line.take(FRAME)
    assert again is not None and np.array_equal(again, tone(0, FRAME))


def test_whoever_does_not_take_for_long_hears_the_newest() -> None:
    line = SystemSoundLine()
    for number in range(10 * CAPACITY // BLOCK_SAMPLES):
        line.push(tone(number * BLOCK_SAMPLES, BLOCK_SAMPLES))
        assert line.waiting <= MOST
    last = 10 * CAPACITY // BLOCK_SAMPLES * BLOCK_SAMPLES - line.waiting
    taken = line.take(FRAME)
    assert taken is not None and np.array_equal(taken, tone(last, FRAME))


def test_what_was_cleared_is_not_heard() -> None:
    line = SystemSoundLine()
    for number in range(8):
        line.push(tone(number * BLOCK_SAMPLES, BLOCK_SAMPLES))
    line.clear()
    assert line.waiting == 0 and line.take(FRAME) is None


@pytest.mark.parametrize("length", [0, 1, 7, 4_000])
def test_pieces_of_any_length(length: int) -> None:
    line = SystemSoundLine()
    for _ in range(10):
        line.push(np.ones(length, np.int16))
        line.take(FRAME)
    assert line.waiting <= MOST
