"""One call's life, as a table and a pure function: ``step(state, event) -> (state, effects)``.

Inputs by origin (``events``):

=========  ======================================================================================
user       Dialled, Announced, UserAnswered, UserHungUp, UserIsBusy
network    InviteArrived, SuccessorArrived, ProgressReceived, RingingReceived, EarlyAnswerReceived,
           AcceptReceived, AckReceived, RejectReceived, CancelReceived, ByeReceived,
           SignallingFailed, FlowLost, CallNotSupported, Succeeded
media      OfferMade, AnswerMade, NegotiationFailed, MediaFlowing, MediaFailed
timer      TimerFired (setup, ring, establish)
=========  ======================================================================================

Outgoing and incoming, with the calling API's states on the left::

                 Dialled                                InviteArrived
                    |                                         |
    initiating   OFFERING --OfferMade--> INVITING          ALERTING
                                           |  \\  \\            |
    progressing            181 182 183  NOTIFYING \\           | UserAnswered
                                           |  \\    \\          |
    ringing                    180      RINGING  \\  \\        |
                                              \\   \\  \\       |
    answered                        2xx      CONNECTING    ANSWERING --AnswerMade--> ACCEPTED
                                                  |                                     |
    established            MediaFlowing           +----------> ESTABLISHED <------------+

    ended        from everywhere: hang-up, refusal, time-out, failure

Every pair of stage and event that the table does not hold gives an ``Ignored`` effect: nothing is swallowed
silently. No clock is read here: each event says when it happened.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from core.calling.call.details import CallDirection, CallEndCause
from core.calling.errors import ErrorCode, ErrorType, SinchError
from core.calling.machine import endings
from core.calling.machine.effects import (
    ApplyAnswer,
    Callback,
    CallEffect,
    Ignored,
    LetSpeak,
    MakeAnswer,
    MakeOffer,
    Notify,
    SendAccept,
    SendBye,
    SendCancel,
    SendInvite,
    SendReject,
    SendRinging,
    StartTimer,
    StopMedia,
    StopTimer,
)
from core.calling.machine.events import (
    AcceptReceived,
    AckReceived,
    Announced,
    AnswerMade,
    ByeReceived,
    CallEvent,
    CallNotSupported,
    CancelReceived,
    Dialled,
    EarlyAnswerReceived,
    FlowLost,
    InviteArrived,
    MediaFailed,
    MediaFlowing,
    NegotiationFailed,
    OfferMade,
    ProgressReceived,
    RejectReceived,
    RingingReceived,
    SignallingFailed,
    Succeeded,
    SuccessorArrived,
    TimerFired,
    UserAnswered,
    UserHungUp,
    UserIsBusy,
)
from core.calling.machine.stages import RUNNING_TIMER, WITHOUT_MEDIA, CallMachine, Stage
from core.calling.machine.timers import TimerKind

Step = tuple[CallMachine, list[CallEffect]]
_Handler = Callable[[CallMachine, Any], Step]
_Row = dict[type[CallEvent], _Handler]


def step(machine: CallMachine, event: CallEvent) -> Step:
    """Return the call after ``event`` and what is to be done, in order."""
    handler = TRANSITIONS.get((machine.stage, type(event)))
    if handler is None:
        return machine, [Ignored(event, machine.stage.value)]
    return handler(machine, event)


def _enter(machine: CallMachine, stage: Stage, event: CallEvent, **changes: Any) -> Step:
    """Move to ``stage`` and exchange the running timer."""
    effects: list[CallEffect] = []
    old, new = RUNNING_TIMER.get(machine.stage), RUNNING_TIMER.get(stage)
    if old is not None and old is not new:
        effects.append(StopTimer(old))
    if new is not None and old is not new:
        effects.append(StartTimer(new, event.at + _seconds(machine, new)))
    return replace(machine, stage=stage, **changes), effects


def _seconds(machine: CallMachine, timer: TimerKind) -> float:
    timeouts = machine.timeouts
    if timer is TimerKind.RING:
        return timeouts.ring if machine.direction is CallDirection.OUTBOUND else timeouts.incoming_ring
    return timeouts.setup if timer is TimerKind.SETUP else timeouts.establish


def _end(
    machine: CallMachine, event: CallEvent, cause: CallEndCause, *farewell: CallEffect, error: Any = None
) -> Step:
    """Say ``farewell`` on the wire, release what is held, and end: the only way into ``ENDED``."""
    ended, effects = _enter(machine, Stage.ENDED, event, ended=event.at, end_cause=cause, error=error)
    release = [] if machine.stage in WITHOUT_MEDIA else [StopMedia()]
    return ended, [*farewell, *release, *effects, Notify(Callback.ENDED)]


def _fail(
    machine: CallMachine, event: CallEvent, domain: ErrorType, code: int, reason: str, *farewell: CallEffect
) -> Step:
    error = SinchError(reason, code, domain)
    return _end(machine, event, CallEndCause.FAILURE, *farewell, error=error)


# The beginning.


def _dial(machine: CallMachine, event: Dialled) -> Step:
    machine, effects = _enter(machine, Stage.OFFERING, event, started=event.at)
    return machine, [*effects, MakeOffer()]


def _not_supported(machine: CallMachine, event: CallNotSupported) -> Step:
    return _fail(replace(machine, started=event.at), event, ErrorType.API, ErrorCode.GENERIC, event.reason)


def _succeed(machine: CallMachine, event: SuccessorArrived) -> Step:
    machine, effects = _enter(machine, Stage.ANSWERING, event, started=event.at, answered=event.at)
    return machine, [*effects, _describe_ours(event.offer), Notify(Callback.ANSWERED)]


def _alert(machine: CallMachine, event: InviteArrived) -> Step:
    machine, effects = _enter(machine, Stage.ALERTING, event, started=event.at, offer=event.offer)
    return machine, [*effects, Notify(Callback.INCOMING)]


def _say_ringing(machine: CallMachine, event: Announced) -> Step:
    # Only now: whoever is refused by a listener at once must not hear that it rang.
    return machine, [SendRinging()]


# Outgoing, up to the answer.


def _invite(machine: CallMachine, event: OfferMade) -> Step:
    machine, effects = _enter(machine, Stage.INVITING, event)
    return machine, [SendInvite(event.offer), *effects]


def _progress(machine: CallMachine, event: ProgressReceived) -> Step:
    machine, effects = _enter(machine, Stage.NOTIFYING, event, progressed=event.at)
    return machine, [*effects, Notify(Callback.PROGRESSING)]


def _ring(machine: CallMachine, event: RingingReceived) -> Step:
    machine, effects = _enter(machine, Stage.RINGING, event, rung=event.at)
    return machine, [*effects, Notify(Callback.RINGING)]


def _hear_early_answer(machine: CallMachine, event: EarlyAnswerReceived) -> Step:
    # One answer per offer: whatever another branch says, the first counts (the gateway keeps it the same).
    if machine.has_early_answer:
        return machine, [Ignored(event, machine.stage.value)]
    return replace(machine, has_early_answer=True), [ApplyAnswer(event.answer, is_early=True)]


def _flow_early(machine: CallMachine, event: MediaFlowing) -> Step:
    if not machine.has_early_answer or machine.flows_early:
        return machine, [Ignored(event, machine.stage.value)]
    return replace(machine, flows_early=True), [Notify(Callback.EARLY_MEDIA)]


def _connect(machine: CallMachine, event: AcceptReceived) -> Step:
    answer = LetSpeak() if machine.has_early_answer else ApplyAnswer(event.answer)
    machine, effects = _enter(machine, Stage.CONNECTING, event, answered=event.at)
    effects = [answer, *effects, Notify(Callback.ANSWERED)]
    if not machine.flows_early:
        return machine, effects
    machine, then = _establish(machine, event)
    return machine, [*effects, *then]


def _abandon(machine: CallMachine, event: UserHungUp) -> Step:
    return _end(machine, event, CallEndCause.CANCELED)


def _cancel(machine: CallMachine, event: UserHungUp) -> Step:
    return _end(machine, event, CallEndCause.CANCELED, SendCancel(endings.GAVE_UP))


def _give_way(machine: CallMachine, event: Succeeded) -> Step:
    # Whoever else rings for this call has missed nothing: "completed elsewhere".
    farewell = [] if machine.stage is Stage.OFFERING else [SendCancel(endings.ANSWERED_ELSEWHERE)]
    machine = replace(machine, replaced_by=event.by)
    return _end(machine, event, CallEndCause.CANCELED, *farewell)


def _be_rejected(machine: CallMachine, event: RejectReceived) -> Step:
    has_rung = machine.rung is not None
    cause, error = endings.rejection(
        event.status, event.cause, has_rung=has_rung, phrase=event.reason, told=event.sentence
    )
    machine = replace(machine, was_busy=endings.was_busy(event.status, event.cause))
    return _end(machine, event, cause, error=error)


def _setup_timeout(machine: CallMachine, event: TimerFired) -> Step:
    farewell = [] if machine.stage is Stage.OFFERING else [SendCancel(endings.NO_ANSWER)]
    return _end(machine, event, CallEndCause.TIMEOUT, *farewell)


def _ring_timeout(machine: CallMachine, event: TimerFired) -> Step:
    if machine.direction is CallDirection.INBOUND:
        return _end(machine, event, CallEndCause.NO_ANSWER, SendReject(480))
    return _end(machine, event, CallEndCause.NO_ANSWER, SendCancel(endings.NO_ANSWER))


def _cannot_offer(machine: CallMachine, event: NegotiationFailed | MediaFailed) -> Step:
    return _fail(machine, event, ErrorType.SESSION, ErrorCode.GENERIC, event.reason)


def _media_fails_early(machine: CallMachine, event: NegotiationFailed | MediaFailed) -> Step:
    # The BYE for an answer that crosses the CANCEL gives the same reason: both ends know of a failure.
    farewell = SendCancel(endings.NO_MEDIA)
    return _fail(machine, event, ErrorType.SESSION, ErrorCode.GENERIC, event.reason, farewell)


# Incoming, up to the answer.


def _answer(machine: CallMachine, event: UserAnswered) -> Step:
    offer = machine.offer
    machine, effects = _enter(machine, Stage.ANSWERING, event, answered=event.at, offer="")
    return machine, [*effects, _describe_ours(offer), Notify(Callback.ANSWERED)]


def _describe_ours(offer: str) -> CallEffect:
    # An INVITE without SDP is answered with our offer; the ACK then carries the answer (RFC 3261 13.3.1).
    return MakeAnswer(offer) if offer else MakeOffer()


def _accept(machine: CallMachine, event: AnswerMade) -> Step:
    machine, effects = _enter(machine, Stage.ACCEPTED, event)
    return machine, [SendAccept(event.answer), *effects]


def _accept_with_offer(machine: CallMachine, event: OfferMade) -> Step:
    machine, effects = _enter(machine, Stage.ACCEPTED, event)
    return machine, [SendAccept(event.offer), *effects]


def _take_late_answer(machine: CallMachine, event: AckReceived) -> Step:
    return machine, [ApplyAnswer(event.answer)]


def _be_busy(machine: CallMachine, event: UserIsBusy) -> Step:
    return _end(replace(machine, was_busy=True), event, CallEndCause.DENIED, SendReject(486))


def _decline(machine: CallMachine, event: UserHungUp) -> Step:
    return _end(machine, event, CallEndCause.DENIED, SendReject(603))


def _withdraw_answer(machine: CallMachine, event: UserHungUp) -> Step:
    # The caller has not heard of the answer: for both it was declined.
    return _end(machine, event, CallEndCause.DENIED, SendReject(603))


def _be_cancelled(machine: CallMachine, event: CancelReceived) -> Step:
    return _end(machine, event, endings.withdrawal(event.cause))


def _be_cancelled_by_bye(machine: CallMachine, event: ByeReceived) -> Step:
    # RFC 3261 15: a caller may BYE an early dialog instead of cancelling.
    return _end(machine, event, CallEndCause.CANCELED)


def _cannot_answer(machine: CallMachine, event: NegotiationFailed) -> Step:
    return _fail(machine, event, ErrorType.SESSION, ErrorCode.GENERIC, event.reason, SendReject(488))


def _media_fails_answering(machine: CallMachine, event: MediaFailed) -> Step:
    return _fail(machine, event, ErrorType.NETWORK, ErrorCode.ICE_FAILED, event.reason, SendReject(500))


# From the answer on.


def _establish(machine: CallMachine, event: MediaFlowing | AcceptReceived) -> Step:
    machine, effects = _enter(machine, Stage.ESTABLISHED, event, established=event.at)
    return machine, [*effects, Notify(Callback.ESTABLISHED)]


def _establish_timeout(machine: CallMachine, event: TimerFired) -> Step:
    reason = "no media came through between the two machines in time"
    farewell = SendReject(500) if machine.stage is Stage.ANSWERING else SendBye(endings.NO_MEDIA)
    return _fail(machine, event, ErrorType.NETWORK, ErrorCode.ICE_FAILED, reason, farewell)


def _hang_up(machine: CallMachine, event: UserHungUp) -> Step:
    return _end(machine, event, CallEndCause.HUNG_UP, SendBye())


def _be_hung_up(machine: CallMachine, event: ByeReceived) -> Step:
    cause, error = endings.farewell(event.cause)
    return _end(machine, event, cause, error=error)


def _be_succeeded(machine: CallMachine, event: Succeeded) -> Step:
    return _end(replace(machine, replaced_by=event.by), event, CallEndCause.HUNG_UP, SendBye())


def _cannot_connect(machine: CallMachine, event: NegotiationFailed) -> Step:
    farewell = SendBye(endings.NO_AGREEMENT)
    return _fail(machine, event, ErrorType.SESSION, ErrorCode.GENERIC, event.reason, farewell)


def _media_fails(machine: CallMachine, event: MediaFailed) -> Step:
    farewell = SendBye(endings.NO_MEDIA)
    return _fail(machine, event, ErrorType.NETWORK, ErrorCode.ICE_FAILED, event.reason, farewell)


def _go_inactive(machine: CallMachine, event: MediaFailed) -> Step:
    return _end(machine, event, CallEndCause.INACTIVE, SendBye(endings.MEDIA_LOST))


# At any time.


def _lose_signalling(machine: CallMachine, event: SignallingFailed) -> Step:
    return _fail(machine, event, ErrorType.NETWORK, ErrorCode.GENERIC, event.reason)


def _lose_flow(machine: CallMachine, event: FlowLost) -> Step:
    reason = "the connection to the call service broke while the call was being set up"
    return _fail(machine, event, ErrorType.NETWORK, ErrorCode.GENERIC, reason)


def _release_late_accept(machine: CallMachine, event: AcceptReceived) -> Step:
    # RFC 3261 9.1: the 2xx crossed our CANCEL; the dialog exists and must be ended.
    cause = endings.NO_ANSWER if machine.end_cause is CallEndCause.NO_ANSWER else endings.GAVE_UP
    return machine, [Ignored(event, machine.stage.value), SendBye(cause)]


def _timer(kind: TimerKind, then: _Handler) -> _Handler:
    """Take a ``TimerFired`` of ``kind`` only; one that was stopped too late is ignored."""

    def handle(machine: CallMachine, event: TimerFired) -> Step:
        if event.timer is not kind:
            return machine, [Ignored(event, machine.stage.value)]
        return then(machine, event)

    return handle


_INVITED: _Row = {
    EarlyAnswerReceived: _hear_early_answer,
    MediaFlowing: _flow_early,
    AcceptReceived: _connect,
    RejectReceived: _be_rejected,
    UserHungUp: _cancel,
    NegotiationFailed: _media_fails_early,
    MediaFailed: _media_fails_early,
    SignallingFailed: _lose_signalling,
    FlowLost: _lose_flow,
    Succeeded: _give_way,
}

_JOINED: _Row = {
    UserHungUp: _hang_up,
    ByeReceived: _be_hung_up,
    SignallingFailed: _lose_signalling,
    Succeeded: _be_succeeded,
}

_TABLE: dict[Stage, _Row] = {
    Stage.NEW: {
        Dialled: _dial,
        CallNotSupported: _not_supported,
        InviteArrived: _alert,
        SuccessorArrived: _succeed,
    },
    Stage.OFFERING: {
        OfferMade: _invite,
        UserHungUp: _abandon,
        Succeeded: _give_way,
        NegotiationFailed: _cannot_offer,
        MediaFailed: _cannot_offer,
        TimerFired: _timer(TimerKind.SETUP, _setup_timeout),
    },
    Stage.INVITING: {
        **_INVITED,
        ProgressReceived: _progress,
        RingingReceived: _ring,
        TimerFired: _timer(TimerKind.SETUP, _setup_timeout),
    },
    Stage.NOTIFYING: {
        **_INVITED,
        RingingReceived: _ring,
        TimerFired: _timer(TimerKind.SETUP, _setup_timeout),
    },
    Stage.RINGING: {
        **_INVITED,
        TimerFired: _timer(TimerKind.RING, _ring_timeout),
    },
    Stage.CONNECTING: {
        **_JOINED,
        MediaFlowing: _establish,
        NegotiationFailed: _cannot_connect,
        MediaFailed: _media_fails,
        TimerFired: _timer(TimerKind.ESTABLISH, _establish_timeout),
    },
    Stage.ALERTING: {
        Announced: _say_ringing,
        UserAnswered: _answer,
        UserHungUp: _decline,
        UserIsBusy: _be_busy,
        CancelReceived: _be_cancelled,
        ByeReceived: _be_cancelled_by_bye,
        SignallingFailed: _lose_signalling,
        FlowLost: _lose_flow,
        TimerFired: _timer(TimerKind.RING, _ring_timeout),
    },
    Stage.ANSWERING: {
        Announced: _say_ringing,
        AnswerMade: _accept,
        OfferMade: _accept_with_offer,
        UserHungUp: _withdraw_answer,
        CancelReceived: _be_cancelled,
        ByeReceived: _be_cancelled_by_bye,
        NegotiationFailed: _cannot_answer,
        MediaFailed: _media_fails_answering,
        SignallingFailed: _lose_signalling,
        FlowLost: _lose_flow,
        TimerFired: _timer(TimerKind.ESTABLISH, _establish_timeout),
    },
    Stage.ACCEPTED: {
        **_JOINED,
        AckReceived: _take_late_answer,
        MediaFlowing: _establish,
        NegotiationFailed: _cannot_connect,
        MediaFailed: _media_fails,
        TimerFired: _timer(TimerKind.ESTABLISH, _establish_timeout),
    },
    Stage.ESTABLISHED: {
        **_JOINED,
        MediaFailed: _go_inactive,
    },
    Stage.ENDED: {
        AcceptReceived: _release_late_accept,
    },
}

TRANSITIONS: dict[tuple[Stage, type[CallEvent]], _Handler] = {
    (stage, event): handler for stage, row in _TABLE.items() for event, handler in row.items()
}
