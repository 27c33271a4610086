"""The pacer: order, spacing, bounds, probes."""

from __future__ import annotations

import random

import pytest

from core.media.congestion.estimation.probing import Probe
from core.media.congestion.sending.pacer import (
    MAX_COPIES,
    MAX_URGENT,
    MOST_QUEUED,
    PACING_FACTOR,
    STALE_COPY,
    TICK_SECONDS,
    Pacer,
    Priority,
)

TARGET = 1_000_000


def run(pacer: Pacer[str], start: float, seconds: float) -> list[tuple[float, str]]:
    """Let time pass in steps of a tick; return what left and when."""
    left, steps = [], round(seconds / TICK_SECONDS)
    for step in range(steps):
        now = start + step * TICK_SECONDS
        left += [(now, departure.item) for departure in pacer.take(now)]
    return left


def fill(pacer: Pacer[str], count: int, now: float = 0.0, size: int = 1000) -> None:
    for number in range(count):
        pacer.put(f"video {number}", size, Priority.VIDEO, now)


def test_what_is_urgent_overtakes_everything_and_never_waits() -> None:
    pacer: Pacer[str] = Pacer(TARGET, 0.0)
    fill(pacer, 20)
    pacer.put("copy", 1000, Priority.RETRANSMISSION, 0.0)
    pacer.put("sound", 100, Priority.AUDIO, 0.0)
    pacer.put("report", 100, Priority.RTCP, 0.0)
    assert [departure.item for departure in pacer.take(0.0)][:3] == ["report", "sound", "copy"]
    pacer.put("more sound", 100, Priority.AUDIO, 0.0)
    assert pacer.next_due(0.0) == 0.0
    assert [departure.item for departure in pacer.take(0.0)] == ["more sound"]


def test_pictures_are_spread_at_two_and_a_half_times_the_target() -> None:
    pacer: Pacer[str] = Pacer(TARGET, 0.0)
    fill(pacer, 50)
    left = run(pacer, 0.0, 1.0)
    assert [item for _, item in left] == [f"video {number}" for number in range(50)]
    took = left[-1][0] - left[0][0]
    assert took == pytest.approx(50 * 8000 / (PACING_FACTOR * TARGET), rel=0.1)
    for moment in {at for at, _ in left}:
        assert sum(at == moment for at, _ in left) <= 4


def test_next_due_is_when_something_leaves() -> None:
    pacer: Pacer[str] = Pacer(TARGET, 0.0)
    assert pacer.next_due(0.0) is None
    fill(pacer, 10)
    now, left = 0.0, []
    for _ in range(100):
        left += pacer.take(now)
        due = pacer.next_due(now)
        if due is None:
            break
        assert due > now
        now = due
    assert len(left) == 10 and now < 0.05


def test_time_without_packets_is_not_saved_up() -> None:
    pacer: Pacer[str] = Pacer(TARGET, 0.0)
    pacer.take(0.0)
    fill(pacer, 40, now=10.0)
    assert len(pacer.take(10.0)) <= 4


def test_pictures_that_wait_too_long_are_given_up_until_a_keyframe() -> None:
    pacer: Pacer[str] = Pacer(TARGET, 0.0)
    fill(pacer, 70)
    assert not pacer.wants_keyframe and pacer.is_behind
    for number in range(10):
        pacer.put(f"late {number}", 1000, Priority.VIDEO, 0.0)
    assert pacer.wants_keyframe and pacer.behind == 0.0 and pacer.counters.overflows == 1
    assert not pacer.put("delta", 1000, Priority.VIDEO, 0.0)
    assert pacer.put("key", 1000, Priority.VIDEO, 0.0, starts_keyframe=True)
    assert not pacer.wants_keyframe
    assert [item for _, item in run(pacer, 0.0, 1.0)] == ["key"]
    assert pacer.counters.pictures_dropped == 70 + 10 + 1


def test_a_keyframe_takes_the_place_of_what_waits() -> None:
    pacer: Pacer[str] = Pacer(TARGET, 0.0)
    fill(pacer, 30)
    pacer.put("key 0", 1000, Priority.VIDEO, 0.0, starts_keyframe=True)
    pacer.put("key 1", 1000, Priority.VIDEO, 0.0)
    assert [item for _, item in run(pacer, 0.0, 1.0)] == ["key 0", "key 1"]


def test_a_keyframe_fits_at_the_lowest_target() -> None:
    pacer: Pacer[str] = Pacer(50_000, 0.0)
    assert all(pacer.put("k", 1000, Priority.VIDEO, 0.0, starts_keyframe=not n) for n in range(8))
    assert not pacer.wants_keyframe


def test_the_queue_never_holds_more_than_its_share_of_a_second() -> None:
    pacer: Pacer[str] = Pacer(TARGET, 0.0)
    for step in range(2000):
        pacer.put("v", 1200, Priority.VIDEO, step * 0.001, starts_keyframe=pacer.wants_keyframe)
        assert pacer.behind <= MOST_QUEUED
        pacer.take(step * 0.001)


