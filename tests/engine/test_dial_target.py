"""What people type into the dial field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.dial_target import DialError, DialTarget, TargetKind, is_nearby, may_be_either, parse_target


@pytest.mark.parametrize(
    ("text", "kind", "address"),
    [
        ("bob", TargetKind.USER, "bob"),
        ("  bob ", TargetKind.USER, "bob"),
        ("+46 (0)8-123 45 67", TargetKind.PHONE, "+4681234567"),
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
    ("text", "region", "kind", "address"),
    [
        ("0171 1234567", "DE", TargetKind.PHONE, "+491711234567"),
        ("01711234567", "DE", TargetKind.PHONE, "+491711234567"),
        ("0171-1234567", "DE", TargetKind.PHONE, "+491711234567"),
        ("0049 171 1234567", "", TargetKind.PHONE, "+491711234567"),
        ("(800) FLOWERS", "US", TargetKind.PHONE, "+18003569377"),
        ("tel:+49-171-1234567", "", TargetKind.PHONE, "+491711234567"),
        ("01711234567", "", TargetKind.USER, "01711234567"),
        ("1234", "DE", TargetKind.USER, "1234"),
        ("tel:1234567", "DE", TargetKind.PHONE, "+491234567"),
        ("4-ever", "DE", TargetKind.USER, "4-ever"),
        ("112", "DE", TargetKind.EMERGENCY, "+49112"),
        ("1 1 2", "", TargetKind.EMERGENCY, "+112"),
        ("+49112", "SE", TargetKind.EMERGENCY, "+49112"),
        ("911", "US", TargetKind.EMERGENCY, "+1911"),
    ],
)
def test_numbers_as_people_type_them(text: str, region: str, kind: TargetKind, address: str) -> None:
    target = parse_target(text, region)
    assert target.kind is kind
    assert target.address == address


@pytest.mark.parametrize(
    ("text", "region", "word"),
    [
        ("+49 30", "DE", "too short"),
        ("+49 171 1234567890123", "DE", "too long"),
        ("0171 1234567", "", "its country"),
        ("tel:01711234567", "", "its country"),
        ("+999 1234567", "DE", "No country"),
        ("555 1234", "US", "area code"),
        ("+", "DE", "no phone number"),
    ],
)
def test_what_is_wrong_with_a_number_is_said(text: str, region: str, word: str) -> None:
    with pytest.raises(DialError, match=word):
        parse_target(text, region)


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


@pytest.mark.parametrize(
    ("text", "region", "is_either"),
    [
        ("01711234567", "", True),
        ("01711234567", "DE", False),
        ("1234", "DE", True),
        ("12", "", False),
        ("112", "", False),
        ("anna1234", "", False),
        ("+4912345", "", False),
        ("", "", False),
        ("tel:1234", "", False),
    ],
)
def test_digits_that_may_be_a_user_or_a_number(text: str, region: str, is_either: bool) -> None:
    assert may_be_either(text, region) is is_either


@pytest.mark.parametrize(
    ("address", "is_so"),
    [
        (f"bob@{'a' * 52}.ahoy.invalid", True),
        (f"sip:bob@{'a' * 52}.AHOY.invalid;transport=ws", True),
        ("bob", False),
        ("bob@ahoy.invalid", False),
        ("bob@example.org", False),
        ("", False),
    ],
)
def test_whose_address_is_nearby(address: str, is_so: bool) -> None:
    assert is_nearby(address) is is_so
