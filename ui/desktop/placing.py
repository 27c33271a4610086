"""Where the card of a call goes: a pure function over screens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize

MARGIN = 16


def card_place(cursor: QPoint, screens: Sequence[tuple[QRect, QRect]], size: QSize) -> QPoint:
    """Return the card's corner: top right on the screen where the pointer is.

    ``screens`` are pairs of a screen's whole and usable area, the main one first. A card larger than the
    usable area begins at its corner, so that its buttons can be reached.
    """
    if not screens:
        return QPoint(MARGIN, MARGIN)
    usable = next((free for whole, free in screens if whole.contains(cursor)), screens[0][1])
    x = max(usable.left(), usable.right() + 1 - size.width() - MARGIN)
    y = usable.top() + min(MARGIN, max(0, usable.height() - size.height()))
    return QPoint(x, y)
