"""The seam between window and core, seen from the window: commands down, snapshots up, nothing else.

Threads: everything here belongs to the GUI thread, except that the engine calls ``on_snapshot`` on the core
thread; Qt queues that to the GUI thread. ``assert_gui_thread`` checks it where state is written.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, Signal, Slot

from core.commands import Command
from core.snapshots import AppSnapshot

if TYPE_CHECKING:
    import av

T = TypeVar("T")


class WindowLevels(Protocol):
    """Sound levels, 0 (silence) to 1 (full scale)."""

    @property
    def microphone(self) -> float:
        """Level of the person's own voice."""

    @property
    def speaker(self) -> float:
        """Level of what is played."""


class WindowSlot(Protocol):
    """A picture slot as the window uses it: newest picture wins. Any thread."""

    on_picture: Callable[[], None] | None

    def take(self) -> av.VideoFrame | None:
        """Return the newest picture once, or None."""


class WindowEngine(Protocol):
    """What the window needs of ``core.engine.Engine``."""

    on_snapshot: Callable[[AppSnapshot], None]

    def start(self) -> None:
        """Start the core thread."""

    def stop(self) -> None:
        """End calls, release devices and join the core thread."""

    def post(self, command: Command) -> None:
        """Ask for something; any thread."""

    def picture(self, name: str) -> WindowSlot:
        """Return the slot called ``name``; any thread."""

    def levels(self) -> WindowLevels:
        """Return the present levels; any thread."""

    def run(self, coroutine: Coroutine[Any, Any, T]) -> concurrent.futures.Future[T]:
        """Run ``coroutine`` on the core thread."""

    def call_report(self, call_id: str) -> concurrent.futures.Future[dict[str, Any]]:
        """Return, later, what is measured of a running call; any thread."""


def assert_gui_thread() -> None:
    """Raise ``RuntimeError`` when called off the GUI thread: window state belongs to it alone."""
    app = QCoreApplication.instance()
    if app is not None and QThread.currentThread() is not app.thread():
        raise RuntimeError("window state was touched off the GUI thread")


class Bridge(QObject):
    """Carries commands to the engine and delivers its snapshots on the GUI thread.

    Signals:
        snapshot: the newest ``AppSnapshot``. Several that arrive while the GUI thread is busy become one.
    """

    snapshot = Signal(object)
    _woken = Signal()

    def __init__(self, engine: WindowEngine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._newest: AppSnapshot | None = None
        self._is_closed = False
        self._woken.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        engine.on_snapshot = self._receive

    def post(self, command: Command) -> None:
        """Send ``command`` to the core."""
        assert_gui_thread()
        self._engine.post(command)

    async def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine of the core on the core thread and await its result on the GUI loop."""
        assert_gui_thread()
        return await asyncio.wrap_future(self._engine.run(coroutine))

    def call_report(self, call_id: str) -> concurrent.futures.Future[dict[str, Any]]:
        """Return, later, what is measured of a running call; empty when it is gone."""
        assert_gui_thread()
        return self._engine.call_report(call_id)

    def picture(self, name: str) -> WindowSlot:
        """Return the engine's picture slot called ``name``."""
        return self._engine.picture(name)

    def levels(self) -> WindowLevels:
        """Return the present sound levels."""
        return self._engine.levels()

    def close(self) -> None:
        """Deliver nothing from now on; the engine may still be stopping."""
        assert_gui_thread()
        self._is_closed = True
        self._engine.on_snapshot = _ignore

    def _receive(self, snapshot: AppSnapshot) -> None:
        """Core thread: keep the newest snapshot and wake the GUI thread."""
        self._newest = snapshot
        self._woken.emit()

    @Slot()
    def _deliver(self) -> None:
        assert_gui_thread()
        newest, self._newest = self._newest, None
        if newest is not None and not self._is_closed:
            self.snapshot.emit(newest)


def _ignore(snapshot: AppSnapshot) -> None:
    """Stand in for a window that has closed."""
