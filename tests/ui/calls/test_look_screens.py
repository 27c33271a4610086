"""How pictures of a call are looked at, by mouse and keys: zoomed, filled, popped out; and the own one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QMetaObject, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QWheelEvent, QWindow
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from core import commands
from tests.ui import scenes
from tests.ui.drawn import gradient
from tests.ui.screen import NARROW, SIZES, Screen

OpenScreen = Callable[..., Screen]
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier

pytestmark = [
    pytest.mark.usefixtures("screen_reader"),
    pytest.mark.qt_log_ignore("No RHI backend. Using CPU conversion"),
]


def pictured(open_screen: OpenScreen, **rest: Any) -> Screen:
    """Open a call in which Anna's picture is seen."""
    screen = open_screen(scenes.in_call(scenes.established()), **rest)
    screen.engine.picture("c1/incoming").put(gradient(640, 360, warm=True))
    screen.qtbot.waitUntil(lambda: bool(screen.item("remotePicture").property("hasPicture")))
    return screen


def wheel(screen: Screen, at: QPoint, turns: int) -> None:
    place = QPointF(at)
    event = QWheelEvent(
        place,
        place,
        QPoint(0, 0),
        QPoint(0, 120 * turns),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QGuiApplication.sendEvent(screen.window.view, event)


def small_windows() -> list[QWindow]:
    return [w for w in QGuiApplication.topLevelWindows() if w.objectName() == "smallWindow" and w.isVisible()]


class Small:
    """The one small window, with a person's hands."""

    def __init__(self, screen: Screen) -> None:
        screen.qtbot.waitUntil(lambda: len(small_windows()) == 1)
        [window] = small_windows()
        assert isinstance(window, QQuickWindow)
        self.window = window

    def item(self, name: str) -> QQuickItem:
        found = self.window.findChild(QQuickItem, name)
        assert found is not None
        return found

    def click(self, name: str) -> None:
        QMetaObject.invokeMethod(self.item(name), "click")


def test_a_wheel_magnifies_and_a_drag_moves(open_screen: OpenScreen) -> None:
    screen = pictured(open_screen)
    remote, view = screen.item("remotePicture"), screen.window.view
    before = remote.width()
    wheel(screen, QPoint(550, 300), 3)
    screen.qtbot.waitUntil(lambda: remote.width() > before * 1.9)
    x = remote.x()
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(view, left, pos=QPoint(550, 300))
    for step in range(1, 8):
        QTest.mouseMove(view, QPoint(550 + 20 * step, 300))
    QTest.mouseRelease(view, left, pos=QPoint(690, 300))
    assert remote.x() > x + 50
    screen.settled("zoomReset")
    screen.click("zoomReset")
    screen.qtbot.waitUntil(lambda: remote.width() == pytest.approx(before))
    assert screen.find("zoomReset") is None


def test_keys_magnify_move_and_take_it_back(open_screen: OpenScreen) -> None:
    screen = pictured(open_screen)
    remote = screen.item("remotePicture")
    before = remote.width()
    screen.press(Qt.Key.Key_Plus, CTRL)
    screen.press(Qt.Key.Key_Equal, CTRL)
    screen.qtbot.waitUntil(lambda: remote.width() == pytest.approx(before * 1.5625))
    screen.item("callScreen").forceActiveFocus()
    x = remote.x()
    screen.press(Qt.Key.Key_Left)
    assert remote.x() > x
    screen.press(Qt.Key.Key_Minus, CTRL)
    screen.press(Qt.Key.Key_0, CTRL)
    screen.qtbot.waitUntil(lambda: remote.width() == pytest.approx(before))


def test_a_double_click_goes_back_to_all_of_it_and_then_to_full_screen(open_screen: OpenScreen) -> None:
    screen = pictured(open_screen)
    view, at = screen.window.view, QPoint(550, 300)
    wheel(screen, at, 3)
    screen.qtbot.waitUntil(lambda: screen.app.calls.look.zoomed)
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=at)
    screen.qtbot.waitUntil(lambda: not screen.app.calls.look.zoomed)
    assert view.visibility() is not QWindow.Visibility.FullScreen
    screen.qtbot.wait(QGuiApplication.styleHints().mouseDoubleClickInterval() + 50)
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=at)
    screen.qtbot.waitUntil(lambda: view.visibility() is QWindow.Visibility.FullScreen)


