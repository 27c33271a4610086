"""The tables, as a list of migrations; ``PRAGMA user_version`` says how many have been done."""

from __future__ import annotations

import sqlite3

from core.storage.errors import StorageError, StorageProblem

MIGRATIONS = (
    """
    CREATE TABLE contacts (
        address TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE history (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        call_id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        address TEXT NOT NULL,
        direction TEXT NOT NULL,
        video INTEGER NOT NULL,
        started_at REAL NOT NULL,
        duration_ms INTEGER NOT NULL,
        end_cause TEXT NOT NULL,
        end_text TEXT NOT NULL,
        is_missed INTEGER NOT NULL
    );
    CREATE INDEX history_by_time ON history (started_at DESC, id DESC);
    CREATE TABLE settings (
        name TEXT PRIMARY KEY NOT NULL,
        value TEXT NOT NULL
    ) WITHOUT ROWID;
    """,
)


def check_version(connection: sqlite3.Connection, newest: int = len(MIGRATIONS)) -> int:
    """Return the version of the tables; raises ``StorageError`` when a newer program has written them."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > newest:
        raise StorageError(StorageProblem.NEWER)
    return version


def migrate(connection: sqlite3.Connection, migrations: tuple[str, ...] = MIGRATIONS) -> None:
    """Bring the tables up to date, one transaction per migration; raises like ``check_version``."""
    version = check_version(connection, len(migrations))
    for number in range(version, len(migrations)):
        script = f"BEGIN IMMEDIATE; {migrations[number]}; PRAGMA user_version = {number + 1}; COMMIT;"
        try:
            connection.executescript(script)
        except sqlite3.Error:
            if connection.in_transaction:
                connection.rollback()
            raise
