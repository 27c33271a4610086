"""One open camera; lives in the camera thread, where its frames are converted too."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

import av
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtMultimedia import QCamera, QCameraDevice, QMediaCaptureSession, QVideoFrame, QVideoSink

from core.ports import FailureReason
from ui.devices.camera_formats import choose_format
from ui.devices.handle import Handle
from ui.devices.listing import DeviceListing
from ui.devices.pictures import PictureConverter, PictureError
from ui.devices.supervision import Verdict, Watchdog

log = logging.getLogger(__name__)

PATIENCE = 2.0
CHECK_MS = 250

_ERROR_WORDS = {
    FailureReason.BUSY: ("in use", "busy", "being used"),
    FailureReason.DENIED: ("denied", "permission", "not permitted", "not authorized"),
}


class CameraSource(QObject):
    """QCamera, its session and its sink, as one object with two signals."""

    frame_arrived = Signal(QVideoFrame)
    failed = Signal(str)

    def __init__(self, device: QCameraDevice, width: int, height: int, rate: int) -> None:
        super().__init__()
        self._camera = QCamera(device, self)
        self._session = QMediaCaptureSession(self)
        self._sink = QVideoSink(self)
        self._sink.videoFrameChanged.connect(self.frame_arrived)
        self._camera.errorOccurred.connect(self._report)
        self._session.setCamera(self._camera)
        self._session.setVideoSink(self._sink)
        wanted = choose_format(device.videoFormats(), width=width, height=height, rate=rate)
        if wanted is not None:
            self._camera.setCameraFormat(wanted)

    def start(self) -> None:
        """Begin to deliver frames."""
        self._camera.start()

    def stop(self) -> None:
        """Release the camera."""
        self._sink.videoFrameChanged.disconnect(self.frame_arrived)
        self._camera.stop()
        self.deleteLater()

    @Slot(QCamera.Error, str)
    def _report(self, error: QCamera.Error, text: str) -> None:
        if error is not QCamera.Error.NoError:
            self.failed.emit(text)


MakeSource = Callable[[QCameraDevice, int, int, int], CameraSource]


class CameraStream(QObject):
    """Delivers one camera's frames to the core, and watches that they come."""

    def __init__(
        self,
        handle: Handle,
        listing: DeviceListing,
        on_frame: Callable[[av.VideoFrame], None],
        wanted: tuple[int, int, int],
        make_source: MakeSource = CameraSource,
    ) -> None:
        super().__init__()
        self._handle = handle
        self._listing = listing
        self._on_frame = on_frame
        self._wanted = wanted
        self._make_source = make_source
        self._source: CameraSource | None = None
        self._converter = PictureConverter()
        self._watchdog = Watchdog(PATIENCE)
        self._bad_frames = 0
        self._timer = QTimer(self)
        self._timer.setInterval(CHECK_MS)
        self._timer.timeout.connect(self._check)

    def start(self) -> None:
        """Open the camera."""
        if self._open():
            self._timer.start()

    def close(self) -> None:
        """Stop and release the camera: its light goes off."""
        self._timer.stop()
        self._release()
        self.deleteLater()

    def _open(self) -> bool:
        if not self._handle.is_open:
            return False
        device = self._listing.find_camera(self._handle.device_id)
        if device is None:
            self._fail(*self._absence())
            return False
        source = self._source = self._make_source(device, *self._wanted)
        source.frame_arrived.connect(self._deliver)
        source.failed.connect(self._report)
        self._watchdog.opened(time.monotonic())
        source.start()
        return self._source is source

    def _absence(self) -> tuple[FailureReason, str]:
        if self._listing.is_refused(self._handle.device_id):
            return FailureReason.DENIED, ""
        return FailureReason.GONE, "not among the cameras of this system"

    def _release(self) -> None:
        source, self._source = self._source, None
        if source is not None:
            source.stop()

    def _fail(self, reason: FailureReason, detail: str) -> None:
        self._timer.stop()
        self._release()
        self._handle.fail(reason, detail)

    @Slot(QVideoFrame)
    def _deliver(self, frame: QVideoFrame) -> None:
        if self._source is None or not self._handle.is_open:
            return
        try:
            picture = self._converter.convert(frame)
        except PictureError as error:
            self._bad_frames += 1
            if self._bad_frames & (self._bad_frames - 1) == 0:  # 1st, 2nd, 4th, 8th ...
                log.info("camera frame %d dropped: %s", self._bad_frames, error)
            return
        self._watchdog.alive(time.monotonic())
        self._handle.call(self._on_frame, picture)

    @Slot(str)
    def _report(self, text: str) -> None:
        # QCamera has one error code for everything; its words are all there is to tell them apart.
        said = text.lower()
        reasons = (reason for reason, words in _ERROR_WORDS.items() if any(word in said for word in words))
        self._fail(next(reasons, FailureReason.BROKEN), text)

    @Slot()
    def _check(self) -> None:
        verdict = self._watchdog.check(time.monotonic())
        if verdict is Verdict.REOPEN:
            log.info("camera is silent: opening it again")
            self._release()
            self._open()
        elif verdict is Verdict.GIVE_UP:
            self._fail(self._silence_reason(), "open, but no picture comes")

    def _silence_reason(self) -> FailureReason:
        is_listed = self._listing.find_camera(self._handle.device_id) is not None
        return FailureReason.SILENT if is_listed else FailureReason.GONE
