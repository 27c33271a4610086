"""What the calling API needs of signalling and media, and nothing more.

``SipLink`` (over ``core.sip``) and ``core.media``'s ``MediaSession`` are the real ones; tests join two links
in memory. Everything here runs on the client's loop.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from core.calling.machine.events import CallEvent
from core.calling.signalling.service_address import ServiceAddress
from core.calling.targets import Target
from core.media.pictures import PictureSlot
from core.media.rooms.member_pictures import MemberPictures
from core.media.session import IceServer
from core.media.statistics import MediaReport
from core.media.streams import MediaStream
from core.push.subscription import PushSubscription
from core.trust.path_header import Path

if TYPE_CHECKING:
    from core.calling.client.runtime import CallingRuntime
    from core.calling.client.sip_account import SipAccount


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an incoming call says about itself before it is answered."""

    call_id: str
    user_id: str
    """The user part of the caller's address (the whole address if it is of another domain)."""
    offer: str
    display_name: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    is_verified: bool = True
    """False when the call came from the network nearby, whose names prove nothing."""
    account_id: str = ""
    """The user's account at another provider that was called; empty: their address here."""
    replaces: Leg | None = None
    """The leg of ours that this call is to take over (RFC 3891)."""
    is_focus: bool = False
    """Whether a conference room calls (``isfocus``, RFC 4579)."""
    referred_by: str = ""
    """Who asked the caller to call us (RFC 3892): unproven; empty if nobody."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What a call of ours says about itself."""

    call_id: str
    target: Target
    offer: str
    headers: Mapping[str, str] = field(default_factory=dict)
    caller_identifier: str = ""
    """The number that phones see (CLI, E.164)."""
    account_id: str = ""
    """The user's account at another provider to call by; empty: none."""
    room_pass: str = ""
    """What a room gave us to be known by when we come back to it; empty: nothing."""
    replaces: object | None = None
    """What ``ReferReceived.replaces`` held: the call over there that this one is to take over."""
    referred_by: str = ""
    """What ``ReferReceived.referred_by`` held."""


class Leg(Protocol):
    """One call's signalling. Messages for a dialog that is gone are dropped, not raised."""

    @property
    def call_id(self) -> str:
        """Its Call-ID: that of the call, or another where the call has come back by a new INVITE."""

    def ring(self) -> None:
        """Say 180."""

    def accept(self, answer: str) -> None:
        """Say 200 with our SDP."""

    def reject(self, status: int) -> None:
        """Refuse the call."""

    def cancel(self, cause: int) -> None:
        """Withdraw our call and say for which SIP cause (RFC 3326)."""

    def bye(self, cause: int | None = None) -> None:
        """Hang up, with a SIP cause if there is one to tell (RFC 3326)."""

    def reoffer(self, offer: str) -> None:
        """Send a re-INVITE; ``ReofferAnswered`` or ``ReofferRefused`` follows."""

    def withdraw_reoffer(self) -> None:
        """Do not repeat a re-INVITE that met one of the other side's."""

    def answer_reoffer(self, answer: str) -> None:
        """Say 200 to a re-INVITE."""

    def reject_reoffer(self, status: int) -> None:
        """Refuse a re-INVITE."""

    def inform(self, content_type: str, body: bytes, headers: Mapping[str, str] = {}) -> None:
        """Send INFO within the call (RFC 6086)."""

    def takes_info(self, package: str) -> bool:
        """Return whether the other side takes INFO of this package (Recv-Info, RFC 6086)."""

    def address_of(self, uri: str) -> str:
        """Return a SIP URI as the calling API writes it: a user id, a number; empty for what is none."""

    @property
    def path(self) -> Path | None:
        """What the call service says of the media's way; None where it cannot be believed."""

    @property
    def is_protected(self) -> bool:
        """Whether descriptions reach the service by TLS, or never leave this machine."""

    @property
    def is_focus(self) -> bool:
        """Whether the other side is a conference room (``isfocus``, RFC 4579)."""

    def follow_conference(self) -> None:
        """Be told who is in the conference at the other side (RFC 4575), from the whole state on."""

    def unfollow_conference(self) -> None:
        """Be told no more."""

    def allows(self, method: str) -> bool:
        """Return whether the other side says that it takes ``method``, or says nothing about it (Allow)."""

    def refer(self, target: Target, replaces: Leg | None = None) -> None:
        """Ask the other side to call ``target`` (RFC 3515), taking over the call of the leg ``replaces``.

        With ``replaces``, ``target`` is only for display: the other side of that leg is called.
        ``ReferAnswered`` and ``ReferProgressed`` follow.
        """

    def accept_refer(self) -> None:
        """Say 202 to a REFER, and tell the other side that we try (100)."""

    def reject_refer(self, status: int) -> None:
        """Refuse a REFER."""

    def notify_refer(self, status: int) -> None:
        """Tell the other side how far the call is that it asked for; final from 200 on."""


