"""Calls that become a room: nobody hangs up, nobody is unheard, and what fails leaves them as they were."""

from __future__ import annotations

import pytest

from core import room_commands
from core.calling import Call
from core.calling.machine import events
from core.engine.rooms import merge_desk, merging
from core.sip.bodies.room_requests import Invite
from core.snapshots import CallSnapshot
from tests.calling.fake_rooms import FakeRoom
from tests.calling.fakes import FakeLeg
from tests.engine.calls.desk_phone import DeskPhone, Friend


def the_room(ada: DeskPhone) -> FakeRoom:
    [room] = ada.world.service.rooms.rooms.values()
    return room


def room_call(ada: DeskPhone) -> CallSnapshot | None:
    return next((call for call in ada.calls if call.room is not None and call.state != "ended"), None)


def members(ada: DeskPhone) -> list[str]:
    call = room_call(ada)
    return [member.name for member in call.room.members] if call is not None and call.room is not None else []


def users(ada: DeskPhone) -> list[str]:
    return [member.user for member in the_room(ada).members]


async def merges(ada: DeskPhone, *calls: CallSnapshot) -> None:
    await ada.board.merge([call.call_id for call in calls])


def refuses_to_go(friend: Friend) -> None:
    """Answer the next REFER with 603."""

    class Refusing:
        def onTransferRequested(self, call: object, request: object) -> None:
            request.reject()  # type: ignore[attr-defined]

    friend.heard.calls[-1].addListener(Refusing())


async def test_somebody_nearby_is_not_sent_into_a_room_of_their_own(
    ada: DeskPhone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "is_nearby", lambda address: address == "bob")
    bob, cyd = await ada.friend("bob"), await ada.friend("cyd")
    first, second = await ada.talks_to(bob), await ada.talks_to(cyd)
    await merges(ada, first, second)
    [said] = ada.said
    assert said.startswith("bob is called on this network, by another call service")
    assert [call.state for call in ada.calls] == ["established"] * 2 and room_call(ada) is None


class TestTwoCalls:
    async def test_both_others_and_we_are_in_one_room(self, ada: DeskPhone) -> None:
        bob, cyd = await ada.friend("bob"), await ada.friend("cyd")
        first, second = await ada.talks_to(bob), await ada.talks_to(cyd)
        await ada.shows("bob", "established", is_held=True)
        await merges(ada, first, second)
        await ada.until(lambda: len(ada.calls) == 1 and len(members(ada)) == 3)
        call = room_call(ada)
        assert call is not None and call.has_microphone and not call.muted
        assert call.remote_name == "Conference room"
        assert sorted(users(ada)) == ["ada", "bob", "cyd"]
        assert len(the_room(ada).room_id) == 22
        await bob.heard.hears("ended")
        await cyd.heard.hears("ended")
        assert sorted(await ada.history(2)) == [
            "You brought bob into a conference room.",
            "You brought cyd into a conference room.",
        ]
        assert ada.said == []

    async def test_we_are_heard_all_the_time(self, ada: DeskPhone) -> None:
        bob = await ada.friend("bob")
        call = await ada.talks_to(bob)
        seen: list[str] = []

        def note() -> None:
            seen.extend(one.call_id for one in ada.calls if one.has_microphone)

        ada.watch(note)
        await merges(ada, call)
        await ada.until(lambda: room_call(ada) and room_call(ada).has_microphone)  # type: ignore[union-attr]
        room = room_call(ada)
        assert room is not None and list(dict.fromkeys(seen)) == [call.call_id, room.call_id]

    async def test_muted_as_before(self, ada: DeskPhone) -> None:
        bob = await ada.friend("bob")
        call = await ada.talks_to(bob)
        ada.board.set_muted(call.call_id, True)
        await merges(ada, call)
        await ada.until(lambda: room_call(ada) and len(ada.calls) == 1)
        room = room_call(ada)
        assert room is not None and room.muted
        ada.board.set_muted(room.call_id, False)
        await ada.until(lambda: room_call(ada) and room_call(ada).has_microphone)  # type: ignore[union-attr]

    async def test_a_call_that_is_not_merged_waits(self, ada: DeskPhone) -> None:
        bob, cyd = await ada.friend("bob"), await ada.friend("cyd")
        first, second = await ada.talks_to(bob), await ada.talks_to(cyd)
        await ada.shows("bob", "established", is_held=True)
        await merges(ada, second)
        await ada.until(lambda: room_call(ada) and room_call(ada).has_microphone)  # type: ignore[union-attr]
        assert ada.call_with("bob").call_id == first.call_id and ada.call_with("bob").is_held

    async def test_a_third_one_is_brought_into_the_room(self, ada: DeskPhone) -> None:
        bob, cyd = await ada.friend("bob"), await ada.friend("cyd")
        await merges(ada, await ada.talks_to(bob))
        await ada.until(lambda: room_call(ada) and len(ada.calls) == 1)
        third = await ada.talks_to(cyd)
        room = room_call(ada)
        assert room is not None
        await ada.until(lambda: room_call(ada).is_held)  # type: ignore[union-attr]
        await merges(ada, room, third)
        await ada.until(lambda: len(ada.calls) == 1 and sorted(users(ada)) == ["ada", "bob", "cyd"])
        await ada.until(lambda: room_call(ada) and room_call(ada).has_microphone)  # type: ignore[union-attr]


