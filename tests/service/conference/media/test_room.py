"""A room with real legs: headless members join, are heard and seen, and go."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from core.service.conference.media import member as members
from core.service.conference.media.member import Member
from core.service.conference.media.ports import (
    MOST_MEMBERS,
    OFFER_OPEN,
    ConferenceMedia,
    MemberMedia,
    RoomMedia,
)
from core.service.conference.media.room import Room
from core.service.conference.media.rooms import RoomsMedia
from core.service.media.refusal import MediaRefused
from tests.media.call_pair import eventually
from tests.service.conference.media.headless import QUIET, Headless, speech_payloads
from tests.service.conference.media.sdp.far_end import FarEnd, FarSection

SPEECH = speech_payloads(1.0)
soon = partial(eventually, seconds=25.0)
"""Keys are agreed upon and packets encrypted here: a machine that others use as well takes its time."""


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
                    person.say(SPEECH if name[0] in self.speakers else QUIET)
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
            await soon(sees(person, other))
    await soon(lambda: anna.sound.packets > 20)
    await soon(lambda: ("b" * 12, True) in party.talking)
    assert {member for member, _ in party.talking} == {"b" * 12}
    await soon(lambda: party.demand.get("a" * 12, (0, 0))[1] > 0)
    await party.leave("c")
    await soon(lambda: [one.label for one in anna.far.sections if one.label] == ["b" * 12])
    for person in (anna, ben):
        assert all(not one.bad_beginnings for one in person.seen.values())
        heard, first = person.sound.packets, person.sound.highest
        await soon(lambda person=person, heard=heard: person.sound.packets > heard + 20)
        assert first is not None and person.sound.highest is not None
        assert (person.sound.highest - first) & 0xFFFF < 1000, "the same stream goes on"
    assert anna.reports > 0


async def test_who_holds_takes_nothing_that_is_said(party: Party) -> None:
    _, ben = [await party.join(name) for name in "ab"]
    await soon(lambda: ben.sound.packets > 5)
    room = party.room.members["b" * 12]
    sound = next(one for one in ben.far.sections if one.kind == "audio")
    for wish, takes in (("sendonly", False), ("inactive", False), ("sendrecv", True)):
        sound.wish = wish
        ben.far.take_answer(await room.take_offer(ben.far.offer()))
        assert room.takes_sound is takes
    heard = ben.sound.packets
    await soon(lambda: ben.sound.packets > heard + 5)
    assert party.room.members["a" * 12].takes_sound


async def test_what_gets_lost_on_the_way_is_made_good(party: Party) -> None:
    anna, ben = [await party.join(name) for name in "ab"]
    await soon(sees(ben, "a"))
    anna.drop = ben.drop = 0.08
    before = ben.seen["a" * 12].frames
    await soon(lambda: anna.again_asked > 3 and ben.seen["a" * 12].resent > 3)
    await soon(lambda: ben.seen["a" * 12].frames > before + 40)
    gallery = party.room.members["b" * 12].gallery
    assert gallery.shown == 1 and sum(one.resent for one in gallery.forwards.values()) > 0


async def test_who_does_not_look_costs_nothing_and_comes_back_with_a_keyframe(party: Party) -> None:
    anna, ben = [await party.join(name) for name in "ab"]
    await soon(sees(ben, "a"))
    room = party.room.members
    room["b" * 12].set_view({"a" * 12: 0, "unknown": 5})
    await soon(lambda: party.demand.get("a" * 12) == (0, 0))
    stopped, asked = ben.seen["a" * 12].frames, anna.keyframes_asked
    room["b" * 12].set_view({"a" * 12: 180})
    await soon(lambda: ben.seen["a" * 12].frames > stopped + 5)
    assert anna.keyframes_asked > asked and not ben.seen["a" * 12].bad_beginnings
    await soon(lambda: party.demand.get("a" * 12) == (180, 300))


async def test_garbage_and_floods_upset_nobody(party: Party, caplog: pytest.LogCaptureFixture) -> None:
    anna, ben, mallory = [await party.join(name) for name in "abm"]
    for person in (ben, mallory):
        await soon(sees(person, "a"))
    asked, rng = anna.keyframes_asked, random.Random(3)
    for _ in range(300):
        mallory.leg.send_rtp(bytes([0x80 | rng.getrandbits(6)]) + os.urandom(rng.randint(11, 1200)))
        mallory.leg.send_rtcp(
            bytes([0x80 | rng.getrandbits(5), rng.randint(200, 207), 0, 3]) + os.urandom(12)
        )
        mallory.ask_for_keyframe("a" * 12)
    before = ben.seen["a" * 12].frames
    await soon(lambda: ben.seen["a" * 12].frames > before + 10)
    assert not ben.seen["a" * 12].bad_beginnings
    assert anna.keyframes_asked - asked < 6
    assert party.room.members["m" * 12].malformed > 100
    assert not party.ended
    assert sum("nonsense" in one.message for one in caplog.records) <= 1


async def test_a_fault_of_ours_is_told_once_and_ends_nothing(
    party: Party, monkeypatch: pytest.MonkeyPatch, expected_log: Callable[[str, str], None]
) -> None:
    expected_log("core.service.conference.media.member", "could not be handled")
    anna, ben = [await party.join(name) for name in "ab"]
    await soon(sees(ben, "a"))
    member = party.room.members["b" * 12]

    def fail(data: bytes, now: float) -> None:
        raise RuntimeError("broken")

    with monkeypatch.context() as broken:
        broken.setattr(member._intake, "take", fail)
        await soon(lambda: member.malformed > 10)
    before = ben.seen["a" * 12].frames
    await soon(lambda: ben.seen["a" * 12].frames > before + 5 and anna.leg.is_connected)


async def test_two_hundred_at_once_are_as_many_as_fit(party: Party) -> None:
    refused = 0
    for number in range(200):
        try:
            party.room.join(f"{number:012x}")
        except MediaRefused as error:
            assert error.status == 503
            refused += 1
    assert refused == 200 - MOST_MEMBERS and len(party.room.members) == MOST_MEMBERS
    with pytest.raises(ValueError, match="already"):
        party.room.join("0" * 12)
    await asyncio.gather(*(one.close() for one in tuple(party.room.members.values())))
    assert not party.room.members
    await party.join("a")


async def test_who_joins_knows_who_speaks(party: Party) -> None:
    party.room.join("a" * 12)
    party.room._talks("a" * 12, True)
    assert party.room.join("b" * 12).gallery.speaker == "a" * 12


async def test_descriptions_that_cannot_be_used_change_nothing(party: Party) -> None:
    anna = await party.join("a")
    member = party.room.members["a" * 12]
    with pytest.raises(MediaRefused):
        await member.take_offer("nonsense")
    offer = await member.offer()
    with pytest.raises(MediaRefused) as open_one:
        await member.take_offer(anna.far.offer())
    assert open_one.value.status == OFFER_OPEN
    with pytest.raises(MediaRefused):
        await member.take_answer("nonsense")
    assert not member.sections.is_open
    offer = await member.offer()
    await member.take_answer(anna.take_offer(offer))
    await member.take_candidates("nonsense")
    assert anna.leg.is_connected and not party.ended


async def test_who_is_gone_is_told_of_and_can_be_closed(
    party: Party, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(members, "SILENCE_SECONDS", 0.4)
    anna, ben = [await party.join(name) for name in "ab"]
    await soon(sees(anna, "b"))
    ben.leg._dtls.arrivals.close()
    party.people.pop("b" * 12)
    for protocol in ben.leg._ice._current._protocols:
        protocol.transport.abort()
    await soon(lambda: "b" * 12 in party.ended)
    assert "Nothing has come" in party.ended["b" * 12]
    await party.room.members["b" * 12].close()
    await soon(lambda: not [one.label for one in anna.far.sections if one.label])
    with pytest.raises(MediaRefused):
        await party.room.join("c" * 12).take_answer("early")
    await ben.close()


async def test_somebody_who_is_alone_hears_a_sound(party: Party) -> None:
    anna = await party.join("a")
    member = party.room.members["a" * 12]
    before = anna.sound.packets
    await asyncio.wait_for(member.play(np.full(24_000, 3000, np.int16)), 5)
    assert anna.sound.packets - before >= 20
    endless = asyncio.create_task(member.play(np.full(4800, 3000, np.int16), repeats=True))
    await soon(lambda: anna.sound.packets - before > 40)
    await party.leave("a")
    await asyncio.wait_for(endless, 5)


async def test_it_stands_at_the_door(party: Party) -> None:
    """What the protocols at the door promise is there, and as it is called there (mypy checks the types)."""
    media: ConferenceMedia = party.rooms
    room: RoomMedia = media.room()
    member: MemberMedia = room.join("a" * 12, has_pictures=False)
    for promised, made in ((ConferenceMedia, media), (RoomMedia, room), (MemberMedia, member)):
        names = [name for name in (*vars(promised), *promised.__annotations__) if not name.startswith("_")]
        assert names and not [name for name in names if not hasattr(made, name)]
    assert not member.is_offer_due and member.sends == frozenset()
    with pytest.raises(MediaRefused, match="left the room"):
        await member.close()
        await member.offer()
    await room.close()
    with pytest.raises(MediaRefused, match="closed"):
        room.join("b" * 12)


async def test_what_one_agrees_upon_costs_the_others_nothing_but_for_its_pictures(
    party: Party, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, ben = FarEnd(), FarEnd(has_video=False)
    await party.room.join("a" * 12).take_offer(anna.offer())
    shown: list[Member] = []
    monkeypatch.setattr(Member, "show", lambda one: shown.append(one))
    member = party.room.join("b" * 12)
    await member.take_offer(ben.offer())
    assert shown == [member]
    shown.clear()
    ben.sections.append(FarSection("video", "v", "sendrecv", is_ours=True))
    await member.take_offer(ben.offer())
    assert set(shown) == {member, party.room.members["a" * 12]}
    shown.clear()
    await member.close()
    assert not shown


async def test_demands_are_summed_up_when_somebody_looks_elsewhere_or_now_and_then(
    party: Party, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, now, summed = party.room, 1000.0, list[float]()
    room.parts = replace(room.parts, clock=lambda: now)
    monkeypatch.setattr(room, "_demand", summed.append)
    monkeypatch.setattr(room, "_plan_look", lambda: None)
    member = room.join("a" * 12)
    for _ in range(20):
        now += 0.1
        room._look_after()
    assert 3 <= len(summed) <= 5
    member.set_view({"b" * 12: 90})
    before, now = len(summed), now + 0.1
    room._look_after()
    assert len(summed) == before + 1


async def test_whether_a_member_is_still_there_is_asked_once_in_a_second(
    party: Party, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(party.room, "_plan_look", lambda: None)
    member = party.room.join("a" * 12)
    await member.take_offer(FarEnd().offer())
    watched: list[float] = []
    monkeypatch.setattr(member, "_watch", watched.append)
    for tick in range(30):
        member.look_after(1000.0 + tick / 10)
    assert len(watched) == 3
