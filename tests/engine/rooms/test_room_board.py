"""Rooms on a person's switchboard: what the window is shown, and what it asks, with a fake service."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core import room_commands
from core.calling import Call
from core.engine.pictures import member_picture
from core.media import media_events
from core.rooms import MemberKind, MemberState, MemberVideo, RoomMember, RoomSnapshot
from core.sip.bodies import room_events, room_requests
from core.snapshots import CallSnapshot
from tests.calling.fake_rooms import FakeRoom
from tests.calling.fakes import FakeMedia
from tests.engine.calls.desk_phone import DeskPhone


def plaza(ada: DeskPhone) -> FakeRoom:
    return ada.world.service.rooms["plaza"]


def call_of(ada: DeskPhone) -> CallSnapshot:
    return next(call for call in reversed(ada.calls) if call.room is not None)


def room_of(ada: DeskPhone) -> RoomSnapshot:
    room = call_of(ada).room
    assert room is not None
    return room


def member_of(ada: DeskPhone, name: str) -> RoomMember:
    return next(one for one in room_of(ada).members if one.name == name)


async def enter(ada: DeskPhone, *, video: bool = False) -> CallSnapshot:
    await ada.board.place("conf:plaza", video=video)
    await ada.until(lambda: call_of(ada).state == "established" and room_of(ada).members)
    return call_of(ada)


async def joins(ada: DeskPhone, user: str) -> Call:
    client, heard = await ada.world.started(user)
    call = await client.callClient.callConference("plaza")
    call.addListener(heard)
    await heard.hears("established")
    member_id = plaza(ada).member(user).id
    await shows(ada, lambda: member_id in [one.member_id for one in room_of(ada).members])
    return call


async def shows(ada: DeskPhone, is_so: Callable[[], object]) -> None:
    await ada.until(lambda: any(call.room for call in ada.calls) and is_so())


def ask(ada: DeskPhone, command: room_commands.InRoom) -> None:
    assert ada.board.rooms.handle(command)


class TestWhatIsShown:
    async def test_a_room(self, ada: DeskPhone) -> None:
        call = await enter(ada)
        room = room_of(ada)
        assert (call.remote_name, call.remote_address) == ("Room plaza", "conf:plaza")
        assert (room.room_id, room.link) == ("plaza", "ahoy:room/plaza")
        assert room.is_host and room.can_moderate and room.has_roster and not room.is_locked
        [own] = room.members
        assert own.is_self and own.name == "Ada" and own.is_host and own.address == "ada"

    async def test_who_comes_speaks_and_goes(self, ada: DeskPhone) -> None:
        await enter(ada)
        await ada.book.save_contact("Robert", "bob")
        call = await joins(ada, "bob")
        bob = member_of(ada, "Robert")
        assert bob.address == "bob" and bob.kind is MemberKind.APP and bob.state is MemberState.PRESENT
        plaza(ada).talks("bob")
        await shows(ada, lambda: member_of(ada, "Robert").is_talking)
        plaza(ada).change(plaza(ada).member("bob"), hand=True, video=room_events.Picture.PAUSED)
        await shows(ada, lambda: member_of(ada, "Robert").has_hand_raised)
        assert (
            member_of(ada, "Robert").video is MemberVideo.PAUSED and not member_of(ada, "Robert").has_picture
        )
        call.hangup()
        await shows(ada, lambda: len(room_of(ada).members) == 1)
        said = [(event.text, event.member_id) for event in room_of(ada).events]
        assert said == [
            ("Robert joined.", bob.member_id),
            ("Robert raised a hand.", bob.member_id),
            ("Robert left.", bob.member_id),
        ]

    async def test_pictures_hang_on_the_board(self, ada: DeskPhone) -> None:
        call = await enter(ada)
        await joins(ada, "bob")
        bob = plaza(ada).member("bob")
        plaza(ada).change(bob, video=room_events.Picture.LIVE, screen=True)
        media = ada.board.line(call.call_id).call.media  # type: ignore[union-attr]
        assert isinstance(media, FakeMedia)
        media.members.replace({bob.id, f"{bob.id}/slides"})
        ada.board.line(call.call_id).call.life.room.changed()  # type: ignore[union-attr]
        await shows(ada, lambda: member_of(ada, "bob").has_picture and member_of(ada, "bob").is_sharing)
        name = member_picture(call.call_id, bob.id)
        assert ada.pictures.slot(name) is media.members.slot(bob.id)
        assert ada.pictures.slot(f"{name}/screen") is media.members.slot(f"{bob.id}/slides")
        plaza(ada).change(bob, held=True)
        await shows(ada, lambda: member_of(ada, "bob").is_on_hold)
        assert not member_of(ada, "bob").has_picture, "the last one would stand still"
        media.members.replace({bob.id})
        ada.board.line(call.call_id).call.life.room.changed()  # type: ignore[union-attr]
        assert ada.pictures.slot(f"{name}/screen").frames == 0
        assert ada.pictures.slot(f"{name}/screen") is ada.pictures.slot("nothing")
        ada.board.hang_up(call.call_id)
        assert ada.pictures.slot(name) is ada.pictures.slot("nothing")

    async def test_a_room_that_says_nothing(self, ada: DeskPhone) -> None:
        await ada.board.place("conf:plaza", video=False)
        call = call_of(ada)
        assert call.room is not None and not call.room.has_roster and not call.room.can_moderate

    async def test_a_foreign_room_does_not_tell_how_we_are(self, ada: DeskPhone) -> None:
        _, hears_bob = await ada.world.started("bob")
        await ada.board.place("bob", video=True)
        await hears_bob.hears("incoming")
        await hears_bob.calls[0].answer()
        await ada.until(lambda: ada.calls[-1].state == "established")
        line = ada.board.lines[-1]
        here = room_events.Channel("1.0", "ada", call_id=line.call.callId)
        event = room_events.RosterEvent(room_events.RosterKind.WELCOME, "conf42", (here,))
        line.call.life.told("MESSAGE", room_events.CONTENT_TYPE, bytes(event))
        await shows(ada, lambda: room_of(ada).members)
        [own] = room_of(ada).members
        assert own.is_self and own.name == "Ada" and not own.is_muted and own.video is MemberVideo.LIVE
        line.call.mute()
        line.call.pauseVideo()
        await shows(ada, lambda: room_of(ada).members[0].is_muted)
        assert room_of(ada).members[0].video is MemberVideo.PAUSED
        assert room_of(ada).link == "" and not room_of(ada).can_moderate

    async def test_the_history_leads_back(self, ada: DeskPhone) -> None:
        call = await enter(ada)
        ada.board.hang_up(call.call_id)
        assert await ada.history(1) == ["You left the room."]
        [entry] = ada.book.calls.state.history
        assert (entry.name, entry.address) == ("Room plaza", "conf:plaza")

    async def test_a_contact_that_is_a_room(self, ada: DeskPhone) -> None:
        await ada.book.save_contact("Team", "conf:plaza")
        assert (await enter(ada)).remote_name == "Team"


class TestLostAndBack:
    async def test_the_line_stays(self, ada: DeskPhone) -> None:
        call = await enter(ada)
        assert call.connection == ""
        refusing = ada.world.service.rooms.refusing
        refusing["plaza"] = 503
        media = ada.board.line(call.call_id).call.media  # type: ignore[union-attr]
        assert isinstance(media, FakeMedia)
        media.on_event(media_events.MediaFailed(media_events.MediaFailure.LOST))
        await shows(ada, lambda: call_of(ada).connection == "Reconnecting")
        assert call_of(ada).state == "established" and call_of(ada).established_at == call.established_at
        del refusing["plaza"]
        await shows(ada, lambda: call_of(ada).connection == "")
        assert call_of(ada).call_id == call.call_id and ada.book.calls.state.history == ()

    async def test_leaving_meanwhile(self, ada: DeskPhone) -> None:
        call = await enter(ada)
        ada.world.service.rooms.refusing["plaza"] = 503
        ada.board.line(call.call_id).call.life.info_refused(481)  # type: ignore[union-attr]
        ada.board.hang_up(call.call_id)
        assert await ada.history(1) == ["You left the room."]


class TestEndings:
    async def test_ended_by_the_host(self, ada: DeskPhone) -> None:
        await enter(ada)
        await joins(ada, "bob")
        plaza(ada).asked(plaza(ada).member("ada"), room_requests.HandOver(plaza(ada).member("bob").id))
        plaza(ada).end()
        assert await ada.history(1) == ["The host ended the room."]

    async def test_sent_out(self, ada: DeskPhone) -> None:
        await enter(ada)
        plaza(ada).send_out(plaza(ada).member("ada"))
        assert await ada.history(1) == ["The host sent you out of the room."]

    async def test_a_locked_room(self, ada: DeskPhone) -> None:
        plaza(ada).is_locked = True
        await ada.board.place("conf:plaza", video=False)
        assert await ada.history(1) == ["The room is locked: nobody else gets in."]


class TestCommands:
    async def test_the_tools_of_the_host(self, ada: DeskPhone) -> None:
        call = await enter(ada)
        bob = await joins(ada, "bob")
        bob_id = member_of(ada, "bob").member_id
        ask(ada, room_commands.MuteMember(call.call_id, bob_id))
        await shows(ada, lambda: member_of(ada, "bob").is_muted)
        ask(ada, room_commands.RaiseHand(call.call_id, True))
        await shows(ada, lambda: member_of(ada, "Ada").has_hand_raised)
        ask(ada, room_commands.LockRoom(call.call_id, True))
        await shows(ada, lambda: room_of(ada).is_locked)
        ask(ada, room_commands.HandOverRoom(call.call_id, bob_id))
        await shows(ada, lambda: not room_of(ada).is_host)
        ask(ada, room_commands.EndRoom(call.call_id))
        assert "only the host" in ada.said[-1]
        assert bob.state == "established"

    async def test_removing_and_ending(self, ada: DeskPhone) -> None:
        call = await enter(ada)
        await joins(ada, "bob")
        ask(ada, room_commands.RemoveMember(call.call_id, member_of(ada, "bob").member_id))
        await shows(ada, lambda: len(room_of(ada).members) == 1)
        ask(ada, room_commands.EndRoom(call.call_id))
        assert await ada.history(1) == ["You ended the room for all."]

    async def test_inviting(self, ada: DeskPhone) -> None:
        call = await enter(ada)
        await ada.book.save_contact("Carol", "carol")
        for target in ("carol", "+4930123456", "sip:desk@pbx.example.net"):
            ask(ada, room_commands.InviteToRoom(call.call_id, target))
        ask(ada, room_commands.RaiseHand(call.call_id, True))
        await shows(ada, lambda: member_of(ada, "Ada").has_hand_raised)
        assert plaza(ada).member("ada").requests[:3] == [
            room_requests.Invite("carol", "Carol"),
            room_requests.Invite("+4930123456"),
            room_requests.Invite("sip:desk@pbx.example.net"),
        ]

    @pytest.mark.parametrize("target", ["", "conf:other", "+49112", "no such thing", "bob@x.ahoy.invalid"])
    async def test_nobody_to_invite(self, ada: DeskPhone, target: str) -> None:
        call = await enter(ada)
        ask(ada, room_commands.InviteToRoom(call.call_id, target))
        assert len(ada.said) == 1 and ada.said[0].endswith(".")

    async def test_viewing(self, ada: DeskPhone) -> None:
        call = await enter(ada)
        media = ada.board.line(call.call_id).call.media  # type: ignore[union-attr]
        assert isinstance(media, FakeMedia)
        ask(ada, room_commands.ViewMembers(call.call_id, (("b", 180), ("b/screen", 720), ("c", 0))))
        assert media.members.shown == {"b", "b/slides"}

    async def test_a_call_that_is_gone_or_is_none(self, ada: DeskPhone) -> None:
        ask(ada, room_commands.EndRoom("gone"))
        bob = await ada.friend("bob")
        call = await ada.talks_to(bob)
        ask(ada, room_commands.RaiseHand(call.call_id, True))
        assert ada.said == [] and ada.call_with("bob").room is None

    async def test_a_member_that_is_gone(self, ada: DeskPhone) -> None:
        call = await enter(ada)
        ask(ada, room_commands.MuteMember(call.call_id, "gone"))
        assert ada.said == ["They are not in the room any more."]


class TestMutedByTheHost:
    async def test_not_by_having_been_silent_for_another_call(self, ada: DeskPhone) -> None:
        call = await enter(ada)
        line = ada.board.line(call.call_id)
        assert line is not None
        room = line.call.room
        assert room is not None
        line.silence()
        await ada.until(lambda: room.roster.own is not None and room.roster.own.muted)
        line.unsilence()
        await ada.until(lambda: room.roster.own is not None and not room.roster.own.muted)
        assert not line.call.isMuted and not line.is_muted
        assert "The host of the room muted you." not in [one.text for one in room_of(ada).events]

    async def test_it_shows_and_lasts_through_another_call(self, ada: DeskPhone) -> None:
        call = await enter(ada)
        plaza(ada).silence(plaza(ada).member("ada"))
        await shows(ada, lambda: call_of(ada).muted)
        assert room_of(ada).events[-1].text == "The host of the room muted you."
        ada.board.set_muted(call.call_id, False)
        await shows(ada, lambda: not call_of(ada).muted)
