"""What a user agent tells its owner: frozen events, drained from ``UserAgent.events()``."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from core.sip.dialogs.replaces import Replaces
from core.sip.messages import Headers, NameAddr, Reason

if TYPE_CHECKING:
    from core.sip.agent.invite_session import InviteSession
    from core.sip.agent.subscriptions.subscription import Subscription


class EndedHow(StrEnum):
    """How a session came to its end."""

    LOCAL_BYE = "local_bye"
    REMOTE_BYE = "remote_bye"
    LOCAL_CANCEL = "local_cancel"
    REMOTE_CANCEL = "remote_cancel"
    LOCAL_REJECT = "local_reject"
    REMOTE_REJECT = "remote_reject"
    TIMEOUT = "timeout"
    """No answer to the INVITE, nobody picked up in time, or no ACK came."""
    FLOW_LOST = "flow_lost"
    """The flow broke before the session was established, or while something was owed on it."""
    FAILED = "failed"
    """The other side does not know the dialog any more (408 or 481 to a request inside it)."""


@dataclass(frozen=True, slots=True)
class Registered:
    """The registrar has us, for ``expires_in`` seconds; refreshed without being asked.

    ``feature_caps`` is what proxies on the way say that they can do (RFC 6809), as it stands there.
    """

    expires_in: int
    feature_caps: str = ""


@dataclass(frozen=True, slots=True)
class CredentialsRequired:
    """The credentials we had, or none at all, were refused: call ``register`` with new ones."""

    scheme: str
    realm: str
    error: str = ""
    description: str = ""
    """What the other side says about it, for a person (RFC 6750 3: ``error_description``)."""
    code: str = ""
    """What exactly is wrong, for programs (``error_code``, our own service's)."""


@dataclass(frozen=True, slots=True)
class RegistrationFailed:
    """The registrar refused or did not answer (408: timeout, 503: flow lost); ``retry_after`` in seconds."""

    status: int
    reason: str
    retry_after: int | None = None


@dataclass(frozen=True, slots=True)
class Unregistered:
    """The registration is gone because we asked for it."""


@dataclass(frozen=True, slots=True)
class InviteReceived:
    """Somebody calls; ``session.request`` is the INVITE. Answer with ring, accept or reject."""

    session: InviteSession


@dataclass(frozen=True, slots=True)
class InviteProgress:
    """A provisional response other than 100 came."""

    session: InviteSession
    status: int
    reason: str
    body: bytes


@dataclass(frozen=True, slots=True)
class InviteAccepted:
    """Our INVITE was accepted. ``body`` is the answer, and the ACK is on its way.

    If our INVITE made no offer, ``body`` is one: ``session.answer_late_offer`` sends the ACK.
    """

    session: InviteSession
    body: bytes
    headers: Headers = field(default_factory=Headers)
    """Those of the answer."""


@dataclass(frozen=True, slots=True)
class InviteRejected:
    """Our INVITE was refused; ``SessionEnded`` follows at once. ``contacts``: where a 3xx sends us."""

    session: InviteSession
    status: int
    reason: str
    reason_header: Reason | None
    contacts: tuple[NameAddr, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """The last event of every session, exactly once."""

    session: InviteSession
    how: EndedHow
    status: int = 0
    reason: str = ""
    reason_header: Reason | None = None


@dataclass(frozen=True, slots=True)
class ReinviteReceived:
    """The other side wants to change the session; ``body`` is empty when it wants an offer from us."""

    session: InviteSession
    body: bytes


@dataclass(frozen=True, slots=True)
class ReinviteAnswered:
    """Our re-INVITE was accepted; ``body`` is the answer, or an offer as with ``InviteAccepted``."""

    session: InviteSession
    body: bytes


@dataclass(frozen=True, slots=True)
class ReinviteFailed:
    """Our re-INVITE was refused for good (glare is retried without being asked); the session goes on."""

    session: InviteSession
    status: int


@dataclass(frozen=True, slots=True)
class AckReceived:
    """The other side has our 200 to an INVITE or re-INVITE; ``body`` is the answer if the 200 offered."""

    session: InviteSession
    body: bytes


@dataclass(frozen=True, slots=True)
class ReferAnswered:
    """The final answer to our REFER; with a 2xx the other side tries, and usually tells how it goes."""

    session: InviteSession
    status: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReferProgress:
    """How the call goes that the other side makes for us.

    ``is_final`` with a ``status`` below 200: nothing more will be heard, and how it ended is not known.
    """

    session: InviteSession
    status: int
    reason: str
    is_final: bool


@dataclass(frozen=True, slots=True)
class ReferReceived:
    """The other side asks us to call ``refer_to``: answer with ``accept_refer`` or ``reject_refer``.

    ``replaces`` is the call of theirs that the new one is to take the place of (to hand to ``invite``).
    """

    session: InviteSession
    refer_to: NameAddr
    replaces: Replaces | None
    referred_by: NameAddr | None


@dataclass(frozen=True, slots=True)
class InfoReceived:
    """An INFO inside a dialog (RFC 6086); answered 200 already. ``package`` is its Info-Package or empty."""

    session: InviteSession
    content_type: str
    """``type/subtype`` in lower case, without parameters, as in all these events; empty if none is said."""
    body: bytes
    package: str = ""
    headers: Headers = field(default_factory=Headers)


@dataclass(frozen=True, slots=True)
class Refused:
    """With what a request is refused."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NotifyReceived:
    """A NOTIFY inside a dialog; ``event`` is its Event header. Answered 200 already."""

    session: InviteSession
    event: str
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class MessageReceived:
    """A MESSAGE, inside a dialog or (``session`` None) outside of any; answered 200 already."""

    session: InviteSession | None
    from_: NameAddr
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class RequestAnswered:
    """The final answer to a ``message``, ``info`` or ``options`` of ours (408: timeout, 503: flow lost)."""

    session: InviteSession | None
    call_id: str
    method: str
    status: int
    reason: str


@dataclass(frozen=True, slots=True)
class Published:
    """The server has our state of ``event``, for ``expires_in`` seconds; renewed without being asked."""

    event: str
    expires_in: int


@dataclass(frozen=True, slots=True)
class PublishFailed:
    """The server does not take our state: tried again after ``retry_after`` seconds, or never if None.

    Told once for any number of failures in a row.
    """

    status: int
    reason: str
    retry_after: int | None
    event: str


@dataclass(frozen=True, slots=True)
class SubscriptionNotified:
    """The state we subscribed to, as it is now."""

    subscription: Subscription
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class SubscriptionEnded:
    """The last event of a subscription: refused for good, or given up by us (no reason, ``status`` 0).

    ``reason`` is what the server said; ``status`` is 0 where it said so by a NOTIFY.
    """

    subscription: Subscription
    reason: str
    status: int


@dataclass(frozen=True, slots=True)
class FlowLost:
    """The flow is gone; established sessions live on, nothing can be sent until ``flow_opened``."""


AgentEvent = (
    Registered
    | CredentialsRequired
    | RegistrationFailed
    | Unregistered
    | InviteReceived
    | InviteProgress
    | InviteAccepted
    | InviteRejected
    | SessionEnded
    | ReinviteReceived
    | ReinviteAnswered
    | ReinviteFailed
    | AckReceived
    | ReferAnswered
    | ReferProgress
    | ReferReceived
    | InfoReceived
    | NotifyReceived
    | MessageReceived
    | RequestAnswered
    | Published
    | PublishFailed
    | SubscriptionNotified
    | SubscriptionEnded
    | FlowLost
)
