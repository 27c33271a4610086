"""What happened goes at once and in order, how things stand when all is answered; both are bounded."""

from __future__ import annotations

from dataclasses import replace

from core.calling.room.roster import Roster, after
from core.service.conference.calls.mailbox import MAX_OUT, MAX_WAITING, Letter, Mailbox
from core.service.conference.state import roster
from core.service.conference.state.room import Member, Room
from core.sip.bodies.room_events import RosterEvent, RosterKind


class Slot:
    """What was sent, and whether it can be."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.is_open = True
        self.box = Mailbox(self._send)

    def _send(self, letter: Letter) -> bool:
        if self.is_open:
            self.sent.append(letter.write())
        return self.is_open

    def post(self, text: str, topic: str = "") -> None:
        self.box.post(Letter(text.encode, topic))


def test_what_happened_does_not_wait_for_answers_and_keeps_its_order():
    slot = Slot()
    slot.post("who speaks", "talks")
    for number in range(MAX_OUT + 2):
        slot.post(str(number))
    assert slot.sent == [b"who speaks", *(str(number).encode() for number in range(MAX_OUT - 1))]
    for _ in range(3):
        slot.box.answered()
    assert slot.sent[-3:] == [str(number).encode() for number in range(MAX_OUT - 1, MAX_OUT + 2)]
    assert not slot.box.is_empty
    for _ in range(MAX_OUT):
        slot.box.answered()
    assert slot.box.is_empty


def test_how_things_stand_is_told_one_after_the_other():
    slot = Slot()
    slot.post("a", "one")
    slot.post("b", "two")
    slot.post("c", "three")
    assert slot.sent == [b"a"]
    slot.box.answered()
    assert slot.sent == [b"a", b"b"]
    slot.post("somebody leaves")
    assert slot.sent == [b"a", b"b", b"somebody leaves"]
    slot.box.answered()
    assert slot.sent[3:] == [] and len(slot.box) == 1
    slot.box.answered()
    assert slot.sent[3:] == [b"c"]


def test_late_answers_to_what_was_forgotten_make_no_room():
    slot = Slot()
    for text in "abc":
        slot.post(text)
    slot.box.forget()
    for _ in range(3):
        slot.box.answered()
    for number in range(MAX_OUT + 1):
        slot.post(str(number))
    assert len(slot.box) == 1


def test_of_two_states_only_the_newer_is_told_and_after_what_was_posted_before_it():
    slot = Slot()
    slot.post("first")
    slot.post("old", "state")
    slot.post("event")
    slot.post("new", "state")
    for _ in range(3):
        slot.box.answered()
    assert slot.sent == [b"first", b"event", b"new"]


def test_a_state_does_not_overtake_the_join_that_it_makes_old():
    slot = Slot()
    anna, ben = Member("aa", "Anna", "sip:anna@x", "anna"), Member("bb", "Ben", "sip:ben@x", "ben")
    alone, later = Room("r", 0, (anna,)), Room("r", 0, (anna, replace(ben, is_silenced=True)))
    slot.post("first")
    slot.box.post(Letter(lambda: bytes(roster.whole(RosterKind.STATE, alone, "aa", 0)), "state"))
    join = bytes(roster.of_one(RosterKind.JOIN, Room("r", 0, (anna, ben)), ben, "aa", 0))
    slot.box.post(Letter(lambda: join))
    slot.box.post(Letter(lambda: bytes(roster.whole(RosterKind.STATE, later, "aa", 0)), "state"))
    for _ in range(3):
        slot.box.answered()
    known = Roster()
    for body in slot.sent[1:]:
        event = RosterEvent.parse(body)
        assert event is not None
        known = after(known, event)
    assert [(one.name, one.muted) for one in known.members] == [("Anna", False), ("Ben", True)]


def test_what_is_out_is_not_taken_back():
    slot = Slot()
    slot.post("old", "state")
    slot.post("new", "state")
    slot.box.answered()
    assert slot.sent == [b"old", b"new"] and not slot.box.is_empty


def test_a_body_is_written_when_it_is_sent():
    slot, words = Slot(), [b"old"]
    slot.post("first")
    slot.box.post(Letter(lambda: words[0], "state"))
    words[0] = b"new"
    slot.box.answered()
    assert slot.sent == [b"first", b"new"]


def test_it_does_not_grow():
    slot = Slot()
    for number in range(MAX_WAITING + MAX_OUT + 10):
        slot.post(str(number))
    assert (len(slot.box), slot.box.dropped) == (MAX_WAITING, 10)
    slot.box.answered()
    assert slot.sent[MAX_OUT:] == [str(MAX_OUT + 10).encode()]


def test_who_cannot_be_told_is_not_waited_for():
    slot = Slot()
    slot.is_open = False
    slot.post("a")
    assert slot.box.is_empty
    slot.is_open = True
    slot.post("b")
    assert slot.sent == [b"b"]


def test_forgetting():
    slot = Slot()
    for text in "abc":
        slot.post(text)
    slot.box.forget()
    slot.post("d")
    assert slot.sent == [b"a", b"b", b"c", b"d"]
