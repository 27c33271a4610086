"""Receivers in simulated time: the figures mean what they say, and come quickly and the same each time."""

from __future__ import annotations

import numpy as np
import pytest

from core.ports import BLOCK_SAMPLES, Block
from tests.bench.network.line.impairment import Conditions, Schedule
from tests.bench.network.simulated.pictures import OurPictures, StockPictures, simulate_pictures
from tests.bench.network.simulated.sound import our_sound, simulate_sound, stock_sound

CLEAN = Schedule((0.0, Conditions(delay=0.05)))
LOSSY = Schedule((0.0, Conditions(delay=0.05, loss=0.05)))


class Immediate:
    """Plays each packet twice 10 ms at once, or nothing."""

    def __init__(self) -> None:
        self._waiting: list[int] = []

    def put(self, sequence: int, payload_type: int, payload: bytes, timestamp: int, clock_rate: int) -> None:
        self._waiting += [int(payload)] * 2

    def next_block(self) -> Block | None:
        return np.full(BLOCK_SAMPLES, self._waiting.pop(0), np.int16) if self._waiting else None


def test_a_receiver_without_a_buffer_adds_nothing_and_loses_what_is_lost() -> None:
    clean = simulate_sound(lambda _clock: Immediate(), CLEAN, 60.0, 1)
    assert clean.added_delay_p50 is not None and 0 <= clean.added_delay_p50 < 21
    assert clean.silent < 0.001 and clean.concealed == 0.0
    assert simulate_sound(lambda _clock: Immediate(), LOSSY, 60.0, 1).silent == pytest.approx(0.05, abs=0.02)


def test_delays_are_right_for_longer_than_the_numbers_last() -> None:
    figures = simulate_sound(lambda _clock: Immediate(), CLEAN, 150.0, 1)
    assert figures.added_delay_p95 is not None and figures.added_delay_p95 < 30


def test_our_playout_conceals_what_stock_aiortc_leaves_silent() -> None:
    ours = simulate_sound(our_sound, LOSSY, 60.0, 2)
    stock = simulate_sound(stock_sound, LOSSY, 60.0, 2)
    assert ours.silent < 0.01 and ours.concealed == pytest.approx(0.05, abs=0.02)
    assert stock.silent > 0.15
    assert ours.added_delay_p95 is not None and stock.added_delay_p50 is not None
    assert ours.added_delay_p95 < stock.added_delay_p50


def test_pictures_over_a_clean_line_are_all_shown_without_delay() -> None:
    figures = simulate_pictures(OurPictures, CLEAN, 30.0, 1)
    assert figures.freezes == 0 and figures.shown > 0.99 and figures.copies == 0
    assert figures.delay_p95 == pytest.approx(50, abs=1)
    stock = simulate_pictures(StockPictures, CLEAN, 30.0, 1)
    assert stock.delay_p50 == pytest.approx(50 + 33, abs=1), "a picture waits for the next one"


def test_lost_packets_are_sent_again_and_cost_little_time() -> None:
    ours = simulate_pictures(OurPictures, LOSSY, 60.0, 3)
    assert ours.copies > 100 and ours.shown > 0.97
    assert ours.longest_freeze < 600


def test_the_same_seed_gives_the_same_call() -> None:
    assert simulate_pictures(OurPictures, LOSSY, 10.0, 4) == simulate_pictures(OurPictures, LOSSY, 10.0, 4)
    assert simulate_sound(our_sound, LOSSY, 10.0, 4) == simulate_sound(our_sound, LOSSY, 10.0, 4)
