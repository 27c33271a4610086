"""The comparison finds what a person would see, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from tests.ui.pictures.comparison import TILE, WIDTH, compare, load, paletted, pixels, small
from tests.ui.pictures.drawing import REFERENCES
from ui.app import FONT_FAMILY
from ui.icons import draw_icon

SIZE = QSize(900, 300)


def page(
    *, button: bool = True, accent: str = "#0b6585", words: str = "Video call", shift: float = 0
) -> QImage:
    """Draw a page with a filled button, an icon and a line of text."""
    image = QImage(SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("#f4f6f8"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(accent))
    painter.drawRoundedRect(QRectF(40 + shift, 40, 140, 40), 10, 10)
    if button:
        painter.drawImage(300, 50, draw_icon("phone", "4e5d69", QSize(20, 20)))
    font = QFont(FONT_FAMILY)
    font.setPixelSize(14)
    painter.setFont(font)
    painter.setPen(QColor("#13202a"))
    painter.drawText(QRectF(400 + shift, 40, 300, 40), Qt.AlignmentFlag.AlignVCenter, words)
    painter.end()
    return image


@pytest.fixture
def reference(qapp: QApplication) -> QImage:
    return small(page())


def test_the_same_picture_is_the_same(reference: QImage) -> None:
    assert not compare(small(page()), reference)


def test_a_hair_of_a_shift_is_not_seen(reference: QImage) -> None:
    assert not compare(small(page(shift=0.2)), reference)


def test_a_missing_icon_is_found_where_it_was(reference: QImage) -> None:
    found = compare(small(page(button=False)), reference)
    assert found
    assert {(x * TILE * 900 // WIDTH // 50, y * TILE * 900 // WIDTH // 50) for x, y in found.tiles} <= {
        (5, 0),
        (5, 1),
        (6, 0),
        (6, 1),
    }
    assert "tiles differ" in str(found)


@pytest.mark.parametrize("accent", ["#0b8565", "#6b4585", "#20303a", "#3a90b0"])
def test_a_wrong_colour_is_found(reference: QImage, accent: str) -> None:
    assert compare(small(page(accent=accent)), reference)


@pytest.mark.parametrize("words", ["", "Voice mail of Anna"])
def test_other_words_are_found(reference: QImage, words: str) -> None:
    assert compare(small(page(words=words)), reference)


def test_another_size_is_told(reference: QImage) -> None:
    found = compare(small(page().copy(0, 0, 900, 200)), reference)
    assert str(found) == "320 x 71 pixels instead of 320 x 107"


def test_a_small_picture_is_small_and_keeps_its_colours(reference: QImage) -> None:
    assert reference.width() == WIDTH
    assert reference.format() is QImage.Format.Format_Indexed8
    assert len(reference.colorTable()) <= 256
    assert abs(pixels(reference)[20, 30] - np.array([11, 101, 133])).max() <= 5


def test_many_colours_become_the_commonest(qapp: QApplication) -> None:
    y, x = np.mgrid[0:256, 0:256].astype(np.uint8)
    rgb = np.ascontiguousarray(np.stack([x, y, (x ^ y)], axis=2))
    image = QImage(rgb.tobytes(), 256, 256, 768, QImage.Format.Format_RGB888)
    made = paletted(image)
    assert len(made.colorTable()) == 256
    assert abs(pixels(made) - pixels(image)).mean() < 64


def test_a_picture_that_is_not_there_is_told_of() -> None:
    with pytest.raises(FileNotFoundError, match=r"no reference picture nothing\.png"):
        load(REFERENCES / "nothing.png")


def test_the_references_are_light() -> None:
    sizes = {path.name: path.stat().st_size for path in REFERENCES.glob("*.png")}
    assert max(sizes.values()) < 64_000
    assert sum(sizes.values()) < 2_000_000
