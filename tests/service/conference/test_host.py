"""What the host of a room may do, and nobody else."""

from __future__ import annotations

from dataclasses import replace

from core.service.conference.invitations import why_not
from core.service.conference.state.room import Member
from core.sip.agent.events import SessionEnded
from core.sip.bodies.room_events import EndReason, MemberKind, Presence, RosterKind
from core.sip.bodies.room_requests import (
    ALL,
    End,
    HandOver,
    Invite,
    Lock,
    Mute,
    RaiseHand,
    Remove,
    RoomRequest,
    Send,
    Unmute,
    View,
)
from core.sip.messages import Reason
from core.sip.private_names import OUR_REASON
from tests.service.conference.conftest import House
from tests.service.conference.room_phone import RoomPhone


async def both(house: House) -> tuple[RoomPhone, RoomPhone]:
    """Return the host of a room and another member."""
    anna, ben = await house.phones_of("anna", "ben")
    await anna.join("standup")
    await ben.join("standup")
    await anna.until(lambda: len(anna.names()) == 2)
    return anna, ben


async def test_muting_one_silences_them_until_they_take_it_back(house: House) -> None:
    anna, ben = await both(house)
    anna.ask(Mute(ben.me))
    await ben.until(lambda: ben.heard_of(RosterKind.MUTE) == ["Ben"])
    assert house.media_of(ben).is_muted
    await ben.until(lambda: ben.of("Ben").muted)
    ben.ask(Unmute())
    await anna.until(lambda: anna.heard_of(RosterKind.UNMUTE) == ["Ben"])
    assert not house.media_of(ben).is_muted
    await ben.until(lambda: ben.statuses == [200])


async def test_muting_all_leaves_the_host_alone(house: House) -> None:
    anna, ben = await both(house)
    anna.ask(Mute(ALL))
    await anna.until(lambda: anna.of("Ben").muted)
    assert house.media_of(ben).is_muted
    assert not house.media_of(anna).is_muted


async def test_saying_that_the_own_microphone_is_open_does_not_undo_the_host(house: House) -> None:
    anna, ben = await both(house)
    anna.ask(Mute(ben.me))
    await ben.until(lambda: ben.of("Ben").muted)
    kind = "application/vnd.ahoy.media-state+json"
    ben.inform(kind, b'{"muted": false, "video": "none"}', "ahoy-media")
    ben.ask(RaiseHand(True))
    await ben.until(lambda: (facts := ben.of("Ben").facts) is not None and facts.hand)
    assert ben.of("Ben").muted and house.media_of(ben).is_muted


def silenced(phone: RoomPhone, name: str) -> set[bool]:
    """Return whether anything so far called somebody muted by the host, or not."""
    channels = [one for event in phone.told for one in event.channels if one.name == name]
    return {one.facts.silenced for one in channels if one.facts is not None}


async def test_who_mutes_oneself_is_not_silenced_by_the_host(house: House) -> None:
    _, ben = await both(house)
    kind = "application/vnd.ahoy.media-state+json"
    ben.inform(kind, b'{"muted": true, "video": "none"}', "ahoy-media")
    ben.inform(kind, b'{"muted": false, "video": "none"}', "ahoy-media")
    await ben.until(lambda: ben.heard_of(RosterKind.UNMUTE) == ["Ben"])
    assert ben.heard_of(RosterKind.MUTE) == ["Ben"]
    assert silenced(ben, "Ben") == {False}


async def test_whom_the_host_mutes_is_told_that_it_was_the_host(house: House) -> None:
    anna, ben = await both(house)
    anna.ask(Mute(ben.me))
    await ben.until(lambda: ben.heard_of(RosterKind.MUTE) == ["Ben"])
    muted = next(one for one in ben.told if one.kind is RosterKind.MUTE)
    assert muted.channels[0].facts is not None and muted.channels[0].facts.silenced
    ben.ask(Unmute())
    await ben.until(lambda: (facts := ben.of("Ben").facts) and not facts.silenced and not ben.of("Ben").muted)


async def test_the_host_mutes_somebody_who_is_muted_already(house: House) -> None:
    anna, ben = await both(house)
    kind = "application/vnd.ahoy.media-state+json"
    ben.inform(kind, b'{"muted": true, "video": "none"}', "ahoy-media")
    await anna.until(lambda: anna.of("Ben").muted)
    anna.ask(Mute(ben.me))
    await ben.until(lambda: (facts := ben.of("Ben").facts) and facts.silenced)


