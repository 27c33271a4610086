"""What goes wrong in rooms: lost connections, restarts, floods, and people who mean harm."""

from __future__ import annotations

import pytest

from core.sip.agent.events import InviteAccepted, InviteRejected, RequestAnswered
from core.sip.bodies.room_events import Presence, RosterKind
from core.sip.bodies.room_requests import End, Lock, Mute, RaiseHand, Remove, Unmute
from core.sip.messages import Reason, Uri
from core.sip.private_names import ROOM_PASS_HEADER
from tests.service.conference.conftest import House, MakeHouse
from tests.service.conference.room_phone import RoomPhone


async def room_of(house: House, *users: str) -> list[RoomPhone]:
    """Return members of one room; the first is its host."""
    phones = await house.phones_of(*users)
    for phone in phones:
        await phone.join("standup")
    await phones[0].until(lambda: len(phones[0].names()) == len(users))
    return phones


def state_of(phone: RoomPhone, name: str) -> Presence | None:
    found = [one.facts for one in phone.whole.channels if one.name == name]
    return found[0].state if found and found[0] is not None else None


async def test_who_loses_the_way_is_away_and_comes_back_as_they_were(house: House) -> None:
    anna, ben, carl = await room_of(house, "anna", "ben", "carl")
    ben.ask(RaiseHand(True))
    anna.ask(Mute(ben.me))
    await anna.until(lambda: anna.of("Ben").muted)
    old = ben.me
    house.room.end(ben.me)
    await carl.until(lambda: state_of(carl, "Ben") is Presence.AWAY)
    await ben.until(lambda: ben.ended)
    assert ben.ended is not None and ben.ended.reason_header is not None
    assert ben.ended.reason_header.cause == 504
    await ben.join("standup")
    await carl.until(lambda: state_of(carl, "Ben") is Presence.PRESENT)
    back = carl.of("Ben")
    assert back.id != old
    assert back.muted and house.media_of(ben).is_muted
    assert back.facts is not None and back.facts.hand


async def test_who_joins_anew_hears_that_the_host_had_muted_them_and_takes_it_back(house: House) -> None:
    anna, ben = await room_of(house, "anna", "ben")
    anna.ask(Mute(ben.me))
    await ben.until(lambda: ben.of("Ben").muted)
    await ben.join("standup")
    welcomed = ben.welcomes()[-1].channels
    assert [one.facts.silenced for one in welcomed if one.facts is not None] == [False, True]
    ben.ask(Unmute())
    await ben.until(lambda: (facts := ben.of("Ben").facts) is not None and not facts.silenced)
    assert not ben.of("Ben").muted and not house.media_of(ben).is_muted


async def test_who_hangs_up_is_not_lost_though_the_media_ends_first(house: House) -> None:
    anna, ben = await room_of(house, "anna", "ben")
    house.room.end(ben.me)
    ben.leave()
    await anna.until(lambda: state_of(anna, "Ben") is not Presence.PRESENT)
    assert state_of(anna, "Ben") is None


async def test_a_locked_room_has_its_lost_members_back(house: House) -> None:
    anna, ben = await room_of(house, "anna", "ben")
    anna.ask(Lock(True))
    await ben.until(lambda: ben.room.locked)
    house.room.end(ben.me)
    await anna.until(lambda: state_of(anna, "Ben") is Presence.AWAY)
    other = await house.phone("ben")
    other.dial("standup")
    await other.until(lambda: other.rejected)
    assert other.rejected is not None and other.rejected.status == 403, "another device is another"
    await ben.join("standup")


async def test_an_app_that_gives_up_its_media_may_come_back_too(house: House) -> None:
    anna, ben = await room_of(house, "anna", "ben")
    assert anna.session is not None
    anna.session.bye(anna.now, Reason("SIP", 504, "no media"))
    anna.driver.pump()
    await ben.until(lambda: state_of(ben, "Anna") is Presence.AWAY)
    assert ben.of("Anna").admin, "she is still the host"
    await anna.join("standup")
    await ben.until(lambda: state_of(ben, "Anna") is Presence.PRESENT)
    assert ben.of("Anna").admin


async def test_who_does_not_come_back_has_left_and_is_host_no_more(make_house: MakeHouse) -> None:
    house = await make_house(return_seconds=0, host_seconds=0)
    anna, ben = await room_of(house, "anna", "ben")
    house.room.end(anna.me)
    await ben.until(lambda: ben.names() == ["Ben"])
    await ben.until(lambda: ben.of("Ben").admin)
    await ben.until(lambda: "Anna did not come back." in ben.notices())


