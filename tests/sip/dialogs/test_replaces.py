"""Replaces as a header, and among the headers of a Refer-To URI."""

from __future__ import annotations

import pytest

from core.sip.dialogs.replaces import Replaces
from core.sip.messages import IllegalValue, NameAddr, ParseError, Request, Uri


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "12345@149.112.118.3;to-tag=12345;from-tag=5FFE-3994",
            ("12345@149.112.118.3", "12345", "5FFE-3994"),
        ),
        ("  a ; From-Tag = f ; TO-TAG=t ; early-only ; x=y", ("a", "t", "f", True)),
        ("87134@171.161.34.23;to-tag=24796;from-tag=0", ("87134@171.161.34.23", "24796", "0")),
    ],
)
def test_headers(text: str, expected: tuple):
    replaces = Replaces.parse(text)
    assert replaces == Replaces(*expected) and Replaces.parse(str(replaces)) == replaces


@pytest.mark.parametrize(
    "text",
    ["", ";to-tag=1;from-tag=2", "a", "a;to-tag=1", "a;from-tag=1", "a;to-tag=1;to-tag=2;from-tag=3",
     "a;to-tag=;from-tag=2", "a;to-tag=1;from-tag=2, b;to-tag=1;from-tag=2", "a b;to-tag=1;from-tag=2",
     'a;to-tag="x y";from-tag=2', "ä;to-tag=1;from-tag=2"],
)  # fmt: skip
def test_nonsense(text: str):
    with pytest.raises(ParseError):
        Replaces.parse(text)


def test_in_a_uri():
    replaces = Replaces("a@b", "t'1", "f", early_only=True)
    uri = replaces.added_to(Uri.parse("sip:bob@example.org;gr?Subject=x"))
    assert "Replaces=a%40b%3Bto-tag%3Dt%271%3Bfrom-tag%3Df%3Bearly-only" in str(uri)
    again = NameAddr.parse(str(NameAddr(uri))).uri
    assert Replaces.in_uri(again) == replaces and Replaces.in_uri(Uri.parse("sip:a@b?Subject=x")) is None
    for bad in ("?Replaces=x", "?Replaces=a&replaces=b", "?REPLACES=%0d%0aEvil"):
        with pytest.raises(ParseError):
            Replaces.in_uri(Uri.parse(f"sip:a@b{bad}"))


def test_in_a_request():
    good, request = "a;to-tag=1;from-tag=2", Request("INVITE", Uri.parse("sip:a@b"))
    assert Replaces.of(request) is None
    request.headers.add("Replaces", good)
    assert Replaces.of(request) == Replaces("a", "1", "2")
    for name in ("Replaces", "Join"):
        doubled = request.copy()
        doubled.headers.add(name, good)
        with pytest.raises(ParseError):
            Replaces.of(doubled)


@pytest.mark.parametrize("parts", [("", "1", "2"), ("a;b", "1", "2"), ("a", "", "2"), ("a", "1", "\r\n")])
def test_what_cannot_be_written_cannot_be_made(parts: tuple):
    with pytest.raises(IllegalValue):
        Replaces(*parts)
