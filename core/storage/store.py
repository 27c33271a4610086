"""Contacts, finished calls and settings on disk: SQLite on a thread of its own."""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any, TypeVar

from core.snapshots import ContactSnapshot, HistorySnapshot
from core.storage.errors import StorageError, StorageProblem, problem_of
from core.storage.schema import check_version, migrate

log = logging.getLogger(__name__)

T = TypeVar("T")

HISTORY_KEPT = 10_000
"""Finished calls kept; the oldest go first."""
BUSY_TIMEOUT = 3.0
_COLUMNS = ", ".join(field.name for field in fields(HistorySnapshot))
_PLACES = ", ".join("?" for _ in fields(HistorySnapshot))


class Store:
    """The person's data in one file. Every method is awaited on the core thread and raises ``StorageError``.

    A method returns once its change is on the disk. Writes happen in the order in which they were asked for.
    """

    def __init__(self) -> None:
        self._path = Path()
        self._connection: sqlite3.Connection | None = None
        self._is_closed = False
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="storage")

    async def open(self, path: Path) -> list[str]:
        """Open ``path`` or make it; returns sentences that the person should read.

        A damaged file is moved aside, kept, and replaced by an empty one. A file of a newer version, or one
        that cannot be opened, raises ``StorageError`` and is left alone.
        """
        self._path = path
        return await self._on_worker(self._open)

    async def close(self) -> None:
        """Close the file. Idempotent; every other method raises ``StorageError`` afterwards."""
        if self._is_closed:
            return
        self._is_closed = True
        await self._on_worker(self._close)
        self._worker.shutdown(wait=False)

    async def contacts(self) -> list[ContactSnapshot]:
        """Return all contacts by name."""
        rows = await self._read("SELECT name, address FROM contacts ORDER BY name COLLATE NOCASE, address")
        return [ContactSnapshot(name, address) for name, address in rows]

    async def save_contact(self, name: str, address: str) -> None:
        """Add a contact, or rename the one with this address."""
        await self._write(("INSERT OR REPLACE INTO contacts (address, name) VALUES (?, ?)", (address, name)))

    async def remove_contact(self, address: str) -> None:
        """Forget the contact with this address, if there is one."""
        await self._write(("DELETE FROM contacts WHERE address = ?", (address,)))

    async def history(self, limit: int = 200) -> list[HistorySnapshot]:
        """Return at most ``limit`` finished calls, newest first."""
        sql = f"SELECT {_COLUMNS} FROM history ORDER BY started_at DESC, id DESC LIMIT ?"
        return [_call(row) for row in await self._read(sql, (max(0, limit),))]

    async def add_call(self, call: HistorySnapshot) -> None:
        """Add a finished call; the same call again replaces what was known of it."""
        insert = f"INSERT OR REPLACE INTO history ({_COLUMNS}) VALUES ({_PLACES})"
        prune = "DELETE FROM history WHERE id <= (SELECT max(id) FROM history) - ?"
        await self._write((insert, astuple(call)), (prune, (HISTORY_KEPT,)))

    async def clear_history(self) -> None:
        """Forget all finished calls."""
        await self._write(("DELETE FROM history", ()))

    async def setting(self, name: str) -> Any:
        """Return the value kept under ``name``; None when there is none, or it cannot be read."""
        rows = await self._read("SELECT value FROM settings WHERE name = ?", (name,))
        try:
            return json.loads(rows[0][0]) if rows else None
        except ValueError:
            log.info("setting %s is not readable and counts as not set", name)
            return None

    async def set_setting(self, name: str, value: Any) -> None:
        """Keep ``value``, anything JSON can hold, under ``name``."""
        text = json.dumps(value, ensure_ascii=False)
        await self._write(("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", (name, text)))

    # On the worker thread from here on.

    def _open(self) -> list[str]:
        try:
            self._connection = _connect(self._path)
            return []
        except sqlite3.Error as error:
            if problem_of(error) is not StorageProblem.CORRUPT:
                raise
        aside = _move_aside(self._path)
        log.info("a damaged store was moved to %s", aside.name)
        self._connection = _connect(self._path)
        return [
            f"Your contacts and history were damaged. They start anew; the old file is kept as {aside.name}."
        ]

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _execute(self, *statements: tuple[str, tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        if self._connection is None:
            raise StorageError(StorageProblem.CLOSED)
        with self._connection as transaction:
            rows: list[tuple[Any, ...]] = []
            for sql, arguments in statements:
                rows = transaction.execute(sql, arguments).fetchall()
            return rows

    async def _read(self, sql: str, arguments: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        return await self._on_worker(lambda: self._execute((sql, arguments)))

    async def _write(self, *statements: tuple[str, tuple[Any, ...]]) -> None:
        await self._on_worker(lambda: self._execute(*statements))

    async def _on_worker(self, work: Callable[[], T]) -> T:
        try:
            future = self._worker.submit(work)
        except RuntimeError:
            raise StorageError(StorageProblem.CLOSED) from None
        done = asyncio.wrap_future(future)
        done.add_done_callback(_hear)
        try:
            # A caller that is cancelled must not cancel a write that waits its turn.
            return await asyncio.shield(done)
        except sqlite3.Error as error:
            raise StorageError(problem_of(error), self._path.name) from error
        except OSError as error:
            log.info("the store's file: %s", error)
            raise StorageError(StorageProblem.BROKEN, self._path.name) from error


def _hear(done: asyncio.Future[Any]) -> None:
    """Note a failure; the caller may be gone, and asyncio would call it an exception that nobody saw."""
    if not done.cancelled() and (error := done.exception()) is not None:
        log.info("the store: %s", error)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=BUSY_TIMEOUT, isolation_level="IMMEDIATE", check_same_thread=False
    )
    try:
        check_version(connection)
        connection.execute("PRAGMA journal_mode = WAL")
        # FULL: with NORMAL a power cut may take back commits that a person has seen succeed. A few writes
        # per call cost nothing.
        connection.execute("PRAGMA synchronous = FULL")
        migrate(connection)
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise _corrupt()
        with suppress(OSError):
            path.chmod(0o600)
        return connection
    except BaseException:
        connection.close()
        raise


def _corrupt() -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError("quick_check found damage")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def _move_aside(path: Path) -> Path:
    aside = path.with_name(f"{path.name}.damaged-{time.strftime('%Y%m%d-%H%M%S')}")
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.replace(aside.with_name(aside.name + suffix))
    return aside


def _call(row: tuple[Any, ...]) -> HistorySnapshot:
    call_id, name, address, direction, video, started_at, duration_ms, end_cause, end_text, is_missed = row
    return HistorySnapshot(
        call_id=call_id,
        name=name,
        address=address,
        direction=direction,
        video=bool(video),
        started_at=started_at,
        duration_ms=duration_ms,
        end_cause=end_cause,
        end_text=end_text,
        is_missed=bool(is_missed),
    )
