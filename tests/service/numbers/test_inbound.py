"""Whom a call from a trunk is for, and who calls, as trunks write it."""

from __future__ import annotations

import pytest

from core.service.numbers.config import NumberShape
from core.service.numbers.inbound import called_number, calling_party
from core.sip.callers import NOBODY
from core.sip.messages import Request, parse_message
from tests.service.numbers.plans import ALICE, trunk

KNOWN = {ALICE: "alice"}


def invite(uri: str, *, to: str = "<sip:x@us>", from_: str = "<sip:y@them>", more: tuple[str, ...] = ()):
    lines = [
        f"INVITE {uri} SIP/2.0",
        "Via: SIP/2.0/UDP h;branch=z9hG4bK1",
        f"To: {to}",
        f"From: {from_};tag=1",
    ]
    text = "\r\n".join([*lines, "Call-ID: c", "CSeq: 1 INVITE", *more, "Content-Length: 0", "", ""])
    message = parse_message(text.encode())
    assert isinstance(message, Request)
    return message


@pytest.mark.parametrize(
    "request_",
    [
        invite("sip:+4930100001@us"),
        invite("sip:004930100001@us"),
        invite("sip:4930100001@us"),
        invite("sip:030100001@us"),
        invite("sip:+4930100001;phone-context=x@us;user=phone"),
        invite("tel:+49-30-100001;phone-context=x"),
        invite("sip:account@us", to="<sip:+4930100001@us>"),
        invite("sip:account@us", more=("P-Called-Party-ID: <sip:030100001@us>",)),
        invite("sip:+4930999999@us", to="<sip:+4930100001@us>"),
        invite("sip:+4930100001@us", more=("P-Called-Party-ID: <<<nonsense",)),
    ],
)
def test_the_called_number(request_: Request):
    assert called_number(request_, trunk(), KNOWN) == ALICE


def test_a_called_number_that_nobody_has():
    assert called_number(invite("sip:+4930999999@us"), trunk(), KNOWN) == "+4930999999"
    assert called_number(invite("sip:alice@us"), trunk(), KNOWN) == ""
    assert called_number(invite("sip:us"), trunk(), KNOWN) == ""
    assert called_number(invite("sip:%0d%0a@us"), trunk(), KNOWN) == ""


def test_digits_are_a_country_first_where_the_trunk_writes_them_so():
    one = trunk(shape=NumberShape.DIGITS, country="DE")
    assert called_number(invite("sip:4930100001@us"), one, {}) == ALICE


@pytest.mark.parametrize(
    ("request_", "number", "name"),
    [
        (invite("sip:x@us", from_='"Bob" <sip:+4930100002@them>'), "+4930100002", "Bob"),
        (invite("sip:x@us", from_='"030100002" <sip:030100002@them>'), "+4930100002", ""),
        (
            invite("sip:x@us", from_="<sip:1@them>", more=("P-Asserted-Identity: <tel:+4930100002>",)),
            "+4930100002",
            "",
        ),
        (
            invite(
                "sip:x@us",
                from_='"Bob" <sip:+4930100002@them>',
                more=("P-Asserted-Identity: <<<", "P-Asserted-Identity: <sip:+4930100009@them>"),
            ),
            "+4930100009",
            "Bob",
        ),
    ],
)
def test_who_calls(request_: Request, number: str, name: str):
    found = calling_party(request_, trunk(), "ours")
    assert (found.uri.unescaped_user, found.uri.host, found.display_name) == (number, "ours", name)


@pytest.mark.parametrize(
    "request_",
    [
        invite("sip:x@us", from_='"Anonymous" <sip:anonymous@anonymous.invalid>'),
        invite("sip:x@us", from_="<sip:unknown@them>"),
        invite("sip:x@us", from_="<sip:+4930100002@them>", more=("Privacy: id",)),
        invite("sip:x@us", from_="<sip:them>"),
    ],
)
def test_who_hides_is_nobody(request_: Request):
    assert calling_party(request_, trunk(), "ours") is NOBODY


def test_a_name_cannot_carry_anything_but_itself():
    found = calling_party(invite("sip:x@us", from_='"a\\"b\u202e" <sip:+4930100002@t>'), trunk(), "ours")
    assert "\u202e" not in found.display_name
