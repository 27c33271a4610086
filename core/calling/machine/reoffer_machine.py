"""Changing a running call's media, as a table and a pure function: hold, a new path, the others' wishes.

One description is under way at a time (RFC 3264 section 4)::

    IDLE --HoldWanted--> OFFERING --ReofferMade--> OFFERED --ReofferAnswered--> SETTLING
                             |                        |                           |   | ReanswerApplied
                     RenegotiationFailed       ReofferRefused    RenegotiationFailed  +------> IDLE
                             +------------------------+---------------------------+
                                                      +--> IDLE, as before

    IDLE --ReofferReceived--> ANSWERING --ReanswerMade--> IDLE
    IDLE --ReofferReceived, empty--> COUNTERING --ReofferMade--> AWAITING_ACK --AckReceived--> SETTLING

Whatever fails leaves the call as it was. A re-INVITE that meets ours while the user agent waits to repeat it
(491) takes precedence: ours is withdrawn, theirs answered, and ours made anew on top of what was agreed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from core.calling.errors import ErrorCode, ErrorType, SinchError
from core.calling.machine.events import (
    AckReceived,
    CallEvent,
    HoldWanted,
    MediaWanted,
    PathWanted,
    ReanswerApplied,
    ReanswerMade,
    RenegotiationFailed,
    ReofferAnswered,
    ReofferMade,
    ReofferReceived,
    ReofferRefused,
)
from core.sentences import sentence

_REFUSALS = {
    408: sentence("The other side did not answer in time."),
    481: sentence("The call no longer exists on the other side."),
    488: sentence("The other side does not accept this."),
    491: sentence("Both sides tried to change the call at once, again and again."),
    503: sentence("The connection to the call service broke."),
}


class ReofferStage(StrEnum):
    """What is under way."""

    IDLE = "idle"
    """Nothing."""
    OFFERING = "offering"
    """Our media makes an offer."""
    OFFERED = "offered"
    """Our re-INVITE is out, or waits to be repeated."""
    SETTLING = "settling"
    """Our media takes the other side's answer."""
    ANSWERING = "answering"
    """Our media takes the other side's offer."""
    COUNTERING = "countering"
    """The other side wants our offer; our media makes it."""
    AWAITING_ACK = "awaiting ack"
    """Our offer went out in a 200; the ACK brings the answer."""


@dataclass(frozen=True, slots=True)
class ReofferMachine:
    """The negotiation at one moment."""

    stage: ReofferStage = ReofferStage.IDLE
    wanted: bool = False
    """Whether the user wants the call on hold."""
    agreed: bool = False
    """Whether both sides know it on hold."""
    offered: bool = False
    """What the description under way says."""
    wants_path: bool = False
    """Whether the next offer of ours is to ask for a new network path."""
    wants_media: bool = False
    """Whether our media has something to say that the other side does not know."""
    offers_media: bool = False
    """Whether the description under way says it."""
    waiting: str | None = None
    """The other side's next offer, which came while our media was taking its answer."""


@dataclass(frozen=True, slots=True)
class ReofferEffect:
    """Something to be done."""


@dataclass(frozen=True, slots=True)
class SetHeld(ReofferEffect):
    """Have the media send nothing, or something again."""

    held: bool


@dataclass(frozen=True, slots=True)
class MakeReoffer(ReofferEffect):
    """Have the media make an offer (leads to ``ReofferMade``)."""

    restarts_ice: bool = False


@dataclass(frozen=True, slots=True)
class MakeReanswer(ReofferEffect):
    """Have the media take ``offer`` (leads to ``ReanswerMade``)."""

    offer: str


@dataclass(frozen=True, slots=True)
class ApplyReanswer(ReofferEffect):
    """Have the media take ``answer`` (leads to ``ReanswerApplied``)."""

    answer: str


@dataclass(frozen=True, slots=True)
class RollBack(ReofferEffect):
    """Have the media forget its open offer."""


@dataclass(frozen=True, slots=True)
class SendReoffer(ReofferEffect):
    """Send a re-INVITE with ``offer``."""

    offer: str


@dataclass(frozen=True, slots=True)
class WithdrawReoffer(ReofferEffect):
    """Do not repeat our re-INVITE any more."""


@dataclass(frozen=True, slots=True)
class SendReanswer(ReofferEffect):
    """Accept their re-INVITE with ``description``."""

    description: str


