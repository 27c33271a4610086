"""The stage follows the room with stable rows, and tells the room what is drawn, once things rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from core.room_commands import ViewMembers
from core.rooms import MemberState, MemberVideo, RoomSnapshot
from tests.ui.fake_engine import FakeEngine
from tests.ui.rooms import rooms
from ui.bridge import Bridge
from ui.viewmodels.rooms.stage_view import REPORT_MS, RoomStageViewModel

ME, ANNA, BOB = rooms.ident(0), rooms.ident(1), rooms.ident(2)


class Clock:
    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def stage(bridge: Bridge, clock: Clock) -> RoomStageViewModel:
    made = RoomStageViewModel(bridge, monotonic=clock)
    made.setPane(8, 8, 1264, 690, 1.0, True)
    return made


def show(stage: RoomStageViewModel, room: RoomSnapshot) -> None:
    stage.show_call(rooms.call(room))


def keys(stage: RoomStageViewModel) -> list[str]:
    return [row.key for row in stage.tiles.rows if row.shown]


def row(stage: RoomStageViewModel, key: str):  # type: ignore[no-untyped-def]
    return next(row for row in stage.tiles.rows if row.key == key)


def reports(engine: FakeEngine) -> list[dict[str, int]]:
    return [dict(c.heights) for c in engine.commands if isinstance(c, ViewMembers)]


def test_rows_change_and_are_never_made_anew(stage: RoomStageViewModel) -> None:
    tester = QAbstractItemModelTester(stage.tiles)
    resets: list[int] = []
    inserted: list[int] = []
    changed: list[int] = []
    stage.tiles.modelReset.connect(lambda: resets.append(1))
    show(stage, rooms.of(4))
    stage.tiles.rowsInserted.connect(lambda *_: inserted.append(1))
    stage.tiles.dataChanged.connect(lambda *_: changed.append(1))
    room = rooms.of(4)
    me, anna, *rest = room.members
    show(stage, replace(room, members=(me, replace(anna, is_talking=True), *rest)))
    assert changed == [1] and not inserted
    show(stage, rooms.of(5))
    assert inserted == [1] and not resets
    del tester


def test_signs_of_a_tile(stage: RoomStageViewModel) -> None:
    show(stage, rooms.lively())
    bob, carol, phone = row(stage, BOB), row(stage, rooms.ident(3)), row(stage, rooms.ident(4))
    assert bob.muted and bob.hand == 1
    assert bob.spoken == "Bob Marsh, muted, hand raised, first"
    assert carol.paused and carol.picture == ""
    assert phone.glyph == "phone" and phone.picture == ""
    assert row(stage, ANNA).talking and row(stage, ANNA).picture == f"r1/member/{ANNA}"
    assert row(stage, rooms.ident(5)).state_words == "Connection lost"
    assert row(stage, ME).label == "You" and row(stage, ME).picture == "preview"


def test_the_own_picture_is_as_it_is_sent(stage: RoomStageViewModel) -> None:
    stage.show_call(rooms.call(rooms.of(3), video_paused=True))
    assert row(stage, ME).picture == ""


def test_two_with_one_name_are_told_apart(stage: RoomStageViewModel) -> None:
    show(stage, rooms.room(rooms.other(1), rooms.other(2, name="Anna  Lindqvist\n")))
    assert [row.name for row in stage.tiles.rows[1:]] == ["Anna Lindqvist", "Anna Lindqvist (2)"]


def test_the_speaker_view_follows_and_holds(stage: RoomStageViewModel, clock: Clock) -> None:
    stage.toggleView()
    quiet = rooms.of(4)
    me, anna, bob, carol = quiet.members
    show(stage, quiet)
    assert stage.stage.large == ANNA
    clock.now += 10
    show(stage, replace(quiet, members=(me, anna, replace(bob, is_talking=True), carol)))
    assert stage.stage.large == ANNA
    clock.now += 0.3
    show(stage, quiet)
    clock.now += 5
    show(stage, quiet)
    assert stage.stage.large == ANNA  # a cough
    show(stage, replace(quiet, members=(me, anna, replace(bob, is_talking=True), carol)))
    clock.now += 1
    stage._wake.timeout.emit()  # the moment that was asked for has come, with no snapshot
    assert stage.stage.large == BOB


def test_wishes_end_with_who_leaves_and_windows_with_the_room(stage: RoomStageViewModel) -> None:
    show(stage, rooms.of(4))
    stage.togglePin(ANNA)
    stage.popOut(BOB)
    assert stage.wishes.pinned == ANNA and [row.key for row in stage.windows.rows] == [BOB]
    show(stage, rooms.room(rooms.other(3)))
    assert stage.wishes.pinned == "" and not stage.windows.rows
    show(stage, rooms.of(4))
    stage.popOut(BOB)
    stage.show_call(rooms.call(None))
    assert not stage.windows.rows and not stage.tiles.rows


def test_nonsense_from_the_window_changes_nothing(stage: RoomStageViewModel) -> None:
    stage.togglePin("x")
    stage.popOut("x")
    stage.popIn("x")
    stage.setWindow("x", 100, True)
    stage.turn(-5)
    show(stage, rooms.of(3))
    stage.togglePin("x")
    stage.turn(99)
    assert stage.property("page") == 0 and len(keys(stage)) == 3


def test_a_shared_screen_takes_the_room_until_the_grid_is_chosen(stage: RoomStageViewModel) -> None:
    show(stage, rooms.of(6))
    show(stage, rooms.presented())
    assert stage.stage.large == f"{ANNA}/screen" and stage.property("view") == "speaker"
    stage.toggleView()
    assert stage.stage.large == "" and f"{ANNA}/screen" in keys(stage)
    show(stage, rooms.of(6))
    show(stage, rooms.presented())  # a new one
    assert stage.stage.large == f"{ANNA}/screen"


def test_what_is_not_seen_stays_where_it_was(stage: RoomStageViewModel) -> None:
    show(stage, rooms.crowd())
    before = row(stage, ANNA)
    stage.turn(1)
    after = row(stage, ANNA)
    assert before.shown and not after.shown
    assert (after.x, after.y, after.width) == (before.x, before.y, before.width)
    assert stage.property("page") == 1 and stage.property("pages") == 3


def test_who_speaks_elsewhere_is_named(stage: RoomStageViewModel) -> None:
    room = rooms.crowd()
    *rest, last = room.members
    show(stage, replace(room, members=(*rest, replace(last, is_talking=True))))
    assert stage.property("elsewhere") == "Person number 39 is speaking"
    stage.turn(2)
    assert stage.property("elsewhere") == ""


def test_the_room_is_told_what_is_drawn(qtbot: QtBot, stage: RoomStageViewModel, engine: FakeEngine) -> None:
    show(stage, rooms.crowd())
    for width in range(1000, 1264, 4):  # an edge is dragged
        stage.setPane(8, 8, width, 690, 2.0, True)
    qtbot.waitUntil(lambda: bool(reports(engine)))
    (heights,) = reports(engine)
    assert heights[ANNA] == 2 * row(stage, ANNA).height and heights[rooms.ident(30)] == 0
    assert ME not in heights
    show(stage, rooms.crowd())
    assert not stage._report_later.isActive()  # nothing new
    stage.setPane(8, 8, 1260, 690, 2.0, False)
    qtbot.waitUntil(lambda: len(reports(engine)) == 2)
    assert set(reports(engine)[-1].values()) == {0}


def test_a_window_of_its_own_counts_by_its_own_size(
    qtbot: QtBot, stage: RoomStageViewModel, engine: FakeEngine
) -> None:
    show(stage, rooms.of(3))
    stage.popOut(ANNA)
    stage.setWindow(ANNA, 405.4, True)
    stage.setPane(8, 8, 1264, 690, 1.0, False)
    qtbot.waitUntil(lambda: bool(reports(engine)))
    assert reports(engine)[-1] == {ANNA: 405, BOB: 0}
    stage.setWindow(ANNA, 405.4, False)
    qtbot.waitUntil(lambda: len(reports(engine)) == 2)
    assert reports(engine)[-1] == {ANNA: 0, BOB: 0}


def test_what_was_to_be_told_dies_with_the_room(stage: RoomStageViewModel, engine: FakeEngine) -> None:
    show(stage, rooms.of(3))
    assert stage._report_later.isActive() and stage._report_later.interval() == REPORT_MS
    stage.show_call(None)
    assert not stage._report_later.isActive()
    stage._report()
    assert not reports(engine)


@pytest.mark.parametrize(
    "member",
    [
        rooms.other(1, video=MemberVideo.NONE),
        rooms.other(1, has_picture=False),
        rooms.other(1, state=MemberState.AWAY),
    ],
)
def test_no_picture_is_waited_for_where_none_is_due(stage: RoomStageViewModel, member: object) -> None:
    show(stage, rooms.room(member))  # type: ignore[arg-type]
    assert row(stage, ANNA).picture == ""


def test_who_is_on_hold_is_said_to_be_and_no_picture_stands_still(
    stage: RoomStageViewModel,
) -> None:
    show(stage, rooms.room(rooms.other(1, is_on_hold=True, has_picture=False, is_muted=True)))
    tile = row(stage, ANNA)
    assert (tile.state_words, tile.absent, tile.picture) == ("On hold", True, "")
    assert tile.spoken == "Anna Lindqvist, On hold, muted"
    show(stage, rooms.room(rooms.other(1, is_on_hold=True, state=MemberState.AWAY)))
    assert row(stage, ANNA).state_words == "Connection lost", "that is what the others should know"


def test_a_room_without_a_roster_has_no_tiles(stage: RoomStageViewModel) -> None:
    show(stage, rooms.room(has_roster=False))
    assert not stage.tiles.rows


def test_laying_out_a_large_room_takes_little_time(
    stage: RoomStageViewModel, benchmark_time: Callable[[Callable[[], None]], float]
) -> None:
    show(stage, rooms.crowd())
    assert benchmark_time(lambda: show(stage, rooms.crowd())) < 0.016
