"""Telephone numbers as people like to read them: grouped as their country groups them, also while typed."""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import AsYouTypeFormatter, NumberParseException, PhoneNumberFormat

from core.phone_numbers.reading import LONGEST_TEXT, emergency_digits, is_in

_ADDRESS = re.compile(r"\+[0-9]{3,15}")


def written(e164: str, home: str = "") -> str:
    """Return ``+493012345678`` as ``+49 30 12345678``, or as ``030 12345678`` to somebody in that country.

    What is no number comes back as it is.
    """
    try:
        parsed = phonenumbers.parse(e164, None)
    except NumberParseException:
        return e164
    if not phonenumbers.is_possible_number(parsed):
        return e164
    shape = PhoneNumberFormat.NATIONAL if is_in(parsed, home) else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, shape)


def shown(address: str, home: str = "") -> str:
    """Return an address as people read it: emergency numbers as they are dialled, others as ``written``.

    What is no number comes back as it is.
    """
    if not _ADDRESS.fullmatch(address):
        return address
    return emergency_digits(address) or written(address, home)


def as_typed(text: str, region: str = "") -> str:
    """Return what was typed so far, grouped as the number's country groups it.

    Text with anything but ``+`` in front, digits, and what groups them comes back as it is.
    """
    kept = "".join(c for c in text if c.isdigit() or c == "+")
    is_plain = all(c.isascii() and (c.isdigit() or c in "+ ().-/") for c in text)
    if not kept or not is_plain or len(text) > LONGEST_TEXT or "+" in kept[1:]:
        return text
    formatter = AsYouTypeFormatter(region or "ZZ")
    shown = ""
    for each in kept:
        shown = formatter.input_digit(each)
    return shown
