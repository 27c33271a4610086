"""The way of the keyboard: Tab goes in reading order, comes back to where it began, and is seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtQuick import QQuickItem

from core.snapshots import AppSnapshot
from tests.ui import scenes
from tests.ui.screen import Screen

OpenScreen = Callable[..., Screen]
MOST = 60
SCREENS: dict[str, Callable[[], AppSnapshot]] = {
    "home": scenes.sociable,
    "incoming": lambda: scenes.in_call(scenes.incoming()),
    "call": lambda: scenes.in_call(scenes.established()),
    "two calls": scenes.two_calls,
}


def walk(screen: Screen, look: Callable[[QQuickItem], None] = lambda item: None) -> list[QQuickItem]:
    """Press Tab until the focus is where it was first, and return where it has been; ``look`` at each."""
    seen: list[QQuickItem] = []
    for _ in range(MOST):
        screen.press(Qt.Key.Key_Tab)
        item = screen.window.view.activeFocusItem()
        assert item is not None
        # Asked while it has the focus: some buttons of a row are there only then.
        assert item.isVisible() and item.width() > 0 and item.height() > 0, name_of(item)
        if seen and item == seen[0]:
            return seen
        look(item)
        seen.append(item)
    raise AssertionError(f"Tab does not come back: {[name_of(item) for item in seen[-8:]]}")


def name_of(item: QQuickItem) -> str:
    above: QQuickItem | None = item
    while above is not None and not above.objectName():
        above = above.parentItem()
    return above.objectName() if above is not None else item.metaObject().className()


@pytest.mark.parametrize("name", SCREENS)
def test_tab_comes_round_and_visits_nothing_twice(open_screen: OpenScreen, name: str) -> None:
    screen = open_screen(SCREENS[name]())
    screen.at_rest()
    seen = walk(screen)
    assert len(seen) >= 3
    assert len(seen) == len({id(item) for item in seen})


@pytest.mark.parametrize("name", SCREENS)
def test_and_back_the_same_way(open_screen: OpenScreen, name: str) -> None:
    screen = open_screen(SCREENS[name]())
    screen.at_rest()
    there = [name_of(item) for item in walk(screen)]
    screen.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    last = screen.window.view.activeFocusItem()
    assert last is not None
    assert name_of(last) == there[-1]


def test_a_row_of_buttons_is_walked_from_left_to_right(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.established()))
    screen.item("muteButton")
    screen.at_rest()
    row = [
        item
        for item in walk(screen)
        if name_of(item) in ("muteButton", "videoButton", "holdButton", "hangUpButton")
    ]
    places = [item.mapToScene(QPointF(0, 0)).x() for item in row]
    assert len(places) == 4
    assert places == sorted(places)


def test_a_dialog_keeps_the_focus_inside(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home())
    screen.click("addContactButton")
    screen.item("contactAddress")
    screen.settled("contactAddress")
    inside = {name_of(item) for item in walk(screen)}
    assert "contactAddress" in inside
    assert not inside & {"dialField", "settingsButton", "addContactButton", "peopleList"}
    screen.press(Qt.Key.Key_Escape)
    screen.qtbot.waitUntil(lambda: screen.find("contactAddress") is None)


def test_a_dialog_gives_the_focus_back(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home())
    screen.at_rest()
    while name_of(focus := screen.window.view.activeFocusItem()) != "addContactButton":
        screen.press(Qt.Key.Key_Tab)
    screen.press(Qt.Key.Key_Space)
    screen.qtbot.waitUntil(lambda: screen.find("contactAddress") is not None)
    screen.press(Qt.Key.Key_Escape)
    screen.qtbot.waitUntil(lambda: screen.find("contactAddress") is None)
    screen.qtbot.waitUntil(lambda: screen.window.view.activeFocusItem() == focus)
