"""What a link from another program means: whom to fill in, or which room to open. It never calls anybody.

Read are ``tel:`` (RFC 3966), ``sip:`` and ``sips:`` (RFC 3261, section 19.1), ``callto:`` (no standard:
numbers and addresses are found in it) and our own ``ahoy:USER`` and ``ahoy:room/ID``. Of a SIP URI only user
and host are kept: headers and parameters are the page's wishes, not the person's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from core.sentences import sentence

SCHEMES = ("tel", "sip", "sips", "callto", "ahoy")
LONGEST_LINK = 2048
LONGEST_TARGET = 320

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_NUMBER = re.compile(r"\+?[0-9A-Da-d*#().\- \u00a0]{1,80}")
_HOST = re.compile(r"(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?\.?|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
_USER = re.compile(r"[^\s@<>\"';:?/\\\x00-\x1f\x7f]{1,255}")
_ROOM = re.compile(r"[^\s/?#<>\"\\\x00-\x1f\x7f]{1,64}")


class LinkKind(StrEnum):
    """What opening the link does."""

    DIAL = "dial"
    """``target`` goes into the dial field; the person calls."""
    ROOM = "room"
    """``target`` is the id of a room, which the person may join."""
    SHOW = "show"
    """The window comes to the front."""


@dataclass(frozen=True, slots=True)
class Link:
    """An understood link."""

    kind: LinkKind
    target: str = ""


class LinkError(ValueError):
    """The link is none that Ahoy opens; the message is for the person."""


def is_link(text: str) -> bool:
    """Whether ``text`` begins like a link that Ahoy opens."""
    found = _SCHEME.match(text)
    return found is not None and found.group(1).lower() in SCHEMES


def read_link(text: str) -> Link:
    """Understand a link. Raises ``LinkError``."""
    text = text.strip()
    if len(text) > LONGEST_LINK:
        raise LinkError(sentence("The link is longer than {number} characters.", number=LONGEST_LINK))
    found = _SCHEME.match(text)
    scheme = found.group(1).lower() if found else ""
    if found is None or scheme not in SCHEMES:
        raise LinkError(
            sentence(
                "“{link}” is no link that Ahoy opens: {schemes}.",
                link=_shown(text),
                schemes=", ".join(SCHEMES),
            )
        )
    rest = text[found.end() :].removeprefix("//")
    link = _READERS[scheme](scheme, rest)
    if link is None or len(link.target) > LONGEST_TARGET:
        raise LinkError(sentence("The link “{link}” cannot be understood.", link=_shown(text)))
    return link


def _telephone(scheme: str, rest: str) -> Link | None:
    number, *parameters = rest.partition("?")[0].split(";")
    number = _plain(number).strip()
    if not _is_number(number):
        return None
    contexts = [p.partition("=")[2] for p in parameters if p.lower().startswith("phone-context=")]
    context = _plain(contexts[0]) if contexts else ""
    # RFC 3966, section 5.1.5: a context that begins with + is what the number lacks.
    if context.startswith("+") and not number.startswith("+") and _is_number(context):
        number = context + number
    return Link(LinkKind.DIAL, number)


def _sip(scheme: str, rest: str) -> Link | None:
    address = rest.partition("?")[0]
    user, at, host = address.rpartition("@")
    if not at:
        alone = _plain(address.partition(";")[0])
        return Link(LinkKind.DIAL, alone) if _is_number(alone) else None
    # What follows a colon is a password, which no page has to give.
    user = _plain(user.partition(";")[0].partition(":")[0])
    host = host.partition(";")[0]
    if not _USER.fullmatch(user) or not _HOST.fullmatch(host):
        return None
    return Link(LinkKind.DIAL, f"{scheme}:{user}@{host}")


def _callto(scheme: str, rest: str) -> Link | None:
    text = _plain(rest.partition("?")[0]).rstrip("/")
    if is_link(text):
        scheme, _, inner = text.partition(":")
        return (
            _READERS[scheme.lower()](scheme.lower(), inner)
            if scheme.lower() in ("sip", "sips", "tel")
            else None
        )
    if "@" in text:
        return _sip("sip", text)
    return _telephone("tel", text) or _someone(text)


def _ahoy(scheme: str, rest: str) -> Link | None:
    path = rest.partition("?")[0].partition("#")[0].lstrip("/")
    if not path:
        return Link(LinkKind.SHOW)
    kind, slash, room = path.partition("/")
    if slash and kind.lower() == "room":
        room = _plain(room.removesuffix("/"))
        return Link(LinkKind.ROOM, room) if _ROOM.fullmatch(room) else None
    return None if room else _someone(_plain(kind))


def _someone(text: str) -> Link | None:
    return Link(LinkKind.DIAL, text) if _USER.fullmatch(text) else None


_READERS = {"tel": _telephone, "sip": _sip, "sips": _sip, "callto": _callto, "ahoy": _ahoy}


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None and any(letter.isdigit() for letter in text)


def _plain(text: str) -> str:
    """Take the percent signs out; bytes that are no UTF-8 become a character that nothing accepts."""
    return unquote(text, errors="replace").replace("\ufffd", " ")


def _shown(text: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in text[:60])
