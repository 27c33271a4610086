"""How long the window's thread works for each picture: while the history is scrolled, and while a call runs.

Run as ``python -m tests.bench.window_frames PROFILE TASK CLOCK`` it is the program, does one of the two by
itself and prints a line of JSON; ``measure`` starts all four. Counted is the time that the processor gave to
the window's thread between two pictures: all of it, Qt's own work there included, or Python's alone.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import TYPE_CHECKING, Any

from tests.bench import full_profile, window_start
from tests.bench.measurement import Measurement, percentile

if TYPE_CHECKING:
    from PySide6.QtCore import QPropertyAnimation
    from PySide6.QtQuick import QQuickItem

    from core.snapshots import AppSnapshot
    from ui.app import Window

BUDGET = 16.0
"""Milliseconds in which a picture has to be ready at 60 in a second."""
ROWS = 10_000
SPEED = 20_000.0
"""Pixels in a second: five rows with each picture."""
CALL_SECONDS = 10.0
SIZE = (480, 640)
"""A small window: pictures are drawn by other threads, which take the processor from the one measured."""
LIMIT = 300
PATIENCE_MS = 50
ROOT = Path(__file__).resolve().parents[2]


class PythonTime:
    """The processor time that this thread spends in Python that Qt calls, in seconds.

    What Python calls of Qt's is counted with it, and so is the counting: it is less in truth.
    """

    def __init__(self) -> None:
        self._spent = self._since = 0.0
        self._depth = 0

    def __call__(self) -> float:
        if not sys.getprofile():
            sys.setprofile(self._note)
        return self._spent

    def _note(self, frame: FrameType, event: str, argument: object) -> None:
        if event == "call":
            if not self._depth:
                self._since = time.thread_time()
            self._depth += 1
        elif event == "return" and self._depth:
            self._depth -= 1
            if not self._depth:
                self._spent += time.thread_time() - self._since


CLOCKS: dict[str, Callable[[], Callable[[], float]]] = {
    "thread": lambda: time.thread_time,
    "python": PythonTime,
}
WHOSE = {"thread": "window's thread", "python": "Python on the window's thread"}


class Frames:
    """Notes the time on ``clock`` from picture to picture, in milliseconds."""

    def __init__(self, window: Window, clock: Callable[[], float]) -> None:
        self.spent: list[float] = []
        self._clock = clock
        self._last = 0.0
        self._is_running = False
        window.view.afterAnimating.connect(self._note)  # emitted on the window's thread, once a picture

    def begin(self) -> None:
        """Count from now on."""
        self._is_running = True
        self._last = self._clock()

    def end(self) -> dict[str, Any]:
        """Count no more, and return what was noted."""
        self._is_running = False
        return {"spent": self.spent}

    def _note(self) -> None:
        if self._is_running:
            now = self._clock()
            self.spent.append((now - self._last) * 1000)
            self._last = now


class Scrolling:
    """Runs through the history, older calls included, as fast as somebody who drags the scroll bar down."""

    def __init__(self, window: Window, frames: Frames, done: Callable[[dict[str, Any]], None]) -> None:
        self._window, self._done = window, done
        self._frames = frames
        self._is_begun = False
        self._run: QPropertyAnimation | None = None  # by Qt: what Python moves would count as Python

    def follow(self, snapshot: AppSnapshot) -> None:
        """Turn to the history once the contacts are there."""
        if not self._is_begun and snapshot.is_ready and snapshot.contacts and snapshot.history:
            self._window.app.show_recent()
            # Without a window manager no window is the active one, and older calls are not asked for.
            self._window.app.recent.look(True)  # type: ignore[attr-defined]
            self._is_begun = True
            self._frames.begin()
            self._go_on()

    def _go_on(self) -> None:
        """Run to the end of what is listed so far; older calls come meanwhile."""
        from PySide6.QtCore import QPropertyAnimation, QTimer

        try:
            shown = shown_item(self._window, "historyList")  # anew: pages come and go
        except LookupError:
            QTimer.singleShot(PATIENCE_MS, self._go_on)
            return
        rows = int(shown.property("count"))
        origin, height = float(shown.property("originY")), float(shown.property("contentHeight"))
        here, end = float(shown.property("contentY")), origin + height - shown.height()
        if rows > ROWS and here >= end - 1:
            self._done(self._frames.end() | {"rows": rows})
            return
        if here >= end - 1:
            shown.setProperty("contentY", here - shown.height() / 2)  # as one does who sees nothing come
            QTimer.singleShot(PATIENCE_MS, self._go_on)
            return
        self._run = QPropertyAnimation(shown, b"contentY")
        self._run.setStartValue(here)
        self._run.setEndValue(end)
        self._run.setDuration(max(1, round((end - here) / SPEED * 1000)))
        self._run.finished.connect(self._go_on)
        self._run.start()


class Calling:
    """Makes a video call to the echo test."""

    def __init__(self, window: Window, frames: Frames, done: Callable[[dict[str, Any]], None]) -> None:
        from PySide6.QtCore import QTimer

        self._window, self._done = window, done
        self._frames = frames
        self._is_called = False
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._finish)
        self._size = (0, 0)

    def follow(self, snapshot: AppSnapshot) -> None:
        """Call once the service is there, and count once the call stands."""
        from core.commands import PlaceCall
        from core.snapshots import ServiceState

        if not self._is_called and snapshot.service.state is ServiceState.ONLINE:
            self._is_called = True
            self._window.bridge.post(PlaceCall("echo", video=True, name="Echo test"))
        is_up = any(call.state == "established" for call in snapshot.calls)
        if is_up and not self._timer.isActive():
            self._timer.start(int(CALL_SECONDS * 1000))
            self._frames.begin()

    def _finish(self) -> None:
        noted = self._frames.end()
        call = self._window.app.snapshot.calls[0]
        slot: Any = self._window.bridge.picture(f"{call.call_id}/incoming")
        self._done(noted | {"size": slot.size, "pictures": slot.frames})


def shown_item(window: Window, name: str) -> QQuickItem:
    """Return the item called ``name``; raises ``LookupError``."""
    from PySide6.QtQuick import QQuickItem

    waiting = [window.view.contentItem()]
    while waiting:
        item = waiting.pop()
        if item.objectName() == name and isinstance(item, QQuickItem):
            return item
        waiting += item.childItems()
    raise LookupError(name)


TASKS: dict[str, Callable[..., Scrolling | Calling]] = {"history": Scrolling, "call": Calling}


def show(profile: str, task: str, clock: str) -> None:
    """Be the program, do ``task``, print what it took, and end."""
    from dataclasses import replace

    import main as program
    from core.cli.arguments import build_parser
    from ui.app import run_window

    def begin(window: Window) -> None:
        def done(result: dict[str, Any]) -> None:
            print(json.dumps(result), flush=True)
            window.view.close()

        doing = TASKS[task](window, Frames(window, CLOCKS[clock]()), done)
        window.bridge.snapshot.connect(doing.follow)
        kept.append(doing)

    kept: list[Scrolling | Calling] = []
    sys.setswitchinterval(0.001)
    os.environ.setdefault("QT_LOGGING_RULES", program.QT_LOG)
    arguments = build_parser().parse_args(["--fake-devices", "--profile", profile])
    engine, options = program._engine_and_options(arguments)
    run_window(engine, replace(options, on_ready=begin, single_instance=False, size=SIZE))


async def run(profile: Path, task: str, clock: str, environment: dict[str, str]) -> dict[str, Any]:
    """Start the program for one task and return what it printed."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.window_frames", str(profile), task, clock),
        cwd=ROOT,
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        limit=2**20,
    )
    assert child.stdout is not None
    try:
        line = await asyncio.wait_for(child.stdout.readline(), LIMIT)
    finally:
        await window_start.end(child)
    if not line:
        raise RuntimeError(f"the window ended before it was done with {task!r}")
    return dict(json.loads(line))


