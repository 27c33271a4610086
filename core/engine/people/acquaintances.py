"""With whom there were calls before: what tells a first call from a stranger. Core thread only."""

from __future__ import annotations

from collections.abc import Iterable

from core.engine.people.names import Names
from core.snapshots import HistorySnapshot
from core.storage import address_key, number_host


class Acquaintances:
    """The addresses in the history, by every spelling, and with which of them this person ever talked."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._addresses: dict[str, tuple[str, bool]] = {}
        self._keys: dict[str, bool] = {}

    def load(self, callers: Iterable[tuple[str, str, bool]]) -> None:
        """Know ``callers``, and nobody else: address, ``address_key``, and whether they ever talked."""
        self._addresses.clear()
        self._keys.clear()
        for address, key, talked in callers:
            self._meet(address, key, talked=talked)

    def add(self, call: HistorySnapshot) -> None:
        """Know the other side of a finished call; having called somebody counts as having talked."""
        talked = call.direction == "outbound" or call.duration_ms > 0
        self._meet(call.address, address_key(call.address), talked=talked)

    def has_met(self, address: str, *, is_vouched: bool = False) -> bool:
        """Whether there was any call with ``address``; see ``has_talked``."""
        return self._found(address, is_vouched=is_vouched) is not None

    def has_talked(self, address: str, *, is_vouched: bool = False) -> bool:
        """Whether this person ever talked to ``address``, or called it.

        A number before somebody's own host is believed to be that number only if it ``is_vouched`` for.
        """
        return bool(self._found(address, is_vouched=is_vouched))

    def spellings(self, addresses: Iterable[str]) -> tuple[str, ...]:
        """Return the addresses, as they stand in the history, that lead where one of ``addresses`` does."""
        wanted = {key for address in addresses for key in self._names.keys_of(address)}
        return tuple(address for address, (key, _) in self._addresses.items() if key in wanted)

    def named(self) -> Iterable[tuple[str, str]]:
        """Return each address in the history that the person has a name for, and the name."""
        for address in self._addresses:
            if name := self._names.name_of(address):
                yield address, name

    def _meet(self, address: str, key: str, *, talked: bool) -> None:
        before = self._addresses.get(address, (key, False))[1]
        self._addresses[address] = (key, before or talked)
        if not number_host(address) or number_host(address) == self._names.home_domain:
            self._keys[key] = self._keys.get(key, False) or talked

    def _found(self, address: str, *, is_vouched: bool) -> bool | None:
        if address in self._addresses:
            return self._addresses[address][1]
        if not is_vouched and number_host(address) not in ("", self._names.home_domain):
            return None
        found = [self._keys[key] for key in self._names.keys_of(address) if key in self._keys]
        return any(found) if found else None
