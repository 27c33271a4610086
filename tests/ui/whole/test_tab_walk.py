"""Tab in home pages, settings, first steps and calls: nothing hidden, no trap, in reading order."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem

from core.snapshots import AppSnapshot
from tests.ui import scenes
from tests.ui.rooms import rooms
from tests.ui.screen import NARROW, Screen
from tests.ui.whole.test_compact import everything, place, scroller_of, settings
from tests.ui.whole.test_focus import name_of, walk
from ui.viewmodels.settings.catalogue import PAGES

OpenScreen = Callable[..., Screen]
MIRRORED = pytest.mark.parametrize("language", ["en", "ar_XB"], ids=["left to right", "right to left"])
CALLS: dict[str, Callable[[], AppSnapshot]] = {
    "outgoing": lambda: scenes.in_call(scenes.outgoing()),
    "incoming": lambda: scenes.in_call(scenes.incoming(is_first_contact=True)),
    "waiting": scenes.second_caller,
    "sharing": scenes.sharing,
    "watching": scenes.watching,
    "hint": scenes.hinted,
    "two calls": scenes.two_calls,
    "room": lambda: rooms.in_room(rooms.lively()),
    "room of many": lambda: rooms.in_room(rooms.crowd()),
}


def unseen(screen: Screen, item: QQuickItem) -> str:
    """Say why what has the focus cannot be seen or used, nothing if it can."""
    where, scroller = place(item), scroller_of(item)
    window = QRectF(0, 0, screen.window.view.width(), screen.window.view.height())
    shown = window if scroller is None else window.intersected(place(scroller))
    common = shown.intersected(where)
    if not item.isEnabled():
        return f"{name_of(item)} is disabled"
    if common.height() < min(where.height(), shown.height()) - 2:
        return f"{name_of(item)} is out of sight: {where} in {shown}"
    return ""


def is_telephone_key(item: QQuickItem) -> bool:
    return len(name_of(item)) == len("pad1") and name_of(item).startswith("pad")


def walked(screen: Screen) -> list[str]:
    """Return every step against the reading order; whatever has the focus can be seen and used.

    One step leads from the end to the beginning, wherever the focus was at first: to what is read before all.
    """
    troubles: list[str] = []
    places: list[tuple[QQuickItem, object, QRectF]] = []

    def look(item: QQuickItem) -> None:
        screen.qtbot.waitUntil(lambda: unseen(screen, item) == "")
        screen.rests(lambda: item)
        scroller = scroller_of(item)
        base = scroller.property("contentItem") if scroller is not None else screen.window.view.contentItem()
        places.append((item, scroller, item.mapRectToItem(base, QRectF(0, 0, item.width(), item.height()))))

    walk(screen, look)
    is_mirrored = screen.window.language.mirrored
    for (one, here, before), (other, there, after) in pairwise(places):
        if here is not there or one.isAncestorOf(other):
            continue  # a list is read before what is in it
        turns = is_mirrored and not is_telephone_key(other)  # 1-2-3 stand from the left everywhere
        if not goes_back(before, after, is_mirrored=turns):
            continue
        beside = [where for _, scroller, where in places if scroller is there]
        if any(goes_back(after, each, is_mirrored=is_mirrored) for each in beside):
            troubles.append(f"{name_of(one)} -> {name_of(other)}")
    return troubles


def goes_back(before: QRectF, after: QRectF, *, is_mirrored: bool) -> bool:
    """Whether ``after`` is read first: it is above, or first in the same line."""
    if after.bottom() <= before.top() + 1:
        return True
    same_line = min(before.bottom(), after.bottom()) - max(before.top(), after.top()) > 4
    if not same_line:
        return False
    return after.left() >= before.right() if is_mirrored else after.right() <= before.left()


@MIRRORED
@pytest.mark.parametrize("name", CALLS)
def test_calls(open_screen: OpenScreen, name: str, language: str) -> None:
    screen = open_screen(CALLS[name](), size=NARROW)
    screen.window.language.choose(language)
    screen.at_rest()
    assert walked(screen) == []


@MIRRORED
@pytest.mark.parametrize("page", [page.key for page in PAGES])
def test_settings(open_screen: OpenScreen, page: str, language: str) -> None:
    screen = open_screen(everything(), size=NARROW)
    screen.window.language.choose(language)
    settings(page)(screen)
    screen.at_rest()
    assert walked(screen) == []


@MIRRORED
def test_first_steps(open_screen: OpenScreen, language: str) -> None:
    screen = open_screen(scenes.first_start(), size=NARROW)
    screen.window.language.choose(language)
    screen.app.firstRun.setName("Frida Holm")
    for step in ("name", "devices", "trying", "reach", "echo"):
        screen.at_rest()
        assert (step, walked(screen)) == (step, [])
        if step == "devices":
            screen.app.firstRun.allowDevices()
        else:
            screen.app.firstRun.next()


def test_a_person_with_calls_is_walked_round_and_round(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home(), size=NARROW)
    screen.app.select("anna-lindqvist")
    screen.item("personCalls")
    screen.at_rest()
    first = {name_of(item) for item in walk(screen)}
    assert {"personBack", "personVideo", "personCall", "allCallsButton"} <= first
    assert {name_of(item) for item in walk(screen)} == first


HOMES: dict[str, tuple[Callable[[], AppSnapshot], Callable[[Screen], None]]] = {
    "contacts": (scenes.sociable, lambda screen: None),
    "calls": (scenes.sociable, lambda screen: turn_to(screen, "recent")),
    "keypad": (scenes.home, lambda screen: turn_to(screen, "keypad")),
    "rooms": (scenes.home, lambda screen: turn_to(screen, "rooms")),
    "person": (scenes.home, lambda screen: screen.app.select("anna-lindqvist")),
    "service failed": (scenes.service_failed, lambda screen: None),
    "a call's details": (scenes.sociable, lambda screen: open_details(screen)),
    "a new contact": (scenes.home, lambda screen: screen.click("addContactButton")),
    "countries": (scenes.home, lambda screen: open_countries(screen)),
    "summary": (lambda: scenes.in_call(scenes.ended()), lambda screen: None),
}


def open_details(screen: Screen) -> None:
    turn_to(screen, "recent")
    screen.app.recent.open("n6")
    screen.item("sidebar").detailsRequested.emit()  # type: ignore[attr-defined]


def open_countries(screen: Screen) -> None:
    turn_to(screen, "keypad")
    screen.settled("countryButton")
    screen.click("countryButton")


def turn_to(screen: Screen, page: str) -> None:
    screen.item("sidebar").setProperty("list", page)


@MIRRORED
@pytest.mark.parametrize("name", HOMES)
def test_home(open_screen: OpenScreen, name: str, language: str) -> None:
    build, act = HOMES[name]
    screen = open_screen(build(), size=NARROW)
    screen.window.language.choose(language)
    act(screen)
    screen.at_rest()
    assert walked(screen) == []
