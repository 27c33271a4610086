"""The address book's rows: each function is one transaction's work on an open connection."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from core.snapshots import ContactSnapshot
from core.storage.address_key import address_key
from core.storage.contact import Contact, ContactsAdded
from core.storage.steps import OnStep, tell_each


def shown(connection: sqlite3.Connection) -> list[ContactSnapshot]:
    """Return everybody as the window shows them, by name."""
    return [
        ContactSnapshot(
            name=contact.name,
            address=contact.addresses[0],
            is_favourite=contact.is_favourite,
            other_addresses=contact.addresses[1:],
            groups=contact.groups,
        )
        for contact in whole(connection)
    ]


def whole(connection: sqlite3.Connection) -> list[Contact]:
    """Return everybody with everything that is known, by name."""
    others: dict[int, list[str]] = {}
    for person, address in connection.execute(
        "SELECT person, address FROM other_addresses ORDER BY person, place"
    ):
        others.setdefault(person, []).append(address)
    rows = connection.execute("SELECT id, name, address, is_favourite, details FROM people")
    everybody = [
        _contact(name, (address, *others.get(person, ())), bool(favourite), details)
        for person, name, address, favourite, details in rows
    ]
    return sorted(everybody, key=lambda contact: (contact.name.casefold(), contact.addresses[0]))


def keys(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the main address for each address key; a main address beats another's second one."""
    found = dict(connection.execute("SELECT key, address FROM people"))
    rows = connection.execute(
        "SELECT o.key, people.address FROM other_addresses AS o JOIN people ON person = people.id"
        " ORDER BY people.id"
    )
    for key, address in rows:
        found.setdefault(key, address)
    return found


def save(connection: sqlite3.Connection, name: str, address: str) -> None:
    """Add somebody, or rename who has this address."""
    person = _person_at(connection, address)
    if person is None:
        _insert(connection, Contact(name, (address,)))
    else:
        connection.execute("UPDATE people SET name = ? WHERE id = ?", (name, person))


def edit(connection: sqlite3.Connection, address: str, name: str, addresses: tuple[str, ...]) -> None:
    """Give who has ``address`` another name and these addresses; nobody has it: nothing happens."""
    person = _person_at(connection, address)
    if person is None:
        return
    main = addresses[0]
    connection.execute(
        "UPDATE people SET name = ?, address = ?, key = ? WHERE id = ?",
        (name, main, address_key(main), person),
    )
    connection.execute("DELETE FROM other_addresses WHERE person = ?", (person,))
    _write_others(connection, person, addresses[1:])


def set_favourite(connection: sqlite3.Connection, address: str, favourite: bool) -> None:
    """Mark who has this address, or take the mark away."""
    person = _person_at(connection, address)
    connection.execute("UPDATE people SET is_favourite = ? WHERE id = ?", (favourite, person))


def remove(connection: sqlite3.Connection, address: str) -> None:
    """Forget who has this address, with all their addresses."""
    person = _person_at(connection, address)
    connection.execute("DELETE FROM people WHERE id = ?", (person,))


def add_all(connection: sqlite3.Connection, contacts: Sequence[Contact], on_step: OnStep) -> ContactsAdded:
    """Add ``contacts``; who is there already keeps the name it has and gets what is new.

    Two people may share a number (a family, a firm): the second is kept under another of their addresses
    where they have one, else their name goes into the note of the first.
    """
    added = changed = unchanged = 0
    for contact in tell_each(contacts, on_step):
        contact, person = _with_free_address(connection, contact)
        if person is None:
            _insert(connection, contact)
            added += 1
        elif _merge(connection, person, contact):
            changed += 1
        else:
            unchanged += 1
    return ContactsAdded(added, changed, unchanged)


def _with_free_address(connection: sqlite3.Connection, contact: Contact) -> tuple[Contact, int | None]:
    """Return ``contact`` to be added, or the person that it is already."""
    owners = [_owner(connection, address) for address in contact.addresses]
    if owners[0] is None:
        return contact, None
    for owner in owners:
        if owner is not None and _one(connection, owner).name.casefold() == contact.name.casefold():
            return contact, owner
    if None not in owners:
        return contact, owners[0]
    main = contact.addresses[owners.index(None)]
    rest = tuple(address for address in contact.addresses if address != main)
    return replace(contact, addresses=(main, *rest)), None


