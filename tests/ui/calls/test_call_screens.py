"""Hold, keys, transfer and several calls, done with mouse and keyboard, in a wide and in a narrow window."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtQuick import QQuickItem

from core import commands
from tests.ui import scenes
from tests.ui.screen import NARROW, SIZES, Screen

OpenScreen = Callable[..., Screen]


pytestmark = pytest.mark.usefixtures("screen_reader")


def open_panel(screen: Screen, name: str) -> None:
    """Open a panel by its button, in a narrow window by the menu that holds it."""
    if screen.find(f"{name}Button") is not None:
        screen.click(f"{name}Button")
        return
    screen.click("moreButton")
    row = {"keypad": "moreKeypad", "transfer": "moreTransfer", "addCall": "moreAdd"}[name]
    screen.settled(row)
    screen.click(row)


@SIZES
def test_hold_and_resume(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.in_call(scenes.established()), size=size)
    screen.click("holdButton")
    screen.wait_for_command(commands.SetHeld("c1", True))
    screen.show(scenes.in_call(scenes.held()))
    screen.wait_for_words("On hold: Anna Lindqvist cannot hear you")
    assert screen.find("selfView") is None
    assert not screen.item("videoButton").isEnabled()
    screen.click("resumeButton")
    screen.wait_for_command(commands.SetHeld("c1", False))


def test_a_call_that_cannot_be_held_says_why(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.established(can_hold=False)))
    screen.click("holdButton")
    assert screen.posted == []
    hold = screen.accessible(screen.item("holdButton"))
    assert hold is not None
    assert hold.text(QAccessible.Text.Description) == "This call cannot be put on hold."


@SIZES
def test_the_other_end_holding_is_said_calmly(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.in_call(scenes.established(is_held_by_remote=True)), size=size)
    screen.wait_for_words("Anna Lindqvist has put you on hold")
    assert screen.find("resumeButton") is None


@SIZES
def test_two_calls_swapped_and_ended_with_one_click_each(
    open_screen: OpenScreen, size: tuple[int, int]
) -> None:
    screen = open_screen(scenes.two_calls(), size=size)
    screen.wait_for_words("You are talking to Bakery on the corner")
    screen.click("rowResume")
    screen.wait_for_command(commands.SetHeld("c1", False))
    screen.click("rowHangUp")
    screen.wait_for_command(commands.HangUp("c1"))
    screen.click("connectButton")
    screen.wait_for_command(commands.ConnectCalls("c3", "c1"))


def test_a_screen_reader_hears_which_call_is_which(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.two_calls())
    names = [text for item in rows_of(screen) if (text := accessible_name(screen, item))]
    assert re.fullmatch(r"Anna Lindqvist, On hold, \d+:\d\d", names[0])
    assert re.fullmatch(r"Bakery on the corner, Hears you, \d+:\d\d", names[1])
    heading = screen.accessible(screen.item("callsHeading"))
    assert heading is not None
    assert heading.text(QAccessible.Text.Name) == "You are talking to Bakery on the corner"


def rows_of(screen: Screen) -> list[QQuickItem]:
    return [
        item
        for item in screen.items(screen.item("callList"))
        if "CallListRow" in item.metaObject().className()
    ]


def accessible_name(screen: Screen, item: QQuickItem) -> str:
    interface = screen.accessible(item)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


@SIZES
def test_keys_are_clicked_typed_and_pasted(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.in_call(scenes.bakery()), size=size)
    open_panel(screen, "keypad")
    screen.settled("key5")
    screen.click("key5")
    screen.click("key#")
    screen.type("7a")
    screen.type("x")
    screen.wait_for_words("“X” is not a key")
    QGuiApplication.clipboard().setText("12 34,,56-#")
    screen.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    keys = [command.keys for command in screen.posted if isinstance(command, commands.SendDtmf)]
    assert keys == ["5", "#", "7", "A", "1234,,56#"]
    screen.show(scenes.in_call(scenes.bakery(keys_sent="5#7A1234,,56#", keys_way="rtp")))
    screen.wait_for_words("5#7A1234,,56#")
    assert "RFC 4733" in accessible_name(screen, screen.item("keysWay"))
    assert screen.find("keyA") is None
    screen.click("keysExtended")
    screen.settled("keyA")
    screen.click("keyA")
    screen.wait_for_command(commands.SendDtmf("c3", "A"))


def test_keys_that_cannot_be_sent_say_why(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.bakery(can_send_keys=False)))
    open_panel(screen, "keypad")
    screen.wait_for_words("Bakery on the corner does not take keys.")
    screen.settled("key5")
    screen.click("key5")
    screen.type("5")
    assert screen.posted == []


@SIZES
def test_a_transfer_takes_two_clicks(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.in_call(scenes.bakery()), size=size)
    open_panel(screen, "transfer")
    screen.settled("partyList")
    click_row(screen, "Anna Lindqvist")
    screen.wait_for_command(commands.TransferCall("c3", "anna-lindqvist"))
    screen.show(scenes.in_call(scenes.bakery(is_held=True, transfer="Connecting the bakery with Anna…")))
    screen.wait_for_words("Connecting the bakery with Anna…")


def click_row(screen: Screen, name: str) -> None:
    row = next(
        item for item in screen.items() if item.property("name") == name and item.property("transfers")
    )
    row.clicked.emit()  # type: ignore[attr-defined]


@pytest.mark.parametrize("panel", ["transfer", "keypad", "addCall"])
def test_a_panel_never_outlives_its_call(open_screen: OpenScreen, panel: str) -> None:
    screen = open_screen(scenes.two_calls())
    open_panel(screen, panel)
    stage = screen.item("callScreen")
    screen.qtbot.waitUntil(lambda: stage.property("openPanel") != "")
    screen.show(scenes.in_call(scenes.established(), scenes.bakery(state="ended")))
    screen.qtbot.waitUntil(lambda: stage.property("openPanel") == "")
    assert screen.find("partyField") is None and screen.find("keysSent") is None


@SIZES
def test_a_transfer_to_a_typed_address(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.in_call(scenes.bakery()), size=size)
    open_panel(screen, "transfer")
    screen.settled("partyField")
    screen.type("+493099")
    screen.wait_for_words("Phone number")
    screen.press(Qt.Key.Key_Return)
    screen.wait_for_command(commands.TransferCall("c3", "+493099"))


@SIZES
def test_asking_first(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.in_call(scenes.bakery()), size=size)
    open_panel(screen, "transfer")
    screen.settled("partyList")
    next(item for item in screen.items() if item.objectName() == "askFirst").clicked.emit()  # type: ignore[attr-defined]
    screen.wait_for_command(commands.PlaceCall("echo", False, "Echo test"))


@SIZES
def test_calling_someone_as_well(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.in_call(scenes.bakery()), size=size)
    open_panel(screen, "addCall")
    screen.settled("partyField")
    screen.type("tobias")
    screen.press(Qt.Key.Key_Return)
    screen.wait_for_command(commands.PlaceCall("tobias@attic.ahoy.invalid", False, "Tobias"))


def test_a_call_that_cannot_be_transferred_says_why(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.established(can_transfer=False)), size=NARROW)
    screen.click("moreButton")
    screen.wait_for_words("This call cannot be transferred.")
    screen.settled("moreTransfer")
    screen.click("moreTransfer")
    assert screen.item("callScreen").property("openPanel") == "more"


def test_quality_is_a_sign_and_a_passing_word(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.established()))
    screen.show(scenes.in_call(scenes.established(quality=scenes.QUALITY)))
    screen.wait_for_words("2 problems with the call")
    screen.wait_for_words(scenes.QUALITY[0])
    badge = screen.accessible(screen.item("qualityBadge"))
    assert badge is not None
    assert badge.text(QAccessible.Text.Description) == "\n".join(scenes.QUALITY)
    screen.show(scenes.in_call(scenes.established()))
    screen.wait_for_words("Solved: The connection is slow: Anna Lindqvist answers late.")
    assert screen.find("qualityBadge") is None


@SIZES
@pytest.mark.parametrize(
    "snapshot",
    [
        scenes.second_caller(),
        scenes.three_calls(),
        scenes.in_call(*scenes.two_calls().calls, replace(scenes.incoming(), rings_quietly=True)),
        scenes.in_call(scenes.established(remote_name=scenes.LONG_NAME), scenes.bakery(is_held=True)),
    ],
    ids=["waiting", "three", "two and waiting", "long names"],
)
def test_every_button_of_a_call_lies_in_the_window(
    open_screen: OpenScreen, size: tuple[int, int], snapshot: object
) -> None:
    screen = open_screen(snapshot, size=size)
    screen.settled("hangUpButton")
    width, height = screen.window.view.width(), screen.window.view.height()
    buttons = [item for item in screen.items() if item.inherits("QQuickButton")]
    assert len(buttons) > 5
    for button in buttons:
        start = button.mapToScene(QPointF(0, 0))
        end = button.mapToScene(QPointF(button.width(), button.height()))
        assert start.x() >= 0 and end.x() <= width, button
        assert start.y() >= 0 and end.y() <= height, button
    assert screen.unnamed_controls() == []


def test_a_long_sentence_is_read_to_its_end_in_a_narrow_window(open_screen: OpenScreen) -> None:
    sentence = 'The camera "Integrated Webcam HD 1080p" is in use by another program. Close that program.'
    snapshot = scenes.with_devices(scenes.in_call(scenes.established()), camera_problem=sentence)
    screen = open_screen(snapshot, size=(360, 560))
    said = [item for item in screen.items() if item.property("text") == sentence]
    label = next(item for item in said if item.property("lineCount"))
    assert not label.property("truncated") and label.property("lineCount") > 1
    badge = label.parentItem().parentItem()  # in its row, on its badge
    assert badge.height() >= label.height() and badge.width() <= 360
