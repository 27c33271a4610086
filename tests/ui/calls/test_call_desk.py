"""Which call is where in the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.snapshots import CallSnapshot
from tests.ui.scenes import bakery, ended, established, held, incoming, outgoing
from ui.viewmodels.calls.call_desk import CallDesk, arrange, is_ringing_here

NONE: frozenset[str] = frozenset()
EMPTY = CallDesk()


@pytest.mark.parametrize("state", ["initiating", "progressing", "ringing"])
def test_an_unanswered_incoming_call_rings(state: str) -> None:
    assert is_ringing_here(incoming(state=state))
    assert not is_ringing_here(outgoing(state=state))


@pytest.mark.parametrize("state", ["answered", "established", "ended"])
def test_an_answered_or_ended_call_does_not_ring(state: str) -> None:
    assert not is_ringing_here(incoming(state=state))


def test_answering_moves_the_call_to_the_screen() -> None:
    ringing = arrange(EMPTY, [incoming()], NONE)
    assert ringing == CallDesk(None, incoming(), None)
    answered = incoming(state="answered")
    assert arrange(ringing, [answered], NONE) == CallDesk(answered, None, None)


def test_a_second_caller_waits_while_the_first_call_stays() -> None:
    first = arrange(EMPTY, [established()], NONE)
    desk = arrange(first, [incoming(), established()], NONE)
    assert desk.active is not None and desk.active.call_id == "c1"
    assert desk.incoming is not None and desk.incoming.call_id == "c2"


def test_the_end_is_told_and_outlives_the_snapshot() -> None:
    during = arrange(EMPTY, [established()], NONE)
    after = arrange(during, [ended()], NONE)
    assert after == CallDesk(None, None, ended())
    assert arrange(after, [], NONE) == after


def test_a_closed_summary_stays_closed() -> None:
    desk = CallDesk(None, None, ended())
    assert arrange(desk, [ended()], frozenset({"c1"})) == EMPTY
    assert arrange(EMPTY, [ended()], frozenset({"c1"})) == EMPTY


def test_a_declined_or_missed_call_has_no_summary() -> None:
    ringing = arrange(EMPTY, [incoming()], NONE)
    assert arrange(ringing, [incoming(state="ended")], NONE) == EMPTY


def test_a_call_that_failed_at_once_is_told() -> None:
    failed = ended(end_cause="FAILURE", end_text="Phone calls need a number to call from.", duration_ms=0)
    assert arrange(EMPTY, [failed], NONE).summary == failed


def test_a_new_call_takes_the_summary_away() -> None:
    desk = CallDesk(None, None, ended())
    again = replace(outgoing(), call_id="c9")
    assert arrange(desk, [ended(), again], NONE) == CallDesk(again, None, None)


def test_ringing_does_not_take_the_summary_away() -> None:
    desk = arrange(CallDesk(None, None, ended()), [ended(), incoming()], NONE)
    assert desk.summary == ended() and desk.incoming == incoming()


calls = st.lists(
    st.builds(
        CallSnapshot,
        call_id=st.sampled_from(["a", "b", "c"]),
        direction=st.sampled_from(["inbound", "outbound"]),
        state=st.sampled_from(["initiating", "ringing", "answered", "established", "ended"]),
        remote_name=st.just("x"),
        remote_address=st.just("x"),
        video=st.booleans(),
    ),
    max_size=3,
    unique_by=lambda call: call.call_id,
)


@given(st.lists(calls, max_size=6))
def test_places_never_hold_the_wrong_kind(history: list[list[CallSnapshot]]) -> None:
    desk = EMPTY
    for snapshot in history:
        desk = arrange(desk, snapshot, NONE)
        assert desk.active is None or (desk.active.state != "ended" and not is_ringing_here(desk.active))
        assert desk.incoming is None or is_ringing_here(desk.incoming)
        assert desk.summary is None or (desk.summary.state == "ended" and desk.active is None)


def test_the_call_with_the_microphone_is_on_the_stage() -> None:
    first = arrange(EMPTY, [established()], NONE)
    desk = arrange(first, [held(), bakery()], NONE)
    assert desk.active is not None and desk.active.call_id == "c3"
    assert [call.call_id for call in desk.others] == ["c1"]


def test_a_call_being_made_is_on_the_stage() -> None:
    dialled = bakery(state="ringing", has_microphone=False)
    desk = arrange(arrange(EMPTY, [established()], NONE), [held(), dialled], NONE)
    assert desk.active == dialled


def test_without_a_microphone_the_open_call_is_on_the_stage() -> None:
    before = arrange(EMPTY, [established()], NONE)
    desk = arrange(before, [held(), bakery(has_microphone=False)], NONE)
    assert desk.active is not None and desk.active.call_id == "c3"


def test_when_all_wait_the_last_one_stays() -> None:
    before = arrange(EMPTY, [held(), bakery()], NONE)
    desk = arrange(before, [held(), bakery(is_held=True, has_microphone=False)], NONE)
    assert desk.active is not None and desk.active.call_id == "c3"


def test_an_ignored_caller_is_listed_and_rings_again_when_nothing_else_is_left() -> None:
    ignored = frozenset({"c2"})
    desk = arrange(EMPTY, [established(), incoming()], NONE, ignored)
    assert desk.incoming is None and desk.others == (incoming(),)
    assert arrange(desk, [ended(), incoming()], NONE, ignored).incoming == incoming()
