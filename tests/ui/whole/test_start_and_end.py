"""How a run begins and ends: what is loaded before the first picture, and every way to close right after."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import cast

import pytest

from ui.app import FirstPicture, WindowOptions, _afterwards

ROOT = Path(__file__).resolve().parents[3]
LATE = ("av", "numpy", "aiortc", "aiohttp", "cryptography", "jwt", "keyring", "zeroconf", "phonenumbers")
"""Packages that only calls need. Each of them costs up to half a second of the way to the first picture."""

BEFORE_THE_PICTURE = """
import json, sys
import main, ui.app, core.engine.engine
from core.cli.arguments import build_parser
engine, options = main._engine_and_options(build_parser().parse_args(["--profile", sys.argv[1]]))
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""

RUN = """
import os, signal, sys
from PySide6.QtCore import QTimer
from tests.ui.fake_engine import FakeEngine
from tests.ui.scenes import home
from ui.app import WindowOptions, make_application, run_window

how, profile = sys.argv[1:]
engine = FakeEngine(home())
app = make_application()
ways = {
    "its own button": lambda window: window.view.close(),
    "quit": lambda window: app.quit(),
    "SIGTERM": lambda window: os.kill(os.getpid(), signal.SIGTERM),
    "SIGINT": lambda window: os.kill(os.getpid(), signal.SIGINT),
}
if how == "quit before the window":
    QTimer.singleShot(0, app.quit)
code = run_window(engine, WindowOptions(profile_name=profile, on_ready=ways.get(how)))
sys.exit(code if engine.is_started and engine.is_stopped else 9)
"""

WHAT_RUNS_BESIDE = """
import asyncio, sys
from tests.ui.fake_engine import FakeEngine
from tests.ui.scenes import home
from ui.app import WindowOptions, run_window

engine = FakeEngine(home())
kept = []

def begin(window):
    kept.append(window)

async def beside():
    kept[0].app.snapshot.is_ready or sys.exit("run before what is remembered was shown")
    if sys.argv[1] == "fails":
        raise ValueError("nothing works")
    try:
        kept[0].view.close()
        await asyncio.Event().wait()
    finally:
        print("stopped first" if engine.is_stopped else "the engine still runs")

run_window(engine, WindowOptions(profile_name=sys.argv[2], on_ready=begin, once_shown=beside))
"""

WHOLE_PROGRAM = """
import os, signal, sys
from dataclasses import replace
import main
from core.cli.arguments import build_parser
from ui.app import run_window

engine, options = main._engine_and_options(
    build_parser().parse_args(["--fake-devices", "--profile", sys.argv[2]])
)

def begin(window):
    def follow(snapshot):
        if sys.argv[1] == "loading" and snapshot.is_ready and not snapshot.devices.is_known:
            QTimer.singleShot(100, end)
        elif sys.argv[1] == "loaded" and snapshot.is_ready and snapshot.devices.is_known:
            end()
    if sys.argv[1] == "at once":
        end()
    window.bridge.snapshot.connect(follow)

def end():
    os.kill(os.getpid(), signal.SIGTERM)

from PySide6.QtCore import QTimer
sys.exit(run_window(engine, replace(options, on_ready=begin, single_instance=False)))
"""


def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=50
    )


def test_nothing_that_only_calls_need_is_loaded_before_the_window(tmp_path: Path) -> None:
    done = run(BEFORE_THE_PICTURE, str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert set(LATE) & set(json.loads(done.stdout)) == set()


@pytest.mark.parametrize("how", ["its own button", "quit", "quit before the window", "SIGTERM", "SIGINT"])
def test_a_window_closed_right_after_its_start_ends_the_run(tmp_path: Path, how: str) -> None:
    done = run(RUN, how, str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr and "never" not in done.stderr


def test_what_runs_beside_the_window_is_ended_after_the_engine(tmp_path: Path) -> None:
    done = run(WHAT_RUNS_BESIDE, "works", str(tmp_path))
    assert (done.returncode, done.stdout.strip()) == (0, "stopped first"), done.stderr


def test_when_it_fails_the_window_closes_and_the_error_is_told(tmp_path: Path) -> None:
    done = run(WHAT_RUNS_BESIDE, "fails", str(tmp_path))
    assert done.returncode == 1
    assert "nothing works" in done.stderr


@pytest.mark.parametrize("moment", ["at once", "loading", "loaded"])
def test_the_whole_program_can_be_ended_at_any_moment_of_its_start(tmp_path: Path, moment: str) -> None:
    done = run(WHOLE_PROGRAM, moment, str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr and "never" not in done.stderr


class PictureSeenNow:
    """A first picture that comes in the very turn of the loop in which the window is closed."""

    def __init__(self) -> None:
        self.seen = asyncio.Event()


async def test_a_close_that_meets_the_first_picture_still_ends_the_run() -> None:
    picture = PictureSeenNow()
    beside = asyncio.ensure_future(_afterwards(cast(FirstPicture, picture), WindowOptions()))
    await asyncio.sleep(0)
    picture.seen.set()
    await asyncio.sleep(0)
    beside.cancel()
    done, _ = await asyncio.wait({beside}, timeout=5)
    assert beside in done and beside.cancelled()
