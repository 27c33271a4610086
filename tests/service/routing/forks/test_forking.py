"""Forks under every schedule: one answer, one winner, every branch finished."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.service.routing.forks.forking import (
    Abandon,
    BranchState,
    CancelBranch,
    Conclude,
    Fork,
    ForkAction,
    PassUp,
    best_status,
)


def forked(count: int) -> Fork:
    fork = Fork()
    for branch in range(count):
        fork.add(branch)
    return fork


def test_first_answer_wins_and_the_others_are_told_why() -> None:
    fork = forked(3)
    assert fork.provisional(0, 180) == [PassUp(0, 180)]
    actions = fork.final(1, 200)
    assert actions[0] == PassUp(1, 200)
    assert actions[1:] == [
        CancelBranch(0, 200, "Call completed elsewhere"),
        CancelBranch(2, 200, "Call completed elsewhere"),
    ]
    assert fork.final(0, 487) == [] and not fork.is_finished
    assert fork.final(2, 487) == [] and fork.is_finished


def test_second_answer_is_hung_up_and_not_shown_to_the_caller() -> None:
    fork = forked(2)
    fork.final(0, 200)
    assert fork.final(1, 200) == [Abandon(1)]
    assert fork.winner == 0 and fork.is_finished


def test_repeated_answer_of_the_winner_is_passed_again() -> None:
    fork = forked(1)
    fork.final(0, 200)
    assert fork.final(0, 200) == [PassUp(0, 200)]


def test_decline_on_one_declines_everywhere() -> None:
    fork = forked(2)
    assert fork.final(0, 603) == [CancelBranch(1, 603, "Call declined elsewhere")]
    assert fork.final(1, 487) == [Conclude(603, 0)]


def test_answer_that_crosses_a_decline_still_wins() -> None:
    fork = forked(2)
    fork.final(0, 603)
    assert fork.final(1, 200)[0] == PassUp(1, 200)


def test_busy_on_one_does_not_end_the_others() -> None:
    fork = forked(2)
    assert fork.final(0, 486) == []
    assert fork.final(1, 480) == [Conclude(486, 0)]


def test_busy_said_by_the_person_declines_everywhere() -> None:
    fork = forked(2)
    assert fork.final(0, 486, is_decline=True) == [CancelBranch(1, 603, "Call declined elsewhere")]
    assert fork.final(1, 487) == [Conclude(486, 0)]


def test_cancel_fans_out_and_ends_with_487() -> None:
    fork = forked(2)
    fork.provisional(0, 180)
    assert fork.cancelled_by_caller() == [CancelBranch(0), CancelBranch(1)]
    assert fork.cancelled_by_caller() == []
    assert fork.final(0, 486) == []
    assert fork.final(1, 487) == [Conclude(487, 1)]


def test_cancel_with_only_waiting_branches_ends_at_once() -> None:
    fork = Fork()
    fork.add(0, waiting=True)
    assert fork.cancelled_by_caller() == [Conclude(487, 0)]
    assert not fork.sent(0)


def test_waiting_branch_is_not_sent_after_another_won() -> None:
    fork = forked(1)
    fork.add(1, waiting=True)
    assert fork.final(0, 200) == [PassUp(0, 200)]
    assert not fork.sent(1) and fork.is_finished


def test_nothing_to_fork_to_is_480() -> None:
    assert best_status([]) == 480


@pytest.mark.parametrize(
    ("statuses", "best"),
    [([480, 486], 486), ([503, 404], 404), ([404, 603], 603), ([408, 487, 480], 480), ([500, 302], 302)],
)
def test_best_answer(statuses: list[int], best: int) -> None:
    assert best_status(statuses) == best


events = st.lists(
    st.tuples(
        st.sampled_from(["1xx", "2xx", "4xx", "6xx", "cancel", "flow"]),
        st.integers(min_value=0, max_value=4),
    ),
    max_size=25,
)


@given(count=st.integers(1, 4), waiting=st.integers(0, 2), schedule=events)
@settings(max_examples=200)
def test_any_schedule_has_one_winner_one_answer_and_no_branch_left(
    count: int, waiting: int, schedule: list[tuple[str, int]]
) -> None:
    fork = forked(count)
    for branch in range(count, count + waiting):
        fork.add(branch, waiting=True)
    actions: list[ForkAction] = []
    answered: set[int] = set()
    for what, branch in schedule:
        if branch in answered or (branch >= count + waiting):
            continue
        state = fork.states[branch]
        if state is BranchState.WAITING and what not in ("flow", "cancel"):
            continue
        if what in ("2xx", "4xx", "6xx"):
            answered.add(branch)
        actions += _apply(fork, what, branch)
    for branch in fork.states:
        if branch not in answered:
            actions += fork.final(branch, 487)
    winners = {
        action.branch
        for action in actions
        if isinstance(action, PassUp) and action.status < 300 and action.status >= 200
    }
    conclusions = [action for action in actions if isinstance(action, Conclude)]
    assert len(winners) + len(conclusions) == 1
    assert fork.is_finished
    cancelled = [action.branch for action in actions if isinstance(action, CancelBranch)]
    assert len(cancelled) == len(set(cancelled))
    abandoned = {action.branch for action in actions if isinstance(action, Abandon)}
    assert not abandoned & winners


def _apply(fork: Fork, what: str, branch: int) -> list[ForkAction]:
    if what == "1xx":
        return fork.provisional(branch, 180)
    if what == "2xx":
        return fork.final(branch, 200)
    if what == "4xx":
        return fork.final(branch, 480)
    if what == "6xx":
        return fork.final(branch, 603)
    if what == "cancel":
        return fork.cancelled_by_caller()
    fork.sent(branch)
    return []
