"""What is cut short is told whole where the mouse rests on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtQuick import QQuickItem

from core.snapshots import AppSnapshot
from tests.ui import scenes
from tests.ui.screen import NARROW, Screen
from tests.ui.whole.test_same_controls import Act, turned_to
from ui.viewmodels.elision import has_tip, text_at

OpenScreen = Callable[..., Screen]


def nothing(screen: Screen) -> None:
    pass


def long_call() -> AppSnapshot:
    return scenes.in_call(scenes.established(remote_name=scenes.LONG_NAME))


LONG: dict[str, tuple[Callable[[], AppSnapshot], Act]] = {
    "contacts": (scenes.crowd, nothing),
    "calls": (scenes.crowd, turned_to("recent")),
    "person": (scenes.crowd, lambda screen: screen.app.select("maximiliane")),
    "call": (long_call, nothing),
    "incoming": (lambda: scenes.in_call(scenes.incoming(remote_name=scenes.LONG_NAME)), nothing),
}


def cut(screen: Screen) -> list[QQuickItem]:
    """Return the texts that are cut, and seen."""
    texts = [item for item in screen.items() if item.property("truncated") is True]
    view = QRectF(screen.window.view.contentItem().boundingRect())
    return [item for item in texts if view.contains(middle(item)) and item.width() > 0]


def on_top(screen: Screen) -> list[QQuickItem]:
    """Return those on which nothing lies, but for what explains itself."""
    root = screen.window.view.contentItem()
    return [item for item in cut(screen) if text_at(root, middle(item)) is item and not has_tip(item)]


def middle(item: QQuickItem) -> QPointF:
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2))


def tips(screen: Screen) -> list[QObject]:
    """Return the tips that are seen."""
    return [one for one in screen.window.view.findChildren(QObject, "elisionTip") if one.property("opened")]


@pytest.mark.parametrize("name", LONG)
def test_every_cut_text_that_is_seen_can_be_read_whole(open_screen: OpenScreen, name: str) -> None:
    build, act = LONG[name]
    screen = open_screen(build(), size=NARROW)
    act(screen)
    root = screen.window.view.contentItem()
    screen.qtbot.waitUntil(lambda: bool(on_top(screen)))
    for item in on_top(screen):
        screen.app.elision.look(root, middle(item).x(), middle(item).y())
        assert screen.app.elision.text == item.property("text")


def test_a_mouse_that_rests_brings_the_tip_and_one_that_goes_on_takes_it(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.crowd(), size=NARROW)
    screen.qtbot.waitUntil(lambda: bool(cut(screen)))
    item = next(one for one in cut(screen) if one.property("text") == scenes.LONG_NAME)
    screen.point_at(item)
    screen.qtbot.waitUntil(lambda: screen.app.elision.text == scenes.LONG_NAME)
    screen.qtbot.waitUntil(lambda: any(one.property("opacity") == 1 for one in tips(screen)))
    screen.point_at(screen.item("page-recent"))
    screen.qtbot.waitUntil(lambda: screen.app.elision.text == "")


def test_a_list_that_scrolls_under_the_mouse_takes_its_tip_away(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.crowd(), size=(360, 900))
    names = screen.item("peopleList")
    screen.qtbot.waitUntil(lambda: any(names.isAncestorOf(one) for one in cut(screen)))
    screen.point_at(next(one for one in cut(screen) if names.isAncestorOf(one)))
    screen.qtbot.waitUntil(lambda: screen.app.elision.text == scenes.LONG_NAME)
    names.setProperty("contentY", 300)
    screen.qtbot.waitUntil(lambda: screen.app.elision.text == "")


def test_a_page_that_goes_takes_its_tip_with_it(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.crowd(), size=(360, 900))
    names = screen.item("peopleList")
    screen.qtbot.waitUntil(lambda: any(names.isAncestorOf(one) for one in cut(screen)))
    screen.point_at(next(one for one in cut(screen) if names.isAncestorOf(one)))
    screen.qtbot.waitUntil(lambda: screen.app.elision.text == scenes.LONG_NAME)
    screen.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    screen.qtbot.waitUntil(lambda: screen.app.elision.text == "")


def test_what_has_the_room_it_needs_has_no_tip(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home())
    item = screen.saying("Anna Lindqvist")
    label = next(one for one in screen.items(item) if one.property("text") == "Anna Lindqvist")
    screen.app.elision.look(screen.window.view.contentItem(), middle(label).x(), middle(label).y())
    assert screen.app.elision.text == ""


def test_what_lies_below_a_dialog_is_not_told(open_screen: OpenScreen) -> None:
    screen = open_screen(replace(scenes.crowd(), calls=(scenes.incoming(),)), size=NARROW)
    screen.item("callerName")
    screen.at_rest()
    root = screen.window.view.contentItem()
    below = cut(screen)
    assert below
    for item in below:
        screen.app.elision.look(root, middle(item).x(), middle(item).y())
        assert screen.app.elision.text == ""
