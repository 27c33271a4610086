"""What becomes of one forked request: pure decisions (RFC 3261 16.7 and 16.10), no messages and no time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

BranchId = int

COMPLETED_ELSEWHERE = (200, "Call completed elsewhere")
DECLINED_ELSEWHERE = (603, "Call declined elsewhere")

_PREFERRED_4XX = (401, 407, 415, 420, 484, 486, 488, 422, 423, 403, 480, 487, 408, 430, 404)


class BranchState(StrEnum):
    """Where a branch stands; ``WAITING`` has not been sent yet, since its instance has no flow."""

    WAITING = "waiting"
    CALLING = "calling"
    PROCEEDING = "proceeding"
    CANCELLED = "cancelled"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class PassUp:
    """Send the branch's latest response to the caller."""

    branch: BranchId
    status: int


@dataclass(frozen=True, slots=True)
class CancelBranch:
    """Send CANCEL on the branch, with ``Reason: SIP;cause=...`` unless ``cause`` is 0."""

    branch: BranchId
    cause: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Abandon:
    """The branch answered 2xx although another had won: acknowledge it and hang it up."""

    branch: BranchId


@dataclass(frozen=True, slots=True)
class Conclude:
    """Answer the caller with ``status``: the branch's response, or one of our own if ``branch`` is None."""

    status: int
    branch: BranchId | None = None


ForkAction = PassUp | CancelBranch | Abandon | Conclude


class Fork:
    """One request on its way to one or more branches.

    The caller gets exactly one final answer: the first 2xx, or the best of the others once every branch is
    done. Every branch ends ``DONE``.
    """

    def __init__(self) -> None:
        self.states: dict[BranchId, BranchState] = {}
        self.winner: BranchId | None = None
        self.is_concluded = False
        self._finals: dict[BranchId, int] = {}
        self._is_cancelled = False
        self._is_declined = False

    @property
    def accepts_branches(self) -> bool:
        """Whether a new branch may still be added or a waiting one sent."""
        return not (self.is_concluded or self._is_cancelled or self._is_declined)

    @property
    def is_declined(self) -> bool:
        """Whether one answer spoke for all of the user's instances."""
        return self._is_declined

    @property
    def is_finished(self) -> bool:
        """Whether the caller has its answer and no branch is owed one."""
        return self.is_concluded and all(state is BranchState.DONE for state in self.states.values())

    def add(self, branch: BranchId, *, waiting: bool = False) -> None:
        """Add a branch, before the caller has its answer."""
        self.states[branch] = BranchState.WAITING if waiting else BranchState.CALLING

    def sent(self, branch: BranchId) -> bool:
        """Note that a waiting branch found its flow; return whether it may be sent."""
        if self.states.get(branch) is not BranchState.WAITING or not self.accepts_branches:
            return False
        self.states[branch] = BranchState.CALLING
        return True

    def provisional(self, branch: BranchId, status: int) -> list[ForkAction]:
        """Take a 1xx from a branch."""
        state = self.states.get(branch)
        if state is BranchState.CALLING:
            self.states[branch] = BranchState.PROCEEDING
        if state not in (BranchState.CALLING, BranchState.PROCEEDING) or self.is_concluded or status == 100:
            return []
        return [PassUp(branch, status)]

    def final(self, branch: BranchId, status: int, *, is_decline: bool = False) -> list[ForkAction]:
        """Take the final answer of a branch; ``is_decline``: it speaks for all of the user's instances."""
        state = self.states.get(branch)
        if state is None or (state is BranchState.DONE and status >= 300):
            return []
        self.states[branch] = BranchState.DONE
        if status < 300:
            return self._accepted(branch, status)
        self._finals[branch] = status
        actions: list[ForkAction] = []
        if (is_decline or status >= 600) and not self.is_concluded:
            self._is_declined = True
            actions = self._cancel_others(branch, *DECLINED_ELSEWHERE)
        return actions + self._conclude_if_done()

    def lost(self, branch: BranchId) -> list[ForkAction]:
        """Note that a branch's flow broke: it waits for its instance to come back, if that still helps."""
        state = self.states.get(branch)
        if state in (BranchState.CALLING, BranchState.PROCEEDING) and self.accepts_branches:
            self.states[branch] = BranchState.WAITING
            return []
        return self.final(branch, 480)

    def cancelled_by_caller(self) -> list[ForkAction]:
        """Take the caller's CANCEL."""
        if self.is_concluded or self._is_cancelled:
            return []
        self._is_cancelled = True
        return self._cancel_others(None, 0, "") + self._conclude_if_done()

    def given_up(self) -> list[ForkAction]:
        """Take it that the caller gets an answer of ours, whatever the branches say."""
        if self.is_concluded:
            return []
        self.is_concluded = True
        return self._cancel_others(None, 0, "")

    def _accepted(self, branch: BranchId, status: int) -> list[ForkAction]:
        if self.winner == branch:
            return [PassUp(branch, status)]
        if self.winner is not None or self.is_concluded:
            return [Abandon(branch)]
        self.winner = branch
        self.is_concluded = True
        return [PassUp(branch, status), *self._cancel_others(branch, *COMPLETED_ELSEWHERE)]

    def _cancel_others(self, branch: BranchId | None, cause: int, text: str) -> list[ForkAction]:
        actions: list[ForkAction] = []
        for other, state in self.states.items():
            if other == branch or state in (BranchState.DONE, BranchState.CANCELLED):
                continue
            if state is BranchState.WAITING:
                self.states[other] = BranchState.DONE
                self._finals[other] = 487
                continue
            self.states[other] = BranchState.CANCELLED
            actions.append(CancelBranch(other, cause, text))
        return actions

    def _conclude_if_done(self) -> list[ForkAction]:
        if self.is_concluded or any(state is not BranchState.DONE for state in self.states.values()):
            return []
        self.is_concluded = True
        if self._is_cancelled and 487 not in self._finals.values():
            return [Conclude(487)]
        branch = self._best()
        return [Conclude(487 if self._is_cancelled else self._finals.get(branch, 480), branch)]

    def _best(self) -> BranchId:
        if self._is_cancelled:
            return next(branch for branch, status in self._finals.items() if status == 487)
        return min(self._finals, key=lambda branch: preference(self._finals[branch]), default=-1)


def preference(status: int) -> tuple[int, int]:
    """Return a key that sorts final non-2xx answers best first (RFC 3261 16.7 step 6)."""
    if status >= 600:
        return (0, status)
    if 400 <= status < 500 and status in _PREFERRED_4XX:
        return (status // 100, _PREFERRED_4XX.index(status))
    return (status // 100, len(_PREFERRED_4XX))


def best_status(statuses: Iterable[int]) -> int:
    """Return the best of several final non-2xx answers; 480 if there is none."""
    return min(statuses, key=preference, default=480)
