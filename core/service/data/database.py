"""What must survive a restart, in SQLite: applications, users, bindings, used tokens, devices, minutes.

All calls are made on the service's loop: in WAL mode without a sync per commit a write takes well under a
millisecond. A write that fails (full disk) is logged once and costs durability only, never a call.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.service.data.application_keys import Application, ApplicationState
from core.service.data.schema import VERSION, prepare
from core.service.errors import ServiceError, ServiceProblem
from core.service.routing.endpoints import Account, Instance

log = logging.getLogger(__name__)

FILE_NAME = "service.sqlite3"
PINS_LIMIT = 1000
PUBLICATIONS_LIMIT = 16
ENDS_LIMIT = 64
"""Instances of one user whose end is remembered."""


@dataclass(frozen=True, slots=True)
class Binding:
    """Where a user's instance is reached. Times are Unix seconds; after ``ends_at`` nothing may renew it."""

    endpoint: Instance
    contact: str
    display_name: str
    expires_at: float
    ends_at: float | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """What a user published of their presence: a PIDF document under its entity tag (RFC 3903)."""

    account: Account
    tag: str
    body: bytes
    expires_at: float


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account that a user has elsewhere; ``sealed`` is its password, encrypted."""

    owner: Account
    account_id: str
    address: str
    auth_user: str
    sealed: bytes = field(repr=False)
    display_name: str
    transport: str
    proxy: str
    lifetime: int
    contact_user: str = field(repr=False)
    stun: str = ""


class Database:
    """The service's tables. Opening raises ``ServiceError``; later a full disk is logged, never raised.

    ``application`` is whose the rows of a file become that was written before there were several.
    """

    def __init__(self, data_dir: Path, application: str = "") -> None:
        self._path = data_dir / FILE_NAME
        self._application = application
        self._has_failed = False
        self._connection = self._open()

    def close(self) -> None:
        """Close the file. Idempotent."""
        self._connection.close()

    def users(self) -> set[Account]:
        """Return everybody who ever registered."""
        return {Account(*row) for row in self._read("SELECT application, user FROM users")}

    def delete_users(self, application: str) -> None:
        """Forget everybody of an application, and everything about them."""
        for table in ("users", "bindings", "instance_ends", "publications", "sip_accounts", "push_devices"):
            self._write(f"DELETE FROM {table} WHERE application = ?", (application,))

    def bindings(self, now: float) -> list[Binding]:
        """Return the bindings that have not expired, forgetting the others."""
        self._write("DELETE FROM bindings WHERE expires_at <= ?", (now,))
        rows = self._read(
            "SELECT user, instance, reg_id, application, contact, display_name, expires_at, ends_at "
            "FROM bindings"
        )
        return [Binding(Instance(*row[:4]), *row[4:]) for row in rows]

    def save_binding(self, binding: Binding) -> None:
        """Add or replace a binding, and its user."""
        end = binding.endpoint
        self._write("INSERT OR IGNORE INTO users VALUES (?, ?)", (end.application, end.user))
        self._write(
            "INSERT OR REPLACE INTO bindings VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                end.application,
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
            "DELETE FROM bindings WHERE application = ? AND user = ? AND instance = ? AND reg_id = ?",
            (end.application, end.user, end.instance, end.reg_id),
        )

    def instance_end(self, end: Instance) -> float | None:
        """Return when the instance's registration ends for good, None if it was never limited."""
        rows = self._read(
            "SELECT ends_at FROM instance_ends WHERE application = ? AND user = ? AND instance = ?",
            (end.application, end.user, end.instance),
        )
        return float(rows[0][0]) if rows else None

    def save_instance_end(self, end: Instance, ends_at: float) -> None:
        """Remember when an instance's registration ends; of more than 64, those that ended first go."""
        whose = (end.application, end.user)
        self._write(
            "INSERT OR REPLACE INTO instance_ends VALUES (?, ?, ?, ?)", (*whose, end.instance, ends_at)
        )
        self._write(
            "DELETE FROM instance_ends WHERE application = ? AND user = ? AND instance IN ("
            "SELECT instance FROM instance_ends WHERE application = ? AND user = ? "
            f"ORDER BY ends_at DESC LIMIT -1 OFFSET {ENDS_LIMIT})",
            (*whose, *whose),
        )

    def applications(self) -> list[Application]:
        """Return the applications that were added, changed or removed."""
        rows = self._read(
            "SELECT key, secret, name, state, created_at, old_secret, old_until FROM applications"
        )
        return [
            Application(key, secret, name, _state(state), created_at, old_secret, old_until)
            for key, secret, name, state, created_at, old_secret, old_until in rows
        ]

    def save_application(self, application: Application) -> bool:
        """Add or replace an application; return whether that is on the disk."""
        return self._write(
            "INSERT OR REPLACE INTO applications VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                application.key,
                application.secret,
                application.name,
                application.state.value,
                application.created_at,
                application.old_secret,
                application.old_until,
            ),
        )

    def callback_urls(self) -> dict[str, tuple[str, str]]:
        """Return address and fallback of the backends, by application."""
        rows = self._read("SELECT application, url, fallback FROM callbacks")
        return {application: (url, fallback) for application, url, fallback in rows}

    def save_callback_urls(self, application: str, url: str, fallback: str) -> bool:
        """Remember where an application's backend is (empty: nowhere); return whether that is on the disk."""
        if not url:
            return self._write("DELETE FROM callbacks WHERE application = ?", (application,))
        return self._write("INSERT OR REPLACE INTO callbacks VALUES (?, ?, ?)", (application, url, fallback))

    def tokens(self, now: float) -> list[tuple[str, str, float]]:
        """Return nonce, holder and expiry of the tokens used and not expired."""
        self._write("DELETE FROM tokens WHERE expires_at <= ?", (now,))
        return list(self._read("SELECT nonce, holder, expires_at FROM tokens"))

    def save_token(self, nonce: str, holder: str, expires_at: float) -> None:
        """Remember a used token."""
        self._write("INSERT OR REPLACE INTO tokens VALUES (?, ?, ?)", (nonce, holder, expires_at))

    def publications(self, now: float) -> list[Publication]:
        """Return what was published and has not expired, the oldest first, forgetting the rest."""
        self._write("DELETE FROM publications WHERE expires_at <= ?", (now,))
        rows = self._read(
            "SELECT application, user, tag, body, expires_at FROM publications ORDER BY expires_at"
        )
        return [Publication(Account(row[0], row[1]), *row[2:]) for row in rows]

    def save_publication(self, made: Publication, old_tag: str) -> None:
        """Remember a publication in place of another; of more than 16 of one user, the oldest go."""
        whose = (made.account.application, made.account.user)
        self.delete_publication(made.account, old_tag)
        self._write(
            "INSERT OR REPLACE INTO publications VALUES (?, ?, ?, ?, ?)",
            (*whose, made.tag, made.body, made.expires_at),
        )
        self._write(
            "DELETE FROM publications WHERE application = ? AND user = ? AND tag IN ("
            "SELECT tag FROM publications WHERE application = ? AND user = ? "
            f"ORDER BY expires_at DESC LIMIT -1 OFFSET {PUBLICATIONS_LIMIT})",
            (*whose, *whose),
        )

    def renew_publication(self, account: Account, tag: str, expires_at: float, old_tag: str) -> None:
        """Let what was published count longer, under a new tag."""
        self._write(
            "UPDATE OR REPLACE publications SET tag = ?, expires_at = ? "
            "WHERE application = ? AND user = ? AND tag = ?",
            (tag, expires_at, account.application, account.user, old_tag),
        )

    def delete_publication(self, account: Account, tag: str) -> None:
        """Forget a publication."""
        self._write(
            "DELETE FROM publications WHERE application = ? AND user = ? AND tag = ?",
            (account.application, account.user, tag),
        )

    def sip_accounts(self) -> list[AccountRow]:
        """Return the accounts that users have elsewhere."""
        rows = self._read(
            "SELECT application, user, id, address, auth_user, sealed, display_name, transport, proxy, "
            "lifetime, contact_user, stun FROM sip_accounts ORDER BY application, user, id"
        )
        return [AccountRow(Account(row[0], row[1]), *row[2:]) for row in rows]

    def save_sip_account(self, row: AccountRow) -> bool:
        """Add or replace an account; return whether that is on the disk."""
        return self._write(
            "INSERT OR REPLACE INTO sip_accounts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                row.owner.application,
                row.owner.user,
                row.account_id,
                row.address,
                row.auth_user,
                row.sealed,
                row.display_name,
                row.transport,
                row.proxy,
                row.lifetime,
                row.contact_user,
                row.stun,
            ),
        )

    def delete_sip_account(self, owner: Account, account_id: str) -> bool:
        """Forget an account; return whether that is on the disk."""
        return self._write(
            "DELETE FROM sip_accounts WHERE application = ? AND user = ? AND id = ?",
            (owner.application, owner.user, account_id),
        )

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

    def phone_seconds(self, day: str) -> list[tuple[str, str, float]]:
        """Return what calls to numbers cost on ``day``: application (empty: a trunk), name and seconds.

        Other days are forgotten.
        """
        self._write("DELETE FROM phone_seconds WHERE day <> ?", (day,))
        return list(self._read("SELECT application, name, seconds FROM phone_seconds WHERE day = ?", (day,)))

    def save_phone_seconds(self, day: str, application: str, name: str, seconds: float) -> None:
        """Remember what calls of a user, or by a trunk, cost on ``day``."""
        self._write(
            "INSERT OR REPLACE INTO phone_seconds VALUES (?, ?, ?, ?)", (day, application, name, seconds)
        )

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[Any]:
        """Return what ``statement`` finds, nothing if the file cannot be read: for tables kept elsewhere."""
        return self._read(statement, values)

    def change(self, statement: str, values: Sequence[object] = ()) -> bool:
        """Carry ``statement`` out, likewise; return whether that is on the disk."""
        return self._write(statement, values)

    def _open(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = None
        try:
            # SQLite gives its side files the mode of the main one at the time they are made.
            self._path.touch(mode=0o600)
            self._path.chmod(0o600)
            connection = sqlite3.connect(self._path, isolation_level=None, timeout=2)
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > VERSION:
                raise self._error(ServiceProblem.DATA_BROKEN, "was written by a newer version of Ahoy")
            if version == 1 and not self._application:
                raise self._error(
                    ServiceProblem.DATA_BROKEN, "is of an older version: start the service once"
                )
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            prepare(connection, version, self._application)
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

    def _write(self, statement: str, values: Sequence[object] = ()) -> bool:
        try:
            self._connection.execute(statement, values)
        except sqlite3.Error as error:
            level = logging.DEBUG if self._has_failed else logging.ERROR
            self._has_failed = True
            log.log(level, "the service's database cannot be written: %s; a restart may lose it", error)
            return False
        self._has_failed = False
        return True


def _state(text: str) -> ApplicationState:
    try:
        return ApplicationState(text)
    except ValueError:
        return ApplicationState.DISABLED  # what cannot be understood lets nobody in


def _close(connection: sqlite3.Connection | None) -> None:
    if connection is not None:
        connection.close()
