"""Where a call can be in its life, and all that is kept of one (the state of the call machine)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from core.calling.call.details import CallDirection, CallEndCause, CallState
from core.calling.errors import SinchError
from core.calling.machine.timers import CallTimeouts, TimerKind


class Stage(Enum):
    """Where the machine is; finer than ``CallState`` where the next step differs."""

    NEW = "new"
    """Nothing has happened yet."""
    OFFERING = "offering"
    """Outgoing: our media is making an offer, the callee knows nothing."""
    INVITING = "inviting"
    """Outgoing: the INVITE is on its way."""
    NOTIFYING = "notifying"
    """Outgoing: the callee is being notified."""
    RINGING = "ringing"
    """Outgoing: the callee's device rings."""
    CONNECTING = "connecting"
    """Outgoing: the callee accepted and media is connecting."""
    ALERTING = "alerting"
    """Incoming: this device rings; no media exists."""
    ANSWERING = "answering"
    """Incoming: the user accepted and our media is making an answer."""
    ACCEPTED = "accepted"
    """Incoming: our answer is sent and media is connecting."""
    ESTABLISHED = "established"
    """Media flows."""
    ENDED = "ended"
    """It is over."""


CALL_STATES = {
    Stage.NEW: CallState.INITIATING,
    Stage.OFFERING: CallState.INITIATING,
    Stage.INVITING: CallState.INITIATING,
    Stage.NOTIFYING: CallState.PROGRESSING,
    Stage.RINGING: CallState.RINGING,
    Stage.CONNECTING: CallState.ANSWERED,
    Stage.ALERTING: CallState.INITIATING,
    Stage.ANSWERING: CallState.ANSWERED,
    Stage.ACCEPTED: CallState.ANSWERED,
    Stage.ESTABLISHED: CallState.ESTABLISHED,
    Stage.ENDED: CallState.ENDED,
}

RUNNING_TIMER = {
    Stage.OFFERING: TimerKind.SETUP,
    Stage.INVITING: TimerKind.SETUP,
    Stage.NOTIFYING: TimerKind.SETUP,
    Stage.RINGING: TimerKind.RING,
    Stage.CONNECTING: TimerKind.ESTABLISH,
    Stage.ALERTING: TimerKind.RING,
    Stage.ANSWERING: TimerKind.ESTABLISH,
    Stage.ACCEPTED: TimerKind.ESTABLISH,
}
"""The timer that runs in each stage; in the others none does."""

WITHOUT_MEDIA = (Stage.NEW, Stage.ALERTING, Stage.ENDED)
"""Stages in which no media session exists."""

TALKING = (Stage.CONNECTING, Stage.ACCEPTED, Stage.ESTABLISHED)
"""Stages in which both sides have agreed on the call."""


@dataclass(frozen=True, slots=True)
class CallMachine:
    """A call at one moment. Times are monotonic seconds, None until reached."""

    direction: CallDirection
    timeouts: CallTimeouts = field(default_factory=CallTimeouts)
    stage: Stage = Stage.NEW
    offer: str = ""
    """The caller's SDP, kept until the user answers."""
    has_early_answer: bool = False
    """Our offer was answered before the call is: media may flow, and the 2xx answers it no more."""
    flows_early: bool = False
    """Media flows before the call is answered: an announcement, or a ringing tone of the far side's own."""
    started: float | None = None
    progressed: float | None = None
    rung: float | None = None
    answered: float | None = None
    established: float | None = None
    ended: float | None = None
    end_cause: CallEndCause = CallEndCause.NONE
    was_busy: bool = False
    """Beside ``DENIED``: the callee was busy, and nobody declined."""
    error: SinchError | None = None
    replaced_by: str = ""
    """The id of the call that took this one's place."""

    @property
    def state(self) -> CallState:
        """The state as the calling API names it."""
        return CALL_STATES[self.stage]
