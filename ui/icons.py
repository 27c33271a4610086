"""Our icons in any colour and size, drawn from one-colour SVG files: ``image://icon/<name>/<RRGGBB>``."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
DEFAULT_SIZE = 24
MAX_SIZE = 1024

_REQUEST = re.compile(r"([a-z-]+)/([0-9a-fA-F]{6})")


def draw_icon(name: str, colour: str, size: QSize) -> QImage:
    """Draw icon ``name`` in ``colour`` (``RRGGBB``); an unknown name gives an empty picture."""
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    path = ICONS / f"{name}.svg"
    if path.is_file():
        text = path.read_text(encoding="utf-8").replace("currentColor", f"#{colour}")
        painter = QPainter(image)
        QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, size.width(), size.height()))
        painter.end()
    return image


@lru_cache(256)
def _drawn(name: str, colour: str, width: int, height: int) -> QImage:
    """Draw an icon once: every screen that opens asks for most of them again."""
    return draw_icon(name, colour, QSize(width, height))


class IconProvider(QQuickImageProvider):
    """Answers ``image://icon/...``. Called on Qt's image threads too; it holds no state of its own."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:
        """Draw the icon that ``id`` names (Qt override)."""
        found = _REQUEST.fullmatch(id)
        width = requestedSize.width() if 0 < requestedSize.width() <= MAX_SIZE else DEFAULT_SIZE
        height = requestedSize.height() if 0 < requestedSize.height() <= MAX_SIZE else DEFAULT_SIZE
        size.setWidth(width)
        size.setHeight(height)
        return _drawn(found[1], found[2], width, height) if found else _drawn("", "000000", width, height)


def app_icon() -> QIcon:
    """Return the icon of the application."""
    return QIcon(str(ICONS / "ahoy.svg"))
