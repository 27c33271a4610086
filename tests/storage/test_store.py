# ruff: noqa: ASYNC220, ASYNC240 -- a test may wait for its own files and children.
from __future__ import annotations

import asyncio
import gc
import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.snapshots import ContactSnapshot, HistorySnapshot
from core.storage import Contact, ContactsAdded, StorageError, StorageProblem, Store, call_table
from core.storage.schema import MIGRATIONS, migrate
from core.storage.steps import ExchangeStopped

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("AHOY_TEST_KILLS", "8"))


def call(number: int, **changes: Any) -> HistorySnapshot:
    values: dict[str, Any] = {
        "call_id": f"call-{number}",
        "name": "Bob",
        "address": "bob",
        "direction": "outbound",
        "video": True,
        "started_at": 1000.5 + number,
        "duration_ms": 1234,
        "end_cause": "HungUp",
        "end_text": "The call has ended.",
        "is_missed": False,
    }
    return HistorySnapshot(**(values | changes))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ahoy.sqlite"


@pytest.fixture
async def store(path: Path) -> AsyncIterator[Store]:
    store = Store()
    assert await store.open(path) == []
    yield store
    await store.close()


async def reopened(path: Path) -> Store:
    store = Store()
    await store.open(path)
    return store


class TestContacts:
    async def test_saved_and_sorted(self, store: Store, path: Path) -> None:
        await store.save_contact("bob", "bob")
        await store.save_contact("Alice", "alice")
        await store.save_contact("Robert", "bob")
        expected = [ContactSnapshot("Alice", "alice"), ContactSnapshot("Robert", "bob")]
        assert await store.contacts() == expected
        again = await reopened(path)
        assert await again.contacts() == expected
        await again.close()

    async def test_removed(self, store: Store) -> None:
        await store.save_contact("Bob", "bob")
        await store.remove_contact("nobody")
        await store.remove_contact("bob")
        assert await store.contacts() == []

    async def test_hostile_text_is_data(self, store: Store) -> None:
        await store.save_contact("'; DROP TABLE contacts; --", 'x" OR 1=1 \x00 🎉')
        assert (await store.contacts())[0].name == "'; DROP TABLE contacts; --"

    async def test_every_spelling_is_the_same_contact(self, store: Store) -> None:
        await store.save_contact("Bakery", "+49 30 1234567")
        await store.save_contact("Baker", "sip:+49301234567@gateway.example")
        await store.set_favourite("tel:+49301234567", True)
        assert await store.contacts() == [ContactSnapshot("Baker", "+49 30 1234567", is_favourite=True)]
        await store.set_favourite("+49301234567", False)
        await store.set_favourite("nobody", True)
        assert not (await store.contacts())[0].is_favourite
        await store.remove_contact("+49301234567")
        assert await store.contacts() == []

    async def test_keys_of_every_address(self, store: Store) -> None:
        anna = Contact("Anna", ("anna", "+4630", "+49 30 1234567"))
        family = Contact("The Lindqvists", ("+49301234567",))
        await store.add_contacts([anna, family])
        assert await store.contact_keys() == {
            "anna": "anna",
            "+4630": "anna",
            "+49301234567": "+49301234567",
        }


