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


def opened(button: str) -> Act:
    def act(screen: Screen) -> None:
        screen.click(button)
        screen.at_rest()

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
    "incoming": (
        lambda: scenes.in_call(replace(scenes.incoming(), is_first_contact=True)),
        lambda s: s.at_rest(),
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
    # Not by its properties: PySide keeps the meta-object of an item that died, and gives it for the next.
    return item.inherits("QQuickFlickable")


def is_pressed_on(item: QQuickItem) -> bool:
    return item.inherits("QQuickAbstractButton") or item.inherits("QQuickComboBox")


def buttons(screen: Screen) -> list[QQuickItem]:
    return [item for item in screen.items() if is_pressed_on(item) and item.isEnabled() and item.width() > 0]


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
        if not item.inherits("QQuickText") or item.property("truncated"):
            continue
        wide, high = item.property("contentWidth"), item.property("contentHeight")
        if item.property("text") and (wide > item.width() + 1 or high > item.height() + 2):
            found.append(f"{item.property('text')!r}: {wide:.0f} in {item.width():.0f}")
    return found


def label(item: QQuickItem) -> str:
    return item.objectName() or str(item.property("text")) or item.metaObject().className()


def flaws(screen: Screen) -> tuple[list[str], list[str], list[str]]:
    """Return what cannot be reached, what is covered, and what is cut on the screen as it is."""
    screen.at_rest()
    assert buttons(screen)
    return outside(screen), overlapped(screen), cut(screen)


NONE = ([], [], [])


@pytest.mark.parametrize("name", SCREENS)
def test_everything_can_be_reached_in_the_smallest_window(open_screen: OpenScreen, name: str) -> None:
    snapshot, act = SCREENS[name]
    screen = open_screen(snapshot(), size=NARROW)
    act(screen)
    assert flaws(screen) == NONE


def test_every_page_of_the_settings(open_screen: OpenScreen) -> None:
    screen = open_screen(everything(), size=NARROW)
    for each in PAGES:
        settings(each.key)(screen)
        assert (each.key, *flaws(screen)) == (each.key, *NONE)


def test_every_first_step(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.first_start(), size=NARROW)
    screen.app.firstRun.setName("Frida Holm")
    for step in ("name", "devices", "trying", "reach", "echo"):
        assert (step, *flaws(screen)) == (step, *NONE)
        if step == "devices":
            screen.app.firstRun.allowDevices()
        else:
            screen.app.firstRun.next()


def test_a_large_window_shows_list_and_detail(open_screen: OpenScreen) -> None:
    screen = open_screen(everything(), size=(1440, 900))
    for act in (nothing, page("recent"), page("keypad"), page("rooms"), settings("calls")):
        act(screen)
        assert flaws(screen) == NONE
        left = screen.find("settingsList") or screen.item("sidebar")
        assert 280 <= left.width() <= 400, "a list, and not a stretched telephone"
