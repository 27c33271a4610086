"""From right to left everything is on the other side, but for the keys of a telephone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Q_ARG, QMetaObject, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow

from core.languages import ENGLISH, MIRRORED
from core.snapshots import AppSnapshot
from tests.ui import scenes
from tests.ui.rooms import rooms
from tests.ui.screen import NARROW, Screen
from tests.ui.whole.test_compact import place
from tests.ui.whole.test_same_controls import SCREENS, Act, turned_to

OpenScreen = Callable[..., Screen]
NEAR = 0.06
"""The share of half a window by which an item may be off: words are not as wide in both languages."""


def nothing(screen: Screen) -> None:
    pass


def panel(name: str) -> Act:
    def act(screen: Screen) -> None:
        QMetaObject.invokeMethod(screen.item("callScreen"), "togglePanel", Q_ARG("QString", name))
        screen.at_rest()

    return act


def share_dialog(screen: Screen) -> None:
    QMetaObject.invokeMethod(screen.item("callScreen"), "toggleSharing")
    screen.item("shareList")
    screen.at_rest()


def pages(screen: Screen) -> None:
    screen.app.calls.room.stage.turn(1)


def speaker(screen: Screen) -> None:
    screen.app.calls.room.stage.toggleView()


def in_call() -> AppSnapshot:
    return scenes.in_call(scenes.established())


def opened(dialog: str) -> Act:
    def act(screen: Screen) -> None:
        found = screen.window.view.findChild(QObject, dialog)
        assert found is not None
        QMetaObject.invokeMethod(found, "open")
        screen.at_rest()

    return act


def clicked(button: str, page: str = "people") -> Act:
    def act(screen: Screen) -> None:
        turned_to(page)(screen)
        screen.click(button)
        screen.at_rest()

    return act


DIALOGS: dict[str, tuple[Callable[[], AppSnapshot], Act]] = {
    "help": (scenes.home, opened("help")),
    "check": (lambda: scenes.with_devices(check=scenes.GOOD_CHECK), opened("checkDialog")),
    "menu of contacts": (scenes.sociable, clicked("contactFilesButton")),
    "new contact": (scenes.sociable, clicked("addContactButton")),
    "countries": (scenes.home, clicked("countryButton", "keypad")),
    "summary": (lambda: scenes.in_call(scenes.ended()), nothing),
    "incoming for an account": (
        lambda: scenes.in_call(scenes.incoming(account="alice@pbx.example.org")),
        nothing,
    ),
}
CALLS: dict[str, tuple[Callable[[], AppSnapshot], Act]] = {
    "outgoing": (lambda: scenes.in_call(scenes.outgoing()), nothing),
    "on hold": (lambda: scenes.in_call(scenes.held(can_hold=True)), nothing),
    "a hint": (scenes.hinted, nothing),
    "a bad call": (lambda: scenes.in_call(scenes.established(quality=scenes.QUALITY)), nothing),
    "a notice": (lambda: replace(scenes.with_notice(), calls=in_call().calls), nothing),
    "talking while one waits": (scenes.two_calls, nothing),
    "three calls": (scenes.three_calls, nothing),
    "two calls and a caller": (
        lambda: replace(
            scenes.two_calls(),
            calls=(*scenes.two_calls().calls, replace(scenes.incoming(), rings_quietly=True)),
        ),
        nothing,
    ),
    **{f"panel, {name}": (in_call, panel(name)) for name in ("details", "devices", "keypad", "add", "more")},
    "panel, transfer": (scenes.two_calls, panel("transfer")),
    "sharing": (scenes.sharing, nothing),
    "what to share": (scenes.sharable, share_dialog),
    "watching a screen": (scenes.watching, nothing),
    "room": (lambda: rooms.in_room(rooms.lively()), nothing),
    "room, people": (lambda: rooms.in_room(rooms.lively()), panel("people")),
    "room of two": (lambda: rooms.in_room(rooms.of(2)), nothing),
    "room, alone": (lambda: rooms.in_room(rooms.of(1)), nothing),
    "room, locked": (lambda: rooms.in_room(rooms.of(3, is_locked=True)), nothing),
    "room, pages": (lambda: rooms.in_room(rooms.crowd()), pages),
    "room, who speaks": (lambda: rooms.in_room(rooms.crowd()), speaker),
    "room, a screen": (lambda: rooms.in_room(rooms.presented()), nothing),
    "room and a call": (lambda: rooms.in_room(rooms.of(5), scenes.held()), nothing),
}
EVERY = SCREENS | DIALOGS | CALLS
SIZES = pytest.mark.parametrize("size", [(1440, 900), NARROW], ids=["large", "narrow"])


TELEPHONE_KEYS = ("keys", *(f"pad{key}" for key in "123456789*0#"))
"""Where 1-2-3 stand from the left in every language."""


def where(screen: Screen, start: QQuickItem, above: str = "") -> dict[str, float]:
    """Return how far all that is seen below ``start`` is off the middle: -1 at the left edge, 1 right."""
    half = screen.window.view.width() / 2
    found: dict[str, float] = {}
    told: Counter[str] = Counter()
    for item in start.childItems():
        name = item.objectName() or item.metaObject().className().partition("_QML")[0]
        told[name] += 1
        if not item.isVisible() or name in TELEPHONE_KEYS:
            continue
        path = f"{above}/{name}{told[name]}"
        if item.width() > 0 and item.height() > 0:
            found[path] = place(item).center().x() / half - 1
        found |= where(screen, item, path)
    return found


def at_rest(screen: Screen) -> dict[str, float]:
    """Return where everything is once nothing moves any more."""
    return screen.lasting(lambda: where(screen, screen.window.view.contentItem()))


@SIZES
@pytest.mark.parametrize("name", EVERY)
def test_what_is_at_one_side_is_at_the_other(
    open_screen: OpenScreen, name: str, size: tuple[int, int]
) -> None:
    build, act = EVERY[name]
    screen = open_screen(build(), size=size)
    screen.app.appearance.setStill(True)
    act(screen)
    found = {}
    for language in (MIRRORED, ENGLISH):
        screen.window.language.choose(language)
        found[language] = at_rest(screen)
    assert len(found[ENGLISH]) > 20
    assert found[MIRRORED].keys() == found[ENGLISH].keys()
    assert {
        one: (round(off, 2), round(found[MIRRORED][one], 2))
        for one, off in found[ENGLISH].items()
        if abs(off + found[MIRRORED][one]) > NEAR
    } == {}


@pytest.mark.parametrize("language", [ENGLISH, MIRRORED])
def test_the_menu_of_a_tile_ends_where_its_button_does(open_screen: OpenScreen, language: str) -> None:
    screen = open_screen(rooms.in_room(rooms.of(6)), size=(1440, 900))
    screen.app.appearance.setStill(True)
    screen.window.language.choose(language)
    at_rest(screen)
    tile = next(item for item in screen.items() if item.property("key") == rooms.ident(1))
    QMetaObject.invokeMethod(tile, "openMenu")
    screen.settled("menuPop")
    button, menu = tile.findChild(QQuickItem, "tileMenuButton"), screen.item("menuPop").parentItem()
    edges = (place(item).left() if language == MIRRORED else place(item).right() for item in (button, menu))
    assert next(edges) == pytest.approx(next(edges), abs=8)


def at_left(item: QQuickItem, window: QQuickWindow) -> bool:
    return place(item).center().x() < window.width() / 2


def test_the_own_picture_is_where_lines_end_unless_somebody_put_it_elsewhere(open_screen: OpenScreen) -> None:
    screen = open_screen(in_call())
    screen.app.appearance.setStill(True)
    own = screen.item("selfView")
    for language, is_left in ((ENGLISH, False), (MIRRORED, True), (ENGLISH, False)):
        screen.window.language.choose(language)
        screen.qtbot.waitUntil(lambda: at_left(own, screen.window.view) == is_left)  # noqa: B023 (waits here)
    own.forceActiveFocus()
    screen.press(Qt.Key.Key_Right)
    screen.window.language.choose(MIRRORED)
    screen.rests(lambda: own)
    assert not at_left(own, screen.window.view), "it was put there"
    screen.press(Qt.Key.Key_Left)
    screen.qtbot.waitUntil(lambda: at_left(own, screen.window.view))
    screen.window.language.choose(ENGLISH)
    screen.rests(lambda: own)
    assert at_left(own, screen.window.view)


def window_called(screen: Screen, name: str) -> QQuickWindow:
    """Wait for a window of its own, which may be hidden."""

    def found() -> QQuickWindow | None:
        own = screen.window.view.findChild(QQuickWindow, name)
        return own or next((w for w in QGuiApplication.topLevelWindows() if w.objectName() == name), None)

    screen.qtbot.waitUntil(lambda: found() is not None)
    window = found()
    assert window is not None
    return window


def pop_out(screen: Screen) -> None:
    screen.item("roomScreen")
    screen.app.calls.room.stage.popOut(rooms.ident(1))


def card(screen: Screen) -> None:
    screen.app.desktop_shown.show_ringing(card=True, outside=True, place=QPoint(0, 0))


WINDOWS: dict[str, tuple[Callable[[], AppSnapshot], Act, str]] = {
    "smallWindow": (
        lambda: scenes.in_call(scenes.established(muted=True)),
        lambda screen: screen.app.calls.smallWindow.toggle(),
        "smallMuted",
    ),
    "tileWindow": (lambda: rooms.in_room(rooms.of(3)), pop_out, "windowBack"),
    "sharingStrip": (scenes.sharing, nothing, "stopSharing"),
    "incomingCard": (lambda: scenes.in_call(scenes.incoming()), card, "cardShow"),
}


@pytest.mark.parametrize("name", WINDOWS)
def test_every_window_is_mirrored(open_screen: OpenScreen, name: str) -> None:
    """None has it from the window that opened it."""
    build, act, inside = WINDOWS[name]
    screen = open_screen(build())
    for language, is_left in ((MIRRORED, True), (ENGLISH, False)):
        screen.window.language.choose(language)
        if language == MIRRORED:
            act(screen)

        def is_there() -> bool:
            window = window_called(screen, name)  # kept: without it the item is lost to Python
            item = window.findChild(QQuickItem, inside)
            return item is not None and item.width() > 0 and at_left(item, window) == is_left  # noqa: B023

        screen.qtbot.waitUntil(is_there)
