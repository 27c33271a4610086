"""The program with its window, whose thread is blocked on purpose: ``python -m tests.bench.blocked.window``.

Calls the user who is to speak, and prints a line of JSON for each block: what it was, and when it began in
monotonic seconds; also for moments at which it is not blocked, to compare. The speaking user has to be
registered at the service of this profile: hence it prints a line when it is online, and reads one before it
calls.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

import main as program
from core.cli.arguments import build_parser
from core.commands import PlaceCall, SetDisplayName
from core.snapshots import AppSnapshot, ServiceState
from tests.bench.blocked.stretches import BLOCK_SECONDS, BLOCKS, BUSY, SLEEPING, SPACING, UNDISTURBED
from ui.app import Window, run_window

SPEAKER = "speaker"
SETTLE_MS = 4_000
"""From the established call to the first stretch: buffers have found their length."""


def sleep() -> None:
    """Block as a slow system call does: the interpreter is free for other threads."""
    time.sleep(BLOCK_SECONDS)


def compute() -> None:
    """Block as slow Python code does: the interpreter is shared with other threads."""
    until = time.monotonic() + BLOCK_SECONDS
    while time.monotonic() < until:
        pass


def tell(what: str, **more: float) -> None:
    """Print a line for the bench."""
    print(json.dumps({"what": what} | more), flush=True)


class Disturbance(QObject):
    """Takes the window through one call, stretch by stretch."""

    _go = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._window: Window | None = None
        self._stage = "waiting"
        self._stretches: Iterator[tuple[str, Callable[[], None] | None]] = iter(
            ((UNDISTURBED, None), (SLEEPING, sleep), (BUSY, compute), (UNDISTURBED, None))
        )
        self._go.connect(self._call)

    def begin(self, window: Window) -> None:
        """Take the window over once it is on the screen."""
        self._window = window
        window.bridge.snapshot.connect(self._follow)

    @Slot(object)
    def _follow(self, snapshot: AppSnapshot) -> None:
        assert self._window is not None
        if self._stage == "waiting" and snapshot.is_ready:
            self._stage = "named"
            self._window.bridge.post(SetDisplayName("Bench"))
        is_online = snapshot.service.state is ServiceState.ONLINE and snapshot.devices.is_known
        if self._stage == "named" and is_online:
            self._stage = "online"
            threading.Thread(target=self._wait, daemon=True).start()
        states = {call.state for call in snapshot.calls}
        if self._stage == "calling" and "established" in states:
            self._stage = "talking"
            QTimer.singleShot(SETTLE_MS, self, self._next_stretch)
        if self._stage in ("calling", "talking") and "ended" in states:
            self._window.view.close()

    def _wait(self) -> None:
        tell("online", at=time.monotonic())
        if sys.stdin.readline():
            self._go.emit()

    @Slot()
    def _call(self) -> None:
        assert self._window is not None
        self._stage = "calling"
        self._window.bridge.post(PlaceCall(SPEAKER, video=False))

    @Slot()
    def _next_stretch(self) -> None:
        assert self._window is not None
        name, block = next(self._stretches, ("", None))
        if not name:
            self._stage = "done"
            self._window.view.close()
            return
        self._run(name, block, time.monotonic(), BLOCKS)

    def _run(self, name: str, block: Callable[[], None] | None, begin: float, left: int) -> None:
        if not left:
            self._next_stretch()
            return
        tell(name, at=time.monotonic())
        if block is not None:
            block()
        wait = begin + (BLOCKS - left + 1) * SPACING - time.monotonic()
        QTimer.singleShot(max(0, round(1000 * wait)), self, lambda: self._run(name, block, begin, left - 1))


def main() -> int:
    """Be the program, with the machine's own devices."""
    sys.setswitchinterval(0.001)
    os.environ.setdefault("QT_LOGGING_RULES", program.QT_LOG)
    engine, options = program._engine_and_options(build_parser().parse_args(["--profile", sys.argv[1]]))
    disturbance = Disturbance()
    return run_window(engine, replace(options, on_ready=disturbance.begin, single_instance=False))


if __name__ == "__main__":
    sys.exit(main())
