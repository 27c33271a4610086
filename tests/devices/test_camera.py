"""The camera stream with a made-up camera: formats, frames, silence, errors, closing."""

from __future__ import annotations

from collections.abc import Iterator

import av
import pytest
from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtMultimedia import QCameraDevice, QVideoFrame, QVideoFrameFormat
from pytestqt.qtbot import QtBot

from core.ports import DeviceFailure, DeviceKind, FailureReason
from ui.devices import camera as camera_module
from ui.devices.camera import CameraStream
from ui.devices.camera_formats import choose_format
from ui.devices.handle import Handle

PixelFormat = QVideoFrameFormat.PixelFormat


class FakeSource(QObject):
    """A camera that does what the test tells it."""

    frame_arrived = Signal(QVideoFrame)
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.is_running = False

    def start(self) -> None:
        self.is_running = True

    def stop(self) -> None:
        self.is_running = False
        self.frame_arrived.emit(QVideoFrame())  # as Qt does

    def deliver(self) -> None:
        self.frame_arrived.emit(QVideoFrame(QVideoFrameFormat(QSize(64, 48), PixelFormat.Format_NV12)))


class FakeListing:
    """A list of cameras with one entry, or none."""

    def __init__(self) -> None:
        self.is_listed = True
        self.is_hidden = False

    def find_camera(self, wanted_id: str) -> QCameraDevice | None:
        return QCameraDevice() if self.is_listed else None

    def is_refused(self, wanted_id: str) -> bool:
        return not self.is_listed and self.is_hidden


class Bench:
    """One stream, its made-up cameras in order of opening, and what the core saw."""

    def __init__(self) -> None:
        self.now = 100.0
        self.sources: list[FakeSource] = []
        self.frames: list[av.VideoFrame] = []
        self.failures: list[DeviceFailure] = []
        self.listing = FakeListing()
        self.handle = Handle("id", DeviceKind.CAMERA, self.failures.append)
        self.stream = CameraStream(
            self.handle, self.listing, self.frames.append, (1280, 720, 30), self.make_source
        )

    def make_source(self, *wanted: object) -> FakeSource:
        self.sources.append(FakeSource())
        return self.sources[-1]

    def pass_time(self, seconds: float) -> None:
        self.now += seconds
        self.stream._check()

    def reasons(self) -> list[FailureReason]:
        return [failure.reason for failure in self.failures]


@pytest.fixture
def bench(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    made = Bench()
    monkeypatch.setattr(camera_module.time, "monotonic", lambda: made.now)
    yield made
    made.handle.close()
    made.stream.close()


def test_frames_reach_the_core_as_the_camera_gives_them(bench: Bench) -> None:
    bench.stream.start()
    bench.sources[0].deliver()
    assert [(frame.format.name, frame.width, frame.height) for frame in bench.frames] == [("nv12", 64, 48)]


def test_an_invalid_frame_is_dropped(bench: Bench) -> None:
    bench.stream.start()
    bench.sources[0].frame_arrived.emit(QVideoFrame())
    bench.sources[0].deliver()
    assert len(bench.frames) == 1 and not bench.failures


def test_no_frame_after_close(bench: Bench) -> None:
    bench.stream.start()
    bench.handle.close()
    bench.sources[0].deliver()
    assert not bench.frames


def test_a_silent_camera_is_opened_again_and_then_given_up(bench: Bench) -> None:
    bench.stream.start()
    bench.sources[0].deliver()
    bench.pass_time(1.9)
    assert len(bench.sources) == 1
    bench.pass_time(0.2)
    assert [source.is_running for source in bench.sources] == [False, True]
    bench.pass_time(4.1)
    assert bench.reasons() == [FailureReason.SILENT]
    assert not bench.sources[1].is_running


def test_an_unplugged_camera_is_gone(bench: Bench) -> None:
    bench.stream.start()
    bench.sources[0].deliver()
    bench.listing.is_listed = False
    bench.pass_time(2.1)
    assert bench.reasons() == [FailureReason.GONE]
    assert not bench.sources[0].is_running


def test_a_camera_that_was_never_there(bench: Bench) -> None:
    bench.listing.is_listed = False
    bench.stream.start()
    assert bench.reasons() == [FailureReason.GONE]


def test_a_camera_that_may_not_be_used(bench: Bench) -> None:
    bench.listing.is_listed, bench.listing.is_hidden = False, True
    bench.stream.start()
    assert bench.reasons() == [FailureReason.DENIED]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Access is denied", FailureReason.DENIED),
        ("Camera is in use", FailureReason.BUSY),
        ("Device or resource busy", FailureReason.BUSY),
        ("Cannot open", FailureReason.BROKEN),
        ("", FailureReason.BROKEN),
    ],
)
def test_the_words_of_an_error_tell_the_reason(bench: Bench, text: str, reason: FailureReason) -> None:
    bench.stream.start()
    bench.sources[0].failed.emit(text)
    assert bench.reasons() == [reason]
    assert not bench.sources[0].is_running


