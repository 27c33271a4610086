"""One captured screen or window: the newest frame, at the wanted rate, converted on a thread of its own."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

import av
import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QScreen
from PySide6.QtMultimedia import (
    QCapturableWindow,
    QMediaCaptureSession,
    QScreenCapture,
    QVideoFrame,
    QVideoSink,
    QWindowCapture,
)

from core.media.devices.constraints import PictureLimits
from core.ports import FailureReason
from ui.devices.handle import Grip
from ui.devices.pictures import PictureConverter, PictureError, plane_rows
from ui.devices.threads import DeviceThread

log = logging.getLogger(__name__)

LIMITS = PictureLimits(2560, 1600)
"""What is larger is made smaller: beyond, no encoder here keeps up, and hardly a viewer has the pixels."""

REFRESH = 1.0
"""Seconds between two deliveries of a screen on which nothing changes."""

SETTLING = 1.0
"""Seconds after a change for which every frame is delivered: the encoder makes the text sharper with each."""

PATIENCE = 4.0
"""Seconds without any frame after which the source is looked at: is it still there?"""

CHECK_MS = 500


class CaptureSource(QObject):
    """QScreenCapture or QWindowCapture with its session and sink. GUI thread; frames come on Qt's own."""

    failed = Signal(str)

    def __init__(self, capture: QScreenCapture | QWindowCapture, is_there: Callable[[], bool]) -> None:
        super().__init__()
        self.is_there = is_there
        """Whether what is captured still exists."""
        self.sink = QVideoSink(self)
        self._capture = capture
        self._session = QMediaCaptureSession(self)
        capture.setParent(self)
        if isinstance(capture, QScreenCapture):
            self._session.setScreenCapture(capture)
        else:
            self._session.setWindowCapture(capture)
        self._session.setVideoSink(self.sink)
        capture.errorOccurred.connect(self._report)

    @classmethod
    def of_screen(cls, screen: QScreen) -> CaptureSource:
        """Return a source that captures ``screen``."""
        capture = QScreenCapture()
        capture.setScreen(screen)
        return cls(capture, lambda: True)

    @classmethod
    def of_window(cls, window: QCapturableWindow) -> CaptureSource:
        """Return a source that captures ``window``."""
        capture = QWindowCapture()
        capture.setWindow(window)
        return cls(capture, window.isValid)

    def start(self) -> None:
        """Begin to deliver frames to ``sink``."""
        self._capture.start()

    def stop(self) -> None:
        """End it."""
        self._capture.stop()
        self.deleteLater()

    @Slot(object, str)
    def _report(self, _error: object, text: str) -> None:
        self.failed.emit(text)


class ScreenStream(QObject):
    """Delivers one source to the core. GUI thread, but for what its methods say."""

    def __init__(
        self,
        grip: Grip,
        source: CaptureSource,
        thread: DeviceThread,
        on_frame: Callable[[av.VideoFrame], None],
        rate: int,
    ) -> None:
        super().__init__()
        self._grip = grip
        self._source = source
        self._thread = thread
        self._on_frame = on_frame
        self._spacing = 1.0 / rate
        self._due = 0.0
        self._lock = threading.Lock()
        self._is_busy = False
        self._last_frame_at = time.monotonic()
        self._has_frames = False
        self._filter = ChangeFilter()
        self._converter = PictureConverter(LIMITS)
        self._bad_frames = 0
        self._problem = ""
        self._timer = QTimer(self)
        self._timer.setInterval(CHECK_MS)
        self._timer.timeout.connect(self._check)
        # Not through the GUI thread's queue, which would grow by a screen at a time while that is busy.
        source.sink.videoFrameChanged.connect(self._take, Qt.ConnectionType.DirectConnection)
        source.failed.connect(self._failed)

    def start(self) -> None:
        """Begin."""
        self._timer.start()
        self._source.start()

    def close(self) -> None:
        """End."""
        self._timer.stop()
        self._source.sink.videoFrameChanged.disconnect(self._take)
        self._source.stop()
        self.deleteLater()

    def _take(self, frame: QVideoFrame) -> None:
        """Have ``frame`` converted if it is due and none other is under way. Qt's capture thread."""
        now = time.monotonic()
        with self._lock:
            if self._is_busy or now < self._due or not frame.isValid():
                return
            self._is_busy = True
            self._due = max(self._due + self._spacing, now)
        self._last_frame_at = now
        self._has_frames = True
        copy = QVideoFrame(frame)
        self._thread.post(lambda: self._deliver(copy))

    def _deliver(self, frame: QVideoFrame) -> None:
        """Convert and hand on. Screen thread."""
        try:
            if self._filter.wants(frame, time.monotonic()):
                self._grip.call(self._on_frame, self._converter.convert(frame))
        except PictureError as error:
            self._bad_frames += 1
            if self._bad_frames & (self._bad_frames - 1) == 0:  # 1st, 2nd, 4th, 8th ...
                log.info("screen frame %d dropped: %s", self._bad_frames, error)
        finally:
            self._is_busy = False

    @Slot(str)
    def _failed(self, text: str) -> None:
        """Take an error of Qt: a window that is minimised gives one too, and comes back."""
        self._problem = text
        if not self._source.is_there():
            self._grip.fail(FailureReason.GONE)
        elif not self._has_frames:
            self._grip.fail(FailureReason.BROKEN, text)

    @Slot()
    def _check(self) -> None:
        if time.monotonic() - self._last_frame_at < PATIENCE:
            return
        if not self._source.is_there():
            self._grip.fail(FailureReason.GONE)
        elif not self._has_frames:
            self._grip.fail(FailureReason.BROKEN, self._problem)


class ChangeFilter:
    """Leaves out frames of a screen on which nothing changes, but for one a second. Screen thread."""

    def __init__(self) -> None:
        self._last: QVideoFrame | None = None
        self._changed_at = 0.0
        self._passed_at = 0.0

    def wants(self, frame: QVideoFrame, now: float) -> bool:
        """Whether ``frame`` is to be delivered at ``now`` (monotonic seconds)."""
        if self._last is None or not is_same_picture(self._last, frame):
            self._changed_at = now
        self._last = frame
        if now - self._changed_at < SETTLING or now - self._passed_at >= REFRESH:
            self._passed_at = now
            return True
        return False


def is_same_picture(one: QVideoFrame, other: QVideoFrame) -> bool:
    """Whether two frames of one plane are equal in every pixel; False where that cannot be told."""
    if one.size() != other.size() or one.pixelFormat() != other.pixelFormat():
        return False
    if not one.map(QVideoFrame.MapMode.ReadOnly):
        return False
    try:
        if not other.map(QVideoFrame.MapMode.ReadOnly):
            return False
        try:
            if one.planeCount() != 1 or one.bytesPerLine(0) != other.bytesPerLine(0):
                return False
            height, wide = one.height(), one.width() * 4
            return all(map(_is_equal, _bands(one, height, wide), _bands(other, height, wide)))
        except PictureError:
            return False
        finally:
            other.unmap()
    finally:
        one.unmap()


def _bands(frame: QVideoFrame, height: int, wide: int) -> list[np.ndarray]:
    rows = plane_rows(frame, 0, height, wide)
    return [rows[start : start + 64] for start in range(0, height, 64)]


def _is_equal(one: np.ndarray, other: np.ndarray) -> bool:
    return bool(np.array_equal(one.view(np.uint32), other.view(np.uint32)))
