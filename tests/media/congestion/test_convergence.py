"""Whole calls in simulated time: what the controller makes of each kind of way.

More seeds, for a long run: ``AHOY_SEEDS`` (see ``seeds.py``).
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.media.congestion.feedback.wire import build, parse
from tests.bench.network.line.impairment import Conditions, Schedule, Shape
from tests.media.congestion.seeds import SEEDS
from tests.media.congestion.simulated_call import SimulatedCall, run_call, run_calls

WIDE = Conditions(delay=0.03, rate=2_000_000, queue=1.0)


def steady(**conditions: object) -> Schedule:
    return Schedule((0.0, replace(Conditions(delay=0.03), **conditions)))  # type: ignore[arg-type]


def most_queue(call: SimulatedCall, start: float, end: float) -> float:
    """Return the queue in seconds that was exceeded during 5 % of the time."""
    queues = sorted(sample.queue for sample in call.samples if start <= sample.at < end)
    return queues[int(0.95 * len(queues))]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_way_that_becomes_four_times_narrower_is_left_free_within_two_seconds(seed: int) -> None:
    line = Schedule((0.0, WIDE), (15.0, replace(WIDE, rate=500_000)), (35.0, WIDE))
    call = run_call(line, 60.0, seed)
    assert call.average(10, 15) > 0.8 * 2e6
    assert call.most(17, 35) < 0.2, "the queue is below 200 ms two seconds after the drop, and stays there"
    assert 0.75 * 500_000 < call.average(18, 35, "arrived") < 500_000
    back = next(sample.at for sample in call.samples if sample.at > 35 and sample.target > 0.8 * 2e6)
    assert back < 45.0
    assert call.average(46, 60, "arrived") > 0.8 * 2e6


@pytest.mark.parametrize("kilobits", [300, 1000])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_way_that_became_narrower_is_used_again_two_seconds_after_its_queue_has_drained(
    kilobits: int, seed: int
) -> None:
    """What was lost while the queue was full says nothing about the way once less is sent."""
    narrow = replace(WIDE, rate=kilobits * 1000.0)
    call = run_call(Schedule((0.0, WIDE), (12.0, narrow)), 24.0, seed)
    assert call.average(16.5, 24, "arrived") > 0.75 * kilobits * 1000
    assert call.most(15, 24) < 0.25


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", ["full for a second", "estimate halved by a silence"])
def test_after_a_fall_to_half_it_is_back_within_five_seconds(kind: str, seed: int) -> None:
    back = Schedule((0.0, Conditions()))
    line = Schedule((0.0, WIDE), (15.0, replace(WIDE, rate=800_000)), (16.5, WIDE))
    if kind != "full for a second":
        line, back = (
            Schedule((0.0, WIDE)),
            Schedule((0.0, Conditions()), (15.0, Conditions(loss=1.0)), (16.5, Conditions())),
        )
    call = run_call(line, 26.0, seed, back=back)
    before = call.average(12, 15)
    assert min(sample.target for sample in call.samples if sample.at > 15) < 0.6 * before
    assert call.average(21.5, 26) > 0.8 * before


@pytest.mark.parametrize("kilobits", [150, 250, 500, 1000, 2000])
def test_any_rate_is_found_and_used_without_a_standing_queue(kilobits: int) -> None:
    call = run_call(steady(rate=kilobits * 1000.0, queue=1.0), 25.0, kilobits)
    assert call.average(8, 25, "arrived") > 0.78 * kilobits * 1000
    assert call.average(8, 25, "queue") < 0.04 and most_queue(call, 8, 25) < 0.1


def test_a_wide_way_is_used_within_a_second_of_the_start() -> None:
    call = run_call(steady(rate=4_000_000.0), 10.0, 4)
    assert next(sample.at for sample in call.samples if sample.target > 1_500_000) < 1.5
    assert call.samples[-1].target == 3_000_000
    assert call.most(0, 10) < 0.1


def test_the_start_does_not_flood_a_narrow_way() -> None:
    call = run_call(steady(rate=200_000.0, queue=2.0), 10.0, 5)
    assert call.most(0, 10) < 0.45 and call.most(3, 10) < 0.2


@pytest.mark.parametrize("seed", SEEDS)
def test_two_calls_share_a_way(seed: int) -> None:
    line = Schedule((0.0, WIDE))
    calls = run_calls(line, 80.0, seed, [{}, {"start": 10.0}])
    rates = [call.average(35, 80, "arrived") for call in calls]
    assert min(rates) > 0.6 * max(rates)
    assert sum(rates) > 0.8 * 2e6
    assert most_queue(calls[0], 35, 80) < 0.15


@pytest.mark.parametrize("loss", [0.02, 0.05, 0.1, 0.2, 0.3])
def test_losses_that_are_the_ways_own_do_not_starve_the_call(loss: float) -> None:
    call = run_call(steady(loss=loss), 25.0, 6)
    assert call.average(15, 25) > 700_000


@pytest.mark.parametrize("loss", [0.05, 0.1])
@pytest.mark.parametrize("delay", [0.01, 0.05, 0.15])
def test_losses_at_random_cost_less_than_a_third_of_the_rate(loss: float, delay: float, seed: int) -> None:
    clean = Conditions(delay=delay, rate=2_000_000, queue=1.0)
    line = Schedule((0.0, clean), (12.0, replace(clean, loss=loss)))
    call = run_call(line, 28.0, seed, back=line.without_bottleneck())
    assert call.average(13, 28) > 0.7 * 0.9 * 2e6, "a clean one is used to nine tenths"
    assert min(call.average(second, second + 2) for second in range(13, 26)) > 0.5 * 2e6


def test_losses_of_a_full_way_without_a_queue_do_lower_the_rate() -> None:
    call = run_call(steady(rate=800_000.0, queue=0.06), 40.0, 7)
    assert call.average(10, 40) < 850_000
    assert call.average(10, 40, "arrived") > 500_000


def test_half_of_everything_lost_leaves_the_floor_at_least_and_recovers() -> None:
    bad = Conditions(delay=0.03, loss=0.5)
    call = run_call(Schedule((0.0, WIDE), (10.0, bad), (25.0, WIDE)), 45.0, 8)
    assert all(sample.target >= 30_000 for sample in call.samples)
    assert call.average(38, 45) > 1_200_000


@pytest.mark.parametrize(
    ("trouble", "least"),
    [
        ({"jitter": 0.025, "shape": Shape.UNIFORM, "delay": 0.1}, 0.5),
        ({"jitter": 0.01, "shape": Shape.HEAVY}, 0.5),
        ({"reordering": 0.1, "delay": 0.06}, 0.6),
        ({"duplication": 0.1}, 0.6),
        ({"delay": 0.2}, 0.6),
    ],
)
def test_trouble_that_is_no_congestion_costs_little(trouble: dict[str, object], least: float) -> None:
    call = run_call(steady(rate=2e6, queue=1.0, **trouble), 50.0, 9)
    assert call.average(15, 50, "arrived") > least * 2e6
    assert most_queue(call, 15, 50) < 0.15


@pytest.mark.parametrize("skew", [-5e-4, 5e-4])
def test_clocks_that_drift_apart_are_no_congestion(skew: float) -> None:
    call = run_call(Schedule((0.0, WIDE)), 60.0, 10, clock_skew=skew, clock_offset=-1e4 if skew < 0 else 1e6)
    assert call.average(25, 60) > 0.75 * 2e6
    assert most_queue(call, 25, 60) < 0.1


def test_lost_and_late_feedback_is_survived() -> None:
    back = steady(loss=0.3, jitter=0.02, reordering=0.1)
    line = Schedule((0.0, WIDE), (20.0, replace(WIDE, rate=500_000)))
    call = run_call(line, 40.0, 11, back=back)
    assert call.average(10, 20) > 0.6 * 2e6
    assert call.most(23.5, 40) < 0.3
    assert call.average(25, 40, "arrived") > 0.6 * 500_000


def test_without_any_feedback_for_a_while_less_is_sent_and_it_comes_back() -> None:
    back = Schedule((0.0, Conditions()), (10.0, Conditions(loss=1.0)), (16.0, Conditions()))
    call = run_call(Schedule((0.0, WIDE)), 30.0, 12, back=back)
    assert call.samples[158].target < 0.2 * call.samples[98].target
    assert call.average(25, 30) > 1_200_000


@pytest.mark.parametrize("hole", [1.5, 2.5, 4.0])
@pytest.mark.parametrize("way", [Conditions(delay=0.05), Conditions(delay=0.05, rate=400_000)])
def test_a_way_that_was_gone_is_used_again_as_soon_as_it_is_back(hole: float, way: Conditions) -> None:
    start = 8.0
    line = Schedule((0.0, way), (start, replace(way, loss=1.0)), (start + hole, way))
    call = run_call(line, start + hole + 8.0, 5, back=line)
    before = call.average(start - 2, start)
    assert call.average(start + hole + 1, start + hole + 2) > 0.8 * before
    assert call.average(start + hole + 2, start + hole + 8) > 0.8 * before
    assert call.most(start + hole + 1, start + hole + 8) < 0.25


def test_garbage_among_the_feedback_changes_nothing(seed: int) -> None:
    def garble(call: SimulatedCall, data: bytes) -> bytes:
        number = parse(data).count
        if number % 4 == 0:
            return data[: number % len(data)]
        if number % 4 == 1:
            found = parse(data)
            return build(replace(found, base=(found.base + 20_000) & 0xFFFF))
        return data

    call = run_call(Schedule((0.0, WIDE)), 25.0, seed % 1000, on_feedback=garble)
    assert call.control.bad_feedback > 20
    assert 0.4 * 2e6 < call.average(10, 25) < 2.2e6
    assert most_queue(call, 10, 25) < 0.15


@pytest.mark.parametrize("longer", [0.02, 0.05, 0.1, 0.22])
@pytest.mark.parametrize("way", [WIDE, replace(WIDE, rate=None)], ids=["2 Mbit/s", "wide"])
def test_a_route_that_becomes_longer_is_forgiven_within_three_seconds(way: Conditions, longer: float) -> None:
    line = Schedule((0.0, way), (15.0, replace(way, delay=way.delay + longer)))
    call = run_call(line, 30.0, 13)
    before = call.average(12, 15)
    assert call.average(18, 19) > 0.75 * before
    assert min(call.average(second, second + 2) for second in range(19, 28)) > 0.75 * before
    assert most_queue(call, 19, 30) < 0.1


@pytest.mark.parametrize("demand", [300_000.0, 900_000.0])
def test_a_longer_route_that_was_no_overuse_does_not_keep_probes_away(demand: float) -> None:
    way = Conditions(delay=0.03)
    line = Schedule((0.0, way), (0.2, replace(way, delay=0.085)))
    call = run_call(line, 12.0, 15, most_demand=demand)
    assert call.samples[-1].standing < 0.01
    assert call.average(7, 12) > 1.4 * demand


def test_sound_alone_on_a_narrow_way_leaves_no_queue() -> None:
    call = run_call(steady(rate=100_000.0), 20.0, 14, has_video=False)
    assert call.most(5, 20) < 0.1