async def test_removing_one_ends_their_call_with_the_reason(house: House) -> None:
    anna, ben = await both(house)
    anna.ask(Remove(ben.me))
    await ben.until(lambda: ben.ended)
    last = ben.told[-1]
    assert last.kind is RosterKind.ENDED and last.facts is not None
    assert last.facts.reason is EndReason.REMOVED
    assert ben.ended is not None and ben.ended.reason_header is not None
    await anna.until(lambda: anna.names() == ["Anna"])


async def test_a_locked_room_lets_nobody_in_until_it_is_opened(house: House) -> None:
    anna, _ = await both(house)
    carl = await house.phone("carl")
    anna.ask(Lock(True))
    await anna.until(lambda: anna.room.locked)
    carl.dial("standup")
    await carl.until(lambda: carl.rejected)
    assert carl.rejected is not None and carl.rejected.reason_header is not None
    assert (carl.rejected.status, carl.rejected.reason_header.text) == (403, "The room is locked")
    anna.ask(Lock(False))
    await anna.until(lambda: not anna.room.locked)
    await carl.join("standup")


async def test_ending_the_room_ends_it_for_all(house: House) -> None:
    anna, ben = await both(house)
    anna.ask(End())
    await ben.until(lambda: ben.ended)
    await anna.until(lambda: anna.ended)
    assert ben.told[-1].facts is not None and ben.told[-1].facts.reason is EndReason.ENDED
    await house.until(lambda: not house.rooms)
    await ben.join("standup")
    assert ben.names() == ["Ben"], "it is a new room"


async def test_the_office_is_handed_on(house: House) -> None:
    anna, ben = await both(house)
    anna.ask(HandOver(ben.me))
    await anna.until(lambda: anna.notices())
    assert anna.notices() == ["Ben is the host now."]
    assert (ben.of("Ben").admin, ben.of("Anna").admin) == (True, False)
    anna.ask(End())
    await anna.until(lambda: len(anna.statuses) == 2)
    assert anna.statuses == [200, 403]


async def test_anybody_raises_the_own_hand(house: House) -> None:
    anna, ben = await both(house)
    ben.ask(RaiseHand(True))
    await anna.until(lambda: (facts := anna.of("Ben").facts) is not None and facts.hand)
    ben.ask(RaiseHand(False))
    await anna.until(lambda: (facts := anna.of("Ben").facts) is not None and not facts.hand)


async def test_anybody_says_what_they_look_at(house: House) -> None:
    anna, ben = await both(house)
    ben.ask(View({anna.me: 180, f"{anna.me}/slides": 0}))
    await ben.until(lambda: ben.statuses)
    assert house.media_of(ben).heights == {anna.me: 180, f"{anna.me}/slides": 0}


async def test_nobody_but_the_host_may(house: House) -> None:
    anna, ben = await both(house)
    wanted: list[RoomRequest] = [Mute(ALL), Mute("ff"), Remove("ff"), Lock(True), End(), HandOver("ff")]
    wanted += [Invite("carl"), Send(1, 1)]
    for each in wanted:
        ben.ask(each)
    await ben.until(lambda: len(ben.statuses) == len(wanted))
    assert set(ben.statuses) == {403}
    assert len(anna.names()) == 2 and not anna.room.locked


async def test_requests_that_make_no_sense_are_refused_and_harm_nobody(house: House) -> None:
    anna, _ = await both(house)
    bodies = [b"", b"[]", b"{", b'{"do":"fly"}', b'{"do":"mute","member":7}', b"[" * 9_000, b"\xff"]
    for body in bodies:
        anna.inform("application/json", body, "ahoy-room")
    for kind in ("application/vnd.ahoy.media-state+json", "application/dtmf-relay", "x/y"):
        anna.inform(kind, b"nonsense", "ahoy-media")
    anna.ask(RaiseHand(True))
    await anna.until(lambda: (facts := anna.of("Anna").facts) and facts.hand)
    await anna.until(lambda: len(anna.statuses) == len(bodies) + 4)
    assert anna.statuses.count(400) == len(bodies)


async def test_events_that_a_member_sends_reach_nobody(house: House) -> None:
    anna, ben = await both(house)
    assert anna.session is not None
    before = len(ben.told)
    forged = b'{"type":"ConfbridgeLeave","channels":[{"id":"' + ben.me.encode() + b'"}]}'
    anna.session.message("application/x-asterisk-confbridge-event+json", forged, anna.now)
    anna.ask(RaiseHand(True))
    await ben.until(lambda: len(ben.told) > before)
    assert [one.kind for one in ben.told[before:]] == [RosterKind.STATE]
    assert len(ben.names()) == 2


async def test_a_host_who_leaves_is_followed_by_who_was_there_longest(house: House) -> None:
    anna, ben = await both(house)
    carl = await house.phone("carl")
    await carl.join("standup")
    anna.leave()
    await carl.until(lambda: carl.of("Ben").admin)
    await ben.until(lambda: ben.notices() == ["Ben is the host now."])


