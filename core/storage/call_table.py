"""The rows of finished calls: each function is one transaction's work on an open connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, fields
from typing import Any

from core.call_list import CallFilter, CallQuery
from core.search_text import Search
from core.snapshots import HistorySnapshot
from core.storage.address_key import address_key

KEPT = 50_000
"""Finished calls kept; the oldest go first."""
_FLAGS = ("video", "is_missed", "is_new", "is_blocked")
_NAMES = tuple(field.name for field in fields(HistorySnapshot))
_COLUMNS = ", ".join(_NAMES)
_PLACES = ", ".join("?" for _ in _NAMES)
_KINDS = {
    CallFilter.MISSED: "is_missed",
    CallFilter.INCOMING: "direction = 'inbound'",
    CallFilter.OUTGOING: "direction = 'outbound'",
}


def newest(connection: sqlite3.Connection, limit: int) -> list[HistorySnapshot]:
    """Return at most ``limit`` calls, newest first."""
    sql = f"SELECT {_COLUMNS} FROM history ORDER BY started_at DESC, id DESC LIMIT ?"
    return [_call(row) for row in connection.execute(sql, (max(0, limit),))]


def find(
    connection: sqlite3.Connection, query: CallQuery, limit: int, addresses: Sequence[str] = ()
) -> list[HistorySnapshot]:
    """Return at most ``limit`` calls that ``query`` asks for, newest first.

    ``addresses``: those, as they stand in the table, of the person asked for; else those whose names in the
    address book match the text, which the table does not know.
    """
    conditions, arguments = _conditions(connection, query, tuple(addresses))
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    sql = f"SELECT {_COLUMNS} FROM history {where} ORDER BY started_at DESC, id DESC LIMIT ?"
    return [_call(row) for row in connection.execute(sql, (*arguments, max(0, limit)))]


def _conditions(
    connection: sqlite3.Connection, query: CallQuery, addresses: tuple[str, ...]
) -> tuple[list[str], list[Any]]:
    conditions, arguments = list[str](), list[Any]()
    if query.kind in _KINDS:
        conditions.append(_KINDS[query.kind])
    if query.address:
        conditions.append(f"address IN ({', '.join('?' for _ in addresses)})")
        arguments += addresses
    if query.text.strip():
        finds = _finder(query.text, frozenset() if query.address else frozenset(addresses))
        connection.create_function("found", 2, finds, deterministic=True)
        conditions.append("found(name, address)")
    return conditions, arguments


def _finder(text: str, named: frozenset[str]) -> Callable[[str, str], bool]:
    search = Search(text)
    return lambda name, address: address in named or search.finds(name, address)


def add(connection: sqlite3.Connection, calls: Iterable[HistorySnapshot]) -> None:
    """Add calls; the same call again replaces what was known of it."""
    insert = f"INSERT OR REPLACE INTO history ({_COLUMNS}) VALUES ({_PLACES})"
    connection.executemany(insert, [astuple(call) for call in calls])
    connection.execute(
        "DELETE FROM history WHERE id IN"
        " (SELECT id FROM history ORDER BY started_at DESC, id DESC LIMIT -1 OFFSET ?)",
        (KEPT,),
    )


def take(connection: sqlite3.Connection, call_id: str) -> list[HistorySnapshot]:
    """Remove one call and return it; all of them for an empty id."""
    where, arguments = ("WHERE call_id = ?", (call_id,)) if call_id else ("", ())
    taken = [_call(row) for row in connection.execute(f"SELECT {_COLUMNS} FROM history {where}", arguments)]
    connection.execute(f"DELETE FROM history {where}", arguments)
    return taken


def callers(connection: sqlite3.Connection) -> list[tuple[str, str, bool]]:
    """Return each address that there was a call with, its ``address_key``, and whether they ever talked.

    Having called somebody counts as having talked.
    """
    rows = connection.execute(
        "SELECT address, max(direction = 'outbound' OR duration_ms > 0) FROM history GROUP BY address"
    )
    return [(address, address_key(address), bool(talked)) for address, talked in rows]


def _call(row: tuple[Any, ...]) -> HistorySnapshot:
    values: dict[str, Any] = dict(zip(_NAMES, row, strict=True))
    return HistorySnapshot(**values | {name: bool(values[name]) for name in _FLAGS})
