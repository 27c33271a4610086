"""Sending somebody to another call, and being sent there, as tables and a pure function (RFC 3515, 5589).

The side that sends (transferor)::

    IDLE --TransferWanted--> REFERRING --ReferAnswered 2xx--> TRYING --180--> RINGING --200--> IDLE, hangs up
                                 |                              |                |
                                 +------ refused, failed, silent: IDLE, the call as it was

The side that is sent (transferee)::

    IDLE --ReferReceived--> ASKED --TransferAccepted--> DIALLING --200--> IDLE, old call ends
                              |                            |
                       TransferRejected               300 and above: IDLE, the call as it was

A REFER is accepted at once and its fate told in NOTIFYs: a person may think for longer than a transaction
lasts (RFC 3515 2.4.2).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from core.calling.machine.events import (
    CallEvent,
    ReferAnswered,
    ReferProgressed,
    ReferReceived,
    SuccessorProgressed,
    TransferAccepted,
    TransferEvent,
    TransferRejected,
    TransferTimedOut,
    TransferWanted,
)
from core.sentences import known, sentence

DECLINED = 603
_SENTENCES = {
    403: sentence("The other side is not allowed to call there."),
    404: sentence("Nobody with this address is known."),
    405: sentence("The other side's program cannot be sent to another call."),
    408: sentence("Nobody could be reached there."),
    480: sentence("Nobody answered there."),
    481: sentence("The call no longer exists on the other side."),
    486: sentence("The line there is busy."),
    487: sentence("The other side gave up calling there."),
    491: sentence("The other side is being sent somewhere else already."),
    501: sentence("The other side's program cannot be sent to another call."),
    503: sentence("The connection to the call service broke."),
    600: sentence("The line there is busy."),
    603: sentence("The other side, or the person called, declined."),
}
_SILENT = sentence("The other side did not say in time what came of it.")


class TransferStage(StrEnum):
    """What is under way."""

    IDLE = "idle"
    """Nothing."""
    REFERRING = "referring"
    """Our REFER is out."""
    TRYING = "trying"
    """The other side has begun to call."""
    RINGING = "ringing"
    """The other side's new call rings."""
    ASKED = "asked"
    """We were asked to call somebody; the user decides."""
    DIALLING = "dialling"
    """We call whom we were asked to."""


class TransferState(StrEnum):
    """How far a transfer is, as the one who sends is told."""

    TRYING = "trying"
    RINGING = "ringing"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class TransferMachine:
    """The transfer of one call at one moment."""

    stage: TransferStage = TransferStage.IDLE


@dataclass(frozen=True, slots=True)
class TransferEffect:
    """Something to be done."""


@dataclass(frozen=True, slots=True)
class SendRefer(TransferEffect):
    """Send the REFER."""


@dataclass(frozen=True, slots=True)
class TellProgress(TransferEffect):
    """Tell the listeners how far it is."""

    state: TransferState
    message: str = ""


@dataclass(frozen=True, slots=True)
class Leave(TransferEffect):
    """Hang up: the other side talks to somebody else now."""


@dataclass(frozen=True, slots=True)
class AcceptRefer(TransferEffect):
    """Say 202, and that we try (100)."""


@dataclass(frozen=True, slots=True)
class RejectRefer(TransferEffect):
    """Refuse the REFER with ``status``."""

    status: int


@dataclass(frozen=True, slots=True)
class NotifyRefer(TransferEffect):
    """Tell the one who sent us how far we are; final from 200 on."""

    status: int


@dataclass(frozen=True, slots=True)
class AskUser(TransferEffect):
    """Ask the listeners whether to call ``request.target``."""

    request: ReferReceived


@dataclass(frozen=True, slots=True)
class DialSuccessor(TransferEffect):
    """Call whom we were asked to."""


@dataclass(frozen=True, slots=True)
class GiveWay(TransferEffect):
    """End this call: its successor is established."""


@dataclass(frozen=True, slots=True)
class Forgotten(TransferEffect):
    """``event`` means nothing in ``stage``: to be logged."""

    event: CallEvent
    stage: str


Step = tuple[TransferMachine, list[TransferEffect]]
_Handler = Callable[[TransferMachine, Any], Step]
S = TransferStage


