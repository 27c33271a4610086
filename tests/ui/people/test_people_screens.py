"""Recent calls, people and settings, done with mouse and keyboard, in a wide and in a narrow window."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtQuick import QQuickItem

from core import commands
from core.call_list import CallFilter, CallList, CallQuery
from core.snapshots import ImportSnapshot
from tests.ui import scenes
from tests.ui.screen import NARROW, SIZES, Screen
from ui.app import QML
from ui.viewmodels.shortcuts import SHORTCUTS

OpenScreen = Callable[..., Screen]


pytestmark = pytest.mark.usefixtures("screen_reader")


def press(screen: Screen, text: str) -> None:
    """Press the button that carries ``text``."""
    screen.qtbot.waitUntil(lambda: any(item.property("text") == text for item in buttons(screen)))
    next(item for item in buttons(screen) if item.property("text") == text).clicked.emit()  # type: ignore[attr-defined]


def buttons(screen: Screen) -> Iterator[QQuickItem]:
    return (item for item in screen.items() if hasattr(item, "clicked"))


def name_of(screen: Screen, item: QQuickItem) -> str:
    interface = screen.accessible(item)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def names(screen: Screen) -> list[str]:
    return [name_of(screen, item) for item in screen.items()]


@SIZES
def test_missed_calls_are_on_the_tab_and_seen_when_looked_at(
    open_screen: OpenScreen, size: tuple[int, int]
) -> None:
    screen = open_screen(scenes.sociable(), size=size)
    assert "Calls, 2 new missed calls" in names(screen)
    assert screen.item("badge").property("text") == "2"
    assert screen.posted == []
    screen.window.view.requestActivate()
    press(screen, "Calls")
    screen.wait_for_command(commands.MarkCallsSeen())
    screen.qtbot.waitUntil(lambda: any(n.startswith("Bob Marsh, new: Missed") for n in names(screen)))


def test_the_list_shows_only_missed_ones_when_asked(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.sociable())
    press(screen, "Calls")
    screen.wait_for_words("Answered elsewhere")
    press(screen, "Missed")
    screen.qtbot.waitUntil(lambda: "Answered elsewhere" not in screen.words())


@SIZES
def test_calls_that_cannot_be_read_are_said_to_be_missing(
    open_screen: OpenScreen, size: tuple[int, int]
) -> None:
    problem = "Older calls cannot be read: the file is damaged."
    listed = CallList(CallQuery(CallFilter.OUTGOING), problem=problem)
    screen = open_screen(replace(scenes.sociable(), listed=listed), size=size)
    press(screen, "Calls")
    press(screen, "Out")
    message = screen.item("historyProblem")
    assert message.property("text") == problem
    screen.wait_for_words("Emil Berg")
    press(screen, "All")
    screen.qtbot.waitUntil(lambda: screen.find("historyProblem") is None)


@SIZES
def test_a_recent_call_by_keyboard(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.sociable(), size=size)
    press(screen, "Calls")
    screen.item("historyList").forceActiveFocus()
    screen.press(Qt.Key.Key_Down)
    screen.press(Qt.Key.Key_Return)
    screen.wait_for_command(commands.PlaceCall("zoe", False, "Zoe Quist"))
    screen.press(Qt.Key.Key_Delete)
    screen.wait_for_command(commands.RemoveCall("n2"))
    screen.press(Qt.Key.Key_F2)
    screen.wait_for_words("Call from Zoe Quist")
    screen.settled("detailsVideo")
    screen.click("detailsCopy")
    assert QGuiApplication.clipboard().text() == "zoe"
    screen.click("detailsVideo")
    screen.wait_for_command(commands.PlaceCall("zoe", True, "Zoe Quist"))


def test_the_details_close_when_their_call_is_forgotten(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.sociable())
    press(screen, "Calls")
    screen.item("historyList").forceActiveFocus()
    screen.press(Qt.Key.Key_F2)
    screen.settled("detailsRemove")
    screen.click("detailsRemove")
    screen.wait_for_command(commands.RemoveCall("n1"))
    screen.show(scenes.home())
    screen.qtbot.waitUntil(lambda: screen.find("detailsRemove") is None)


@SIZES
def test_someone_is_marked_and_blocked(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.sociable(), size=size)
    screen.app.select("bob")
    screen.click("favouriteButton")
    screen.wait_for_command(commands.SetFavourite("bob", True))
    screen.click("blockButton")
    screen.wait_for_command(commands.SetBlocked("bob", True))
    screen.wait_for_words("In a call")
    assert screen.find("blockedBadge") is None
    screen.app.select("carol")
    screen.item("blockedBadge")


def test_in_a_narrow_window_someones_page_covers_the_list(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.sociable(), size=NARROW)
    screen.app.select("bob")
    screen.item("personBack")
    assert screen.find("peopleList") is None
    screen.press(Qt.Key.Key_Escape)
    screen.item("peopleList")
    assert screen.find("personBack") is None


def test_rows_of_people_tell_presence_and_star(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.sociable())
    assert "Zoe Quist, favourite, Do not disturb · zoe" in names(screen)
    assert "Bob Marsh, In a call · bob" in names(screen)


@pytest.mark.parametrize(
    ("row", "dialog", "command"),
    [
        ("importContacts", "importDialog", commands.ImportContacts),
        ("exportContacts", "exportDialog", commands.ExportContacts),
    ],
)
def test_contacts_come_from_files_and_go_into_them(
    open_screen: OpenScreen, tmp_path: Path, row: str, dialog: str, command: Callable[[str], commands.Command]
) -> None:
    screen = open_screen(scenes.home())
    screen.click("contactFilesButton")
    screen.settled(row)
    screen.click(row)
    asked = screen.window.view.findChild(QObject, dialog)
    assert asked is not None
    screen.qtbot.waitUntil(lambda: bool(asked.property("visible")))
    path = tmp_path / "contacts.vcf"
    path.touch()
    asked.setProperty("selectedFile", QUrl.fromLocalFile(str(path)))
    asked.accepted.emit()  # type: ignore[attr-defined]
    screen.wait_for_command(command(str(path)))
    asked.close()  # type: ignore[attr-defined]


@SIZES
def test_do_not_disturb_from_the_header_and_by_keys(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.home(), size=size)
    screen.click("doNotDisturbButton")
    screen.wait_for_command(commands.SetDoNotDisturb(True))
    screen.show(scenes.sociable())
    screen.wait_for_words("Do not disturb")
    assert name_of(screen, screen.item("doNotDisturbButton")) == "Ring again"
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    screen.press(Qt.Key.Key_N, modifiers)
    screen.wait_for_command(commands.SetDoNotDisturb(False))


@SIZES
def test_calls_in_the_settings(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.sociable(), size=size)
    screen.open_settings("calls")
    policy = screen.item("policyReject")
    policy.forceActiveFocus()
    screen.press(Qt.Key.Key_Space)
    screen.wait_for_command(commands.SetBusyPolicy("reject"))
    interface = screen.accessible(policy)
    assert interface is not None
    assert interface.role() is QAccessible.Role.RadioButton
    assert "hears busy" in interface.text(QAccessible.Text.Description)
    screen.item("doNotDisturbToggle").forceActiveFocus()
    screen.press(Qt.Key.Key_Space)
    screen.wait_for_command(commands.SetDoNotDisturb(False))
    screen.app.settings.open("privacy")
    screen.item("unblockButton").clicked.emit()  # type: ignore[attr-defined]
    screen.wait_for_command(commands.SetBlocked("+4930555000", False))
    screen.item("blockAddress").setProperty("text", "spam")
    screen.item("blockAdd").clicked.emit()  # type: ignore[attr-defined]
    screen.wait_for_command(commands.SetBlocked("spam", True))
    assert screen.unnamed_controls() == []


@SIZES
def test_an_account_at_another_server(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.foreign(), size=size)
    screen.open_settings("account")
    assert screen.item("accountUrl").property("text") == "wss://sip.example.org/ws"
    screen.wait_for_words("has no conference rooms")
    screen.app.settings.open("privacy")
    assert not screen.item("visibleToggle").isEnabled()
    screen.app.settings.open("account")
    screen.item("accountUse").clicked.emit()  # type: ignore[attr-defined]
    screen.wait_for_words("Give the user name")
    screen.item("accountUser").setProperty("text", "bob")
    screen.item("accountPassword").setProperty("text", "secret")
    screen.item("accountUse").clicked.emit()  # type: ignore[attr-defined]
    screen.wait_for_command(commands.UseService("wss://sip.example.org/ws", "bob", password="secret"))
    assert screen.item("accountPassword").property("text") == ""


def test_a_kind_of_call_that_is_missing_is_greyed_with_its_reason(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.foreign())
    screen.click("dialField")
    screen.type("conf:crew")
    screen.wait_for_words("has no conference rooms")
    button = screen.accessible(screen.item("dialCall"))
    assert button is not None
    assert "conference rooms" in button.text(QAccessible.Text.Description)
    screen.press(Qt.Key.Key_Return)
    assert screen.posted == []


@SIZES
def test_the_table_of_keys(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.home(), size=size)
    screen.press(Qt.Key.Key_F1)
    screen.wait_for_words("Mute or unmute the microphone")
    assert "Mute or unmute the microphone: Ctrl+D" in names(screen)
    screen.press(Qt.Key.Key_Escape)
    screen.qtbot.waitUntil(lambda: screen.find("shortcutList") is None)


STANDARD = {"ZoomIn": "Ctrl++", "ZoomOut": "Ctrl+-"}
"""Keys that Qt has a name for."""


def test_the_table_names_every_shortcut_and_no_other() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in QML.rglob("*.qml"))
    bound = set(re.findall(r'sequence: "([^"]+)"', text))
    for group in re.findall(r"sequences: \[([^]]+)\]", text):
        bound |= set(re.findall(r'"([^"]+)"', group))
    bound |= {keys for name, keys in STANDARD.items() if f"StandardKey.{name}" in text}
    same = {"Ctrl+": "Ctrl+1 to Ctrl+9", "Escape": "Esc", "Ctrl+F": "Ctrl+L", "Ctrl+=": "Ctrl++"}
    bound = {same.get(keys, keys).replace("Return", "Enter") for keys in bound}
    told = {row.key for row in SHORTCUTS}
    assert bound - told == set()
    assert told - bound == {"F2", "Delete"}  # of a row, not of the window


@SIZES
def test_nothing_of_home_lies_outside_the_window(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.sociable(), size=size)
    screen.at_rest()
    width = screen.window.view.width()
    for item in buttons(screen):
        assert item.mapToScene(QPointF(0, 0)).x() >= 0, item
        assert item.mapToScene(QPointF(item.width(), 0)).x() <= width, item


@SIZES
def test_a_large_import_shows_how_far_it_is_and_can_be_stopped(
    open_screen: OpenScreen, size: tuple[int, int]
) -> None:
    screen = open_screen(scenes.home(), size=size)
    screen.show(replace(scenes.home(), importing=ImportSnapshot("a long name of a file of contacts.vcf", 42)))
    progress = screen.item("importProgress")
    assert progress.property("value") == pytest.approx(0.42)
    assert name_of(screen, progress) == "Importing a long name of a file of contacts.vcf"
    screen.click("stopImportButton")
    screen.wait_for_command(commands.StopImport())
    screen.show(scenes.home())
    screen.qtbot.waitUntil(lambda: screen.find("importProgress") is None)
