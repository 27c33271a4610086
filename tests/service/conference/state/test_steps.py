"""A room as a value: what each event makes of it, and what holds whatever happens."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.service.conference.state.events import (
    Agreed,
    Called,
    Close,
    Closed,
    Dismiss,
    Effect,
    Event,
    HandedOver,
    HandRaised,
    HostLate,
    Joined,
    Left,
    LockSet,
    Lost,
    MediaTold,
    Notice,
    PutOnHold,
    Removed,
    Silence,
    Silenced,
    Talks,
    Tell,
    TellState,
)
from core.service.conference.state.requests import NOBODY, NOT_HOST, event_of, refusal
from core.service.conference.state.room import Member, Room
from core.service.conference.state.roster import channel_of
from core.service.conference.state.steps import step
from core.sip.bodies.room_events import EndReason, MemberKind, Picture, Presence, RosterKind
from core.sip.bodies.room_requests import HandOver, Invite, Mute, RaiseHand, Remove, Send, Unmute, View


def person(name: str, since: int = 0, kind: MemberKind = MemberKind.APP) -> Member:
    account = name if kind is MemberKind.APP else ""
    return Member(name[0], name, f"sip:{name}@x", name, kind, account, f"device-{name}", since)


ANNA, BEN, CARL = person("anna", 1), person("ben", 2), person("carl", 3)
DESK = person("desk", 0, MemberKind.PHONE)


def after(*events: Event, room: Room | None = None) -> tuple[Room, list[Effect]]:
    """Return the room after all events, and the effects of the last."""
    room, effects = room or Room("r"), []
    for event in events:
        room, effects = step(room, event)
    return room, effects


def test_the_first_person_with_buttons_is_host():
    room, _ = after(Joined(DESK))
    assert room.host == ""
    room, effects = after(Joined(ANNA), room=room)
    assert room.host == "a"
    assert effects[-2:] == [Tell(RosterKind.JOIN, ANNA), TellState()]


def test_who_claims_the_office_has_it():
    room, _ = after(Joined(ANNA), Joined(BEN, claims_host=True))
    assert room.host == "b"


def test_the_office_goes_to_who_was_there_longest():
    room, effects = after(Joined(ANNA), Joined(CARL), Joined(BEN), Joined(DESK), Left("a"))
    assert room.host == "b"
    assert Notice("ben is the host now.") in effects


def test_an_office_that_nobody_can_have_stays_empty():
    room, effects = after(Joined(ANNA), Joined(DESK), Left("a"))
    assert (room.host, [one.id for one in room.members]) == ("", ["d"])
    assert effects == [Tell(RosterKind.LEAVE, ANNA), TellState()]


def test_the_last_one_out_closes_the_room_and_stops_its_calls():
    room, effects = after(Joined(ANNA), Called(BEN), Left("a"))
    assert room.members == ()
    dismissed = Dismiss("b", EndReason.ENDED, "Nobody is in the room any more.")
    assert effects == [Tell(RosterKind.LEAVE, ANNA), dismissed, Close()]


def test_a_telephone_that_the_room_called_is_not_left_alone_on_the_line():
    called = replace(DESK, was_called=True)
    room, effects = after(Joined(ANNA), Called(called), Joined(called), Left("a"))
    assert room.members == ()
    assert [one.id for one in effects if isinstance(one, Dismiss)] == ["d"]
    room, effects = after(Joined(ANNA), Joined(DESK), Left("a"))
    assert [one.id for one in room.members] == ["d"], "who called by themselves may wait"


def test_who_is_lost_is_waited_for_but_a_telephone_is_not():
    room, effects = after(Joined(ANNA), Joined(BEN), Joined(DESK), Lost("b"))
    member = room.member("b")
    assert member is not None and member.presence is Presence.AWAY
    assert effects == [TellState()]
    room, effects = after(Lost("d"), room=room)
    assert room.member("d") is None
    assert Notice("The connection to desk was lost.") in effects


def test_who_holds_their_call_is_muted_and_said_to_be_on_hold():
    room, effects = after(Joined(ANNA), Joined(BEN), Agreed("b", has_picture=True, shows_screen=False))
    assert not is_said_to_be_on_hold(room, "b")
    room, effects = after(Agreed("b", has_picture=True, shows_screen=False, holds=True), room=room)
    member = room.member("b")
    assert member is not None and member.is_muted and not member.is_unheard
    assert effects == [Tell(RosterKind.MUTE, member), TellState()]
    assert is_said_to_be_on_hold(room, "b") and not is_said_to_be_on_hold(room, "a")
    room, _ = after(Agreed("b", has_picture=True, shows_screen=False), room=room)
    assert not is_said_to_be_on_hold(room, "b")


def test_whom_the_application_holds_is_said_to_be_on_hold():
    room, _ = after(Joined(ANNA), Joined(DESK), PutOnHold("d", held=True))
    assert is_said_to_be_on_hold(room, "d")


def is_said_to_be_on_hold(room: Room, member: str) -> bool:
    found = room.member(member)
    assert found is not None
    facts = channel_of(found, room).facts
    assert facts is not None
    return facts.held


def test_a_host_who_is_away_too_long_is_followed_and_comes_back_as_anybody():
    room, _ = after(Joined(ANNA), Joined(BEN), Lost("a"))
    assert room.host == "a"
    room, _ = after(HostLate("a"), room=room)
    assert room.host == "b"
    room, _ = after(Joined(replace(ANNA, id="a2")), room=room)
    assert room.host == "b"


def test_a_host_who_is_away_alone_stays_host():
    room, _ = after(Joined(ANNA), Joined(DESK), Lost("a"), HostLate("a"))
    assert room.host == "a"


def test_coming_back_keeps_office_silence_hand_and_place_in_time():
    room, _ = after(Joined(ANNA), Joined(BEN), HandRaised("a", True), Silenced("a"), Lost("a"))
    room, effects = after(Joined(replace(ANNA, id="a2", since=9)), room=room)
    back = room.member("a2")
    assert back is not None and room.host == "a2" and room.member("a") is None
    assert (back.since, back.is_silenced, back.has_hand_raised) == (1, True, True)
    assert Silence("a2", True) in effects
    assert not any(isinstance(one, Dismiss) for one in effects)


def test_the_same_device_twice_is_one_member_and_the_newer_call_counts():
    room, effects = after(Joined(ANNA), Joined(replace(ANNA, id="a2")))
    assert [one.id for one in room.members] == ["a2"]
    assert isinstance(effects[0], Dismiss) and effects[0].reason is EndReason.REPLACED


def test_two_devices_of_one_person_are_two():
    room, _ = after(Joined(ANNA), Joined(replace(ANNA, id="a2", instance="laptop")))
    assert len(room.members) == 2


def test_outsiders_are_never_taken_for_each_other():
    nobody = Member("x", "Unknown caller", kind=MemberKind.PHONE)
    room, _ = after(Joined(nobody), Joined(replace(nobody, id="y")))
    assert len(room.members) == 2


def test_silence_is_told_and_taken_back_by_oneself():
    room, effects = after(Joined(ANNA), Joined(BEN), Silenced("b"))
    assert effects[0] == Silence("b", True)
    assert [type(one) for one in effects] == [Silence, Tell, TellState]
    room, effects = after(MediaTold("b", True, Picture.NONE), room=room)
    assert not any(isinstance(one, Tell) for one in effects), "nobody heard him anyway"
    room, effects = after(Silenced("b", silenced=False), room=room)
    member = room.member("b")
    assert member is not None and not member.is_muted


def test_silencing_all_spares_the_host():
    room, effects = after(Joined(ANNA), Joined(BEN), Joined(DESK), Silenced(""))
    assert [one.id for one in effects if isinstance(one, Silence)] == ["b", "d"]
    assert after(Silenced(""), room=room)[1] == [], "once is enough"


def test_pictures_come_and_go_with_what_was_agreed():
    room, _ = after(Joined(ANNA), Agreed("a", has_picture=True, shows_screen=False))
    assert room.members[0].picture is Picture.LIVE
    room, _ = after(MediaTold("a", False, Picture.PAUSED), Agreed("a", True, True), room=room)
    assert (room.members[0].picture, room.members[0].shows_screen) == (Picture.PAUSED, True)
    room, _ = after(Agreed("a", False, False), room=room)
    assert (room.members[0].picture, room.members[0].shows_screen) == (Picture.NONE, False)


def test_talking_is_told_once():
    room, effects = after(Joined(ANNA), Talks("a", True))
    assert effects == [Tell(RosterKind.TALKING, room.members[0])]
    assert after(Talks("a", True), room=room)[1] == []


def test_locking_handing_on_removing_and_ending():
    room, effects = after(Joined(ANNA), Joined(BEN), LockSet(True))
    assert room.locked and effects == [TellState()]
    assert after(LockSet(True), room=room)[1] == []
    room, _ = after(HandedOver("b"), room=room)
    assert room.host == "b"
    room, effects = after(Removed("a"), room=room)
    assert isinstance(effects[0], Dismiss) and effects[0].reason is EndReason.REMOVED
    room, effects = after(Closed(), room=room)
    assert room.members == () and effects[-1] == Close()


def test_the_office_is_handed_to_nobody_who_cannot_have_it():
    room, _ = after(Joined(ANNA), Joined(DESK), Joined(BEN), Lost("b"))
    for who in ("d", "b", "x", "a"):
        assert after(HandedOver(who), room=room) == (room, [])


def test_who_is_called_and_does_not_come_is_told_of_by_the_state_alone():
    room, effects = after(Joined(ANNA), Called(BEN))
    assert effects == [TellState()]
    room, effects = after(Left("b"), room=room)
    assert effects == [TellState()]


@pytest.mark.parametrize(
    "event",
    [Left("x"), Lost("x"), HostLate("x"), HandRaised("x", True), MediaTold("x", True, Picture.LIVE),
     Agreed("x", True, True), Talks("x", True), Silenced("x"), Removed("x"), HandedOver("x")],
)  # fmt: skip
def test_events_about_nobody_change_nothing(event: Event):
    room, _ = after(Joined(ANNA))
    assert after(event, room=room) == (room, [])


def test_what_members_may_ask():
    room, _ = after(Joined(ANNA), Joined(BEN), Joined(DESK), Called(CARL))
    assert refusal(room, "b", RaiseHand(True)) is None
    assert refusal(room, "b", View({})) is None
    assert refusal(room, "b", Unmute()) is None
    assert refusal(room, "b", Mute("a")) == NOT_HOST
    assert refusal(room, "x", RaiseHand(True)) == NOBODY
    assert refusal(room, "c", RaiseHand(True)) == NOBODY, "it has not answered"
    assert refusal(room, "a", Mute("x")) == NOBODY
    assert refusal(room, "a", Mute("all")) is None
    assert refusal(room, "a", HandOver("d")) == "desk cannot be the host."
    assert refusal(room, "a", Remove("a")) is not None
    assert refusal(room, "a", Remove("c")) is None, "the room stops calling them"
    assert refusal(room, "a", Send(1, 1)) is not None
    assert event_of("a", Invite("x")) is None
    assert event_of("b", Unmute()) == Silenced("b", silenced=False)


ids = st.sampled_from("abcdx")
happenings = st.one_of(
    st.sampled_from([ANNA, BEN, CARL, DESK]).map(Joined),
    st.sampled_from([ANNA, BEN, CARL, DESK]).map(Called),
    ids.map(Left),
    ids.map(Lost),
    ids.map(HostLate),
    ids.map(Removed),
    ids.map(HandedOver),
    st.builds(Silenced, st.sampled_from(["", "a", "b", "d", "x"]), st.booleans()),
    st.builds(Talks, ids, st.booleans()),
    st.builds(LockSet, st.booleans()),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(happenings, max_size=25))
def test_whatever_happens_there_is_one_of_each_and_a_host_if_there_can_be(events: list[Event]):
    room = Room("r")
    for event in events:
        room, effects = step(room, event)
        names = [one.id for one in room.members]
        assert len(names) == len(set(names))
        devices = [(one.account, one.instance) for one in room.members if one.account]
        assert len(devices) == len(set(devices))
        assert not room.host or room.member(room.host) is not None
        assert room.host or not any(one.may_host for one in room.members)
        if Close() in effects:
            assert room.members == ()
