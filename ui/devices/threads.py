"""A QThread that runs what is posted to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot


class _Runner(QObject):
    posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _run(self, call: Callable[[], None]) -> None:
        call()


class DeviceThread:
    """A thread with an event loop; Qt objects made by posted calls belong to it."""

    def __init__(self, name: str, priority: QThread.Priority) -> None:
        self._thread = QThread()
        self._thread.setObjectName(name)
        self._runner = _Runner()
        self._runner.moveToThread(self._thread)
        self._thread.start(priority)

    def post(self, call: Callable[[], None]) -> None:
        """Run ``call`` in this thread, after everything posted before it. Any thread; never waits."""
        if self._thread.isRunning():
            self._runner.posted.emit(call)

    def stop(self, timeout_ms: int = 3000) -> bool:
        """Run what has been posted, then end; return False if that took longer than ``timeout_ms``."""
        self.post(self._thread.quit)
        return self._thread.wait(timeout_ms)
