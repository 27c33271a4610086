"""The gallery shows every control there is, in each of its states and forms, without a word of Qt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMetaObject, QObject, QPointF
from PySide6.QtQuick import QQuickItem
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.cli.arguments import build_parser
from tests.ui.design.theme import FORMS, Form
from tests.ui.drawn import items_below
from ui.app import QML
from ui.gallery import Gallery

pytestmark = pytest.mark.qt_log_ignore("No RHI backend. Using CPU conversion")
"""Said once, where pictures are drawn by the CPU."""

SHELVES = ("buttons", "fields", "rows", "marks", "messages", "panels", "pictures", "devices")
POSES = {
    "buttons": {"normal", "hovered", "pressed", "focused", "disabled", "with a reason", "long text"},
    "fields": {
        "empty",
        "normal",
        "hovered",
        "pressed",
        "focused",
        "disabled",
        "error",
        "off",
        "on",
        "long text",
    },
    "rows": {"normal", "hovered", "pressed", "current", "chosen", "disabled", "long text"},
    "devices": {"normal", "error", "disabled", "muted"},
}


@pytest.fixture(scope="module")
def window(qapp: QApplication) -> Iterator[Gallery]:
    made = Gallery()
    made.appearance.setStill(True)
    yield made
    made.close()


@pytest.fixture
def gallery(window: Gallery) -> Gallery:
    """Return the gallery as it opens."""
    window.appearance.choose("light")
    window.appearance.chooseContrast("normal")
    window.appearance.setTextScale(1)
    window.view.setProperty("mirrored", False)
    window.view.resize(900, 640)
    return window


def show(gallery: Gallery, shelf: str, qtbot: QtBot) -> list[QQuickItem]:
    """Bring ``shelf`` out and return all that lies on it."""
    gallery.view.setProperty("shelf", shelf)
    loader = gallery.view.findChild(QObject, "shelf")
    assert isinstance(loader, QQuickItem)
    qtbot.waitUntil(lambda: loader.property("item").height() > 0)
    return list(items_below(loader))


def type_of(thing: QObject) -> str:
    return thing.metaObject().className().split("_QMLTYPE_")[0].split("_QML_")[0]


def controls() -> set[str]:
    return {path.stem for path in (QML / "controls").rglob("*.qml")}


def test_every_control_is_shown(gallery: Gallery, qtbot: QtBot) -> None:
    shown: set[str] = set()
    for shelf in SHELVES:
        items = show(gallery, shelf, qtbot)
        shown |= {type_of(thing) for thing in items}
        shown |= {type_of(thing) for item in items for thing in item.findChildren(QObject)}
    assert controls() - shown == set()
    assert len(controls()) > 25


@pytest.mark.parametrize("shelf", POSES)
def test_controls_are_shown_in_every_state(gallery: Gallery, qtbot: QtBot, shelf: str) -> None:
    poses = {item.property("pose") for item in show(gallery, shelf, qtbot) if item.objectName() == "specimen"}
    assert POSES[shelf] - poses == set()


def test_every_icon_is_shown(gallery: Gallery, qtbot: QtBot) -> None:
    shown = {item.property("name") for item in show(gallery, "marks", qtbot) if type_of(item) == "Glyph"}
    files = {path.stem for path in (QML.parents[1] / "resources" / "icons").glob("*.svg")}
    assert files - shown == {"ahoy"}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_form_is_shown_at_twice_the_size_and_mirrored(
    gallery: Gallery, qtbot: QtBot, form: Form
) -> None:
    gallery.appearance.choose("dark" if form.dark else "light")
    gallery.appearance.chooseContrast("high" if form.contrast else "normal")
    gallery.appearance.setTextScale(2)
    gallery.view.setProperty("mirrored", True)
    gallery.view.resize(360, 560)
    for shelf in SHELVES:
        items = show(gallery, shelf, qtbot)
        assert len(items) > 10


def beyond(items: list[QQuickItem], edge: int) -> list[tuple[str, int]]:
    """Return the specimens that end right of ``edge``."""
    ends = [
        (str(item.property("pose")), round(item.mapToScene(QPointF(item.width(), 0)).x()))
        for item in items
        if item.objectName() == "specimen"
    ]
    return [(pose, end) for pose, end in ends if end > edge]


@pytest.mark.parametrize("shelf", SHELVES)
def test_nothing_leaves_a_narrow_window_at_twice_the_size(gallery: Gallery, qtbot: QtBot, shelf: str) -> None:
    gallery.appearance.setTextScale(2)
    gallery.view.resize(360, 560)
    items = show(gallery, shelf, qtbot)

    def nothing_beyond() -> None:
        assert beyond(items, 360) == []

    qtbot.waitUntil(nothing_beyond)


def test_the_bar_changes_what_is_shown(gallery: Gallery, qtbot: QtBot) -> None:
    for name, was in (("galleryContrast", "contrast"), ("galleryStill", "still")):
        toggle = gallery.view.findChild(QObject, name)
        assert toggle is not None
        before = gallery.appearance.property(was)
        toggle.toggle()  # type: ignore[attr-defined]
        toggle.toggled.emit()  # type: ignore[attr-defined]
        qtbot.waitUntil(lambda was=was, before=before: gallery.appearance.property(was) != before)
    mirrored = gallery.view.findChild(QObject, "galleryMirrored")
    assert mirrored is not None
    mirrored.toggle()  # type: ignore[attr-defined]
    mirrored.toggled.emit()  # type: ignore[attr-defined]
    assert gallery.view.property("mirrored")


@pytest.mark.parametrize("name", ["galleryPanel", "galleryDialogue", "galleryQuestion"])
def test_panels_open(gallery: Gallery, qtbot: QtBot, name: str) -> None:
    show(gallery, "panels", qtbot)
    button = gallery.view.findChild(QObject, name + "Button")
    panel = gallery.view.findChild(QObject, name)
    assert button is not None and panel is not None
    QMetaObject.invokeMethod(button, "click")
    qtbot.waitUntil(lambda: bool(panel.property("opened")))
    QMetaObject.invokeMethod(panel, "close")
    qtbot.waitUntil(lambda: not panel.property("visible"))


def test_the_command_line_knows_it(tmp_path: Path) -> None:
    assert build_parser().parse_args(["gallery", "--profile", str(tmp_path)]).command == "gallery"
