"""Camera frames keep their colours, whatever their format, stride, size and direction."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtMultimedia import QtVideo, QVideoFrame, QVideoFrameFormat

from ui.devices.pictures import PictureConverter, PictureError

PixelFormat = QVideoFrameFormat.PixelFormat

SOURCES = {
    PixelFormat.Format_YUV420P: "yuv420p",
    PixelFormat.Format_NV12: "nv12",
    PixelFormat.Format_NV21: "nv21",
    PixelFormat.Format_YUYV: "yuyv422",
    PixelFormat.Format_UYVY: "uyvy422",
    PixelFormat.Format_BGRA8888: "bgra",
    PixelFormat.Format_RGBA8888: "rgba",
    PixelFormat.Format_ARGB8888: "argb",
}


def colour_bars(width: int, height: int) -> av.VideoFrame:
    """Four vertical bars, red, green, blue and grey, under a white one."""
    picture = np.zeros((height, width, 3), np.uint8)
    for index, colour in enumerate(((200, 0, 0), (0, 200, 0), (0, 0, 200), (128, 128, 128))):
        picture[:, index * width // 4 : (index + 1) * width // 4] = colour
    picture[: height // 4] = 255
    return av.VideoFrame.from_ndarray(picture, "rgb24")


def qt_frame(
    pixels: PixelFormat, width: int, height: int, layout: QVideoFrameFormat | None = None
) -> QVideoFrame:
    """Return colour bars as the camera would deliver them."""
    packed = colour_bars(width, height).reformat(format=SOURCES[pixels])
    frame = QVideoFrame(layout or QVideoFrameFormat(QSize(width, height), pixels))
    assert frame.map(QVideoFrame.MapMode.WriteOnly)
    for index, plane in enumerate(packed.planes):
        rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
        target = np.frombuffer(frame.bits(index), np.uint8)
        stride = frame.bytesPerLine(index)
        wide = min(stride, plane.line_size)
        for row in range(min(len(rows), len(target) // stride)):
            target[row * stride : row * stride + wide] = rows[row, :wide]
    frame.unmap()
    return frame


def bar_colours(picture: av.VideoFrame) -> np.ndarray:
    """Return the colour in the middle of each of the four bars."""
    rgb = picture.to_ndarray(format="rgb24").astype(int)
    middle = rgb[rgb.shape[0] // 2]
    return np.array([middle[(2 * i + 1) * len(middle) // 8] for i in range(4)])


@pytest.mark.parametrize("size", [(1280, 720), (854, 480), (160, 120)])
@pytest.mark.parametrize("pixels", SOURCES, ids=lambda pixels: pixels.name)
def test_every_format_keeps_its_colours(pixels: PixelFormat, size: tuple[int, int]) -> None:
    picture = PictureConverter().convert(qt_frame(pixels, *size))
    expected = "nv12" if pixels is PixelFormat.Format_NV12 else "yuv420p"
    assert (picture.format.name, picture.width, picture.height) == (expected, *size)
    assert picture.pts is None
    assert np.abs(bar_colours(picture) - bar_colours(colour_bars(*size))).max() <= 12


def test_nv21_is_exactly_what_swscale_makes() -> None:
    width, height = 640, 360
    source = colour_bars(width, height).reformat(format="nv21")
    ours = PictureConverter().convert(qt_frame(PixelFormat.Format_NV21, width, height))
    theirs = source.reformat(format="yuv420p")
    assert np.array_equal(ours.to_ndarray(), theirs.to_ndarray())


@pytest.mark.parametrize("size", [(640, 360), (854, 480)])
def test_nv12_is_not_touched(size: tuple[int, int]) -> None:
    ours = PictureConverter().convert(qt_frame(PixelFormat.Format_NV12, *size))
    assert np.array_equal(ours.to_ndarray(), colour_bars(*size).reformat(format="nv12").to_ndarray())


@pytest.mark.parametrize("from_below", [False, True])
@pytest.mark.parametrize("rotation", QtVideo.Rotation)
@pytest.mark.parametrize(
    "pixels", [PixelFormat.Format_NV12, PixelFormat.Format_YUV420P, PixelFormat.Format_BGRA8888]
)
def test_a_camera_that_lies_on_its_side_shows_upright_pictures(
    pixels: PixelFormat, rotation: QtVideo.Rotation, from_below: bool
) -> None:
    layout = QVideoFrameFormat(QSize(160, 120), pixels)
    if from_below:
        layout.setScanLineDirection(QVideoFrameFormat.Direction.BottomToTop)
    frame = qt_frame(pixels, 160, 120, layout)
    frame.setRotation(rotation)
    picture = PictureConverter().convert(frame)
    bars = colour_bars(160, 120).to_ndarray(format="rgb24").astype(int)
    upright = np.rot90(bars[::-1] if from_below else bars, -rotation.value // 90)
    assert (picture.height, picture.width) == upright.shape[:2]
    difference = np.abs(picture.to_ndarray(format="rgb24").astype(int) - upright)
    assert np.median(difference) <= 12 and np.mean(difference > 40) < 0.1, "edges differ, nothing else"


def test_jpeg_frames_are_decoded() -> None:
    bars = colour_bars(640, 360)
    encoder = av.CodecContext.create("mjpeg", "w")
    encoder.width, encoder.height, encoder.pix_fmt = 640, 360, "yuvj420p"
    encoder.time_base = Fraction(1, 30)
    data = b"".join(bytes(p) for p in encoder.encode(bars.reformat(format="yuvj420p")))
    converter = PictureConverter()
    for _ in range(3):
        picture = converter._from_jpeg(data)
    assert (picture.format.name, picture.width, picture.height) == ("yuv420p", 640, 360)
    assert np.abs(bar_colours(picture) - bar_colours(bars)).max() <= 16


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", b"no picture at all", b"\xff\xd8\xff\xd9"])
def test_broken_jpeg_is_an_error_and_the_next_one_is_not(data: bytes) -> None:
    converter = PictureConverter()
    with pytest.raises((PictureError, av.error.FFmpegError)):
        converter._from_jpeg(data)
    encoder = av.CodecContext.create("mjpeg", "w")
    encoder.width, encoder.height, encoder.pix_fmt = 64, 64, "yuvj420p"
    encoder.time_base = Fraction(1, 30)
    good = b"".join(bytes(p) for p in encoder.encode(colour_bars(64, 64).reformat(format="yuvj420p")))
    assert converter._from_jpeg(good).width == 64


def test_image_fallback_keeps_the_colour() -> None:
    image = QImage(101, 57, QImage.Format.Format_RGB32)
    image.fill(QColor(10, 200, 30))
    picture = PictureConverter()._from_image(image)
    assert (picture.width, picture.height) == (100, 56)
    assert np.abs(picture.to_ndarray(format="rgb24")[20, 20].astype(int) - (10, 200, 30)).max() <= 12


def test_the_invalid_frame_at_stop_is_an_error() -> None:
    with pytest.raises(PictureError):
        PictureConverter().convert(QVideoFrame())


@given(width=st.integers(1, 70), height=st.integers(1, 70), pixels=st.sampled_from(list(SOURCES)))
def test_any_size_gives_an_even_picture_or_an_error(width: int, height: int, pixels: PixelFormat) -> None:
    frame = QVideoFrame(QVideoFrameFormat(QSize(width, height), pixels))
    try:
        picture = PictureConverter().convert(frame)
    except PictureError:
        assert width < 2 or height < 2
    else:
        assert (picture.width, picture.height) == (width & ~1, height & ~1)
