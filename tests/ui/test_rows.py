"""List models change as little as they can."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ui.viewmodels.mirror import camel_case
from ui.viewmodels.people.history import HistoryRow
from ui.viewmodels.people.people import PersonRow
from ui.viewmodels.rows import RowModel

QML = Path(__file__).resolve().parents[2] / "ui" / "qml"


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    long_name: str = ""


def rows(*keys: str) -> list[Row]:
    return [Row(key, key.upper()) for key in keys]


@pytest.fixture
def model(qtbot: QtBot) -> RowModel:
    return RowModel(Row)


def shown(model: RowModel) -> list[str]:
    return [row.key for row in model.rows]


def test_fields_become_camel_case_roles(model: RowModel) -> None:
    names = {bytes(name.data()).decode() for name in model.roleNames().values()}
    assert names == {"key", "longName", "entry"}
    model.assign(rows("a"))
    role = next(role for role, name in model.roleNames().items() if name == b"longName")
    assert model.data(model.index(0, 0), role) == "A"
    assert model.data(model.index(0, 0), 0) is None
    assert model.data(QModelIndex(), role) is None
    assert model.rowCount(model.index(0, 0)) == 0


def test_one_role_gives_a_row_whole(model: RowModel) -> None:
    model.assign(rows("a", "b"))
    role = next(role for role, name in model.roleNames().items() if name == b"entry")
    assert model.data(model.index(1, 0), role) == {"key": "b", "longName": "B"}


@pytest.mark.parametrize(
    "row, delegate", [(HistoryRow, "history/HistoryRow"), (PersonRow, "contacts/PersonRow")]
)
def test_what_is_read_of_a_whole_row_is_in_it(row: type, delegate: str) -> None:
    """No tool checks what QML reads of an object: a name that is none would be found on the screen."""
    text = (QML / "home" / f"{delegate}.qml").read_text()
    read = set(re.findall(r"\bentry\.(\w+)", text))
    assert read and read <= {camel_case(field.name) for field in fields(row)}


def test_the_same_rows_again_notify_nothing(qtbot: QtBot, model: RowModel) -> None:
    model.assign(rows("a", "b"))
    watched = [model.dataChanged, model.rowsInserted, model.rowsRemoved, model.rowsMoved, model.modelReset]
    seen: list[object] = []
    for signal in watched:
        signal.connect(lambda *arguments: seen.append(arguments))
    model.assign(rows("a", "b"))
    assert seen == []


def test_a_changed_row_notifies_only_itself(qtbot: QtBot, model: RowModel) -> None:
    model.assign(rows("a", "b", "c"))
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.assign([Row("a", "A"), Row("b", "new"), Row("c", "C")])
    first, last = changed.args[0], changed.args[1]
    assert (first.row(), last.row()) == (1, 1)


def test_a_row_keeps_its_identity_while_it_moves(model: RowModel) -> None:
    model.assign(rows("a", "b", "c"))
    kept = QPersistentModelIndex(model.index(2, 0))
    model.assign(rows("c", "x", "a"))
    assert kept.isValid() and kept.row() == 0
    assert shown(model) == ["c", "x", "a"]


keys = st.lists(st.sampled_from("abcdefgh"), unique=True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=keys, after=keys)
def test_any_change_ends_in_the_wanted_rows(qtbot: QtBot, before: list[str], after: list[str]) -> None:
    model = RowModel(Row)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.assign(rows(*before))
    kept = {key: QPersistentModelIndex(model.index(i, 0)) for i, key in enumerate(before)}
    model.assign(rows(*after))
    assert shown(model) == after
    for key, index in kept.items():
        assert index.isValid() == (key in after)
        assert not index.isValid() or after[index.row()] == key


def test_a_run_of_new_rows_comes_at_once(qtbot: QtBot) -> None:
    model = RowModel(Row)
    model.assign([Row("a"), Row("d")])
    inserted: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda parent, first, last: inserted.append((first, last)))
    model.assign([Row("a"), Row("b"), Row("c"), Row("d"), Row("e")])
    assert [row.key for row in model.rows] == ["a", "b", "c", "d", "e"]
    assert inserted == [(1, 2), (4, 4)]


def test_ten_thousand_rows_are_exchanged_in_few_steps(qtbot: QtBot) -> None:
    model = RowModel(Row)
    steps: list[str] = []
    model.rowsInserted.connect(lambda *_: steps.append("inserted"))
    model.rowsRemoved.connect(lambda *_: steps.append("removed"))
    model.dataChanged.connect(lambda *_: steps.append("changed"))
    many = [Row(str(number)) for number in range(10_000)]
    model.assign(many)
    model.assign([*many[:5000], Row("5000", "new"), *many[5001:]])
    model.assign(many[:100])
    assert steps == ["inserted", "changed", "removed"]
