"""Rooms with real SIP over real WebSockets; what media would do is said by the fake."""

from __future__ import annotations

import pytest

from core.sip.bodies.room_events import EndReason, MemberKind, Picture, RosterKind
from tests.service.conference.conftest import House


async def test_who_joins_is_welcomed_and_the_others_are_told(house: House) -> None:
    anna, ben = await house.phones_of("anna", "ben")
    session = anna.dial("standup")
    await anna.until(lambda: anna.welcomes())
    assert session.is_established
    assert anna.answers == ["answer to offer"]
    assert session.dialog is not None and session.dialog.remote_target.user == "room-standup"
    assert (anna.names(), anna.room.you, anna.room.locked) == (["Anna"], anna.of("Anna").id, False)
    await ben.join("standup")
    await anna.until(lambda: anna.names() == ["Anna", "Ben"])
    assert ben.names() == ["Anna", "Ben"]
    assert anna.heard_of(RosterKind.JOIN) == ["Ben"]
    facts = anna.of("Anna").facts
    assert facts is not None and facts.host and facts.kind is MemberKind.APP
    assert facts.user == "sip:anna@ahoy.invalid"
    assert ben.of("Ben").number == "ben"


async def test_who_leaves_is_told_of_and_the_last_one_closes_the_room(house: House) -> None:
    anna, ben = await house.phones_of("anna", "ben")
    await anna.join("standup")
    await ben.join("standup")
    room = house.room
    anna.leave()
    await ben.until(lambda: ben.names() == ["Ben"])
    assert ben.heard_of(RosterKind.LEAVE) == ["Anna"]
    facts = ben.of("Ben").facts
    assert facts is not None and facts.host
    ben.leave()
    await house.until(lambda: not house.rooms and room.is_closed)


async def test_rooms_are_apart_by_their_id(house: House) -> None:
    anna, ben = await house.phones_of("anna", "ben")
    await anna.join("one")
    await ben.join("two")
    assert (anna.names(), ben.names()) == (["Anna"], ["Ben"])


async def test_members_are_offered_what_is_due_and_answer(house: House) -> None:
    anna, ben = await house.phones_of("anna", "ben")
    await anna.join("standup")
    ben.dial("standup")
    await anna.until(lambda: len(house.room.members) == 2)
    await ben.until(lambda: ben.welcomes())
    house.media_of(ben).sends = frozenset({"video"})
    house.media_of(anna).want_offer()
    await anna.until(lambda: anna.offers)
    assert f"of {ben.me} video" in anna.offers[0]
    await anna.until(lambda: "take_answer answer to" in " ".join(house.media_of(anna).asked))


async def test_who_talks_is_told_to_all(house: House) -> None:
    anna, ben = await house.phones_of("anna", "ben")
    await anna.join("standup")
    await ben.join("standup")
    house.room.talk(anna.me)
    await ben.until(lambda: ben.heard_of(RosterKind.TALKING) == ["Anna"])
    await anna.until(lambda: anna.heard_of(RosterKind.TALKING) == ["Anna"])
    assert ben.told[-1].channels[0].talking is True


async def test_mute_and_pause_of_oneself_are_told_to_all(house: House) -> None:
    anna, ben = await house.phones_of("anna", "ben")
    await anna.join("standup")
    house.media_of(anna).sends = frozenset({"video"})
    await ben.join("standup")
    kind = "application/vnd.ahoy.media-state+json"
    anna.inform(kind, b'{"muted": true, "video": "paused"}', "ahoy-media")
    await ben.until(lambda: ben.of("Anna").muted)
    facts = ben.of("Anna").facts
    assert facts is not None and facts.video is Picture.PAUSED
    assert ben.heard_of(RosterKind.MUTE) == ["Anna"]
    anna.inform(kind, b'{"muted": false, "video": "on"}', "ahoy-media")
    await ben.until(lambda: not ben.of("Anna").muted)
    assert ben.heard_of(RosterKind.UNMUTE) == ["Anna"]


async def test_that_somebody_holds_the_room_is_told_to_all(house: House) -> None:
    anna, ben = await house.phones_of("anna", "ben")
    await anna.join("standup")
    await ben.join("standup")
    for holds in (True, False):
        house.media_of(anna).takes_sound = not holds
        anna.offer("hold" if holds else "resume")
        await ben.until(
            lambda holds=holds: (facts := ben.of("Anna").facts) is not None and facts.held == holds
        )


async def test_what_the_viewers_can_use_is_told_to_the_sender(house: House) -> None:
    (anna,) = await house.phones_of("anna")
    await anna.join("standup")
    house.room.demand(anna.me, 180, 150)
    await anna.until(lambda: anna.requests)
    house.room.demand(anna.me, 0, 0)
    await anna.until(lambda: len(anna.requests) == 2)
    assert [(one.height, one.kbps) for one in anna.requests] == [(180, 150), (0, 0)]  # type: ignore[union-attr]


async def test_the_same_device_joining_anew_takes_its_own_place(house: House) -> None:
    anna, ben = await house.phones_of("anna", "ben")
    await anna.join("standup")
    await ben.join("standup")
    first = anna.me
    await anna.join("standup")
    await ben.until(lambda: ben.names() == ["Ben", "Anna"] or ben.names() == ["Anna", "Ben"])
    await ben.until(lambda: ben.of("Anna").id != first)
    facts = ben.of("Anna").facts
    assert facts is not None and facts.host, "the office goes with the person"
    ended = [one for one in anna.told if one.kind is RosterKind.ENDED]
    assert [one.facts.reason for one in ended if one.facts] == [EndReason.REPLACED]


async def test_two_devices_of_one_user_are_two_members(house: House) -> None:
    desk, laptop = await house.phones_of("anna", "anna")
    await desk.join("standup")
    await laptop.join("standup")
    await desk.until(lambda: len(desk.names()) == 2)
    assert desk.names() == ["Anna", "Anna"]
    assert desk.me != laptop.me


async def test_that_somebody_left_is_told_to_who_has_not_answered_what_was_told_before(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, ben, carl = await house.phones_of("anna", "ben", "carl")
    await anna.join("standup")
    await ben.join("standup")
    flow, held = anna.driver._flow, list[bytes]()
    assert flow is not None
    with monkeypatch.context() as busy:
        busy.setattr(flow, "send", held.append)
        await carl.join("standup")
        ben.leave()
        await anna.until(lambda: "Ben" in anna.heard_of(RosterKind.LEAVE))
        assert held, "nothing of all that was answered"
    for data in held:
        flow.send(data)
    await anna.until(lambda: anna.names() == ["Anna", "Carl"])
