"""What a call wants done: frozen values that the call machine returns and the call carries out, in order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.calling.machine.events import CallEvent
from core.calling.machine.timers import TimerKind


class Callback(StrEnum):
    """The listener callbacks that the machine decides on, by their names in the calling API."""

    INCOMING = "onIncomingCall"
    PROGRESSING = "onCallProgressing"
    RINGING = "onCallRinging"
    EARLY_MEDIA = "onEarlyMedia"
    ANSWERED = "onCallAnswered"
    ESTABLISHED = "onCallEstablished"
    ENDED = "onCallEnded"


@dataclass(frozen=True, slots=True)
class CallEffect:
    """Something to be done."""


# To the network.


@dataclass(frozen=True, slots=True)
class SendInvite(CallEffect):
    """Call the other side with our ``offer``."""

    offer: str


@dataclass(frozen=True, slots=True)
class SendRinging(CallEffect):
    """Say 180, without SDP: nothing about this machine leaves before the user answers."""


@dataclass(frozen=True, slots=True)
class SendAccept(CallEffect):
    """Say 200 with our ``answer``."""

    answer: str


@dataclass(frozen=True, slots=True)
class SendReject(CallEffect):
    """Refuse the call with ``status``."""

    status: int


@dataclass(frozen=True, slots=True)
class SendCancel(CallEffect):
    """Withdraw our INVITE; ``cause`` goes into a Reason header (408: it rang too long)."""

    cause: int


@dataclass(frozen=True, slots=True)
class SendBye(CallEffect):
    """Hang up; ``cause`` goes into a Reason header, so that the other side ends for the same reason."""

    cause: int | None = None


# To the media layer.


@dataclass(frozen=True, slots=True)
class MediaEffect(CallEffect):
    """Something for the media layer: on an incoming call none of these comes before the user answers."""


@dataclass(frozen=True, slots=True)
class MakeOffer(MediaEffect):
    """Start this call's media and make an SDP offer (leads to ``OfferMade``)."""


@dataclass(frozen=True, slots=True)
class MakeAnswer(MediaEffect):
    """Start this call's media with the caller's ``offer`` (leads to ``AnswerMade``)."""

    offer: str


@dataclass(frozen=True, slots=True)
class ApplyAnswer(MediaEffect):
    """Connect the media with the callee's ``answer``; while it is an early one, to listen only."""

    answer: str
    is_early: bool = False


@dataclass(frozen=True, slots=True)
class LetSpeak(MediaEffect):
    """The callee has answered after an early answer: what the person says may go out."""


@dataclass(frozen=True, slots=True)
class StopMedia(MediaEffect):
    """Release microphone, camera and connection."""


# To the clock and the application.


@dataclass(frozen=True, slots=True)
class StartTimer(CallEffect):
    """Send ``TimerFired`` at monotonic second ``deadline``."""

    timer: TimerKind
    deadline: float


@dataclass(frozen=True, slots=True)
class StopTimer(CallEffect):
    """Forget the timer."""

    timer: TimerKind


@dataclass(frozen=True, slots=True)
class Notify(CallEffect):
    """Tell the listeners."""

    callback: Callback


@dataclass(frozen=True, slots=True)
class Ignored(CallEffect):
    """``event`` means nothing in ``stage``: to be logged, never acted on."""

    event: CallEvent
    stage: str
