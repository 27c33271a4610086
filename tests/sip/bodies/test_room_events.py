"""The roster of a conference room: written, read again, read from Asterisk, and given nonsense."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.sip.bodies.room_events import (
    MAX_CHANNELS,
    MAX_NAME,
    Channel,
    ChannelFacts,
    EndReason,
    MemberKind,
    Picture,
    Presence,
    RoomFacts,
    RosterEvent,
    RosterKind,
)
from core.sip.messages import ParseError

ANNA = Channel(
    "0a1b2c3d4e5f",
    "Änna",
    "anna",
    muted=True,
    admin=True,
    talking=False,
    facts=ChannelFacts(
        "sip:anna@ahoy.test",
        MemberKind.PHONE,
        True,
        True,
        Picture.PAUSED,
        True,
        1_790_000_000,
        Presence.AWAY,
        silenced=True,
        held=True,
    ),
)

FROM_ASTERISK = b"""{
  "type": "ConfbridgeWelcome", "timestamp": "2026-08-01T10:00:00.123+0000",
  "bridge": {"id": "b1c5", "name": "standup", "creationtime": "2026-08-01T09:59:00.000+0000",
             "video_mode": "sfu"},
  "channels": [
    {"id": "1790000000.7", "name": "PJSIP/anna-00000007", "state": "Up", "language": "en",
     "caller": {"name": "Anna", "number": "6001"}, "creationtime": "2026-08-01T09:59:00.000+0000",
     "admin": false, "muted": false},
    {"id": "1790000000.9", "name": "PJSIP/ben-00000009", "state": "Up", "language": "en",
     "caller": {"name": "", "number": ""}, "creationtime": "2026-08-01T10:00:00.000+0000",
     "admin": false, "muted": false}
  ]
}"""


@pytest.mark.parametrize("kind", RosterKind)
def test_every_event_is_read_again(kind: RosterKind):
    facts = RoomFacts(True, 1_790_000_000, ANNA.id, "pass.word", EndReason.REMOVED, "Anna let you out.")
    event = RosterEvent(kind, "stand-up", (ANNA, Channel("1234567890ab")), facts, timestamp=1_790_000_001.25)
    assert RosterEvent.parse(bytes(event)) == event


def test_what_asterisk_sends_is_read_without_our_own_facts():
    event = RosterEvent.parse(FROM_ASTERISK)
    assert event == RosterEvent(
        RosterKind.WELCOME,
        "standup",
        (Channel("1790000000.7", "Anna", "6001"), Channel("1790000000.9")),
    )


def test_whose_call_it_is_and_whether_pictures_are_forwarded():
    body = (
        b'{"type":"ConfbridgeJoin","bridge":{"video_mode":"%s"},"channels":[{"id":"7","protocol_id":"a@b"}]}'
    )
    event = RosterEvent.parse(body % b"sfu")
    assert event is not None and event.is_forwarded and event.channels == (Channel("7", call_id="a@b"),)
    other = RosterEvent.parse(body % b"follow_talker")
    assert other is not None and not other.is_forwarded
    for one in (event, other):
        assert RosterEvent.parse(bytes(one)) == one


def test_who_talks_is_told_of_each_channel():
    body = b'{"type":"ConfbridgeTalking","channels":[{"id":"7","talking_status":"on"},{"id":"8"}]}'
    event = RosterEvent.parse(body)
    assert event is not None
    assert [one.talking for one in event.channels] == [True, None]


def test_the_shape_is_that_of_asterisk():
    event = RosterEvent(RosterKind.JOIN, "r", (ANNA,), RoomFacts(started=0), timestamp=1.5)
    written = json.loads(bytes(event))
    assert written["type"] == "ConfbridgeJoin"
    assert written["timestamp"] == "1970-01-01T00:00:01.500+0000"
    assert written["bridge"] == {
        "id": "r",
        "name": "r",
        "video_mode": "sfu",
        "creationtime": "1970-01-01T00:00:00.000+0000",
    }
    channel = written["channels"][0]
    assert channel["caller"] == {"name": "Änna", "number": "anna"}
    assert (channel["id"], channel["muted"], channel["talking_status"]) == (ANNA.id, True, "off")


def test_types_of_tomorrow_are_passed_over():
    assert RosterEvent.parse(b'{"type":"ConfbridgeRecord","channels":[]}') is None


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{}", b'{"type":7}', b"null", b"\xff\xfe", b"[" * 60_000, b'{"type":NaN}', b"<xml/>",
     b'{"type":"AhoyRoom","n":' + b"9" * 10_000 + b"}", b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
     b'{"type":"AhoyRoom"}' + b" " * 70_000],
)  # fmt: skip
def test_what_is_no_event_is_refused(body: bytes):
    with pytest.raises(ParseError):
        RosterEvent.parse(body)


def test_fields_of_the_wrong_type_are_as_if_missing():
    channel = {"id": "7", "caller": [], "muted": "yes", "admin": 1, "talking_status": {}, "ahoy": 3}
    strange = {"user": 5, "kind": "ghost", "host": "true", "video": [], "since": -4, "state": None}
    channels = [channel, {"id": "8", "ahoy": strange}, 7, None, {"id": ""}, {"caller": {"name": "nobody"}}]
    document = {"type": "AhoyRoom", "bridge": "b", "channels": channels, "ahoy": {"you": 9, "reason": "why"}}
    event = RosterEvent.parse(json.dumps(document).encode())
    assert event == RosterEvent(
        RosterKind.STATE,
        "",
        (Channel("7"), Channel("8", facts=ChannelFacts())),
        RoomFacts(reason=EndReason.SERVICE),
    )


def test_everything_is_bounded_and_can_be_shown():
    many = [{"id": f"m{number}", "caller": {"name": "\x07\u202e" + "x" * 400}} for number in range(100)]
    body = json.dumps({"type": "ConfbridgeWelcome", "channels": many, "ahoy": {"started": 1e300}}).encode()
    event = RosterEvent.parse(body)
    assert event is not None and event.facts is not None
    assert len(event.channels) == MAX_CHANNELS
    assert len(event.channels[0].name) == MAX_NAME
    assert event.channels[0].name.isprintable()
    assert event.facts.started < 1 << 41


FIELDS = ["type", "bridge", "name", "channels", "id", "caller", "number", "ahoy", "since", "kind", "reason"]

numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
json_values = st.recursive(
    st.none() | st.booleans() | numbers | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), json_values, max_size=5), st.sampled_from(list(RosterKind)))
def test_no_json_does_harm(document: dict[str, object], kind: RosterKind):
    event = RosterEvent.parse(json.dumps(document | {"type": kind}).encode())
    assert event is not None
    assert RosterEvent.parse(bytes(event)) is not None
