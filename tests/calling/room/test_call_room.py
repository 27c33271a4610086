"""``Call.room``: who is in the room, and what is asked of it, with a fake service in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from core.calling import ArgumentError, Call, CallEndCause, InvalidOperation
from core.calling.machine import events
from core.sip.bodies import room_requests
from core.sip.bodies.room_events import CONTENT_TYPE as ROSTER
from core.sip.bodies.room_events import (
    Channel,
    ChannelFacts,
    EndReason,
    RoomFacts,
    RosterEvent,
    RosterKind,
)
from tests.calling.fakes import FakeLeg, Heard, World
from tests.calling.pair import Pair
from tests.calling.room.guests import Guest, both, joins, plaza


@pytest.fixture
async def world(seed: int) -> AsyncIterator[World]:
    world = World(seed)
    world.service.features = frozenset({"conference"})
    yield world
    await world.close()


async def asked(guest: Guest) -> list[room_requests.RoomRequest]:
    """What the room was asked for so far."""
    guest.room.raiseHand(True)
    await guest.heard.until(lambda: (own := guest.room.roster.own) and own.facts and own.facts.hand)
    return plaza(guest.world).member(guest.user).requests


class TestWhoIsThere:
    async def test_both_see_each_other_and_one_is_host(self, world: World) -> None:
        ada, bob = await both(world)
        assert ada.room.isHost and not bob.room.isHost
        assert ada.room.hasRoster and ada.room.canModerate and ada.room.conferenceId == "plaza"
        assert bob.room.memberId == bob.room.members[1].id
        assert [bob.room.addressOf(one) for one in bob.room.members] == ["ada", "bob"]

    async def test_who_speaks(self, world: World) -> None:
        ada, bob = await both(world)
        plaza(world).talks("bob")
        await ada.heard.until(lambda: ada.room.members[1].talking)
        plaza(world).talks("bob", talking=False)
        await ada.heard.until(lambda: not ada.room.members[1].talking)
        assert bob.call.state == "established"

    async def test_leaving(self, world: World) -> None:
        ada, bob = await both(world)
        ada.call.hangup()
        await bob.heard.until(lambda: bob.names() == ["bob"])
        assert bob.room.isHost
        assert ada.call.details.endCause is CallEndCause.HUNG_UP

    async def test_a_plain_call_has_no_room(self, world: World) -> None:
        client, heard = await world.started("ada")
        await world.started("bob")
        call = await client.callClient.callUser("bob")
        assert call.room is None
        call.hangup()
        assert heard.names.count("room") == 0

    async def test_whoever_turns_out_to_be_a_room(self, world: World) -> None:
        client, heard = await world.started("ada")
        _, hears_mcu = await world.started("mcu")
        call = await client.callClient.callUser("mcu")
        call.addListener(heard)
        await hears_mcu.hears("incoming")
        leg = call.life.leg
        assert isinstance(leg, FakeLeg)
        leg.is_focus = True
        await hears_mcu.calls[0].answer()
        await heard.hears("established")
        assert call.room is not None and not call.room.hasRoster and not call.room.canModerate
        assert call.media is not None and call.media.members.is_open
        with pytest.raises(InvalidOperation, match="cannot be asked"):
            call.room.raiseHand(True)

    async def test_whoever_tells_of_a_room_is_one(self, world: World) -> None:
        call, heard = await _calls_bob(world)
        for body in (b"", b"{", b'{"type":"Unknown"}'):
            call.life.told("MESSAGE", ROSTER, body)
        assert call.room is None, "nonsense tells of nothing"
        own = Channel("1.0", "Ada", call_id=call.callId)
        event = RosterEvent(RosterKind.WELCOME, "conf42", (Channel("1.1", "Cleo"), own))
        call.life.told("MESSAGE", ROSTER, bytes(event))
        assert call.room is not None and call.room.hasRoster and not call.room.canModerate
        assert call.media is not None and call.media.members.is_open
        assert call.room.memberId == "1.0", "the one whose Call-ID is ours"
        await heard.hears("room")

    async def test_a_room_that_forwards_is_not_composed(self, world: World) -> None:
        call, _ = await _calls_bob(world)
        event = RosterEvent(RosterKind.WELCOME, "conf42", (Channel("1.0", "Ada"),))
        call.life.told("MESSAGE", ROSTER, bytes(replace(event, is_forwarded=False)))
        assert call.media is not None and call.room is not None
        call.media.has_incoming_video = True  # type: ignore[misc]
        assert call.room.isComposed
        call.life.told("MESSAGE", ROSTER, bytes(event))
        assert not call.room.isComposed, "the others just have no pictures"

    async def test_being_muted_elsewhere_leaves_our_microphone_alone(self, world: World) -> None:
        call, _ = await _calls_bob(world)
        own = Channel("1.0", "Ada", call_id=call.callId)
        for kind in (RosterKind.WELCOME, RosterKind.MUTE):
            call.life.told("MESSAGE", ROSTER, bytes(RosterEvent(kind, "conf42", (own,))))
        assert call.room is not None and call.room.members[0].muted
        assert not call.isMuted, "unmuting here would not unmute there"

    async def test_an_offer_of_members_is_taken_before_anybody_says_who_they_are(self, world: World) -> None:
        call, _ = await _calls_bob(world)
        section = "m=video 9 UDP/TLS/RTP/SAVPF 97\r\na=rtpmap:97 VP8/90000\r\na=label:1.1\r\na=sendonly\r\n"
        offer = f"v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n{section}"
        call.life.handle(events.ReofferReceived(at=call.life.now(), offer=offer))
        assert call.room is not None and not call.room.hasRoster
        assert call.media is not None and call.media.members.is_open


async def _calls_bob(world: World) -> tuple[Call, Heard]:
    pair = await Pair(world).start()
    await pair.talk()
    return pair.out, pair.hears_alice


class TestTools:
    async def test_a_hand(self, world: World) -> None:
        ada, bob = await both(world)
        bob.room.raiseHand(True)
        await ada.heard.until(lambda: (facts := ada.room.members[1].facts) and facts.hand)

    async def test_the_host_mutes_and_the_muted_one_shows_it(self, world: World) -> None:
        ada, bob = await both(world)
        ada.room.muteMember(bob.room.memberId)
        await bob.heard.hears("muted by host")
        assert bob.call.isMuted and bob.media.muted
        await ada.heard.until(lambda: ada.room.members[1].muted)
        bob.call.unmute()
        await ada.heard.until(lambda: not ada.room.members[1].muted)
        assert room_requests.Unmute() in plaza(world).member("bob").requests
        bob.call.mute()
        bob.call.unmute()
        assert plaza(world).member("bob").requests.count(room_requests.Unmute()) == 1, "nobody muted him"

    async def test_muting_all_leaves_the_host(self, world: World) -> None:
        ada, bob = await both(world)
        ada.room.muteMember()
        await bob.heard.hears("muted by host")
        assert not ada.call.isMuted

    async def test_sent_out(self, world: World) -> None:
        ada, bob = await both(world)
        ada.room.removeMember(bob.room.memberId)
        await bob.heard.hears("ended")
        assert bob.room.endReason is EndReason.REMOVED
        assert bob.call.details.endCause is CallEndCause.HUNG_UP
        await ada.heard.until(lambda: ada.names() == ["ada"])

    async def test_ended_for_all(self, world: World) -> None:
        ada, bob = await both(world)
        ada.room.end()
        await bob.heard.hears("ended")
        await ada.heard.hears("ended")
        assert bob.room.endReason is ada.room.endReason is EndReason.ENDED

    async def test_locking_and_handing_on(self, world: World) -> None:
        ada, bob = await both(world)
        ada.room.lock(True)
        await bob.heard.until(lambda: bob.room.isLocked)
        client, heard = await world.started("eve")
        call = await client.callClient.callConference("plaza")
        call.addListener(heard)
        await heard.hears("ended")
        ada.room.handOver(bob.room.memberId)
        await bob.heard.until(lambda: bob.room.isHost)
        await ada.heard.until(lambda: not ada.room.isHost)

    async def test_inviting(self, world: World) -> None:
        ada = await joins(world, "ada")
        ada.room.invite("carol", "Carol")
        ada.room.invite("+4930123456")
        ada.room.invite("sip:desk@pbx.example.net")
        wanted = [room_requests.Invite("carol", "Carol"), room_requests.Invite("+4930123456")]
        wanted.append(room_requests.Invite("sip:desk@pbx.example.net"))
        assert (await asked(ada))[:3] == wanted

    async def test_what_cannot_be_asked(self, world: World) -> None:
        ada, bob = await both(world)
        with pytest.raises(InvalidOperation, match="only the host"):
            bob.room.muteMember()
        with pytest.raises(ArgumentError, match="memberId"):
            ada.room.removeMember("nobody")
        with pytest.raises(ArgumentError, match="target"):
            ada.room.invite("no such thing")
        with pytest.raises(ArgumentError, match="heights"):
            ada.room.viewMembers({"a": True})
        ada.call.hangup()
        with pytest.raises(InvalidOperation, match="left already"):
            ada.room.raiseHand(True)

    async def test_what_the_room_refuses(self, world: World) -> None:
        ada = await joins(world, "ada")
        ada.call.life.info_refused(403)
        assert ada.heard.errors[-1].message == "Only the host of the room can do that."
        ada.call.life.info_refused(488)
        assert ada.heard.names.count("room refused") == 1


class TestMutedByTheHostOrByOneself:
    async def test_who_mutes_oneself_is_not_told_that_the_host_did(self, world: World) -> None:
        ada, bob = await both(world)
        bob.call.mute()
        await bob.heard.until(lambda: bob.room.members[1].muted)
        assert "muted by host" not in bob.heard.names
        bob.call.unmute()
        await bob.heard.until(lambda: not bob.room.members[1].muted)
        assert room_requests.Unmute() not in await asked(bob), "nobody silenced him"
        assert ada.call.state == "established"

    async def test_what_the_room_says_late_mutes_nobody_again(self, world: World) -> None:
        ada, bob = await both(world)
        bob.call.mute()
        bob.call.unmute()
        await asked(bob)
        await ada.heard.until(lambda: (facts := ada.room.members[1].facts) and facts.hand)
        assert not bob.call.isMuted and not bob.media.muted
        assert not bob.room.members[1].muted and not ada.room.members[1].muted

    async def test_what_was_on_its_way_when_the_silence_is_taken_back(self, world: World) -> None:
        ada, bob = await both(world)
        ada.room.muteMember(bob.room.memberId)
        await bob.heard.hears("muted by host")
        bob.call.unmute()
        plaza(world).tell_all(RosterKind.STATE)
        await asked(bob)
        assert not bob.call.isMuted and not bob.room.members[1].muted
        assert bob.heard.names.count("muted by host") == 1
        ada.room.muteMember(bob.room.memberId)
        await bob.heard.hears("muted by host", 2)
        assert bob.call.isMuted

    async def test_being_put_on_hold_by_the_room_leaves_the_microphone_alone(self, world: World) -> None:
        _, bob = await both(world)
        room = plaza(world)
        held = replace(room.member("bob").channel, muted=True)
        room.tell(room.member("bob"), RosterKind.MUTE, held)
        await bob.heard.until(lambda: bob.room.members[1].muted)
        room.tell(room.member("bob"), RosterKind.UNMUTE, replace(held, muted=False))
        await bob.heard.until(lambda: not bob.room.members[1].muted)
        assert not bob.call.isMuted and "muted by host" not in bob.heard.names

    async def test_who_is_silenced_from_the_first_moment_can_take_it_back(self, world: World) -> None:
        call, heard = await _calls_bob(world)
        own = Channel("b", "Ada", muted=True, facts=ChannelFacts(silenced=True))
        event = RosterEvent(RosterKind.WELCOME, "plaza", (own,), RoomFacts(you="b"))
        call.life.told("MESSAGE", ROSTER, bytes(event))
        await heard.hears("muted by host")
        assert call.isMuted
        call.unmute()
        leg = call.life.leg
        assert isinstance(leg, FakeLeg)
        await leg.says('INFO {"do":"unmute"}')


class TestWhatIsToldByTheRoom:
    async def test_notices(self, world: World) -> None:
        ada = await joins(world, "ada")
        plaza(world).tell(plaza(world).member("ada"), RosterKind.NOTICE, text="Carol is busy.")
        await ada.heard.hears("notice: Carol is busy.")

    async def test_how_large_our_picture_has_to_be(self, world: World) -> None:
        ada = await joins(world, "ada", video=True)
        for body in (
            b'{"do":"send","height":180,"kbps":150}',
            b'{"do":"send","height":0,"kbps":0,"of":"slides"}',
        ):
            ada.call.life.informed("application/json", body)
        assert ada.media.limits == [(180, 150, False), (0, 0, True)]

    @pytest.mark.parametrize(
        "body", [b"", b"{", b"[]", b'{"do":"send"}', b'{"do":"end"}', b'{"do":7}', b"\xff"]
    )
    async def test_nonsense_in_info(self, world: World, body: bytes) -> None:
        ada = await joins(world, "ada")
        ada.call.life.informed("application/json", body)
        assert ada.media.limits == [] and ada.call.state == "established"

    @pytest.mark.parametrize("method", ["MESSAGE", "NOTIFY"])
    @pytest.mark.parametrize(
        "kind", ["application/x-asterisk-confbridge-event+json", "text/plain", "", "application/json"]
    )
    async def test_nonsense_in_messages(self, world: World, method: str, kind: str) -> None:
        ada = await joins(world, "ada")
        before = ada.room.roster
        for body in (b"", b"\xff{", b"[" * 50_000, b'{"type":"Unknown"}', b'{"type":"ConfbridgeJoin"}'):
            ada.call.life.told(method, kind, body)
        assert ada.room.roster == before and ada.call.state == "established"

    async def test_messages_in_a_plain_call_mean_nothing(self, world: World) -> None:
        client, heard = await world.started("ada")
        await world.started("bob")
        call = await client.callClient.callUser("bob")
        call.addListener(heard)
        call.life.told("MESSAGE", "text/plain", b"hello")
        call.life.info_refused(403)
        assert heard.errors == []


class TestPictures:
    async def test_the_room_is_told_how_high_each_is_drawn(self, world: World) -> None:
        ada = await joins(world, "ada")
        ada.media.members.replace({"b", "b/slides", "c"})
        ada.room.changed()
        ada.room.viewMembers({"b": 360, "b/slides": 720, "unknown": 99})
        ada.room.viewMembers({"b": 360, "b/slides": 720, "unknown": 99})
        views = [one for one in await asked(ada) if isinstance(one, room_requests.View)]
        assert [dict(view.heights) for view in views] == [
            {"b": 0, "b/slides": 0, "c": 0},
            {"b": 360, "b/slides": 720, "c": 0},
        ]
        assert ada.media.members.shown >= {"b", "b/slides"}

    async def test_who_holds_the_room_is_sent_no_pictures(self, world: World) -> None:
        ada = await joins(world, "ada")
        ada.media.members.replace({"b", "c"})
        ada.room.viewMembers({"b": 360})
        ada.call.hold()
        assert not ada.media.members.shown, "at once, whenever the room agrees"
        await ada.heard.hears("held")
        ada.room.viewMembers({"b": 360, "c": 180})
        assert not ada.media.members.shown
        ada.call.resume()
        assert ada.media.members.shown == {"b", "c"}
        await ada.heard.hears("resumed")
        views = [one for one in await asked(ada) if isinstance(one, room_requests.View)]
        assert [dict(view.heights) for view in views] == [
            {"b": 360, "c": 0},
            {"b": 0, "c": 0},
            {"b": 360, "c": 180},
        ]

    async def test_a_hold_that_is_refused_brings_the_pictures_back(self, world: World) -> None:
        ada = await joins(world, "ada")
        ada.media.members.replace({"b"})
        ada.room.viewMembers({"b": 360})
        ada.media.offer_error = OSError("no offer")
        ada.call.hold()
        assert not ada.media.members.shown
        await ada.heard.hears("hold failed")
        assert ada.media.members.shown == {"b"} and not ada.call.isOnHold

    async def test_rooms_that_hear_it_by_offers_hear_one_offer_of_a_hold(self, world: World) -> None:
        ada = await joins(world, "ada")
        leg = ada.call.life.leg
        assert isinstance(leg, FakeLeg)
        leg.refuses.add(room_requests.INFO_PACKAGE)
        members = ada.media.members
        members.replace({"b"})
        ada.room.viewMembers({"b": 360})
        members.on_shown = lambda names: setattr(members, "wants_offer", True)
        for change, told in ((ada.call.hold, "held"), (ada.call.resume, "resumed")):
            change()
            assert members.wants_offer
            members.wants_offer = False  # as it is once the offer was made
            await ada.heard.hears(told)
        for _ in range(30):
            await world.pause()
        assert leg.log.count("re-INVITE") == 2

    async def test_slots_stay_and_go(self, world: World) -> None:
        ada = await joins(world, "ada")
        ada.media.members.replace({"b"})
        slot = ada.room.picture("b")
        assert ada.room.picture("b") is slot and ada.room.pictures == {"b"}
        ada.media.members.replace({"b", "c"})
        assert ada.room.picture("b") is slot
        ada.media.members.replace({"c"})
        assert ada.room.picture("b") is not slot
