"""The crash file: of signals, of exceptions in any thread, shown once, bounded; none when all went well."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from core.diagnostics import crash_file
from core.diagnostics.crash_file import CrashFile, take_report

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import faulthandler, logging, sys, threading
from pathlib import Path
from core.diagnostics.crash_file import CrashFile
logging.disable()
crash = CrashFile(Path(sys.argv[1]), "Ahoy 1.2")
crash.open()
def fail(): raise ValueError("token=abcdefgh")
how = sys.argv[2]
if how == "thread":
    thread = threading.Thread(target=fail, name="core")
    thread.start(); thread.join()
    crash.close()
elif how == "main":
    fail()
elif how == "signal":
    faulthandler._sigsegv()
elif how == "interrupt":
    raise KeyboardInterrupt
else:
    crash.close()
"""


def run(profile: Path, how: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, str(profile), how],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=50,
    )


@pytest.mark.parametrize(("how", "where"), [("thread", "in core:"), ("main", "in MainThread:")])
def test_what_nobody_caught_is_kept_and_the_program_told_as_ever(
    tmp_path: Path, how: str, where: str
) -> None:
    done = run(tmp_path, how)
    assert "ValueError" in done.stderr
    report = take_report(tmp_path)
    assert report is not None and not report.is_end
    assert report.text.startswith("Ahoy 1.2\n") and where in report.text and "ValueError" in report.text
    assert "abcdefgh" not in report.text
    assert stat.S_IMODE(report.path.stat().st_mode) == 0o600


def test_a_signal_is_kept(tmp_path: Path) -> None:
    assert run(tmp_path, "signal").returncode < 0
    report = take_report(tmp_path)
    assert report is not None and report.is_end and "Segmentation fault" in report.text


@pytest.mark.parametrize("how", ["nothing", "interrupt"])
def test_a_run_in_which_nothing_failed_leaves_nothing_to_show(tmp_path: Path, how: str) -> None:
    run(tmp_path, how)
    assert take_report(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_a_report_is_shown_once_and_a_few_are_kept(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"crash-2020010{number}-000000.txt").write_text("old")
    (tmp_path / "crash.txt").write_text("boom")
    report = take_report(tmp_path)
    assert report is not None and report.text == "boom"
    assert take_report(tmp_path) is None
    assert len(list(tmp_path.glob("crash-*.txt"))) == 2 and report.path.exists()


def test_a_fault_in_every_picture_does_not_fill_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crash_file, "LONGEST", 2000)
    crash = CrashFile(tmp_path, "Ahoy")
    crash.open()
    for _ in range(100):
        crash.write("core", ValueError("x" * 100))
    crash.close()
    assert (tmp_path / "crash.txt").stat().st_size <= 2000


def test_without_a_folder_the_hooks_work_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    crash = CrashFile(tmp_path / "file", "Ahoy")
    before = sys.excepthook
    crash.open()
    crash.write("core", ValueError("lost"))
    crash.close()
    assert sys.excepthook is before
    assert take_report(tmp_path / "file") is None


def test_what_is_no_text_is_shown_as_well_as_can_be(tmp_path: Path) -> None:
    (tmp_path / "crash.txt").write_bytes(b"\xff\xfe boom")
    report = take_report(tmp_path)
    assert report is not None and "boom" in report.text
