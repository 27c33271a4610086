"""Ten thousand contacts and fifty thousand calls: what is asked for often is found by an index."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.snapshots import HistorySnapshot
from core.storage import Contact, Store

CALLS = 50_000
PEOPLE = 10_000


def fill(connection: sqlite3.Connection) -> None:
    connection.executemany(
        "INSERT INTO history (call_id, name, address, direction, video, started_at, duration_ms, end_cause,"
        " end_text, is_missed, is_new) VALUES (?, '', ?, 'inbound', 0, ?, 0, 'NoAnswer', '', 1, ?)",
        [(f"c{n}", f"person-{n % PEOPLE}", float(n), n % 1000 == 0) for n in range(CALLS)],
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("size") / "ahoy.sqlite"
    asyncio.run(write(path))
    return path


async def write(path: Path) -> None:
    store = Store()
    await store.open(path)
    people = [Contact(f"Person {n}", (f"person-{n}", f"other-{n}")) for n in range(PEOPLE)]
    await store.add_contacts(people)
    await store._file.run(fill)
    await store.close()


async def test_everything_is_there(path: Path) -> None:
    store = Store()
    await store.open(path)
    assert len(await store.contacts()) == PEOPLE and len(await store.contact_keys()) == 2 * PEOPLE
    newest = await store.history()
    assert [entry.call_id for entry in newest[:2]] == [f"c{CALLS - 1}", f"c{CALLS - 2}"]
    assert len(newest) == 200 and await store.new_calls() == CALLS // 1000
    await store.add_call(HistorySnapshot("last", "", "x", "inbound", False, 1e9, 0, "HungUp", "", False))
    everything = await store.history(CALLS + 10)
    assert len(everything) == CALLS and everything[-1].call_id == "c1"
    await store.close()


@pytest.mark.parametrize(
    "ask",
    [
        lambda store: store.history(),
        lambda store: store.new_calls(),
        lambda store: store.remove_call("c7"),
        lambda store: store.mark_calls_seen(),
        lambda store: store.save_contact("New name", "other-77"),
        lambda store: store.set_favourite("person-77", True),
    ],
)
async def test_nothing_is_searched_row_by_row(path: Path, ask: Callable[[Store], Any]) -> None:
    store = Store()
    await store.open(path)
    asked: list[str] = []
    connection = store._file._connection
    assert connection is not None
    connection.set_trace_callback(asked.append)
    await ask(store)
    connection.set_trace_callback(None)
    statements = [sql for sql in asked if sql.startswith(("SELECT", "UPDATE", "DELETE"))]
    assert statements
    for sql in statements:
        plan = " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}"))
        assert "SCAN" not in plan or "USING INDEX" in plan or "USING COVERING INDEX" in plan, (sql, plan)
        assert "TEMP B-TREE" not in plan, (sql, plan)
    await store.close()
