"""What people type into the dial field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.dial_target import DialError, DialTarget, TargetKind, parse_target


@pytest.mark.parametrize(
    ("text", "kind", "address"),
    [
        ("bob", TargetKind.USER, "bob"),
        ("  bob ", TargetKind.USER, "bob"),
        ("+46 (0)8-123 45 67", TargetKind.PHONE, "+46081234567"),
        ("+14155550100", TargetKind.PHONE, "+14155550100"),
        ("sip:anna@example.org", TargetKind.SIP, "anna@example.org"),
        ("anna@example.org:5061;transport=tls", TargetKind.SIP, "anna@example.org:5061;transport=tls"),
        ("sips:anna@example.org", TargetKind.SIP, "sips:anna@example.org"),
        ("conf:team", TargetKind.CONFERENCE, "team"),
        ("sip:anna@0123.ahoy.invalid", TargetKind.NEARBY, "anna@0123.ahoy.invalid"),
    ],
)
def test_is_understood(text: str, kind: TargetKind, address: str) -> None:
    assert parse_target(text) == DialTarget(kind, address)


@pytest.mark.parametrize(
    "text", ["", "   ", "two words", "sip:nobody", "a@", "@b", "a b@c", "<a>@b", "ä", "x\n@y"]
)
def test_nonsense_gets_a_sentence(text: str) -> None:
    with pytest.raises(DialError) as refusal:
        parse_target(text)
    assert str(refusal.value).endswith(".")


@given(st.text(max_size=300))
def test_never_raises_anything_else(text: str) -> None:
    try:
        target = parse_target(text)
    except DialError as error:
        assert len(str(error)) < 250
    else:
        assert target.kind in TargetKind
