"""Going into a room from the home screen, with mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from core import commands
from tests.ui import scenes
from tests.ui.screen import SIZES, Screen

pytestmark = pytest.mark.usefixtures("screen_reader")


def open_rooms(screen: Screen) -> None:
    next(i for i in screen.items() if i.property("text") == "Rooms").clicked.emit()  # type: ignore[attr-defined]
    screen.item("roomField")


@SIZES
def test_a_room_is_typed_and_gone_into(open_screen: Callable[..., Screen], size: tuple[int, int]) -> None:
    screen = open_screen(scenes.home(), size=size)
    open_rooms(screen)
    assert screen.unnamed_controls() == []
    screen.click("joinRoom")
    screen.wait_for_words("Type the name of a room")
    inside = screen.items(screen.item("roomField"))
    next(i for i in inside if "TextField" in i.metaObject().className()).forceActiveFocus()
    screen.type("harbour fest")
    screen.press(Qt.Key.Key_Return)
    screen.wait_for_command(commands.PlaceCall("conf:harbour fest", True))
    screen.click("joinRoomSound")
    screen.wait_for_words("Type the name of a room")
    assert screen.posted == [commands.PlaceCall("conf:harbour fest", True)]


def test_a_new_room_has_a_link_to_send(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(scenes.home())
    open_rooms(screen)
    screen.click("newRoom")
    screen.qtbot.waitUntil(lambda: len(screen.item("roomField").property("text")) == 22)
    made = screen.item("roomField").property("text")
    screen.click("copyRoomLink")
    assert QGuiApplication.clipboard().text() == f"ahoy:room/{made}"
    screen.click("joinRoomSound")
    screen.wait_for_command(commands.PlaceCall(f"conf:{made}", False))


def test_a_room_of_before_is_gone_into_with_the_keyboard(open_screen: Callable[..., Screen]) -> None:
    call = replace(scenes.history()[1], call_id="v", name="Room harbour", address="conf:harbour")
    screen = open_screen(replace(scenes.home(), history=(call,)))
    open_rooms(screen)
    screen.item("roomsList").forceActiveFocus()
    screen.press(Qt.Key.Key_Return)
    screen.wait_for_command(commands.PlaceCall("conf:harbour", True))
    screen.press(Qt.Key.Key_Down)
    screen.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    screen.wait_for_command(commands.PlaceCall("conf:weekly-crew", False))


def test_a_service_without_rooms_says_so(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(scenes.foreign())
    open_rooms(screen)
    screen.wait_for_words("sip.example.org has no conference rooms.")
    screen.click("joinRoom")
    screen.click("newRoom")
    assert screen.posted == [] and screen.item("roomField").property("text") == ""
