"""What must survive a restart, in SQLite: users, bindings, used tokens, pinned devices, visibility.

All calls are made on the service's loop: in WAL mode without a sync per commit a write takes well under a
millisecond. A write that fails (full disk) is logged once and costs durability only, never a call.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.service.errors import ServiceError, ServiceProblem
from core.service.routing.endpoints import Instance

log = logging.getLogger(__name__)

FILE_NAME = "service.sqlite3"
_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS users (user TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS bindings (
    user TEXT NOT NULL, instance TEXT NOT NULL, reg_id INTEGER NOT NULL, contact TEXT NOT NULL,
    display_name TEXT NOT NULL, expires_at REAL NOT NULL, ends_at REAL,
    PRIMARY KEY (user, instance, reg_id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tokens (nonce TEXT PRIMARY KEY, holder TEXT NOT NULL, expires_at REAL NOT NULL)
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pins (name TEXT NOT NULL, user TEXT NOT NULL, device_id TEXT NOT NULL,
    seen_at REAL NOT NULL, PRIMARY KEY (name, user)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS visibility (user TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
"""
PINS_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Binding:
    """Where a user's instance is reached. Times are Unix seconds; after ``ends_at`` nothing may renew it."""

    endpoint: Instance
    contact: str
    display_name: str
    expires_at: float
    ends_at: float | None = None


class Database:
    """The service's tables. Opening raises ``ServiceError``; later a full disk is logged, never raised."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / FILE_NAME
        self._has_failed = False
        self._connection = self._open()

    def close(self) -> None:
        """Close the file. Idempotent."""
        self._connection.close()

    def users(self) -> set[str]:
        """Return everybody who ever registered."""
        return {row[0] for row in self._read("SELECT user FROM users")}

    def bindings(self, now: float) -> list[Binding]:
        """Return the bindings that have not expired, forgetting the others."""
        self._write("DELETE FROM bindings WHERE expires_at <= ?", (now,))
        rows = self._read(
            "SELECT user, instance, reg_id, contact, display_name, expires_at, ends_at FROM bindings"
        )
        return [Binding(Instance(*row[:3]), *row[3:]) for row in rows]

    def save_binding(self, binding: Binding) -> None:
        """Add or replace a binding, and its user."""
        end = binding.endpoint
        self._write("INSERT OR IGNORE INTO users VALUES (?)", (end.user,))
        self._write(
            "INSERT OR REPLACE INTO bindings VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                end.user,
                end.instance,
                end.reg_id,
                binding.contact,
                binding.display_name,
                binding.expires_at,
                binding.ends_at,
            ),
        )

    def delete_binding(self, end: Instance) -> None:
        """Forget a binding."""
        self._write(
            "DELETE FROM bindings WHERE user = ? AND instance = ? AND reg_id = ?",
            (end.user, end.instance, end.reg_id),
        )

    def tokens(self, now: float) -> list[tuple[str, str, float]]:
        """Return nonce, holder and expiry of the tokens used and not expired."""
        self._write("DELETE FROM tokens WHERE expires_at <= ?", (now,))
        return list(self._read("SELECT nonce, holder, expires_at FROM tokens"))

    def save_token(self, nonce: str, holder: str, expires_at: float) -> None:
        """Remember a used token."""
        self._write("INSERT OR REPLACE INTO tokens VALUES (?, ?, ?)", (nonce, holder, expires_at))

    def pinned_device(self, name: str, user: str) -> str | None:
        """Return the device id first seen under this name and user."""
        rows = self._read("SELECT device_id FROM pins WHERE name = ? AND user = ?", (name, user))
        return str(rows[0][0]) if rows else None

    def pin_device(self, name: str, user: str, device_id: str, now: float) -> None:
        """Remember the device id of a name and user; of more than 1000, the oldest is forgotten."""
        self._write("INSERT OR REPLACE INTO pins VALUES (?, ?, ?, ?)", (name, user, device_id, now))
        self._write(
            "DELETE FROM pins WHERE (name, user) IN "
            f"(SELECT name, user FROM pins ORDER BY seen_at DESC LIMIT -1 OFFSET {PINS_LIMIT})"
        )

    def visible(self) -> dict[str, str]:
        """Return the users who are announced on the network, and under which names."""
        return {row[0]: row[1] for row in self._read("SELECT user, name FROM visibility")}

    def set_visible(self, user: str, name: str | None) -> None:
        """Announce ``user`` under ``name``; None: not at all."""
        if name is None:
            self._write("DELETE FROM visibility WHERE user = ?", (user,))
        else:
            self._write("INSERT OR REPLACE INTO visibility VALUES (?, ?)", (user, name))

    def _open(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = None
        try:
            connection = sqlite3.connect(self._path, isolation_level=None, timeout=2)
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > _VERSION:
                raise self._error(ServiceProblem.DATA_BROKEN, "was written by a newer version of Ahoy")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.executescript(_SCHEMA + f"PRAGMA user_version = {_VERSION};")
            self._path.chmod(0o600)
        except sqlite3.OperationalError as error:
            _close(connection)
            problem = ServiceProblem.DISK_FULL if "full" in str(error) else ServiceProblem.DATA_UNWRITABLE
            raise self._error(problem, f"cannot be written: {error}") from error
        except (sqlite3.DatabaseError, OSError) as error:
            _close(connection)
            raise self._error(ServiceProblem.DATA_BROKEN, f"is damaged: {error}") from error
        except ServiceError:
            _close(connection)
            raise
        return connection

    def _error(self, problem: ServiceProblem, what: str) -> ServiceError:
        return ServiceError(problem, f"The service's database {self._path} {what}.", path=str(self._path))

    def _read(self, statement: str, values: Sequence[object] = ()) -> list[Any]:
        try:
            return self._connection.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            log.error("the service's database cannot be read: %s", error)
            return []

    def _write(self, statement: str, values: Sequence[object] = ()) -> None:
        try:
            self._connection.execute(statement, values)
        except sqlite3.Error as error:
            level = logging.DEBUG if self._has_failed else logging.ERROR
            self._has_failed = True
            log.log(level, "the service's database cannot be written: %s; a restart may lose it", error)
        else:
            self._has_failed = False


def _close(connection: sqlite3.Connection | None) -> None:
    if connection is not None:
        connection.close()
