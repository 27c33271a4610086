"""What is cut short on the screen, told whole where the mouse rests on it: names, addresses, titles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QObject, QPointF, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtQml import QmlElement, QmlUncreatable
from PySide6.QtQuick import QQuickItem

from ui.language.properties import Property
from ui.viewmodels.mirror import Mirror

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

SEEN_THROUGH = 0.5
"""Opacity from which what lies beneath is not looked for."""


@dataclass(frozen=True, slots=True)
class ElisionState:
    """``text`` is what the item at the mouse would say had it room; empty where nothing is cut."""

    text: str = ""
    item: QQuickItem | None = None


@QmlElement
@QmlUncreatable("made with the window")
class ElisionViewModel(Mirror):  # type: ignore[operator]
    """One for the whole window: a tip of its own for each text would cost more than the texts."""

    textChanged = Signal()
    itemChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(ElisionState(), parent)
        self._corner = QPointF()

    @Property(str, notify=textChanged)
    def text(self) -> str:
        """The whole text."""
        return self._state.text  # type: ignore[no-any-return]

    @Property(QQuickItem, notify=itemChanged)
    def item(self) -> QQuickItem | None:
        """What is cut."""
        return self._state.item  # type: ignore[no-any-return]

    @Slot(QQuickItem, float, float)
    def look(self, root: QQuickItem, x: float, y: float) -> None:
        """Tell the text at a place of ``root`` whole, if it is cut there."""
        found = text_at(root, QPointF(x, y))
        if found is None or not found.property("truncated") or has_tip(found):
            self.forget()
        else:
            self._corner = found.mapToScene(QPointF())
            self._show(ElisionState(str(found.property("text")), found))

    @Slot()
    def check(self) -> None:
        """Tell nothing any more where something else is by now: lists scroll under a mouse that rests."""
        item = self._state.item
        if item is not None and not (
            shiboken6.isValid(item) and item.isVisible() and self._is_as_it_was(item)
        ):
            self.forget()

    def _is_as_it_was(self, item: QQuickItem) -> bool:
        return item.property("text") == self._state.text and item.mapToScene(QPointF()) == self._corner

    @Slot()
    def forget(self) -> None:
        """Tell nothing any more."""
        self._show(ElisionState())


def text_at(root: QQuickItem, place: QPointF) -> QQuickItem | None:
    """Return the text that is seen at ``place`` within ``root``, with nothing before it."""
    found = next(_from_the_top(root, place), None)
    return found if found is not None and found.inherits("QQuickText") else None


def _from_the_top(item: QQuickItem, place: QPointF) -> Iterator[QQuickItem]:
    """Yield what is drawn at ``place``, the topmost first: texts, and what hides others."""
    if not item.isVisible() or item.opacity() == 0 or (item.clip() and not item.contains(place)):
        return
    for child in sorted(item.childItems(), key=QQuickItem.z)[::-1]:
        yield from _from_the_top(child, item.mapToItem(child, place))
    if item.contains(place) and (item.inherits("QQuickText") or _hides(item)):
        yield item


def _hides(item: QQuickItem) -> bool:
    colour = item.property("color")
    is_filled = item.inherits("QQuickRectangle") and isinstance(colour, QColor)
    return is_filled and colour.alphaF() * item.opacity() >= SEEN_THROUGH


def has_tip(text: QQuickItem) -> bool:
    """Whether a control around ``text`` explains itself already."""
    above: QQuickItem | None = text
    while above is not None:
        if any(child.property("wanted") is True for child in above.childItems()):
            return True
        above = above.parentItem()
    return False
