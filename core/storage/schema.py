"""The tables, as a list of migrations; ``PRAGMA user_version`` says how many have been done."""

from __future__ import annotations

import sqlite3

from core.storage.address_key import address_key
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
    # People with several addresses, favourites and a block list; calls that are new, blocked or failed.
    # Two old contacts may be one address in two spellings: both are kept, the second under a key of its own.
    """
    CREATE TABLE people (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        address TEXT NOT NULL,
        key TEXT NOT NULL UNIQUE,
        is_favourite INTEGER NOT NULL DEFAULT 0,
        details TEXT NOT NULL DEFAULT '{}'
    );
    CREATE INDEX people_by_address ON people (address);
    CREATE TABLE other_addresses (
        person INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
        place INTEGER NOT NULL,
        address TEXT NOT NULL,
        key TEXT NOT NULL,
        PRIMARY KEY (person, place)
    ) WITHOUT ROWID;
    CREATE INDEX other_addresses_by_key ON other_addresses (key);
    INSERT INTO people (name, address, key)
        SELECT name, address, CASE row_number() OVER (PARTITION BY address_key(address) ORDER BY address)
            WHEN 1 THEN address_key(address) ELSE ' ' || address END
        FROM contacts ORDER BY address;
    DROP TABLE contacts;
    CREATE TABLE blocked (
        id INTEGER PRIMARY KEY,
        address TEXT NOT NULL,
        key TEXT NOT NULL UNIQUE
    );
    ALTER TABLE history ADD COLUMN is_new INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE history ADD COLUMN is_blocked INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE history ADD COLUMN error TEXT NOT NULL DEFAULT '';
    CREATE INDEX history_new ON history (is_new) WHERE is_new;
    """,
    # By which account a call went, and how good it was; calls found by whom they were with.
    """
    ALTER TABLE history ADD COLUMN account TEXT NOT NULL DEFAULT '';
    ALTER TABLE history ADD COLUMN quality TEXT NOT NULL DEFAULT '';
    CREATE INDEX history_by_address ON history (address, direction, duration_ms);
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
    connection.create_function("address_key", 1, address_key, deterministic=True)
    for number in range(version, len(migrations)):
        script = f"BEGIN IMMEDIATE; {migrations[number]}; PRAGMA user_version = {number + 1}; COMMIT;"
        try:
            connection.executescript(script)
        except sqlite3.Error:
            if connection.in_transaction:
                connection.rollback()
            raise
