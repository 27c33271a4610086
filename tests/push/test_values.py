"""Subscriptions, notifications, known calls and streams of events: kept, read, and full of nonsense."""

from __future__ import annotations

import itertools
import json
import os
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.push.encryption import LARGEST_MESSAGE
from core.push.errors import PushError
from core.push.event_stream import LINE_LIMIT, EventStream, EventStreamError, StreamEvent
from core.push.keys import ReceiverKeys, new_private_key
from core.push.notification import FUTURE, CallEnding, CallNotification, read_payload
from core.push.replays import LIMIT, KnownCalls
from core.push.subscription import ENDPOINT_LIMIT, HeldSubscription, PushSubscription
from core.push.texts import from_text, to_text

NOW = 1_768_521_600.0
KEYS = ReceiverKeys(new_private_key(), os.urandom(16))
HELD = HeldSubscription(
    "https://calls.example.net",
    "https://calls.example.net/push/s/1",
    "https://calls.example.net/push/m/1",
    KEYS,
    user_id="bob",
)


@given(st.binary(max_size=100))
def test_bytes_as_text(data: bytes) -> None:
    assert from_text(to_text(data)) == data


@pytest.mark.parametrize("text", ["a", "a b", "ä", "+/==", "A" * 9000, "AAA\n"])
def test_no_such_text(text: str) -> None:
    with pytest.raises(PushError):
        from_text(text)


def test_a_held_subscription_is_kept_as_text() -> None:
    kept = HeldSubscription.from_text(HELD.to_text())
    assert (kept.service_url, kept.receive_url, kept.user_id) == (HELD.service_url, HELD.receive_url, "bob")
    assert kept.told == HELD.told
    assert "push/s" not in repr(kept) and "push/m" not in repr(kept.told)


@pytest.mark.parametrize("text", ["", "null", "{}", "[1]", "[" * 3000, "x" * 5000, '{"keys": 5}'])
def test_a_held_subscription_that_cannot_be_read(text: str) -> None:
    with pytest.raises(PushError):
        HeldSubscription.from_text(text)


@pytest.mark.parametrize(
    "changed",
    [
        {"endpoint": ""},
        {"endpoint": "ftp://a/"},
        {"endpoint": "https://a/ b"},
        {"endpoint": "https://ä/"},
        {"endpoint": "https://a/" + "b" * ENDPOINT_LIMIT},
        {"p256dh": ""},
        {"p256dh": "AAAA"},
        {"auth": ""},
        {"auth": "AAAA"},
    ],
)
def test_a_subscription_that_cannot_be_used(changed: dict[str, str]) -> None:
    fields = {"endpoint": "https://a/b", "p256dh": KEYS.p256dh, "auth": KEYS.auth_text}
    PushSubscription(**fields)
    with pytest.raises(PushError):
        PushSubscription(**fields | changed)


def test_a_notification_comes_back_as_it_was_written() -> None:
    made = CallNotification(
        "c-1",
        "alice",
        user_id="bob",
        display_name="Alice Ä",
        is_video=True,
        headers={"topic": "tea"},
        domain="mxp",
        sent_at=NOW,
        expires_at=NOW + 30,
        ending=CallEnding.ANSWERED,
        reply="/push/calls/abc-_9",
    )
    assert read_payload(made.to_payload(), NOW) == made
    assert "abc" not in repr(made) and "tea" not in repr(made)
    longest = CallNotification("c" * 256, "a" * 255, display_name="Ä" * 100, headers={"a": "b" * 1000})
    assert len(longest.to_payload()) < LARGEST_MESSAGE


def test_when_it_has_expired() -> None:
    told = CallNotification("c-1", "alice", expires_at=NOW)
    assert not told.has_expired(NOW - 1) and told.has_expired(NOW)
    assert told.has_expired(NOW - FUTURE - 1), "one that is never over comes from no clock of ours"


@pytest.mark.parametrize(
    ("fields", "ending"),
    [
        ({}, None),
        ({"canceled": True}, CallEnding.CANCELED),
        ({"canceled": True, "ending": "answered"}, CallEnding.ANSWERED),
        ({"canceled": True, "ending": "eaten"}, CallEnding.CANCELED),
        ({"canceled": True, "ending": ["x"]}, CallEnding.CANCELED),
        ({"canceled": "yes", "ending": "answered"}, None),
    ],
)
def test_why_it_is_over(fields: dict[str, Any], ending: CallEnding | None) -> None:
    told = read_payload({"ahoy": "call", "callId": "c", "from": "a"} | fields, NOW)
    assert told is not None and told.ending is ending


@pytest.mark.parametrize(
    "reply",
    [
        "https://elsewhere.example/push/calls/abc",
        "//elsewhere.example/push/calls/abc",
        "/push/calls/",
        "/push/calls/../../admin",
        "/push/calls/a?b",
        "/push/calls/" + "a" * 200 + "/",
        "/admin",
        7,
    ],
)
def test_an_answer_goes_to_its_service_and_nowhere_else(reply: object) -> None:
    told = read_payload({"ahoy": "call", "callId": "c", "from": "a", "reply": reply}, NOW)
    assert told is not None
    assert told.reply == "" or set(told.reply.removeprefix("/push/calls/")) == {"a"}


@pytest.mark.parametrize("expires", [float("nan"), float("inf"), 10**400, -1e300, True, "soon", None])
def test_times_that_are_none(expires: object) -> None:
    told = read_payload({"ahoy": "call", "callId": "c", "from": "a", "expiresAt": expires}, NOW)
    assert told is not None and told.expires_at == NOW + 60


def test_a_call_is_new_once() -> None:
    known = KnownCalls()
    assert known.add("c-1") and not known.add("c-1") and "c-1" in known
    again = KnownCalls.from_text(known.to_text())
    assert not again.add("c-1") and again.add("c-2")


def test_what_is_known_stays_bounded() -> None:
    known = KnownCalls()
    for number in range(LIMIT + 10):
        known.add(f"c-{number}")
    assert len(known) == LIMIT and "c-9" not in known and "c-10" in known


@pytest.mark.parametrize("text", ["", "{", "null", "5", "[" * 5000, '[1, null, {"a": 2}]'])
def test_known_calls_that_cannot_be_read(text: str) -> None:
    assert len(KnownCalls.from_text(text)) == 0
    assert len(KnownCalls.from_text(json.dumps(["a" * 300, "b"]))) == 1


STREAM = (
    b": hello\nevent: hello\ndata: {}\n\n: alive\n\nid: 7\r\ndata: a\r\ndata:b\r\n\r\nretry: 5\n\ndata\n\n"
)
EVENTS = [StreamEvent("hello", "{}"), StreamEvent("message", "a\nb", "7"), StreamEvent("message", "")]


@settings(max_examples=30)
@given(st.lists(st.integers(1, len(STREAM))))
def test_a_stream_is_read_however_it_is_cut(cuts: list[int]) -> None:
    stream, found, places = EventStream(), [], [0, *sorted(cuts), len(STREAM)]
    for start, end in itertools.pairwise(places):
        found += list(stream.feed(STREAM[start:end]))
    assert found == EVENTS


def test_a_stream_does_not_grow_without_end() -> None:
    with pytest.raises(EventStreamError):
        list(EventStream().feed(b"data: " + b"x" * LINE_LIMIT))
    with pytest.raises(EventStreamError):
        list(EventStream().feed((b"data: " + b"x" * 1000 + b"\n") * 20))


@given(st.binary(max_size=200))
def test_a_stream_of_nonsense(chunk: bytes) -> None:
    list(EventStream().feed(chunk))
