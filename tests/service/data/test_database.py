"""The service's database: its older version, its bounds, and files that are not its own."""

from __future__ import annotations

import dataclasses
import sqlite3
import stat
from pathlib import Path

import pytest

from core.service.data.application_keys import Application, ApplicationState
from core.service.data.database import ENDS_LIMIT, FILE_NAME, Binding, Database
from core.service.data.schema import VERSION
from core.service.errors import ServiceError, ServiceProblem
from core.service.push.tables import PushTables
from core.service.routing.endpoints import Account, Instance

FIRST_VERSION = """
CREATE TABLE users (user TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE bindings (
    user TEXT NOT NULL, instance TEXT NOT NULL, reg_id INTEGER NOT NULL, contact TEXT NOT NULL,
    display_name TEXT NOT NULL, expires_at REAL NOT NULL, ends_at REAL,
    PRIMARY KEY (user, instance, reg_id)) WITHOUT ROWID;
CREATE TABLE tokens (nonce TEXT PRIMARY KEY, holder TEXT NOT NULL, expires_at REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE pins (name TEXT NOT NULL, user TEXT NOT NULL, device_id TEXT NOT NULL,
    seen_at REAL NOT NULL, PRIMARY KEY (name, user)) WITHOUT ROWID;
CREATE TABLE visibility (user TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO users VALUES ('alice'), ('bob');
INSERT INTO bindings VALUES ('alice', 'urn:uuid:1', 1, 'sip:a@b.invalid', 'Alice', 500.0, 900.0);
INSERT INTO bindings VALUES ('bob', 'urn:uuid:2', 1, 'sip:b@b.invalid', '', 50.0, NULL);
INSERT INTO tokens VALUES ('n1', 'urn:uuid:1', 500.0);
INSERT INTO pins VALUES ('Ann', 'ann', 'd', 1.0);
INSERT INTO visibility VALUES ('alice', 'Alice');
PRAGMA user_version = 1;
"""
ALICE = Instance("alice", "urn:uuid:1", 1, "app")


def first_version(folder: Path) -> None:
    connection = sqlite3.connect(folder / FILE_NAME)
    connection.executescript(FIRST_VERSION)
    connection.close()


def test_what_the_first_version_held_becomes_one_applications(tmp_path: Path) -> None:
    first_version(tmp_path)
    database = Database(tmp_path, "app")
    assert database.users() == {Account("app", "alice"), Account("app", "bob")}
    assert database.bindings(100.0) == [Binding(ALICE, "sip:a@b.invalid", "Alice", 500.0, 900.0)]
    assert database.tokens(100.0) == [("app n1", "urn:uuid:1", 500.0)]
    assert database.instance_end(ALICE) == 900.0
    assert database.pinned_device("Ann", "ann") == "d" and database.visible() == {"alice": "Alice"}
    database.close()
    again = Database(tmp_path, "another")
    assert Account("app", "bob") in again.users()  # taken over once
    again.close()