def test_a_camera_that_fails_while_it_starts(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeSource, "start", lambda source: source.failed.emit("Camera is in use"))
    bench.stream.start()
    assert bench.reasons() == [FailureReason.BUSY]
    assert not bench.stream._timer.isActive()


class Format:
    """As much of a QCameraFormat as the choice looks at."""

    def __init__(self, pixels: PixelFormat, width: int, height: int, rate: float) -> None:
        self.values = (pixels, QSize(width, height), rate)

    def isNull(self) -> bool:
        return self.values[1].isEmpty()

    def pixelFormat(self) -> PixelFormat:
        return self.values[0]

    def resolution(self) -> QSize:
        return self.values[1]

    def maxFrameRate(self) -> float:
        return self.values[2]


NV12, YUYV, JPEG = PixelFormat.Format_NV12, PixelFormat.Format_YUYV, PixelFormat.Format_Jpeg


@pytest.mark.parametrize(
    ("formats", "best"),
    [
        ([(JPEG, 1280, 720, 30), (YUYV, 1280, 720, 30), (NV12, 1280, 720, 30)], 2),
        ([(YUYV, 1280, 720, 10), (JPEG, 1280, 720, 30)], 1),
        ([(NV12, 640, 480, 30), (JPEG, 1280, 720, 30), (NV12, 1920, 1080, 30)], 1),
        ([(NV12, 640, 480, 30), (YUYV, 1280, 720, 5)], 0),
        ([(NV12, 1280, 720, 60), (NV12, 1280, 720, 30)], 1),
        ([(NV12, 0, 0, 30), (JPEG, 320, 240, 15)], 1),
    ],
)
def test_choice_of_format(formats: list[tuple[PixelFormat, int, int, float]], best: int) -> None:
    candidates = [Format(*values) for values in formats]
    assert choose_format(candidates, width=1280, height=720, rate=30) is candidates[best]


def test_no_format_is_no_choice() -> None:
    assert choose_format([], width=1280, height=720, rate=30) is None


def test_permission_refused_fails_the_device(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtCore import QCoreApplication, Qt

    from ui.devices.permissions import PermissionDesk

    refused = Qt.PermissionStatus.Denied
    monkeypatch.setattr(QCoreApplication, "checkPermission", lambda *_: refused)
    failures: list[DeviceFailure] = []
    granted: list[str] = []
    desk = PermissionDesk(asks=True)
    desk.ask(Handle("id", DeviceKind.CAMERA, failures.append), lambda: granted.append("camera"))
    desk.ask(Handle("id", DeviceKind.SPEAKER, failures.append), lambda: granted.append("speaker"))
    qtbot.waitUntil(lambda: bool(failures), timeout=2000)
    assert [failure.reason for failure in failures] == [FailureReason.DENIED]
    assert granted == ["speaker"]
