"""The contacts by their addresses: what the person calls whoever rings or rang."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from core.rooms import CONFERENCE_SCHEME
from core.snapshots import ContactSnapshot
from core.storage import address_key, number_host


class Names:
    """The contacts, found by every spelling of their addresses."""

    def __init__(self) -> None:
        self.home_domain = ""
        """The SIP domain of the service in use: there ``bob`` and ``sip:bob@domain`` are one person."""
        self._contacts: dict[str, ContactSnapshot] = {}
        self._mains: dict[str, str] = {}

    def load(self, contacts: Iterable[ContactSnapshot], keys: Mapping[str, str]) -> None:
        """Know ``contacts``, and nobody else; ``keys`` gives the main address for each ``address_key``.

        The keys come from the disk: making them anew for ten thousand numbers takes half a second.
        """
        self._contacts = {contact.address: contact for contact in contacts}
        self._mains = dict(keys)

    def in_order(self) -> tuple[ContactSnapshot, ...]:
        """Return the contacts by name."""
        return tuple(sorted(self._contacts.values(), key=lambda c: (c.name.casefold(), c.address)))

    def save(self, name: str, address: str) -> None:
        """Add a contact, or rename the one with this address."""
        known = self.contact_at(address)
        if known is None:
            self._mains[address_key(address)] = address
        self.put(ContactSnapshot(name, address) if known is None else replace(known, name=name))

    def put(self, contact: ContactSnapshot) -> None:
        """Take ``contact`` in place of the one with the same main address."""
        self._contacts[contact.address] = contact

    def drop(self, contact: ContactSnapshot) -> None:
        """Forget ``contact`` and all its addresses."""
        self._contacts.pop(contact.address, None)
        self._mains = {key: main for key, main in self._mains.items() if main != contact.address}

    def contact_at(self, address: str) -> ContactSnapshot | None:
        """Return who has ``address``, as it is written or in another spelling."""
        if (contact := self._contacts.get(address)) is not None:
            return contact
        mains = (self._mains.get(key) for key in self.keys_of(address))
        return next((self._contacts[main] for main in mains if main in self._contacts), None)

    def name_of(self, address: str, *, is_vouched: bool = False) -> str:
        """Return the name for ``address``, or an empty string.

        A number at a SIP address is somebody's number only if its host ``is_vouched`` for, or has that
        contact's address itself: strangers call themselves by any number.
        """
        contact, host = self.contact_at(address), number_host(address)
        if contact is None:
            return ""
        is_believed = is_vouched or host in ("", self.home_domain) or number_host(contact.address) == host
        return contact.name if is_believed else ""

    def keys_of(self, address: str) -> tuple[str, ...]:
        """Return the keys under which ``address`` may be known."""
        key = address_key(address)
        user, _, host = key.partition("@")
        if not self.home_domain or not key:
            return (key,)
        if host == self.home_domain:
            return (key, user)
        is_user = not host and not key.startswith(("+", CONFERENCE_SCHEME, "tel:"))
        return (key, f"{key}@{self.home_domain}") if is_user else (key,)
