"""A room with real legs: headless members join, are heard and seen, and go."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from core.service.conference.media.room import Room
from core.service.conference.media.rooms import RoomsMedia
from core.service.media.refusal import MediaRefused
from tests.media.call_pair import eventually
from tests.service.conference.media.headless import Headless, speech_payloads

SPEECH = speech_payloads(1.0)


class Party:
    """Members of one room, and what the room tells."""

    def __init__(self, rooms: RoomsMedia) -> None:
        self.rooms = rooms
        self.room: Room = rooms.room()
        self.people: dict[str, Headless] = {}
        self.talking: list[tuple[str, bool]] = []
        self.demand: dict[str, tuple[int, int]] = {}
        self.ended: dict[str, str] = {}
        self.tasks: set[asyncio.Task[None]] = set()
        self.speakers: set[str] = set()
        self.room.on_talking = lambda member, talks: self.talking.append((member, talks))
        self.room.on_demand = lambda member, height, kbps: self.demand.update({member: (height, kbps)})
        self.room.on_ended = lambda member, sentence: self.ended.update({member: sentence})
        self.room.on_renegotiation = self._renew
        self.pump = asyncio.create_task(self._pump())

    def _renew(self, member: str) -> None:
        task = asyncio.create_task(self._renewed(member))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _renewed(self, member: str) -> None:
        if member in self.room.members:
            try:
                await self.people[member].renew(self.room.members[member])
            except MediaRefused:
                return

    async def join(self, name: str, **wishes: bool) -> Headless:
        member = name * 12
        person = self.people[member] = Headless(name, **wishes)  # type: ignore[arg-type]
        await person.join(self.room.join(member))
        return person

    async def leave(self, name: str) -> None:
        member = name * 12
        await self.room.members[member].close()
        await self.people.pop(member).close()

    async def _pump(self) -> None:
        """Let everybody send, at the pace of the clock."""
        loop = asyncio.get_running_loop()
        turn, begin = 0, loop.time()
        while True:
            for name, person in tuple(self.people.items()):
                if turn % 2 == 0 and person.leg.is_connected:
                    person.say(SPEECH, -20 if name[0] in self.speakers else -100)
                if turn % 3 == 0 and person.far.has_video and person.leg.is_connected:
                    person.show()
            turn += 1
            await asyncio.sleep(max(0.0, begin + turn * 0.01 - loop.time()))

    async def close(self) -> None:
        self.pump.cancel()
        await self.room.close()
        await asyncio.gather(*(person.close() for person in self.people.values()))
        await asyncio.gather(*self.tasks, return_exceptions=True)


@pytest.fixture
async def party(no_task_left: None, no_thread_left: None) -> AsyncIterator[Party]:
    rooms = RoomsMedia()
    made = Party(rooms)
    yield made
    await made.close()
    await rooms.close()


def sees(person: Headless, name: str, frames: int = 5) -> Callable[[], bool]:
    return lambda: name * 12 in person.seen and person.seen[name * 12].frames >= frames


async def test_three_see_and_hear_each_other_until_one_goes(party: Party) -> None:
    party.speakers = {"b"}
    anna, ben, carl = [await party.join(name) for name in "abc"]
    for person, others in ((anna, "bc"), (ben, "ac"), (carl, "ab")):
        for other in others:
            await eventually(sees(person, other))
    await eventually(lambda: anna.sound.packets > 20)
    assert ("b" * 12, True) in party.talking
    await eventually(lambda: party.demand.get("a" * 12, (0, 0))[1] > 0)
    await party.leave("c")
    await eventually(lambda: [one.label for one in anna.far.sections if one.label] == ["b" * 12])
    for person in (anna, ben):
        assert all(not one.broken for one in person.seen.values())
        assert person.sound.longest_gap < 0.5
    assert anna.reports > 0
