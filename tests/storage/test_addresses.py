from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.storage.address_key import address_key, e164, is_number


@pytest.mark.parametrize(
    ("spellings", "key"),
    [
        (
            (
                "+49301234567",
                "+49 30 1234567",
                "+49 (0)30 / 123-45-67",
                "tel:+49-30-1234567",
                "tel:+49301234567;ext=1",
                "sip:+49301234567@gateway.example;user=phone",
                "+49301234567@gateway.example",
                " sips:+49301234567@other.example ",
            ),
            "+49301234567",
        ),
        (
            (
                "bob@example.org",
                "sip:bob@EXAMPLE.org",
                "sips:bob@example.org:5061;transport=tls",
                "SIP:bob@example.org:5060",
            ),
            "bob@example.org",
        ),
        (("sip:bob@example.org:5080", "bob@Example.org:5080;transport=tcp"), "bob@example.org:5080"),
        (("sip:bob@[2001:DB8::1]:5060", "bob@[2001:db8::1]"), "bob@[2001:db8::1]"),
        (("anna-lindqvist", " anna-lindqvist"), "anna-lindqvist"),
        (("conf:weekly",), "conf:weekly"),
        (("Bob@example.org",), "Bob@example.org"),
        (("12",), "12"),
        (("",), ""),
    ],
)
def test_spellings_of_one_address_share_a_key(spellings: tuple[str, ...], key: str) -> None:
    assert [address_key(text) for text in spellings] == [key] * len(spellings)


def test_user_ids_differ_by_case() -> None:
    assert address_key("anna") != address_key("Anna")


@pytest.mark.parametrize(
    ("text", "region", "number"),
    [
        ("08-123 456 78", "SE", "+46812345678"),
        ("(030) 123456", "DE", "+4930123456"),
        ("0049 30 123456", "DE", "+4930123456"),
        ("011 49 30 123456", "US", "+4930123456"),
        ("08-123 456 78", "", ""),
        ("+999 123", "", ""),
        ("not a number", "DE", ""),
        ("+" * 50, "DE", ""),
        ("+49301234567", "nonsense", "+49301234567"),
        ("030 123456", "nonsense", ""),
    ],
)
def test_numbers_of_a_country(text: str, region: str, number: str) -> None:
    assert e164(text, region) == number


@pytest.mark.parametrize(
    ("text", "so"), [("030 12", True), ("+49 (0)30", True), ("bob", False), ("1", False)]
)
def test_what_looks_like_a_number(text: str, so: bool) -> None:
    assert is_number(text) is so


@given(st.text(max_size=40))
def test_any_text_has_a_key(text: str) -> None:
    assert address_key(text) == address_key(f"  {text}\n")


@given(st.from_regex(r"\+[1-9][0-9 ().-]{0,40}", fullmatch=True))
def test_a_number_has_a_key_that_is_its_own(text: str) -> None:
    assert address_key(address_key(text)) == address_key(text)
