"""The program of the service's package: whose files it writes, and where."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "service" / "program.py"


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("service_program", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "DATA", tmp_path)
    return module


@pytest.fixture
def steps(program: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return what is done, in order; nothing of it is really done."""
    done: list[Any] = []
    monkeypatch.setattr(program, "main", lambda arguments: done.append(arguments) or 7)
    for name in ("initgroups", "setgid", "setuid"):
        monkeypatch.setattr(program.os, name, lambda *given, name=name: done.append((name, *given)))
    monkeypatch.setattr(
        program.pwd, "getpwuid", lambda uid: SimpleNamespace(pw_name="ahoy", pw_gid=8, pw_uid=uid)
    )
    return done


def owned_by(uid: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        Path, "stat", lambda path, **options: os.stat_result((0o40700, 1, 1, 1, uid, 8, 0, 0, 0, 0))
    )


def test_root_goes_on_as_the_owner_of_the_folder(
    program: ModuleType, steps: list[Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(program.os, "geteuid", lambda: 0)
    owned_by(9, monkeypatch)
    assert program.run(["apps", "list"]) == 7
    given = ["serve", "--data", str(tmp_path), "apps", "list"]
    assert steps == [("initgroups", "ahoy", 8), ("setgid", 8), ("setuid", 9), given]


@pytest.mark.parametrize(("me", "owner"), [(1000, 9), (0, 0)])
def test_others_stay_who_they_are(
    program: ModuleType, steps: list[Any], monkeypatch: pytest.MonkeyPatch, me: int, owner: int
) -> None:
    monkeypatch.setattr(program.os, "geteuid", lambda: me)
    owned_by(owner, monkeypatch)
    program.run([])
    assert len(steps) == 1


@pytest.mark.parametrize("given", [["--data", "/srv/ahoy"], ["status", "--data=/srv/ahoy"]])
def test_another_folder_is_the_caller_s_own(
    program: ModuleType, steps: list[Any], monkeypatch: pytest.MonkeyPatch, given: list[str]
) -> None:
    monkeypatch.setattr(program.os, "geteuid", lambda: 0)
    owned_by(9, monkeypatch)
    program.run(given)
    assert steps == [["serve", *given]]


def test_a_folder_that_is_not_there_changes_nobody(
    program: ModuleType, steps: list[Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(program.os, "geteuid", lambda: 0)
    monkeypatch.setattr(program, "DATA", tmp_path / "none")
    program.run(["status"])
    assert steps == [["serve", "--data", str(tmp_path / "none"), "status"]]
