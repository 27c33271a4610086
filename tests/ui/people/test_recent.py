"""Recent calls: what became of each, which are new, and until when."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from core import commands
from core.call_list import PAGE, CallFilter, CallList, CallQuery, DropForgottenCalls, ListCalls, RestoreCalls
from core.snapshots import AppSnapshot
from tests.ui import scenes
from tests.ui.fake_engine import FakeEngine
from ui.bridge import Bridge
from ui.icons import ICONS
from ui.viewmodels.mirror import camel_case
from ui.viewmodels.people.call_details import CallDetailsViewModel, DetailsState, details_state
from ui.viewmodels.people.history import KINDS, HistoryModel, history_row, kind_of
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


def many(count: int = PAGE) -> AppSnapshot:
    """A person with more calls than the snapshot holds."""
    one = scenes.news(NOW)[6]
    calls = (replace(one, call_id=f"m{n}", started_at=NOW - 3600.0 * n) for n in range(count))
    return replace(scenes.home(), history=tuple(calls))


def test_days_are_headings(recent: RecentViewModel) -> None:
    recent.show_snapshot(many(60), "")
    days = list(dict.fromkeys(str(row.day) for row in recent.model.rows))
    assert days[:2] == ["Today", "Yesterday"] and len(days) in (3, 4)


def test_older_calls_are_asked_for_when_somebody_looks_that_far(recent: Any, engine: FakeEngine) -> None:
    recent.show_snapshot(many(), "")
    top = QModelIndex()
    assert recent.model.canFetchMore(top)
    recent.model.fetchMore(top)
    assert engine.commands == [], "nobody looks"
    recent.look(True)
    recent.show_snapshot(replace(many(), missed_calls=0), "")
    recent.model.fetchMore(top)
    recent.model.fetchMore(top)
    assert engine.commands == [ListCalls(CallQuery(), 2 * PAGE)]
    longer = CallList(CallQuery(), many(2 * PAGE).history, has_more=False)
    recent.show_snapshot(replace(many(), listed=longer), "")
    assert len(keys(recent)) == 2 * PAGE and not recent.model.canFetchMore(top)
    recent.look(False)
    assert engine.commands[-1] == ListCalls(CallQuery(), 0)


def test_one_question_at_a_time_while_somebody_types(recent: Any, engine: FakeEngine) -> None:
    recent.look(True)
    recent.show_snapshot(many(), "z")
    recent.show_snapshot(many(), "zo")
    recent.show_snapshot(many(), "zoe")
    assert engine.commands == [ListCalls(CallQuery(text="z"), PAGE)]
    assert len(keys(recent)) == PAGE, "what is known is shown at once"
    recent.show_snapshot(replace(many(), listed=CallList(CallQuery(text="z"))), "zoe")
    assert engine.commands[1:] == [ListCalls(CallQuery(text="zoe"), PAGE)]
    found = CallList(CallQuery(text="zoe"), many(3).history)
    recent.show_snapshot(replace(many(), listed=found), "zoe")
    recent.show_snapshot(replace(many(), listed=found), "zoe")
    assert keys(recent) == ["m0", "m1", "m2"] and len(engine.commands) == 2


def test_older_calls_wanted_while_another_question_is_open_are_asked_for_after_it(
    recent: Any, engine: FakeEngine
) -> None:
    recent.look(True)
    recent.show_snapshot(many(), "")
    recent.show("outgoing")
    recent.show("all")
    recent.model.fetchMore(QModelIndex())  # Qt asks once for each end that somebody comes to
    outgoing = CallQuery(CallFilter.OUTGOING)
    assert engine.commands == [ListCalls(outgoing, PAGE)]
    recent.show_snapshot(replace(many(), listed=CallList(outgoing)), "")
    recent.show_snapshot(replace(many(), listed=CallList(outgoing)), "")
    assert engine.commands[1:] == [ListCalls(CallQuery(), 2 * PAGE)]
    longer = CallList(CallQuery(), many(2 * PAGE).history, has_more=True)
    recent.show_snapshot(replace(many(), listed=longer), "")
    assert len(engine.commands) == 2, "nobody has come to the end of these yet"


def test_older_calls_wanted_of_a_list_that_has_gone_are_not_asked_for(
    recent: Any, engine: FakeEngine
) -> None:
    recent.show_snapshot(many(), "")
    recent.model.fetchMore(QModelIndex())  # nobody looks
    recent.show_snapshot(many(), "m")
    recent.show_snapshot(many(), "")
    recent.look(True)
    assert engine.commands == []
    recent.model.fetchMore(QModelIndex())
    assert engine.commands == [ListCalls(CallQuery(), 2 * PAGE)]


def test_what_cannot_be_read_is_said_and_not_asked_for_again(recent: Any, engine: FakeEngine) -> None:
    recent.look(True)
    recent.show_snapshot(many(), "")
    recent.model.fetchMore(QModelIndex())
    problem = "Older calls cannot be read: the file is damaged."
    failed = CallList(CallQuery(), problem=problem)
    recent.show_snapshot(replace(many(), listed=failed), "")
    recent.show_snapshot(replace(many(), listed=failed), "")
    assert recent.problem == problem and len(keys(recent)) == PAGE, "what is known stays"
    assert not recent.model.canFetchMore(QModelIndex())
    assert engine.commands == [ListCalls(CallQuery(), 2 * PAGE)]
    recent.show_snapshot(replace(many(), listed=failed), "zoe")
    assert recent.problem == "" and engine.commands[1:] == [ListCalls(CallQuery(text="zoe"), PAGE)]
    some = CallList(CallQuery(text="zoe"), many(3).history, problem=problem)
    recent.show_snapshot(replace(many(), listed=some), "zoe")
    assert keys(recent) == ["m0", "m1", "m2"] and recent.problem == problem


def test_calls_of_one_kind_and_with_one_person(recent: Any, engine: FakeEngine) -> None:
    recent.show_snapshot(news(), "")
    recent.show("incoming")
    assert keys(recent) == ["n1", "n2", "n3", "n4"]
    recent.show("outgoing")
    assert keys(recent) == ["n5", "n6", "n7"] and recent.property("isNarrowed")
    recent.showPerson("zoe", "Zoe Quist")
    assert keys(recent) == ["n7"] and recent.property("personName") == "Zoe Quist"
    recent.showPerson("", "")
    recent.show("all")
    assert len(keys(recent)) == 7 and not recent.property("isNarrowed") and engine.commands == []


def test_what_was_forgotten_can_be_put_back(recent: Any, engine: FakeEngine) -> None:
    recent.restore()
    recent.dropForgotten()
    assert engine.commands == []
    recent.show_snapshot(replace(news(), forgotten_calls=1), "")
    assert recent.property("forgottenWords") == "1 call forgotten"
    recent.show_snapshot(replace(news(), forgotten_calls=50_000), "")
    assert recent.property("forgottenWords") == "50000 calls forgotten"
    recent.restore()
    recent.dropForgotten()
    assert engine.commands == [RestoreCalls(), DropForgottenCalls()]


@given(before=st.lists(st.integers(0, 9), unique=True), after=st.lists(st.integers(0, 9), unique=True))
def test_any_change_of_the_list_ends_in_the_wanted_calls(
    qapp: object, before: list[int], after: list[int]
) -> None:
    model = HistoryModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    calls = many(10).history
    for wanted in (before, after):
        model.show([calls[n] for n in wanted], NOW)
        assert [row.key for row in model.rows] == [f"m{n}" for n in wanted]


def test_fifty_thousand_calls_cost_no_more_than_what_is_seen(qapp: object) -> None:
    model = HistoryModel()
    calls = many(50_000).history
    model.show(calls, NOW)
    assert model.count == 50_000 and model._made == {}  # type: ignore[comparison-overlap]
    assert model.data(model.index(49_999, 0), 257) == "m49999" and len(model._made) == 1
    watched: list[object] = []
    model.dataChanged.connect(lambda *arguments: watched.append(arguments))
    model.show(calls, NOW + 1)
    assert watched == [], "nothing has changed"


def test_a_list_that_grows_has_only_the_changed_rows_read_again(qapp: object) -> None:
    model = HistoryModel()
    calls = many(40).history
    model.show(calls[:20], NOW)
    assert len(model.rows) == 20
    watched: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, roles: watched.append((first.row(), last.row())))
    grown = [replace(call, video=place in (3, 5)) for place, call in enumerate(calls)]
    model.show(grown, NOW)
    assert watched == [(3, 5)]
    assert [row.key for row in model.rows if row.video] == ["m3", "m5"] and len(model.rows) == 40
    model.show(grown, NOW, frozenset({"m7"}))
    assert watched[1:] == [(7, 7)] and model.rows[7].fresh
    model.show(grown, NOW + 86_400, frozenset({"m7"}))
    assert watched[2:] == [(0, 39)], "today is another day"


def test_a_row_that_was_read_and_is_not_kept_any_more_is_told_of_all_the_same(
    qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.viewmodels.people.history.ROWS_MADE", 5)
    model = HistoryModel()
    calls = many(7).history
    model.show(calls, NOW)
    assert len(model.rows) == 7
    watched: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, roles: watched.append((first.row(), last.row())))
    model.show([replace(call, video=place == 0) for place, call in enumerate(calls)], NOW)
    assert watched[0][0] == 0 and model.rows[0].video
