"""What connectivity checks tell of the way."""

from __future__ import annotations

import pytest

from core.media.transport.ice.checked_protocol import LAST_CHECKS, CheckStatistics


def test_the_round_trip_is_not_that_of_a_check_that_was_lost_and_sent_again() -> None:
    checks = CheckStatistics()
    assert checks.round_trip == 0.0
    for seconds in (0.21, 0.2, 0.72):
        checks.answered(seconds)
    assert (checks.round_trip, checks.current) == (0.2, 0.72), "it took half a second to be sent again"
    assert checks.as_stats()["totalRoundTripTime"] == pytest.approx(1.13)


def test_a_way_that_has_become_longer_is_known_with_the_next_check() -> None:
    checks = CheckStatistics()
    for seconds in (0.05, 0.3):
        checks.answered(seconds)
    assert checks.round_trip == 0.3


def test_a_way_on_which_every_check_takes_longer_than_that_is_known_after_a_few() -> None:
    checks = CheckStatistics()
    checks.answered(0.2)
    for seconds in (0.9, 0.7, 0.8, 0.9)[:LAST_CHECKS]:
        checks.answered(seconds)
    assert checks.round_trip == 0.7
