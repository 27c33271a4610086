"""A hint in the call: seen, answered with one click, told to screen readers, and out of the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QAccessible

from core import commands
from core.snapshots import NoticeSnapshot
from tests.ui import scenes
from tests.ui.scenes import MUTED_HINT, SILENT_HINT
from tests.ui.screen import SIZES, Screen

OpenScreen = Callable[..., Screen]

pytestmark = pytest.mark.usefixtures("screen_reader")


@SIZES
def test_unmuting_from_the_hint(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.in_call(scenes.established(muted=True)), size=size)
    assert screen.find("hintCard") is None
    screen.show(scenes.hinted())
    card = screen.accessible(screen.item("hintCard"))
    assert card is not None and card.role() is QAccessible.Role.AlertMessage
    assert card.text(QAccessible.Text.Name) == MUTED_HINT
    assert screen.unnamed_controls() == []
    screen.settled("hintAction")
    assert screen.item("hintAction").property("text") == "Unmute"
    screen.click("hintAction")
    screen.wait_for_command(commands.SetMuted("c1", False))
    screen.qtbot.waitUntil(lambda: screen.find("hintCard") is None)


@SIZES
def test_a_silent_microphone_opens_the_devices(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.hinted(SILENT_HINT), size=size)
    screen.settled("hintAction")
    screen.click("hintAction")
    screen.wait_for_words("Check sound and video")


def test_the_words_stay_while_it_fades(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.hinted())
    screen.settled("hintClose")
    screen.click("hintClose")
    assert screen.item("hintText").property("text") == MUTED_HINT
    screen.qtbot.waitUntil(lambda: screen.find("hintCard") is None)


@SIZES
def test_a_notice_stands_above_the_hint(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.hinted(), size=size)
    screen.settled("hintCard")
    screen.show(replace(scenes.hinted(), notice=NoticeSnapshot(1, "Ada is sharing a screen.")))
    screen.settled("toast")
    toast, card = screen.item("toast"), screen.item("hintCard")
    screen.qtbot.waitUntil(
        lambda: toast.mapToScene(QPointF(0, toast.height())).y() <= card.mapToScene(QPointF(0, 0)).y()
    )


@pytest.mark.parametrize("size", [(1280, 800), (1100, 720), (780, 560), (360, 560)])
def test_a_notice_covers_nothing_that_is_said_of_the_connection(
    open_screen: OpenScreen, size: tuple[int, int]
) -> None:
    screen = open_screen(scenes.in_call(scenes.established()), size=size)
    notice = NoticeSnapshot(1, 'The microphone "Laptop" is gone: "USB headset microphone" is used now.')
    late = "The connection is slow: Anna Lindqvist answers late by 900 ms."
    screen.show(scenes.in_call(scenes.established(quality=("Gaps.",))))  # the sign says it
    slow = scenes.established(quality=("Gaps.", late))
    screen.show(replace(scenes.in_call(slow), notice=notice))
    screen.settled("toast")
    toast, words = screen.item("toast"), screen.item("qualityToasts")

    def are_apart() -> bool:
        lower, upper = toast.mapToScene(QPointF(0, 0)), words.mapToScene(QPointF(0, words.height()))
        beside = toast.mapToScene(QPointF(toast.width(), 0)).x() <= words.mapToScene(QPointF(0, 0)).x()
        return words.height() > 0 and (upper.y() <= lower.y() or beside)

    screen.qtbot.waitUntil(are_apart)


@SIZES
def test_a_hint_covers_no_control(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    long = SILENT_HINT + " Look at the switch on its cable, and at the sound settings of the system."
    screen = open_screen(scenes.hinted(long), size=size)
    screen.settled("hintCard")
    screen.settled("hangUpButton")
    card, own = screen.item("hintCard"), screen.item("selfView")
    button = screen.item("hangUpButton")
    screen.qtbot.waitUntil(  # both move into their places
        lambda: card.mapToScene(QPointF(0, card.height())).y() <= button.mapToScene(QPointF(0, 0)).y()
    )
    assert card.mapToScene(QPointF(0, 0)).x() >= 0
    assert card.mapToScene(QPointF(card.width(), 0)).x() <= size[0]
    screen.qtbot.waitUntil(
        lambda: (
            own.mapToScene(QPointF(0, own.height())).y() <= card.mapToScene(QPointF(0, 0)).y()
            or own.mapToScene(QPointF(0, 0)).x() >= card.mapToScene(QPointF(card.width(), 0)).x()
        )
    )
    words = screen.item("hintText")
    assert words.property("contentHeight") <= card.height()
