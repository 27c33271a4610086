"""Whose offer is under way: one member's descriptions without any SIP below."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from core.service.conference.calls.negotiation import Negotiation
from tests.service.conference.fake_media import FakeMember, FakeRoom


class Paper:
    """A dialog that keeps what it is asked for."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.stands = True

    def reinvite(self, offer: str) -> bool:
        self.done.append(f"reinvite {offer.partition(' to ')[0]}")
        return self.stands

    def withdraw(self) -> None:
        self.done.append("withdraw")

    def answer(self, answer: str) -> None:
        self.done.append(f"answer {answer}")

    def refuse(self, status: int) -> None:
        self.done.append(f"refuse {status}")


class Table:
    """A negotiation that runs, with everything it talks to."""

    def __init__(self) -> None:
        self.room = FakeRoom()
        self.media: FakeMember = self.room.join("aa")
        self.paper = Paper()
        self.agreed = 0
        self.talk = Negotiation(self.media, self.paper, self._agree)
        self.room.on_renegotiation = lambda member: self.talk.want()

    def _agree(self) -> None:
        self.agreed += 1

    async def settle(self) -> list[str]:
        for _ in range(20):
            await asyncio.sleep(0)
        return self.paper.done


@pytest.fixture
async def table(no_task_left: None) -> AsyncIterator[Table]:
    made = Table()
    await made.media.take_offer("first")
    made.talk.start()
    yield made
    await made.talk.stop()


async def test_what_is_due_is_offered_and_its_answer_taken(table: Table) -> None:
    table.media.want_offer()
    assert await table.settle() == ["reinvite offer 1"]
    table.talk.answered("fine")
    await table.settle()
    assert table.media.asked[-1] == "take_answer fine"
    assert table.agreed == 1


async def test_what_changes_meanwhile_goes_into_one_more_offer(table: Table) -> None:
    table.media.want_offer()
    await table.settle()
    for _ in range(5):
        table.media.want_offer()
        table.talk.want()
    assert await table.settle() == ["reinvite offer 1"]
    table.talk.answered("fine")
    assert await table.settle() == ["reinvite offer 1", "reinvite offer 2"]


async def test_an_offer_of_theirs_is_answered(table: Table) -> None:
    table.talk.offered("second")
    assert await table.settle() == ["answer answer to second"]
    assert table.agreed == 1


async def test_a_bad_offer_is_refused_and_the_next_one_answered(table: Table) -> None:
    table.talk.offered("bad")
    table.media.want_offer()
    assert await table.settle() == ["refuse 400", "reinvite offer 1"]
    table.talk.answered("fine")
    table.talk.offered("good")
    assert (await table.settle())[-1] == "answer answer to good"


async def test_of_two_offers_that_cross_theirs_goes_first(table: Table) -> None:
    table.media.want_offer()
    await table.settle()
    table.talk.offered("theirs")
    assert await table.settle() == [
        "reinvite offer 1",
        "withdraw",
        "answer answer to theirs",
        "reinvite offer 2",
    ]
    asked = [one.partition(" ")[0] for one in table.media.asked]
    assert asked == ["take_offer", "offer", "roll_back", "take_offer", "offer"]


async def test_an_offer_that_is_refused_is_rolled_back_and_not_repeated(table: Table) -> None:
    table.media.want_offer()
    await table.settle()
    table.talk.failed()
    assert await table.settle() == ["reinvite offer 1"]
    assert table.media.asked[-1] == "roll_back"
    assert table.agreed == 0
    table.talk.want()
    assert (await table.settle())[-1] == "reinvite offer 2"


async def test_an_answer_that_does_not_fit_ends_no_call_and_makes_no_loop(table: Table) -> None:
    table.media.want_offer()
    await table.settle()
    table.talk.answered("bad")
    assert await table.settle() == ["reinvite offer 1"]


async def test_a_call_that_does_not_stand_is_offered_nothing(table: Table) -> None:
    table.paper.stands = False
    table.media.want_offer()
    await table.settle()
    assert table.media.asked[-1] == "roll_back"


async def test_answers_that_nobody_waits_for_are_passed_over(table: Table) -> None:
    table.talk.answered("surprise")
    table.talk.failed()
    assert await table.settle() == []
