"""Subscriptions and messages of our push service: stored, replaced, read, expired, bounded and kept."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from core.push.encryption import LARGEST_BODY
from core.service.push.mailboxes import (
    LONGEST_TTL,
    MESSAGES,
    UNUSED,
    Delivery,
    Mailbox,
    Mailboxes,
    Message,
    PushRefused,
)
from core.service.routing.endpoints import Account

BOB, CAROL = Account("app", "bob"), Account("app", "carol")
NOW = 1_768_521_600.0


class Kept:
    """A keeper in memory."""

    def __init__(self) -> None:
        self.boxes: dict[str, Mailbox] = {}
        self.letters: dict[str, Message] = {}

    def mailboxes(self) -> Iterable[Mailbox]:
        return [
            Mailbox(b.mailbox_id, b.endpoint_id, b.owner, b.sender_key, b.used_at, b.origin)
            for b in self.boxes.values()
        ]

    def save_mailbox(self, mailbox: Mailbox) -> None:
        self.boxes[mailbox.mailbox_id] = mailbox

    def delete_mailbox(self, mailbox_id: str) -> None:
        self.boxes.pop(mailbox_id, None)
        self.letters = {k: v for k, v in self.letters.items() if v.mailbox_id != mailbox_id}

    def messages(self) -> Iterable[Message]:
        return list(self.letters.values())

    def save_message(self, message: Message) -> None:
        self.letters[message.message_id] = message

    def delete_message(self, message_id: str) -> None:
        self.letters.pop(message_id, None)


def made(**terms: Any) -> Mailboxes:
    numbers = itertools.count(1)
    return Mailboxes(lambda: f"id-{next(numbers)}", **terms)


def test_a_message_waits_until_it_is_read_and_acknowledged() -> None:
    boxes = made()
    box = boxes.subscribe(BOB, "", NOW)
    assert boxes.by_endpoint(box.endpoint_id) is box and boxes.get(box.mailbox_id) is box
    boxes.push(box, Delivery(b"1", 60), NOW)
    (message,) = boxes.read(box, None, NOW + 59)
    assert message.body == b"1"
    assert boxes.read(box, None, NOW + 59) == [message], "until it is acknowledged"
    boxes.acknowledge(message.message_id)
    boxes.acknowledge(message.message_id)
    assert boxes.read(box, None, NOW + 59) == []


def test_a_reader_gets_it_at_once() -> None:
    boxes, got = made(), []
    box = boxes.subscribe(BOB, "", NOW)
    boxes.read(box, got.append, NOW)
    message = boxes.push(box, Delivery(b"1", 60), NOW)
    boxes.push(box, Delivery(b"2", 0), NOW)
    assert [each.body for each in got] == [b"1", b"2"]
    assert boxes.read(box, None, NOW) == [message], "what is good for no time at all does not wait"


def test_the_newest_of_a_topic_counts() -> None:
    boxes = made()
    box = boxes.subscribe(BOB, "", NOW)
    for body, topic in (
        (b"call 1", "one"),
        (b"call 2", "two"),
        (b"call 1 is over", "one"),
        (b"x", ""),
        (b"y", ""),
    ):
        boxes.push(box, Delivery(body, 60, topic=topic), NOW)
    assert [each.body for each in boxes.read(box, None, NOW)] == [b"call 2", b"call 1 is over", b"x", b"y"]


def test_what_is_late_is_gone() -> None:
    boxes = made()
    box = boxes.subscribe(BOB, "", NOW)
    boxes.push(box, Delivery(b"call", 30), NOW)
    assert boxes.push(box, Delivery(b"missed", 10**9), NOW).expires_at == NOW + LONGEST_TTL
    assert [each.body for each in boxes.read(box, None, NOW + 30)] == [b"missed"]
    boxes.expire(NOW + LONGEST_TTL)
    assert boxes.read(box, None, NOW + 30) == []


def test_one_user_has_few_and_the_one_unused_longest_goes() -> None:
    boxes = made(per_user=2)
    one, two = boxes.subscribe(BOB, "", NOW), boxes.subscribe(BOB, "", NOW + 1)
    others = boxes.subscribe(CAROL, "", NOW)
    boxes.read(one, lambda message: None, NOW + 2)
    three = boxes.subscribe(BOB, "", NOW + 3)
    with pytest.raises(PushRefused) as caught:
        boxes.get(two.mailbox_id)
    assert caught.value.status == 410
    assert {box.mailbox_id for box in boxes} == {each.mailbox_id for each in (one, three, others)}


def test_there_is_an_end_to_all_of_them() -> None:
    boxes = made(total=1)
    boxes.subscribe(BOB, "", NOW)
    with pytest.raises(PushRefused) as caught:
        boxes.subscribe(CAROL, "", NOW)
    assert caught.value.status == 503


def test_a_full_mailbox_loses_the_oldest() -> None:
    boxes = made()
    box = boxes.subscribe(BOB, "", NOW)
    for number in range(MESSAGES + 3):
        boxes.push(box, Delivery(b"%d" % number, 60), NOW)
    waiting = boxes.read(box, None, NOW)
    assert len(waiting) == MESSAGES and waiting[0].body == b"3"


def test_unused_ones_are_forgotten() -> None:
    boxes = made()
    unused, read = boxes.subscribe(BOB, "", NOW), boxes.subscribe(BOB, "", NOW)
    boxes.read(read, lambda message: None, NOW)
    boxes.expire(NOW + UNUSED)
    assert list(boxes) == [read] and boxes.by_endpoint(unused.endpoint_id) is None


def test_they_go_with_their_application() -> None:
    boxes = made()
    boxes.subscribe(BOB, "", NOW)
    kept = boxes.subscribe(replace(BOB, application="other"), "", NOW)
    boxes.remove_application("app")
    assert list(boxes) == [kept]


def test_a_restart_loses_nothing() -> None:
    kept = Kept()
    boxes = made(keeper=kept)
    box = boxes.subscribe(BOB, "key", NOW)
    gone = boxes.push(box, Delivery(b"seen", 600), NOW)
    boxes.push(box, Delivery(b"missed", 600, topic="one"), NOW)
    boxes.acknowledge(gone.message_id)
    boxes.remove(boxes.subscribe(CAROL, "", NOW))
    again = made(keeper=kept)
    assert len(again) == 1
    found = again.get(box.mailbox_id)
    assert (found.owner, found.sender_key, found.endpoint_id) == (BOB, "key", box.endpoint_id)
    assert [(each.body, each.topic) for each in again.read(found, None, NOW)] == [(b"missed", "one")]


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"ttl": -1}, 400),
        ({"body": bytes(LARGEST_BODY + 1)}, 413),
        ({"urgency": "extreme"}, 400),
        ({"topic": "a" * 33}, 400),
        ({"topic": "a b"}, 400),
    ],
)
def test_what_is_refused(changed: dict[str, Any], status: int) -> None:
    with pytest.raises(PushRefused) as caught:
        Delivery(**{"body": b"", "ttl": 0} | changed)
    assert caught.value.status == status


class Life(RuleBasedStateMachine):
    """Whatever is done, the books agree with each other and with what is kept."""

    boxes_made = Bundle("boxes")

    def __init__(self) -> None:
        super().__init__()
        self.kept = Kept()
        self.boxes = made(keeper=self.kept, per_user=3)
        self.now = NOW

    @rule(target=boxes_made, user=st.sampled_from(["bob", "carol"]))
    def subscribe(self, user: str) -> Mailbox:
        return self.boxes.subscribe(Account("app", user), "", self.now)

    @rule(box=boxes_made, ttl=st.integers(0, 100), topic=st.sampled_from(["", "a", "b"]))
    def push(self, box: Mailbox, ttl: int, topic: str) -> None:
        if box in list(self.boxes):
            self.boxes.push(box, Delivery(b"x", ttl, topic=topic), self.now)

    @rule(box=boxes_made)
    def read_and_acknowledge(self, box: Mailbox) -> None:
        if box in list(self.boxes):
            for message in self.boxes.read(box, None, self.now):
                assert message.expires_at > self.now
                self.boxes.acknowledge(message.message_id)

    @rule(box=boxes_made)
    def remove(self, box: Mailbox) -> None:
        self.boxes.remove(box)

    @rule(seconds=st.integers(1, 200))
    def pass_time(self, seconds: int) -> None:
        self.now += seconds
        self.boxes.expire(self.now)

    @invariant()
    def books_agree(self) -> None:
        alive = {box.mailbox_id: box for box in self.boxes}
        assert set(self.kept.boxes) == set(alive)
        waiting = {key for box in alive.values() for key in box.messages}
        assert waiting == set(self.kept.letters) == set(self.boxes._by_message)


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
