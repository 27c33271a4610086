"""One table of keys: what the help shows is what the window obeys."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from ui.app import QML
from ui.viewmodels.shortcuts import SHORTCUTS

_SEQUENCES = re.compile(r"^\s*sequences?:\s*(.+)$", re.MULTILINE)
_KEY = re.compile(r'"([^"]+)"')
SAME = {"Return": "Enter"}
UNTOLD = {"Escape", "Ctrl+=", "Ctrl+Shift+Return", "Ctrl+F"}
"""Closes what is open, which is not worth a line; and second ways to what is told."""


def obeyed() -> set[str]:
    """Return the keys that the QML binds, as they are written in the table."""
    keys: set[str] = set()
    for path in QML.rglob("*.qml"):
        if "gallery" not in path.parts:
            for line in _SEQUENCES.findall(path.read_text("utf-8")):
                keys |= {
                    key.replace("Return", "Enter") for key in _KEY.findall(line) if not key.endswith("+")
                }
    return keys


def told() -> set[str]:
    """Return the keys of the table, each of ``Ctrl+1 to Ctrl+9`` among them by its ends."""
    return {key for row in SHORTCUTS for key in str(row.key).split(" to ")}


def test_no_key_does_two_things_in_one_place() -> None:
    counted = Counter((str(row.section), str(row.key)) for row in SHORTCUTS)
    assert [row for row, times in counted.items() if times > 1] == []
    everywhere = Counter(str(row.key) for row in SHORTCUTS)
    assert {key for key, times in everywhere.items() if times > 1} <= {"Esc"}


def test_every_key_of_the_window_is_told() -> None:
    assert obeyed() - told() - UNTOLD - {"Esc"} == set()


@pytest.mark.parametrize("row", SHORTCUTS, ids=lambda row: str(row.key))
def test_every_key_of_the_table_is_a_key(row: object) -> None:
    for key in str(row.key).split(" to "):  # type: ignore[attr-defined]
        sequence = QKeySequence(key)
        assert sequence.count() == 1
        assert sequence.toString() in (key, key.replace("Del", "Delete"), key.replace("Delete", "Del"))
