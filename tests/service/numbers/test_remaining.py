"""When a caller is told of the time that is left."""

from __future__ import annotations

import random

import pytest

from core.service.numbers.remaining import WARNED_AT, Remainder, RemainingTime


def test_a_caller_is_told_at_first_and_warned_twice() -> None:
    known = RemainingTime()
    assert known.look(600.0, 0.0) == Remainder(600.0, is_warning=False)
    assert known.next_look(600.0) == 540.0
    assert known.look(300.0, 300.0) is None
    assert known.look(60.0, 540.0) == Remainder(60.0, is_warning=True)
    assert known.look(50.0, 550.0) is None and known.next_look(50.0) == 35.0
    assert known.look(15.0, 585.0) == Remainder(15.0, is_warning=True)
    assert known.look(1.0, 599.0) is None and known.next_look(15.0) is None


def test_what_begins_near_its_end_is_warned_of_once() -> None:
    known = RemainingTime()
    assert known.look(10.0, 0.0) == Remainder(10.0, is_warning=True)
    assert known.look(5.0, 5.0) is None


def test_another_call_that_spends_as_well_is_news_and_so_is_its_end() -> None:
    known = RemainingTime()
    known.look(600.0, 0.0)
    assert known.look(250.0, 100.0) == Remainder(250.0, is_warning=False)
    assert known.look(240.0, 110.0) is None
    assert known.look(480.0, 110.0) == Remainder(480.0, is_warning=False)


def test_minutes_of_a_new_day_take_the_warning_back() -> None:
    known = RemainingTime()
    known.look(14.0, 0.0)
    assert known.look(7200.0, 4.0) == Remainder(7200.0, is_warning=False)
    assert known.look(60.0, 7144.0) == Remainder(60.0, is_warning=True)


@pytest.mark.parametrize("seed", range(20))
def test_whoever_looks_when_it_is_due_warns_in_time(seed: int) -> None:
    """Between looks at odd moments each mark is warned of once, and never late."""
    rng, known, now, left = random.Random(seed), RemainingTime(), 0.0, 0.0
    left = rng.uniform(70.0, 500.0)
    warned = []
    while left > 0:
        told = known.look(left, now)
        if told is not None and told.is_warning:
            warned.append(left)
        due = known.next_look(left)
        passed = min(left, rng.uniform(1.0, 60.0), due if due is not None else left)
        now, left = now + passed, left - passed
    assert len(warned) == len(WARNED_AT)
    assert all(mark - 0.1 <= seen <= mark + 0.1 for mark, seen in zip(WARNED_AT, warned, strict=True))
