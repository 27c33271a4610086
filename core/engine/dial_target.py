"""What a person typed into the dial field, told apart: user, phone number, SIP address or room."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from core.identity import is_user_id

_PHONE = re.compile(r"\+[0-9 ().\-/]{4,40}")
_NEARBY_DOMAIN = ".ahoy.invalid"


class TargetKind(StrEnum):
    """The five kinds of call, as the person addresses them."""

    USER = "user"
    NEARBY = "nearby"
    PHONE = "phone"
    SIP = "sip"
    CONFERENCE = "conference"


@dataclass(frozen=True, slots=True)
class DialTarget:
    """An understood target; ``address`` is what the calling API takes for this kind."""

    kind: TargetKind
    address: str


class DialError(ValueError):
    """The person's own input cannot be called; the message is for them."""


def parse_target(text: str) -> DialTarget:
    """Understand ``text``. Raises ``DialError`` with a sentence when it is nothing that can be called."""
    text = text.strip()
    if not text:
        raise DialError("Type a name, a number or an address to call.")
    if text.startswith("conf:"):
        return DialTarget(TargetKind.CONFERENCE, text.removeprefix("conf:").strip())
    if _PHONE.fullmatch(text):
        return DialTarget(TargetKind.PHONE, "+" + re.sub(r"[^0-9]", "", text))
    if text.lower().startswith(("sip:", "sips:")) or "@" in text:
        return _address_target(text)
    if is_user_id(text):
        return DialTarget(TargetKind.USER, text)
    raise DialError(
        f"“{text[:60]}” cannot be called: use a user id, a phone number with +, "
        "a SIP address (name@server) or conf:room."
    )


def _address_target(text: str) -> DialTarget:
    scheme, _, rest = text.partition(":") if text.lower().startswith(("sip:", "sips:")) else ("", "", text)
    user, at, host = rest.partition("@")
    if not at or not user or not host or any(c.isspace() or c in '<>"' for c in rest):
        raise DialError(f"“{text[:60]}” is not a SIP address: write name@server.")
    if host.lower().endswith(_NEARBY_DOMAIN):
        return DialTarget(TargetKind.NEARBY, rest)
    return DialTarget(TargetKind.SIP, text if scheme == "sips" else rest)
