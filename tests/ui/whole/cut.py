"""Finds words that do not have the room they need."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF
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
