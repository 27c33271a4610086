"""The link over SIP: one user agent that outlives its connections, and the calls on it."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Awaitable, Callable
from typing import Protocol
from urllib.parse import urlsplit

import aiohttp

from core.calling.client.sip_account import SipAccount
from core.calling.ports import (
    Leg,
    LegObserver,
    LinkChallenged,
    LinkError,
    LinkEvent,
    LinkInvited,
    LinkLost,
    LinkOffers,
    LinkRefused,
    LinkRegistered,
    LinkSettings,
    Outgoing,
    PushOffer,
)
from core.calling.signalling import info_packages
from core.calling.signalling.fetching import FetchError, describe
from core.calling.signalling.presence_line import PresenceLine
from core.calling.signalling.service_directory import ServiceDirectory, discover
from core.calling.signalling.sign_in import SIGN_IN, is_maybe_of_the_network, wants_sign_in
from core.calling.signalling.sip_leg import SipLeg, Takeover, read_invitation
from core.calling.signalling.target_uris import target_uri
from core.calling.targets import Target, TargetKind
from core.network.loopback import is_loopback
from core.push.sip_parameters import parameters_of, wakes
from core.push.subscription import PushSubscription
from core.sentences import sentence
from core.sip.agent.events import (
    AgentEvent,
    CredentialsRequired,
    FlowLost,
    InviteReceived,
    PublishFailed,
    Registered,
    RegistrationFailed,
    SubscriptionEnded,
    SubscriptionNotified,
    Unregistered,
)
from core.sip.agent.invite_session import InviteSession
from core.sip.agent.subscriptions.subscription import Subscription
from core.sip.agent.user_agent import UserAgent
from core.sip.auth import AnyCredentials, BearerToken, DigestCredentials
from core.sip.bodies import conference_info
from core.sip.call_headers import FIELD, encode_headers, plain_headers
from core.sip.ids import Ids, RandomIds
from core.sip.messages import NameAddr, Reason, SipError, Uri
from core.sip.private_names import ACCOUNT_HEADER, ROOM_PASS_HEADER
from core.sip.transports.websocket import AgentDriver, FlowError
from core.trust import path_header

log = logging.getLogger(__name__)

BYE_PATIENCE = 32.0
"""Seconds that a BYE waits for the connection to come back (64 * T1, RFC 3261 17.1.2.2)."""
CONFERENCE_EVENT = "conference"
FOLLOWING_SECONDS = 600
UNREGISTER_TIMEOUT = 2.0
_OWED_LIMIT = 32
_PRODUCT = "Ahoy/0.1.0"


class Driver(Protocol):
    """What runs a user agent over one connection; ``AgentDriver`` but in tests."""

    async def connect(self) -> None:
        """Open the connection. Raises ``OSError`` and aiohttp's errors."""

    async def close(self) -> None:
        """Close it."""

    def pump(self) -> None:
        """Send and tell what the agent has."""

    @property
    def local_address(self) -> str:
        """This machine's address on the connection; empty without one."""

    @property
    def remote_address(self) -> str:
        """The other end's address on the connection; empty without one."""


class DriverFactory(Protocol):
    """Makes a driver."""

    def __call__(
        self,
        agent: UserAgent,
        url: str,
        *,
        on_event: Callable[[AgentEvent], None],
        ssl: ssl.SSLContext | None,
        clock: Callable[[], float],
    ) -> Driver:
        """Make it."""