async def test_a_connection_that_breaks_ends_no_stay(house: House) -> None:
    anna, ben = await room_of(house, "anna", "ben")
    await ben.driver.close()
    anna.ask(RaiseHand(True))
    await anna.until(lambda: (facts := anna.of("Anna").facts) and facts.hand)
    assert state_of(anna, "Ben") is Presence.PRESENT
    await ben.reconnect(house.endpoint.url)
    ben.driver._on_event = ben._heard
    await ben.until(lambda: (facts := ben.of("Anna").facts) and facts.hand)


async def test_a_restarted_service_has_the_room_back_with_its_host_and_its_lock(house: House) -> None:
    anna, ben = await room_of(house, "anna", "ben")
    anna.ask(Lock(True))
    await ben.until(lambda: ben.room.locked)
    since, started = anna.of("Anna").facts, anna.room.started
    for phone in (anna, ben):
        await phone.driver.close()
    await house.service.stop()
    await house.open()
    for phone in (ben, anna):
        await phone.reconnect(house.endpoint.url)
    await ben.join("standup", headers=((ROOM_PASS_HEADER, ben.room.host_pass),))
    assert ben.of("Ben").admin, "somebody has to be"
    stranger = await house.phone("carl")
    stranger.dial("standup")
    await stranger.until(lambda: stranger.rejected)
    await anna.join("standup", headers=((ROOM_PASS_HEADER, anna.room.host_pass),))
    await ben.until(lambda: ben.names() == ["Ben", "Anna"])
    assert (anna.of("Anna").admin, anna.of("Ben").admin) == (True, False)
    assert anna.room.locked and anna.room.started == started
    facts = anna.of("Anna").facts
    assert facts is not None and since is not None and facts.since == since.since


@pytest.mark.parametrize("stolen", ["", "x", "A" * 600, "ünïcode"])
async def test_passes_that_are_none_open_no_door(house: House, stolen: str) -> None:
    (anna,) = await room_of(house, "anna")
    anna.ask(Lock(True))
    await anna.until(lambda: anna.room.locked)
    ben = await house.phone("ben")
    for text in (stolen, anna.room.host_pass):
        ben.dial("standup", headers=((ROOM_PASS_HEADER, text),) if text else ())
        assert (await ben.event(InviteRejected)).status == 403


async def test_who_was_let_out_cannot_use_its_pass_for_a_locked_room(house: House) -> None:
    anna, ben = await room_of(house, "anna", "ben")
    anna.ask(Remove(ben.me))
    await ben.until(lambda: ben.ended)
    anna.ask(Lock(True))
    await anna.until(lambda: anna.room.locked)
    ben.dial("standup", headers=((ROOM_PASS_HEADER, ben.room.host_pass),))
    assert (await ben.event(InviteRejected)).status == 403


async def test_a_full_room_says_so_and_when_to_come_again(make_house: MakeHouse) -> None:
    house = await make_house(members=2)
    await room_of(house, "anna", "ben")
    carl = await house.phone("carl")
    carl.dial("standup")
    assert (await carl.event(InviteRejected)).status == 486


async def test_too_many_rooms_are_refused(make_house: MakeHouse) -> None:
    house = await make_house(rooms=1)
    anna, ben = await house.phones_of("anna", "ben")
    await anna.join("one")
    ben.dial("two")
    refused = await ben.event(InviteRejected)
    assert (refused.status, refused.reason_header) == (480, Reason("SIP", 480, "Too many rooms are open"))
    await ben.join("one")


async def test_two_hundred_joins_in_a_second_are_answered_and_leave_nothing(make_house: MakeHouse) -> None:
    house = await make_house(members=8)
    phones = await house.phones_of(*(f"u{number}" for number in range(8)))
    answers: list[int] = []
    for _ in range(25):
        for phone in phones:
            phone.agent.invite(Uri.parse("sip:room-rush@ahoy.invalid"), b"offer", phone.now)
    for phone in phones:
        phone.driver.pump()
    for phone in phones:
        for _ in range(25):
            event = await phone.event(InviteAccepted | InviteRejected)
            answers.append(event.status if isinstance(event, InviteRejected) else 200)
    assert len(answers) == 200
    assert set(answers) <= {200, 480, 486, 503}
    assert len(house.room.members) <= 8
    for phone in phones:
        await phone.driver.close()
    assert house.service.conferences is not None


