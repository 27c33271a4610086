"""Comings and goings are the same for the same seed, and leave nobody behind."""

from __future__ import annotations

import random

import pytest

from tests.bench.rooms.churn import MOST_GUESTS, changes


@pytest.mark.parametrize("count", [1, 2, 61, 300])
def test_everybody_who_comes_goes_and_never_too_many_are_there(count: int) -> None:
    for seed in range(20):
        there: set[str] = set()
        most = 0
        for change in changes(random.Random(seed), count):
            assert change.comes is (change.user not in there), seed
            there ^= {change.user}
            most = max(most, len(there))
        assert len(there) <= (count % 2), seed
        assert most <= MOST_GUESTS and (most == MOST_GUESTS or count < 100)


def test_a_seed_makes_the_same_again() -> None:
    one, other, third = (list(changes(random.Random(seed), 100)) for seed in (3, 3, 4))
    assert one == other != third