def test_accounts_of_a_version_without_stun_servers_stay(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.executescript("""
        CREATE TABLE sip_accounts (
            application TEXT NOT NULL, user TEXT NOT NULL, id TEXT NOT NULL, address TEXT NOT NULL,
            auth_user TEXT NOT NULL, sealed BLOB NOT NULL, display_name TEXT NOT NULL,
            transport TEXT NOT NULL, proxy TEXT NOT NULL, lifetime INTEGER NOT NULL,
            contact_user TEXT NOT NULL, PRIMARY KEY (application, user, id)) WITHOUT ROWID;
        INSERT INTO sip_accounts VALUES ('app', 'alice', 'home', 'a@b.test', '', x'00', '', '', '', 60, 'c');
        PRAGMA user_version = 3;
    """)
    connection.close()
    database = Database(tmp_path, "app")
    (kept,) = database.sip_accounts()
    assert (kept.owner, kept.address, kept.contact_user, kept.stun) == (
        Account("app", "alice"),
        "a@b.test",
        "c",
        "",
    )
    assert database.save_sip_account(dataclasses.replace(kept, stun="stun.example"))
    database.close()
    again = Database(tmp_path, "app")
    assert [one.stun for one in again.sip_accounts()] == ["stun.example"]
    again.close()


def test_mailboxes_of_a_version_without_origins_stay(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.executescript("""
        CREATE TABLE push_mailboxes (
            mailbox TEXT PRIMARY KEY, endpoint TEXT NOT NULL, application TEXT NOT NULL, user TEXT NOT NULL,
            sender_key TEXT NOT NULL, used_at REAL NOT NULL) WITHOUT ROWID;
        INSERT INTO push_mailboxes VALUES ('in', 'out', 'app', 'bob', 'key', 5.0);
        PRAGMA user_version = 4;
    """)
    connection.close()
    database = Database(tmp_path, "app")
    (kept,) = PushTables(database).mailboxes()
    assert (kept.endpoint_id, kept.owner, kept.sender_key) == ("out", Account("app", "bob"), "key")
    assert (kept.used_at, kept.origin) == (5.0, "")
    kept.origin = "https://a.test"
    PushTables(database).save_mailbox(kept)
    database.close()
    again = Database(tmp_path, "app")
    assert [one.origin for one in PushTables(again).mailboxes()] == ["https://a.test"]
    again.close()


def test_a_take_over_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    first_version(tmp_path)
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute("DROP TABLE tokens")
    connection.execute("CREATE TABLE tokens (something TEXT)")
    connection.close()
    with pytest.raises(ServiceError) as caught:
        Database(tmp_path, "app")
    assert caught.value.problem in (ServiceProblem.DATA_UNWRITABLE, ServiceProblem.DATA_BROKEN)
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert connection.execute("SELECT user FROM users ORDER BY user").fetchall() == [("alice",), ("bob",)]
    connection.close()


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    with pytest.raises(ServiceError, match="newer version"):
        Database(tmp_path, "app")


def test_the_file_is_private(tmp_path: Path) -> None:
    Database(tmp_path, "app").close()
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600


def test_the_same_user_of_two_applications_is_two_people(tmp_path: Path) -> None:
    database = Database(tmp_path, "app")
    other = Instance("alice", "urn:uuid:1", 1, "other")
    for end, name in ((ALICE, "One"), (other, "Two")):
        database.save_binding(Binding(end, "sip:a@b.invalid", name, 500.0))
    assert {each.display_name for each in database.bindings(0.0)} == {"One", "Two"}
    database.delete_binding(ALICE)
    assert [each.endpoint for each in database.bindings(0.0)] == [other]
    database.save_instance_end(other, 9.0)
    database.delete_users("other")
    assert database.bindings(0.0) == [] and database.users() == {Account("app", "alice")}
    assert database.instance_end(other) is None
    database.close()


def test_ends_of_one_user_are_bounded(tmp_path: Path) -> None:
    database = Database(tmp_path, "app")
    database.save_instance_end(Instance("bob", "0", 1, "app"), 1.0)
    for number in range(ENDS_LIMIT + 5):
        database.save_instance_end(Instance("alice", str(number), 1, "app"), float(number))
    ends = [database.instance_end(Instance("alice", str(n), 1, "app")) for n in range(ENDS_LIMIT + 5)]
    assert ends[:5] == [None] * 5 and None not in ends[5:]
    assert database.instance_end(Instance("bob", "0", 1, "app")) == 1.0
    database.close()


def test_an_application_in_a_state_nobody_knows_lets_nobody_in(tmp_path: Path) -> None:
    database = Database(tmp_path, "app")
    assert database.save_application(Application("k", "s", "n", ApplicationState.ACTIVE, 5.0, "o", 6.0))
    assert database.applications() == [Application("k", "s", "n", ApplicationState.ACTIVE, 5.0, "o", 6.0)]
    database._connection.execute("UPDATE applications SET state = 'odd'")
    assert database.applications()[0].state is ApplicationState.DISABLED
    database.close()


def test_pins_are_bounded(tmp_path: Path) -> None:
    database = Database(tmp_path)
    for number in range(1005):
        database.pin_device(f"n{number}", "u", "d", float(number))
    assert database.pinned_device("n0", "u") is None
    assert database.pinned_device("n1004", "u") == "d"
    database.close()


def test_what_calls_to_numbers_cost_outlives_a_restart_but_not_the_day(tmp_path: Path) -> None:
    database = Database(tmp_path)
    database.save_phone_seconds("2026-01-31", "app", "alice", 59.5)
    database.save_phone_seconds("2026-01-31", "app", "alice", 60.5)
    database.save_phone_seconds("2026-01-31", "", "main", 60.5)
    database.close()
    again = Database(tmp_path)
    assert sorted(again.phone_seconds("2026-01-31")) == [("", "main", 60.5), ("app", "alice", 60.5)]
    assert again.phone_seconds("2026-02-01") == [] and again.phone_seconds("2026-01-31") == []
    again.close()


def test_a_file_of_the_second_version_gets_what_is_new(tmp_path: Path) -> None:
    Database(tmp_path).close()
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.executescript("DROP TABLE phone_seconds; INSERT INTO users VALUES ('app', 'bob')")
    connection.execute("PRAGMA user_version = 2")
    connection.commit()
    connection.close()
    database = Database(tmp_path)
    database.save_phone_seconds("2026-01-31", "app", "bob", 1.0)
    assert database.phone_seconds("2026-01-31") == [("app", "bob", 1.0)]
    assert database.users() == {Account("app", "bob")}
    database.close()
