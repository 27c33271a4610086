"""The check before a call, from each of its doors, by mouse, keyboard and screen reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible

from core import commands
from core.snapshots import CheckSnapshot
from tests.ui import scenes
from tests.ui.design.theme import Theme
from tests.ui.screen import SIZES, Screen
from ui.viewmodels.devices.check import FINE, NOT_FINE

OpenScreen = Callable[..., Screen]

RUNNING = CheckSnapshot(is_running=True)

pytestmark = pytest.mark.usefixtures("screen_reader")


def open_check(open_screen: OpenScreen, snapshot: Any = None, **rest: Any) -> Screen:
    screen = open_screen(snapshot or scenes.home(), **rest)
    dialog = screen.window.view.findChild(object, "checkDialog")  # type: ignore[type-var]
    dialog.open()  # type: ignore[attr-defined]
    screen.settled("checkStart")
    return screen


def tell(screen: Screen, check: CheckSnapshot) -> None:
    screen.show(scenes.with_devices(screen.engine.snapshot, check=check))


def spoken(screen: Screen, name: str) -> str:
    interface = screen.accessible(screen.item(name))
    assert interface is not None
    return interface.text(QAccessible.Text.Name)


def test_from_the_settings(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home())
    screen.open_settings("sound")
    screen.item("checkButton").clicked.emit()  # type: ignore[attr-defined]
    screen.wait_for_words("Start the check")


def test_from_first_start(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.first_start())
    screen.type("Anna")
    screen.click("beginButton")
    screen.click("allowDevices")
    screen.item("firstCheckButton").clicked.emit()  # type: ignore[attr-defined]
    screen.wait_for_words("Start the check")
    assert screen.unnamed_controls() == []


@SIZES
def test_from_a_call(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.in_call(scenes.established()), size=size)
    if screen.find("devicesButton") is None:
        screen.click("moreButton")
        screen.settled("moreDevices")
        screen.click("moreDevices")
    else:
        screen.click("devicesButton")
    screen.settled("menuCheckButton")
    screen.click("menuCheckButton")
    screen.wait_for_words("Start the check")


@SIZES
def test_the_whole_check(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_check(open_screen, size=size)
    screen.click("checkStart")
    screen.wait_for_command(commands.StartCheck())
    tell(screen, RUNNING)
    assert screen.item("checkStart").property("text") == "Stop the check"
    assert screen.find("checkDone") is None
    assert spoken(screen, "checkRoom") == "Room: Listening…"
    assert screen.unnamed_controls() == []
    tell(screen, scenes.GOOD_CHECK)
    assert spoken(screen, "checkResult") == FINE
    assert spoken(screen, "checkMicrophone") == f"Microphone: {scenes.GOOD_CHECK.microphone}"
    assert screen.unnamed_controls() == []
    screen.click("checkDone")
    screen.wait_for_command(commands.StopCheck())
    screen.qtbot.waitUntil(lambda: screen.find("checkStart") is None)


def test_green_and_amber(open_screen: OpenScreen) -> None:
    screen = open_check(open_screen)
    colours = []
    for result in (scenes.GOOD_CHECK, scenes.POOR_CHECK):
        screen.item("checkStart").clicked.emit()  # type: ignore[attr-defined]
        tell(screen, RUNNING)
        tell(screen, result)
        colours.append(screen.item("checkVerdict").property("color").name())
    assert spoken(screen, "checkResult") == NOT_FINE
    theme = Theme()
    assert colours == [theme.colour("good").name(), theme.colour("warn").name()]


def test_by_keyboard_alone(open_screen: OpenScreen) -> None:
    screen = open_check(open_screen)
    screen.press(Qt.Key.Key_Return)
    screen.wait_for_command(commands.StartCheck())
    tell(screen, RUNNING)
    screen.press(Qt.Key.Key_Return)
    screen.wait_for_command(commands.StopCheck())
    assert "You stopped the check" in spoken(screen, "checkResult")
    screen.press(Qt.Key.Key_Escape)
    screen.qtbot.waitUntil(lambda: screen.find("checkStart") is None)


def test_a_check_that_fails_can_be_made_again(open_screen: OpenScreen) -> None:
    screen = open_check(open_screen)
    screen.click("checkStart")
    tell(screen, RUNNING)
    tell(screen, CheckSnapshot())
    assert "could not be finished" in spoken(screen, "checkResult")
    screen.click("checkStart")
    screen.qtbot.waitUntil(lambda: screen.posted.count(commands.StartCheck()) == 2)


def test_closing_breaks_it_off(open_screen: OpenScreen) -> None:
    screen = open_check(open_screen)
    screen.click("checkStart")
    tell(screen, RUNNING)
    screen.press(Qt.Key.Key_Escape)
    screen.wait_for_command(commands.StopCheck())


def test_camera_and_level_only_while_it_is_open(open_screen: OpenScreen) -> None:
    screen = open_check(open_screen)
    levels: Any = screen.app.devices.levels
    assert screen.posted.count(commands.StartPreview()) == 1 and levels.is_polling
    screen.click("checkClose")
    screen.qtbot.waitUntil(lambda: commands.StopPreview() in screen.posted and not levels.is_polling)


def test_the_result_is_seen_in_a_narrow_window(open_screen: OpenScreen) -> None:
    screen = open_check(open_screen, size=(360, 560))
    screen.click("checkStart")
    tell(screen, RUNNING)
    tell(screen, scenes.POOR_CHECK)

    def is_inside() -> bool:
        verdict = screen.item("checkVerdict")
        top = verdict.mapToItem(screen.item("checkPage"), QPointF(0, 0)).y()
        return 0 <= top <= screen.item("checkPage").height() - verdict.height()

    screen.qtbot.waitUntil(is_inside)


def test_a_call_that_comes_in_lies_over_the_check(open_screen: OpenScreen) -> None:
    screen = open_check(open_screen)
    screen.show(scenes.in_call(scenes.incoming()))
    screen.settled("answerVideoButton")
    screen.click("answerVideoButton")
    screen.qtbot.waitUntil(lambda: any(isinstance(c, commands.AnswerCall) for c in screen.posted))


def test_answering_breaks_the_check_off(open_screen: OpenScreen) -> None:
    screen = open_check(open_screen)
    screen.click("checkStart")
    tell(screen, RUNNING)
    screen.show(scenes.in_call(scenes.established()))
    screen.wait_for_command(commands.StopCheck())
    screen.qtbot.waitUntil(lambda: screen.find("checkStart") is None)
