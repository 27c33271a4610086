"""What an incoming call meets, for every wish of the person and every state of the house."""

from __future__ import annotations

import itertools

import pytest

from core.engine.calls.doorman import MAXIMUM_CALLS, House, Welcome, welcome
from core.snapshots import BusyPolicy


@pytest.mark.parametrize(
    ("house", "met"),
    [
        (House(), Welcome.RING),
        (House(policy=BusyPolicy.REJECT), Welcome.RING),
        (House(calls=1), Welcome.RING),
        (House(is_in_call=True, calls=1), Welcome.RING_QUIETLY),
        (House(is_in_call=True, calls=1, policy=BusyPolicy.RING), Welcome.RING),
        (House(is_in_call=True, calls=1, policy=BusyPolicy.REJECT), Welcome.BUSY),
        (House(do_not_disturb=True), Welcome.DISTURBS),
        (House(silences_unknown=True), Welcome.RING),
        (House(calls=MAXIMUM_CALLS), Welcome.BUSY),
        (House(calls=MAXIMUM_CALLS - 1, is_in_call=True), Welcome.RING_QUIETLY),
    ],
)
def test_wishes(house: House, met: Welcome) -> None:
    assert welcome(house, is_blocked=False) is met


@pytest.mark.parametrize(
    ("house", "met"),
    [
        (House(), Welcome.RING),
        (House(silences_unknown=True), Welcome.UNKNOWN),
        (House(silences_unknown=True, is_in_call=True, calls=1), Welcome.UNKNOWN),
        (House(silences_unknown=True, do_not_disturb=True), Welcome.DISTURBS),
    ],
)
def test_strangers(house: House, met: Welcome) -> None:
    assert welcome(house, is_blocked=False, is_unknown=True) is met
    assert welcome(house, is_blocked=True, is_unknown=True) is Welcome.BLOCKED


def test_blocked_people_never_ring_and_learn_nothing_of_the_house() -> None:
    for values in itertools.product((True, False), BusyPolicy, (True, False), (0, 1, MAXIMUM_CALLS)):
        assert welcome(House(*values), is_blocked=True) is Welcome.BLOCKED


def test_nobody_rings_when_nobody_may() -> None:
    for policy, busy, calls in itertools.product(BusyPolicy, (True, False), (0, 1, MAXIMUM_CALLS)):
        assert not welcome(House(True, policy, busy, calls), is_blocked=False).rings
