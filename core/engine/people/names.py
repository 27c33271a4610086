"""Names for addresses: what the person calls whoever rings or rang."""

from __future__ import annotations

from collections.abc import Iterable

from core.snapshots import ContactSnapshot
from core.storage import address_key


class Names:
    """The contacts' names by every spelling of their addresses."""

    def __init__(self) -> None:
        self.home_domain = ""
        """The SIP domain of the service in use: there ``bob`` and ``sip:bob@domain`` are one person."""
        self._names: dict[str, str] = {}

    def set_contacts(self, contacts: Iterable[ContactSnapshot]) -> None:
        """Know ``contacts`` from now on, and nobody else; a main address beats another's second one."""
        everybody = list(contacts)
        self._names = {}
        for contact in everybody:
            self._names.setdefault(address_key(contact.address), contact.name)
        for contact in everybody:
            for address in contact.other_addresses:
                self._names.setdefault(address_key(address), contact.name)

    def name_of(self, address: str) -> str:
        """Return the name for ``address``, or an empty string."""
        return next((name for key in self.keys_of(address) if (name := self._names.get(key))), "")

    def keys_of(self, address: str) -> tuple[str, ...]:
        """Return the keys under which ``address`` may be known."""
        key = address_key(address)
        user, _, host = key.partition("@")
        if not self.home_domain or not key:
            return (key,)
        if host == self.home_domain:
            return (key, user)
        is_user = not host and not key.startswith(("+", "conf:", "tel:"))
        return (key, f"{key}@{self.home_domain}") if is_user else (key,)