class TestManyContacts:
    BOB = Contact("Bob", ("bob", "+46 8 1234567"), groups=("Choir",), emails=("b@x.org",), note="tenor")

    async def test_everything_survives(self, store: Store) -> None:
        assert await store.add_contacts([self.BOB]) == ContactsAdded(added=1)
        assert await store.whole_contacts() == [self.BOB]
        shown = (await store.contacts())[0]
        assert (shown.other_addresses, shown.groups) == (("+46 8 1234567",), ("Choir",))

    async def test_again_changes_nothing(self, store: Store) -> None:
        await store.add_contacts([self.BOB])
        assert await store.add_contacts([self.BOB, self.BOB]) == ContactsAdded(unchanged=2)
        assert await store.whole_contacts() == [self.BOB]

    async def test_what_is_new_is_added_and_what_was_there_stays(self, store: Store) -> None:
        await store.add_contacts([self.BOB])
        newer = Contact(
            "bob",
            ("bob", "+4681234567", "bob@x.org"),
            is_favourite=True,
            groups=("choir", "Work"),
            emails=("B@x.org", "bob@work"),
            organisation="Work Ltd",
            note="other",
        )
        assert await store.add_contacts([newer]) == ContactsAdded(changed=1)
        assert await store.whole_contacts() == [
            Contact(
                "Bob",
                ("bob", "+46 8 1234567", "bob@x.org"),
                is_favourite=True,
                groups=("Choir", "Work"),
                emails=("b@x.org", "bob@work"),
                organisation="Work Ltd",
                note="tenor",
            )
        ]

    async def test_two_people_with_one_number(self, store: Store) -> None:
        ann = Contact("Ann", ("+46 8 1234567", "ann"))
        eve = Contact("Eve", ("+4681234567",))
        for _ in range(2):
            await store.add_contacts([Contact("Bob", ("+4681234567",)), ann, eve])
            assert [(c.name, c.addresses, c.note) for c in await store.whole_contacts()] == [
                ("Ann", ("ann", "+46 8 1234567"), ""),
                ("Bob", ("+4681234567",), "Eve"),
            ]

    async def test_all_or_none(self, store: Store) -> None:
        def stop_later(share: float) -> None:
            if share > 0:
                raise ExchangeStopped

        many = [self.BOB, *(Contact(f"Person {n}", (f"person-{n}",)) for n in range(200))]
        with pytest.raises(ExchangeStopped):
            await store.add_contacts(many, stop_later)
        assert await store.contacts() == []


class TestBlocked:
    async def test_in_order_and_by_any_spelling(self, store: Store, path: Path) -> None:
        for address in ("eve", "+49 30 1234567", "eve", "sip:+49301234567@x.org"):
            await store.block(address)
        assert await store.blocked() == ["eve", "+49 30 1234567"]
        await store.unblock("tel:+49301234567")
        await store.unblock("nobody")
        again = await reopened(path)
        assert await again.blocked() == ["eve"]
        await again.close()


