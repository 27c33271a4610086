"""The tables of the service's database, and how those of an older version become them."""

from __future__ import annotations

import sqlite3

VERSION = 5
_TABLES = (
    """CREATE TABLE IF NOT EXISTS users (
    application TEXT NOT NULL, user TEXT NOT NULL, PRIMARY KEY (application, user)) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS bindings (
    application TEXT NOT NULL, user TEXT NOT NULL, instance TEXT NOT NULL, reg_id INTEGER NOT NULL,
    contact TEXT NOT NULL, display_name TEXT NOT NULL, expires_at REAL NOT NULL, ends_at REAL,
    PRIMARY KEY (application, user, instance, reg_id)) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS instance_ends (
    application TEXT NOT NULL, user TEXT NOT NULL, instance TEXT NOT NULL, ends_at REAL NOT NULL,
    PRIMARY KEY (application, user, instance)) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS tokens (
    nonce TEXT PRIMARY KEY, holder TEXT NOT NULL, expires_at REAL NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS applications (
    key TEXT PRIMARY KEY, secret TEXT NOT NULL, name TEXT NOT NULL, state TEXT NOT NULL,
    created_at REAL NOT NULL, old_secret TEXT NOT NULL, old_until REAL NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS callbacks (
    application TEXT PRIMARY KEY, url TEXT NOT NULL, fallback TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS publications (
    application TEXT NOT NULL, user TEXT NOT NULL, tag TEXT NOT NULL, body BLOB NOT NULL,
    expires_at REAL NOT NULL, PRIMARY KEY (application, user, tag)) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS pins (
    name TEXT NOT NULL, user TEXT NOT NULL, device_id TEXT NOT NULL, seen_at REAL NOT NULL,
    PRIMARY KEY (name, user)) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS sip_accounts (
    application TEXT NOT NULL, user TEXT NOT NULL, id TEXT NOT NULL, address TEXT NOT NULL,
    auth_user TEXT NOT NULL, sealed BLOB NOT NULL, display_name TEXT NOT NULL, transport TEXT NOT NULL,
    proxy TEXT NOT NULL, lifetime INTEGER NOT NULL, contact_user TEXT NOT NULL,
    stun TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (application, user, id)) WITHOUT ROWID""",
    "CREATE TABLE IF NOT EXISTS visibility (user TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE IF NOT EXISTS phone_seconds (
    day TEXT NOT NULL, application TEXT NOT NULL, name TEXT NOT NULL, seconds REAL NOT NULL,
    PRIMARY KEY (day, application, name)) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS push_devices (
    application TEXT NOT NULL, user TEXT NOT NULL, instance TEXT NOT NULL, reg_id INTEGER NOT NULL,
    contact TEXT NOT NULL, endpoint TEXT NOT NULL, p256dh TEXT NOT NULL, auth TEXT NOT NULL,
    expires_at REAL NOT NULL, PRIMARY KEY (application, user, instance, reg_id)) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS push_mailboxes (
    mailbox TEXT PRIMARY KEY, endpoint TEXT NOT NULL, application TEXT NOT NULL, user TEXT NOT NULL,
    sender_key TEXT NOT NULL, used_at REAL NOT NULL, origin TEXT NOT NULL DEFAULT '') WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS push_messages (
    number INTEGER PRIMARY KEY AUTOINCREMENT, message TEXT NOT NULL UNIQUE, mailbox TEXT NOT NULL,
    body BLOB NOT NULL, expires_at REAL NOT NULL, urgency TEXT NOT NULL, topic TEXT NOT NULL)""",
)


_ADDED = (
    ("sip_accounts", "stun", "TEXT NOT NULL DEFAULT ''"),
    ("push_mailboxes", "origin", "TEXT NOT NULL DEFAULT ''"),
)
"""Columns that tables of older versions lack: table, name, definition."""


def prepare(connection: sqlite3.Connection, version: int, application: str) -> None:
    """Bring the tables from ``version`` (0: none yet) to ``VERSION``, all or nothing.

    What a version without applications holds becomes ``application``'s. Raises ``sqlite3.Error``.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        if version == 1:
            _set_aside(connection)
        for statement in _TABLES:
            connection.execute(statement)
        _add_columns(connection)
        if version == 1:
            _take_over(connection, application)
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _add_columns(connection: sqlite3.Connection) -> None:
    for table, name, definition in _ADDED:
        known = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        if name not in known:
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {name} {definition}")


def _set_aside(connection: sqlite3.Connection) -> None:
    for table in ("users", "bindings"):
        connection.execute(f"ALTER TABLE {table} RENAME TO old_{table}")


def _take_over(connection: sqlite3.Connection, application: str) -> None:
    connection.execute("INSERT INTO users SELECT ?, user FROM old_users", (application,))
    connection.execute(
        "INSERT INTO bindings SELECT ?, user, instance, reg_id, contact, display_name, expires_at, ends_at "
        "FROM old_bindings",
        (application,),
    )
    connection.execute(
        "INSERT OR REPLACE INTO instance_ends SELECT ?, user, instance, ends_at FROM old_bindings "
        "WHERE ends_at IS NOT NULL",
        (application,),
    )
    connection.execute("UPDATE tokens SET nonce = ? || ' ' || nonce", (application,))
    for table in ("users", "bindings"):
        connection.execute(f"DROP TABLE old_{table}")
