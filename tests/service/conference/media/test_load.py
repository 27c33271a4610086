"""A service that is too busy forwards less, step by step, and more again when it has time."""

from __future__ import annotations

import itertools

from core.service.conference.media.load import LESS_SECONDS, MANY, MORE_SECONDS, ServiceLoad


def run(load: ServiceLoad, late: float, seconds: float, start: float, wanted: int = 5) -> list[int]:
    """Let time pass; return how many were shown after each tenth of a second."""
    found = []
    for number in range(round(10 * seconds)):
        load.note(late, min(wanted, load.most_shown), start + 0.1 * number)
        found.append(min(wanted, load.most_shown))
    return found


def test_a_moment_of_work_takes_nothing_away() -> None:
    load = ServiceLoad()
    run(load, 0.01, 5.0, 0.0)
    load.note(0.4, 5, 5.0)
    run(load, 0.0, 5.0, 5.1)
    assert load.most_shown == MANY


def test_what_is_too_much_becomes_less_until_it_is_not_and_one_always_stays() -> None:
    load = ServiceLoad()
    found = run(load, 0.3, 1.0, 0.0)
    assert found[-1] in (3, 4)
    found = run(load, 0.3, 10 * LESS_SECONDS, 1.0)
    assert found[-1] == 1 and all(before - after <= 1 for before, after in itertools.pairwise(found))


def test_it_becomes_more_again_slowly() -> None:
    load = ServiceLoad()
    run(load, 0.3, 6.0, 0.0)
    found = run(load, 0.0, 8 * MORE_SECONDS, 6.0)
    assert found[-1] == 5 and found[40] == 1
    assert load.most_shown >= 5


def test_in_between_nothing_changes() -> None:
    load = ServiceLoad()
    run(load, 0.3, 2.0, 0.0)
    run(load, 0.08, 1.0, 2.0)
    before = load.most_shown
    run(load, 0.08, 30.0, 3.0)
    assert load.most_shown == before