def test_a_lower_target_slows_down_what_already_waits() -> None:
    pacer: Pacer[str] = Pacer(TARGET, 0.0)
    fill(pacer, 50)
    pacer.take(0.0)
    pacer.set_target(200_000, 0.0)
    assert len(run(pacer, 0.0, 0.16)) == pytest.approx(10, abs=3)


def test_copies_that_come_too_late_are_not_sent() -> None:
    pacer: Pacer[str] = Pacer(TARGET, 0.0)
    pacer.put("old copy", 1000, Priority.RETRANSMISSION, 0.0)
    pacer.put("new copy", 1000, Priority.RETRANSMISSION, STALE_COPY + 0.1)
    assert [departure.item for departure in pacer.take(STALE_COPY + 0.1)] == ["new copy"]
    assert pacer.counters.copies_dropped == 1


@pytest.mark.parametrize(
    ("priority", "most"), [(Priority.AUDIO, MAX_URGENT), (Priority.RETRANSMISSION, MAX_COPIES)]
)
def test_every_queue_is_bounded(priority: Priority, most: int) -> None:
    pacer: Pacer[int] = Pacer(1, 0.0)
    for number in range(most + 50):
        pacer.put(number, 100, priority, 0.0)
    assert len(pacer._queues[priority]) == most
    assert pacer._queues[priority][-1].item == most + 49, "the oldest are dropped"


def test_a_probe_is_sent_at_its_rate_with_padding_where_packets_are_missing() -> None:
    pacer: Pacer[str] = Pacer(TARGET, 0.0, lambda size: (f"padding {size}", size))
    fill(pacer, 3, size=600)
    pacer.start_probe(Probe(7, 4_000_000, 20_000), 0.0)
    now, left = 0.0, []
    while (due := pacer.next_due(now)) is not None:
        now = due
        left += [(now, departure) for departure in pacer.take(now)]
    assert [one.item for _, one in left][:4] == ["video 0", "video 1", "video 2", "padding 600"]
    assert {one.probe for _, one in left} == {7}
    assert sum(one.size for _, one in left) == pytest.approx(20_000, abs=700)
    rate = 8 * sum(one.size for _, one in left[:-1]) / (left[-1][0] - left[0][0])
    assert rate == pytest.approx(4_000_000, rel=0.1)
    fill(pacer, 1, now=now + 1)
    assert [one.probe for one in pacer.take(now + 1)] == [None]


def test_a_probe_ends_where_there_is_no_padding() -> None:
    pacer: Pacer[str] = Pacer(TARGET, 0.0, lambda size: None)
    pacer.start_probe(Probe(1, 4_000_000, 20_000), 0.0)
    assert pacer.take(0.0) == [] and pacer.next_due(0.0) is None


def test_nothing_is_lost_or_invented_whatever_comes(seed: int) -> None:
    chance, now = random.Random(seed), 0.0
    pacer: Pacer[int] = Pacer(TARGET, now)
    put, left = 0, 0
    for number in range(3000):
        now += chance.random() * 0.01
        priority = chance.choice(list(Priority))
        put += pacer.put(
            number, chance.randrange(1, 1500), priority, now, starts_keyframe=chance.random() < 0.1
        )
        left += len(pacer.take(now))
    left += len(pacer.take(now + 100))
    for step in range(1000):
        left += len(pacer.take(now + 100 + step * 0.005))
    counters = pacer.counters
    assert left + counters.copies_dropped + counters.pictures_dropped + counters.urgent_overflow == 3000
    assert pacer.behind == 0.0 and put <= 3000


def test_what_waits_for_nothing_passes_within_the_same_pace() -> None:
    pacer: Pacer[str] = Pacer(TARGET, 0.0)
    passed = [number for number in range(20) if pacer.pass_now(1000, 0.0)]
    fill(other := Pacer[str](TARGET, 0.0), 20)
    assert len(passed) == len(other.take(0.0)) > 0
    assert not pacer.pass_now(1000, 0.0) and pacer.pass_now(1000, 0.1)


@pytest.mark.parametrize("priority", [*Priority])
def test_nothing_passes_what_waits(priority: Priority) -> None:
    pacer: Pacer[str] = Pacer(TARGET, 0.0)
    pacer.put("first", 100, priority, 0.0)
    assert not pacer.pass_now(1000, 0.1)
    assert [departure.item for departure in pacer.take(0.1)] == ["first"]
    assert pacer.pass_now(1000, 0.1)


def test_nothing_passes_a_probe_or_where_a_keyframe_is_waited_for() -> None:
    pacer: Pacer[str] = Pacer(TARGET, 0.0)
    pacer.start_probe(Probe(1, 2.0 * TARGET, 5000), 0.0)
    assert not pacer.pass_now(1000, 1.0)
    other: Pacer[str] = Pacer(TARGET, 0.0)
    fill(other, 1)
    other.give_up_pictures()
    assert not other.pass_now(1000, 1.0)
