"""The way into a room: names are checked, new ids cannot be guessed, rooms of before are a click away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from core.commands import PlaceCall
from core.snapshots import AppSnapshot, HistorySnapshot
from tests.ui import scenes
from tests.ui.fake_engine import FakeEngine
from ui.bridge import Bridge
from ui.viewmodels.rooms.entrance import (
    RoomEntranceViewModel,
    RoomRow,
    link_to,
    recent_rooms,
    room_id,
    room_problem,
)


@pytest.fixture
def entrance(bridge: Bridge) -> RoomEntranceViewModel:
    return RoomEntranceViewModel(bridge, now=lambda: 1_000_000.0)


def visit(room: str, at: float, name: str = "") -> HistorySnapshot:
    return HistorySnapshot(
        f"{room} {at}", name, f"conf:{room}", "outbound", True, at, 60_000, "HungUp", "", is_missed=False
    )


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("weekly", "weekly"),
        ("  Weekly crew ", "Weekly crew"),
        ("conf:weekly", "weekly"),
        ("CONF: weekly", "weekly"),
        ("ahoy:room/weekly%20crew%2F2", "weekly crew/2"),
        ("Ahoy:Room/x", "x"),
        ("çafé", "çafé"),
    ],
)
def test_a_room_is_named_pasted_or_linked_to(typed: str, name: str) -> None:
    assert room_id(typed) == name and room_problem(typed) == ""


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Type the name"),
        ("   ", "Type the name"),
        ("conf:", "Type the name"),
        ("ahoy:room/", "Type the name"),
        ("x" * 65, "has 65"),
        ("a\nb", "can be seen"),
        ("a\0b", "can be seen"),
        ("ahoy:room/%00", "can be seen"),
    ],
)
def test_what_is_no_room_is_said(typed: str, words: str) -> None:
    assert words in room_problem(typed)


def test_a_room_of_64_characters_is_one() -> None:
    assert room_problem("x" * 64) == ""


def test_a_link_leads_to_the_same_room() -> None:
    for name in ("weekly", "a/b c", "100 %", "ü#?", "x" * 64):
        assert room_id(link_to(name)) == name


def test_joining(entrance: RoomEntranceViewModel, engine: FakeEngine) -> None:
    entrance.setText(" weekly crew ")
    assert entrance.property("link") == "ahoy:room/weekly%20crew"
    assert entrance.join(True)
    assert engine.commands == [PlaceCall("conf:weekly crew", True)]
    assert entrance.property("text") == ""


def test_joining_nothing_says_what_is_wrong(entrance: RoomEntranceViewModel, engine: FakeEngine) -> None:
    assert not entrance.join(False)
    assert "Type the name" in entrance.property("problem")
    entrance.setText("w")
    assert entrance.property("problem") == ""
    entrance.setText("x" * 70)
    assert not entrance.join(False) and entrance.property("link") == ""
    assert engine.commands == []


def test_a_new_room_cannot_be_guessed(entrance: RoomEntranceViewModel) -> None:
    entrance.makeRoom()
    first = entrance.property("text")
    entrance.makeRoom()
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", first) and entrance.property("text") != first
    assert entrance.property("link") == f"ahoy:room/{entrance.property('text')}"


def test_rooms_of_before_each_once_the_last_first(
    entrance: RoomEntranceViewModel, engine: FakeEngine
) -> None:
    history = (visit("b", 900_000.0), visit("a", 999_000.0), visit("b", 999_900.0), *scenes.history())
    entrance.show_snapshot(replace(scenes.home(), history=history))
    rows = entrance.recent.rows  # type: ignore[attr-defined]
    assert [row.room for row in rows] == ["b", "a", "weekly-crew"]
    assert rows[-1].name == "Weekly crew" and rows[-1].detail == "Among your contacts"
    entrance.joinAgain(rows[0].key, False)
    assert engine.commands == [PlaceCall("conf:b", False)]


def test_the_rooms_of_before_are_looked_up_once(bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[float] = []

    def look(history: Sequence[HistorySnapshot], snapshot: AppSnapshot, now: float) -> list[RoomRow]:
        looked.append(now)
        return recent_rooms(history, snapshot, now)

    monkeypatch.setattr("ui.viewmodels.rooms.entrance.recent_rooms", look)
    clock = [1_000_000.0]
    entrance = RoomEntranceViewModel(bridge, now=lambda: clock[0])
    snapshot = replace(scenes.home(), history=(visit("a", 999_000.0),))
    entrance.show_snapshot(snapshot)
    clock[0] += 1
    entrance.show_snapshot(replace(snapshot, calls=(scenes.bakery(),)))
    assert looked == [1_000_000.0]
    entrance.show_snapshot(replace(snapshot, contacts=snapshot.contacts[:1]))
    entrance.show_snapshot(replace(snapshot, history=(visit("b", 999_500.0), *snapshot.history)))
    assert len(looked) == 3 and entrance.recent.rows[0].room == "b"  # type: ignore[attr-defined]


def test_what_was_today_is_yesterday_tomorrow(bridge: Bridge) -> None:
    clock = [1_000_000.0]
    entrance = RoomEntranceViewModel(bridge, now=lambda: clock[0])
    snapshot = replace(scenes.home(), history=(visit("a", 1_000_000.0),))
    entrance.show_snapshot(snapshot)
    clock[0] += 86_400
    entrance.show_snapshot(snapshot)
    assert entrance.recent.rows[0].detail == "Yesterday"  # type: ignore[attr-defined]


def test_where_the_service_has_no_rooms_it_says_so(
    entrance: RoomEntranceViewModel, engine: FakeEngine
) -> None:
    entrance.show_snapshot(scenes.foreign())
    assert entrance.property("reason") == "sip.example.org has no conference rooms."
    entrance.setText("weekly")
    assert not entrance.join(True)
    entrance.joinAgain("conf:weekly", True)
    assert engine.commands == []
