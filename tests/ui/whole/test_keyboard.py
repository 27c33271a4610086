"""Every action by keyboard, and a visible focus."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow

from core import commands
from tests.ui import scenes
from tests.ui.screen import NARROW, Screen

OpenScreen = Callable[..., Screen]
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize(
    ("key", "modifiers", "command"),
    [
        (Qt.Key.Key_D, CTRL, commands.SetMuted("c1", True)),
        (Qt.Key.Key_E, CTRL, commands.SetVideoPaused("c1", True)),
        (Qt.Key.Key_H, CTRL, commands.SetHeld("c1", True)),
        (Qt.Key.Key_H, CTRL | SHIFT, commands.HangUp("c1")),
        (Qt.Key.Key_Return, CTRL, commands.AnswerCall("c2", True)),
        (Qt.Key.Key_Return, CTRL | SHIFT, commands.AnswerCall("c2", False)),
        (Qt.Key.Key_Return, CTRL | ALT, commands.AnswerCall("c2", True, end_others=True)),
        (Qt.Key.Key_D, CTRL | SHIFT, commands.HangUp("c2")),
    ],
)
def test_keys_of_a_call(
    open_screen: OpenScreen, key: Qt.Key, modifiers: Qt.KeyboardModifier, command: commands.Command
) -> None:
    screen = open_screen(scenes.second_caller())
    screen.item("muteButton")
    screen.press(key, modifiers)
    screen.wait_for_command(command)


@pytest.mark.parametrize(
    ("key", "modifiers", "command"),
    [
        (Qt.Key.Key_Return, CTRL, commands.AnswerCall("c2", True)),
        (Qt.Key.Key_Return, CTRL | SHIFT, commands.AnswerCall("c2", False)),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, commands.HangUp("c2")),
    ],
)
def test_keys_of_an_incoming_call(
    open_screen: OpenScreen, key: Qt.Key, modifiers: Qt.KeyboardModifier, command: commands.Command
) -> None:
    screen = open_screen(scenes.home())
    screen.show(scenes.in_call(scenes.incoming()))
    screen.item("declineButton")
    screen.press(key, modifiers)
    screen.wait_for_command(command)


@pytest.mark.parametrize(
    ("key", "command"),
    [
        (Qt.Key.Key_1, commands.SetHeld("c1", False)),
        (Qt.Key.Key_S, commands.SetHeld("c1", False)),
        (Qt.Key.Key_J, commands.ConnectCalls("c3", "c1")),
    ],
)
def test_keys_between_two_calls(open_screen: OpenScreen, key: Qt.Key, command: commands.Command) -> None:
    screen = open_screen(scenes.two_calls())
    screen.item("callList")
    screen.press(Qt.Key.Key_2, CTRL)  # the present one: nothing to do
    screen.press(key, CTRL)
    screen.wait_for_command(command)
    assert screen.posted == [command]


@pytest.mark.parametrize("key", [Qt.Key.Key_K, Qt.Key.Key_T, Qt.Key.Key_N, Qt.Key.Key_M])
def test_panels_open_and_close_by_keyboard(open_screen: OpenScreen, key: Qt.Key) -> None:
    screen = open_screen(scenes.in_call(scenes.bakery()))
    screen.item("muteButton")
    screen.press(key, CTRL)
    screen.qtbot.waitUntil(lambda: screen.item("callScreen").property("openPanel") != "")
    screen.press(Qt.Key.Key_Escape)
    screen.qtbot.waitUntil(lambda: screen.item("callScreen").property("openPanel") == "")
    assert screen.posted == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_A])
def test_a_key_struck_while_typing_answers_nothing(open_screen: OpenScreen, key: Qt.Key) -> None:
    screen = open_screen(scenes.home())
    screen.click("dialField")
    screen.show(scenes.in_call(scenes.incoming()))
    screen.item("declineButton")
    screen.press(key)
    screen.at_rest()
    assert screen.posted == []


def test_incoming_buttons_are_reached_by_tab(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.incoming()))
    screen.item("declineButton")
    screen.at_rest()
    reached = tab_through(screen, 6)
    assert {"declineButton", "answerVoiceButton", "answerVideoButton"} <= reached
    assert "dialField" not in reached
    screen.item("answerVoiceButton").forceActiveFocus()
    screen.press(Qt.Key.Key_Return)
    screen.wait_for_command(commands.AnswerCall("c2", False))


def tab_through(screen: Screen, steps: int) -> set[str]:
    """Press Tab and return the names of what got the focus."""
    reached = set()
    for _ in range(steps):
        screen.press(Qt.Key.Key_Tab)
        item = screen.window.view.activeFocusItem()
        while item is not None and not item.objectName():
            item = item.parentItem()
        if item is not None:
            reached.add(item.objectName())
    return reached


def test_home_is_reached_by_tab(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home())
    wanted = {"settingsButton", "dialField", "dialCall", "dialVideo", "addContactButton", "peopleList"}
    assert wanted | {"echoButton"} <= tab_through(screen, 16)


def test_the_call_is_reached_by_tab(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.established()))
    screen.item("muteButton")
    wanted = {"muteButton", "videoButton", "devicesButton", "fullScreenButton", "hangUpButton", "selfView"}
    wanted |= {"holdButton", "keypadButton", "transferButton", "addCallButton"}
    assert wanted <= tab_through(screen, 14)


def test_the_narrow_call_is_reached_by_tab(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.two_calls(), size=NARROW)
    screen.item("muteButton")
    wanted = {"muteButton", "videoButton", "holdButton", "moreButton", "hangUpButton"}
    assert wanted | {"rowResume", "rowHangUp", "connectButton"} <= tab_through(screen, 14)


def test_the_page_of_a_person_is_reached_by_tab(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.sociable(), size=NARROW)
    screen.app.select("bob")
    screen.item("personBack")
    wanted = {"personBack", "personVideo", "personCall", "favouriteButton", "blockButton"}
    assert wanted <= tab_through(screen, 12)


def test_the_focus_can_be_seen(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home())
    button = screen.item("settingsButton")
    before = screen.window.view.grabWindow()
    button.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    screen.qtbot.waitUntil(lambda: bool(button.property("visualFocus")))
    screen.at_rest()
    assert screen.window.view.grabWindow() != before


def test_ctrl_l_goes_to_the_dial_field_and_enter_calls(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home())
    screen.press(Qt.Key.Key_L, CTRL)
    screen.type("bob")
    screen.press(Qt.Key.Key_Return)
    screen.wait_for_command(commands.PlaceCall("bob", False, ""))
    screen.type("ann")
    screen.press(Qt.Key.Key_Return, CTRL)
    screen.wait_for_command(commands.PlaceCall("ann", True, ""))


def test_people_are_chosen_with_the_arrows(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home())
    screen.item("peopleList").forceActiveFocus()
    screen.press(Qt.Key.Key_Down)
    screen.press(Qt.Key.Key_Return)
    screen.qtbot.waitUntil(lambda: bool(screen.app.person.property("exists")))
    screen.item("personVideo").forceActiveFocus()
    screen.press(Qt.Key.Key_Return)
    screen.qtbot.waitUntil(lambda: bool(screen.posted))
    assert screen.posted == [commands.PlaceCall("anna-lindqvist", True, "Anna Lindqvist")]


def test_settings_by_shortcut_and_back(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home())
    screen.press(Qt.Key.Key_Comma, CTRL)
    screen.item("settingsBack")
    screen.press(Qt.Key.Key_Escape)
    screen.qtbot.waitUntil(lambda: screen.find("settingsBack") is None)


def test_full_screen_and_back(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.established()))
    full = QWindow.Visibility.FullScreen
    screen.press(Qt.Key.Key_F11)
    screen.qtbot.waitUntil(lambda: screen.window.view.visibility() is full)
    screen.press(Qt.Key.Key_Escape)
    screen.qtbot.waitUntil(lambda: screen.window.view.visibility() is not full)


def test_the_end_of_a_call_leaves_full_screen(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.established()))
    screen.click("fullScreenButton")
    full = QWindow.Visibility.FullScreen
    screen.qtbot.waitUntil(lambda: screen.window.view.visibility() is full)
    screen.show(scenes.in_call(scenes.ended()))
    screen.qtbot.waitUntil(lambda: screen.window.view.visibility() is not full)


def test_escape_closes_the_summary(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.established()))
    screen.show(scenes.in_call(scenes.ended()))
    screen.item("summaryClose")
    screen.press(Qt.Key.Key_Escape)
    screen.qtbot.waitUntil(lambda: screen.app.property("page") == "home")
