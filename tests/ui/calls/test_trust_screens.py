"""Who can listen, as it is seen and read out, and the details behind it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication

from tests.ui import scenes
from tests.ui.calls import trusts
from tests.ui.calls.test_figures import report
from tests.ui.rooms import rooms
from tests.ui.screen import NARROW, SIZES, Screen

OpenScreen = Callable[..., Screen]
CTRL = Qt.KeyboardModifier.ControlModifier

BADGES = (
    (trusts.direct("Anna Lindqvist"), "lock", "Encrypted to Anna Lindqvist only"),
    (trusts.by_sip(), "lock-half", "Encrypted hop by hop, as far as example.org"),
    (trusts.by_telephone(), "unlock", "In clear beyond the phone gateway"),
    (trusts.untold(), "lock-unknown", "Not known yet who can listen"),
)

pytestmark = pytest.mark.usefixtures("screen_reader")


@SIZES
def test_the_badge_says_who_can_listen(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.in_call(scenes.established()), size=size)
    badge = screen.item("trustBadge")
    for trust, glyph, words in BADGES:
        screen.show(scenes.in_call(scenes.established(trust=trust)))
        interface = screen.accessible(badge)
        assert interface is not None and interface.role() is QAccessible.Role.Button
        assert interface.text(QAccessible.Text.Name) == words
        assert screen.app.calls.trust.glyph == glyph
        screen.qtbot.waitUntil(lambda: badge.x() + badge.width() <= size[0])


def test_nothing_is_claimed_before_anybody_talks(open_screen: OpenScreen) -> None:
    call = scenes.outgoing(trust=trusts.direct("Anna Lindqvist"))
    screen = open_screen(scenes.in_call(call))
    screen.wait_for_words("Ringing")
    assert screen.find("trustBadge") is None and screen.app.calls.trust.sentence == ""


@SIZES
def test_the_badge_opens_the_details_hop_by_hop(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.in_call(scenes.bakery()), size=size)
    screen.engine.report = report(1)
    screen.click("trustBadge")
    screen.settled("detailsCopy")
    screen.wait_for_words("From the phone gateway to the telephone provider: in clear.")
    screen.wait_for_words("Can decrypt it: Anybody on a part of the way.")
    screen.wait_for_words("opus")
    assert screen.engine.reports_asked[0] == "c3"
    assert screen.unnamed_controls() == []
    top = screen.item("detailsList").mapToScene(screen.item("detailsList").boundingRect().topLeft()).y()
    assert top >= 0, "nothing of the panel is outside of the window"
    screen.click("detailsCopy")
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Call with Bakery on the corner\n") and "Way: direct, over Wi-Fi, UDP" in text
    screen.press(Qt.Key.Key_Escape)
    screen.qtbot.waitUntil(lambda: screen.find("detailsCopy") is None)
    assert not screen.app.calls.details._timer.isActive(), "nobody looks, nothing is measured"


def test_the_details_are_in_the_menu_and_have_a_key(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.established()), size=NARROW)
    screen.click("moreButton")
    screen.settled("moreDetails")
    screen.click("moreDetails")
    screen.settled("detailsCopy")
    screen.press(Qt.Key.Key_Escape)
    screen.qtbot.waitUntil(lambda: screen.find("detailsCopy") is None)
    screen.press(Qt.Key.Key_I, CTRL)
    screen.item("detailsCopy")


@SIZES
def test_every_row_of_the_menu_can_be_reached(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.sharable(), size=size)
    screen.click("moreButton")
    screen.settled("moreDetails")
    window = screen.window.view
    for _ in range(14):
        screen.press(Qt.Key.Key_Tab)
        row = window.activeFocusItem()
        top = row.mapToScene(row.boundingRect().topLeft()).y()
        assert top >= 0 and top + row.height() <= window.height(), row.objectName()


@SIZES
def test_a_room_says_that_its_server_can_listen(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(rooms.in_room(rooms.of(3)), size=size)
    interface = screen.accessible(screen.item("roomTrust"))
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == "Encrypted to the conference server"
    screen.settled("roomTrust")
    screen.click("roomTrust")
    screen.wait_for_words("Can decrypt it: You and the conference server.")