def _owner(connection: sqlite3.Connection, address: str) -> int | None:
    row = connection.execute("SELECT id FROM people WHERE key = ?", (address_key(address),)).fetchone()
    return int(row[0]) if row is not None else None


def _person_at(connection: sqlite3.Connection, address: str) -> int | None:
    key = address_key(address)
    for sql, argument in (
        ("SELECT id FROM people WHERE address = ?", address),
        ("SELECT id FROM people WHERE key = ?", key),
        ("SELECT person FROM other_addresses WHERE key = ? ORDER BY person LIMIT 1", key),
    ):
        if (row := connection.execute(sql, (argument,)).fetchone()) is not None:
            return int(row[0])
    return None


def _insert(connection: sqlite3.Connection, contact: Contact) -> None:
    main = contact.addresses[0]
    cursor = connection.execute(
        "INSERT INTO people (name, address, key, is_favourite, details) VALUES (?, ?, ?, ?, ?)",
        (contact.name, main, address_key(main), contact.is_favourite, _details(contact)),
    )
    _write_others(connection, int(cursor.lastrowid or 0), contact.addresses[1:])


def _merge(connection: sqlite3.Connection, person: int, new: Contact) -> bool:
    old = _one(connection, person)
    merged = replace(
        old,
        addresses=_union(old.addresses, new.addresses, key=address_key),
        is_favourite=old.is_favourite or new.is_favourite,
        groups=_union(old.groups, new.groups, key=str.casefold),
        emails=_union(old.emails, new.emails, key=str.casefold),
        organisation=old.organisation or new.organisation,
        note=_also_called(old.note or new.note, old.name, new.name),
    )
    if merged == old:
        return False
    connection.execute(
        "UPDATE people SET is_favourite = ?, details = ? WHERE id = ?",
        (merged.is_favourite, _details(merged), person),
    )
    connection.execute("DELETE FROM other_addresses WHERE person = ?", (person,))
    _write_others(connection, person, merged.addresses[1:])
    return True


def _one(connection: sqlite3.Connection, person: int) -> Contact:
    others = connection.execute(
        "SELECT address FROM other_addresses WHERE person = ? ORDER BY place", (person,)
    ).fetchall()
    name, address, favourite, details = connection.execute(
        "SELECT name, address, is_favourite, details FROM people WHERE id = ?", (person,)
    ).fetchone()
    return _contact(name, (address, *(row[0] for row in others)), bool(favourite), details)


def _write_others(connection: sqlite3.Connection, person: int, addresses: Iterable[str]) -> None:
    connection.executemany(
        "INSERT INTO other_addresses (person, place, address, key) VALUES (?, ?, ?, ?)",
        [(person, place, address, address_key(address)) for place, address in enumerate(addresses)],
    )


def _also_called(note: str, name: str, other: str) -> str:
    if other.casefold() == name.casefold() or other in note.splitlines():
        return note
    return f"{note}\n{other}".strip()


def _union(old: tuple[str, ...], new: tuple[str, ...], *, key: Any) -> tuple[str, ...]:
    known = {key(value) for value in old}
    return (*old, *{key(value): value for value in new if key(value) not in known}.values())


def _details(contact: Contact) -> str:
    details = {
        "groups": contact.groups,
        "emails": contact.emails,
        "organisation": contact.organisation,
        "note": contact.note,
    }
    return json.dumps({name: value for name, value in details.items() if value}, ensure_ascii=False)


def _contact(name: str, addresses: tuple[str, ...], favourite: bool, details: str) -> Contact:
    more = json.loads(details)
    return Contact(
        name,
        addresses,
        favourite,
        groups=tuple(more.get("groups", ())),
        emails=tuple(more.get("emails", ())),
        organisation=more.get("organisation", ""),
        note=more.get("note", ""),
    )
