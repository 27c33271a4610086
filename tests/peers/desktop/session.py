"""A desktop session of real programs on a virtual screen: a window manager, a tray, a notification daemon."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.peers.conftest import need
from tests.xvfb import virtual_screen

PATIENCE = 60.0
"""Seconds for anything to come; all here is a chain of programs, on a machine that may be busy."""
DUNST = """[global]
    dmenu = {chooser}
    origin = bottom-right
    width = 360
    show_indicators = yes
[urgency_normal]
    timeout = 0
[urgency_critical]
    timeout = 0
"""
CHOOSER = """#!/bin/sh
exec grep -m 1 -F "$(cat {wish})"
"""


class Session:
    """Programs of one session, and its environment. ``wish`` is what the person picks in dunst's menu."""

    def __init__(self, display: str, folder: Path, programs: ExitStack) -> None:
        self._programs = programs
        self._wish = folder / "wish"
        self.environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self._bus()
        self._dunst(folder)
        self.start(need("openbox"))
        self.start(need("trayer"), "--edge", "top", "--align", "left", "--width", "20", "--height", "24")

    def start(self, *words: str, **options: int) -> subprocess.Popen[str]:
        """Run a program in the session until its end."""
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} | options
        process = subprocess.Popen(words, env=self.environment, text=True, **quiet)  # type: ignore[call-overload]
        self._programs.callback(_end, process)
        return process  # type: ignore[no-any-return]

    def run(self, *words: str) -> str:
        """Run a program to its end and return what it prints."""
        done = subprocess.run(words, env=self.environment, capture_output=True, text=True, timeout=PATIENCE)
        return done.stdout.strip()

    def choose(self, words: str) -> None:
        """Pick the action whose line holds ``words`` in the menu of the notifications."""
        self._wish.write_text(words)
        self.run(need("dunstctl"), "context")

    def notifications(self) -> int:
        """How many are on the screen."""
        return int(self.run(need("dunstctl"), "count", "displayed") or 0)

    def window_in_focus(self) -> str:
        """The title of the window that has the keyboard."""
        return self.run(need("xdotool"), "getwindowfocus", "getwindowname")

    def windows(self, title: str) -> list[str]:
        """The ids of visible windows with this in their title."""
        return self.run(need("xdotool"), "search", "--onlyvisible", "--name", title).split()

    def _bus(self) -> str:
        daemon = self.start(
            *(need("dbus-daemon"), "--session", "--nofork", "--print-address=1"), stdout=subprocess.PIPE
        )
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        self._programs.callback(daemon.stdout.close)
        return address

    def _dunst(self, folder: Path) -> None:
        chooser = folder / "chooser"
        chooser.write_text(CHOOSER.format(wish=self._wish))
        chooser.chmod(0o755)
        (folder / "dunstrc").write_text(DUNST.format(chooser=chooser))
        self.start(need("dunst"), "-config", str(folder / "dunstrc"))


def wait_for(what: Callable[[], object], limit: float = PATIENCE) -> None:
    """Look again and again until ``what`` is true."""
    end = time.monotonic() + limit
    while not what():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


@contextmanager
def desktop_session(folder: Path) -> Iterator[Session]:
    """Run a session on a virtual screen."""
    need("Xvfb")
    with virtual_screen(1280, 800) as (_, display), ExitStack() as programs:
        yield Session(display, folder, programs)


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait(10)
