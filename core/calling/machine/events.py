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
class Announced(CallEvent):
    """The listeners were told of this incoming call and have done at once what they wanted to do at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserAnswered(CallEvent):
    """The user accepted this incoming call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserHungUp(CallEvent):
    """The user declined, cancelled or hung up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserIsBusy(CallEvent):
    """The user, or a rule of theirs, has no time for this incoming call."""


# From the network.


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteArrived(CallEvent):
    """Somebody calls; ``offer`` is their SDP, empty when they want an offer from us (RFC 3261 13.2.1)."""

    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessorArrived(CallEvent):
    """An INVITE that the user has agreed to already: it takes over a call of theirs, without ringing."""

    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Succeeded(CallEvent):
    """Another call takes this one's place (RFC 3891, a transfer, or two people who dialled each other)."""

    by: str
    """The id of the call that goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressReceived(CallEvent):
    """181, 182 or 183: the callee is being notified."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RingingReceived(CallEvent):
    """180: the callee's device rings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyAnswerReceived(CallEvent):
    """A 1xx with SDP: the other side has something to say before the call is answered (RFC 3960)."""

    answer: str


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
    sentence: str = ""
    """Why, in the call service's own words for the person who called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelReceived(CallEvent):
    """The caller, or the service in its name, withdrew the call before the answer."""

    cause: int | None = None
    """200: answered elsewhere; 603: declined elsewhere; 408: it rang too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByeReceived(CallEvent):
    """The other side hung up."""

    cause: int | None = None
    """The SIP cause of the Reason header (RFC 3326): see ``endings.farewell``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignallingFailed(CallEvent):
    """The service did not take our INVITE, or the dialog is gone for good."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowLost(CallEvent):
    """The connection to the service broke; the client is trying to get it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AckReceived(CallEvent):
    """The ACK to a 2xx of ours carried SDP: the ``answer`` to an offer that we made in that 2xx."""

    answer: str


# From the network, about the media of a running call (``reoffer_machine``).


@dataclass(frozen=True, slots=True, kw_only=True)
class ReofferEvent(CallEvent):
    """Something about a change of media in a running call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReofferReceived(ReofferEvent):
    """A re-INVITE: the other side wants to change the media; no ``offer`` means that it wants ours."""

    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReofferAnswered(ReofferEvent):
    """Our re-INVITE was accepted with ``answer``."""

    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReofferRefused(ReofferEvent):
    """Our re-INVITE was refused for good (491 is tried again by the user agent)."""

    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldWanted(ReofferEvent):
    """The user puts the call on hold, or takes it up again."""

    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PathWanted(ReofferEvent):
    """Media does not get through any more, or will not for long: a new network path is wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaWanted(ReofferEvent):
    """What our media has to say has changed: a screen is shown, or shown no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReofferMade(ReofferEvent):
    """Our media has made the offer that it was asked for."""

    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReanswerMade(ReofferEvent):
    """Our media has taken the other side's offer; ``answer`` is what it says to it."""

    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReanswerApplied(ReofferEvent):
    """Our media has taken the other side's answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenegotiationFailed(ReofferEvent):
    """Our media could not make an offer, or not take the other side's."""

    reason: str


# From the network, about transfers (``transfer_machine``).


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferEvent(CallEvent):
    """Something about sending somebody to another call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferAnswered(TransferEvent):
    """The final answer to our REFER."""

    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferProgressed(TransferEvent):
    """The other side tells how far its new call is (message/sipfrag in a NOTIFY, RFC 3515 2.4.5).

    ``sentence`` is what it has to say about that for a person, empty for nothing.
    """

    status: int
    is_final: bool = False
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferReceived(TransferEvent):
    """The other side asks us to call ``target``: a user id, ``user@domain``, ``+E164`` or ``sip:...``."""

    target: str
    target_name: str = ""
    """What the other side calls ``target``: unproven, and empty if it does not say."""
    replaces: object | None = None
    """What ``Outgoing.replaces`` wants: the call over there that ours is to take over."""
    referred_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferWanted(TransferEvent):
    """The user sends the other side to ``target``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferAccepted(TransferEvent):
    """The user, or nobody's objection, lets us call whom the other side named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferRejected(TransferEvent):
    """The user does not want to be sent on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessorProgressed(TransferEvent):
    """The call that we were asked to make rings (180), is established (200), or has failed (300 on)."""

    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferTimedOut(TransferEvent):
    """Nothing was heard for too long."""


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