async def test_phones_that_know_only_confbridge_are_told_what_it_tells(house: House) -> None:
    anna = await house.phone("anna")
    old = await house.phone("old", packages=())
    await anna.join("standup")
    await old.join("standup")
    anna.ask(Mute(old.me))
    await old.until(lambda: old.heard_of(RosterKind.MUTE) == ["Old"])
    anna.leave()
    await old.until(lambda: old.heard_of(RosterKind.LEAVE) == ["Anna"])
    assert {one.kind for one in old.told} == {RosterKind.WELCOME, RosterKind.MUTE, RosterKind.LEAVE}


# --- whom the room calls ------------------------------------------------------------------------------


async def test_who_is_invited_is_called_and_is_in_when_they_answer(house: House) -> None:
    anna, _ = await both(house)
    carl = await house.phone("carl")
    anna.ask(Invite("carl", "Carl C."))
    await carl.until(lambda: carl.rings)
    session = carl.rings
    assert session is not None
    assert session.request.from_.uri.user == "room-standup" and session.request.from_.display_name == "Anna"
    assert session.request.contact is not None and "isfocus" in session.request.contact.params
    await anna.until(lambda: "Carl C." in anna.names())
    facts = anna.of("Carl C.").facts
    assert facts is not None and facts.state is Presence.RINGING
    carl.session = session
    carl.do(session.accept, b"answer to an invitation")
    await carl.until(lambda: carl.welcomes())
    await anna.until(
        lambda: (facts := anna.of("Carl C.").facts) is not None and facts.state.value == "present"
    )
    assert house.media_of(carl).asked[:2] == ["offer", "take_answer answer to an invitation"]
    # He is known as this device: coming back he takes his own place.
    await carl.join("standup")
    await anna.until(lambda: anna.names() == ["Anna", "Ben", "Carl"])


async def test_the_host_hears_why_somebody_does_not_come(house: House) -> None:
    anna, _ = await both(house)
    carl = await house.phone("carl")
    for status in (486, 603, 500):
        carl.rings = None
        anna.ask(Invite("carl"))
        await carl.until(lambda: carl.rings)
        assert carl.rings is not None
        carl.do(carl.rings.reject, status)
    await anna.until(lambda: len(anna.notices()) == 3)
    assert anna.notices() == ["carl is busy.", "carl declined.", "carl cannot be called."]
    await anna.until(lambda: anna.names() == ["Anna", "Ben"])


async def test_who_declines_does_not_speak_for_the_room(house: House) -> None:
    anna, _ = await both(house)
    carl = await house.phone("carl")
    anna.ask(Invite("carl"))
    await carl.until(lambda: carl.rings)
    assert carl.rings is not None
    carl.rings.reject(603, carl.now, headers=[("Reason", Reason(OUR_REASON, 603, "Your account is locked."))])
    carl.driver.pump()
    await anna.until(anna.notices)
    assert anna.notices() == ["carl declined."]


def test_the_gateway_says_why_a_number_is_not_called() -> None:
    said = Reason(OUR_REASON, 402, "No minutes are left.")
    number = Member("x", "+4930123456", kind=MemberKind.PHONE)
    assert why_not(number, 403, said) == "No minutes are left."
    assert why_not(number, 486, Reason("SIP", 486, "Busy")) == "+4930123456 is busy."
    assert why_not(replace(number, kind=MemberKind.SIP), 486, said) == "+4930123456 is busy."


async def test_whom_nobody_can_call(house: House) -> None:
    anna, _ = await both(house)
    strangers = ("nobody", "+4930123456", "sip:someone@elsewhere.example", "conference-rooms", "room-x")
    for target in strangers:
        anna.ask(Invite(target))
    anna.ask(Invite("sip:x y@z"))
    await anna.until(lambda: len(anna.notices()) == len(strangers) + 1)
    shown = {target.removeprefix("sip:") for target in strangers}
    expected = {f"{name} cannot be found." for name in shown} | {"sip:x y@z is nobody who can be called."}
    assert set(anna.notices()) == expected
    await anna.until(lambda: anna.names() == ["Anna", "Ben"])


async def test_an_invitation_is_taken_back_by_removing_who_is_called(house: House) -> None:
    anna, _ = await both(house)
    carl = await house.phone("carl")
    anna.ask(Invite("carl"))
    await carl.until(lambda: carl.rings)
    await anna.until(lambda: "carl" in anna.names())
    anna.ask(Remove(anna.of("carl").id))
    ended = await carl.event(SessionEnded)
    assert ended.session is carl.rings
    await anna.until(lambda: anna.names() == ["Anna", "Ben"])
