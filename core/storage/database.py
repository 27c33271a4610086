"""One SQLite file on a thread of its own: opened, brought up to date, moved aside when it is damaged."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from core.sentences import sentence
from core.storage.errors import StorageError, StorageProblem, problem_of
from core.storage.schema import check_version, migrate

log = logging.getLogger(__name__)

T = TypeVar("T")

BUSY_TIMEOUT = 3.0


class Database:
    """A file and the thread that works on it. Every method is awaited and raises ``StorageError``.

    Work is done in the order in which it was asked for, each piece in one transaction.
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

    async def read(self, sql: str, arguments: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """Return the rows that ``sql`` finds."""
        return await self.run(lambda connection: connection.execute(sql, arguments).fetchall())

    async def write(self, *statements: tuple[str, tuple[Any, ...]]) -> None:
        """Execute ``statements`` in one transaction; returns once it is on the disk."""

        def execute(connection: sqlite3.Connection) -> None:
            for sql, arguments in statements:
                connection.execute(sql, arguments)

        await self.run(execute)

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do ``work`` on the file's thread in one transaction, and return what it returns."""

        def transaction() -> T:
            if self._connection is None:
                raise StorageError(StorageProblem.CLOSED)
            with self._connection as connection:
                return work(connection)

        return await self._on_worker(transaction)

    # On the file's thread from here on.

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
            sentence(
                "Your contacts and history were damaged. They start anew; the old file is kept as {file}.",
                file=aside.name,
            )
        ]

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

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
        connection.execute("PRAGMA foreign_keys = ON")
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
