"""Coming back into a room whose service was restarted, or to which the way was lost; with a fake service."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from core.calling import CallEndCause, InvalidOperation
from core.calling.machine import events
from core.calling.room import comeback
from core.media import media_events
from core.sip.bodies import room_requests
from core.sip.bodies.room_events import EndReason, RosterKind
from tests.calling.fakes import FakeLeg, FakeMedia, World
from tests.calling.pair import Pair
from tests.calling.room.guests import Guest, both, joins, plaza


@pytest.fixture
async def world(seed: int, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    monkeypatch.setattr(comeback, "FIRST_WAIT", 0.002)
    monkeypatch.setattr(comeback, "LONGEST_WAIT", 0.01)
    world = World(seed)
    world.service.features = frozenset({"conference"})
    yield world
    await world.close()


def loses_media(guest: Guest) -> None:
    guest.media.on_event(media_events.MediaFailed(media_events.MediaFailure.LOST))


async def is_back(guest: Guest) -> None:
    """Return once the room knows the guest again, and it knows the room."""
    await guest.heard.until(lambda: not guest.call.isReconnecting and guest.room.memberId in plaza_ids(guest))


def plaza_ids(guest: Guest) -> list[str]:
    return [one.id for one in plaza(guest.world).members]


class TestLostAndBack:
    async def test_the_service_was_restarted(self, world: World) -> None:
        ada = await joins(world, "ada")
        plaza(world).tell(plaza(world).member("ada"), RosterKind.NOTICE, host_pass="it was me", text="Hello.")
        await ada.heard.hears("notice: Hello.")
        before, call_id = ada.media, ada.call.callId
        world.service.rooms.restart()
        ada.call.life.handle(events.SignallingFailed(at=0.0, reason="gone"))
        assert ada.call.isReconnecting and ada.call.state == "established"
        assert not ada.call.canHold and ada.names() == ["ada"], "what was there is shown until we are back"
        await is_back(ada)
        assert ada.call.callId == call_id and ada.media is not before
        await before.closed.wait()
        link = world.service.registered("ada")[0]
        assert [one.room_pass for one in link.outgoing] == ["", "it was me"]
        assert link.outgoing[0].call_id != link.outgoing[1].call_id
        assert ada.heard.call_story == ["answered", "established"]
        assert ada.call.canHold

    @pytest.mark.parametrize("cause", [503, 504, 500, 408])
    async def test_a_room_that_lost_us_says_so(self, world: World, cause: int) -> None:
        ada = await joins(world, "ada")
        room = plaza(world)
        member = room.member("ada")
        member.leg.bye(cause)
        room.leave(member)
        await ada.heard.until(lambda: room.members and not ada.call.isReconnecting)
        await is_back(ada)

    async def test_the_service_ends_and_says_so(self, world: World) -> None:
        ada = await joins(world, "ada")
        plaza(world).send_out(plaza(world).member("ada"), EndReason.SERVICE)
        await ada.heard.until(lambda: ada.call.isReconnecting)
        await is_back(ada)
        assert ada.room.endReason is None

    async def test_media_is_lost(self, world: World) -> None:
        ada, bob = await both(world)
        loses_media(ada)
        assert ada.call.isReconnecting
        await ada.heard.until(lambda: not ada.call.isReconnecting)
        assert bob.call.state == "established"

    async def test_an_info_that_nobody_knows_what_to_do_with(self, world: World) -> None:
        ada = await joins(world, "ada")
        world.service.rooms.restart()
        ada.call.life.info_refused(481)
        await is_back(ada)
        ada.call.life.info_refused(403)
        assert not ada.call.isReconnecting

    async def test_the_service_is_back_and_is_asked(self, world: World) -> None:
        ada = await joins(world, "ada")
        asked = len(plaza(world).member("ada").requests)
        world.service.drop_all()
        await ada.heard.hears("reconnecting")
        await ada.heard.hears("online", 2)
        ada.room.raiseHand(True)
        await ada.heard.until(lambda: (own := ada.room.roster.own) and own.facts and own.facts.hand)
        assert plaza(world).member("ada").requests[asked] == room_requests.View({})
        assert not ada.call.isReconnecting


class TestAsItWas:
    async def test_muted_paused_and_held(self, world: World) -> None:
        ada = await joins(world, "ada", video=True)
        ada.call.mute()
        ada.call.pauseVideo()
        ada.call.hold()
        await ada.heard.hears("held")
        loses_media(ada)
        await is_back(ada)
        assert ada.media.muted and ada.media.paused and ada.media.held and ada.call.isOnHold
        ada.call.resume()
        await ada.heard.hears("resumed")

    async def test_the_room_hears_again_that_we_are_muted(self, world: World) -> None:
        ada = await joins(world, "ada")
        ada.call.mute()
        loses_media(ada)
        await is_back(ada)
        leg = ada.call.life.leg
        assert isinstance(leg, FakeLeg)
        await leg.says('INFO {"muted": true, "video": "on"}')

    async def test_the_silence_of_the_host_is_taken_back_where_the_room_hears_it(self, world: World) -> None:
        ada, bob = await both(world)
        ada.room.muteMember(bob.room.memberId)
        await bob.heard.hears("muted by host")
        plaza(world).member("bob").cut_off()
        loses_media(bob)
        bob.call.unmute()
        await is_back(bob)
        bob.room.raiseHand(True)
        await ada.heard.until(lambda: (facts := ada.room.members[1].facts) and facts.hand)
        assert room_requests.Unmute() in plaza(world).member("bob").requests
        assert not ada.room.members[1].muted and not bob.call.isMuted
        assert bob.heard.names.count("muted by host") == 1

    async def test_the_silence_of_the_host_lasts_through_our_absence(self, world: World) -> None:
        ada, bob = await both(world)
        ada.room.muteMember(bob.room.memberId)
        await bob.heard.hears("muted by host")
        plaza(world).member("bob").cut_off()
        loses_media(bob)
        await is_back(bob)
        bob.room.raiseHand(True)
        await ada.heard.until(lambda: (facts := ada.room.members[1].facts) and facts.hand)
        assert room_requests.Unmute() not in plaza(world).member("bob").requests
        assert ada.room.members[1].muted and bob.call.isMuted and bob.media.muted

    async def test_who_is_silenced_while_away(self, world: World) -> None:
        ada, bob = await both(world)
        plaza(world).member("bob").cut_off()
        ada.room.muteMember(bob.room.memberId)
        await ada.heard.until(lambda: ada.room.members[1].muted)
        loses_media(bob)
        await is_back(bob)
        await bob.heard.hears("muted by host")
        assert bob.call.isMuted and bob.media.muted

    async def test_a_screen_is_shown_again(self, world: World) -> None:
        ada = await joins(world, "ada")
        ada.call.shareScreen("screen:1")
        loses_media(ada)
        await is_back(ada)
        assert ada.call.isSharing and ada.call.sharedSource == "screen:1"
        leg = ada.call.life.leg
        assert isinstance(leg, FakeLeg)
        await leg.says("re-INVITE")

    async def test_what_is_drawn_is_told_anew(self, world: World) -> None:
        ada = await joins(world, "ada")
        loses_media(ada)
        await is_back(ada)
        ada.media.members.replace({"b"})
        ada.room.viewMembers({"b": 180})
        ada.room.raiseHand(True)
        await ada.heard.until(lambda: (own := ada.room.roster.own) and own.facts and own.facts.hand)
        assert room_requests.View({"b": 180}) in plaza(world).member("ada").requests


class TestTryingAgain:
    async def test_while_the_service_has_no_media_for_rooms(self, world: World) -> None:
        ada = await joins(world, "ada")
        world.service.rooms.refusing["plaza"] = 503
        loses_media(ada)
        link = world.service.registered("ada")[0]
        await ada.heard.until(lambda: ada.call.isReconnecting)
        while len(link.outgoing) < 5:
            await world.pause()
        assert ada.call.isReconnecting
        del world.service.rooms.refusing["plaza"]
        await is_back(ada)

    async def test_nothing_is_sent_without_a_service(self, world: World) -> None:
        ada = await joins(world, "ada")
        world.service.is_silent = True
        world.service.drop_all()
        await ada.heard.hears("reconnecting")
        world.service.rooms.restart()
        loses_media(ada)
        assert ada.call.isReconnecting
        world.service.is_silent = False
        world.service.drop_all()
        await is_back(ada)

    async def test_an_attempt_that_breaks(self, world: World) -> None:
        ada = await joins(world, "ada")
        world.media_flows = False
        loses_media(ada)
        await ada.heard.until(lambda: plaza(world).members)
        await world.pause()
        world.media_flows = True
        loses_media(ada)
        await is_back(ada)

    @pytest.mark.parametrize("step", ["create_offer", "accept_answer"])
    async def test_an_attempt_that_breaks_when_the_next_is_under_way(
        self, world: World, monkeypatch: pytest.MonkeyPatch, step: str
    ) -> None:
        ada = await joins(world, "ada")
        here = len(world.media)
        gates = [asyncio.Event(), asyncio.Event()]
        reached: list[int] = []
        does = getattr(FakeMedia, step)

        async def waits(media: FakeMedia, *args: object, **settings: object) -> object:
            attempt = world.media.index(media) - here
            reached.append(attempt)
            await gates[attempt].wait()
            if attempt == 0:
                raise OSError("too late")
            return await does(media, *args, **settings)

        monkeypatch.setattr(FakeMedia, step, waits)
        for attempt in (0, 1):
            loses_media(ada)
            while attempt not in reached:
                await world.pause()
        second = ada.media
        gates[0].set()
        for _ in range(20):
            await world.pause()
        gates[1].set()
        await is_back(ada)
        assert ada.media is second and len(world.media) == here + 2

    async def test_too_late(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(comeback, "PATIENCE", 0.05)
        ada = await joins(world, "ada")
        world.service.rooms.refusing["plaza"] = 503
        loses_media(ada)
        await ada.heard.hears("ended")
        assert ada.call.details.endCause is CallEndCause.INACTIVE and not ada.call.isReconnecting
        await world.media_closed()


class TestNotComingBack:
    @pytest.mark.parametrize("reason", [EndReason.ENDED, EndReason.REMOVED, EndReason.REPLACED])
    async def test_who_was_told_why(self, world: World, reason: EndReason) -> None:
        ada = await joins(world, "ada")
        plaza(world).send_out(plaza(world).member("ada"), reason)
        await ada.heard.hears("ended")
        assert ada.call.details.endCause is CallEndCause.HUNG_UP and ada.room.endReason is reason
        assert len(world.service.registered("ada")[0].outgoing) == 1

    async def test_a_plain_bye(self, world: World) -> None:
        ada = await joins(world, "ada")
        plaza(world).member("ada").leg.bye()
        await ada.heard.hears("ended")
        assert len(world.service.registered("ada")[0].outgoing) == 1

    async def test_hanging_up_meanwhile(self, world: World) -> None:
        ada = await joins(world, "ada")
        world.service.rooms.restart()
        loses_media(ada)
        ada.call.hangup()
        await ada.heard.hears("ended")
        assert ada.call.details.endCause is CallEndCause.HUNG_UP
        await world.media_closed()
        assert not plaza(world).members

    async def test_hanging_up_while_the_invitation_is_out(self, world: World) -> None:
        ada = await joins(world, "ada")
        world.service.rooms.restart()
        loses_media(ada)
        link = world.service.registered("ada")[0]
        while len(link.outgoing) < 2:
            await world.pause()
        ada.call.hangup()
        await world.media_closed()
        for _ in range(100):
            await world.pause()
        assert not plaza(world).members, "taken back, or hung up as soon as it was answered"

    @pytest.mark.parametrize(("status", "words"), [(403, "locked since"), (404, "not be entered again")])
    async def test_not_let_in_again(self, world: World, status: int, words: str) -> None:
        ada = await joins(world, "ada")
        world.service.rooms.refusing["plaza"] = status
        loses_media(ada)
        await ada.heard.hears("ended")
        details = ada.call.details
        assert details.endCause is CallEndCause.FAILURE
        assert details.error is not None and words in details.error.message

    async def test_plain_calls_end_as_ever(self, pair: Pair) -> None:
        await pair.talk()
        call = pair.out
        call.life.handle(events.SignallingFailed(at=0.0, reason="gone"))
        assert call.state == "ended"

    async def test_nothing_is_asked_while_away(self, world: World) -> None:
        ada = await joins(world, "ada")
        world.service.rooms.refusing["plaza"] = 503
        loses_media(ada)
        with pytest.raises(InvalidOperation, match="away"):
            ada.room.raiseHand(True)
