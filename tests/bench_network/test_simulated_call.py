"""Whole calls of our own parts in simulated time: what people see over the lines that have a budget."""

from __future__ import annotations

import asyncio
import time

import pytest

from tests.bench.network.line.impairment import Conditions, Schedule
from tests.bench.network.scenes import SCENES
from tests.bench.network.simulated.call import RATE, simulate_call
from tests.bench.network.simulated.clock import SimulatedLoop, run_simulated

CLEAN = Schedule((0.0, Conditions(delay=0.03)))


def test_time_passes_as_fast_as_there_is_nothing_to_do_and_only_in_there() -> None:
    seen: list[float] = []

    async def wait(loop: SimulatedLoop) -> None:
        loop.every(10.0, lambda: seen.append(time.monotonic()))
        await asyncio.sleep(3600)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.Event().wait(), 60)

    before = time.monotonic()
    run_simulated(wait)
    assert time.monotonic() - before < 5.0
    assert len(seen) == 367 and seen[-1] == pytest.approx(3660, abs=0.1)


def test_a_call_is_the_same_each_time_and_over_a_clean_line_shows_everything() -> None:
    first, again = (simulate_call(CLEAN, 8.0, 1) for _ in range(2))
    assert first.pictures == again.pictures and first.delivered == again.delivered
    settled = [taken for taken, shown in first.pictures if taken >= 1.0]
    assert len(settled) > 0.97 * 7.0 * RATE
    assert not first.freezes(1.0) and first.counters["nacks"] == 0
    assert 0.03 <= first.delay(0.5, 2.0) < 0.12


def test_two_in_a_hundred_lost_are_repaired_before_anybody_sees_it(seed: int) -> None:
    call = simulate_call(SCENES["two-percent"].line, 30.0, seed % 1000, height=360)
    assert call.counters["resent"] > 50
    assert call.longest_freeze(2.0) < 0.4
    assert call.delay(0.95, 2.0) < 0.25


def test_a_way_that_becomes_four_times_narrower_and_wide_again_is_hardly_seen(seed: int) -> None:
    call = simulate_call(SCENES["drop"].line, 52.0, seed % 1000)
    assert call.longest_freeze(1.0) < 0.5
    assert call.queue_long_until(15.0, 35.0) <= 2.0
    assert call.rate(18.0, 35.0) > 0.8 * 500_000
    moments = [at for at, _ in call.delivered if 35.0 <= at <= 49.0]
    assert next(at for at in moments if call.rate(at + 1.0, at + 3.0) > 0.8 * 2e6) < 45.0


@pytest.mark.parametrize(
    ("name", "seed", "seconds", "least"),
    [("international", 5, 24.0, 80_000), ("loss-50", 1, 16.0, 200_000)],
)
def test_pictures_over_a_very_bad_line_do_not_stop_for_good(
    name: str, seed: int, seconds: float, least: int
) -> None:
    """Jitter and bursts of losses were once taken for a full way, and nothing more was found for 20 s."""
    call = simulate_call(SCENES[name].line, seconds, seed, height=360)
    assert call.longest_freeze(2.0) < 4.0
    assert call.rate(2.0, seconds) > least