@SIZES
def test_the_picture_fills_the_window(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = pictured(open_screen, size=size)
    remote = screen.item("remotePicture")
    screen.more("fillButton", "moreFill")
    screen.qtbot.waitUntil(lambda: remote.height() >= screen.window.view.height())
    assert remote.width() >= screen.window.view.width()
    screen.press(Qt.Key.Key_F, CTRL_SHIFT)
    screen.qtbot.waitUntil(lambda: remote.width() <= screen.window.view.width())


@SIZES
def test_the_picture_goes_into_a_small_window_and_back(
    open_screen: OpenScreen, size: tuple[int, int]
) -> None:
    screen = pictured(open_screen, size=size)
    screen.more("popOutButton", "morePopOut")
    screen.wait_for_words("The picture is in a small window in front")
    small = Small(screen)
    assert small.window.flags() & Qt.WindowType.WindowStaysOnTopHint
    assert small.window.transientParent() is None, "it would be minimised with the big one"
    screen.engine.picture("c1/incoming").put(gradient(640, 360, warm=True))
    screen.qtbot.waitUntil(lambda: bool(small.item("smallPicture").property("hasPicture")))
    for name, words in (
        ("smallMute", "Mute the microphone"),
        ("smallHangUp", "Hang up"),
        ("smallBack", "Back to the whole call"),
    ):
        interface = screen.accessible(small.item(name))
        assert interface is not None and interface.text(QAccessible.Text.Name) == words
    small.click("smallMute")
    screen.wait_for_command(commands.SetMuted("c1", True))
    small.click("smallBack")
    screen.qtbot.waitUntil(lambda: small_windows() == [])
    screen.qtbot.waitUntil(lambda: "small window" not in screen.words())


def test_the_small_window_hangs_up_and_goes_with_the_call(open_screen: OpenScreen) -> None:
    screen = pictured(open_screen)
    screen.press(Qt.Key.Key_P, CTRL_SHIFT)
    small = Small(screen)
    small.click("smallHangUp")
    screen.wait_for_command(commands.HangUp("c1"))
    screen.show(scenes.in_call(scenes.ended()))
    screen.qtbot.waitUntil(lambda: small_windows() == [])


def test_the_small_window_comes_when_the_big_one_goes(open_screen: OpenScreen) -> None:
    screen = pictured(open_screen)
    view = screen.window.view
    view.showMinimized()
    small = Small(screen)
    small.click("smallBack")
    screen.qtbot.waitUntil(lambda: view.visibility() is QWindow.Visibility.Windowed)
    screen.qtbot.waitUntil(lambda: small_windows() == [])


def test_the_small_window_says_what_there_is_instead_of_a_picture(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.established(remote_video_paused=True, muted=True)))
    screen.press(Qt.Key.Key_P, CTRL_SHIFT)
    small = Small(screen)
    assert small.item("smallState").property("text") == "Anna Lindqvist has paused the video"
    assert small.item("smallMuted").isVisible()
    screen.show(scenes.in_call(scenes.established(connection="Reconnecting")))
    screen.qtbot.waitUntil(lambda: small.item("smallState").property("text") == "Reconnecting")


@SIZES
def test_the_own_picture_is_hidden_by_choice(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.in_call(scenes.established()), size=size)
    screen.item("selfView")
    screen.click("moreButton")
    screen.settled("moreSelfView")
    screen.click("moreSelfView")
    screen.qtbot.waitUntil(lambda: screen.find("selfView") is None)
    assert commands.SetVideoPaused("c1", True) not in screen.posted, "the other end sees it all the same"
    screen.press(Qt.Key.Key_V, CTRL_SHIFT)
    screen.item("selfView")


def test_the_own_picture_is_resized_by_its_inner_corner_and_by_keys(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.established()))
    own = screen.item("selfView")
    own.forceActiveFocus()
    screen.qtbot.waitUntil(lambda: screen.find("selfGrip") is not None)
    before = own.width()
    screen.press(Qt.Key.Key_Plus)
    screen.qtbot.waitUntil(lambda: own.width() > before + 30)
    screen.press(Qt.Key.Key_Minus)
    screen.qtbot.waitUntil(lambda: own.width() == pytest.approx(before, abs=2))
    screen.settled("selfGrip")
    middle = screen.item("selfGrip").mapToScene(QPointF(12, 12)).toPoint()
    view, left = screen.window.view, Qt.MouseButton.LeftButton
    QTest.mousePress(view, left, pos=middle)
    for step in range(1, 9):
        QTest.mouseMove(view, middle - QPoint(15 * step, 0))
    QTest.mouseRelease(view, left, pos=middle - QPoint(120, 0))
    assert own.width() > before + 40


@pytest.mark.parametrize("place", [(0.1, 0.1), (0.9, 0.1), (0.1, 0.9), (0.9, 0.9)], ids=str)
def test_what_hides_the_own_picture_is_not_where_it_is_dragged(
    open_screen: OpenScreen, place: tuple[float, float]
) -> None:
    screen = open_screen(scenes.in_call(scenes.established()))
    screen.app.calls.selfLook.drop(*place)
    screen.item("selfView").forceActiveFocus()
    screen.settled("selfGrip")
    hide, grip = (
        item.mapRectToScene(item.boundingRect()) for item in map(screen.item, ("selfHide", "selfGrip"))
    )
    assert not hide.intersects(grip)


def test_the_own_picture_stays_inside_a_small_window(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.established()), size=NARROW)
    screen.app.calls.selfLook.resize(0.5)
    own, bar = screen.item("selfView"), screen.item("hangUpButton")
    screen.settled("selfView")
    bottom = own.mapToScene(QPointF(0, own.height())).y()
    assert bottom <= bar.mapToScene(QPointF(0, 0)).y() and own.width() <= 180