@dataclass(frozen=True, slots=True)
class RejectReoffer(ReofferEffect):
    """Refuse their re-INVITE with ``status``."""

    status: int


@dataclass(frozen=True, slots=True)
class TellHeld(ReofferEffect):
    """Tell the listeners that the call is on hold, or is not any more."""

    held: bool


@dataclass(frozen=True, slots=True)
class TellHoldFailed(ReofferEffect):
    """Tell the listeners that holding or resuming did not work."""

    error: SinchError


@dataclass(frozen=True, slots=True)
class TellMediaRefused(ReofferEffect):
    """Have the media take back what it wanted to say."""

    error: SinchError


@dataclass(frozen=True, slots=True)
class Meaningless(ReofferEffect):
    """``event`` means nothing in ``stage``: to be logged."""

    event: CallEvent
    stage: str


Step = tuple[ReofferMachine, list[ReofferEffect]]
_Handler = Callable[[ReofferMachine, Any], Step]
S = ReofferStage


def step(machine: ReofferMachine, event: CallEvent) -> Step:
    """Return the negotiation after ``event`` and what is to be done, in order."""
    handler = TRANSITIONS.get((machine.stage, type(event)))
    if handler is None:
        return machine, [Meaningless(event, machine.stage.value)]
    return handler(machine, event)


def _go_on(machine: ReofferMachine, *effects: ReofferEffect) -> Step:
    """Rest, or begin with what the other side or the user wanted meanwhile."""
    if machine.waiting is not None:
        offer, machine = machine.waiting, replace(machine, waiting=None)
        machine, more = _take_offer(machine, offer)
        return machine, [*effects, *more]
    if machine.wanted == machine.agreed and not machine.wants_path and not machine.wants_media:
        return replace(machine, stage=S.IDLE), list(effects)
    make = MakeReoffer(machine.wants_path)
    machine = replace(
        machine,
        stage=S.OFFERING,
        offered=machine.wanted,
        wants_path=False,
        wants_media=False,
        offers_media=machine.wants_media,
    )
    return machine, [*effects, SetHeld(machine.wanted), make]


def _want(machine: ReofferMachine, event: HoldWanted) -> Step:
    return _go_on(replace(machine, wanted=event.held))


def _want_later(machine: ReofferMachine, event: HoldWanted) -> Step:
    return replace(machine, wanted=event.held), []


def _want_in_vain(machine: ReofferMachine, event: HoldWanted) -> Step:
    if event.held == machine.agreed:
        return machine, []
    return machine, [TellHoldFailed(_error(sentence("The other side is changing the call just now."), 491))]


def _want_path(machine: ReofferMachine, event: PathWanted) -> Step:
    return _go_on(replace(machine, wants_path=True))


def _want_path_later(machine: ReofferMachine, event: PathWanted) -> Step:
    # An offer that is under way may be older than the trouble with the path.
    return replace(machine, wants_path=True), []


def _want_media(machine: ReofferMachine, event: MediaWanted) -> Step:
    return _go_on(replace(machine, wants_media=True))


def _want_media_later(machine: ReofferMachine, event: MediaWanted) -> Step:
    # An offer that is under way may be older than what there is to say.
    return replace(machine, wants_media=True), []


def _offer(machine: ReofferMachine, event: ReofferMade) -> Step:
    return replace(machine, stage=S.OFFERED), [SendReoffer(event.offer)]


def _be_answered(machine: ReofferMachine, event: ReofferAnswered | AckReceived) -> Step:
    return replace(machine, stage=S.SETTLING), [ApplyReanswer(event.answer)]


def _settle(machine: ReofferMachine, event: ReanswerApplied) -> Step:
    is_news = machine.offered != machine.agreed
    machine = replace(machine, agreed=machine.offered, offers_media=False)
    return _go_on(machine, *([TellHeld(machine.agreed)] if is_news else []))


def _be_refused(machine: ReofferMachine, event: ReofferRefused) -> Step:
    said = _REFUSALS.get(event.status, sentence("The other side refused ({status}).", status=event.status))
    return _give_up(machine, _error(said, event.status))


def _fail(machine: ReofferMachine, event: RenegotiationFailed) -> Step:
    return _give_up(machine, SinchError(event.reason, ErrorCode.GENERIC, ErrorType.SESSION))


