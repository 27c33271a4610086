"""What counts as the same when people search."""

from __future__ import annotations

import pytest

from core.search_text import Search, folded, number_digits


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Zoë Møller", "zoe moller"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("İnci", "inci"),
        ("Ægir", "aegir"),
        ("", ""),
    ],
)
def test_no_case_and_no_accents(text: str, plain: str) -> None:
    assert folded(text) == plain


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("030 123-45", "3012345"),
        ("+49 (0)30", "49030"),
        ("(030)", ""),
        ("12", ""),
        ("anna 030", ""),
        ("0800-1234", "8001234"),
        ("", ""),
    ],
)
def test_digits_of_what_looks_like_a_number(typed: str, digits: str) -> None:
    assert number_digits(typed) == digits


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", True),
        ("   ", True),
        ("zoe", True),
        ("ZOË m", True),
        ("moller zoe", True),
        ("301 234", True),
        ("0301234", True),
        ("example.org", True),
        ("zoe q", False),
        ("0309", False),
        ("%", False),
        ("́", True),
    ],
)
def test_whom_a_search_finds(typed: str, found: bool) -> None:
    assert Search(typed).finds("Zoë Møller", "+493012345678", "sip:zoe@example.org") is found
