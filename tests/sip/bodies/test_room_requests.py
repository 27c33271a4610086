"""What members and rooms ask of each other."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.sip.bodies.room_requests import (
    ALL,
    MAX_VIEWS,
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
    parse_room_request,
    room_request_body,
)
from core.sip.messages import ParseError


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (RaiseHand(True), {"do": "hand", "raised": True}),
        (View({"a1": 180, "a1/slides": 0}), {"do": "view", "heights": {"a1": 180, "a1/slides": 0}}),
        (View(), {"do": "view", "heights": {}}),
        (Mute(ALL), {"do": "mute", "member": "all"}),
        (Unmute(), {"do": "unmute"}),
        (Remove("a1"), {"do": "remove", "member": "a1"}),
        (Lock(False), {"do": "lock", "locked": False}),
        (End(), {"do": "end"}),
        (HandOver("b2"), {"do": "host", "member": "b2"}),
        (Invite("+4930123456", "Tünde"), {"do": "invite", "target": "+4930123456", "name": "Tünde"}),
        (Send(180, 150), {"do": "send", "height": 180, "kbps": 150}),
        (Send(0, 0, slides=True), {"do": "send", "height": 0, "kbps": 0, "of": "slides"}),
    ],
)
def test_every_request_is_read_again(request_: RoomRequest, words: dict[str, object]):
    body = room_request_body(request_)
    assert json.loads(body) == words
    assert parse_room_request(body) == request_


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"do": 7},
        {"do": ["end"]},
        {"do": "dance"},
        {"do": "hand"},
        {"do": "hand", "raised": "yes"},
        {"do": "view", "heights": []},
        {"do": "view", "heights": {"a": -1}},
        {"do": "view", "heights": {"a": True}},
        {"do": "view", "heights": {"a": 1.5}},
        {"do": "view", "heights": {"a": 1_000_000}},
        {"do": "view", "heights": {"": 1}},
        {"do": "view", "heights": {"x" * 99: 1}},
        {"do": "view", "heights": {f"m{number}": 1 for number in range(MAX_VIEWS + 1)}},
        {"do": "mute"},
        {"do": "mute", "member": None},
        {"do": "remove", "member": "a\r\nb"},
        {"do": "remove", "member": "ä"},
        {"do": "lock", "locked": 1},
        {"do": "host", "member": 5},
        {"do": "invite"},
        {"do": "invite", "target": ""},
        {"do": "invite", "target": "a\nb"},
        {"do": "invite", "target": "x" * 400},
        {"do": "send", "height": 180},
        {"do": "send", "height": "180", "kbps": 1},
    ],
)
def test_nonsense_is_refused(words: dict[str, object]):
    with pytest.raises(ParseError):
        parse_room_request(json.dumps(words).encode())


@pytest.mark.parametrize("body", [b"", b"[]", b"{" * 9000, b'{"do":"end"}' + b" " * 20_000, b"\x00\xff"])
def test_what_is_no_request_is_refused(body: bytes):
    with pytest.raises(ParseError):
        parse_room_request(body)


def test_an_over_long_name_is_cut():
    request = parse_room_request(json.dumps({"do": "invite", "target": "ben", "name": "x" * 999}).encode())
    assert request == Invite("ben", "x" * 64)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=80))
def test_bytes_of_any_kind_do_no_harm(body: bytes):
    with pytest.raises(ParseError):
        parse_room_request(body)
