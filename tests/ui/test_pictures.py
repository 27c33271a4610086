"""From the core's slot to Qt's sink: exact planes, newest first, nothing held that nobody watches."""

from __future__ import annotations

import threading
from typing import cast

import av
import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSize, QSizeF
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat, QVideoSink
from pytestqt.qtbot import QtBot

from tests.ui.fake_engine import FakeEngine
from ui.bridge import Bridge
from ui.painted_picture import fitted
from ui.pictures import Pictures, PictureSource, Shrinker, video_frame


def picture(width: int = 64, height: int = 48, *, luma: int = 90, format: str = "yuv420p") -> av.VideoFrame:
    """Make a picture whose planes all differ from row to row, so that a wrong stride shows."""
    frame = av.VideoFrame(width, height, format)
    for number, plane in enumerate(frame.planes):
        rows = np.arange(plane.buffer_size // plane.line_size, dtype=np.uint8)[:, None]
        columns = np.arange(plane.line_size, dtype=np.uint8)[None, :]
        plane.update(np.ascontiguousarray(luma + 40 * number + rows * 3 + columns).tobytes())
    return frame


def mapped_planes(frame: QVideoFrame) -> list[np.ndarray]:
    assert frame.map(QVideoFrame.MapMode.ReadOnly)
    planes = []
    for index in range(frame.planeCount()):
        data = np.frombuffer(cast(memoryview, frame.bits(index)), np.uint8).copy()
        planes.append(data.reshape(-1, frame.bytesPerLine(index)))
    frame.unmap()
    return planes


@pytest.mark.parametrize("format", ["yuv420p", "nv12"])
@pytest.mark.parametrize("size", [(64, 48), (854, 480), (1280, 720), (322, 242)])
def test_planes_are_copied_exactly(format: str, size: tuple[int, int]) -> None:
    source = picture(*size, format=format)
    frame = video_frame(source)
    assert frame is not None and (frame.width(), frame.height()) == size
    for plane, copied in zip(source.planes, mapped_planes(frame), strict=True):
        wanted = np.frombuffer(cast(memoryview, plane), np.uint8).reshape(-1, plane.line_size)
        width = plane.width * (2 if format == "nv12" and plane.height < size[1] else 1)
        assert (copied[: plane.height, :width] == wanted[: plane.height, :width]).all()


def test_colour_space_and_range_follow_the_picture() -> None:
    plain = video_frame(picture())
    assert plain is not None
    assert plain.surfaceFormat().colorSpace() is QVideoFrameFormat.ColorSpace.ColorSpace_BT601
    assert plain.surfaceFormat().colorRange() is QVideoFrameFormat.ColorRange.ColorRange_Video
    source = picture()
    source.colorspace, source.color_range = 1, 2
    marked = video_frame(source)
    assert marked is not None
    assert marked.surfaceFormat().colorSpace() is QVideoFrameFormat.ColorSpace.ColorSpace_BT709
    assert marked.surfaceFormat().colorRange() is QVideoFrameFormat.ColorRange.ColorRange_Full


@pytest.mark.parametrize(("width", "height", "format"), [(64, 48, "rgb24"), (8194, 2, "yuv420p")])
def test_what_cannot_be_drawn_is_left_out(width: int, height: int, format: str) -> None:
    assert video_frame(av.VideoFrame(width, height, format)) is None


def stripes(width: int, height: int, format: str) -> av.VideoFrame:
    """Columns of black and white, one pixel wide: the worst that can be made smaller."""
    luma = np.tile(np.array([0, 255], np.uint8), (height, width // 2))
    grey = np.full((height // 2, width), 128, np.uint8)
    return av.VideoFrame.from_ndarray(np.vstack([luma, grey]), format=format)


@pytest.mark.parametrize("format", ["yuv420p", "nv12"])
@pytest.mark.parametrize(
    ("pane", "width"),
    [((160, 90), 160), ((161, 90), 320), ((320, 180), 320), ((400, 90), 640), ((1, 181), 640)],
)
def test_a_picture_is_made_smaller_for_a_small_pane(format: str, pane: tuple[int, int], width: int) -> None:
    frame = video_frame(Shrinker().shrink(stripes(640, 360, format), QSize(*pane)))
    assert frame is not None and (frame.width(), frame.height()) == (width, width * 9 // 16)
    assert frame.map(QVideoFrame.MapMode.ReadOnly)
    row = np.frombuffer(frame.bits(0), np.uint8)[8 : width - 8]
    frame.unmap()
    assert (np.ptp(row) == 255) if width == 640 else (abs(int(row.mean()) - 128) < 3 and np.ptp(row) < 3)


def test_a_picture_that_others_reformat_too_is_made_smaller() -> None:
    """The own picture goes to the encoder as well, and two threads in one reformatter hang for good."""
    shared, shrinker, is_over = stripes(1280, 720, "yuv420p"), Shrinker(), threading.Event()

    def encode() -> None:
        while not is_over.is_set():
            shared.reformat(width=960, height=540)

    other = threading.Thread(target=encode)
    other.start()
    for _ in range(200):
        assert shrinker.shrink(shared, QSize(300, 150)).width == 320
    is_over.set()
    other.join()


def test_a_smaller_picture_keeps_its_colours() -> None:
    full = stripes(640, 360, "yuv420p")
    full.colorspace, full.color_range = 1, 2
    frame = video_frame(Shrinker().shrink(full, QSize(100, 50)))
    assert frame is not None
    assert frame.surfaceFormat().colorSpace() is QVideoFrameFormat.ColorSpace.ColorSpace_BT709
    assert frame.surfaceFormat().colorRange() is QVideoFrameFormat.ColorRange.ColorRange_Full


def test_the_largest_pane_says_how_small_and_the_size_is_the_pictures(
    qtbot: QtBot, engine: FakeEngine, source: PictureSource
) -> None:
    second = PictureSource()
    second.setProperty("pictures", source.property("pictures"))
    second.setProperty("name", "preview")
    for one, size in ((source, QSize(100, 50)), (second, QSize(300, 100))):
        one.setProperty("paneSize", size)
    engine.picture("preview").put(stripes(640, 360, "yuv420p"))
    qtbot.waitUntil(lambda: bool(source.property("hasPicture")))
    assert sink_of(source).videoFrame().width() == 320
    assert source.property("size") == QSize(640, 360)
    second.setProperty("active", False)
    engine.picture("preview").put(stripes(640, 360, "yuv420p"))
    qtbot.waitUntil(lambda: sink_of(source).videoFrame().width() == 160)


@pytest.fixture
def source(qtbot: QtBot, bridge: Bridge) -> PictureSource:
    made = PictureSource()
    made._pictures_kept = Pictures(bridge, made)  # type: ignore[attr-defined]
    made._sink_kept = QVideoSink(made)  # type: ignore[attr-defined]
    made.setProperty("sink", made._sink_kept)  # type: ignore[attr-defined]
    made.setProperty("pictures", made._pictures_kept)  # type: ignore[attr-defined]
    made.setProperty("name", "preview")
    return made


def sink_of(source: PictureSource) -> QVideoSink:
    return cast(QVideoSink, source.property("sink"))


def test_a_picture_put_on_another_thread_reaches_the_sink(
    qtbot: QtBot, engine: FakeEngine, source: PictureSource
) -> None:
    with qtbot.waitSignal(source.hasPictureChanged):
        threading.Thread(target=lambda: engine.picture("preview").put(picture(64, 36))).start()
    frame = sink_of(source).videoFrame()
    assert (frame.width(), frame.height()) == (64, 36)
    assert source.property("ratio") == pytest.approx(64 / 36)


def test_only_the_newest_picture_is_drawn(qtbot: QtBot, engine: FakeEngine, source: PictureSource) -> None:
    drawn: list[int] = []
    sink_of(source).videoFrameChanged.connect(lambda frame: drawn.append(frame.width()))
    for width in (32, 64, 96, 128):
        engine.picture("preview").put(picture(width, 48))
    qtbot.waitUntil(lambda: bool(drawn))
    qtbot.wait(20)
    assert drawn == [128]


def test_two_panes_share_one_slot(qtbot: QtBot, engine: FakeEngine, source: PictureSource) -> None:
    second = PictureSource()
    sink = QVideoSink(second)
    second.setProperty("sink", sink)
    second.setProperty("pictures", source.property("pictures"))
    second.setProperty("name", "preview")
    engine.picture("preview").put(picture())
    qtbot.waitUntil(lambda: bool(source.property("hasPicture")) and bool(second.property("hasPicture")))
    second.setProperty("active", False)
    assert engine.picture("preview").on_picture is not None


def test_a_slot_that_nobody_watches_is_let_go(
    qtbot: QtBot, engine: FakeEngine, source: PictureSource
) -> None:
    engine.picture("preview").put(picture())
    qtbot.waitUntil(lambda: bool(source.property("hasPicture")))
    source.setProperty("active", False)
    assert engine.picture("preview").on_picture is None
    assert not source.property("hasPicture")
    assert not sink_of(source).videoFrame().isValid()


def test_a_picture_that_stops_is_told_and_goes_on(
    qtbot: QtBot, engine: FakeEngine, source: PictureSource
) -> None:
    source._patience.setInterval(30)
    with qtbot.waitSignal(source.stalledChanged):
        engine.picture("preview").put(picture())
    assert source.property("stalled") and source.property("hasPicture")
    with qtbot.waitSignal(source.stalledChanged):
        engine.picture("preview").put(picture())
    with qtbot.waitSignal(source.stalledChanged):
        pass
    source.setProperty("active", False)
    assert not source.property("stalled")


def test_a_replaced_slot_is_followed(qtbot: QtBot, engine: FakeEngine, source: PictureSource) -> None:
    old = engine.slots.pop("preview")
    cast(Pictures, source.property("pictures")).rebind()
    assert old.on_picture is None
    with qtbot.waitSignal(source.hasPictureChanged):
        engine.picture("preview").put(picture())


def test_a_sink_that_comes_late_gets_the_last_picture(
    qtbot: QtBot, engine: FakeEngine, source: PictureSource
) -> None:
    source.setProperty("sink", None)
    engine.picture("preview").put(picture(96, 48))
    qtbot.waitUntil(lambda: bool(source.property("hasPicture")))
    late = QVideoSink(source)
    source.setProperty("sink", late)
    assert late.videoFrame().width() == 96


def test_an_undrawable_picture_changes_nothing(
    qtbot: QtBot, engine: FakeEngine, source: PictureSource
) -> None:
    engine.picture("preview").put(av.VideoFrame(64, 48, "rgb24"))
    engine.picture("preview").put(av.VideoFrame(64, 48, "rgb24"))
    qtbot.wait(20)
    assert not source.property("hasPicture")


@pytest.mark.parametrize(
    ("crop", "expected"), [(False, QRectF(0, 25, 200, 100)), (True, QRectF(-50, 0, 300, 150))]
)
def test_the_painted_pane_fits_or_fills(crop: bool, expected: QRectF) -> None:
    assert fitted(QSizeF(640, 320), QRectF(0, 0, 200, 150), crop=crop) == expected
