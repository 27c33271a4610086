"""A running window spoken to by commands of another process, as a person does from a terminal or a key."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import main

ROOT = Path(__file__).resolve().parents[3]
RUN = """
import asyncio
import sys
from dataclasses import replace
from tests.ui.fake_engine import FakeEngine
from tests.ui.scenes import established, home
from core.cli.places import profile_dir
from pathlib import Path
from ui.app import WindowOptions, run_window

engine = FakeEngine(replace(home(), calls=(established(),)), scripted=True)

async def tell():
    # From the first picture on. Before it the loop loads what is in it, and a slow machine answers late.
    print("ready", flush=True)
    await asyncio.Event().wait()

profile = str(profile_dir(Path(sys.argv[1])))
code = run_window(engine, WindowOptions(profile_name=profile, once_shown=tell))
print([type(command).__name__ for command in engine.commands if "Tone" not in type(command).__name__])
sys.exit(code)
"""


@pytest.fixture
def running() -> Iterator[Callable[[Path], subprocess.Popen[str]]]:
    """Return ``running(profile)``: a window in a process of its own."""
    processes: list[subprocess.Popen[str]] = []

    def start(profile: Path) -> subprocess.Popen[str]:
        words = [sys.executable, "-c", RUN, str(profile)]
        pipe = subprocess.PIPE
        processes.append(subprocess.Popen(words, cwd=ROOT, stdout=pipe, stderr=pipe, text=True))
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def test_commands_from_outside(
    running: Callable[[Path], subprocess.Popen[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    process = running(tmp_path)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"

    def ahoy(*words: str) -> int:
        return main.main(["--profile", str(tmp_path), *words])

    assert ahoy("toggle-mute") == 0
    assert ahoy("sip:bob@example.com") == 0
    assert ahoy("dial", "bob") == 0
    capsys.readouterr()
    assert ahoy("status", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [call["state"] for call in told["calls"]] == ["established"]
    assert ahoy("hangup") == 0
    assert ahoy("answer", "--call", "another") == 0
    assert ahoy("quit") == 0
    output, errors = process.communicate(timeout=30)
    assert process.returncode == 0, errors
    assert "PlaceCall" not in output
    assert "SetMuted" in output and "HangUp" in output
    assert ahoy("status") == 13


def test_what_a_running_window_writes_down_is_left_alone_by_a_second_start(
    running: Callable[[Path], subprocess.Popen[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "crash.txt").write_text("of the window that is open")
    process = running(tmp_path)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    assert main.main(["--profile", str(tmp_path)]) == 0
    assert "already open" in capsys.readouterr().err
    assert (tmp_path / "crash.txt").read_text() == "of the window that is open"
    assert main.main(["--profile", str(tmp_path), "quit"]) == 0
    assert process.wait(30) == 0
