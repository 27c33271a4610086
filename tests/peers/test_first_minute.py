"""The real program on an empty profile, on a virtual screen: clicked through to the first call."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.first_minute import LIMIT
from tests.peers.conftest import need
from tests.xvfb import virtual_screen

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.timeout(LIMIT + 90)


def test_from_nothing_to_the_first_call(tmp_path: Path) -> None:
    need("Xvfb")
    with virtual_screen(1280, 800, "+extension", "GLX") as (_, display):
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.first_minute"],
            cwd=ROOT,
            env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=LIMIT + 60,
        )
    reached = json.loads(done.stdout.splitlines()[-1])
    assert 0 < reached["window"] < reached["clicked"] < reached["established"], (reached, done.stderr)