async def test_offers_that_cannot_be_answered_leave_no_room(house: House) -> None:
    (anna,) = await house.phones_of("anna")
    anna.dial("standup", "bad offer")
    assert (await anna.event(InviteRejected)).status == 400
    anna.dial("standup", "")
    assert (await anna.event(InviteRejected)).status == 488
    anna.agent.invite(Uri.parse("sip:room-x@ahoy.invalid"), b"x", anna.now, content_type="text/plain")
    anna.driver.pump()
    assert (await anna.event(InviteRejected)).status == 415
    await house.until(lambda: not house.rooms)
    assert house.service.conferences is not None and house.service.conferences.members == 0


async def test_who_gives_up_at_the_door_leaves_no_room(house: House) -> None:
    (anna,) = await house.phones_of("anna")
    session = anna.dial("standup")
    anna.do(session.cancel)
    await anna.until(lambda: anna.ended)
    await house.until(lambda: not house.rooms)


async def test_ids_of_rooms(house: House) -> None:
    (anna,) = await house.phones_of("anna")
    for room, status in (("", 404), ("x" * 65, 404), ("a\tb", 404)):
        anna.dial(room)
        assert (await anna.event(InviteRejected)).status == status
    for room in ("x" * 64, "Über uns; 1/2 @ home?", "日本"):
        await anna.join(room)
        assert anna.whole.room == room
        anna.leave()


async def test_over_long_names_are_cut_and_can_be_shown(house: House) -> None:
    anna = await house.phone("anna", name="A" * 500)
    ben = await house.phone("ben", name="\u202eneB\u0007")
    await anna.join("standup")
    await ben.join("standup")
    await anna.until(lambda: len(anna.names()) == 2)
    assert anna.names() == ["A" * 64, "neB"]


async def test_who_cannot_be_told_is_told_everything_later(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.service.conference.calls.member.STALE_SECONDS", 0.05)
    (anna,) = await room_of(house, "anna")
    before = len(anna.told)
    call = house.rooms[house.endpoint.application.key, "standup"].calls[anna.me]
    call.heard(RequestAnswered(call.session, "", "MESSAGE", 503, ""))
    await anna.until(lambda: any(one.kind is RosterKind.STATE for one in anna.told[before:]))


async def test_an_app_that_knows_the_call_no_longer_has_left_it(house: House) -> None:
    anna, ben = await room_of(house, "anna", "ben")
    call = house.rooms[house.endpoint.application.key, "standup"].calls[anna.me]
    call.heard(RequestAnswered(call.session, "", "MESSAGE", 481, ""))
    await ben.until(lambda: state_of(ben, "Anna") is Presence.AWAY)


async def test_a_room_stays_open_for_who_is_at_the_door_when_the_last_one_leaves(house: House) -> None:
    anna, ben = await house.phones_of("anna", "ben")
    await anna.join("standup")
    gate = house.room.hold_answers()
    ben.dial("standup")
    await house.until(lambda: len(house.room.members) == 2)
    anna.leave()
    await house.until(lambda: len(house.room.members) == 1)
    gate.set()
    await ben.until(lambda: ben.welcomes())
    assert ben.names() == ["Ben"] and ben.of("Ben").admin


async def test_ending_a_room_turns_away_who_is_at_the_door(house: House) -> None:
    anna, ben = await house.phones_of("anna", "ben")
    await anna.join("standup")
    gate = house.room.hold_answers()
    ben.dial("standup")
    await house.until(lambda: len(house.room.members) == 2)
    anna.ask(End())
    await anna.until(lambda: anna.ended)
    gate.set()
    await ben.until(lambda: ben.ended)
    await house.until(lambda: not house.rooms)


async def test_rooms_take_calls_and_nothing_else(house: House) -> None:
    (anna,) = await house.phones_of("anna")
    room = Uri.parse("sip:room-standup@ahoy.invalid")
    anna.agent.options(room, anna.now)
    anna.agent.message(room, "text/plain", b"hello", anna.now)
    anna.driver.pump()
    answers = [await anna.event(RequestAnswered) for _ in range(2)]
    assert [one.status for one in answers] == [405, 405]
