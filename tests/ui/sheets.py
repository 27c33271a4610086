"""Puts the screens that ``screenshots.py`` drew onto sheets, one for each size and theme.

``python -m tests.ui.sheets DRAWN OUT`` (with ``QT_QPA_PLATFORM=offscreen``) writes
``OUT/screens-THEME-SIZE.webp``; each screen has its name below it.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

_NAME = re.compile(r"(?P<screen>.+)-(?P<theme>light|dark)-(?P<size>\d+x\d+)\.png")
WIDTH, MARGIN, CAPTION = 2000, 12, 20
COLUMNS = {1440: 6, 900: 8, 360: 11}
"""How many stand beside each other, by the width of the window."""

QUALITY = 72
GROUND, INK = QColor(0x80, 0x84, 0x8C), QColor(Qt.GlobalColor.white)


def sheet(screens: dict[str, Path], columns: int) -> QImage:
    """Return the pictures of ``screens``, all of one size, on one sheet."""
    first = QImage(str(next(iter(screens.values()))))
    width = (WIDTH - MARGIN) // columns - MARGIN
    height = width * first.height() // first.width()
    rows = -(-len(screens) // columns)
    made = QImage(WIDTH, MARGIN + rows * (height + CAPTION + MARGIN), QImage.Format.Format_RGB888)
    made.fill(GROUND)
    painter = QPainter(made)
    painter.setPen(INK)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for number, (name, path) in enumerate(screens.items()):
        x = MARGIN + number % columns * (width + MARGIN)
        y = MARGIN + number // columns * (height + CAPTION + MARGIN)
        small = QImage(str(path)).scaled(
            width, height, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        painter.drawImage(x, y, small)
        painter.drawText(QRect(x, y + height, width, CAPTION), Qt.AlignmentFlag.AlignCenter, name)
    painter.end()
    return made


def main() -> int:
    """Make the sheets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("drawn", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    application = QGuiApplication(sys.argv[:1])
    found: defaultdict[tuple[str, str], dict[str, Path]] = defaultdict(dict)
    for path in sorted(arguments.drawn.glob("*.png")):
        if match := _NAME.fullmatch(path.name):
            found[match["theme"], match["size"]][match["screen"]] = path
    arguments.out.mkdir(parents=True, exist_ok=True)
    for (theme, size), screens in found.items():
        target = arguments.out / f"screens-{theme}-{size}.webp"
        columns = COLUMNS.get(int(size.partition("x")[0]), 6)
        if not sheet(screens, columns).save(str(target), quality=QUALITY):
            raise RuntimeError(f"cannot write {target}")
        print(target)
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