async def measure() -> list[Measurement]:
    """Fill a profile, start the window on it, scroll and call."""
    with TemporaryDirectory(prefix="ahoy-bench-") as folder:
        profile = Path(folder)
        async with window_start.screen() as environment:
            await window_start.one_start(profile, environment)
            await full_profile.fill(profile)
            starts = [await window_start.one_start(profile, environment) for _ in range(4)][1:]
            wanted = [(task, clock) for clock in CLOCKS for task in TASKS]
            found = {one: await run(profile, *one, environment) for one in wanted}
    many = f"{full_profile.CONTACTS} contacts and {full_profile.CALLS} calls"
    width, height = found["call", "thread"]["size"]
    names = {"history": f"scrolling {ROWS} rows of history", "call": f"in a call at {width} x {height}"}
    return [
        Measurement(
            f"start to usable window with {many}, p50",
            percentile([start.usable for start in starts], 0.5),
            "s",
            1.5,
        ),
        Measurement(
            f"start to usable window with {many}, CPU",
            percentile([start.cpu for start in starts], 0.5),
            "s",
            note="user and system time of the process until then",
        ),
        *(
            figure
            for (task, clock), noted in found.items()
            for figure in _figures(noted, WHOSE[clock], names[task])
        ),
    ]


def _figures(noted: dict[str, Any], whose: str, what: str) -> list[Measurement]:
    spent = noted["spent"]
    note = f"{len(spent)} pictures; processor time"
    return [
        Measurement(f"{whose} per picture, {what}, p50", percentile(spent, 0.5), "ms", note=note),
        Measurement(f"{whose} per picture, {what}, p99", percentile(spent, 0.99), "ms", BUDGET, note=note),
    ]


if __name__ == "__main__":
    show(sys.argv[1], sys.argv[2], sys.argv[3])
