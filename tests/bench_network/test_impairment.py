"""The line itself: every kind of trouble is as much as was asked for, and the same for the same seed."""

from __future__ import annotations

import statistics
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.network.line.impairment import MAX_IN_FLIGHT, Conditions, Impairment, Schedule, Shape

MANY = 20_000


def run(conditions: Conditions, count: int = MANY, *, seed: int = 1, gap: float = 0.01, size: int = 972):
    """Send numbered datagrams ``gap`` apart; return the line and what arrived as (delay, number)."""
    line: Impairment[int] = Impairment(Schedule((0.0, conditions)), seed)
    arrived = []
    for number in range(count):
        arrived += line.take_timed(number * gap)
        line.put(number, size, number * gap)
    arrived += line.take_timed(1e9)
    return line, [(due - number * gap, number) for due, number in arrived]


def test_a_clean_line_delivers_everything_at_once_and_in_order() -> None:
    line, arrived = run(Conditions(), 100)
    assert [number for _, number in arrived] == list(range(100))
    assert max(delay for delay, _ in arrived) == 0.0
    assert line.next_due() is None and line.queue_delay(2.0) == 0.0


def test_the_delay_is_the_one_asked_for() -> None:
    _, arrived = run(Conditions(delay=0.1), 100)
    assert all(delay == pytest.approx(0.1) for delay, _ in arrived)


@pytest.mark.parametrize("share", [0.01, 0.05, 0.3, 0.5])
def test_uniform_loss_is_as_much_as_asked_for_and_comes_singly(seed: int, share: float) -> None:
    line, arrived = run(Conditions(loss=share), seed=seed)
    assert line.counters.lost / MANY == pytest.approx(share, abs=0.02)
    assert mean_burst({number for _, number in arrived}) == pytest.approx(1 / (1 - share), rel=0.15)


@pytest.mark.parametrize(("share", "burst"), [(0.1, 5.0), (0.05, 3.0), (0.3, 10.0)])
def test_bursty_loss_has_the_share_and_the_length_asked_for(seed: int, share: float, burst: float) -> None:
    line, arrived = run(Conditions(loss=share, loss_burst=burst), 60_000, seed=seed)
    assert line.counters.lost / 60_000 == pytest.approx(share, rel=0.25)
    assert mean_burst({number for _, number in arrived}) == pytest.approx(burst, rel=0.2)


def mean_burst(arrived: set[int]) -> float:
    """Return how many numbers are missing in a row on average."""
    edges = [0, *sorted(arrived)]
    return statistics.mean(after - before - 1 for before, after in pairwise(edges) if after - before > 1)


def test_everything_can_be_lost_and_nothing() -> None:
    assert run(Conditions(loss=1.0), 50)[1] == []
    assert len(run(Conditions(loss=0.0, loss_burst=8.0), 50)[1]) == 50


@pytest.mark.parametrize("shape", [Shape.UNIFORM, Shape.NORMAL])
def test_jitter_without_order_is_spread_around_the_delay(seed: int, shape: Shape) -> None:
    _, arrived = run(Conditions(delay=0.2, jitter=0.02, shape=shape, keeps_order=False), seed=seed, gap=0.02)
    delays = [delay for delay, _ in arrived]
    wanted = 0.02 if shape is Shape.NORMAL else 0.02 / 3**0.5
    assert statistics.mean(delays) == pytest.approx(0.2, abs=0.002)
    assert statistics.stdev(delays) == pytest.approx(wanted, rel=0.1)


def test_heavy_jitter_only_delays_and_has_a_long_tail(seed: int) -> None:
    _, arrived = run(
        Conditions(delay=0.1, jitter=0.01, shape=Shape.HEAVY, keeps_order=False), seed=seed, gap=0.02
    )
    delays = sorted(delay for delay, _ in arrived)
    assert delays[0] >= 0.1 - 1e-9
    assert statistics.mean(delays) == pytest.approx(0.11, abs=0.003)
    assert delays[int(0.999 * MANY)] > 0.15


def test_jitter_keeps_the_order_unless_told_otherwise(seed: int) -> None:
    wild = Conditions(delay=0.1, jitter=0.05)
    numbers = [number for _, number in run(wild, 5000, seed=seed)[1]]
    assert numbers == sorted(numbers)
    numbers = [number for _, number in run(replace(wild, keeps_order=False), 5000, seed=seed)[1]]
    assert numbers != sorted(numbers)


def test_neighbours_share_their_delay(seed: int) -> None:
    _, arrived = run(Conditions(delay=0.2, jitter=0.03, jitter_hold=0.1), 2000, seed=seed, gap=0.001)
    assert len({round(delay, 6) for delay, _ in arrived}) < 2000


def test_some_overtake(seed: int) -> None:
    _, arrived = run(Conditions(delay=0.1, reordering=0.1), seed=seed)
    ahead = [number for delay, number in arrived if delay < 0.09]
    assert len(ahead) / MANY == pytest.approx(0.1, abs=0.02)
    numbers = [number for _, number in arrived]
    assert numbers != sorted(numbers) and sorted(numbers) == list(range(MANY))


