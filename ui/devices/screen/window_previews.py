"""Small pictures of windows for the picker: one frame of each, captured as it would be shared."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtMultimedia import QCapturableWindow, QVideoFrame

from ui.devices.screen.capture import CaptureSource
from ui.devices.screen.small_preview import small_preview
from ui.devices.threads import DeviceThread

MOST_WINDOWS = 24
PATIENCE_MS = 1000
"""For the first frame of a window; one that is minimised gives none."""


class WindowPreviews(QObject):
    """Takes a picture of each window, one after another. GUI thread; made smaller on the screen thread.

    ``on_done`` is called once, on the GUI thread, with ``data:`` URLs by the windows' ids, unless ``stop``
    was called before.
    """

    _drawn = Signal(str, str)

    def __init__(
        self,
        windows: dict[str, QCapturableWindow],
        thread: DeviceThread,
        on_done: Callable[[dict[str, str]], None],
    ) -> None:
        super().__init__()
        self._left = deque(list(windows.items())[:MOST_WINDOWS])
        self._thread = thread
        self._on_done = on_done
        self._found: dict[str, str] = {}
        self._present = ""
        self._source: CaptureSource | None = None
        self._is_taken = threading.Lock()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(self._next)
        self._drawn.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin with the first window."""
        self._next()

    def stop(self) -> None:
        """Take no more pictures, and tell nobody."""
        self._left.clear()
        self._timer.stop()
        self._end_source()
        self.deleteLater()

    @Slot()
    def _next(self) -> None:
        self._timer.stop()
        self._end_source()
        while self._left:
            self._present, window = self._left.popleft()
            if window.isValid():
                self._begin(window)
                return
        self._on_done(self._found)
        self.deleteLater()

    def _begin(self, window: QCapturableWindow) -> None:
        source = self._source = CaptureSource.of_window(window)
        self._is_taken = threading.Lock()
        name, is_taken = self._present, self._is_taken

        def take(frame: QVideoFrame) -> None:  # Qt's capture thread
            if frame.isValid() and is_taken.acquire(blocking=False):
                copy = QVideoFrame(frame)
                self._thread.post(lambda: self._draw(name, copy))

        source.sink.videoFrameChanged.connect(take, Qt.ConnectionType.DirectConnection)
        source.failed.connect(self._fail)
        self._timer.start()
        source.start()

    def _draw(self, name: str, frame: QVideoFrame) -> None:
        """Make it small. Screen thread."""
        preview = small_preview(frame.toImage())
        with suppress(RuntimeError):  # it was stopped, and is gone
            self._drawn.emit(name, preview)

    def _end_source(self) -> None:
        source, self._source = self._source, None
        if source is not None:
            source.failed.disconnect(self._fail)
            source.sink.videoFrameChanged.disconnect()
            source.stop()

    @Slot(str)
    def _fail(self, _text: str) -> None:
        # Not from within the signal of what is about to be ended.
        self._timer.start(0)

    @Slot(str, str)
    def _take(self, name: str, preview: str) -> None:
        if preview:
            self._found[name] = preview
        if name == self._present and self._source is not None:
            self._next()
