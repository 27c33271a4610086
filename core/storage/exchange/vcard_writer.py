"""Writes contacts as vCard 4.0 (RFC 6350) or 3.0 (RFC 2426)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from urllib.parse import quote

from core.storage.address_key import e164
from core.storage.contact import Contact
from core.storage.exchange.contact_draft import AHOY_SCHEME

_FOLD = 75
"""Octets of a line, its end not counted (RFC 6350 3.2)."""


class VcardVersion(StrEnum):
    """Which vCard; 4.0 is the newest, 3.0 is what older programs read."""

    V3 = "3.0"
    V4 = "4.0"


def write_vcards(contacts: Iterable[Contact], version: VcardVersion = VcardVersion.V4) -> str:
    """Return ``contacts`` as one text, lines ended with CRLF."""
    return "".join(f"{_folded(line)}\r\n" for contact in contacts for line in _lines(contact, version))


def number_of(address: str) -> str:
    """Return the phone number that ``address`` is, E.164 where its country is known; empty if it is none."""
    if address[:4].lower() == "tel:":
        return e164(address[4:]) or address[4:]
    return "" if "@" in address else e164(address)


def uri_of(address: str) -> str:
    """Return an ``address`` that is no number as a URI: ``sip:``, or ``ahoy:`` for user ids and rooms."""
    if address.lower().startswith(("sip:", "sips:")):
        return address
    return f"sip:{address}" if "@" in address else AHOY_SCHEME + quote(address, safe="")


def _lines(contact: Contact, version: VcardVersion) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield f"VERSION:{version.value}"
    yield f"FN:{_escaped(contact.name)}"
    yield f"N:;{_escaped(contact.name)};;;"
    for place, address in enumerate(contact.addresses):
        yield _address_line(address, place, version)
    for email in contact.emails:
        yield f"EMAIL:{_escaped(email)}"
    if contact.groups:
        yield "CATEGORIES:" + ",".join(map(_escaped, contact.groups))
    if contact.organisation:
        yield f"ORG:{_escaped(contact.organisation)}"
    if contact.note:
        yield f"NOTE:{_escaped(contact.note)}"
    if contact.is_favourite:
        yield "X-AHOY-FAVOURITE:1"
    yield "END:VCARD"


def _address_line(address: str, place: int, version: VcardVersion) -> str:
    # vCard 3.0 can say of one only that it is preferred; 4.0 counts from 1 to 100.
    wanted = f";PREF={place + 1}" if version is VcardVersion.V4 else ";TYPE=pref" if place == 0 else ""
    number = number_of(address)
    if not number:
        return f"IMPP{wanted}:{uri_of(address)}"
    if version is VcardVersion.V4 and number.startswith("+"):
        return f"TEL{wanted};VALUE=uri:tel:{number}"
    return f"TEL{wanted}:{_escaped(number)}"


def _escaped(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (",", "\\,"), (";", "\\;"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text


def _folded(line: str) -> str:
    """Fold ``line`` between characters, never within one."""
    pieces = [""]
    room = _FOLD
    for character in line:
        size = len(character.encode("utf-8", "replace"))
        if size > room:
            pieces.append("")
            room = _FOLD - 1  # the space that a continued line begins with
        pieces[-1] += character
        room -= size
    return "\r\n ".join(pieces)