class TestHistory:
    async def test_all_fields_survive(self, store: Store, path: Path) -> None:
        entry = call(
            1,
            video=False,
            is_missed=True,
            end_cause="NoAnswer",
            name="Åsa 🎉",
            direction="inbound",
            is_new=True,
            is_blocked=True,
            error="Sip 503",
        )
        await store.add_call(entry)
        again = await reopened(path)
        assert await again.history() == [entry]
        await again.close()

    async def test_newest_first_and_limited(self, store: Store) -> None:
        for number in (2, 0, 3, 1):
            await store.add_call(call(number))
        assert [entry.call_id for entry in await store.history(3)] == ["call-3", "call-2", "call-1"]
        assert await store.history(0) == [] and await store.history(-5) == []

    async def test_same_call_replaces(self, store: Store) -> None:
        await store.add_call(call(1))
        await store.add_call(call(1, duration_ms=99))
        assert [entry.duration_ms for entry in await store.history()] == [99]

    async def test_bounded(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(call_table, "KEPT", 5)
        for number in range(12):
            await store.add_call(call(number))
        assert [entry.call_id for entry in await store.history()] == [f"call-{n}" for n in range(11, 6, -1)]

    async def test_new_until_seen(self, store: Store) -> None:
        await store.add_call(call(1, is_missed=True, is_new=True))
        await store.add_call(call(2))
        await store.add_call(call(3, is_missed=True, is_new=True))
        assert await store.new_calls() == 2
        await store.mark_calls_seen()
        assert await store.new_calls() == 0
        assert [entry.is_missed for entry in await store.history()] == [True, False, True]

    async def test_one_forgotten(self, store: Store) -> None:
        await store.add_call(call(1))
        await store.add_call(call(2))
        await store.remove_call("call-1")
        await store.remove_call("never was")
        assert [entry.call_id for entry in await store.history()] == ["call-2"]

    async def test_bounded_by_count_whatever_was_forgotten(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(call_table, "KEPT", 5)
        for number in range(5):
            await store.add_call(call(number))
        await store.remove_call("call-2")
        await store.add_call(call(5))
        assert [entry.call_id for entry in await store.history()] == [f"call-{n}" for n in (5, 4, 3, 1, 0)]

    async def test_cleared(self, store: Store) -> None:
        await store.add_call(call(1))
        await store.clear_history()
        assert await store.history() == []


class TestSettings:
    @pytest.mark.parametrize("value", [None, True, 5, 1.5, "å", [1, "b"], {"a": {"b": [None]}}])
    async def test_values(self, store: Store, value: object) -> None:
        await store.set_setting("x", "before")
        await store.set_setting("x", value)
        assert await store.setting("x") == value

    async def test_not_set(self, store: Store) -> None:
        assert await store.setting("nothing") is None

    async def test_they_are_kept(self, store: Store, path: Path) -> None:
        await store.set_setting("x", ["å"])
        await store.close()
        again = Store()
        assert await again.open(path) == []
        assert await again.setting("x") == ["å"]
        await again.close()

    async def test_nobody_changes_afterwards_what_is_kept(self, store: Store) -> None:
        value = {"a": [1]}
        await store.set_setting("x", value)
        value["a"].append(2)
        (await store.setting("x"))["a"].append(3)
        assert await store.setting("x") == {"a": [1]}

    async def test_what_json_cannot_hold(self, store: Store) -> None:
        with pytest.raises(TypeError):
            await store.set_setting("x", object())


class TestTrouble:
    @pytest.mark.parametrize(
        "content", [b"this is no database " * 100, b"SQLite format 3\x00" + b"\xff" * 8000]
    )
    async def test_damaged_file_is_moved_aside(self, path: Path, content: bytes) -> None:
        path.write_bytes(content)
        store = Store()
        [sentence] = await store.open(path)
        assert "damaged" in sentence
        await store.save_contact("Bob", "bob")
        await store.close()
        [aside] = [each for each in path.parent.iterdir() if "damaged" in each.name and each.stat().st_size]
        assert aside.read_bytes() == content
        assert aside.name in sentence

    async def test_damaged_page_is_found(self, path: Path) -> None:
        store = await reopened(path)
        for number in range(200):
            await store.add_call(call(number))
        await store.close()
        data = bytearray(path.read_bytes())
        data[8192:20480] = os.urandom(12288)
        path.write_bytes(data)
        store = Store()
        assert len(await store.open(path)) == 1
        assert await store.history() == []
        await store.close()

    async def test_newer_file_is_left_alone(self, path: Path) -> None:
        with sqlite3.connect(path) as other:
            other.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
        other.close()
        before = path.read_bytes()
        store = Store()
        with pytest.raises(StorageError, match="newer version") as caught:
            await store.open(path)
        assert caught.value.problem is StorageProblem.NEWER
        await store.close()
        assert path.read_bytes() == before

    async def test_full_disk(self, store: Store, path: Path) -> None:
        await store.add_call(call(1))
        pages = store._file._connection
        assert pages is not None
        pages.execute("PRAGMA max_page_count = 1")
        with pytest.raises(StorageError, match="disk is full") as caught:
            for number in range(2, 300):
                await store.add_call(call(number, name="x" * 2000))
        assert caught.value.problem is StorageProblem.FULL
        assert (await store.history())[-1] == call(1)
        pages.execute("PRAGMA max_page_count = 100000")
        await store.add_call(call(999))
        assert (await store.history(1))[0].call_id == "call-999"

    async def test_read_only(self, store: Store) -> None:
        await store.save_contact("Bob", "bob")
        assert store._file._connection is not None
        store._file._connection.execute("PRAGMA query_only = ON")
        with pytest.raises(StorageError, match="may not be written"):
            await store.save_contact("Eve", "eve")
        assert await store.contacts() == [ContactSnapshot("Bob", "bob")]

    async def test_folder_that_is_not_there(self, tmp_path: Path) -> None:
        store = Store()
        with pytest.raises(StorageError):
            await store.open(tmp_path / "no" / "such" / "folder.sqlite")
        await store.close()

    async def test_locked_by_another_program(
        self, store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert store._file._connection is not None
        store._file._connection.execute("PRAGMA busy_timeout = 20")
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="another program"):
            await store.save_contact("Bob", "bob")
        other.execute("ROLLBACK")
        other.close()
        await store.save_contact("Bob", "bob")

    async def test_closed(self, path: Path) -> None:
        store = await reopened(path)
        await store.close()
        await store.close()
        with pytest.raises(StorageError, match="closed"):
            await store.contacts()

    async def test_never_opened(self) -> None:
        store = Store()
        with pytest.raises(StorageError, match="closed"):
            await store.save_contact("Bob", "bob")
        await store.close()

    async def test_file_is_private(self, store: Store, path: Path) -> None:
        assert path.stat().st_mode & 0o777 == 0o600


async def test_cancelled_caller_does_not_lose_the_write(store: Store) -> None:
    task = asyncio.create_task(store.save_contact("Bob", "bob"))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert await store.contacts() == [ContactSnapshot("Bob", "bob")]


async def test_failure_of_a_cancelled_callers_write_is_no_alarm(store: Store) -> None:
    assert store._file._connection is not None
    store._file._connection.execute("PRAGMA query_only = 1")
    waiting = asyncio.create_task(store.save_contact("Bob", "bob"))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    with pytest.raises(StorageError):
        await store.save_contact("Ann", "ann")
    gc.collect()  # a future that nobody looked at would now be logged as an error


async def test_order_of_writes(store: Store) -> None:
    await asyncio.gather(*[store.set_setting("x", number) for number in range(50)])
    assert await store.setting("x") == 49


def test_migrations_are_done_once_and_in_order(path: Path) -> None:
    steps = ("CREATE TABLE a (x)", "ALTER TABLE a ADD COLUMN y", "INSERT INTO a VALUES (1, 2)")
    connection = sqlite3.connect(path)
    migrate(connection, steps[:2])
    migrate(connection, steps)
    migrate(connection, steps)
    assert connection.execute("SELECT x, y FROM a").fetchall() == [(1, 2)]
    connection.close()


def test_failed_migration_changes_nothing(path: Path) -> None:
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.Error):
        migrate(connection, ("CREATE TABLE a (x)", "CREATE TABLE b (x); CREATE TABLE a (x)"))
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("a",)]
    connection.close()


