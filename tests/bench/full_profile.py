"""A profile that is full: as many contacts and finished calls as a busy person gathers in years."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from core.snapshots import HistorySnapshot
from core.storage.contact import Contact
from core.storage.store import Store

CONTACTS, CALLS = 10_000, 50_000
NOW = 1_795_900_000.0
"""Unix seconds of the newest call."""
SEED = 9
DATA = "ahoy.sqlite"
_FIRST = ("Anna", "Bela", "Carla", "David", "Emil", "Frida", "Goran", "Hanna", "Ivo", "Jana", "Kemal", "Lena")
_LAST = ("Lindqvist", "Okafor", "Marsh", "Ferreira", "Holm", "Quist", "Idris", "Novak", "Sato", "Weber")


def address_of(number: int) -> str:
    """Return the address of contact ``number``."""
    return f"person-{number:05d}"


def contacts(count: int = CONTACTS) -> Iterator[Contact]:
    """Yield ``count`` contacts."""
    for number in range(count):
        first, last = _FIRST[number % len(_FIRST)], _LAST[number // len(_FIRST) % len(_LAST)]
        yield Contact(name=f"{first} {last} {number}", addresses=(address_of(number),))


def calls(count: int = CALLS, people: int = CONTACTS) -> Iterator[HistorySnapshot]:
    """Yield ``count`` calls of several years, newest first."""
    chance = random.Random(SEED)
    for number in range(count):
        person = chance.randrange(people)
        is_inbound, is_missed = chance.random() < 0.5, chance.random() < 0.15
        yield HistorySnapshot(
            call_id=f"call-{number}",
            address=address_of(person),
            name="",
            direction="inbound" if is_inbound else "outbound",
            video=chance.random() < 0.4,
            started_at=NOW - number * 3600.0,
            duration_ms=0 if is_missed else chance.randrange(5_000, 3_600_000),
            end_cause="NoAnswer" if is_missed else "HungUp",
            end_text="",
            is_missed=is_inbound and is_missed,
        )


async def fill(profile: Path, *, contact_count: int = CONTACTS, call_count: int = CALLS) -> None:
    """Put contacts and calls into the data of ``profile``, which no program has open."""
    store = Store()
    await store.open(profile / DATA)
    try:
        await store.add_contacts(list(contacts(contact_count)))
        await store.add_calls(list(calls(call_count, contact_count)))
    finally:
        await store.close()
