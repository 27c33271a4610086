"""What can happen to a call: frozen values, each with ``at``, the monotonic second in which it happened."""

from __future__ import annotations

from dataclasses import dataclass

from core.calling.machine.timers import TimerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEvent:
    """Something that happened at monotonic second ``at``."""

    at: float


# From the user.


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialled(CallEvent):
    """The user placed this call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserAnswered(CallEvent):
    """The user accepted this incoming call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserHungUp(CallEvent):
    """The user declined, cancelled or hung up."""


# From the network.


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteArrived(CallEvent):
    """Somebody calls; ``offer`` is their SDP."""

    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressReceived(CallEvent):
    """181, 182 or 183: the callee is being notified."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RingingReceived(CallEvent):
    """180: the callee's device rings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptReceived(CallEvent):
    """2xx: the callee accepted; ``answer`` is their SDP."""

    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectReceived(CallEvent):
    """A final response of 300 and above to our INVITE."""

    status: int
    reason: str = ""
    cause: int | None = None
    """The SIP cause of the Reason header (RFC 3326), if there was one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelReceived(CallEvent):
    """The caller, or the service in its name, withdrew the call before the answer."""

    cause: int | None = None
    """200: answered elsewhere; 603: declined elsewhere; 408: it rang too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByeReceived(CallEvent):
    """The other side hung up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignallingFailed(CallEvent):
    """The service did not take our INVITE, or the dialog is gone for good."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowLost(CallEvent):
    """The connection to the service broke; the client is trying to get it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReofferReceived(CallEvent):
    """A re-INVITE: the other side wants to change the media; ``offer`` is their SDP."""

    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallNotSupported(CallEvent):
    """This kind of call cannot be carried yet."""

    reason: str


# From the media layer.


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferMade(CallEvent):
    """Our SDP offer is ready to be sent."""

    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerMade(CallEvent):
    """Our SDP answer is ready to be sent."""

    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NegotiationFailed(CallEvent):
    """The two sides' media do not fit, or ours could not be set up."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFlowing(CallEvent):
    """The first packet came, or none is owed: the media path works."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFailed(CallEvent):
    """The media path could not be made (ICE, DTLS), or is gone for good."""

    reason: str


# From a timer.


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerFired(CallEvent):
    """A timer that ``StartTimer`` started has run out."""

    timer: TimerKind
