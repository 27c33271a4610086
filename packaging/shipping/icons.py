"""Draws the icon in the sizes and formats that systems want. Runs in the build environment, which has Qt."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from shipping.places import ROOT

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
ICON = ROOT / "resources" / "icons" / "ahoy.svg"


def draw(size: int) -> QImage:
    """Return the icon, ``size`` by ``size`` pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(ICON.read_bytes())).render(painter)
    painter.end()
    return image


def write_hicolor(folder: Path) -> None:
    """Write PNG files as the icon theme of freedesktop.org wants them; raise ``OSError``."""
    for size in SIZES:
        _save(draw(size), folder / f"{size}x{size}" / "apps" / "ahoy.png")


def _save(image: QImage, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(path)):
        raise OSError(f"the icon cannot be written as {path}")


def main() -> None:
    """Write the icon theme to the folder in the command line; with .ico and .icns, that one file."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QGuiApplication(sys.argv[:1])
    target = Path(sys.argv[1])
    if target.suffix in {".ico", ".icns"}:
        _save(draw(256 if target.suffix == ".ico" else 512), target)
    else:
        write_hicolor(target)
    del app


if __name__ == "__main__":
    main()
