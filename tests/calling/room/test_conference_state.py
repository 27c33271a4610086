"""Rooms of other servers, which say by RFC 4575 who is there, or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from core.calling import Call
from core.calling.room import call_room
from core.calling.room.conference_state import CONTENT_TYPE, ConferenceState
from core.sip.bodies.conference_info import (
    ConferenceEndpoint,
    ConferenceInfo,
    ConferenceUser,
    EndpointStatus,
    InfoState,
)
from core.sip.messages import ParseError
from tests.calling.fakes import FakeLeg, FakeMedia, Heard, World
from tests.calling.room.guests import joins

MUTED, PARTIAL = EndpointStatus.MUTED, InfoState.PARTIAL
FOCUS = "sip:3000@mcu.example.net"


def user(name: str, *endpoints: ConferenceEndpoint, shown: str = "") -> ConferenceUser:
    return ConferenceUser(f"sip:{name}@example.net", shown, endpoints=endpoints)


def document(*users: ConferenceUser, version: int = 1, state: InfoState = InfoState.FULL) -> bytes:
    return bytes(ConferenceInfo(FOCUS, users, version=version, state=state, locked=True))


class TestDocuments:
    def test_who_is_there(self) -> None:
        labelled = ConferenceEndpoint("sip:b@10.0.0.2", MUTED, (("audio", "7"), ("video", "8")))
        gone = ConferenceEndpoint("sip:c@10.0.0.3", EndpointStatus.DISCONNECTED)
        roster = ConferenceState().take(
            document(user("ann"), user("ben", labelled, shown="Ben"), user("cyd", gone))
        )
        assert roster is not None and roster.is_known and roster.is_locked and not roster.is_ours
        assert [(one.id, one.name, one.muted) for one in roster.members] == [
            ("sip:ann@example.net", "ann", False),
            ("8", "Ben", True),
        ]

    def test_news(self) -> None:
        state = ConferenceState()
        state.take(document(user("ann"), user("ben")))
        left = ConferenceUser("sip:ann@example.net", state=InfoState.DELETED)
        roster = state.take(document(left, version=2, state=PARTIAL))
        assert roster is not None and [one.name for one in roster.members] == ["ben"]
        assert state.take(document(user("cyd"), version=9, state=PARTIAL)) is None, "some were missed"
        assert ConferenceState().take(document(user("cyd"), state=PARTIAL)) is None

    @pytest.mark.parametrize(
        "body", [b"", b"<", b"<a/>", b"\xff\xfe", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"]
    )
    def test_nonsense(self, body: bytes) -> None:
        with pytest.raises(ParseError):
            ConferenceState().take(body)


@pytest.fixture
async def world(seed: int, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    monkeypatch.setattr(call_room, "ASK_AFTER", 0.01)
    world = World(seed)
    world.service.features = frozenset({"conference"})
    yield world
    await world.close()


async def calls_mcu(world: World, *, video: bool = False) -> tuple[Call, Heard, FakeLeg]:
    """Call a server of somebody else's that turns out to be a conference."""
    client, heard = await world.started("ada")
    _, hears_mcu = await world.started("mcu")
    call = await (client.callClient.callUserVideo if video else client.callClient.callUser)("mcu")
    call.addListener(heard)
    await hears_mcu.hears("incoming")
    leg = call.life.leg
    assert isinstance(leg, FakeLeg)
    leg.is_focus = True
    await hears_mcu.calls[0].answer()
    await heard.hears("established")
    return call, heard, leg


class TestAsking:
    async def test_a_room_that_says_nothing_is_asked(self, world: World) -> None:
        call, heard, leg = await calls_mcu(world)
        await leg.says("SUBSCRIBE conference")
        call.life.told("NOTIFY", CONTENT_TYPE, document(user("ann", shown="Ann")))
        await heard.hears("room")
        assert call.room is not None and call.room.hasRoster and not call.room.canModerate
        assert [one.name for one in call.room.members] == ["Ann"]
        call.life.told("NOTIFY", CONTENT_TYPE, document(user("bob"), version=7, state=PARTIAL))
        assert leg.log.count("SUBSCRIBE conference") == 2, "something was missed"
        call.life.told("NOTIFY", CONTENT_TYPE, b"<")
        call.hangup()
        await heard.hears("ended")
        assert leg.log[-1] == "no SUBSCRIBE conference" or "no SUBSCRIBE conference" in leg.log

    async def test_a_room_that_never_tells_the_whole_is_asked_a_few_times_only(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        call, _, leg = await calls_mcu(world)
        await leg.says("SUBSCRIBE conference")
        monkeypatch.setattr(call_room, "ASK_AFTER", 0.0)

        def asked() -> int:
            return leg.log.count("SUBSCRIBE conference")

        def tells_a_change() -> None:
            call.life.told("NOTIFY", CONTENT_TYPE, document(user("bob"), version=7, state=PARTIAL))

        for _ in range(20):
            tells_a_change()
        assert asked() == 2, "at once, and then not as often as it answers"
        for again in (3, 4, 4, 4):
            await asyncio.sleep(0.005)
            assert asked() == again
            tells_a_change()
        call.life.told("NOTIFY", CONTENT_TYPE, document(user("ann"), version=8))
        assert call.room is not None and call.room.hasRoster, "what it tells after all is taken"
        call.life.told("NOTIFY", CONTENT_TYPE, document(user("bob"), version=11, state=PARTIAL))
        assert asked() == 4
        await asyncio.sleep(0.005)
        assert asked() == 5, "one that can be told of is asked again"

    async def test_rooms_of_ours_say_more_by_themselves(self, world: World) -> None:
        ada = await joins(world, "ada")
        before = ada.room.roster
        ada.call.life.told("NOTIFY", CONTENT_TYPE, document(user("eve")))
        assert ada.room.roster == before
        leg = ada.call.life.leg
        assert isinstance(leg, FakeLeg)
        await ada.call.stats()
        assert "SUBSCRIBE conference" not in leg.log

    async def test_one_picture_of_all(self, world: World) -> None:
        call, _, _ = await calls_mcu(world, video=True)
        assert call.room is not None and call.room.isComposed
        media = call.media
        assert isinstance(media, FakeMedia)
        media.members.replace({"8"})
        assert not call.room.isComposed

    async def test_no_room_of_ours_is_taken_for_one_picture(self, world: World) -> None:
        ada = await joins(world, "ada", video=True)
        assert not ada.room.isComposed
