"""One message at a time, bounded, and of two states only the newer."""

from __future__ import annotations

from core.service.conference.calls.mailbox import MAX_WAITING, Letter, Mailbox


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


def test_one_after_the_other():
    slot = Slot()
    slot.post("a")
    slot.post("b")
    assert slot.sent == [b"a"]
    slot.box.answered()
    assert slot.sent == [b"a", b"b"]
    slot.box.answered()
    assert slot.box.is_empty


def test_of_two_states_the_newer_goes_in_the_place_of_the_older():
    slot = Slot()
    slot.post("first")
    slot.post("old", "state")
    slot.post("event")
    slot.post("new", "state")
    for _ in range(3):
        slot.box.answered()
    assert slot.sent == [b"first", b"new", b"event"]


def test_what_is_out_is_not_taken_back():
    slot = Slot()
    slot.post("old", "state")
    slot.post("new", "state")
    slot.box.answered()
    assert slot.sent == [b"old", b"new"]


def test_a_body_is_written_when_it_is_sent():
    slot, words = Slot(), [b"old"]
    slot.post("first")
    slot.box.post(Letter(lambda: words[0]))
    words[0] = b"new"
    slot.box.answered()
    assert slot.sent == [b"first", b"new"]


def test_it_does_not_grow():
    slot = Slot()
    for number in range(MAX_WAITING + 11):
        slot.post(str(number))
    assert (len(slot.box), slot.box.dropped) == (MAX_WAITING, 10)
    slot.box.answered()
    assert slot.sent == [b"0", b"11"]


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
    assert slot.sent == [b"a", b"d"]
