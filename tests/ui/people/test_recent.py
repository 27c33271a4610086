"""Recent calls: what became of each, which are new, and until when."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core import commands
from core.snapshots import AppSnapshot
from tests.ui import scenes
from tests.ui.fake_engine import FakeEngine
from ui.bridge import Bridge
from ui.icons import ICONS
from ui.viewmodels.mirror import camel_case
from ui.viewmodels.people.call_details import CallDetailsViewModel, DetailsState, details_state
from ui.viewmodels.people.history import KINDS, history_row, kind_of
from ui.viewmodels.people.recent import RecentViewModel

NOW = 1_790_000_000.0


@pytest.fixture
def recent(qtbot: QtBot, bridge: Bridge) -> RecentViewModel:
    return RecentViewModel(bridge, now=lambda: NOW)


def news() -> AppSnapshot:
    return replace(scenes.home(), history=scenes.news(NOW), missed_calls=2)


def seen(snapshot: AppSnapshot) -> AppSnapshot:
    history = tuple(replace(call, is_new=False) for call in snapshot.history)
    return replace(snapshot, history=history, missed_calls=0)


def fresh(recent: Any) -> list[str]:
    return [row.key for row in recent.model.rows if row.fresh]


def keys(recent: Any) -> list[str]:
    return [row.key for row in recent.model.rows]


def test_every_end_has_its_kind_and_its_icon() -> None:
    kinds = {call.call_id: kind_of(call) for call in scenes.news()}
    assert kinds == {
        "n1": "missed",
        "n2": "missed",
        "n3": "elsewhere",
        "n4": "blocked",
        "n5": "declined",
        "n6": "failed",
        "n7": "unanswered",
    }
    assert all((ICONS / f"call-{kind}.svg").is_file() for kind in KINDS)


def test_rows_say_what_became_of_the_call() -> None:
    rows = {call.call_id: history_row(call, NOW) for call in scenes.news(NOW)}
    assert [rows[key].summary for key in ("n1", "n3", "n4", "n5")] == [
        "Missed",
        "Answered on another device",
        "Blocked",
        "Bob Marsh is busy.",
    ]
    assert rows["n3"].brief == "Answered elsewhere"


def test_missed_calls_are_counted_and_marked_until_looked_at(
    recent: RecentViewModel, engine: FakeEngine
) -> None:
    recent.show_snapshot(news(), "")
    assert recent.property("badge") == "2" and recent.property("missedWords") == "2 new missed calls"
    assert fresh(recent) == ["n1", "n2"] and engine.commands == []
    recent.look(True)
    recent.look(True)
    assert engine.commands == [commands.MarkCallsSeen()]
    recent.show_snapshot(seen(news()), "")
    assert recent.property("badge") == "" and fresh(recent) == ["n1", "n2"]  # still before the eyes
    recent.look(False)
    assert fresh(recent) == []


def test_a_call_missed_while_looking_is_seen_at_once(recent: RecentViewModel, engine: FakeEngine) -> None:
    recent.show_snapshot(seen(news()), "")
    recent.look(True)
    assert engine.commands == []
    recent.show_snapshot(news(), "")
    recent.show_snapshot(news(), "")
    assert engine.commands == [commands.MarkCallsSeen()] and fresh(recent) == ["n1", "n2"]


@pytest.mark.parametrize(
    ("count", "badge", "said"),
    [
        (0, "", ""),
        (1, "1", "1 new missed call"),
        (99, "99", "99 new missed calls"),
        (100, "99+", "100 new missed calls"),
    ],
)
def test_the_badge(recent: RecentViewModel, count: int, badge: str, said: str) -> None:
    recent.show_snapshot(replace(news(), missed_calls=count), "")
    assert (recent.property("badge"), recent.property("missedWords")) == (badge, said)


def test_only_the_missed_ones(recent: RecentViewModel) -> None:
    recent.show_snapshot(news(), "")
    recent.show("missed")
    recent.show("nonsense")
    assert keys(recent) == ["n1", "n2"] and recent.property("shown") == "missed"
    recent.show_snapshot(news(), "zoe")
    assert keys(recent) == ["n2"]
    recent.show("all")
    assert keys(recent) == ["n2", "n7"]


def test_one_call_is_forgotten(recent: RecentViewModel, engine: FakeEngine) -> None:
    recent.show_snapshot(news(), "")
    recent.remove("n3")
    recent.remove("gone")
    recent.clear()
    assert engine.commands == [commands.RemoveCall("n3"), commands.ClearHistory()]


def test_details_of_a_call_and_their_end(recent: Any) -> None:
    recent.show_snapshot(news(), "")
    recent.open("n6")
    details = recent.details
    assert details.property("headline") == "Video call to Emil Berg"
    assert details.property("error") == "Sip 503" and details.property("lasted") == "Nobody talked"
    recent.show_snapshot(scenes.home(), "")
    assert not details.property("exists")
    recent.open("nonsense")
    assert not details.property("exists")


def test_every_field_of_the_details_is_a_property(qtbot: QtBot) -> None:
    details = CallDetailsViewModel()
    details.show_call(scenes.history()[2])
    assert details.state == details_state(scenes.history()[2])
    for name in DetailsState.__dataclass_fields__:
        assert details.property(camel_case(name)) == getattr(details.state, name), name
    assert details.property("lasted") == "32 min 14 s"