class NamedCalls:
    """Ids for the user agent, with the Call-ID of the next call decided by us."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self.next_call_id = ""

    def call_id(self) -> str:
        """Return the Call-ID that was set, once; else a new one."""
        call_id, self.next_call_id = self.next_call_id, ""
        return call_id or self._ids.call_id()

    def branch(self) -> str:
        """Return a new branch."""
        return self._ids.branch()

    def tag(self) -> str:
        """Return a new tag."""
        return self._ids.tag()

    def host_label(self) -> str:
        """Return a new host name under .invalid."""
        return self._ids.host_label()

    def cnonce(self) -> str:
        """Return a new client nonce."""
        return self._ids.cnonce()

    def uniform(self, low: float, high: float) -> float:
        """Return a number between ``low`` and ``high``."""
        return self._ids.uniform(low, high)


class SipLink:
    """See ``core.calling.ports.Link``."""

    def __init__(
        self,
        settings: LinkSettings,
        on_event: Callable[[LinkEvent], None],
        *,
        make_driver: DriverFactory | None = None,
        directory: ServiceDirectory | None = None,
        looks_for_sign_in: Callable[[str], Awaitable[bool]] = wants_sign_in,
    ) -> None:
        self._settings = settings
        self._looks_for_sign_in = looks_for_sign_in
        self._make_driver = make_driver or AgentDriver
        self._ids = NamedCalls(settings.runtime.ids or RandomIds())
        self._on_event = on_event
        self._directory = directory or _directory_of(settings.account)
        self._presence = PresenceLine()
        self._agent: UserAgent | None = None
        self._driver: Driver | None = None
        self._is_registered = False
        self._unregistered = asyncio.Event()
        self._abandoned: set[asyncio.Task[None]] = set()
        self._owed: list[tuple[float, InviteSession, Reason | None]] = []
        self._display_name = ""

    @property
    def ice_url(self) -> str:
        """Where the service's ICE servers are asked for."""
        return self._directory.ice_url if self._directory is not None else ""

    @property
    def push_offer(self) -> PushOffer:
        """What the service says of push."""
        directory = self._directory
        return PushOffer(directory.push_url, directory.vapid_key) if directory is not None else PushOffer()

    @property
    def local_address(self) -> str:
        """This machine's address on the connection."""
        return self._driver.local_address if self._driver is not None else ""

    @property
    def remote_address(self) -> str:
        """The service's address on the connection."""
        return self._driver.remote_address if self._driver is not None else ""

    async def connect(self) -> None:
        """Open the connection, asking the service first what it is. Raises ``LinkError``."""
        try:
            await self._open()
        except (FetchError, FlowError, aiohttp.ClientError, OSError, ValueError) as error:
            trouble = _described(error, self._host)
            if is_maybe_of_the_network(trouble.status) and await self.must_sign_in():
                raise LinkError(SIGN_IN, wants_sign_in=True) from error
            raise LinkError(str(trouble), is_permanent=trouble.is_permanent) from error

    async def must_sign_in(self) -> bool:
        """Ask the network, by what it makes of a request without TLS."""
        account = self._settings.account
        is_encrypted = self._settings.address.is_encrypted if account is None else not self._is_plain_socket
        name = urlsplit(f"//{self._host}").hostname or ""
        return is_encrypted and bool(name) and await self._looks_for_sign_in(name)

    async def close(self) -> None:
        """Close the connection. Idempotent."""
        self._is_registered = False
        driver, self._driver = self._driver, None
        if driver is not None:
            await driver.close()
        if self._abandoned:
            await asyncio.wait(set(self._abandoned))

    def abandon(self) -> None:
        """Forget the connection at once; it is closed on the side."""
        self._is_registered = False
        driver, self._driver = self._driver, None
        if driver is not None:
            closing = asyncio.get_running_loop().create_task(driver.close(), name="abandoned link")
            self._abandoned.add(closing)
            closing.add_done_callback(self._abandoned.discard)

    def register(self, token: str) -> None:
        """Register, or refresh with another token."""
        if self._agent is not None:
            account = self._settings.account
            credentials: AnyCredentials = BearerToken(token)
            if account is not None:
                credentials = DigestCredentials(account.digest_user, account.password)
            self._agent.register(self.now(), credentials=credentials)
            self.pump()

    def wake_by(self, told: PushSubscription | None) -> None:
        """Say in each registration by which subscription we are woken."""
        if self._agent is not None:
            self._agent.registration_parameters = parameters_of(told) if told is not None else ()

    def introduce(self, display_name: str) -> None:
        """Give this name to those who call, from now on."""
        self._display_name = display_name
        if self._agent is not None:
            self._agent.address_of_record = NameAddr(self._agent.address_of_record.uri, display_name)

    async def stand_by(self) -> None:
        """Look offline, and stay registered."""
        self._presence.stand_by(self.now())
        self.pump()

    async def unregister(self) -> None:
        """Take the registration back and wait for the answer for a moment at most."""
        if self._agent is None or not self._is_registered:
            return
        self._unregistered.clear()
        self._presence.leave(self.now())
        self._agent.unregister(self.now())
        self.pump()
        async with asyncio.timeout(UNREGISTER_TIMEOUT):
            await self._unregistered.wait()

    def invite(self, outgoing: Outgoing, observer: LegObserver) -> Leg:
        """Place a call. Raises ``LinkError`` when there is no connection, or it cannot be put into words."""
        if self._agent is None or self._directory is None or not self._is_registered:
            raise LinkError(sentence("There is no connection to the call service right now."))
        self._ids.next_call_id = outgoing.call_id
        agent = self._agent
        try:
            session = self._invite(agent, outgoing)
        except SipError as error:
            raise LinkError(
                sentence("This call cannot be put into a SIP message: {error}.", error=error)
            ) from error
        leg = SipLeg(self, session, observer)
        leg.is_to_number = outgoing.target.kind is TargetKind.PHONE and self._settings.account is None
        session.context = leg
        self.pump()
        return leg

    def publish_presence(self, presence: str) -> None:
        """Say how reachable we are."""
        self._presence.publish(presence, self.now())
        self.pump()

    def watch_presence(self, user_ids: frozenset[str]) -> None:
        """Be told of these users' presence."""
        self._presence.watch(user_ids, self.now())
        self.pump()

    def observe(self, leg: Leg, observer: LegObserver) -> None:
        """Have ``observer`` told what happens on an incoming ``leg``."""
        assert isinstance(leg, SipLeg)
        leg.observer = observer

    # What a leg needs (SipWire).

    @property
    def domain(self) -> str:
        """The domain of the service's users; empty before the first connection."""
        return self._directory.domain if self._directory is not None else ""

    @property
    def tells_path(self) -> bool:
        """Whether the service says that ``P-Ahoy-Path`` is its own word; no server of a stranger's does."""
        directory = self._directory if self._settings.account is None else None
        return directory is not None and path_header.FEATURE in directory.features

    @property
    def is_protected(self) -> bool:
        """Whether messages go to the service by TLS, or never leave this machine."""
        address = urlsplit(self._directory.sip_url if self._directory is not None else "")
        return address.scheme == "wss" or is_loopback(address.hostname or "")

    def now(self) -> float:
        """Return the monotonic second."""
        return self._settings.runtime.clock()

    def pump(self) -> None:
        """Send what the user agent has to send."""
        if self._driver is not None:
            self._driver.pump()

    def bye(self, session: InviteSession, reason: Reason | None = None) -> None:
        """Hang up now, or once the connection is back; after 32 s without it the dialog is just dropped."""
        if self._is_registered or len(self._owed) >= _OWED_LIMIT:
            session.bye(self.now(), reason)
            self.pump()
            return
        log.info("call %s: the BYE waits for the connection", session.call_id)
        self._owed.append((self.now() + BYE_PATIENCE, session, reason))
        asyncio.get_running_loop().call_later(BYE_PATIENCE, self._pay_owed)

    def follow_conference(self, target: Uri, leg: SipLeg) -> Subscription | None:
        """Subscribe to the state of the conference at ``target`` (RFC 4575)."""
        if self._agent is None:
            return None
        accept = (conference_info.CONTENT_TYPE,)
        try:
            found = self._agent.subscribe(target, CONFERENCE_EVENT, accept, FOLLOWING_SECONDS, self.now())
        except SipError as error:
            log.info("nobody can be asked who is in the conference: %s", error)
            return None
        found.context = leg
        self.pump()
        return found

    # The inside.

    async def _open(self) -> None:
        context = self._settings.runtime.ssl
        if self._directory is None:
            self._directory = await discover(self._settings.address, context=context)
            self._on_event(LinkOffers(self._directory.features))
        agent = self._agent or self._make_agent(self._directory.domain)
        self._agent = agent
        self._driver = self._make_driver(
            agent,
            self._directory.sip_url,
            on_event=self._on_agent_event,
            ssl=context,
            clock=self._settings.runtime.clock,
        )
        await self._driver.connect()

    def _invite(self, agent: UserAgent, outgoing: Outgoing) -> InviteSession:
        takeover = outgoing.replaces if isinstance(outgoing.replaces, Takeover) else None
        referred_by = NameAddr.parse(outgoing.referred_by) if outgoing.referred_by else None
        return agent.invite(
            takeover.uri if takeover is not None else target_uri(outgoing.target, self.domain),
            outgoing.offer.encode(),
            self.now(),
            headers=self._headers(outgoing),
            replaces=takeover.replaces if takeover is not None else None,
            referred_by=referred_by,
        )

    @property
    def _is_plain_socket(self) -> bool:
        """Whether an account's server is spoken to without TLS (on this machine): it looks at the Via."""
        return self._settings.account is not None and self._settings.account.url.startswith("ws:")

    @property
    def _host(self) -> str:
        account = self._settings.account
        return self._settings.address.host if account is None else urlsplit(account.url).hostname or ""

    def _resume_presence(self) -> None:
        if self._agent is not None:
            self._presence.registered(self._agent, self.domain, self.now())
            self.pump()

    def _headers(self, outgoing: Outgoing) -> list[tuple[str, str]]:
        """Return the headers of our own; a server of somebody else's gets the ``x-`` ones as SIP headers."""
        headers = plain_headers(outgoing.headers) if self._is_plain(outgoing) else []
        if outgoing.headers and self._settings.account is None:
            headers.append((FIELD, encode_headers(outgoing.headers)))
        if outgoing.target.kind is TargetKind.PHONE and outgoing.caller_identifier:
            number = target_uri(Target(TargetKind.PHONE, outgoing.caller_identifier), self.domain)
            headers.append(("P-Preferred-Identity", str(NameAddr(number))))
        if outgoing.room_pass:
            headers.append((ROOM_PASS_HEADER, outgoing.room_pass))
        if outgoing.account_id and self._settings.account is None:
            headers.append((ACCOUNT_HEADER, outgoing.account_id))
        return headers

    def _is_plain(self, outgoing: Outgoing) -> bool:
        return self._settings.account is not None or outgoing.target.kind is TargetKind.SIP

    def _make_agent(self, domain: str) -> UserAgent:
        return UserAgent(
            address_of_record=NameAddr(Uri.for_user(self._settings.user_id, domain), self._display_name),
            instance_id=self._settings.runtime.instance_id,
            ids=self._ids,
            product=_PRODUCT,
            info_packages=info_packages.ALL,
            via_transport="WS" if self._is_plain_socket else "WSS",
            is_connected=False,
        )

    def _pay_owed(self) -> None:
        """Send the BYEs that waited; those whose time is over are dropped with their dialog."""
        owed, self._owed = self._owed, []
        now = self.now()
        for deadline, session, reason in owed:
            if self._is_registered or deadline <= now:
                session.bye(now, reason)
            else:
                self._owed.append((deadline, session, reason))
        self.pump()

    def _on_agent_event(self, event: AgentEvent) -> None:
        match event:
            case Registered(feature_caps=feature_caps):
                self._is_registered = True
                self._pay_owed()
                self._on_event(LinkRegistered(is_woken=wakes(feature_caps)))
                self._resume_presence()
            case Unregistered():
                self._is_registered = False
                self._unregistered.set()
            case CredentialsRequired(error=error, description=description, code=code):
                self._on_event(LinkChallenged(description or error, code))
            case RegistrationFailed(status, reason, retry_after):
                self._on_event(LinkRefused(status, reason, retry_after))
            case FlowLost():
                self._is_registered = False
                self._on_event(LinkLost())
            case InviteReceived(session):
                self._take_invite(session)
            case SubscriptionNotified(subscription, kind, body) if isinstance(subscription.context, SipLeg):
                subscription.context.notified(subscription, kind, body)
            case SubscriptionEnded(subscription) if isinstance(subscription.context, SipLeg):
                log.info("who is in the conference is not told: %s %d", event.reason, event.status)
            case PublishFailed() | SubscriptionNotified() | SubscriptionEnded():
                if (told := self._presence.take(event)) is not None:
                    self._on_event(told)
            case _:
                self._take_session_event(event)

    def _take_invite(self, session: InviteSession) -> None:
        leg = SipLeg(self, session)
        session.context = leg
        replaced = None
        if session.replaces is not None and self._agent is not None:
            replaced = self._agent.session_for(session.replaces)
        self._on_event(LinkInvited(leg, read_invitation(session, self.domain, replaced)))

    def _take_session_event(self, event: AgentEvent) -> None:
        session = getattr(event, "session", None)
        if isinstance(session, InviteSession) and isinstance(session.context, SipLeg):
            session.context.take(event)


def _described(error: Exception, host: str) -> FetchError:
    if not isinstance(error, FlowError):
        return describe(error, host)
    is_permanent = 400 <= error.status < 500 and error.status != 429
    said = sentence(
        "{host} is no call service, or refuses this program ({status}).", host=host, status=error.status
    )
    return FetchError(said, error.status, is_permanent=is_permanent)


def _directory_of(account: SipAccount | None) -> ServiceDirectory | None:
    """Return where an account's server is: it is told, not discovered."""
    return ServiceDirectory(account.sip_domain, account.url, "") if account is not None else None
