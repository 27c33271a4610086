"""``main.py notices``."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from shipping import notices as made

import main
from core.cli import notices
from core.cli.exit_codes import ExitCode


def test_a_bundle_prints_what_lies_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / made.FILE).write_text("Zażółć 1.0  MIT\n", encoding="utf-8")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert main.main(["notices"]) == ExitCode.OK
    assert capsys.readouterr().out == "Zażółć 1.0  MIT\n\n"


def test_letters_that_the_terminal_lacks_are_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / notices.FILE).write_text("Zażółć 1.0", encoding="utf-8")
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", out)
    assert notices.print_notices(str(tmp_path)) == ExitCode.OK
    out.seek(0)
    assert out.read() == "Za???? 1.0\n"


def test_from_source_it_says_where_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert notices.print_notices() == ExitCode.OK
    assert ".venv" in capsys.readouterr().out


def test_notices_that_are_gone_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert notices.print_notices(str(tmp_path)) == ExitCode.INTERNAL
    assert capsys.readouterr().err == "The notices cannot be read: No such file or directory.\n"
