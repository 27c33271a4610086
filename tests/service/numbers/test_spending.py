"""Calls at once and minutes a day, of users and trunks, over midnight and over restarts."""

from __future__ import annotations

import random
from typing import Any

import pytest

from core.service.numbers.config import Allowance, PhoneConfig
from core.service.numbers.dial_plan import NumberRefused
from core.service.numbers.spending import Spending
from core.service.routing.endpoints import Account
from tests.service.numbers.plans import allowance, config, trunk

DAY, NEXT = "2026-01-31", "2026-02-01"
ALICE, BOB = Account("app", "alice"), Account("app", "bob")


class Paper:
    def __init__(self) -> None:
        self.rows: dict[tuple[str, str, str], float] = {}
        self.ever: dict[tuple[str, str, str], float] = {}

    def phone_seconds(self, day: str):
        self.rows = {row: seconds for row, seconds in self.rows.items() if row[0] == day}
        return [(application, name, seconds) for (_, application, name), seconds in self.rows.items()]

    def save_phone_seconds(self, day: str, application: str, name: str, seconds: float) -> None:
        self.rows[day, application, name] = self.ever[day, application, name] = seconds


def spending(paper: Paper | None = None, **changes: object) -> tuple[Spending, PhoneConfig]:
    given = config(**{"allowance": allowance(), **changes})  # type: ignore[arg-type]
    return Spending(given, paper or Paper()), given


def running(spends: Spending, given: PhoneConfig, account: Account, now: float):
    call = spends.begin(account, now, DAY)
    assert spends.take_line(call, given.trunks[0], now, DAY)
    spends.answered(call, now, DAY)
    return call


def test_calls_at_once():
    spends, _ = spending()
    first, second = spends.begin(ALICE, 0, DAY), spends.begin(ALICE, 0, DAY)
    with pytest.raises(NumberRefused):
        spends.begin(ALICE, 0, DAY)
    spends.begin(BOB, 0, DAY)
    spends.begin(Account("other", "alice"), 0, DAY)
    spends.ended(second, 1, DAY)
    spends.ended(second, 1, DAY)
    spends.begin(ALICE, 1, DAY)
    assert spends.calls == 4 and not first.is_over


def test_a_full_trunk_has_no_room_and_a_moved_call_makes_room():
    small, large = trunk("small", allowance=allowance(calls=1)), trunk("large")
    spends = Spending(config(small, large, allowance=allowance(calls=9)), Paper())
    first, second = spends.begin(ALICE, 0, DAY), spends.begin(BOB, 0, DAY)
    assert spends.take_line(first, small, 0, DAY) and not spends.take_line(second, small, 0, DAY)
    assert spends.take_line(second, large, 0, DAY)
    assert spends.take_line(first, large, 0, DAY) and spends.take_line(second, small, 0, DAY)


def test_minutes_are_used_up_by_all_calls_of_a_user():
    spends, given = spending()
    running(spends, given, ALICE, 0)
    assert spends.next_look() == 60.0, "what was spent is written down now and then"
    running(spends, given, ALICE, 500)
    spends.settle(540, DAY)
    assert spends.next_look() == 10.0, "of 600 seconds 580 are gone, and two calls spend"
    assert spends.used_up() == []
    spends.settle(550, DAY)
    assert len(spends.used_up()) == 2
    for call in spends.used_up():
        spends.ended(call, 550, DAY)
    with pytest.raises(NumberRefused) as caught:
        spends.begin(ALICE, 551, DAY)
    assert "used up" in caught.value.sentence
    spends.begin(BOB, 551, DAY)
    assert spends.next_look() is None


def test_how_long_a_call_can_go_on():
    spends, given = spending(trunks=(trunk(allowance=allowance(minutes_per_day=2)),))
    call = running(spends, given, ALICE, 0)
    assert spends.left(call) == 120.0, "the trunk's minutes end before hers"
    running(spends, given, BOB, 20)
    assert spends.left(call) == 50.0, "two calls share what is left of the trunk"
    free = spends.begin(ALICE, 20, DAY, is_free=True)
    spends.answered(free, 20, DAY)
    assert spends.left(free) is None and spends.left(call) == 50.0


def test_minutes_of_a_trunk():
    spends, given = spending(trunks=(trunk(allowance=allowance(minutes_per_day=1)),))
    running(spends, given, ALICE, 0)
    running(spends, given, BOB, 0)
    assert spends.next_look() == 30.0
    spends.settle(30, DAY)
    assert len(spends.used_up()) == 2
    late = spends.begin(Account("app", "carol"), 30, DAY)
    assert not spends.take_line(late, given.trunks[0], 30, DAY)


def test_ringing_costs_nothing():
    spends, given = spending()
    call = spends.begin(ALICE, 0, DAY)
    spends.settle(10_000, DAY)
    assert spends.take_line(call, given.trunks[0], 10_000, DAY) and spends.next_look() is None


def test_a_new_day_has_new_minutes_and_a_restart_has_not():
    paper = Paper()
    spends, given = spending(paper)
    call = running(spends, given, ALICE, 0)
    spends.settle(590, DAY)
    again, _ = spending(paper)
    running(again, given, ALICE, 1000)
    assert again.next_look() == 10.0
    spends.settle(595, NEXT)
    assert paper.ever[DAY, "app", "alice"] == 595.0
    spends.settle(600, NEXT)
    assert spends.used_up() == []
    spends.ended(call, 600, NEXT)
    assert paper.rows[NEXT, "app", "alice"] == paper.rows[NEXT, "", "main"] == 5.0


def test_help_costs_nothing_and_has_no_limit():
    spends, given = spending(allowance=allowance(calls=0, minutes_per_day=0))
    call = spends.begin(ALICE, 0, DAY, is_free=True)
    assert spends.take_line(call, given.trunks[0], 0, DAY)
    spends.answered(call, 0, DAY)
    spends.settle(100_000, DAY)
    assert spends.used_up() == [] and spends.next_look() == 60.0


@pytest.mark.parametrize("seed", range(5))
def test_nobody_ever_gets_more_than_is_allowed(seed: int):
    chance, paper, now = random.Random(seed), Paper(), 0.0
    spends, given = spending(paper)
    calls = []
    for _ in range(300):
        look = spends.next_look()
        now += min(chance.uniform(0, 30), look if look is not None else 30)
        spends.settle(now, DAY)
        for call in spends.used_up():
            spends.ended(call, now, DAY)
            calls.remove(call)
        try:
            calls.append(running(spends, given, chance.choice([ALICE, BOB]), now))
        except NumberRefused:
            if calls and chance.random() < 0.2:
                spends.ended(calls.pop(), now, DAY)
    spends.save()
    assert all(seconds <= 600.1 for (_, app, _), seconds in paper.rows.items() if app)


def test_a_look_at_many_calls_asks_for_each_of_them_a_few_times_and_not_for_each_other():
    class Users(dict[str, Allowance]):
        asked = 0

        def get(self, user: str, usual: Any = None) -> Any:
            self.asked += 1
            return super().get(user, usual)

    users, most = Users(), 300
    spends, given = spending(trunks=(trunk(allowance=allowance(calls=most)),), users=users)
    for number in range(most):
        running(spends, given, Account(given.application, f"user{number}"), 0)
    users.asked = 0
    lefts = {spends.left(call) for call in spends._calls}
    assert len(lefts) == 1 and spends.next_look() == 2.0 and users.asked <= 5 * most
