"""What happens in a room, told from one roster to the next."""

from __future__ import annotations

from dataclasses import replace

from core.calling.room.roster import Roster
from core.engine.rooms.chronicle import EVENTS_SHOWN, Chronicle, happenings
from core.sip.bodies.room_events import Channel, ChannelFacts, Presence


def member(name: str, **facts: object) -> Channel:
    return Channel(name.lower(), name, facts=ChannelFacts(**facts))  # type: ignore[arg-type]


def roster(*members: Channel, **fields: object) -> Roster:
    return replace(Roster(members, you="me", is_known=True, is_ours=True), **fields)  # type: ignore[arg-type]


def told(before: Roster, after: Roster) -> list[str]:
    return [text for text, _ in happenings(before, after, lambda one: one.name)]


ME, BOB = member("Me"), member("Bob")


class TestSentences:
    def test_coming_and_going(self) -> None:
        assert told(roster(ME), roster(ME, BOB)) == ["Bob joined."]
        assert told(roster(ME, BOB), roster(ME)) == ["Bob left."]

    def test_nothing_is_told_of_oneself(self) -> None:
        mine = member("Me", hand=True, screen=True)
        assert told(roster(), roster(mine)) == told(roster(mine), roster()) == []

    def test_hands_and_screens(self) -> None:
        assert told(roster(ME, BOB), roster(ME, member("Bob", hand=True))) == ["Bob raised a hand."]
        assert told(roster(member("Bob", hand=True)), roster(BOB)) == []
        assert told(roster(BOB), roster(member("Bob", screen=True))) == ["Bob shows a screen."]

    def test_lost_and_back(self) -> None:
        away = member("Bob", state=Presence.AWAY)
        assert told(roster(BOB), roster(away)) == ["Bob lost the connection."]
        assert told(roster(away), roster(BOB)) == ["Bob is back."]

    def test_whom_the_room_calls(self) -> None:
        ringing = member("Bob", state=Presence.RINGING)
        assert told(roster(ME), roster(ME, ringing)) == ["Bob is being called."]
        assert told(roster(ME, ringing), roster(ME, BOB)) == ["Bob joined."]
        assert told(roster(ME, ringing), roster(ME)) == ["Bob did not come."]

    def test_the_office(self) -> None:
        hosted = roster(member("Me", host=True), BOB)
        handed_on = roster(ME, member("Bob", host=True))
        assert told(hosted, handed_on) == ["Bob is the host of the room now."]
        assert told(handed_on, hosted) == ["You are the host of the room now."]
        assert told(handed_on, roster(ME)) == ["Bob left."]

    def test_the_lock(self) -> None:
        locked = roster(ME, is_locked=True)
        assert told(roster(ME), locked) == ["The room is locked: nobody else gets in."]
        assert told(locked, roster(ME)) == ["The room is open again."]

    def test_speaking_and_muting_are_no_events(self) -> None:
        loud = replace(BOB, talking=True, muted=True)
        assert told(roster(ME, BOB), roster(ME, loud)) == []


class TestChronicle:
    def test_who_is_there_already_did_not_just_come(self) -> None:
        chronicle = Chronicle()
        chronicle.follow(Roster(), str)
        chronicle.follow(roster(ME, BOB), lambda one: one.name)
        assert chronicle.events == ()
        chronicle.follow(roster(ME), lambda one: one.name)
        assert [(event.text, event.member_id) for event in chronicle.events] == [("Bob left.", "bob")]

    def test_the_newest_ones_with_growing_numbers(self) -> None:
        chronicle = Chronicle()
        for number in range(2 * EVENTS_SHOWN):
            chronicle.tell(f"{number}")
        serials = [event.serial for event in chronicle.events]
        assert serials == list(range(EVENTS_SHOWN + 1, 2 * EVENTS_SHOWN + 1))
        assert chronicle.events[-1].text == f"{2 * EVENTS_SHOWN - 1}"
