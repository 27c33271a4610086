"""Whatever people do in whatever order: one call at most hears Ada, and nothing is left or lost."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calling import Call, CallState, InvalidOperation
from core.snapshots import BusyPolicy
from tests.calling.fakes import World
from tests.engine.calls.desk_phone import DeskPhone, Friend

NAMES = ("bob", "carol", "dave")
TURNS = 60
"""Turns of the loop in which everything that one action causes has happened in the fake world."""


class Evening:
    """Ada and three friends, and everything that they can do to each other."""

    def __init__(self, ada: DeskPhone, friends: list[Friend]) -> None:
        self.ada = ada
        self.friends = friends
        self.ends: list[Call] = []

    def actions(self) -> dict[str, Callable[[int], Awaitable[None]]]:
        return {
            "ada calls": self.ada_calls,
            "friend calls": self.friend_calls,
            "ada answers": self.ada_answers,
            "ada answers and ends others": self.ada_answers_only,
            "friend answers": self.friend_answers,
            "ada hangs up": self.ada_hangs_up,
            "friend hangs up": self.friend_hangs_up,
            "ada holds": self.ada_holds,
            "ada resumes": self.ada_resumes,
            "ada mutes": self.ada_mutes,
            "friend holds": self.friend_holds,
            "ada connects": self.ada_connects,
            "ada transfers": self.ada_transfers,
            "friend transfers": self.friend_transfers,
            "policy": self.policy,
            "the line breaks": self.line_breaks,
        }

    async def do(self, action: str, number: int) -> None:
        await self.actions()[action](number)
        for _ in range(TURNS):
            await asyncio.sleep(0)
            assert self.ada.calls is not None  # the invariant of one microphone is in there

    async def ada_calls(self, number: int) -> None:
        await self.ada.board.place(NAMES[number % 3], video=False)

    async def friend_calls(self, number: int) -> None:
        try:
            self.ends.append(await self.friends[number % 3].dials())
        except InvalidOperation:
            return  # just reconnecting

    async def ada_answers(self, number: int) -> None:
        await self.ada.board.answer(self.some_call(number), video=False)

    async def ada_answers_only(self, number: int) -> None:
        await self.ada.board.answer(self.some_call(number), video=False, end_others=True)

    async def friend_answers(self, number: int) -> None:
        for call in self.friends[number % 3].heard.calls:
            if call.state is CallState.INITIATING:
                try:
                    await call.answer()
                except InvalidOperation:
                    return

    async def ada_hangs_up(self, number: int) -> None:
        self.ada.board.hang_up(self.some_call(number))

    async def friend_hangs_up(self, number: int) -> None:
        if (call := self.far_end(number)) is not None:
            call.hangup()

    async def ada_holds(self, number: int) -> None:
        self.ada.board.set_held(self.some_call(number), True)

    async def ada_resumes(self, number: int) -> None:
        self.ada.board.set_held(self.some_call(number), False)

    async def ada_mutes(self, number: int) -> None:
        self.ada.board.set_muted(self.some_call(number), bool(number % 2))

    async def friend_holds(self, number: int) -> None:
        if (call := self.far_end(number)) is not None and call.canHold:
            (call.resume if call.isOnHold else call.hold)()

    async def ada_connects(self, number: int) -> None:
        self.ada.board.connect(self.some_call(number), self.some_call(number + 1))

    async def ada_transfers(self, number: int) -> None:
        self.ada.board.transfer(self.some_call(number), NAMES[number % 3])

    async def friend_transfers(self, number: int) -> None:
        if (call := self.far_end(number)) is not None and call.canTransfer:
            call.transfer(NAMES[number % 3])

    async def policy(self, number: int) -> None:
        await self.ada.book.set_busy_policy(list(BusyPolicy)[number % 3])
        await self.ada.book.set_blocked("dave", number % 4 == 0)

    async def line_breaks(self, number: int) -> None:
        self.ada.world.service.drop_all()

    def some_call(self, number: int) -> str:
        calls = self.ada.board.snapshots()
        return calls[number % len(calls)].call_id if calls else "none"

    def far_end(self, number: int) -> Call | None:
        calls = [*self.ends, *(call for friend in self.friends for call in friend.heard.calls)]
        alive = [call for call in calls if call.state is not CallState.ENDED]
        return alive[number % len(alive)] if alive else None

    async def everybody_goes_home(self) -> None:
        for _ in range(3):
            for call in self.ada.board.snapshots():
                self.ada.board.hang_up(call.call_id)
            for _ in range(TURNS):
                await asyncio.sleep(0)
        await self.ada.until(lambda: not self.ada.board._lines)
        assert self.ada.calls == () and self.ada.board.floor is None
        assert not self.ada.client.callClient.calls


async def play(path: Path, seed: int, steps: list[tuple[str, int]]) -> None:
    world = World(seed)
    ada = await DeskPhone(world, path).open()
    evening = Evening(ada, [await ada.friend(name) for name in NAMES])
    for action, number in steps:
        await evening.do(action, number)
    await evening.everybody_goes_home()
    ended = [entry.call_id for entry in ada.book.calls.state.history]
    assert len(ended) == len(set(ended))
    assert all(entry.end_text.endswith(".") for entry in ada.book.calls.state.history)
    assert ada.book.calls.state.new_calls == sum(entry.is_new for entry in ada.book.calls.state.history)
    await ada.close()
    await world.close()


ACTIONS = sorted(Evening.actions(Evening.__new__(Evening)))


@given(
    seed=st.integers(0, 2**16),
    steps=st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 11)), max_size=25),
)
@settings(max_examples=25)
def test_any_order(tmp_path_factory: pytest.TempPathFactory, seed: int, steps: list[tuple[str, int]]) -> None:
    asyncio.run(play(tmp_path_factory.mktemp("evening") / "ahoy.sqlite", seed, steps))


@pytest.mark.parametrize("offset", range(3))
def test_long_evenings(tmp_path: Path, seed: int, offset: int) -> None:
    chance = random.Random(seed + offset)
    likely = ["ada calls", "friend calls", "ada answers", "friend answers"] * 3
    steps = [(chance.choice(likely + ACTIONS), chance.randrange(12)) for _ in range(80)]
    print(steps)
    asyncio.run(play(tmp_path / "ahoy.sqlite", seed, steps))