def step(machine: TransferMachine, event: TransferEvent) -> Step:
    """Return the transfer after ``event`` and what is to be done, in order."""
    handler = TRANSITIONS.get((machine.stage, type(event)))
    if handler is None:
        return machine, [Forgotten(event, machine.stage.value)]
    return handler(machine, event)


def _to(machine: TransferMachine, stage: TransferStage, *effects: TransferEffect) -> Step:
    return replace(machine, stage=stage), list(effects)


# The side that sends.


def _want(machine: TransferMachine, event: TransferWanted) -> Step:
    return _to(machine, S.REFERRING, SendRefer())


def _be_answered(machine: TransferMachine, event: ReferAnswered) -> Step:
    if event.status < 300:
        return _to(machine, S.TRYING, TellProgress(TransferState.TRYING))
    return _fail(machine, event.status)


def _progress(machine: TransferMachine, event: ReferProgressed) -> Step:
    if event.status >= 300:
        return _fail(machine, event.status, event.sentence)
    if event.status >= 200:
        return _to(machine, S.IDLE, TellProgress(TransferState.SUCCEEDED), Leave())
    if event.is_final:
        return _to(machine, S.IDLE, TellProgress(TransferState.FAILED, _SILENT))
    if event.status == 180 and machine.stage is S.TRYING:
        return _to(machine, S.RINGING, TellProgress(TransferState.RINGING))
    return machine, []


def _progress_before_answer(machine: TransferMachine, event: ReferProgressed) -> Step:
    # A NOTIFY may overtake the 202 (RFC 3515 2.4.4): it says the same.
    machine, effects = _to(machine, S.TRYING, TellProgress(TransferState.TRYING))
    machine, more = _progress(machine, event)
    return machine, [*effects, *more]


def _time_out(machine: TransferMachine, event: TransferTimedOut) -> Step:
    return _to(machine, S.IDLE, TellProgress(TransferState.FAILED, _SILENT))


def _fail(machine: TransferMachine, status: int, told: str = "") -> Step:
    said = (
        known(told) if told else _SENTENCES.get(status, sentence("It was refused ({status}).", status=status))
    )
    return _to(machine, S.IDLE, TellProgress(TransferState.FAILED, said))


# The side that is sent.


def _ask(machine: TransferMachine, event: ReferReceived) -> Step:
    return _to(machine, S.ASKED, AcceptRefer(), AskUser(event))


def _refuse(machine: TransferMachine, event: ReferReceived) -> Step:
    return machine, [RejectRefer(491)]


def _dial(machine: TransferMachine, event: TransferAccepted) -> Step:
    return _to(machine, S.DIALLING, DialSuccessor())


def _decline(machine: TransferMachine, event: CallEvent) -> Step:
    return _to(machine, S.IDLE, NotifyRefer(DECLINED))


def _follow(machine: TransferMachine, event: SuccessorProgressed) -> Step:
    if event.status < 200:
        return machine, [NotifyRefer(event.status)]
    if event.status < 300:
        return _to(machine, S.IDLE, NotifyRefer(event.status), GiveWay())
    return _to(machine, S.IDLE, NotifyRefer(event.status))


_SENDING: dict[type[CallEvent], _Handler] = {
    ReferProgressed: _progress,
    TransferTimedOut: _time_out,
    ReferReceived: _refuse,
}

_TABLE: dict[TransferStage, dict[type[CallEvent], _Handler]] = {
    S.IDLE: {TransferWanted: _want, ReferReceived: _ask},
    S.REFERRING: {
        ReferAnswered: _be_answered,
        ReferProgressed: _progress_before_answer,
        TransferTimedOut: _time_out,
        ReferReceived: _refuse,
    },
    S.TRYING: _SENDING,
    S.RINGING: _SENDING,
    S.ASKED: {
        TransferAccepted: _dial,
        TransferRejected: _decline,
        TransferTimedOut: _decline,
        ReferReceived: _refuse,
    },
    S.DIALLING: {SuccessorProgressed: _follow, ReferReceived: _refuse},
}

TRANSITIONS: dict[tuple[TransferStage, type[CallEvent]], _Handler] = {
    (stage, event): handler for stage, row in _TABLE.items() for event, handler in row.items()
}
