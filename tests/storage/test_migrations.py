"""A file that an older Ahoy left behind opens with everything that was in it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from core.settings import settings_file
from core.storage import StorageError, Store
from core.storage.schema import MIGRATIONS, migrate

OLD = Path(__file__).parent / "data"


@pytest.fixture
def first_version(tmp_path: Path) -> Path:
    path = tmp_path / "ahoy.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript((OLD / "version-1.sql").read_text(encoding="utf-8"))
    connection.close()
    return path


async def test_first_version_keeps_everything(first_version: Path) -> None:
    for _ in range(2):  # the second time it is of this version
        store = Store()
        assert await store.open(first_version) == []
        contacts = [(c.name, c.address, c.is_favourite) for c in await store.contacts()]
        assert contacts == [
            ("Anna Lindqvist", "anna-lindqvist", False),
            ("Bakery", "+49 30 1234567", False),
            ("Bakery again", "+49301234567", False),
            ("Weekly", "conf:weekly-crew", False),
            ("Zoë 🎉", "sip:zoe@example.org", False),
        ]
        history = await store.history()
        assert [(c.call_id, c.end_cause, c.is_missed, c.is_new) for c in history] == [
            ("c4", "OtherDeviceAnswered", False, False),
            ("c3", "Failure", False, False),
            ("c2", "NoAnswer", True, False),
            ("c1", "HungUp", False, False),
        ]
        assert history[-1].started_at == 1700000000.5 and history[-1].duration_ms == 61000
        assert (await store.setting("profile"))["user_id"] == "ada"
        assert await store.setting("instance") == "urn:uuid:00000000-0000-4000-8000-000000000001"
        assert await store.blocked() == [] and await store.new_calls() == 0
        await store.close()


async def test_contacts_of_the_first_version_are_found_by_any_spelling(first_version: Path) -> None:
    store = Store()
    await store.open(first_version)
    await store.save_contact("The other bakery", "+49301234567")
    await store.save_contact("The first bakery", "tel:+49-30-1234567")
    await store.save_contact("Zoë", "ZOE@EXAMPLE.ORG".lower())
    assert [c.name for c in await store.contacts()] == [
        "Anna Lindqvist",
        "The first bakery",
        "The other bakery",
        "Weekly",
        "Zoë",
    ]
    await store.close()


async def test_a_migration_that_is_killed_half_way_is_done_again(first_version: Path) -> None:
    connection = sqlite3.connect(first_version)
    with pytest.raises(sqlite3.Error):
        migrate(connection, (MIGRATIONS[0], MIGRATIONS[1] + "; SELECT no_such_function()"))
    connection.close()
    store = Store()
    assert await store.open(first_version) == []
    assert len(await store.contacts()) == 5
    await store.close()


def test_old_tables_are_not_rewritten() -> None:
    """Files of version 1 are out there: what made them stays as it was."""
    connection = sqlite3.connect(":memory:")
    migrate(connection, MIGRATIONS[:1])
    other = sqlite3.connect(":memory:")
    other.executescript((OLD / "version-1.sql").read_text(encoding="utf-8"))
    tables = (
        "SELECT name, sql FROM sqlite_master WHERE name IN ('contacts', 'history', 'settings') ORDER BY name"
    )
    assert connection.execute(tables).fetchall() == other.execute(tables).fetchall()


async def test_settings_of_the_table_go_into_the_file(first_version: Path) -> None:
    with sqlite3.connect(first_version) as other:
        other.execute("INSERT INTO settings VALUES ('broken', '{not json')")
    other.close()
    store = Store()
    assert await store.open(first_version) == []
    assert await store.setting("broken") is None
    await store.close()
    content = json.loads((first_version.parent / "settings.json").read_text())
    assert content["version"] == 1 and content["profile"]["user_id"] == "ada"
    with sqlite3.connect(first_version) as other:
        assert other.execute("SELECT count(*) FROM settings").fetchone() == (0,)
    other.close()


async def test_settings_that_cannot_be_written_stay_in_the_table(
    first_version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(settings_file, "write_whole", full)
        store = Store()
        with pytest.raises(StorageError):
            await store.open(first_version)
        await store.close()
    again = Store()
    await again.open(first_version)
    assert (await again.setting("profile"))["user_id"] == "ada"
    await again.close()
