"""Token buckets: bursts, trickles, pauses, and how many are remembered."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from core.service.admission.rates import RateLimit


def test_rate_is_a_burst_and_then_a_trickle_for_each_key() -> None:
    rate = RateLimit(60, keys=2)
    assert sum(rate.allow("a", 0.0) for _ in range(100)) == 15
    assert rate.allow("b", 0.0)
    assert not rate.allow("a", 0.5) and rate.allow("a", 1.1)
    for key in range(100):
        rate.allow(key, 2.0)
    assert len(rate._buckets) == 2


@settings(max_examples=60)
@given(
    per_minute=st.floats(1, 600),
    gaps=st.lists(st.floats(0, 90), min_size=1, max_size=60),
    names=st.lists(st.integers(0, 3), min_size=60, max_size=60),
)
def test_no_schedule_gets_more_than_its_rate(per_minute: float, gaps: list[float], names: list[int]) -> None:
    rate, now = RateLimit(per_minute, keys=4), 0.0
    allowed: dict[int, list[float]] = {}
    for gap, name in zip(gaps, names, strict=False):
        now += gap
        if rate.allow(name, now):
            allowed.setdefault(name, []).append(now)
    burst = max(1.0, per_minute / 4)
    for times in allowed.values():
        for first in range(len(times)):
            for last in range(first, len(times)):
                may = burst + (times[last] - times[first]) * per_minute / 60
                assert last - first + 1 <= may + 1e-6


def test_no_rate_is_no_limit() -> None:
    rate = RateLimit(0)
    assert all(rate.allow("a", 0.0) for _ in range(1000)) and len(rate) == 0
    assert (
        rate.spend("a", 1e9, 0.0) == 0 and rate.has_room("a", 0.0) and not rate.seconds_until_room("a", 0.0)
    )


def test_looking_does_not_count() -> None:
    rate = RateLimit(4)
    assert rate.has_room("a", 0.0) and rate.has_room("a", 0.0) and rate.has_whole_burst("a", 0.0)
    assert rate.allow("a", 0.0) and not rate.has_room("a", 0.0) and not rate.has_whole_burst("a", 0.0)
    assert rate.seconds_until_room("a", 0.0) == 15 and rate.seconds_until_room("b", 0.0) == 0
    assert rate.has_whole_burst("a", 15.0)


@settings(max_examples=60)
@given(amounts=st.lists(st.floats(0.1, 50), min_size=1, max_size=60))
def test_who_keeps_the_pauses_stays_within_the_rate(amounts: list[float]) -> None:
    rate, now = RateLimit(600, burst=20), 0.0
    for amount in amounts:
        now += rate.spend("a", amount, now)
    assert sum(amounts) <= 20 + now * 10 + 1e-6
    assert now <= sum(amounts) / 10 + 1e-6
