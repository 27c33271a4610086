"""Session-Expires and Min-SE."""

from __future__ import annotations

import pytest

from core.sip.dialogs.session_expires import SessionExpires, least_of
from core.sip.messages import ParseError, Request, Uri


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1800", SessionExpires(1800)),
        (" 90 ; Refresher=UAS;x", SessionExpires(90, "uas")),
        ("90;refresher=uac", SessionExpires(90, "uac")),
        ("90;refresher=nobody", SessionExpires(90)),
    ],
)
def test_values(text: str, expected: SessionExpires):
    assert SessionExpires.parse(text) == expected and SessionExpires.parse(str(expected)) == expected


@pytest.mark.parametrize("text", ["", "x", "-1", "1 2", "99999999999", "90;refresher=", "90;a=1;a=2"])
def test_nonsense(text: str):
    with pytest.raises(ParseError):
        SessionExpires.parse(text)


@pytest.mark.parametrize(
    ("value", "least"),
    [("120", 120), ("120;x=y", 120), ("", None), ("x", None), ("-5", None), ("9999999", None), ("1 2", None)],
)
def test_least(value: str, least: int | None):
    request = Request("INVITE", Uri.parse("sip:a@b"), [("Min-SE", value), ("x", "120")])
    assert least_of(request) == least
    assert least_of(Request("INVITE", Uri.parse("sip:a@b"))) is None
    assert SessionExpires.of(request) == SessionExpires(120)