def test_some_come_twice(seed: int) -> None:
    line, arrived = run(Conditions(duplication=0.05), seed=seed)
    assert len(arrived) == MANY + line.counters.duplicated
    assert line.counters.duplicated / MANY == pytest.approx(0.05, abs=0.01)


def test_a_bottleneck_passes_its_rate_and_its_queue_is_bounded() -> None:
    line, arrived = run(Conditions(rate=400_000, queue=0.3), 2000)  # 800 kbit/s offered
    assert len(arrived) == pytest.approx(1000, abs=50)
    delays = [delay for delay, _ in arrived][200:]
    assert min(delays) > 0.25 and max(delays) <= 0.3 + 1e-6
    assert line.counters.overflowed == 2000 - len(arrived)


def test_the_queue_tells_how_long_it_is_and_drains() -> None:
    line: Impairment[int] = Impairment(Schedule((0.0, Conditions(rate=80_000, queue=1.0))), 1)
    for number in range(10):
        line.put(number, 100 - 28, 0.0)  # 10 ms each
    assert line.queue_delay(0.0) == pytest.approx(0.1)
    assert line.queue_delay(0.055) == pytest.approx(0.045)
    assert line.take(0.055) == [0, 1, 2, 3, 4]
    assert line.next_due() == pytest.approx(0.06)
    assert line.take(0.1 + 1e-9) == [5, 6, 7, 8, 9]
    assert line.queue_delay(0.2) == 0.0


def test_a_change_of_rate_reaches_what_is_already_waiting() -> None:
    schedule = Schedule((0.0, Conditions(rate=100_000, queue=10)), (1.0, Conditions(rate=10_000, queue=10)))
    line: Impairment[str] = Impairment(schedule, 1)
    line.put("first", 12_500 - 28, 0.5)  # 100 kbit: half before the change, half after
    assert line.queue_delay(0.5) == pytest.approx(5.5)
    assert line.take(5.9) == [] and line.take(6.0 + 1e-9) == ["first"]


def test_a_schedule_changes_the_line_over_time() -> None:
    schedule = Schedule((0.0, Conditions()), (1.0, Conditions(loss=1.0)), (2.0, Conditions(delay=0.5)))
    line: Impairment[float] = Impairment(schedule, 1)
    for time in (0.5, 1.5, 2.5):
        line.put(time, 100, time)
    assert line.take_timed(9.0) == [(0.5, 0.5), (3.0, 2.5)]
    assert schedule.at(-1.0) == schedule.at(0.0)


def test_the_same_seed_gives_the_same_line_and_another_one_does_not(seed: int) -> None:
    rough = Conditions(delay=0.1, jitter=0.03, loss=0.1, loss_burst=4, reordering=0.05, duplication=0.02)
    assert run(rough, 2000, seed=seed)[1] == run(rough, 2000, seed=seed)[1]
    assert run(rough, 2000, seed=seed)[1] != run(rough, 2000, seed=seed + 1)[1]


def test_a_line_holds_no_more_than_its_bound() -> None:
    line: Impairment[int] = Impairment(Schedule((0.0, Conditions(delay=100.0))), 1)
    for number in range(MAX_IN_FLIGHT + 10):
        line.put(number, 10, 0.0)
    assert line.counters.overflowed == 10


@pytest.mark.parametrize(
    "wrong",
    [{"loss": 1.1}, {"loss": -0.1}, {"delay": -1}, {"rate": 0}, {"jitter": float("inf")}, {"jitter_hold": 0}],
)
def test_nonsense_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Conditions(**wrong)


def test_a_schedule_that_does_not_run_forward_is_refused() -> None:
    for phases in ((), ((1.0, Conditions()),), ((0.0, Conditions()), (0.0, Conditions()))):
        with pytest.raises(ValueError, match="schedule"):
            Schedule(*phases)


@given(
    st.lists(st.tuples(st.floats(0, 0.05), st.integers(1, 1500)), max_size=80),
    st.floats(10_000, 1e7),
    st.floats(0.01, 1.0),
    st.integers(0, 2**32),
)
def test_nothing_is_invented_and_nothing_comes_early(steps, rate, queue, seed) -> None:  # type: ignore[no-untyped-def]
    conditions = Conditions(delay=0.05, jitter=0.02, loss=0.1, duplication=0.1, rate=rate, queue=queue)
    line: Impairment[float] = Impairment(Schedule((0.0, conditions)), seed)
    now, arrived = 0.0, []
    for gap, size in steps:
        now += gap
        line.put(now, size, now)
        arrived += line.take_timed(now)
    arrived += line.take_timed(now + 1e6)
    counted = line.counters
    assert len(arrived) == counted.put - counted.lost - counted.overflowed + counted.duplicated
    assert all(due >= sent for due, sent in arrived)
    assert [due for due, _ in arrived] == sorted(due for due, _ in arrived)