async def invited(ada: DeskPhone) -> list[Invite]:
    """Return whom Ada had her rooms call; what she asked of the one she is in has arrived there."""
    call = room_call(ada)
    assert call is not None
    assert ada.board.rooms.handle(room_commands.RaiseHand(call.call_id, True))
    await ada.until(lambda: any(one.has_hand_raised for one in room_call(ada).room.members))  # type: ignore[union-attr]
    rooms = ada.world.service.rooms.rooms.values()
    asked = [request for room in rooms for member in room.members for request in member.requests]
    return [request for request in asked if isinstance(request, Invite)]


class TestInviting:
    async def test_the_room_calls_a_third_one_once_it_stands(self, ada: DeskPhone) -> None:
        bob = await ada.friend("bob")
        call = await ada.talks_to(bob)
        await ada.board.merge([call.call_id], "carol", "Carol")
        await ada.until(lambda: room_call(ada) and len(ada.calls) == 1)
        assert await invited(ada) == [Invite("carol", "Carol")] and ada.said == []

    async def test_another_room_does_not(self, ada: DeskPhone) -> None:
        bob = await ada.friend("bob")
        call = await ada.talks_to(bob)
        refuses_to_go(bob)
        await ada.board.merge([call.call_id], "carol")
        await ada.until(lambda: ada.said)
        await ada.board.place("conf:plaza", video=False)
        await ada.until(lambda: room_call(ada) and room_call(ada).has_microphone)  # type: ignore[union-attr]
        cyd = await ada.friend("cyd")
        other, room = await ada.talks_to(cyd), room_call(ada)
        assert room is not None
        await merges(ada, room, other)
        await ada.until(lambda: len(ada.calls) == 2 and room_call(ada).has_microphone)  # type: ignore[union-attr]
        assert len(members(ada)) == 2 and await invited(ada) == []

    async def test_a_merge_under_way_does_not_take_over_whom_another_wanted(self, ada: DeskPhone) -> None:
        bob = await ada.friend("bob")
        call = await ada.talks_to(bob)
        await merges(ada, call)
        await ada.board.merge([call.call_id], "carol")
        assert len(ada.said) == 1
        await ada.until(lambda: room_call(ada) and len(ada.calls) == 1)
        assert await invited(ada) == []


class TestBeingBrought:
    async def test_we_follow_whom_we_talk_to(self, ada: DeskPhone) -> None:
        bob = await ada.friend("bob")
        await ada.talks_to(bob)
        bob.heard.calls[-1].transfer("conf:plaza")
        await ada.until(lambda: room_call(ada) and room_call(ada).state == "established")  # type: ignore[union-attr]
        call = room_call(ada)
        assert call is not None and call.has_microphone and call.remote_address == "conf:plaza"
        assert await ada.history(1) == ["bob brought you into a conference room."]

    async def test_not_when_somebody_blocked_asks(self, ada: DeskPhone) -> None:
        bob = await ada.friend("bob")
        await ada.talks_to(bob)
        await ada.book.set_blocked("conf:plaza", True)
        bob.heard.calls[-1].transfer("conf:plaza")
        await ada.until(lambda: ada.said)
        assert "Ahoy did not do that" in ada.said[0] and ada.call_with("bob").has_microphone