class LegObserver(Protocol):
    """What a leg tells its call."""

    def now(self) -> float:
        """Return the monotonic second."""

    def handle(self, event: CallEvent) -> None:
        """Take what happened."""

    def informed(self, content_type: str, body: bytes) -> None:
        """Take an INFO of the other side: unchecked bytes of ``type/subtype``, in lower case."""

    def told(self, method: str, content_type: str, body: bytes) -> None:
        """Take a MESSAGE or NOTIFY within the call: unchecked bytes, answered already."""

    def info_refused(self, status: int) -> None:
        """Hear that the other side does not do what an INFO of ours asked for."""

    def confirmed(self) -> None:
        """Hear that the dialog is confirmed on both sides."""

    def named(self, display_name: str) -> None:
        """Take the name that the one called gives itself."""


# What a link tells its client.


@dataclass(frozen=True, slots=True)
class LinkEvent:
    """Something that happened on the way to the call service."""


@dataclass(frozen=True, slots=True)
class LinkRegistered(LinkEvent):
    """The service knows where we are; ``is_woken``: and will wake us by push when we hold no connection."""

    is_woken: bool = False


@dataclass(frozen=True, slots=True)
class LinkChallenged(LinkEvent):
    """The service wants a token, or another one than ours; ``error`` is what it says about ours."""

    error: str = ""
    code: str = ""
    """What exactly is wrong, as a name for programs (``TokenErrorCode``); empty if it does not say."""


@dataclass(frozen=True, slots=True)
class LinkRefused(LinkEvent):
    """The service refused to register us."""

    status: int
    reason: str = ""
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class LinkLost(LinkEvent):
    """The connection broke."""


@dataclass(frozen=True, slots=True)
class LinkInvited(LinkEvent):
    """Somebody calls; give the leg an observer with ``Link.observe`` before returning."""

    leg: Leg
    invitation: Invitation


@dataclass(frozen=True, slots=True)
class LinkPresence(LinkEvent):
    """Somebody whom we watch is ``presence`` now: offline, online, in-call or do-not-disturb."""

    user_id: str
    presence: str


@dataclass(frozen=True, slots=True)
class LinkLacks(LinkEvent):
    """The service turned out not to carry ``feature`` (a ``Feature`` value); ``status`` is why."""

    feature: str
    status: int


@dataclass(frozen=True, slots=True)
class LinkOffers(LinkEvent):
    """What the service says to carry beyond what every service does (``Feature`` values)."""

    features: frozenset[str]


@dataclass(frozen=True, slots=True)
class PushOffer:
    """What a service says of push: where subscriptions are opened, and the key that it signs with."""

    url: str = ""
    public_key: str = ""


class LinkError(Exception):
    """The service cannot be reached; ``is_permanent`` when trying again the same way is no use.

    ``wants_sign_in``: the network lets nobody through before its person has signed in.
    """

    def __init__(self, message: str, *, is_permanent: bool = False, wants_sign_in: bool = False) -> None:
        super().__init__(message)
        self.is_permanent = is_permanent
        self.wants_sign_in = wants_sign_in


class Link(Protocol):
    """The way to one call service. Calls outlive the connection: ``connect`` again brings them back."""

    @property
    def ice_url(self) -> str:
        """Where the service's ICE servers are asked for; empty if nowhere."""

    @property
    def push_offer(self) -> PushOffer:
        """What the service says of push, once it was asked."""

    @property
    def remote_address(self) -> str:
        """The other end's address on the connection; empty without one."""

    @property
    def local_address(self) -> str:
        """This machine's address on the connection; empty without one."""

    async def connect(self) -> None:
        """Open the connection. Raises ``LinkError``."""

    async def must_sign_in(self) -> bool:
        """Whether the network lets nobody through before its person has signed in; takes seconds at most."""

    async def close(self) -> None:
        """Close the connection. Idempotent."""

    def abandon(self) -> None:
        """Forget the connection at once: its path is gone, and waiting for a goodbye is no use."""

    def register(self, token: str) -> None:
        """Register, or refresh with another token; ``LinkRegistered`` and its like follow.

        ``token`` is empty for a SIP account, which proves itself by its password.
        """

    def wake_by(self, told: PushSubscription | None) -> None:
        """Say in each registration from now on by which subscription we are woken; None: by none."""

    def introduce(self, display_name: str) -> None:
        """Give this name to those who call, from now on."""

    async def stand_by(self) -> None:
        """Look offline to others, and stay registered: calls come by push from now on."""

    async def unregister(self) -> None:
        """Take the registration back and wait for the answer for a moment at most."""

    def invite(self, outgoing: Outgoing, observer: LegObserver) -> Leg:
        """Place a call. Raises ``LinkError`` when there is no connection, or it cannot be put into words."""

    def publish_presence(self, presence: str) -> None:
        """Say how reachable we are (RFC 3903): kept, and said again by itself after each registration."""

    def watch_presence(self, user_ids: frozenset[str]) -> None:
        """Be told of these users' presence (RFC 6665), and of nobody else's: kept likewise."""

    def observe(self, leg: Leg, observer: LegObserver) -> None:
        """Have ``observer`` told what happens on an incoming ``leg``."""


