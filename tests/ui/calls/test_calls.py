"""Several calls at once: what is shown of them, and what can be done between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core import commands
from core.snapshots import CallSnapshot
from tests.ui import scenes
from tests.ui.fake_engine import FakeEngine
from ui.bridge import Bridge
from ui.viewmodels.calls.call import CallViewModel
from ui.viewmodels.calls.call_desk import CallDesk
from ui.viewmodels.calls.call_list import CallListModel, connect_words
from ui.viewmodels.calls.calls import CallsViewModel, ends_to_tell
from ui.viewmodels.notices import NoticesViewModel


@pytest.fixture
def notices(qtbot: QtBot) -> NoticesViewModel:
    return NoticesViewModel()


@pytest.fixture
def calls(bridge: Bridge, notices: NoticesViewModel) -> CallsViewModel:
    return CallsViewModel(bridge, notices)


def rows(calls: Any) -> list[tuple[str, str, bool]]:
    return [(row.key, row.words, row.speaking) for row in calls.running.rows]


def test_the_list_says_which_call_has_the_microphone(calls: CallsViewModel) -> None:
    calls.show_snapshot(scenes.three_calls())
    assert calls.property("several")
    assert calls.property("heading") == "You are talking to Bakery on the corner"
    assert rows(calls) == [
        ("c1", "On hold", False),
        ("c3", "Hears you", True),
        ("c4", "Put you on hold", False),
    ]
    calls.show_snapshot(scenes.in_call(scenes.established()))
    assert not calls.property("several")
    calls.show_snapshot(scenes.home())
    assert rows(calls) == [] and calls.property("heading") == ""


def test_the_present_call_follows_the_microphone(calls: CallsViewModel) -> None:
    calls.show_snapshot(scenes.two_calls())
    assert calls.desk.active is not None and calls.desk.active.call_id == "c3"
    calls.show_snapshot(
        scenes.in_call(scenes.established(), scenes.bakery(is_held=True, has_microphone=False))
    )
    assert calls.desk.active.call_id == "c1"


def test_swapping(calls: CallsViewModel, engine: FakeEngine) -> None:
    calls.show_snapshot(scenes.three_calls())
    calls.swap()
    calls.resumeAt(0)
    calls.resumeAt(1)  # the present one
    calls.resumeAt(7)
    calls.resumeAt(-1)
    calls.resume("c4")
    calls.resume("gone")
    assert engine.commands == [
        commands.SetHeld("c4", False),
        commands.SetHeld("c1", False),
        commands.SetHeld("c4", False),
    ]


def test_swapping_one_call_is_nothing(calls: CallsViewModel, engine: FakeEngine) -> None:
    calls.swap()
    calls.show_snapshot(scenes.in_call(scenes.established()))
    calls.swap()
    assert engine.commands == []


def test_hanging_up_each(calls: CallsViewModel, engine: FakeEngine) -> None:
    calls.show_snapshot(scenes.two_calls())
    calls.hangUp("c1")
    calls.hangUp("c9")
    assert engine.commands == [commands.HangUp("c1")]


def test_connecting_two_calls(calls: CallsViewModel, engine: FakeEngine) -> None:
    calls.show_snapshot(scenes.two_calls())
    assert calls.property("connectWords") == "Connect Anna Lindqvist with Bakery on the corner"
    calls.connectWith("")
    calls.connectWith("c3")  # with itself
    assert engine.commands == [commands.ConnectCalls("c3", "c1")]


def test_of_three_calls_each_has_its_own_button(calls: CallsViewModel, engine: FakeEngine) -> None:
    calls.show_snapshot(scenes.three_calls())
    assert calls.property("connectWords") == ""
    calls.connectWith("c4")
    assert engine.commands == [commands.ConnectCalls("c3", "c4")]


@pytest.mark.parametrize(
    "other",
    [
        scenes.outgoing(can_transfer=True),
        scenes.held(transfer="Connecting…"),
        scenes.incoming(can_transfer=True),
    ],
)
def test_calls_that_cannot_be_connected(other: CallSnapshot) -> None:
    assert connect_words(other, scenes.bakery()) == ""
    assert connect_words(scenes.held(), None) == ""
    assert connect_words(scenes.held(can_transfer=False), scenes.bakery(can_transfer=False)) == ""


@pytest.mark.parametrize("able", [(True, False), (False, True)])
def test_one_that_can_be_sent_is_enough_to_connect_two(able: tuple[bool, bool]) -> None:
    other, present = scenes.held(can_transfer=able[0]), scenes.bakery(can_transfer=able[1])
    assert "Connect" in connect_words(other, present)


def test_transfer_to_a_contact_a_name_and_an_address(calls: CallsViewModel, engine: FakeEngine) -> None:
    calls.show_snapshot(scenes.in_call(scenes.bakery()))
    for typed in ("anna-lindqvist", "joaquim ferreira", "+4930 99", "sip:x@y"):
        assert calls.transferTo(typed)
    assert engine.commands == [
        commands.TransferCall("c3", "anna-lindqvist"),
        commands.TransferCall("c3", "sip:joaquim@example.org"),
        commands.TransferCall("c3", "+4930 99"),
        commands.TransferCall("c3", "sip:x@y"),
    ]


def test_transfer_to_nobody_says_so(
    calls: CallsViewModel, engine: FakeEngine, notices: NoticesViewModel
) -> None:
    assert not calls.transferTo("anna")  # there is no call
    calls.show_snapshot(scenes.in_call(scenes.bakery()))
    assert not calls.transferTo("  ")
    assert not calls.chooseTyped(True)
    assert "Type a name" in notices.property("text") and engine.commands == []


def test_asking_first_calls_with_what_the_present_call_has(calls: CallsViewModel, engine: FakeEngine) -> None:
    calls.show_snapshot(scenes.in_call(scenes.bakery()))
    assert calls.consult("anna-lindqvist")
    calls.show_snapshot(scenes.in_call(scenes.established()))
    assert calls.consult("Tobias")
    assert engine.commands == [
        commands.PlaceCall("anna-lindqvist", False, "Anna Lindqvist"),
        commands.PlaceCall("tobias@attic.ahoy.invalid", True, "Tobias"),
    ]


def test_enter_takes_the_only_match_and_never_guesses(
    calls: CallsViewModel, engine: FakeEngine, notices: NoticesViewModel
) -> None:
    calls.show_snapshot(scenes.in_call(scenes.bakery()))
    calls.choose(True)
    calls.setPartyText("joaq")
    assert calls.chooseTyped(True)
    calls.setPartyText("o")
    assert not calls.chooseTyped(True)
    assert "people match “o”" in notices.property("text")
    calls.setPartyText("weekly@example.org")
    assert calls.chooseTyped(False)
    assert engine.commands == [
        commands.TransferCall("c3", "sip:joaquim@example.org"),
        commands.PlaceCall("weekly@example.org", False, ""),
    ]


def test_the_other_end_is_not_among_those_to_transfer_to(calls: Any) -> None:
    calls.show_snapshot(scenes.in_call(scenes.established()))
    assert calls.parties.rows == ()  # nobody is being chosen
    calls.choose(True)
    names = [row.name for row in calls.parties.rows]
    assert "Anna Lindqvist" not in names and "Tobias" in names
    calls.choose(False)
    assert calls.parties.rows == ()


def test_a_list_answer_is_made_as_it_was_called(calls: CallsViewModel, engine: FakeEngine) -> None:
    second = replace(scenes.incoming(video=False), call_id="c8")
    calls.show_snapshot(scenes.in_call(scenes.established(), scenes.incoming(), second))
    assert ("c8", "Is calling you", False) in rows(calls)
    calls.answer("c8")
    assert engine.commands == [commands.AnswerCall("c8", False)]


def test_the_end_of_one_of_several_is_told(calls: CallsViewModel, notices: NoticesViewModel) -> None:
    calls.show_snapshot(scenes.two_calls())
    calls.show_snapshot(scenes.in_call(scenes.ended(), scenes.bakery()))
    assert notices.property("text") == "Anna Lindqvist hung up."
    notices.dismiss()
    calls.show_snapshot(scenes.in_call(scenes.ended(), scenes.bakery(muted=True)))
    assert notices.property("text") == ""


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ([scenes.held()], [scenes.ended()], ["Anna Lindqvist hung up."]),
        ([], [scenes.ended(end_text="No such number.")], ["No such number."]),
        ([scenes.incoming()], [scenes.incoming(state="ended", end_text="You declined.")], []),
        ([], [scenes.incoming(state="ended", end_text="Gone.")], []),
        ([scenes.ended()], [scenes.ended()], []),
    ],
)
def test_which_ends_are_told(
    before: Sequence[CallSnapshot], after: Sequence[CallSnapshot], told: list[str]
) -> None:
    assert ends_to_tell(before, after) == told


def test_clocks_run_by_themselves(qtbot: QtBot) -> None:
    now = [1000.0]
    model = CallListModel(monotonic=lambda: now[0])
    call = scenes.bakery(established_at=990.0)
    model.show_desk(CallDesk(active=call), (call,))
    assert model.rows[0].clock == "0:10"
    now[0] = 1075.0
    with qtbot.waitSignal(model.dataChanged):
        pass
    assert model.rows[0].clock == "1:25"
    model.show_desk(CallDesk(), ())
    assert not model._ticker.isActive()


def test_the_time_that_is_left_runs_down_by_itself(qtbot: QtBot, bridge: Bridge) -> None:
    now = [1000.0]
    model = CallViewModel(bridge, monotonic=lambda: now[0])
    model.show_call(scenes.bakery(established_at=990.0, ends_at=1000.0 + 12 * 60 + 5))
    assert (model.timeLeft, model.endsSoon) == ("12 min left", False)
    now[0] += 11 * 60 + 20
    with qtbot.waitSignal(model.endsSoonChanged):
        pass
    assert (model.timeLeft, model.endsSoon) == ("45 s left", True)
    model.show_call(scenes.bakery(established_at=990.0))
    assert (model.timeLeft, model.endsSoon) == ("", False)
    model.show_call(scenes.bakery(state="ended", ends_at=now[0] + 30))
    assert (model.timeLeft, model.endsSoon) == ("", False)
