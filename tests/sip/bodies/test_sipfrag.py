"""Status lines in NOTIFY bodies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sip.bodies.sipfrag import StatusFragment
from core.sip.messages import IllegalValue, ParseError


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"SIP/2.0 100 Trying", 100, "Trying"),
        (b"SIP/2.0 200 OK\r\n", 200, "OK"),
        (b"\r\nsip/2.0 603 Nein danke\r\nTo: <sip:a@b>\r\nContact: x\r\n\r\n", 603, "Nein danke"),
        (b"SIP/2.0 486\n", 486, ""),
        ("SIP/2.0 180 Звонит\x07\u202e".encode(), 180, "Звонит"),
        (b"SIP/2.0 404 \xff", 404, "\ufffd"),
    ],
)
def test_status_lines(body: bytes, status: int, reason: str):
    fragment = StatusFragment.parse(body)
    assert (fragment.status, fragment.reason, fragment.is_final) == (status, reason, status >= 200)


@pytest.mark.parametrize(
    "body",
    [b"", b"\r\n", b"INVITE sip:a SIP/2.0", b"SIP/2.0 99 No", b"SIP/2.0 700 No", b"SIP/2.0 2000 OK",
     b"SIP/2.0  200 OK", b"SIP/2.0 +20 OK", "SIP/2.0 ²00 OK".encode(), b"SIP/3.0 200 OK",
     b"SIP/2.0 200 " + b"x" * 600],
)  # fmt: skip
def test_anything_else_is_refused(body: bytes):
    with pytest.raises(ParseError):
        StatusFragment.parse(body)


@given(st.integers(100, 699), st.text(st.characters(codec="utf-8", categories=["L", "N"]), max_size=20))
def test_round_trip(status: int, reason: str):
    again = StatusFragment.parse(bytes(StatusFragment(status, reason)))
    assert again.status == status and (not reason or again.reason == reason)


@given(st.binary(max_size=200))
def test_noise(body: bytes):
    try:
        StatusFragment.parse(body)
    except ParseError as error:
        assert error.status == 400


def test_what_cannot_be_a_status_line_is_not_written():
    for fragment in (StatusFragment(99, ""), StatusFragment(200, "a\r\nb")):
        with pytest.raises(IllegalValue):
            bytes(fragment)