class Media(Protocol):
    """One call's media."""

    @property
    def outgoing_stream(self) -> MediaStream:
        """What we send."""

    @property
    def incoming_stream(self) -> MediaStream:
        """What we receive."""

    @property
    def incoming_picture(self) -> PictureSlot:
        """The newest picture of the other side."""

    @property
    def has_incoming_video(self) -> bool:
        """Whether the other side sends pictures."""

    @property
    def local_address(self) -> str:
        """This machine's address on the path that media takes; empty without one."""

    @property
    def srtp_profile(self) -> str:
        """How packets are encrypted (RFC 5764), as agreed with whoever takes them; empty before."""

    @property
    def has_outgoing_video(self) -> bool:
        """Whether we have pictures to send."""

    async def create_offer(self, *, restart_ice: bool = False) -> str:
        """Return our SDP offer; with ``restart_ice`` it asks for a new network path."""

    async def accept_offer(self, sdp: str) -> str:
        """Take the other side's offer and return our answer."""

    async def accept_answer(self, sdp: str) -> None:
        """Take the other side's answer."""

    async def take_candidates(self, fragment: str) -> None:
        """Take more ways to reach the other side (RFC 8840); what is not understood is dropped."""

    def set_muted(self, muted: bool) -> None:
        """Stop or go on sending sound."""

    def set_video_paused(self, paused: bool) -> None:
        """Stop or go on sending pictures."""

    @property
    def remote_hold(self) -> bool:
        """Whether the other side's last description says that it has put us on hold (RFC 3264 8.4)."""

    def set_held(self, held: bool) -> None:
        """Send nothing and release the devices, or take them up again; our next description says so."""

    async def roll_back_offer(self) -> None:
        """Forget an offer of ours that was not answered."""

    @property
    def members(self) -> MemberPictures:
        """The pictures of the members of a conference room."""

    def limit_picture(self, height: int, kbps: int, *, is_screen: bool = False) -> None:
        """Send no more of the camera or the screen than this; with height 0 nothing until the next call."""

    @property
    def incoming_screen(self) -> PictureSlot:
        """The newest picture of the screen that the other side shows."""

    @property
    def is_sharing(self) -> bool:
        """Whether we show a screen, or have offered to."""

    @property
    def is_screen_agreed(self) -> bool:
        """Whether the other side has agreed to see our screen."""

    @property
    def shared_source(self) -> str:
        """The id of what we show; empty if nothing."""

    @property
    def shares_sound(self) -> bool:
        """Whether what other programs play is to go with it."""

    @property
    def shared_sound_problem(self) -> str:
        """Why it does not for the moment, as a sentence."""

    def share_screen(self, source_id: str, *, with_sound: bool = False) -> None:
        """Show a screen or window; our next description says so."""

    def stop_sharing(self) -> None:
        """Show it no more; our next description says so."""

    @property
    def can_send_dtmf(self) -> bool:
        """Whether keys can go as events on the audio stream (RFC 4733)."""

    async def send_dtmf(self, key: str, duration: float) -> None:
        """Send one key for ``duration`` seconds and return when it is sent."""

    async def stats(self) -> MediaReport:
        """Return what was measured so far."""

    async def close(self) -> None:
        """Release everything."""


class MediaFactory(Protocol):
    """Makes the media of one call."""

    def __call__(
        self,
        *,
        video: bool,
        ice_servers: Sequence[IceServer],
        is_offerer: bool,
        on_event: Callable[[Any], None],
    ) -> Media:
        """Make it; ``on_event`` is given ``core.media.media_events``."""


class LinkFactory(Protocol):
    """Makes the link of one client."""

    def __call__(self, settings: LinkSettings, on_event: Callable[[LinkEvent], None]) -> Link:
        """Make it; ``on_event`` is called on the loop."""


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """Whom a link connects, and where."""

    address: ServiceAddress
    user_id: str
    runtime: CallingRuntime
    account: SipAccount | None = None
    """An account at a SIP server of somebody else's, instead of a call service with tokens."""
