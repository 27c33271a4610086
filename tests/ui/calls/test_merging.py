"""Which calls become one room, what is said of it, and that an invitation goes with the merge."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from core import room_commands
from core.snapshots import Feature, MissingFeature, ServiceSnapshot
from tests.ui import scenes
from tests.ui.fake_engine import FakeEngine
from tests.ui.rooms import rooms
from ui.bridge import Bridge
from ui.viewmodels.calls.call_list import connect_words
from ui.viewmodels.calls.calls import CallsViewModel
from ui.viewmodels.calls.merging import can_widen, merge_words, mergeable
from ui.viewmodels.notices import NoticesViewModel

SERVICE = ServiceSnapshot()
ROOMLESS = ServiceSnapshot(missing=(MissingFeature(Feature.CONFERENCES, "There are no rooms."),))
ANNA, BAKERY = scenes.held(), scenes.bakery()
ROOM = rooms.call(rooms.of(3))


def test_two_calls_merge_the_present_one_first() -> None:
    assert mergeable([ANNA, BAKERY], BAKERY, SERVICE) == ("c3", "c1")
    assert merge_words([ANNA, BAKERY], ("c3", "c1")) == "Merge the two calls"


def test_a_call_is_brought_into_a_room() -> None:
    ids = mergeable([ANNA, ROOM], ANNA, SERVICE)
    assert ids == ("r1", "c1")
    assert merge_words([ANNA, ROOM], ids) == "Bring Anna Lindqvist into the room"
    three = mergeable([ANNA, ROOM, BAKERY], ROOM, SERVICE)
    assert merge_words([ANNA, ROOM, BAKERY], three) == "Bring everybody into the room"


def test_nobody_is_connected_with_a_room_instead() -> None:
    assert connect_words(ANNA, ROOM) == "" and connect_words(ROOM, ANNA) == ""
    assert connect_words(ANNA, BAKERY) != ""


@pytest.mark.parametrize(
    "calls",
    [
        [ANNA],
        [ANNA, scenes.bakery(state="ringing")],
        [ANNA, scenes.bakery(can_transfer=False)],
        [ANNA, scenes.bakery(transfer="Connecting…")],
        [ROOM, replace(ROOM, call_id="r2")],
        [],
    ],
)
def test_what_does_not_merge(calls: list) -> None:  # type: ignore[type-arg]
    assert mergeable(calls, None, SERVICE) == () and merge_words(calls, ()) == ""


def test_rooms_are_needed() -> None:
    assert mergeable([ANNA, BAKERY], BAKERY, ROOMLESS) == ()
    assert can_widen(BAKERY, SERVICE) and not can_widen(BAKERY, ROOMLESS)
    assert not can_widen(ROOM, SERVICE) and not can_widen(None, SERVICE)
    assert not can_widen(scenes.outgoing(), SERVICE)


@pytest.fixture
def calls(qtbot: QtBot, bridge: Bridge) -> CallsViewModel:
    return CallsViewModel(bridge, NoticesViewModel())


def posted(engine: FakeEngine) -> list[object]:
    return [c for c in engine.commands if not isinstance(c, room_commands.ViewMembers)]


def test_merging_is_asked_for_once_it_is_possible(calls: CallsViewModel, engine: FakeEngine) -> None:
    calls.merge()
    calls.show_snapshot(scenes.two_calls())
    assert calls.property("mergeWords") == "Merge the two calls"
    calls.merge()
    assert posted(engine) == [room_commands.MergeCalls(("c3", "c1"))]


def test_the_invitation_goes_with_the_merge(calls: CallsViewModel, engine: FakeEngine) -> None:
    calls.show_snapshot(scenes.in_call(scenes.bakery()))
    assert calls.property("canWiden")
    assert not calls.bringIn("what is this?")
    assert calls.bringIn("Anna Lindqvist")
    assert posted(engine) == [room_commands.MergeCalls(("c3",), "anna-lindqvist", "Anna Lindqvist")]


def test_no_other_room_gets_it(calls: CallsViewModel, engine: FakeEngine) -> None:
    calls.show_snapshot(scenes.in_call(scenes.bakery()))
    assert calls.bringIn("anna-lindqvist")
    calls.show_snapshot(scenes.in_call(scenes.bakery(is_held=True, has_microphone=False), ROOM))
    calls.show_snapshot(scenes.in_call(ROOM))
    assert [type(command) for command in posted(engine)] == [room_commands.MergeCalls]


def test_a_call_that_cannot_be_widened_is_left_alone(calls: CallsViewModel, engine: FakeEngine) -> None:
    assert not calls.bringIn("anna-lindqvist")
    calls.show_snapshot(scenes.in_call(scenes.bakery(can_transfer=False)))
    assert not calls.bringIn("anna-lindqvist")
    assert posted(engine) == []
