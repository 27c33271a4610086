"""The call machine, example by example and by property: no clock, no loop."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calling.call.details import CallDirection, CallEndCause, CallState
from core.calling.errors import ErrorCode, ErrorType
from core.calling.machine import effects as do
from core.calling.machine.call_machine import TRANSITIONS, step
from core.calling.machine.effects import Callback, CallEffect, Ignored, MediaEffect, Notify
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
from core.calling.machine.stages import CALL_STATES, RUNNING_TIMER, CallMachine, Stage
from core.calling.machine.timers import CallTimeouts, TimerKind

OUT, IN = CallDirection.OUTBOUND, CallDirection.INBOUND


class Run:
    """A machine that is fed event after event, one second apart."""

    def __init__(self, direction: CallDirection) -> None:
        self.machine = CallMachine(direction)
        self.effects: list[CallEffect] = []
        self.at = 0.0

    def feed(self, *kinds: tuple[type[CallEvent], dict[str, Any]] | type[CallEvent]) -> list[CallEffect]:
        """Feed the events; returns what the last one caused."""
        effects: list[CallEffect] = []
        for kind in kinds:
            event_type, fields = kind if isinstance(kind, tuple) else (kind, {})
            self.at += 1
            self.machine, effects = step(
                self.machine, event_type(at=self.at, **(_usual(event_type) | fields))
            )
            self.effects += effects
        return effects

    @property
    def callbacks(self) -> list[Callback]:
        """What the listeners heard."""
        return [effect.callback for effect in self.effects if isinstance(effect, Notify)]


def _usual(event_type: type[CallEvent]) -> dict[str, Any]:
    usual: dict[type[CallEvent], dict[str, Any]] = {
        OfferMade: {"offer": "our offer"},
        AnswerMade: {"answer": "our answer"},
        InviteArrived: {"offer": "their offer"},
        EarlyAnswerReceived: {"answer": "their answer"},
        AcceptReceived: {"answer": "their answer"},
        SuccessorArrived: {"offer": "their offer"},
        Succeeded: {"by": "another"},
        AckReceived: {"answer": "their answer"},
        RejectReceived: {"status": 500},
        NegotiationFailed: {"reason": "no common codec"},
        MediaFailed: {"reason": "no path"},
        SignallingFailed: {"reason": "gone"},
        CallNotSupported: {"reason": "not yet"},
        TimerFired: {"timer": TimerKind.SETUP},
    }
    return usual.get(event_type, {})


OUTGOING = (Dialled, OfferMade, ProgressReceived, RingingReceived, AcceptReceived, MediaFlowing)
INCOMING = (InviteArrived, UserAnswered, AnswerMade, MediaFlowing)


def test_a_call_out() -> None:
    run = Run(OUT)
    assert run.feed(Dialled) == [do.StartTimer(TimerKind.SETUP, 31.0), do.MakeOffer()]
    assert run.feed(OfferMade) == [do.SendInvite("our offer")]
    assert run.feed(ProgressReceived) == [Notify(Callback.PROGRESSING)]
    assert run.feed(RingingReceived) == [
        do.StopTimer(TimerKind.SETUP),
        do.StartTimer(TimerKind.RING, 49.0),
        Notify(Callback.RINGING),
    ]
    assert run.feed(AcceptReceived) == [
        do.ApplyAnswer("their answer"),
        do.StopTimer(TimerKind.RING),
        do.StartTimer(TimerKind.ESTABLISH, 20.0),
        Notify(Callback.ANSWERED),
    ]
    assert run.feed(MediaFlowing) == [do.StopTimer(TimerKind.ESTABLISH), Notify(Callback.ESTABLISHED)]
    assert run.feed(UserHungUp) == [do.SendBye(), do.StopMedia(), Notify(Callback.ENDED)]
    assert run.machine.end_cause is CallEndCause.HUNG_UP
    m = run.machine
    assert (m.started, m.progressed, m.rung, m.answered, m.established, m.ended) == (1, 3, 4, 5, 6, 7)


def test_a_call_that_is_heard_before_it_is_answered() -> None:
    run = Run(OUT)
    run.feed(Dialled, OfferMade, ProgressReceived)
    assert run.feed(EarlyAnswerReceived) == [do.ApplyAnswer("their answer", is_early=True)]
    assert run.feed(MediaFlowing) == [Notify(Callback.EARLY_MEDIA)]
    for again in (EarlyAnswerReceived, MediaFlowing):
        assert isinstance(run.feed(again)[0], do.Ignored)
    run.feed(RingingReceived)
    assert run.feed(AcceptReceived) == [
        do.LetSpeak(),
        do.StopTimer(TimerKind.RING),
        do.StartTimer(TimerKind.ESTABLISH, run.at + 15.0),
        Notify(Callback.ANSWERED),
        do.StopTimer(TimerKind.ESTABLISH),
        Notify(Callback.ESTABLISHED),
    ]
    assert run.machine.stage is Stage.ESTABLISHED


def test_an_early_answer_whose_media_comes_late() -> None:
    run = Run(OUT)
    run.feed(Dialled, OfferMade, EarlyAnswerReceived, AcceptReceived)
    assert run.machine.stage is Stage.CONNECTING
    assert run.feed(MediaFlowing)[-1] == Notify(Callback.ESTABLISHED)


def test_media_that_flows_without_an_answer_means_nothing() -> None:
    run = Run(OUT)
    assert isinstance(run.feed(Dialled, OfferMade, MediaFlowing)[0], do.Ignored)
    assert not run.machine.flows_early


def test_a_call_in() -> None:
    run = Run(IN)
    assert run.feed(InviteArrived) == [do.StartTimer(TimerKind.RING, 61.0), Notify(Callback.INCOMING)]
    assert run.feed(Announced) == [do.SendRinging()]
    assert run.machine.state is CallState.INITIATING
    assert run.feed(UserAnswered) == [
        do.StopTimer(TimerKind.RING),
        do.StartTimer(TimerKind.ESTABLISH, 18.0),
        do.MakeAnswer("their offer"),
        Notify(Callback.ANSWERED),
    ]
    assert run.feed(AnswerMade) == [do.SendAccept("our answer")]
    assert run.feed(MediaFlowing) == [do.StopTimer(TimerKind.ESTABLISH), Notify(Callback.ESTABLISHED)]
    assert run.feed(ByeReceived) == [do.StopMedia(), Notify(Callback.ENDED)]
    assert run.machine.end_cause is CallEndCause.HUNG_UP


def test_answer_without_ringing() -> None:
    run = Run(OUT)
    run.feed(Dialled, OfferMade, AcceptReceived, MediaFlowing)
    assert run.callbacks == [Callback.ANSWERED, Callback.ESTABLISHED]


@pytest.mark.parametrize(
    ("direction", "before", "event", "cause", "farewell"),
    [
        (OUT, OUTGOING[:1], UserHungUp, CallEndCause.CANCELED, None),
        (OUT, OUTGOING[:2], UserHungUp, CallEndCause.CANCELED, do.SendCancel(487)),
        (OUT, OUTGOING[:4], UserHungUp, CallEndCause.CANCELED, do.SendCancel(487)),
        (OUT, OUTGOING[:5], UserHungUp, CallEndCause.HUNG_UP, do.SendBye()),
        (OUT, OUTGOING[:5], ByeReceived, CallEndCause.HUNG_UP, None),
        (
            OUT,
            OUTGOING[:2],
            (TimerFired, {"timer": TimerKind.SETUP}),
            CallEndCause.TIMEOUT,
            do.SendCancel(408),
        ),
        (OUT, OUTGOING[:1], (TimerFired, {"timer": TimerKind.SETUP}), CallEndCause.TIMEOUT, None),
        (
            OUT,
            OUTGOING[:4],
            (TimerFired, {"timer": TimerKind.RING}),
            CallEndCause.NO_ANSWER,
            do.SendCancel(408),
        ),
        (OUT, OUTGOING[:4], (RejectReceived, {"status": 603}), CallEndCause.DENIED, None),
        (OUT, OUTGOING[:4], (RejectReceived, {"status": 486}), CallEndCause.DENIED, None),
        (OUT, OUTGOING[:4], (RejectReceived, {"status": 480}), CallEndCause.NO_ANSWER, None),
        (OUT, OUTGOING[:3], (RejectReceived, {"status": 480}), CallEndCause.TIMEOUT, None),
        (OUT, OUTGOING[:2], (RejectReceived, {"status": 408}), CallEndCause.TIMEOUT, None),
        (OUT, OUTGOING[:4], (RejectReceived, {"status": 487}), CallEndCause.CANCELED, None),
        (OUT, OUTGOING[:4], (RejectReceived, {"status": 487, "cause": 408}), CallEndCause.NO_ANSWER, None),
        (OUT, OUTGOING[:2], (RejectReceived, {"status": 404}), CallEndCause.FAILURE, None),
        (OUT, OUTGOING[:2], FlowLost, CallEndCause.FAILURE, None),
        (OUT, OUTGOING[:2], SignallingFailed, CallEndCause.FAILURE, None),
        (OUT, OUTGOING[:1], NegotiationFailed, CallEndCause.FAILURE, None),
        (OUT, OUTGOING[:3], MediaFailed, CallEndCause.FAILURE, do.SendCancel(500)),
        (OUT, OUTGOING[:5], MediaFailed, CallEndCause.FAILURE, do.SendBye(500)),
        (OUT, OUTGOING[:5], NegotiationFailed, CallEndCause.FAILURE, do.SendBye(488)),
        (
            OUT,
            OUTGOING[:5],
            (TimerFired, {"timer": TimerKind.ESTABLISH}),
            CallEndCause.FAILURE,
            do.SendBye(500),
        ),
        (OUT, OUTGOING, MediaFailed, CallEndCause.INACTIVE, do.SendBye(504)),
        (OUT, OUTGOING, (ByeReceived, {"cause": 504}), CallEndCause.INACTIVE, None),
        (OUT, OUTGOING[:5], (ByeReceived, {"cause": 500}), CallEndCause.FAILURE, None),
        (OUT, OUTGOING[:5], (ByeReceived, {"cause": 488}), CallEndCause.FAILURE, None),
        (OUT, OUTGOING, (ByeReceived, {"cause": 999}), CallEndCause.HUNG_UP, None),
        (OUT, OUTGOING[:1], Succeeded, CallEndCause.CANCELED, None),
        (OUT, OUTGOING[:2], Succeeded, CallEndCause.CANCELED, do.SendCancel(200)),
        (OUT, OUTGOING[:4], Succeeded, CallEndCause.CANCELED, do.SendCancel(200)),
        (OUT, OUTGOING, Succeeded, CallEndCause.HUNG_UP, do.SendBye()),
        (IN, INCOMING, Succeeded, CallEndCause.HUNG_UP, do.SendBye()),
        (IN, INCOMING[:1], UserIsBusy, CallEndCause.DENIED, do.SendReject(486)),
        (OUT, OUTGOING, SignallingFailed, CallEndCause.FAILURE, None),
        (OUT, (), CallNotSupported, CallEndCause.FAILURE, None),
        (IN, INCOMING[:1], UserHungUp, CallEndCause.DENIED, do.SendReject(603)),
        (IN, INCOMING[:1], CancelReceived, CallEndCause.CANCELED, None),
        (IN, INCOMING[:1], (CancelReceived, {"cause": 200}), CallEndCause.OTHER_DEVICE_ANSWERED, None),
        (IN, INCOMING[:1], (CancelReceived, {"cause": 603}), CallEndCause.DENIED, None),
        (IN, INCOMING[:1], (CancelReceived, {"cause": 408}), CallEndCause.NO_ANSWER, None),
        (IN, INCOMING[:1], (CancelReceived, {"cause": 999}), CallEndCause.CANCELED, None),
        (IN, INCOMING[:1], ByeReceived, CallEndCause.CANCELED, None),
        (IN, INCOMING[:1], FlowLost, CallEndCause.FAILURE, None),
        (
            IN,
            INCOMING[:1],
            (TimerFired, {"timer": TimerKind.RING}),
            CallEndCause.NO_ANSWER,
            do.SendReject(480),
        ),
        (IN, INCOMING[:2], UserHungUp, CallEndCause.DENIED, do.SendReject(603)),
        (IN, INCOMING[:2], (CancelReceived, {"cause": 200}), CallEndCause.OTHER_DEVICE_ANSWERED, None),
        (IN, INCOMING[:2], NegotiationFailed, CallEndCause.FAILURE, do.SendReject(488)),
        (IN, INCOMING[:2], MediaFailed, CallEndCause.FAILURE, do.SendReject(500)),
        (
            IN,
            INCOMING[:2],
            (TimerFired, {"timer": TimerKind.ESTABLISH}),
            CallEndCause.FAILURE,
            do.SendReject(500),
        ),
        (IN, INCOMING[:3], MediaFailed, CallEndCause.FAILURE, do.SendBye(500)),
        (IN, INCOMING[:3], (ByeReceived, {"cause": 200}), CallEndCause.OTHER_DEVICE_ANSWERED, None),
        (IN, INCOMING[:3], (ByeReceived, {"cause": 408}), CallEndCause.NO_ANSWER, None),
        (IN, INCOMING[:3], (ByeReceived, {"cause": 487}), CallEndCause.CANCELED, None),
        (IN, INCOMING[:3], UserHungUp, CallEndCause.HUNG_UP, do.SendBye()),
        (IN, INCOMING, MediaFailed, CallEndCause.INACTIVE, do.SendBye(504)),
    ],
)
def test_endings(direction: Any, before: Any, event: Any, cause: CallEndCause, farewell: Any) -> None:
    run = Run(direction)
    run.feed(*before)
    effects = run.feed(event)
    assert run.machine.end_cause is cause
    assert run.machine.state is CallState.ENDED
    assert (run.machine.error is not None) == (cause is CallEndCause.FAILURE)
    signalling = [e for e in effects if type(e).__name__.startswith("Send")]
    assert signalling == ([] if farewell is None else [farewell])
    assert effects[-1] == Notify(Callback.ENDED)


@pytest.mark.parametrize(
    ("status", "cause", "busy"),
    [(486, None, True), (600, None, True), (603, None, False), (487, 486, True), (487, 603, False)],
)
def test_busy_is_told_from_declined(status: int, cause: int | None, busy: bool) -> None:
    run = Run(OUT)
    run.feed(*OUTGOING[:4], (RejectReceived, {"status": status, "cause": cause}))
    assert (run.machine.end_cause, run.machine.was_busy) == (CallEndCause.DENIED, busy)


@pytest.mark.parametrize("refusal", [UserIsBusy, UserHungUp])
def test_who_is_refused_at_once_does_not_hear_that_it_rang(refusal: type[CallEvent]) -> None:
    run = Run(IN)
    run.feed(InviteArrived, refusal, Announced)
    assert do.SendRinging() not in run.effects and run.machine.was_busy is (refusal is UserIsBusy)
    run = Run(IN)
    assert run.feed(InviteArrived, UserAnswered, Announced) == [do.SendRinging()]


def test_errors_say_which_part_failed() -> None:
    run = Run(OUT)
    run.feed(*OUTGOING[:2], (RejectReceived, {"status": 404}))
    assert run.machine.error is not None
    assert (run.machine.error.domain, run.machine.error.code) == (ErrorType.SIP, 404)
    run = Run(OUT)
    run.feed(*OUTGOING[:5], (TimerFired, {"timer": TimerKind.ESTABLISH}))
    assert run.machine.error is not None
    assert (run.machine.error.domain, run.machine.error.code) == (ErrorType.NETWORK, ErrorCode.ICE_FAILED)


@pytest.mark.parametrize("before", [OUTGOING[:5], OUTGOING])
def test_a_lost_flow_does_not_end_an_answered_call(before: Any) -> None:
    run = Run(OUT)
    run.feed(*before)
    stage = run.machine.stage
    assert [type(effect) for effect in run.feed(FlowLost)] == [Ignored]
    assert run.machine.stage is stage


def test_an_accept_that_crosses_our_cancel_is_ended() -> None:
    run = Run(OUT)
    run.feed(*OUTGOING[:4], UserHungUp)
    assert do.SendBye(487) in run.feed(AcceptReceived)
    assert run.callbacks.count(Callback.ENDED) == 1
    assert run.machine.end_cause is CallEndCause.CANCELED


def test_an_invitation_without_an_offer_is_answered_with_ours() -> None:
    run = Run(IN)
    run.feed((InviteArrived, {"offer": ""}))
    assert do.MakeOffer() in run.feed(UserAnswered)
    assert do.SendAccept("our offer") in run.feed(OfferMade)
    assert run.feed(AckReceived) == [do.ApplyAnswer("their answer")]
    assert Notify(Callback.ESTABLISHED) in run.feed(MediaFlowing)


def test_a_successor_is_answered_without_ringing() -> None:
    run = Run(IN)
    effects = run.feed(SuccessorArrived)
    assert do.MakeAnswer("their offer") in effects and do.SendRinging() not in effects
    assert run.callbacks == [Callback.ANSWERED]
    run.feed(AnswerMade, MediaFlowing)
    assert run.callbacks == [Callback.ANSWERED, Callback.ESTABLISHED]
    assert (run.machine.started, run.machine.answered) == (1, 1)


def test_a_call_that_gave_way_knows_to_which() -> None:
    run = Run(OUT)
    run.feed(*OUTGOING[:4], Succeeded)
    assert run.machine.replaced_by == "another" and run.machine.error is None


def test_a_timer_of_another_stage_is_ignored() -> None:
    run = Run(OUT)
    run.feed(*OUTGOING[:4])
    assert [type(e) for e in run.feed((TimerFired, {"timer": TimerKind.SETUP}))] == [Ignored]


def test_every_stage_has_a_state_and_can_end() -> None:
    assert set(CALL_STATES) == set(Stage)
    for stage in Stage:
        if stage in (Stage.NEW, Stage.ENDED):
            continue
        assert (stage, UserHungUp) in TRANSITIONS, stage
        assert (stage, TimerFired) in TRANSITIONS or stage not in RUNNING_TIMER


at = st.just(1.0)
events = st.one_of(
    st.builds(Announced, at=at),
    st.builds(UserAnswered, at=at),
    st.builds(UserHungUp, at=at),
    st.builds(ProgressReceived, at=at),
    st.builds(RingingReceived, at=at),
    st.builds(EarlyAnswerReceived, at=at, answer=st.just("their answer")),
    st.builds(AcceptReceived, at=at, answer=st.just("their answer")),
    st.builds(
        RejectReceived,
        at=at,
        status=st.integers(300, 699),
        cause=st.none() | st.sampled_from([200, 408, 603]),
    ),
    st.builds(CancelReceived, at=at, cause=st.none() | st.sampled_from([200, 408, 603])),
    st.builds(ByeReceived, at=at, cause=st.none() | st.sampled_from([200, 408, 488, 500])),
    st.builds(UserIsBusy, at=at),
    st.builds(Succeeded, at=at, by=st.just("another")),
    st.builds(SuccessorArrived, at=at, offer=st.just("their offer")),
    st.builds(AckReceived, at=at, answer=st.just("their answer")),
    st.builds(SignallingFailed, at=at, reason=st.just("gone")),
    st.builds(FlowLost, at=at),
    st.builds(OfferMade, at=at, offer=st.just("our offer")),
    st.builds(AnswerMade, at=at, answer=st.just("our answer")),
    st.builds(NegotiationFailed, at=at, reason=st.just("no codec")),
    st.builds(MediaFlowing, at=at),
    st.builds(MediaFailed, at=at, reason=st.just("no path")),
    st.builds(TimerFired, at=at, timer=st.sampled_from(TimerKind)),
    st.builds(Dialled, at=at),
    st.builds(InviteArrived, at=at, offer=st.just("their offer")),
    st.builds(CallNotSupported, at=at, reason=st.just("not yet")),
)

_ORDER = {
    OUT: [Callback.PROGRESSING, Callback.RINGING, Callback.ANSWERED, Callback.ESTABLISHED, Callback.ENDED],
    IN: [Callback.INCOMING, Callback.ANSWERED, Callback.ESTABLISHED, Callback.ENDED],
}


def _play(
    direction: CallDirection, sequence: list[CallEvent]
) -> list[tuple[CallMachine, CallEvent, list[CallEffect]]]:
    first: CallEvent = Dialled(at=0.0) if direction is OUT else InviteArrived(at=0.0, offer="their offer")
    machine, history = CallMachine(direction), []
    for event in [first, *sequence, UserHungUp(at=2.0), UserHungUp(at=3.0)]:
        before = machine
        machine, effects = step(machine, event)
        assert effects or machine != before or event is first, "an event was swallowed silently"
        history.append((machine, event, effects))
    return history


@given(direction=st.sampled_from([OUT, IN]), sequence=st.lists(events, max_size=25))
@settings(max_examples=400)
def test_any_sequence(direction: CallDirection, sequence: list[CallEvent]) -> None:
    history = _play(direction, sequence)
    effects = [effect for _, _, caused in history for effect in caused]
    callbacks = [effect.callback for effect in effects if isinstance(effect, Notify)]
    # Ended exactly once, and last.
    assert callbacks.count(Callback.ENDED) == 1
    assert callbacks[-1] is Callback.ENDED
    # Early media at most once, and before the answer.
    if Callback.EARLY_MEDIA in callbacks:
        assert (
            direction is OUT and Callback.ANSWERED not in callbacks[: callbacks.index(Callback.EARLY_MEDIA)]
        )
        callbacks.remove(Callback.EARLY_MEDIA)
    # Callbacks in legal order, each at most once.
    legal = [callback for callback in _ORDER[direction] if callback in callbacks]
    assert callbacks == legal
    # Exactly one end cause, an error if and only if it is a failure.
    final = history[-1][0]
    assert final.stage is Stage.ENDED and final.end_cause is not CallEndCause.NONE
    assert (final.error is not None) == (final.end_cause is CallEndCause.FAILURE)


@given(sequence=st.lists(events, max_size=25))
@settings(max_examples=300)
def test_nothing_touches_media_before_the_user_answers(sequence: list[CallEvent]) -> None:
    has_answered = False
    for _, event, effects in _play(IN, sequence):
        has_answered = has_answered or isinstance(event, UserAnswered)
        if not has_answered:
            assert not any(isinstance(effect, MediaEffect | do.SendAccept) for effect in effects)


@given(direction=st.sampled_from([OUT, IN]), sequence=st.lists(events, max_size=25))
@settings(max_examples=300)
def test_timers_and_media_are_balanced(direction: CallDirection, sequence: list[CallEvent]) -> None:
    running: set[TimerKind] = set()
    media_is_up = False
    for machine, _, effects in _play(direction, sequence):
        for effect in effects:
            match effect:
                case do.StartTimer(timer, deadline):
                    assert timer not in running and deadline > 0
                    running.add(timer)
                case do.StopTimer(timer):
                    running.remove(timer)
                case do.MakeOffer() | do.MakeAnswer():
                    assert not media_is_up
                    media_is_up = True
                case do.StopMedia():
                    assert media_is_up
                    media_is_up = False
                case do.ApplyAnswer():
                    assert media_is_up
        expected = RUNNING_TIMER.get(machine.stage)
        assert running == ({expected} if expected else set())
    assert not media_is_up


@given(direction=st.sampled_from([OUT, IN]), sequence=st.lists(events, max_size=25))
@settings(max_examples=200)
def test_one_final_word_per_leg(direction: CallDirection, sequence: list[CallEvent]) -> None:
    farewells = [
        effect
        for _, event, effects in _play(direction, sequence)
        for effect in effects
        if isinstance(effect, do.SendCancel | do.SendBye | do.SendReject)
        and not isinstance(event, AcceptReceived)
    ]
    assert len(farewells) <= 1


@given(
    stage=st.sampled_from(Stage),
    direction=st.sampled_from([OUT, IN]),
    event=events,
    timeouts=st.just(CallTimeouts()),
)
@settings(max_examples=400)
def test_every_pair_answers(
    stage: Stage, direction: CallDirection, event: CallEvent, timeouts: CallTimeouts
) -> None:
    machine = CallMachine(direction, timeouts, stage)
    after, effects = step(machine, event)
    if (stage, type(event)) not in TRANSITIONS:
        assert after == machine
        assert effects == [Ignored(event, stage.value)]
    else:
        assert effects
