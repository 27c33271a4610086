"""Finds words that do not have the room they need."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem, QQuickWindow
from translating import files, pseudo

IsOurs = Callable[[str], bool]
"""Whether a text is of the program, and not somebody's name, which may be of any length."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A text that is not seen whole, and why."""

    text: str
    why: str
    where: str


def cut_texts(window: QQuickWindow, is_ours: IsOurs) -> list[Cut]:
    """Return the texts on ``window`` that are not seen whole; names may be elided, but run out of nothing."""
    found = []
    for item in _texts(window.contentItem()):
        text = str(item.property("text"))
        why = _trouble(item, window.width(), is_ours(text))
        if why:
            found.append(Cut(text, why, _path(item)))
    return found


def overlapping_texts(window: QQuickWindow, is_ours: IsOurs) -> list[Cut]:
    """Return the texts of the program that lie on another text of the same page or dialog."""
    texts = [(item, _seen(item)) for item in _texts(_on_top(window))]
    shown = [(item, place) for item, place in texts if place.width() > 1 and place.height() > 1]
    found = []
    for number, (one, place) in enumerate(shown):
        for other, elsewhere in shown[number + 1 :]:
            common = place.intersected(elsewhere)
            if common.width() <= _TOUCH or common.height() <= _TOUCH or _sheet(one) != _sheet(other):
                continue
            ours = next((each for each in (one, other) if is_ours(str(each.property("text")))), None)
            if ours is not None:
                texts_of_both = (str(one.property("text")), str(other.property("text")))
                found.append(Cut(texts_of_both[0], f"lies on {texts_of_both[1]!r}", _path(ours)))
    return found


_TOUCH = 4
"""Lines keep room above and below their letters: so many pixels of two may lie on each other."""


_SHEETS = ("PeoplePanel", "SummaryScreen", "Toast", "HintCard")
"""What lies over a page, and covers it."""


def _sheet(item: QQuickItem) -> QQuickItem | None:
    above = item.parentItem()
    while above is not None and not above.metaObject().className().startswith(_SHEETS):
        above = above.parentItem()
    return above


def _on_top(window: QQuickWindow) -> QQuickItem:
    popups = [item for item in _items(window.contentItem()) if "PopupItem" in item.metaObject().className()]
    return popups[-1] if popups else window.contentItem()


def _items(root: QQuickItem) -> Iterator[QQuickItem]:
    for child in root.childItems():
        if child.isVisible() and child.opacity() > 0:
            yield child
            yield from _items(child)


def _seen(item: QQuickItem) -> QRectF:
    """Return where its letters are seen: what scrolls shows a part."""
    width, height = float(item.property("contentWidth")), float(item.property("contentHeight"))
    place = item.mapRectToScene(QRectF(*_corner(item, width, height), width, height))
    above = item.parentItem()
    while above is not None:
        if above.clip():
            place = place.intersected(above.mapRectToScene(QRectF(0, 0, above.width(), above.height())))
        above = above.parentItem()
    return place


def _corner(item: QQuickItem, width: float, height: float) -> tuple[float, float]:
    across, down = (_number(item, name) for name in ("effectiveHorizontalAlignment", "verticalAlignment"))
    left = {2: item.width() - width, 4: (item.width() - width) / 2}.get(across, 0.0)
    top = {64: item.height() - height, 128: (item.height() - height) / 2}.get(down, 0.0)
    return left, top


def _number(item: QQuickItem, name: str) -> int:
    """Return an enumeration of QtQuick, which Python is not given by ``property``."""
    value, _ = QQmlExpression(qmlContext(item), item, name).evaluate()
    return int(value)


def _texts(root: QQuickItem) -> Iterator[QQuickItem]:
    for child in root.childItems():
        if not child.isVisible() or child.opacity() == 0:
            continue
        if child.inherits("QQuickText") and str(child.property("text")).strip():
            yield child
        yield from _texts(child)


def _trouble(item: QQuickItem, window_width: float, is_ours: bool) -> str:
    if item.width() <= 0 or item.height() <= 0:
        return "has no room at all" if is_ours else ""
    if is_ours and item.property("truncated") and not _opens(item):
        return "is elided"
    width, height = float(item.property("contentWidth")), float(item.property("contentHeight"))
    if width > item.width() + 1.5:
        return f"is {width:.0f} wide in {item.width():.0f}"
    if height > item.height() + 2.5:
        return f"is {height:.0f} high in {item.height():.0f}"
    left = item.mapToScene(QPointF(0, 0)).x()
    if not _scrolls(item) and (left < -1 or left + item.width() > window_width + 1):
        return f"lies from {left:.0f} to {left + item.width():.0f}"
    return ""


def _opens(item: QQuickItem) -> bool:
    """Whether it is what a field shows: the field scrolls, a list that opens shows it whole."""
    above = item.parentItem()
    around = (above, above.parentItem()) if above is not None else ()
    return any(each is not None and each.inherits(kind) for each in around for kind in _FIELDS)


_FIELDS = ("QQuickTextInput", "QQuickComboBox")


def _scrolls(item: QQuickItem) -> bool:
    above = item.parentItem()
    while above is not None:
        if above.inherits("QQuickFlickable") and above.property("contentWidth") > above.width() + 1:
            return True
        above = above.parentItem()
    return False


def _path(item: QQuickItem) -> str:
    names: list[str] = []
    above: QQuickItem | None = item
    while above is not None and len(names) < 4:
        kind = above.metaObject().className().split("_QML")[0]
        if above.objectName() or not kind.startswith("QQuick"):
            names.append(above.objectName() or kind)
        above = above.parentItem()
    return " < ".join(names)


@cache
def is_ours_in(language: str) -> IsOurs:
    """Return what tells the texts of the program in ``language``."""
    if language in pseudo.LANGUAGES:
        mark = "[" if language == "en_XA" else "\u200f"
        return lambda text: text.startswith(mark)
    said = _said(language)
    plain = {text for text in said if not re.search(r"%L?\d|%n|\{", text)}
    return lambda text: text in plain


def _said(language: str) -> set[str]:
    is_english = language == files.ENGLISH
    root = ET.parse(files.FOLDER / f"ahoy_{files.LANGUAGES[0] if is_english else language}.ts").getroot()
    kinds = ("source",) if is_english else ("translation", "numerusform")
    return {form.text or "" for kind in kinds for form in root.iter(kind)}