class TestFailures:
    async def test_the_room_does_not_open(self, ada: DeskPhone, monkeypatch: pytest.MonkeyPatch) -> None:
        bob, cyd = await ada.friend("bob"), await ada.friend("cyd")
        first, second = await ada.talks_to(bob), await ada.talks_to(cyd)
        await ada.shows("bob", "established", is_held=True)
        monkeypatch.setattr("core.engine.rooms.merge_desk.secrets.token_urlsafe", lambda size: "closed")
        ada.world.service.rooms.refusing["closed"] = 503
        await merges(ada, first, second)
        await ada.until(lambda: ada.said)
        assert ada.said == ["The room could not be entered: the calls go on as they were."]
        assert ada.call_with("cyd").has_microphone and ada.call_with("bob").is_held
        assert len(ada.calls) == 2 and ada.book.calls.state.history == ()

    async def test_no_rooms_at_this_service(self, ada: DeskPhone) -> None:
        bob = await ada.friend("bob")
        call = await ada.talks_to(bob)
        ada.client._features = ada.client.features.of_service(())  # type: ignore[attr-defined]
        await merges(ada, call)
        assert ada.said == ["This call service has no conference rooms."]
        assert ada.call_with("bob").has_microphone

    async def test_one_does_not_come(self, ada: DeskPhone) -> None:
        bob, cyd = await ada.friend("bob"), await ada.friend("cyd")
        first, second = await ada.talks_to(bob), await ada.talks_to(cyd)
        await ada.shows("bob", "established", is_held=True)
        refuses_to_go(cyd)
        await merges(ada, first, second)
        await ada.until(lambda: ada.said and room_call(ada) and len(ada.calls) == 2)
        assert ada.said[0].startswith("cyd could not be brought into the room")
        await ada.shows("cyd", "established", is_held=True)
        call = room_call(ada)
        assert call is not None and call.has_microphone and sorted(users(ada)) == ["ada", "bob"]

    async def test_nobody_comes(self, ada: DeskPhone) -> None:
        bob = await ada.friend("bob")
        call = await ada.talks_to(bob)
        refuses_to_go(bob)
        await merges(ada, call)
        await ada.until(lambda: ada.said)
        while the_room(ada).members:
            await ada.world.pause()
        bob_now = ada.call_with("bob")
        assert bob_now.call_id == call.call_id and bob_now.has_microphone and not bob_now.muted
        assert len(ada.calls) == 1 and ada.book.calls.state.history == () and bob_now.transfer == ""
        await merges(ada, call)
        assert len(ada.said) >= 1, "and it may be tried again"

    async def test_somebody_hangs_up_on_the_way(self, ada: DeskPhone) -> None:
        bob, cyd = await ada.friend("bob"), await ada.friend("cyd")
        first, second = await ada.talks_to(bob), await ada.talks_to(cyd)
        bob.heard.calls[-1].hangup()
        await merges(ada, first, second)
        await ada.until(lambda: room_call(ada) and room_call(ada).has_microphone)  # type: ignore[union-attr]
        await ada.until(lambda: sorted(users(ada)) == ["ada", "cyd"])

    async def test_what_breaks_down_leaves_the_way_free_for_the_next(
        self, ada: DeskPhone, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def breaks_down(*args: object, **settings: object) -> Call:
            raise OSError("out of files")

        bob = await ada.friend("bob")
        call = await ada.talks_to(bob)
        with monkeypatch.context() as patch, pytest.raises(OSError, match="out of files"):
            patch.setattr(merge_desk, "dial", breaks_down)
            await merges(ada, call)
        assert ada.said == ["The room could not be opened: the calls go on as they were."]
        assert (await ada.shows("bob", "established")).has_microphone
        await merges(ada, call)
        await ada.until(lambda: len(ada.calls) == 1 and len(members(ada)) == 2)
        assert len(ada.said) == 1

    async def test_what_cannot_be_brought(self, ada: DeskPhone) -> None:
        bob = await ada.friend("bob")
        await ada.board.place("bob", video=False)
        await ada.shows("bob", "ringing")
        await merges(ada, ada.call_with("bob"))
        assert ada.said == ["bob cannot be brought into a room now: The call is not established yet."]
        await bob.heard.calls[-1].answer()
        call = await ada.shows("bob", "established")
        leg = ada.board.line(call.call_id).call.life.leg  # type: ignore[union-attr]
        assert isinstance(leg, FakeLeg)
        leg.refuses.add("REFER")
        await merges(ada, call)
        assert "program cannot be sent" in ada.said[-1]
        await ada.board.merge([])
        await ada.board.merge(["gone"])
        assert len(ada.said) == 2

    async def test_one_merge_at_a_time(self, ada: DeskPhone) -> None:
        bob = await ada.friend("bob")
        call = await ada.talks_to(bob)
        await merges(ada, call)
        await merges(ada, call)
        assert ada.said in (
            ["Calls are being brought into a room already."],
            ["A transfer is under way already."],
        )
        await ada.until(lambda: room_call(ada) and len(ada.calls) == 1)

    async def test_a_room_alone_has_nobody_to_bring(self, ada: DeskPhone) -> None:
        await ada.board.place("conf:plaza", video=False)
        await ada.until(lambda: room_call(ada) and room_call(ada).state == "established")  # type: ignore[union-attr]
        await merges(ada, room_call(ada))  # type: ignore[arg-type]
        assert ada.said == ["There is no other call to bring into the room."]

    async def test_the_service_goes_away_meanwhile(self, ada: DeskPhone) -> None:
        bob = await ada.friend("bob")
        call = await ada.talks_to(bob)
        line = ada.board.line(call.call_id)
        assert line is not None
        await merges(ada, call)
        for one in ada.board.lines:
            if one is not line:
                one.call.life.handle(events.SignallingFailed(at=0.0, reason="gone"))
        await ada.until(lambda: len(ada.calls) == 1)
        assert any(one.has_microphone for one in ada.calls)
