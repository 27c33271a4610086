"""The controls of a call leave over a picture, and stay for whoever would lose what they are at."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible

from tests.ui import scenes
from tests.ui.drawn import gradient
from tests.ui.screen import Screen

OpenScreen = Callable[..., Screen]

pytestmark = pytest.mark.qt_log_ignore("No RHI backend. Using CPU conversion")


def pictured(open_screen: OpenScreen, **changes: object) -> tuple[Screen, QObject, QObject]:
    """Open a call with a picture; return the screen, the stage and its timer, which has much patience."""
    screen = open_screen(scenes.in_call(scenes.established(**changes)))
    stage = screen.item("callScreen")
    stage.setProperty("patience", 60_000)
    screen.engine.picture("c1/incoming").put(gradient(640, 360, warm=True))
    screen.qtbot.waitUntil(lambda: bool(screen.item("remotePicture").property("hasPicture")))
    idle = stage.findChild(QObject, "idle")
    assert idle is not None
    return screen, stage, idle


def test_a_button_that_has_the_keyboard_stays(open_screen: OpenScreen) -> None:
    screen, stage, idle = pictured(open_screen)
    screen.press(Qt.Key.Key_Tab)
    screen.qtbot.waitUntil(lambda: bool(stage.property("keyboardUsed")))
    stage.setProperty("patience", 1)
    screen.qtbot.waitUntil(lambda: not idle.property("running"))
    assert stage.property("controlsShown") and screen.find("hangUpButton") is not None
    screen.click("muteButton")  # the mouse leaves no ring
    screen.qtbot.waitUntil(lambda: screen.find("hangUpButton") is None)


def test_an_open_panel_stays(open_screen: OpenScreen) -> None:
    screen, stage, idle = pictured(open_screen)
    screen.click("devicesButton")
    screen.qtbot.waitUntil(lambda: stage.property("openPanel") == "devices")
    stage.setProperty("patience", 1)
    screen.qtbot.waitUntil(lambda: not idle.property("running"))
    assert stage.property("controlsShown")
    screen.press(Qt.Key.Key_Escape)
    screen.qtbot.waitUntil(lambda: screen.find("hangUpButton") is None)


@pytest.mark.usefixtures("screen_reader")
def test_a_screen_reader_loses_nothing(open_screen: OpenScreen) -> None:
    screen, stage, idle = pictured(open_screen)
    for _ in range(3):
        with screen.qtbot.waitSignal(idle.triggered):  # type: ignore[attr-defined]
            stage.setProperty("patience", 20)
    assert stage.property("controlsShown") and idle.property("running")
    QAccessible.setActive(False)
    screen.qtbot.waitUntil(lambda: screen.find("hangUpButton") is None)


def test_what_must_be_known_without_them_is_said(open_screen: OpenScreen) -> None:
    screen, stage, _ = pictured(open_screen, video_paused=True, has_outgoing_video=False, muted=True)
    assert screen.find("pausedBadge") is None
    stage.setProperty("patience", 1)
    screen.wait_for_words("You have paused your video")
    screen.wait_for_words("You are muted")