async def test_killed_again_and_again_loses_nothing(path: Path, seed: int) -> None:
    """A child that writes calls, contacts and settings is killed at random moments, always on one file."""
    chance = random.Random(seed)
    committed = -1
    for _ in range(KILLS):
        committed = max(committed, await _write_until_killed(path, chance.uniform(0.0, 0.15)))
        store = Store()
        assert await store.open(path) == []  # no damage: else it would be moved aside and said
        kept = {entry.call_id for entry in await store.history(100_000)}
        contacts = {contact.address for contact in await store.contacts()}
        last = await store.setting("last")
        await store.close()
        assert {f"call-{number}" for number in range(committed + 1)} <= kept
        assert {f"person-{number}" for number in range(committed + 1)} <= contacts
        assert (-1 if last is None else last) >= committed
    assert committed > KILLS


async def _write_until_killed(path: Path, seconds: float) -> int:
    """Return the number of the last round that the child said was on the disk."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.storage.writing_child", str(path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    said = [process.stdout.readline()]
    await asyncio.sleep(seconds)
    os.kill(process.pid, signal.SIGKILL)
    said += process.stdout.read().splitlines(keepends=True)
    process.stdout.close()
    process.wait()
    return int([line for line in said if line.endswith("\n")][-1])


@given(
    st.lists(
        st.tuples(st.sampled_from(["save", "remove"]), st.sampled_from("abc"), st.text(max_size=20)),
        max_size=12,
    )
)
@settings(max_examples=20)
def test_contacts_are_a_dictionary(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, str]]
) -> None:
    async def run() -> None:
        store = await reopened(tmp_path_factory.mktemp("store") / "s.sqlite")
        model: dict[str, str] = {}
        for action, address, name in steps:
            name = name.encode(errors="replace").decode()
            if action == "save":
                await store.save_contact(name, address)
                model[address] = name
            else:
                await store.remove_contact(address)
                model.pop(address, None)
        found = {contact.address: contact.name for contact in await store.contacts()}
        await store.close()
        assert found == model

    asyncio.run(run())
