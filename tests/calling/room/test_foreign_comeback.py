"""Coming back into a room of another server, which is called again as it was called; the call stays."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from core.calling import Call, CallEndCause
from core.calling.machine import events
from core.calling.room import call_room, comeback
from core.calling.room.conference_state import CONTENT_TYPE
from core.media import media_events
from core.sip.bodies.room_events import CONTENT_TYPE as ROSTER
from core.sip.bodies.room_events import Channel, RosterEvent, RosterKind
from tests.calling.fakes import FakeLeg, FakeLink, FakeMedia, Heard, World
from tests.calling.room.test_conference_state import document, user


@pytest.fixture
async def world(seed: int, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    monkeypatch.setattr(comeback, "FIRST_WAIT", 0.002)
    monkeypatch.setattr(comeback, "LONGEST_WAIT", 0.01)
    monkeypatch.setattr(call_room, "ASK_AFTER", 0.005)
    world = World(seed)
    world.service.features = frozenset({"conference"})
    yield world
    await world.close()


class Mcu:
    """Ada's call to a conference server that she calls as one calls a person."""

    def __init__(self, world: World) -> None:
        self.world, self.there = world, Heard()

    async def begin(self) -> Mcu:
        client, self.heard = await self.world.started("ada")
        _, self.there = await self.world.started("mcu")
        self.call = await client.callClient.callUser("mcu", {"pin": "1"})
        self.call.addListener(self.heard)
        await self.answers(1)
        await self.heard.hears("established")
        return self

    async def answers(self, number: int) -> Call:
        """Let the call in that comes in as this one, counted from 1."""
        await self.there.hears("incoming", number)
        leg = self.link.service.legs[2 * number - 2]
        leg.is_focus = True
        call = self.there.calls[number - 1]
        await call.answer()
        return call

    async def is_back(self) -> None:
        await self.heard.until(lambda: not self.call.isReconnecting)

    @property
    def link(self) -> FakeLink:
        return self.world.service.registered("ada")[0]

    @property
    def leg(self) -> FakeLeg:
        assert isinstance(self.call.life.leg, FakeLeg)
        return self.call.life.leg

    def loses_media(self) -> None:
        assert isinstance(self.call.media, FakeMedia)
        self.call.media.on_event(media_events.MediaFailed(media_events.MediaFailure.LOST))


async def test_the_way_is_lost(world: World) -> None:
    mcu = await Mcu(world).begin()
    mcu.call.mute()
    before, call_id = mcu.leg, mcu.call.callId
    mcu.loses_media()
    assert mcu.call.isReconnecting and mcu.call.state == "established"
    await mcu.there.hears("ended")
    assert before.log[-1].startswith("BYE"), "nobody of our name stays behind in the room"
    await mcu.answers(2)
    await mcu.is_back()
    first, second = mcu.link.outgoing
    assert (second.target, second.headers) == (first.target, first.headers)
    assert second.call_id != first.call_id == call_id == mcu.call.callId
    assert mcu.heard.names.count("established") == 1 and "ended" not in mcu.heard.names
    assert mcu.call.isMuted and isinstance(mcu.call.media, FakeMedia) and mcu.call.media.muted


async def test_who_is_there_is_asked_and_told_anew(world: World) -> None:
    mcu = await Mcu(world).begin()
    before = mcu.leg
    await before.says("SUBSCRIBE conference")
    mcu.call.life.told("NOTIFY", CONTENT_TYPE, document(user("ann"), user("ben"), version=40))
    mcu.loses_media()
    assert before.log.count("no SUBSCRIBE conference") == 1
    assert mcu.call.room is not None and [one.name for one in mcu.call.room.members] == ["ann", "ben"]
    await mcu.answers(2)
    await mcu.is_back()
    await mcu.leg.says("SUBSCRIBE conference")
    mcu.call.life.told("NOTIFY", CONTENT_TYPE, document(user("cyd")))
    assert [one.name for one in mcu.call.room.members] == ["cyd"]


async def test_confbridge_knows_us_by_the_new_call(world: World) -> None:
    mcu = await Mcu(world).begin()

    def welcome(call_id: str) -> bytes:
        channels = (Channel("7", "Ann"), Channel(f"of {call_id}", "Ada", call_id=call_id))
        return bytes(RosterEvent(RosterKind.WELCOME, "plaza", channels))

    mcu.call.life.told("MESSAGE", ROSTER, welcome(mcu.leg.call_id))
    assert mcu.call.room is not None and mcu.call.room.memberId == f"of {mcu.leg.call_id}"
    mcu.loses_media()
    await mcu.answers(2)
    await mcu.is_back()
    mcu.call.life.told("MESSAGE", ROSTER, welcome(mcu.leg.call_id))
    assert mcu.call.room.memberId == f"of {mcu.leg.call_id}" != f"of {mcu.call.callId}"
    assert "SUBSCRIBE conference" not in mcu.leg.log


async def test_the_server_lost_the_call(world: World) -> None:
    mcu = await Mcu(world).begin()
    before = mcu.leg
    mcu.call.life.handle(events.SignallingFailed(at=0.0, reason="gone"))
    await mcu.answers(2)
    await mcu.is_back()
    assert not any(line.startswith("BYE") for line in before.log), "there is nobody to say it to"


async def test_an_answer_that_came_early(world: World) -> None:
    mcu = await Mcu(world).begin()
    mcu.loses_media()
    await mcu.there.hears("incoming", 2)
    media = mcu.call.media
    assert isinstance(media, FakeMedia)
    way_back = mcu.call.life.comeback
    said = f"a=sendrecv\r\nby {world.media.index(media)}"
    way_back.handle(events.EarlyAnswerReceived(at=0.0, answer=said))
    way_back.handle(events.AcceptReceived(at=0.0, answer=""))
    await mcu.is_back()
    assert mcu.call.media is media


async def test_not_let_in_again(world: World) -> None:
    mcu = await Mcu(world).begin()
    mcu.loses_media()
    await mcu.there.hears("incoming", 2)
    mcu.call.life.comeback.handle(events.RejectReceived(at=0.0, status=403))
    await mcu.heard.hears("ended")
    assert mcu.call.details.endCause is CallEndCause.FAILURE
    assert mcu.call.details.error is not None and "not be entered again" in mcu.call.details.error.message


async def test_a_room_that_called_us_cannot_be_called(world: World) -> None:
    _, heard = await world.started("ada")
    mcu, _ = await world.started("mcu")
    await mcu.callClient.callUser("ada")
    await heard.hears("incoming")
    call = heard.calls[0]
    assert isinstance(call.life.leg, FakeLeg)
    call.life.leg.is_focus = True
    await call.answer()
    await heard.hears("established")
    assert isinstance(call.media, FakeMedia)
    call.media.on_event(media_events.MediaFailed(media_events.MediaFailure.LOST))
    await heard.hears("ended")
    assert not world.service.registered("ada")[0].outgoing
