"""Sharing a screen and looking at one, in a wide and in a narrow window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWindow
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from core import commands
from tests.ui import scenes
from tests.ui.drawn import desktop, gradient
from tests.ui.screen import NARROW, SIZES, Screen
from ui.devices.system_sound.host import unavailable_words

PREVIEW = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw=="
OpenScreen = Callable[..., Screen]
Size = tuple[int, int]
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier

pytestmark = [
    pytest.mark.usefixtures("screen_reader"),
    pytest.mark.qt_log_ignore("No RHI backend. Using CPU conversion"),
]


def ask_to_share(screen: Screen) -> None:
    if screen.find("shareButton") is None:
        screen.click("moreButton")
        screen.settled("moreShare")
        screen.click("moreShare")
    else:
        screen.click("shareButton")


def watching(open_screen: OpenScreen, **rest: Any) -> Screen:
    """Open a call in which Anna shows a screen of 1920 by 1080, with her camera on."""
    screen = open_screen(scenes.watching(), **rest)
    screen.engine.picture("c1/screen").put(desktop(1920, 1080))
    screen.engine.picture("c1/incoming").put(gradient(640, 360, warm=True))
    screen.qtbot.waitUntil(lambda: bool(screen.item("screenView").property("hasPicture")))
    screen.qtbot.waitUntil(lambda: bool(screen.item("remotePicture").property("hasPicture")))
    return screen


def area(item: QQuickItem) -> float:
    return item.width() * item.height()


def spoken(screen: Screen, item: QQuickItem) -> tuple[str, str]:
    interface = screen.accessible(item)
    assert interface is not None
    return interface.text(QAccessible.Text.Name), interface.text(QAccessible.Text.Description)


@SIZES
def test_choosing_with_the_mouse(open_screen: OpenScreen, size: Size) -> None:
    screen = open_screen(scenes.sharable(), size=size)
    ask_to_share(screen)
    screen.wait_for_command(commands.ListScreens())
    screen.settled("shareStart")
    assert screen.unnamed_controls() == []
    row: Any = next(item for item in screen.items() if item.property("key") == "screen-2")
    assert spoken(screen, row) == ("Dell U2720Q", "3840 by 2160")
    row.clicked.emit()
    screen.click("shareStart")
    screen.wait_for_command(commands.ShareScreen("c1", "screen-2"))
    screen.qtbot.waitUntil(lambda: screen.find("shareStart") is None)


@SIZES
def test_sound_with_it_by_mouse_and_keyboard(open_screen: OpenScreen, size: Size) -> None:
    screen = open_screen(scenes.sharable(), size=size)
    ask_to_share(screen)
    screen.settled("shareStart")
    toggle: Any = screen.item("shareSound")
    assert spoken(screen, toggle)[0] == "With this computer's sound"
    screen.click("shareSound")
    assert toggle.property("checked")
    toggle.forceActiveFocus()
    screen.press(Qt.Key.Key_Space)
    screen.press(Qt.Key.Key_Return)
    assert toggle.property("checked")
    screen.click("shareStart")
    screen.wait_for_command(commands.ShareScreen("c1", "screen-1", with_sound=True))


@SIZES
def test_no_sound_on_this_system_and_why(open_screen: OpenScreen, size: Size) -> None:
    words = unavailable_words("win32")
    screen = open_screen(scenes.sharable(system_sound_problem=words), size=size)
    ask_to_share(screen)
    screen.settled("shareStart")
    toggle = screen.item("shareSound")
    assert spoken(screen, toggle) == ("With this computer's sound", words)
    assert not toggle.isEnabled()
    screen.click("shareSound")
    screen.click("shareStart")
    screen.wait_for_command(commands.ShareScreen("c1", "screen-1"))


@SIZES
def test_the_bar_says_what_becomes_of_the_sound(open_screen: OpenScreen, size: Size) -> None:
    screen = open_screen(scenes.sharing(shares_sound=True), size=size)
    name, _ = spoken(screen, screen.item("sharingBar"))
    assert name == "Sharing: Budget 2027, Spreadsheet. With this computer's sound"
    label: Any = screen.item("sharingSoundWords")
    assert label.property("text") == "With this computer's sound" and not label.property("truncated")
    screen.show(scenes.sharing(shares_sound=True, shared_sound_problem="Gone."))
    assert label.property("text") == "For now without sound" and not label.property("truncated")


@SIZES
def test_choosing_with_the_keyboard(open_screen: OpenScreen, size: Size) -> None:
    screen = open_screen(scenes.sharable(), size=size)
    screen.press(Qt.Key.Key_S, CTRL_SHIFT)
    screen.settled("shareStart")
    screen.press(Qt.Key.Key_Down)
    screen.press(Qt.Key.Key_Down)
    screen.press(Qt.Key.Key_F5)
    assert screen.posted.count(commands.ListScreens()) == 2
    screen.press(Qt.Key.Key_Return)
    screen.wait_for_command(commands.ShareScreen("c1", "window-1"))


@SIZES
def test_the_list_is_one_stop_of_the_tab_key(open_screen: OpenScreen, size: Size) -> None:
    screen = open_screen(scenes.sharable(), size=size)
    screen.press(Qt.Key.Key_S, CTRL_SHIFT)
    screen.settled("shareStart")
    screen.press(Qt.Key.Key_Down)
    screen.show(scenes.sharable(screens=tuple(replace(one, preview=PREVIEW) for one in scenes.SCREENS)))
    screen.press(Qt.Key.Key_Tab)
    screen.press(Qt.Key.Key_Space)
    assert screen.app.calls.sharing.property("withSound"), "the next stop is the sound"
    screen.press(Qt.Key.Key_Backtab)
    screen.press(Qt.Key.Key_Return)
    screen.wait_for_command(commands.ShareScreen("c1", "screen-2", with_sound=True))


def test_nothing_to_share_and_why(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.sharable(screens=()))
    ask_to_share(screen)
    screen.settled("shareStart")
    assert screen.find("shareEmpty") is not None
    start = screen.item("shareStart")
    assert spoken(screen, start) == ("Share", "There is nothing to share.")
    screen.click("shareStart")
    problem = "Ahoy may not record the screen."
    screen.show(scenes.sharable(screens=(), screens_problem=problem))
    assert spoken(screen, screen.item("shareProblem"))[0] == problem
    assert screen.find("shareEmpty") is None
    screen.press(Qt.Key.Key_Escape)
    screen.qtbot.waitUntil(lambda: screen.find("shareStart") is None)
    assert not any(isinstance(command, commands.ShareScreen) for command in screen.posted)


def test_a_screen_is_not_shared_with_somebody_else(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.sharable())
    ask_to_share(screen)
    screen.settled("shareStart")
    screen.show(scenes.with_devices(scenes.in_call(scenes.held(), scenes.bakery(can_share=True))))
    screen.qtbot.waitUntil(lambda: screen.find("shareStart") is None)


@SIZES
def test_a_call_that_takes_no_screen_says_so(open_screen: OpenScreen, size: Size) -> None:
    screen = open_screen(scenes.in_call(scenes.established()), size=size)
    ask_to_share(screen)
    screen.press(Qt.Key.Key_S, CTRL_SHIFT)
    name = "shareButton" if screen.find("shareButton") is not None else "moreShare"
    assert "This call cannot show a screen." in spoken(screen, screen.item(name))
    assert screen.find("shareStart") is None and commands.ListScreens() not in screen.posted


@SIZES
def test_the_sharer_sees_it_and_stops_with_one_click(open_screen: OpenScreen, size: Size) -> None:
    screen = open_screen(scenes.sharable(), size=size)
    screen.window.view.requestActivate()
    screen.qtbot.waitUntil(screen.window.view.isActive)
    screen.show(scenes.sharing())
    screen.engine.picture("c1/incoming").put(gradient(640, 360, warm=True))
    screen.qtbot.waitUntil(lambda: bool(screen.item("remotePicture").property("hasPicture")))
    QAccessible.setActive(False)  # beside a screen reader they would never hide
    screen.item("callScreen").setProperty("patience", 1)
    screen.qtbot.waitUntil(lambda: not screen.item("callScreen").property("controlsShown"))
    name, _ = spoken(screen, screen.item("sharingBar"))
    assert name == "Sharing: Budget 2027, Spreadsheet"
    assert spoken(screen, screen.item("stopSharing"))[0] == "Stop sharing"
    screen.click("stopSharing")
    screen.wait_for_command(commands.StopSharing("c1"))
    screen.press(Qt.Key.Key_S, CTRL_SHIFT)
    assert screen.posted.count(commands.StopSharing("c1")) == 2
    screen.show(scenes.sharable())
    assert screen.find("sharingBar") is None


@SIZES
def test_the_screen_is_large_and_the_camera_beside_it(open_screen: OpenScreen, size: Size) -> None:
    screen = watching(open_screen, size=size)
    view, camera = screen.item("screenView"), screen.item("remotePicture")
    assert area(view) > 8 * area(camera)
    assert spoken(screen, view)[0] == "Screen of Anna Lindqvist"
    if size != NARROW:
        edge = camera.mapToScene(QPointF(0, 0)).x()
        assert view.mapToScene(QPointF(view.width(), 0)).x() <= edge  # nothing of the screen is covered
    assert screen.unnamed_controls() == []
    screen.press(Qt.Key.Key_X, CTRL_SHIFT)
    screen.qtbot.waitUntil(lambda: area(camera) > 8 * area(view))
    screen.click("screenView")
    screen.qtbot.waitUntil(lambda: area(view) > 8 * area(camera))
    screen.click("remotePicture")
    screen.qtbot.waitUntil(lambda: area(camera) > 8 * area(view))


def test_exchanging_with_the_keyboard_alone(open_screen: OpenScreen) -> None:
    screen = watching(open_screen)
    inset = screen.item("cameraInset")
    assert spoken(screen, inset)[0] == "Give the room to the picture of Anna Lindqvist"
    inset.forceActiveFocus()
    screen.press(Qt.Key.Key_Space)
    screen.qtbot.waitUntil(lambda: not screen.app.calls.sharing.property("screenLarge"))
    screen.item("screenView").forceActiveFocus()
    screen.press(Qt.Key.Key_Return)
    screen.qtbot.waitUntil(lambda: bool(screen.app.calls.sharing.property("screenLarge")))


@SIZES
def test_pixel_by_pixel_and_dragged(open_screen: OpenScreen, size: Size) -> None:
    screen = watching(open_screen, size=size)
    if size == NARROW:
        screen.click("moreButton")
        screen.settled("moreActualSize")
        screen.click("moreActualSize")
    else:
        screen.click("actualSizeButton")
    picture, page = screen.item("screenPicture"), screen.item("screenPage")
    ratio = screen.window.view.devicePixelRatio()
    screen.qtbot.waitUntil(lambda: picture.width() == 1920 / ratio and picture.height() == 1080 / ratio)
    middle = (1920 / ratio - page.width()) / 2
    screen.qtbot.waitUntil(lambda: page.property("contentX") == pytest.approx(middle, abs=1))
    screen.item("screenView").forceActiveFocus()
    screen.press(Qt.Key.Key_Right)
    assert page.property("contentX") == pytest.approx(middle + 80, abs=1)
    for _ in range(60):
        screen.press(Qt.Key.Key_Left)
        screen.press(Qt.Key.Key_Up)
    assert (page.property("contentX"), page.property("contentY")) == (0, 0)
    drag(screen, QPoint(size[0] // 2, size[1] // 2), QPoint(size[0] // 2 - 120, size[1] // 2))
    screen.qtbot.waitUntil(lambda: page.property("contentX") > 40)
    screen.press(Qt.Key.Key_Z, CTRL_SHIFT)
    screen.qtbot.waitUntil(lambda: picture.width() == page.width() and page.property("contentX") == 0)


def drag(screen: Screen, start: QPoint, end: QPoint) -> None:
    view = screen.window.view
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 13):
        spot = start + (end - start) * step / 12
        QTest.mouseMove(view, spot)
        screen.qtbot.wait(10)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


def test_a_screen_that_is_on_its_way_is_announced(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.established()))
    screen.show(scenes.watching())
    screen.wait_for_words("Anna Lindqvist is sharing a screen.")
    screen.wait_for_words("The shared screen is on its way…")
    screen.show(scenes.in_call(scenes.established()))
    screen.wait_for_words("Anna Lindqvist no longer shares a screen.")
    assert screen.find("screenView") is None


def test_a_screen_of_the_oddest_size_fits(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.watching())
    for width, height in ((16, 4000), (4000, 16), (2, 2)):
        screen.engine.picture("c1/screen").put(gradient(width, height, warm=True))
        screen.qtbot.waitUntil(
            lambda size=(width, height): (
                screen.item("screenPicture").property("pixels").toSize().toTuple() == size
            )
        )
        screen.app.calls.sharing.toggleActualSize()
        screen.app.calls.sharing.exchange()
        screen.at_rest()
        inset = screen.item("screenView")
        assert 0 < inset.height() < 720 and 0 < inset.width() < 1100
        screen.app.calls.sharing.exchange()


@SIZES
def test_keys_never_reach_what_lies_under_a_call(open_screen: OpenScreen, size: Size) -> None:
    screen = open_screen(scenes.home(), size=size)
    screen.item("dialField").forceActiveFocus()
    screen.type("anna-lindqvist")
    screen.item("dialVideo").forceActiveFocus()
    screen.show(scenes.sharable())
    screen.item("callScreen")
    screen.press(Qt.Key.Key_S, CTRL_SHIFT)
    screen.settled("shareStart")
    screen.press(Qt.Key.Key_Return)
    screen.qtbot.waitUntil(lambda: screen.find("shareStart") is None)
    before = list(screen.posted)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_A, Qt.Key.Key_Tab, Qt.Key.Key_Space):
        focus: Any = screen.window.view.activeFocusItem()
        home = screen.item("callScreen").window().findChild(QQuickItem, "dialVideo")
        assert focus is None or focus is not home
        screen.press(key)
    placed = [command for command in screen.posted[len(before) :] if isinstance(command, commands.PlaceCall)]
    assert placed == []


def test_behind_other_windows_a_strip_says_so_and_stops_it(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.sharable())
    children = screen.window.view.findChildren(QWindow)
    strip = next(child for child in children if child.objectName() == "sharingStrip")
    screen.window.view.requestActivate()
    screen.qtbot.waitUntil(screen.window.view.isActive)
    screen.show(scenes.sharing(shares_sound=True))
    assert not strip.isVisible(), "the window in front has a bar of its own"
    other = QWindow()
    other.show()
    other.requestActivate()
    screen.qtbot.waitUntil(strip.isVisible)
    assert isinstance(strip, QQuickWindow) and strip.transientParent() is None
    assert strip.flags() & Qt.WindowType.WindowStaysOnTopHint
    assert strip.flags() & Qt.WindowType.WindowDoesNotAcceptFocus
    stop: Any = next(item for item in screen.items(strip.contentItem()) if item.objectName() == "stopSharing")
    middle = stop.mapToScene(QPointF(stop.width() / 2, stop.height() / 2)).toPoint()
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=middle)
    screen.wait_for_command(commands.StopSharing("c1"))
    screen.show(scenes.sharable())
    assert not strip.isVisible()
    other.close()


@SIZES
def test_only_the_person_s_own_picture_is_mirrored(open_screen: OpenScreen, size: Size) -> None:
    screen = watching(open_screen, size=size)
    names = {"preview", "c1/incoming", "c1/screen"}
    pictures = [item for item in screen.items() if item.property("name") in names]
    mirrored = {item.property("name"): item.property("mirrored") for item in pictures}
    assert mirrored == {"preview": True, "c1/incoming": False, "c1/screen": False}


@SIZES
def test_what_is_found_after_the_picker_opened_takes_the_keyboard(
    open_screen: OpenScreen, size: Size
) -> None:
    screen = open_screen(scenes.sharable(screens=()), size=size)
    screen.press(Qt.Key.Key_S, CTRL_SHIFT)
    screen.settled("shareStart")
    screen.show(scenes.sharable())
    screen.settled("shareStart")
    screen.show(scenes.sharable(screens=tuple(replace(one, preview=PREVIEW) for one in scenes.SCREENS)))
    screen.press(Qt.Key.Key_Down)
    screen.press(Qt.Key.Key_Return)
    screen.wait_for_command(commands.ShareScreen("c1", "screen-2"))


@pytest.mark.parametrize("size", [(780, 560), (1100, 720), NARROW])
def test_what_is_wrong_is_read_beside_the_people_and_not_under_them(
    open_screen: OpenScreen, size: Size
) -> None:
    sentence = "No sound comes from Anna Lindqvist: the microphone there may be switched off."
    screen = watching(open_screen, size=size)
    screen.show(scenes.watching(quality=(sentence,)))
    screen.settled("qualityBadge")
    badge, camera = screen.item("qualityBadge"), screen.item("remotePicture")
    left, right = (badge.mapToScene(QPointF(x, 0)) for x in (0, badge.width()))
    below = badge.mapToScene(QPointF(0, badge.height())).y() <= camera.mapToScene(QPointF(0, 0)).y()
    assert left.x() >= 0 and (below or right.x() <= camera.mapToScene(QPointF(0, 0)).x())
