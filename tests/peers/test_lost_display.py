"""An X server that is killed under a window in a call: the call ends in order, and nothing runs on."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.peers.conftest import need
from tests.xvfb import virtual_screen

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60

pytestmark = pytest.mark.timeout(150)


@pytest.fixture
def screen() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run an X server; yields it and its DISPLAY."""
    need("Xvfb")
    with virtual_screen(1280, 800) as running:
        yield running


@pytest.mark.parametrize("is_ending", [False, True], ids=["alone", "with everything"])
def test_a_call_under_a_screen_that_dies_is_hung_up_and_the_program_ends(
    screen: tuple[subprocess.Popen[str], str], tmp_path: Path, is_ending: bool
) -> None:
    """Alone, or at the end of a session, which tells its programs in the same moment to end."""
    server, display = screen
    profile = tmp_path / "profile"
    window = subprocess.Popen(
        [sys.executable, "main.py", "demo-echo", "--seconds", "300", "--profile", str(profile),
         "--screenshot", str(tmp_path / "shot.png")],
        cwd=ROOT,
        env=os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )  # fmt: skip
    try:
        assert window.stdout is not None
        said = [window.stdout.readline(), window.stdout.readline()]
        assert said[-1].startswith("Established"), said
        if is_ending:
            window.terminate()
        server.kill()
        rest = window.communicate(timeout=PATIENCE)[0]  # ends with the last process that holds the pipe
    finally:
        window.kill()
        window.wait(10)
    assert is_ending or (window.returncode == 1 and "the display is gone" in rest), rest
    assert window.returncode in (0, 1) and "Traceback" not in rest, rest
    with sqlite3.connect(profile / "ahoy.sqlite") as disk:
        assert disk.execute("SELECT end_cause FROM history").fetchall() == [("HungUp",)], rest
