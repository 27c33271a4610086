"""Numbers out of what people type and carriers send, and the sentence for what is none."""

from __future__ import annotations

import pytest

from core.phone_numbers.reading import (
    NumberError,
    NumberProblem,
    e164_or_nothing,
    emergency_digits,
    emergency_in,
    national_form,
    read_number,
)
from core.phone_numbers.writing import as_typed, written

P = NumberProblem


@pytest.mark.parametrize(
    ("text", "region", "e164", "country"),
    [
        ("0171 1234567", "DE", "+491711234567", "DE"),
        (" (030) 123-456/78 ", "DE", "+493012345678", "DE"),
        ("+46 (0)8 123 456 78", "", "+46812345678", "SE"),
        ("0049 171 1234567", "", "+491711234567", "DE"),
        ("011 44 20 7946 0958", "US", "+442079460958", "GB"),
        ("(800) FLOWERS", "US", "+18003569377", "US"),
        ("+1 800 FLOWERS", "", "+18003569377", "US"),
        ("+46000000000", "", "+46000000000", "SE"),
        ("+39 06 1234 5678", "", "+390612345678", "IT"),
    ],
)
def test_what_people_write(text: str, region: str, e164: str, country: str):
    number = read_number(text, region)
    assert (number.e164, number.region, number.is_costly) == (e164, country, False)


@pytest.mark.parametrize(
    ("text", "region", "problem"),
    [
        ("", "DE", P.NONE_AT_ALL),
        ("alice", "DE", P.NONE_AT_ALL),
        ("+", "DE", P.NONE_AT_ALL),
        ("++49 30 1", "DE", P.NONE_AT_ALL),
        ("+49", "", P.TOO_SHORT),
        ("+4917", "", P.TOO_SHORT),
        ("0", "DE", P.TOO_SHORT),
        ("0171 1234567", "", P.NO_COUNTRY),
        ("0171 1234567", "XX", P.NO_COUNTRY),
        ("1234567", "US", P.NO_AREA),
        ("+999 123456", "", P.NO_SUCH_COUNTRY),
        ("+4917112345678901234", "", P.TOO_LONG),
        ("\u0660\u0661\u0667\u0661 1234567", "DE", P.NONE_AT_ALL),
        ("0171\r\nTo: <sip:x>", "DE", P.NONE_AT_ALL),
        ("1" * 10_000, "DE", P.NONE_AT_ALL),
    ],
)
def test_what_is_no_number_is_said_in_words(text: str, region: str, problem: NumberProblem):
    with pytest.raises(NumberError) as caught:
        read_number(text, region)
    assert caught.value.problem is problem
    assert str(caught.value).endswith(".") and e164_or_nothing(text, region) == ""


@pytest.mark.parametrize(
    "text", ["+49 900 1 123456", "+4990051234561", "+870 773111632", "+8821 6123 4567", "+979 123456789"]
)
def test_what_costs_much_is_known(text: str):
    assert read_number(text).is_costly


@pytest.mark.parametrize(
    ("text", "region", "digits"),
    [
        ("112", "", "112"),
        ("1 1 2", "DE", "112"),
        ("1\u20111\u20112", "", "112"),
        ("911", "DE", "911"),
        ("110", "DE", "110"),
        ("110", "", ""),
        ("999", "GB", "999"),
        ("999", "DE", ""),
        ("+49112", "", "112"),
        ("+49 110", "SE", "110"),
        ("+1911", "", "911"),
        ("+44999", "", "999"),
        ("+49112345678", "", ""),
        ("112345", "DE", ""),
        ("\u0661\u0661\u0662", "DE", ""),
        ("+", "DE", ""),
        ("", "DE", ""),
    ],
)
def test_emergency_numbers(text: str, region: str, digits: str):
    assert emergency_digits(text, region) == digits


def test_an_emergency_number_says_whose_it_is():
    assert (
        emergency_in("112", "DE") == "+49112" and emergency_in("112", "") == emergency_in("112", "XX") == ""
    )
    assert emergency_digits(emergency_in("911", "CA")) == "911"


def test_how_numbers_are_shown():
    assert written("+493012345678") == "+49 30 12345678" and written("+493012345678", "DE") == "030 12345678"
    assert written("alice") == "alice" and written("+49") == "+49" and written("") == ""


@pytest.mark.parametrize(
    ("e164", "region", "digits"),
    [
        ("+493012345678", "DE", "03012345678"),
        ("+493012345678", "AT", ""),
        ("+493012345678", "", ""),
        ("+14165551234", "CA", "4165551234"),
        ("+14165551234", "US", "4165551234"),
        ("+77272581234", "KZ", "87272581234"),
    ],
)
def test_how_numbers_are_dialled_at_home(e164: str, region: str, digits: str):
    assert national_form(e164, region) == digits


def test_how_numbers_are_shown_while_they_are_typed():
    assert as_typed("01711234567", "DE") == "0171 1234567"
    assert as_typed("+4930123") == "+49 30 123"
    for text in ("alice", "+49+30", "1" * 100, "0171x", "", "\u0661\u0661"):
        assert as_typed(text, "DE") == text
