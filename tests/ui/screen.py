"""A window under test: finds items as a person does, clicks, types, and looks at what was posted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.commands import Command
from core.snapshots import AppSnapshot
from tests.ui.fake_engine import FakeEngine
from ui.app import Window

WIDE, NARROW = (1100, 720), (360, 560)
FRAMES = 8
"""Frames in which nothing may change before a screen counts as at rest."""
T = TypeVar("T")
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
"""Runs a test in a usual window and in the smallest one."""


class SilentPlayer:
    """A tone player that only remembers."""

    def __init__(self) -> None:
        self.played: list[str] = []
        self.speakers: list[str] = []

    def play(self, name: str, *, loop: bool, speaker: str = "") -> None:
        self.played.append(name)
        self.speakers.append(speaker)

    def stop(self) -> None:
        self.played.append("silence")


def _looks(item: QQuickItem) -> tuple[float, ...]:
    corner = item.mapToScene(QPointF(0, 0))
    return corner.x(), corner.y(), item.width(), item.height(), item.opacity(), item.scale()


def _beats(item: QQuickItem) -> bool:
    """Whether it moves for as long as it rings."""
    above = item.parentItem()
    return above is not None and above.property("pulsing") is not None  # PulsingAvatar


class Screen:
    """Window, engine and the test's hands."""

    def __init__(self, qtbot: QtBot, engine: FakeEngine, window: Window, player: SilentPlayer) -> None:
        self.qtbot = qtbot
        self.engine = engine
        self.window = window
        self.player = player

    @property
    def app(self):  # type: ignore[no-untyped-def]
        return self.window.app

    @property
    def posted(self) -> list[Command]:
        return self.engine.commands

    def items(self, start: QQuickItem | None = None) -> Iterator[QQuickItem]:
        """Walk all items that can be seen, popups included."""
        root = start or self.window.view.contentItem()
        for child in root.childItems():
            if child.isVisible():
                yield child
                yield from self.items(child)

    def find(self, name: str) -> QQuickItem | None:
        """Return the visible item called ``name``."""
        return next((item for item in self.items() if item.objectName() == name), None)

    def item(self, name: str) -> QQuickItem:
        """Wait for the visible item called ``name`` and return it."""
        self.qtbot.waitUntil(lambda: self.find(name) is not None)
        found = self.find(name)
        assert found is not None
        return found

    def words(self) -> str:
        """Return all text on the screen."""
        return "\n".join(str(item.property("text")) for item in self.items() if item.property("text"))

    def wait_for_words(self, text: str) -> None:
        self.qtbot.waitUntil(lambda: text in self.words())

    def show(self, snapshot: AppSnapshot) -> None:
        """Publish ``snapshot`` and wait until the window has it."""
        self.engine.publish(snapshot)
        self.qtbot.waitUntil(lambda: self.app.snapshot == snapshot)

    def settled(self, name: str) -> None:
        """Wait until the item called ``name`` has come to rest: popups grow while they appear."""
        self.rests(lambda: self.find(name))

    def rests(self, find: Callable[[], QQuickItem | None]) -> None:
        """Wait until what is found has stayed where it is for some frames."""
        places: list[QPointF] = []

        def has_stayed() -> bool:
            if (item := find()) is None:
                return False
            places.append(item.mapToScene(QPointF(item.width(), item.height())))
            return len(places) > 2 and places[-1] == places[-2] == places[-3]

        self.qtbot.waitUntil(has_stayed)

    def at_rest(self) -> None:
        """Wait until all that is seen has stayed as it is for some frames: pages and dialogs grow."""
        self.lasting(lambda: [_looks(item) for item in self.items() if not _beats(item)])

    def lasting(self, look: Callable[[], T]) -> T:
        """Return what ``look`` sees, once that stays for some frames."""
        seen: list[T] = []

        def stays() -> bool:
            seen.append(look())
            return len(seen) > FRAMES and all(one == seen[-1] for one in seen[-FRAMES:])

        self.qtbot.waitUntil(stays)
        return seen[-1]

    def click(self, name: str) -> None:
        """Click the middle of an item with the mouse."""
        item = self.item(name)
        self.qtbot.waitUntil(lambda: item.width() > 0)
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
        spot = QPoint(round(middle.x()), round(middle.y()))
        QTest.mouseClick(self.window.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)

    def saying(self, text: str) -> QQuickItem:
        """Return the visible item whose text is ``text``."""
        return next(item for item in self.items() if item.property("text") == text)

    def point_at(self, item: QQuickItem) -> None:
        """Move the mouse onto the middle of ``item``."""
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        for spot in (middle + QPoint(1, 0), middle):
            QTest.mouseMove(self.window.view, spot)

    def more(self, button: str, row: str) -> None:
        """Click a button of the bar of a call, in a narrow window the row of the menu that stands for it."""
        if self.find(button) is not None:
            self.click(button)
            return
        self.click("moreButton")
        self.settled(row)
        self.click(row)

    def open_settings(self, page: str) -> None:
        """Open the settings at ``page``."""
        self.app.settings.open(page)
        self.window.view.setProperty("settingsOpen", True)
        self.item("settingsPage")

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        for letter in text:
            QTest.keyClick(self.window.view, letter)  # type: ignore[call-overload]

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key."""
        QTest.keyClick(self.window.view, key, modifiers)

    def wait_for_command(self, command: Command) -> None:
        """Wait until ``command`` has been posted."""
        self.qtbot.waitUntil(lambda: command in self.posted)

    def accessible(self, item: QQuickItem) -> QAccessibleInterface | None:
        return QAccessible.queryAccessibleInterface(item)

    def unnamed_controls(self) -> list[str]:
        """Return every control on the screen that a screen reader could not name."""
        roles = (
            QAccessible.Role.Button,
            QAccessible.Role.CheckBox,
            QAccessible.Role.ComboBox,
            QAccessible.Role.EditableText,
            QAccessible.Role.RadioButton,
            QAccessible.Role.ListItem,
            QAccessible.Role.List,
            QAccessible.Role.Graphic,
            QAccessible.Role.ProgressBar,
            QAccessible.Role.Dialog,
        )
        bad = []
        for item in self.items():
            interface = self.accessible(item)
            if interface is None or interface.role() not in roles:
                continue
            text = interface.text(QAccessible.Text.Name)
            if interface.state().passwordEdit:
                text = interface.text(QAccessible.Text.Description)
            if not text.strip():
                name = item.objectName() or item.parentItem().objectName()
                bad.append(f"{item.metaObject().className()} {name!r} {interface.role()}")
        return bad
