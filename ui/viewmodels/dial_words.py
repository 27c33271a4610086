"""What the dial field says of a number while it is typed, and how numbers are written. Pure.

The numbering plans of the world (70 ms) are loaded when the first number is there to be shown or read, and
with them what tells numbers from user ids.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from core.sentences import joined, sentence
from ui.language.countries import country_name

PHONE = sentence("Phone number")
EMERGENCY = sentence("Emergency number")
NO_OWN_NUMBER = sentence("Set your phone number in the settings first: whoever you call sees it.")
_NUMBER_START = re.compile(r"[+0-9(][0-9 \u00a0().\-/\u2010-\u2015]*[A-Za-z]{0,12}")


@dataclass(frozen=True, slots=True)
class NumberWords:
    """``kind`` is empty for what is no number. ``problem`` is what is wrong with it, as a sentence.

    ``is_unfinished``: more digits may put it right.
    """

    kind: str = ""
    country: str = ""
    problem: str = ""
    is_unfinished: bool = False

    @property
    def line(self) -> str:
        """What the line below the field says."""
        return joined((self.kind, self.country), " · ")


@lru_cache(maxsize=16)  # the window asks several times at every key
def number_words(text: str, region: str) -> NumberWords:
    """Return what ``text`` is as a phone number, where numbers without a country are those of ``region``."""
    text = text.strip()
    if not _NUMBER_START.fullmatch(text.removeprefix("tel:").strip()):
        return NumberWords()
    from core.engine.dial_target import DialError, TargetKind, parse_target

    try:
        target = parse_target(text, region)
    except DialError as error:
        return NumberWords(PHONE, "", str(error), error.is_unfinished or len(text) < 4)
    if target.kind is TargetKind.EMERGENCY:
        return NumberWords(EMERGENCY)
    if target.kind is not TargetKind.PHONE:
        return NumberWords()
    return NumberWords(PHONE, country_of(target.address))


def number_choice(text: str, region: str) -> str:
    """Return how ``text`` is written to be a phone number, where it is called as a user id; else empty."""
    text = text.strip()
    if not text[:1].isdigit():
        return ""
    from core.engine.dial_target import may_be_either

    return f"tel:{text}" if may_be_either(text, region) else ""


def country_of(e164: str) -> str:
    """Return the name of a number's country, empty where it has none."""
    from core.phone_numbers.reading import NumberError, read_number

    try:
        return country_name(read_number(e164).region)
    except NumberError:
        return ""


def shown_address(address: str, region: str = "") -> str:
    """Return an address as people read it: numbers are grouped, and at home without their country."""
    if not address.startswith("+"):
        return address
    from core.phone_numbers.writing import shown

    return shown(address, region)


def shown_typing(text: str, region: str) -> str:
    """Return what was typed so far, grouped like a number if it is the beginning of one.

    Digits without a plus sign or a zero in front may be somebody's user id: they stay as they are.
    """
    if not text.startswith(("+", "0")):
        return text
    from core.phone_numbers.writing import as_typed

    return as_typed(text, region)
