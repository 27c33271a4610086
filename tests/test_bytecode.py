"""What is compiled before a run, and that it is."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import pytest
from _pytest.assertion.rewrite import PYC_TAIL, _read_pyc

from tests import bytecode

TEST = "def test_it():\n    assert True\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "")
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    monkeypatch.setattr(bytecode, "ROOT", tmp_path)
    monkeypatch.setattr(bytecode, "IMPORTED", ("core", "other"))
    monkeypatch.chdir(tmp_path)
    for place in ("one/test_a.py", "one/test_b.py", "other/test_c.py"):
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_text(TEST, encoding="utf-8")
    (tmp_path / "one" / "no_test.py").touch()
    for place in ("core/clock.py", "other/scenes.py", "other/conftest.py"):
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_text("NOW = 0\n", encoding="utf-8")
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


def rewritten(path: Path) -> Path:
    return path.parent / "__pycache__" / (path.stem + PYC_TAIL)


def test_pytest_takes_what_was_compiled(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bytecode, "FEW", 2)
    bytecode.prepare([folder])
    for path in (folder / "one/test_a.py", folder / "other/conftest.py"):
        code = _read_pyc(path, rewritten(path))
        assert code is not None and "@pytest_ar" in code.co_names
        assert not Path(importlib.util.cache_from_source(str(path))).exists()


def test_modules_that_tests_import_are_compiled_as_python_does(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "core" / "broken.py").write_text("def\n", encoding="utf-8")
    modules = [folder / "core/broken.py", folder / "core/clock.py"]
    assert bytecode.stale_modules() == [*modules, folder / "other/conftest.py", folder / "other/scenes.py"]
    monkeypatch.setattr(bytecode, "FEW", 2)
    bytecode.prepare([folder])
    assert bytecode.stale_modules() == modules[:1]
    assert Path(importlib.util.cache_from_source(str(folder / "other/scenes.py"))).exists()


def test_nothing_is_compiled_where_nothing_may_be_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bytecode, "FEW", 0)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    bytecode.prepare([folder])
    assert len(names(folder)) == 3
