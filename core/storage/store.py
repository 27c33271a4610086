"""Contacts, finished calls, blocked addresses and settings on disk."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from core.call_list import CallQuery
from core.settings.settings_file import NAME, NewerSettings, SettingsFile
from core.snapshots import ContactSnapshot, HistorySnapshot
from core.storage import call_table, contact_table
from core.storage.address_key import address_key
from core.storage.contact import Contact, ContactsAdded
from core.storage.database import Database
from core.storage.errors import StorageError, StorageProblem
from core.storage.steps import OnStep, nobody_waits

log = logging.getLogger(__name__)

HISTORY_KEPT = call_table.KEPT


class Store:
    """The person's data in one file. Every method is awaited on the core thread and raises ``StorageError``.

    A method returns once its change is on the disk. Writes happen in the order in which they were asked for.
    Addresses are compared by ``address_key``: any spelling of an address finds what another one wrote.
    """

    def __init__(self) -> None:
        self._file = Database()
        self._settings = SettingsFile(Path())

    async def open(self, path: Path) -> list[str]:
        """Open ``path`` or make it, as ``Database.open`` does, and the settings beside it."""
        told = await self._file.open(path)
        self._settings = SettingsFile(path.with_name(NAME))
        return told + await self._file.run(self._load_settings)

    async def close(self) -> None:
        """Close the file. Idempotent; every other method raises ``StorageError`` afterwards."""
        await self._file.close()

    # Contacts.

    async def contacts(self) -> list[ContactSnapshot]:
        """Return all contacts by name."""
        return await self._file.run(contact_table.shown)

    async def whole_contacts(self) -> list[Contact]:
        """Return all contacts by name, with everything that is known of them."""
        return await self._file.run(contact_table.whole)

    async def contact_keys(self) -> dict[str, str]:
        """Return the main address of the contact for each ``address_key`` that one of them has."""
        return await self._file.run(contact_table.keys)

    async def save_contact(self, name: str, address: str) -> None:
        """Add a contact, or rename the one with this address."""
        await self._file.run(lambda connection: contact_table.save(connection, name, address))

    async def add_contacts(
        self, contacts: Sequence[Contact], on_step: OnStep = nobody_waits
    ) -> ContactsAdded:
        """Add many contacts, all or none; one whose main address is known gets what is new of it.

        ``on_step`` is called on the file's thread; none is added if it raises ``ExchangeStopped``.
        """
        return await self._file.run(lambda connection: contact_table.add_all(connection, contacts, on_step))

    async def edit_contact(self, address: str, name: str, addresses: Sequence[str]) -> None:
        """Give the contact with this address another name and other addresses, the main one first."""
        await self._file.run(
            lambda connection: contact_table.edit(connection, address, name, tuple(addresses))
        )

    async def set_favourite(self, address: str, favourite: bool) -> None:
        """Mark the contact with this address as a favourite, or no longer."""
        await self._file.run(lambda connection: contact_table.set_favourite(connection, address, favourite))

    async def remove_contact(self, address: str) -> None:
        """Forget the contact with this address, if there is one."""
        await self._file.run(lambda connection: contact_table.remove(connection, address))

    # Blocked addresses.

    async def blocked(self) -> list[str]:
        """Return the blocked addresses in the order in which they were blocked."""
        return [row[0] for row in await self._file.read("SELECT address FROM blocked ORDER BY id")]

    async def block(self, address: str) -> None:
        """Keep that ``address`` is blocked."""
        insert = "INSERT OR IGNORE INTO blocked (address, key) VALUES (?, ?)"
        await self._file.write((insert, (address, address_key(address))))

    async def unblock(self, address: str) -> None:
        """Keep that ``address`` is blocked no longer."""
        await self._file.write(("DELETE FROM blocked WHERE key = ?", (address_key(address),)))

    # Finished calls.

    async def history(self, limit: int = 200) -> list[HistorySnapshot]:
        """Return at most ``limit`` finished calls, newest first."""
        return await self._file.run(lambda connection: call_table.newest(connection, limit))

    async def find_calls(
        self, query: CallQuery, limit: int, addresses: Sequence[str] = ()
    ) -> list[HistorySnapshot]:
        """Return at most ``limit`` finished calls that ``query`` asks for, as ``call_table.find``."""
        return await self._file.run(lambda connection: call_table.find(connection, query, limit, addresses))

    async def callers(self) -> list[tuple[str, str, bool]]:
        """Return each address that there was a call with, its key, and whether they ever talked."""
        return await self._file.run(call_table.callers)

    async def new_calls(self) -> int:
        """Return how many missed calls the person has not seen yet."""
        rows = await self._file.read("SELECT count(*) FROM history WHERE is_new")
        return int(rows[0][0])

    async def has_call(self, call_id: str) -> bool:
        """Return whether this finished call is kept already."""
        return bool(await self._file.read("SELECT 1 FROM history WHERE call_id = ?", (call_id,)))

    async def add_call(self, call: HistorySnapshot) -> None:
        """Add a finished call; the same call again replaces what was known of it."""
        await self.add_calls([call])

    async def add_calls(self, calls: Sequence[HistorySnapshot]) -> None:
        """Add finished calls, all or none."""
        await self._file.run(lambda connection: call_table.add(connection, calls))

    async def mark_calls_seen(self) -> None:
        """Keep that no missed call is new any more."""
        await self._file.write(("UPDATE history SET is_new = 0 WHERE is_new", ()))

    async def remove_call(self, call_id: str) -> list[HistorySnapshot]:
        """Forget one finished call, if it is known; returns it."""
        return await self._file.run(
            lambda connection: call_table.take(connection, call_id) if call_id else []
        )

    async def clear_history(self) -> list[HistorySnapshot]:
        """Forget all finished calls; returns them."""
        return await self._file.run(lambda connection: call_table.take(connection, ""))

    # Settings, in a file of their own beside this one.

    async def setting(self, name: str) -> Any:
        """Return the value kept under ``name``; None when there is none."""
        return await self._file.run(lambda _: self._settings.get(name))

    async def set_setting(self, name: str, value: Any) -> None:
        """Keep ``value``, anything JSON can hold, under ``name``."""
        await self._file.run(lambda _: _kept(self._settings, name, value))

    def _load_settings(self, connection: sqlite3.Connection) -> list[str]:
        told = self._settings.load()
        # Before there was a file they stood in a table. They leave it once the file is on the disk.
        if not self._settings.exists and not told and (found := _old_settings(connection)):
            self._settings.replace(found)
        connection.execute("DELETE FROM settings")
        return told


def _kept(settings: SettingsFile, name: str, value: Any) -> None:
    try:
        settings.set(name, value)
    except NewerSettings:
        raise StorageError(StorageProblem.NEWER, NAME) from None


def _old_settings(connection: sqlite3.Connection) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, text in connection.execute("SELECT name, value FROM settings"):
        try:
            found[name] = json.loads(text)
        except ValueError:
            log.info("setting %s is not readable and counts as not set", name)
    return found
