"""What was found in a file of contacts, and what was left out of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote

from core.rooms import CONFERENCE_SCHEME
from core.storage.address_key import address_key, e164, is_number
from core.storage.contact import Contact

NAME_LIMIT = 200
ADDRESS_LIMIT = 255
NOTE_LIMIT = 10_000
VALUES_LIMIT = 50
"""Addresses, mail addresses or groups of one contact."""
CONTACTS_LIMIT = 50_000
FAVOURITES = frozenset({"* starred", "starred", "starred in android", "favorites", "favourites"})
"""Group names of other programs that mean the star."""
AHOY_SCHEME = "ahoy:"
"""How user ids and rooms, which are no URIs, are written where only a URI may be."""
NO_GROUPS = frozenset({"* mycontacts", "mycontacts", "* my contacts"})
_USER_OR_ROOM = re.compile(rf"({CONFERENCE_SCHEME}\S{{1,64}}|[A-Za-z0-9_=-]{{1,255}})")


@dataclass(slots=True)
class ReadContacts:
    """The contacts of a file, and in numbers what could not be taken."""

    contacts: list[Contact] = field(default_factory=list)
    without_address: int = 0
    """Entries with nothing that can be called."""
    unreadable: int = 0
    """Entries that could not be understood."""
    without_country: int = 0
    """Numbers kept as they are written, since nobody knows their country."""
    too_many: int = 0
    """Entries beyond ``CONTACTS_LIMIT``."""
    is_cut_off: bool = False
    """The file ends in the middle of an entry."""

    def add(self, draft: ContactDraft) -> None:
        """Take ``draft`` if there is something to call, else count it."""
        contact = draft.contact()
        if contact is None:
            self.without_address += 1
        elif len(self.contacts) >= CONTACTS_LIMIT:
            self.too_many += 1
        else:
            self.without_country += draft.without_country
            self.contacts.append(contact)


class ContactDraft:
    """Gathers one contact's values as a file gives them, in any order."""

    __slots__ = (
        *("names", "organisation", "note", "is_favourite", "without_country"),
        *("_region", "_addresses", "_emails", "_groups"),
    )

    def __init__(self, region: str) -> None:
        self.names: list[str] = []
        """What may serve as the name, the best first."""
        self.organisation = ""
        self.note = ""
        self.is_favourite = False
        self.without_country = 0
        self._region = region
        self._addresses: list[tuple[int, str]] = []
        self._emails: list[str] = []
        self._groups: list[str] = []

    def add_number(self, text: str, preference: int = 100) -> None:
        """Add a phone number in whatever spelling; the lower ``preference`` comes first."""
        text = re.sub(r"(?i)^tel:", "", text.strip()).partition(";")[0].strip()
        number = e164(text, self._region)
        if not number and is_number(text):
            number = f"tel:{text}"
            self.without_country += 1
        self._add_address(number, preference)

    def add_uri(self, text: str, preference: int = 100) -> None:
        """Add a SIP address, a user id or a room; addresses of other kinds of messenger are left out."""
        text = text.strip()
        scheme, colon, rest = text.partition(":")
        if colon and scheme.lower() == "tel":
            self.add_number(text, preference)
        elif colon and text.lower().startswith(AHOY_SCHEME):
            rest = unquote(rest)
            self._add_address(rest if _USER_OR_ROOM.fullmatch(rest) else "", preference)
        elif colon and scheme.lower() in ("sip", "sips"):
            self._add_address(text if "@" in rest else "", preference)

    def add_typed(self, text: str, preference: int = 100) -> None:
        """Add what a person would type into the dial field."""
        text = text.strip()
        if is_number(text):
            self.add_number(text, preference)
        elif _USER_OR_ROOM.fullmatch(text):
            self._add_address(text, preference)
        else:
            self.add_uri(text if ":" in text.partition("@")[0] else f"sip:{text}", preference)

    def add_email(self, text: str) -> None:
        """Add a mail address."""
        text = _one_line(text.removeprefix("mailto:"), ADDRESS_LIMIT)
        if "@" in text:
            self._emails.append(text)

    def add_groups(self, names: Iterable[str]) -> None:
        """Add groups; the star of other programs is one of them."""
        for name in names:
            name = _one_line(name, NAME_LIMIT)
            if name.casefold() in FAVOURITES:
                self.is_favourite = True
            elif name and name.casefold() not in NO_GROUPS:
                self._groups.append(name)

    def contact(self) -> Contact | None:
        """Return the contact, or None when it has nothing to call."""
        in_order = [address for _, address in sorted(self._addresses, key=lambda pair: pair[0])]
        addresses = _first_of_each(in_order, key=address_key)
        if not addresses:
            return None
        emails = _first_of_each(self._emails, key=str.casefold)
        organisation = _one_line(self.organisation, NAME_LIMIT)
        candidates = (*self.names, organisation, *emails[:1], addresses[0])
        return Contact(
            name=next(name for candidate in candidates if (name := _one_line(candidate, NAME_LIMIT))),
            addresses=addresses,
            is_favourite=self.is_favourite,
            groups=_first_of_each(self._groups, key=str.casefold),
            emails=emails,
            organisation=organisation,
            note=_lines(self.note),
        )

    def _add_address(self, address: str, preference: int) -> None:
        is_one_word = address.isprintable() and (" " not in address or address.startswith("tel:"))
        if address and is_one_word and len(address) <= ADDRESS_LIMIT:
            self._addresses.append((preference, address))


def _first_of_each(values: Iterable[str], *, key: object) -> tuple[str, ...]:
    assert callable(key)
    found: dict[object, str] = {}
    for value in values:
        found.setdefault(key(value), value)
    return tuple(found.values())[:VALUES_LIMIT]


def _one_line(text: str, limit: int) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:limit].strip()


def _lines(text: str) -> str:
    kept = "".join(c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c == "\n" or c.isprintable())
    return kept.strip()[:NOTE_LIMIT].strip()
