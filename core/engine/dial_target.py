"""What a person typed into the dial field, told apart: user, phone number, SIP address or room."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from core.engine.account_calls import is_address
from core.engine.rooms.links import room_of_link
from core.identity import is_user_id
from core.rooms import CONFERENCE_SCHEME
from core.sentences import sentence

_NUMBER = re.compile(r"[+0-9(][0-9A-Za-z+ \u00a0().\-/\u2010-\u2015]*")
_DIGITS = re.compile(r"[0-9-]+")
_SHORTEST_NUMBER = 3
"""Digits from which a user id may have been meant as a number."""
_NEARBY_DOMAIN = ".ahoy.invalid"


class TargetKind(StrEnum):
    """The five kinds of call, as the person addresses them."""

    USER = "user"
    NEARBY = "nearby"
    PHONE = "phone"
    SIP = "sip"
    CONFERENCE = "conference"
    EMERGENCY = "emergency"
    """``address`` is the country's code and the number: ``+49112``, or ``+112`` where it is not known."""


@dataclass(frozen=True, slots=True)
class DialTarget:
    """An understood target; ``address`` is what the calling API takes for this kind."""

    kind: TargetKind
    address: str

    @property
    def dialled(self) -> str:
        """The address as contacts and the history have it."""
        return f"{CONFERENCE_SCHEME}{self.address}" if self.kind is TargetKind.CONFERENCE else self.address


class DialError(ValueError):
    """The person's own input cannot be called; the message is for them.

    ``is_unfinished``: it is a number that more digits may put right.
    """

    def __init__(self, sentence: str, *, is_unfinished: bool = False) -> None:
        super().__init__(sentence)
        self.is_unfinished = is_unfinished


def parse_target(text: str, region: str = "") -> DialTarget:
    """Understand ``text``, in which numbers without a country are those of ``region`` (ISO 3166).

    Raises ``DialError`` with a sentence when it is nothing that can be called.
    """
    text = text.strip()
    if not text:
        raise DialError(sentence("Type a name, a number or an address to call."))
    if (room := room_of_link(text)) is not None:
        return DialTarget(TargetKind.CONFERENCE, room)
    if text.startswith(CONFERENCE_SCHEME):
        return DialTarget(TargetKind.CONFERENCE, text.removeprefix(CONFERENCE_SCHEME).strip())
    is_forced = text[:4].lower() == "tel:"
    number = _number_target(text[4:].strip() if is_forced else text, region, is_forced=is_forced)
    if number is not None:
        return number
    if is_address(text):
        return _address_target(text)
    if is_user_id(text):
        return DialTarget(TargetKind.USER, text)
    raise DialError(
        sentence(
            "“{text}” cannot be called: use a user id, a phone number with +, a SIP address "
            "(name@server) or conf:room.",
            text=text[:60],
        )
    )


def may_be_either(text: str, region: str = "") -> bool:
    """Whether ``text`` is called as a user id, and could have been meant as a phone number."""
    text = text.strip()
    if not _DIGITS.fullmatch(text) or sum(map(str.isdigit, text)) < _SHORTEST_NUMBER:
        return False
    return parse_target(text, region).kind is TargetKind.USER


def _number_target(text: str, region: str, *, is_forced: bool = False) -> DialTarget | None:
    """Return the number that ``text`` is; None if it may be something else: ``1234`` is a user id, too.

    ``is_forced``: it was written as a number (``tel:``), and is nothing else.
    """
    if not _NUMBER.fullmatch(text) or (is_user_id(text) and not _DIGITS.fullmatch(text)):
        return None
    # Loaded when the first number comes: most people here have user ids, and it takes 70 ms.
    from core.phone_numbers.reading import NumberError, emergency_digits, emergency_in, read_number

    if digits := emergency_digits(text, region):
        written = re.sub(r"[^0-9]", "", text)
        own = f"+{written}" if text.startswith("+") else emergency_in(digits, region)
        return DialTarget(TargetKind.EMERGENCY, own or f"+{digits}")
    try:
        number = read_number(text, region)
    except NumberError as error:
        if is_user_id(text) and not is_forced:
            return None
        raise DialError(str(error), is_unfinished=error.is_unfinished) from None
    is_number = number.is_valid or is_forced or not is_user_id(text)
    return DialTarget(TargetKind.PHONE, number.e164) if is_number else None


def is_nearby(address: str) -> bool:
    """Whether ``address`` is that of somebody nearby, who has a call service of their own."""
    return address.partition("@")[2].partition(";")[0].lower().endswith(_NEARBY_DOMAIN)


def _address_target(text: str) -> DialTarget:
    scheme, _, rest = text.partition(":") if text.lower().startswith(("sip:", "sips:")) else ("", "", text)
    user, at, host = rest.partition("@")
    if not at or not user or not host or any(c.isspace() or c in '<>"' for c in rest):
        raise DialError(sentence("“{text}” is not a SIP address: write name@server.", text=text[:60]))
    if is_nearby(rest):
        return DialTarget(TargetKind.NEARBY, rest)
    return DialTarget(TargetKind.SIP, text if scheme == "sips" else rest)
