"""The small parts of sharing a screen: what is left out, what is said, what is too large."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

from core.media.devices.constraints import PictureLimits
from core.ports import FailureReason
from ui.devices.pictures import PictureConverter
from ui.devices.screen.capture import ChangeFilter, is_same_picture
from ui.devices.screen.small_preview import small_preview
from ui.devices.screen.words import end_words, nothing_words
from ui.devices.screen.x11_titles import read_titles, window_number

PixelFormat = QVideoFrameFormat.PixelFormat


def frame(value: int = 0, size: tuple[int, int] = (100, 80), spot: int | None = None) -> QVideoFrame:
    made = QVideoFrame(QVideoFrameFormat(QSize(*size), PixelFormat.Format_BGRX8888))
    assert made.map(QVideoFrame.MapMode.WriteOnly)
    pixels = np.frombuffer(made.bits(0), np.uint8)
    pixels[:] = value
    if spot is not None:
        pixels[spot] = value ^ 1
    made.unmap()
    return made


def test_one_changed_bit_is_a_change() -> None:
    assert is_same_picture(frame(7), frame(7))
    assert not is_same_picture(frame(7), frame(8))
    last = 100 * 80 * 4 - 2
    assert not is_same_picture(frame(7), frame(7, spot=last))
    assert not is_same_picture(frame(7), frame(7, (80, 100)))
    assert not is_same_picture(frame(7), QVideoFrame())


def test_a_still_screen_settles_and_then_comes_once_a_second() -> None:
    wanted = ChangeFilter()
    still = [now / 15 for now in range(75) if wanted.wants(frame(1), now / 15)]
    assert [moment for moment in still if moment < 1] == [number / 15 for number in range(15)]
    later = [moment for moment in still if moment >= 1]
    assert len(later) == 3 or len(later) == 4
    assert wanted.wants(frame(2), 5.01) and wanted.wants(frame(2), 5.5) and not wanted.wants(frame(2), 6.4)


def test_a_huge_screen_is_made_smaller_on_the_way() -> None:
    converter = PictureConverter(PictureLimits(2560, 1600))
    picture = converter.convert(frame(size=(3840, 2160)))
    assert (picture.width, picture.height, picture.format.name) == (2560, 1440, "yuv420p")
    small = converter.convert(frame(size=(101, 57)))
    assert (small.width, small.height) == (100, 56)


@pytest.mark.parametrize("platform", ["xcb", "cocoa", "windows", "wayland", "wayland-egl", "offscreen"])
@pytest.mark.parametrize("reason", FailureReason)
def test_every_end_is_a_sentence(reason: FailureReason, platform: str) -> None:
    text = end_words(reason, "the detail", platform)
    assert text[0].isupper() and text.count("(the detail)") == (reason is not FailureReason.GONE)
    assert nothing_words(platform).endswith(".")


def test_the_place_to_allow_it_is_named() -> None:
    assert "Privacy & Security" in end_words(FailureReason.BROKEN, "", "cocoa")
    assert "xdg-desktop-portal" in end_words(FailureReason.BROKEN, "", "wayland")


def test_qt_s_stand_in_for_a_title_is_a_number() -> None:
    assert window_number("Window 0xa00013") == 0xA00013
    for other in ("Window 0x", "Window 0xg", "A Window 0xa00013", "", "Window 0x123456789"):
        assert window_number(other) is None


def test_without_an_x_server_no_title_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    assert read_titles([1, 2]) == {} == read_titles([])


def test_a_preview_is_small(qapp: object) -> None:
    large = QImage(1920, 1080, QImage.Format.Format_RGB32)
    large.fill(0)
    assert small_preview(large).startswith("data:image/jpeg;base64,")
    assert len(small_preview(large)) < 30_000
    assert small_preview(QImage()) == ""
