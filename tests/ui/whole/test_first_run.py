"""The first minute: clicked through, skipped, gone back, and done again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core import commands
from core.snapshots import CallNotice, DesktopChoices, ServiceSnapshot, ServiceState
from tests.ui import scenes
from tests.ui.fake_engine import FakeEngine
from tests.ui.screen import SIZES, Screen
from tests.ui.test_screens import OpenScreen
from ui.bridge import Bridge
from ui.viewmodels.desktop.desktop import DesktopViewModel
from ui.viewmodels.first_run import FirstRunViewModel


@pytest.fixture
def run(qtbot: QtBot, bridge: Bridge) -> Any:
    desktop = DesktopViewModel(bridge)
    made = FirstRunViewModel(bridge, desktop, lambda *who: True, desktop)
    made.show_snapshot(scenes.first_start())
    desktop.show_snapshot(scenes.first_start())
    yield made
    made.setParent(None)


def step(run: Any) -> str:
    return str(run.property("step"))


@SIZES
def test_from_nothing_to_the_first_call(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.first_start(), scripted=True, size=size)
    assert any(item.hasActiveFocus() for item in screen.item("nameField").childItems())
    screen.click("beginButton")
    screen.wait_for_words("Type the name")
    screen.type("Anna")
    screen.press(Qt.Key.Key_Return)
    screen.item("allowDevices")
    assert screen.posted == [], "nothing is opened, announced or kept before it was explained"
    screen.click("allowDevices")
    screen.wait_for_command(commands.StartPreview())
    screen.item("devicesNext").clicked.emit()  # type: ignore[attr-defined]
    screen.item("firstVisible")
    assert screen.unnamed_controls() == []
    screen.wait_for_command(commands.StopPreview())
    screen.settled("reachNext")
    screen.click("reachNext")
    screen.wait_for_command(commands.SetDisplayName("Anna"))
    screen.item("echoStart")
    screen.qtbot.waitUntil(lambda: bool(screen.app.firstRun.property("canCall")))
    screen.settled("echoStart")
    screen.click("echoStart")
    screen.wait_for_command(commands.PlaceCall("echo", True, "Echo test"))
    screen.qtbot.waitUntil(lambda: screen.app.property("page") == "call")
    assert not screen.app.firstRun.is_under_way


def test_with_the_keyboard_alone(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.first_start(), scripted=True)
    screen.item("nameField")
    screen.type("Anna")
    for waits_for in ("devicesNext", "reachNext", "echoStart"):
        screen.press(Qt.Key.Key_Return)
        screen.item(waits_for)
    screen.qtbot.waitUntil(lambda: bool(screen.app.firstRun.property("canCall")))
    screen.press(Qt.Key.Key_Return)
    screen.wait_for_command(commands.PlaceCall("echo", True, "Echo test"))
    assert commands.StartPreview() not in screen.posted, "devices were not tried"


def test_all_other_steps_are_skipped(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.first_start(), scripted=True)
    screen.click("skipButton")
    screen.wait_for_words("Type the name")
    screen.type("Anna")
    screen.click("skipButton")
    screen.wait_for_command(commands.SetDisplayName("Anna"))
    screen.wait_for_words("Ahoy, Anna")
    assert commands.StartPreview() not in screen.posted


def devices_step(screen: Screen) -> None:
    screen.type("Anna")
    screen.press(Qt.Key.Key_Return)
    screen.click("allowDevices")


def test_the_level_is_read_while_devices_are_tried(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.first_start())
    screen.item("nameField")
    screen.at_rest()
    assert screen.engine.level_reads == 0
    devices_step(screen)
    screen.qtbot.waitUntil(lambda: screen.engine.level_reads > 1)
    screen.show(scenes.home())
    screen.wait_for_words("Ahoy, Frida")
    reads = screen.engine.level_reads
    screen.at_rest()
    assert screen.engine.level_reads == reads


def test_without_a_camera_it_says_so(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.first_start_without_camera())
    devices_step(screen)
    screen.wait_for_words("No camera was found")


def test_choices_are_kept_when_the_steps_are_done(run: Any, engine: FakeEngine) -> None:
    run.setName(" Anna ")
    run.setVisibleNearby(False)
    run.setTellsCalls(False)
    assert run.next() and run.next() and engine.commands == []
    assert run.next() and step(run) == "echo"
    assert engine.commands == [
        commands.SetVisibleNearby(False),
        commands.SetDesktop(DesktopChoices(call_notice=CallNotice.CARD, tells_missed=False)),
        commands.SetDisplayName("Anna"),
    ], "the name last: with it Ahoy goes online"
    assert run.is_under_way
    assert run.next() and not run.is_under_way


def test_back_and_forth(run: Any) -> None:
    run.back()
    assert step(run) == "name"
    assert not run.next() and "Type the name" in run.property("problem")
    run.setName("Anna")
    assert run.property("problem") == "" and run.next() and run.next()
    run.back()
    assert step(run) == "devices" and run.property("number") == 2


@pytest.mark.parametrize("name", ["", "   ", "a" * 61, "a\x07b"])
def test_a_name_that_is_none(run: Any, engine: FakeEngine, name: str) -> None:
    run.setName(name)
    assert not run.next() and not run.skip()
    assert step(run) == "name" and run.property("problem") and engine.commands == []


def test_the_call_waits_for_the_service(run: Any) -> None:
    failed = ServiceSnapshot(ServiceState.FAILED, message="The port is taken.")
    run.show_snapshot(replace(scenes.home(), service=failed))
    assert not run.property("canCall") and run.property("standing") == "The port is taken."
    run.show_snapshot(replace(scenes.home(), service=ServiceSnapshot()))
    assert run.property("standing") == "Getting ready\u2026"
    run.show_snapshot(scenes.home())
    assert run.property("canCall") and run.property("standing") == ""


def test_once_more_from_the_settings(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home())
    screen.open_settings("about")
    screen.click("setUpAgain")
    field = screen.item("nameField")
    assert field.property("text") == "Frida Holm"
    screen.press(Qt.Key.Key_Escape)
    screen.wait_for_words("Ahoy, Frida")
    screen.app.firstRun.repeat()
    for button in ("beginButton", "devicesNext", "reachNext", "echoLater"):
        screen.settled(button)
        screen.click(button)
    screen.wait_for_words("Ahoy, Frida")
    assert screen.posted == [], "nothing has changed"


def test_a_call_that_comes_in_meanwhile_is_shown(run: Any) -> None:
    run.show_snapshot(scenes.home())
    run.repeat()
    run.show_snapshot(scenes.in_call(scenes.established()))
    assert not run.is_under_way