def _give_up(machine: ReofferMachine, error: SinchError) -> Step:
    """Leave the call as it was, and say so if the user wanted it changed."""
    effects: list[ReofferEffect] = [RollBack(), SetHeld(machine.agreed)]
    if machine.offered != machine.agreed:
        effects.append(TellHoldFailed(error))
    if machine.offers_media:
        effects.append(TellMediaRefused(error))
    machine = replace(machine, wanted=machine.agreed, offered=machine.agreed, offers_media=False)
    return _go_on(machine, *effects)


def _be_offered(machine: ReofferMachine, event: ReofferReceived) -> Step:
    return _take_offer(machine, event.offer)


def _be_offered_early(machine: ReofferMachine, event: ReofferReceived) -> Step:
    return replace(machine, waiting=event.offer), []


def _take_offer(machine: ReofferMachine, offer: str) -> Step:
    if offer:
        return replace(machine, stage=S.ANSWERING), [MakeReanswer(offer)]
    return replace(machine, stage=S.COUNTERING, offered=machine.agreed), [MakeReoffer()]


def _yield(machine: ReofferMachine, event: ReofferReceived) -> Step:
    machine, effects = _be_offered(_unsaid(machine), event)
    return machine, [WithdrawReoffer(), RollBack(), *effects]


def _unsaid(machine: ReofferMachine) -> ReofferMachine:
    """Return the negotiation with what our offer said of our media still to be said."""
    return replace(machine, wants_media=machine.wants_media or machine.offers_media, offers_media=False)


def _be_offered_instead_of_ack(machine: ReofferMachine, event: ReofferReceived) -> Step:
    machine, effects = _be_offered(_unsaid(machine), event)
    return machine, [RollBack(), *effects]


def _refuse(machine: ReofferMachine, event: ReofferReceived) -> Step:
    # RFC 3261 14.2: an offer while ours, or our answer, is still open.
    return machine, [RejectReoffer(491)]


def _answer(machine: ReofferMachine, event: ReanswerMade) -> Step:
    return _go_on(machine, SendReanswer(event.answer))


def _counter(machine: ReofferMachine, event: ReofferMade) -> Step:
    return replace(machine, stage=S.AWAITING_ACK), [SendReanswer(event.offer)]


def _cannot_answer(machine: ReofferMachine, event: RenegotiationFailed) -> Step:
    return _go_on(machine, RejectReoffer(488))


_TABLE: dict[ReofferStage, dict[type[CallEvent], _Handler]] = {
    S.IDLE: {
        HoldWanted: _want,
        PathWanted: _want_path,
        MediaWanted: _want_media,
        ReofferReceived: _be_offered,
    },
    S.OFFERING: {
        HoldWanted: _want_later,
        PathWanted: _want_path_later,
        MediaWanted: _want_media_later,
        ReofferMade: _offer,
        RenegotiationFailed: _fail,
        ReofferReceived: _refuse,
    },
    S.OFFERED: {
        HoldWanted: _want_later,
        PathWanted: _want_path_later,
        MediaWanted: _want_media_later,
        ReofferAnswered: _be_answered,
        ReofferRefused: _be_refused,
        ReofferReceived: _yield,
    },
    S.SETTLING: {
        HoldWanted: _want_later,
        PathWanted: _want_path_later,
        MediaWanted: _want_media_later,
        ReanswerApplied: _settle,
        RenegotiationFailed: _fail,
        ReofferReceived: _be_offered_early,
    },
    S.ANSWERING: {
        HoldWanted: _want_later,
        PathWanted: _want_path_later,
        MediaWanted: _want_media_later,
        ReanswerMade: _answer,
        RenegotiationFailed: _cannot_answer,
        ReofferReceived: _refuse,
    },
    S.COUNTERING: {
        HoldWanted: _want_later,
        PathWanted: _want_path_later,
        MediaWanted: _want_media_later,
        ReofferMade: _counter,
        RenegotiationFailed: _cannot_answer,
        ReofferReceived: _refuse,
    },
    S.AWAITING_ACK: {
        HoldWanted: _want_in_vain,
        PathWanted: _want_path_later,
        MediaWanted: _want_media_later,
        AckReceived: _be_answered,
        ReofferReceived: _be_offered_instead_of_ack,
    },
}

TRANSITIONS: dict[tuple[ReofferStage, type[CallEvent]], _Handler] = {
    (stage, event): handler for stage, row in _TABLE.items() for event, handler in row.items()
}


def _error(said: str, status: int) -> SinchError:
    return SinchError(said, status, ErrorType.SIP, isFatal=False)
