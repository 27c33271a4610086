"""In the smallest window every button can be reached, none covers another, and no text is cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtQuick import QQuickItem

from core.snapshots import AppSnapshot
from tests.ui import scenes
from tests.ui.desktop.fake_records import FakeRecords
from tests.ui.screen import NARROW, Screen
from tests.ui.test_screens import OpenScreen
from ui.viewmodels.settings.catalogue import PAGES

Act = Callable[[Screen], None]


def nothing(screen: Screen) -> None:
    pass


def page(name: str) -> Act:
    return lambda screen: screen.click(f"page-{name}")


def person(address: str) -> Act:
    return lambda screen: screen.app.select(address)


def settings(name: str) -> Act:
    def act(screen: Screen) -> None:
        screen.app.records_shown.use(FakeRecords())
        screen.app.desktop_shown.show_facts(has_tray=True, has_notifications=True)
        screen.open_settings(name)

    return act


def first_steps(count: int, *, tries: bool = False) -> Act:
    def act(screen: Screen) -> None:
        screen.app.firstRun.setName("Frida Holm")
        for _ in range(count):
            screen.app.firstRun.next()
        if tries:
            screen.app.firstRun.allowDevices()

    return act


def opened(button: str) -> Act:
    def act(screen: Screen) -> None:
        screen.click(button)
        screen.qtbot.wait(300)  # a dialog grows while it appears

    return act


def both(*acts: Act) -> Act:
    def act(screen: Screen) -> None:
        for each in acts:
            each(screen)

    return act


def busy() -> AppSnapshot:
    return replace(scenes.sociable(), forgotten_calls=2)


def everything() -> AppSnapshot:
    return replace(scenes.accounts(), service=scenes.foreign().service, blocked=("spam", scenes.LONG_NAME))


SCREENS: dict[str, tuple[Callable[[], AppSnapshot], Act]] = {
    "contacts": (scenes.sociable, nothing),
    "contacts, many and long": (lambda: replace(scenes.crowd(), notice=None), nothing),
    "calls": (busy, page("recent")),
    "calls with one person": (busy, lambda s: s.app.recent.showPerson("zoe", "Zoe Quist")),
    "call details": (busy, both(page("recent"), lambda s: s.app.recent.open("n6"))),
    "keypad": (scenes.accounts, page("keypad")),
    "countries": (scenes.home, both(page("keypad"), opened("countryButton"))),
    "rooms": (scenes.home, page("rooms")),
    "person": (scenes.sociable, person("bob")),
    "contact": (scenes.sociable, both(person("bob"), opened("editButton"))),
    "service failed": (scenes.service_failed, nothing),
    "settings": (scenes.home, opened("settingsButton")),
    **{f"settings, {each.key}": (everything, settings(each.key)) for each in PAGES},
    "first start": (scenes.first_start, nothing),
    "first start, devices": (scenes.first_start, first_steps(1, tries=True)),
    "first start, reach": (scenes.first_start, first_steps(2)),
    "first start, echo": (scenes.first_start, first_steps(3)),
    "incoming": (
        lambda: scenes.in_call(replace(scenes.incoming(), is_first_contact=True)),
        lambda s: s.qtbot.wait(300),
    ),
}


def place(item: QQuickItem) -> QRectF:
    corner = item.mapToScene(QPointF(0, 0))
    return QRectF(corner.x(), corner.y(), item.width(), item.height())


def ancestors(item: QQuickItem) -> Iterator[QQuickItem]:
    above = item.parentItem()
    while above is not None:
        yield above
        above = above.parentItem()


def scroller_of(item: QQuickItem) -> Any:
    """Return the nearest item around ``item`` that scrolls up and down, None if there is none."""
    return next((each for each in ancestors(item) if is_scroller(each)), None)


def is_scroller(item: QQuickItem) -> bool:
    return has(item, "contentY") and has(item, "flickableDirection")


def has(item: QQuickItem, name: str) -> bool:
    return item.metaObject().indexOfProperty(name) >= 0


def buttons(screen: Screen) -> list[QQuickItem]:
    return [item for item in screen.items() if has(item, "down") and item.isEnabled() and item.width() > 0]


def on_top(screen: Screen) -> list[QQuickItem]:
    """Return what can be clicked now: if a dialog is open, what is in it."""
    shown = buttons(screen)
    dialogs = [item for item in screen.items() if "PopupItem" in item.metaObject().className()]
    if not dialogs:
        return shown
    return [item for item in shown if any(above in dialogs for above in ancestors(item))]


def outside(screen: Screen) -> list[str]:
    """Return every button that can neither be seen nor be scrolled to."""
    window = QRectF(0, 0, screen.window.view.width(), screen.window.view.height())
    found = []
    for item in on_top(screen):
        where, scroller = place(item), scroller_of(item)
        if where.left() < -0.5 or where.right() > window.right() + 0.5:
            found.append(f"{label(item)} beside the window")
        elif scroller is None and (where.top() < -0.5 or where.bottom() > window.bottom() + 0.5):
            found.append(f"{label(item)} above or below the window")
        elif scroller is not None and not window.intersects(place(scroller)):
            found.append(f"{label(item)} in something that cannot be seen")
    return found


def overlapped(screen: Screen) -> list[str]:
    """Return every two buttons of which one covers the other, none being part of it."""
    window = QRectF(0, 0, screen.window.view.width(), screen.window.view.height())
    shown = [item for item in on_top(screen) if visible_part(item, window).isValid()]
    found = []
    for number, one in enumerate(shown):
        for other in shown[number + 1 :]:
            if one in ancestors(other) or other in ancestors(one):
                continue
            common = visible_part(one, window).intersected(visible_part(other, window))
            if common.width() > 1 and common.height() > 1:
                found.append(f"{label(one)} and {label(other)}")
    return found


def visible_part(item: QQuickItem, window: QRectF) -> QRectF:
    part = place(item).intersected(window)
    for above in ancestors(item):
        if above.clip():
            part = part.intersected(place(above))
    return part


def cut(screen: Screen) -> list[str]:
    """Return every text that is wider or higher than its place and does not end in an ellipsis."""
    found = []
    for item in screen.items():
        if not (has(item, "elide") and has(item, "contentWidth")) or item.property("truncated"):
            continue
        wide, high = item.property("contentWidth"), item.property("contentHeight")
        if item.property("text") and (wide > item.width() + 1 or high > item.height() + 2):
            found.append(f"{item.property('text')!r}: {wide:.0f} in {item.width():.0f}")
    return found


def label(item: QQuickItem) -> str:
    return item.objectName() or str(item.property("text")) or item.metaObject().className()


@pytest.mark.parametrize("name", SCREENS)
def test_everything_can_be_reached_in_the_smallest_window(open_screen: OpenScreen, name: str) -> None:
    snapshot, act = SCREENS[name]
    screen = open_screen(snapshot(), size=NARROW)
    act(screen)
    screen.qtbot.wait(60)
    assert buttons(screen)
    assert (outside(screen), overlapped(screen), cut(screen)) == ([], [], [])


@pytest.mark.parametrize("name", ["contacts", "calls", "settings, calls", "keypad", "person"])
def test_a_large_window_shows_list_and_detail(open_screen: OpenScreen, name: str) -> None:
    snapshot, act = SCREENS[name]
    screen = open_screen(snapshot(), size=(1440, 900))
    act(screen)
    screen.qtbot.wait(60)
    assert (outside(screen), overlapped(screen), cut(screen)) == ([], [], [])
    left = screen.item("settingsList" if name.startswith("settings") else "sidebar")
    assert 280 <= left.width() <= 400, "a list, and not a stretched telephone"
