"""Which tests are compiled before a run, and that they are."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests import bytecode

TEST = "def test_it():\n    assert True\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "")
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    monkeypatch.chdir(tmp_path)
    for place in ("one/test_a.py", "one/test_b.py", "other/test_c.py"):
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_text(TEST, encoding="utf-8")
    (tmp_path / "one" / "no_test.py").touch()
    return tmp_path


def names(folder: Path, *unasked: Path) -> list[str]:
    return [path.name for path in bytecode.stale([folder], unasked)]


def test_what_is_compiled_is_not_stale_until_it_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert names(folder) == ["test_a.py", "test_b.py", "test_c.py"]
    assert names(folder, folder / "other") == ["test_a.py", "test_b.py"]
    assert bytecode.stale([folder / "one" / "test_b.py"]) == [folder / "one" / "test_b.py"]
    bytecode.prepare([folder])
    assert len(names(folder)) == 3, "so few are not worth it"
    monkeypatch.setattr(bytecode, "FEW", 2)
    bytecode.prepare([folder])
    assert names(folder) == []
    later = (folder / "one" / "test_b.py").stat().st_mtime + 10
    os.utime(folder / "one" / "test_b.py", (later, later))
    assert names(folder) == ["test_b.py"]


def test_nothing_is_compiled_where_nothing_may_be_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bytecode, "FEW", 0)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    bytecode.prepare([folder])
    assert len(names(folder)) == 3
