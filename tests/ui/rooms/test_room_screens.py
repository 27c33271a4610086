"""A conference room, done with mouse and keyboard, in a wide and in the smallest window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QWindow
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from core import commands, room_commands
from core.rooms import RoomEvent, RoomSnapshot
from tests.ui import scenes
from tests.ui.rooms import rooms
from tests.ui.screen import NARROW, SIZES, WIDE, Screen

OpenScreen = Callable[..., Screen]
ME, ANNA, BOB, CAROL = (rooms.ident(n) for n in range(4))
CTRL = Qt.KeyboardModifier.ControlModifier

pytestmark = pytest.mark.usefixtures("screen_reader")


@pytest.fixture
def open_room(open_screen: OpenScreen) -> Callable[..., Screen]:
    def open_one(room: RoomSnapshot, size: tuple[int, int] = WIDE, **changes: object) -> Screen:
        screen = open_screen(rooms.in_room(room, **changes), size=size)
        screen.app.appearance.setStill(True)  # nothing to wait for; one test below lets tiles move
        screen.item("roomScreen")
        return screen

    return open_one


def until(screen: Screen, is_so: Callable[[], bool]) -> None:
    """Wait for it, with patience: a machine that many use draws a window in seconds."""
    screen.qtbot.waitUntil(is_so, timeout=20_000)


def tiles(screen: Screen) -> dict[str, QQuickItem]:
    return {i.property("key"): i for i in screen.items() if i.objectName() == "roomTile"}


def wait_for_tiles(screen: Screen, *keys: str) -> dict[str, QQuickItem]:
    until(screen, lambda: set(tiles(screen)) == set(keys))
    until(screen, lambda: all(tile.property("opacity") == 1 for tile in tiles(screen).values()))
    return tiles(screen)


def rests(screen: Screen) -> None:
    """Wait until no tile moves any more."""
    seen: list[list[tuple[float, ...]]] = []

    def same() -> bool:
        seen.append([(t.x(), t.y(), t.width(), t.height()) for t in tiles(screen).values()])
        return len(seen) > 2 and seen[-1] == seen[-2] == seen[-3]

    until(screen, same)


def open_people(screen: Screen) -> None:
    screen.more("peopleButton", "morePeople")
    screen.item("peoplePanel")


def open_menu(screen: Screen, key: str) -> None:
    tile = tiles(screen)[key]
    tile.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    screen.press(Qt.Key.Key_Return)
    screen.settled("menuPop")


def in_room(screen: Screen) -> list[object]:
    return [c for c in screen.posted if not isinstance(c, room_commands.ViewMembers)]


def tile_windows() -> list[QWindow]:
    return [w for w in QGuiApplication.topLevelWindows() if w.objectName() == "tileWindow" and w.isVisible()]


@SIZES
def test_tiles_lie_in_the_window_beside_the_controls(
    open_room: Callable[..., Screen], size: tuple[int, int]
) -> None:
    screen = open_room(rooms.of(1), size)
    for count in (1, 2, 3, 6, 8):
        screen.show(rooms.in_room(rooms.of(count)))
        keys = [rooms.ident(n) for n in range(count)] if count != 2 else [ANNA]
        wait_for_tiles(screen, *keys)
        rests(screen)
        bar = screen.item("muteButton").mapToScene(QPointF(0, 0)).y()
        for tile in tiles(screen).values():
            assert tile.x() >= 0 and tile.y() >= 0
            assert tile.x() + tile.width() <= size[0] and tile.y() + tile.height() < bar


@SIZES
def test_every_control_has_a_name_and_lies_in_the_window(
    open_room: Callable[..., Screen], size: tuple[int, int]
) -> None:
    screen = open_room(rooms.room(), size)
    inspect(screen)
    open_people(screen)
    for room in (rooms.lively(), rooms.crowd(), rooms.presented(), rooms.of(3, can_moderate=False)):
        screen.show(rooms.in_room(room))
        inspect(screen)


def inspect(screen: Screen) -> None:
    rests(screen)
    assert screen.unnamed_controls() == []
    width, height = screen.window.view.width(), screen.window.view.height()
    for button in screen.items():
        if button.inherits("QQuickButton"):
            start = button.mapToScene(QPointF(0, 0))
            end = button.mapToScene(QPointF(button.width(), button.height()))
            inside = start.x() >= 0 and end.x() <= width and start.y() >= 0 and end.y() <= height
            assert inside or button.parentItem().objectName() == "memberList", button


@SIZES
def test_the_controls_of_a_call_work(open_room: Callable[..., Screen], size: tuple[int, int]) -> None:
    screen = open_room(rooms.of(3), size)
    screen.click("muteButton")
    screen.wait_for_command(commands.SetMuted("r1", True))
    screen.press(Qt.Key.Key_D, CTRL)
    screen.click("videoButton")
    screen.wait_for_command(commands.SetVideoPaused("r1", True))
    screen.more("keypadButton", "moreKeypad")
    screen.settled("key5")
    screen.click("key5")
    screen.wait_for_command(commands.SendDtmf("r1", "5"))
    screen.press(Qt.Key.Key_Escape)
    until(screen, lambda: screen.find("key5") is None)
    screen.click("hangUpButton")
    screen.wait_for_command(commands.HangUp("r1"))
    leave = screen.accessible(screen.item("hangUpButton"))
    assert leave is not None and leave.text(QAccessible.Text.Name) == "Leave the room"


def test_the_hand(open_room: Callable[..., Screen]) -> None:
    screen = open_room(rooms.of(3))
    screen.more("handButton", "moreHand")
    screen.wait_for_command(room_commands.RaiseHand("r1", True))
    up = rooms.room(rooms.own(has_hand_raised=True), rooms.other(1))
    screen.show(rooms.in_room(up))
    screen.wait_for_words("Your hand is up")
    screen.press(Qt.Key.Key_R, CTRL)
    screen.wait_for_command(room_commands.RaiseHand("r1", False))


def test_grid_and_speaker_view(open_room: Callable[..., Screen]) -> None:
    screen = open_room(rooms.of(4))
    wait_for_tiles(screen, ME, ANNA, BOB, CAROL)
    screen.more("viewButton", "moreView")
    until(screen, lambda: screen.app.calls.room.stage.property("view") == "speaker")
    rests(screen)
    found = tiles(screen)
    assert found[ANNA].width() * found[ANNA].height() > 2 * found[BOB].width() * found[BOB].height()
    screen.press(Qt.Key.Key_G, CTRL)
    rests(screen)
    assert tiles(screen)[ANNA].width() == tiles(screen)[BOB].width()


def test_where_one_sees_oneself(open_room: Callable[..., Screen]) -> None:
    screen = open_room(rooms.of(4))
    wait_for_tiles(screen, ME, ANNA, BOB, CAROL)
    assert screen.find("selfView") is None
    screen.more("selfViewButton", "moreSelfView")
    wait_for_tiles(screen, ANNA, BOB, CAROL)
    screen.item("selfView")
    screen.press(Qt.Key.Key_V, CTRL | Qt.KeyboardModifier.ShiftModifier)
    until(screen, lambda: screen.find("selfView") is None)
    assert ME not in tiles(screen)
    screen.press(Qt.Key.Key_V, CTRL | Qt.KeyboardModifier.ShiftModifier)
    wait_for_tiles(screen, ME, ANNA, BOB, CAROL)


def test_every_action_in_the_smallest_window(open_room: Callable[..., Screen]) -> None:
    screen = open_room(rooms.of(4), NARROW)
    stage = screen.app.calls.room.stage
    wait_for_tiles(screen, ME, ANNA, BOB, CAROL)
    screen.more("handButton", "moreHand")
    screen.wait_for_command(room_commands.RaiseHand("r1", True))
    screen.more("viewButton", "moreView")
    until(screen, lambda: stage.property("view") == "speaker")
    screen.more("selfViewButton", "moreSelfView")
    wait_for_tiles(screen, ANNA, BOB, CAROL)
    rests(screen)
    open_menu(screen, BOB)
    screen.click("menuPin")
    until(screen, lambda: stage.wishes.pinned == BOB)
    open_people(screen)
    screen.type("+493012345")
    screen.press(Qt.Key.Key_Return)
    screen.wait_for_command(room_commands.InviteToRoom("r1", "+493012345"))
    screen.click("copyLink")
    assert QGuiApplication.clipboard().text() == rooms.LINK
    screen.click("peopleClose")
    until(screen, lambda: screen.find("peoplePanel") is None)
    screen.click("hangUpButton")
    screen.wait_for_command(commands.HangUp("r1"))


def test_who_speaks_is_outlined(open_room: Callable[..., Screen]) -> None:
    quiet = rooms.of(3)
    screen = open_room(quiet)
    wait_for_tiles(screen, ME, ANNA, BOB)

    def outlined() -> set[str]:
        shown = [i for i in screen.items() if i.objectName() == "talkingOutline"]
        return {outline.parentItem().parentItem().property("key") for outline in shown}

    assert outlined() == set()
    me, anna, bob = quiet.members
    screen.show(rooms.in_room(replace(quiet, members=(me, anna, replace(bob, is_talking=True)))))
    until(screen, lambda: outlined() == {BOB})
    tile = screen.accessible(tiles(screen)[BOB])
    assert tile is not None and tile.text(QAccessible.Text.Name) == "Bob Marsh, speaking"
    screen.show(rooms.in_room(quiet))
    until(screen, lambda: outlined() == set())


def test_a_tile_is_pinned_muted_and_its_owner_removed_with_the_keyboard(
    open_room: Callable[..., Screen],
) -> None:
    screen = open_room(rooms.of(4))
    wait_for_tiles(screen, ME, ANNA, BOB, CAROL)
    rests(screen)
    open_menu(screen, BOB)
    screen.press(Qt.Key.Key_Return)  # the first row has the keyboard
    until(screen, lambda: screen.app.calls.room.stage.wishes.pinned == BOB)
    until(screen, lambda: screen.find("menuPop") is None)
    rests(screen)
    open_menu(screen, BOB)
    screen.click("menuMute")
    screen.wait_for_command(room_commands.MuteMember("r1", BOB))
    until(screen, lambda: screen.find("menuPop") is None)
    open_menu(screen, BOB)
    screen.click("menuRemove")
    screen.wait_for_words("Remove Bob Marsh from the room?")
    screen.settled("questionAct")
    screen.press(Qt.Key.Key_Escape)
    until(screen, lambda: screen.find("questionAct") is None)
    assert room_commands.RemoveMember("r1", BOB) not in screen.posted
    open_menu(screen, BOB)
    screen.click("menuRemove")
    screen.settled("questionAct")
    screen.click("questionAct")
    screen.wait_for_command(room_commands.RemoveMember("r1", BOB))


def test_a_right_click_opens_the_menu_and_a_double_click_pins(open_room: Callable[..., Screen]) -> None:
    screen = open_room(rooms.of(4))
    wait_for_tiles(screen, ME, ANNA, BOB, CAROL)
    rests(screen)
    tile = tiles(screen)[BOB]
    middle = tile.mapToScene(QPointF(tile.width() / 2, tile.height() / 2)).toPoint()
    view, none = screen.window.view, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(view, Qt.MouseButton.RightButton, none, middle)
    screen.settled("menuPop")
    screen.press(Qt.Key.Key_Escape)
    until(screen, lambda: screen.find("menuPop") is None)
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, none, middle)
    until(screen, lambda: screen.app.calls.room.stage.wishes.pinned == BOB)
    assert not view.windowStates() & Qt.WindowState.WindowFullScreen


def test_the_menu_closes_when_they_leave(open_room: Callable[..., Screen]) -> None:
    screen = open_room(rooms.of(4))
    wait_for_tiles(screen, ME, ANNA, BOB, CAROL)
    open_menu(screen, CAROL)
    screen.show(rooms.in_room(rooms.of(3)))
    until(screen, lambda: screen.find("menuPop") is None)


def test_a_guest_is_offered_no_tools(open_room: Callable[..., Screen]) -> None:
    screen = open_room(rooms.room(rooms.other(1), rooms.other(2)))
    wait_for_tiles(screen, ME, ANNA, BOB)
    open_menu(screen, BOB)
    assert screen.find("menuMute") is None and screen.find("menuRemove") is None
    screen.press(Qt.Key.Key_Escape)
    open_people(screen)
    assert screen.find("muteAll") is None and screen.find("endRoom") is None


@pytest.fixture
def no_window_left() -> Iterator[None]:
    yield
    assert tile_windows() == []


@pytest.mark.usefixtures("no_window_left")
def test_a_tile_in_a_window_of_its_own_closes_with_the_room(open_room: Callable[..., Screen]) -> None:
    screen = open_room(rooms.of(4))
    wait_for_tiles(screen, ME, ANNA, BOB, CAROL)
    open_menu(screen, BOB)
    screen.click("menuPop")
    until(screen, lambda: len(tile_windows()) == 1)
    (window,) = tile_windows()
    assert window.title() == "Bob Marsh"
    assert window.flags() & Qt.WindowType.WindowStaysOnTopHint
    wait_for_tiles(screen, ME, ANNA, CAROL)
    until(screen, lambda: heights(screen).get(BOB) == window.height())
    screen.show(scenes.in_call(scenes.ended(duration_ms=1)))
    until(screen, lambda: tile_windows() == [])


def heights(screen: Screen) -> dict[str, int]:
    views = [c for c in screen.posted if isinstance(c, room_commands.ViewMembers)]
    return dict(views[-1].heights) if views else {}


@pytest.mark.usefixtures("no_window_left")
def test_closing_its_window_puts_the_tile_back(open_room: Callable[..., Screen]) -> None:
    screen = open_room(rooms.of(4))
    wait_for_tiles(screen, ME, ANNA, BOB, CAROL)
    screen.app.calls.room.stage.popOut(BOB)
    until(screen, lambda: len(tile_windows()) == 1)
    tile_windows()[0].close()
    wait_for_tiles(screen, ME, ANNA, BOB, CAROL)
    until(screen, lambda: tile_windows() == [])


@SIZES
def test_the_host_mutes_all_locks_and_ends(open_room: Callable[..., Screen], size: tuple[int, int]) -> None:
    screen = open_room(rooms.of(4), size)
    open_people(screen)
    screen.click("muteAll")
    screen.wait_for_command(room_commands.MuteMember("r1"))
    screen.click("lockRoom")
    screen.wait_for_command(room_commands.LockRoom("r1", True))
    screen.click("endRoom")
    screen.wait_for_words("End the room for everybody?")
    screen.settled("questionAct")
    assert room_commands.EndRoom("r1") not in screen.posted
    screen.click("questionAct")
    screen.wait_for_command(room_commands.EndRoom("r1"))


def test_somebody_is_invited_by_name_and_by_number(open_room: Callable[..., Screen]) -> None:
    screen = open_room(rooms.room(rooms.own(is_host=True)))
    open_people(screen)
    screen.type("joaq")
    until(screen, lambda: screen.app.calls.room.offered.property("count") == 1)
    row = screen.item("offeredRow")
    row.clicked.emit()  # type: ignore[attr-defined]
    invited = room_commands.InviteToRoom("r1", "sip:joaquim@example.org", "Joaquim Ferreira")
    screen.wait_for_command(invited)
    assert screen.item("peopleField").property("text") == ""
    screen.type("+493012345678")
    screen.press(Qt.Key.Key_Return)
    until(screen, lambda: len(in_room(screen)) == 2)
    assert in_room(screen)[1].target == "+493012345678"  # type: ignore[attr-defined]
    screen.type("conf:other")
    screen.press(Qt.Key.Key_Return)
    screen.wait_for_words("A room cannot be invited into a room.")
    assert screen.item("peopleField").property("text") == "conf:other"


def test_the_link_is_copied(open_room: Callable[..., Screen]) -> None:
    screen = open_room(rooms.room())
    QGuiApplication.clipboard().setText("")
    screen.click("aloneCopy")
    assert QGuiApplication.clipboard().text() == rooms.LINK
    QGuiApplication.clipboard().setText("")
    screen.click("aloneInvite")
    screen.item("peoplePanel")
    screen.click("copyLink")
    assert QGuiApplication.clipboard().text() == rooms.LINK
    screen.press(Qt.Key.Key_Escape)
    until(screen, lambda: screen.find("peoplePanel") is None)


def test_the_list_opens_the_menu_of_a_member(open_room: Callable[..., Screen]) -> None:
    screen = open_room(rooms.lively())
    screen.press(Qt.Key.Key_P, CTRL)
    screen.item("peoplePanel")
    screen.type("mar")
    until(screen, lambda: screen.app.calls.room.members.property("count") == 1)
    screen.press(Qt.Key.Key_Down)
    screen.press(Qt.Key.Key_Return)
    screen.settled("menuHost")
    screen.click("menuHost")
    screen.wait_for_command(room_commands.HandOverRoom("r1", BOB))
    screen.press(Qt.Key.Key_N, CTRL)
    screen.item("peopleField")


def test_pages_are_turned(open_room: Callable[..., Screen]) -> None:
    screen = open_room(rooms.crowd())
    until(screen, lambda: ANNA in tiles(screen))
    screen.click("pageOn")
    until(screen, lambda: rooms.ident(17) in tiles(screen) and ANNA not in tiles(screen))
    until(screen, lambda: heights(screen).get(ANNA) == 0 and heights(screen)[rooms.ident(17)] > 0)
    screen.press(Qt.Key.Key_PageUp)
    until(screen, lambda: ANNA in tiles(screen))


def test_only_what_is_seen_is_looked_at(open_room: Callable[..., Screen]) -> None:
    screen = open_room(rooms.of(3))
    until(screen, lambda: heights(screen).get(ANNA, 0) > 0)
    screen.window.view.showMinimized()
    until(screen, lambda: heights(screen) == {ANNA: 0, BOB: 0})
    screen.window.view.showNormal()
    until(screen, lambda: heights(screen)[ANNA] > 0)


def test_what_happens_is_shown_for_a_moment(open_room: Callable[..., Screen]) -> None:
    screen = open_room(rooms.of(3))
    screen.show(rooms.in_room(rooms.of(4, events=(RoomEvent(1, "Carol Idris joined."),))))
    screen.wait_for_words("Carol Idris joined.")


def test_on_hold_the_room_waits(open_room: Callable[..., Screen]) -> None:
    screen = open_room(rooms.of(3))
    screen.show(rooms.in_room(rooms.of(3), is_held=True, has_microphone=False))
    screen.wait_for_words("On hold: Room weekly-crew cannot hear you")
    assert screen.find("roomScreen") is None and screen.find("peopleButton") is None
    until(screen, lambda: set(heights(screen).values()) == {0})
    screen.press(Qt.Key.Key_P, CTRL)
    screen.click("resumeButton")
    screen.wait_for_command(commands.SetHeld("r1", False))


def test_a_server_that_tells_nobodys_name_fills_the_window_with_one_picture(open_screen: OpenScreen) -> None:
    screen = open_screen(rooms.in_room(rooms.room(has_roster=False)))
    screen.item("callScreen")
    assert screen.find("roomScreen") is None and screen.find("handButton") is None
    screen.item("transferButton")


def test_calls_merge_into_a_room(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.two_calls())
    screen.click("mergeButton")
    screen.wait_for_command(room_commands.MergeCalls(("c3", "c1")))
    screen.show(rooms.in_room(rooms.of(3), scenes.held()))
    screen.wait_for_words("Bring Anna Lindqvist into the room")


def test_people_are_added_to_a_running_call(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.bakery()))
    screen.more("addCallButton", "moreAdd")
    screen.settled("partyField")
    screen.type("joaq")
    until(screen, lambda: screen.app.calls.parties.property("count") == 1)
    row = next(i for i in screen.items() if i.property("widens") and i.property("name") == "Joaquim Ferreira")
    row.added.emit()  # type: ignore[attr-defined]
    screen.wait_for_command(room_commands.MergeCalls(("c3",), "sip:joaquim@example.org", "Joaquim Ferreira"))


def test_tiles_move_and_those_that_appear_do_not_fly(open_room: Callable[..., Screen]) -> None:
    screen = open_room(rooms.of(4))
    screen.app.appearance.setStill(False)
    wait_for_tiles(screen, ME, ANNA, BOB, CAROL)
    rests(screen)
    before = tiles(screen)[ANNA]
    start = before.width()
    widths: list[float] = []
    before.widthChanged.connect(lambda: widths.append(before.width()))
    screen.show(rooms.in_room(rooms.of(5)))
    until(screen, lambda: len(tiles(screen)) == 5)
    newcomer = tiles(screen)[rooms.ident(4)]
    home = newcomer.x()
    rests(screen)
    assert newcomer.x() == home
    assert any(before.width() < width < start for width in widths)


def test_dragging_an_edge_moves_tiles_at_once(open_room: Callable[..., Screen]) -> None:
    screen = open_room(rooms.of(6))
    until(screen, lambda: len(tiles(screen)) == 6)
    rests(screen)
    view = screen.window.view
    for step in range(1, 6):
        view.resize(WIDE[0] + 20 * step, WIDE[1] + 10 * step)
    rests(screen)
    found: QObject = screen.item("roomPane")
    for tile in tiles(screen).values():
        assert tile.x() >= found.property("x") - 1
        assert tile.x() + tile.width() <= found.property("x") + found.property("width") + 1


@pytest.mark.parametrize(
    "size", [NARROW, (360, 900), (720, 560), (900, 640), (1140, 720), (1440, 900)], ids=str
)
@pytest.mark.parametrize("view", ["grid", "speaker"])
def test_no_page_is_turned_over_a_tile(
    open_room: Callable[..., Screen], size: tuple[int, int], view: str
) -> None:
    screen = open_room(rooms.crowd(), size)
    stage = screen.app.calls.room.stage
    if view == "speaker":
        stage.toggleView()
    stage.turn(1)
    until(screen, lambda: screen.find("pageBack") is not None)
    rests(screen)
    names = ("pageBack", "pageOn", "roomTitle", "viewButton", "selfViewButton", "muteButton", "hangUpButton")
    controls = [place(item) for item in map(screen.find, names) if item is not None]
    assert all(screen.window.view.contentItem().boundingRect().contains(where) for where in controls)
    everything = [*controls, *map(place, tiles(screen).values())]
    assert [pair for pair in combinations(everything, 2) if pair[0].intersects(pair[1])] == []


def place(item: QQuickItem) -> QRectF:
    """Return where ``item`` is in the window."""
    return item.mapRectToScene(item.boundingRect())
