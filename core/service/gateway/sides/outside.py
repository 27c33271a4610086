"""The SIP side of the gateway: the sockets, the way of each message, and one end of one call there."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from core.service.agents.line import Line
from core.service.gateway.media.bridge import Encryption, SipMedia
from core.service.gateway.networks import Reachable
from core.service.gateway.sides.clients import PRODUCT
from core.service.gateway.sides.provider import Provider
from core.service.gateway.stun_servers import StunServers
from core.sip.agent.events import AgentEvent
from core.sip.agent.routed_agent import RoutedAgent
from core.sip.ids import Ids
from core.sip.locating.locate import NotLocated, direct_hop, locate
from core.sip.locating.records import Resolver
from core.sip.messages import NameAddr, Parameters, ParseError, Request, Response, Uri, Via
from core.sip.routing import MAX_FORWARDS
from core.sip.transports.classic import ClassicSockets, local_address
from core.sip.transports.hops import Hop, Transport

log = logging.getLogger(__name__)

LOOK_UP_LIMIT = 5.0
"""Seconds that a message waits for the name in it to be looked up; then its sender's address will do."""
MAX_NAMES = 16
MAX_WAITING = 64


class ClassicLines:
    """What transactions must know of hops; see ``core.sip.transactions.lines.Lines``."""

    def __init__(self, sockets: ClassicSockets) -> None:
        self._sockets = sockets

    def is_reliable(self, flow: Hashable) -> bool:
        """Whether nothing has to be sent twice."""
        return isinstance(flow, Hop) and flow.transport.is_reliable

    def via(self, flow: Hashable, branch: str) -> Via:
        """Return our Via towards a hop; its answers are to come to the port they are sent from (RFC 3581)."""
        assert isinstance(flow, Hop)
        host, port = self._sockets.address_for(flow)
        params = Parameters.of(branch=branch).having("rport")
        return Via(flow.transport.value.upper(), host, port, params)

    def answered_on(self, flow: Hashable) -> Hashable:
        """Return the same for every hop: the branch is random, and says enough."""
        return "classic"


@dataclass(frozen=True, slots=True)
class Outside:
    """What every call outside shares."""

    sockets: ClassicSockets
    lines: ClassicLines
    resolver: Resolver
    reachable: Reachable
    ids: Ids
    stun: StunServers
    usual_stun: str = ""
    """The STUN server for hops in public networks whose provider has none of its own."""
    is_reserved: Callable[[Hop], bool] = lambda hop: False
    """Whether a hop is for calls to numbers alone: a trunk that knows us by our address bills all we send."""

    async def locate(self, uri: Uri, *, is_trusted: bool = False) -> list[Hop]:
        """Return the hops to ``uri`` that may be used. Raises ``NotLocated``.

        One that ``is_trusted`` was chosen by an administrator, and may be anywhere.
        """
        hops = await locate(uri, self.resolver, self.ids.uniform)
        if any(self.sockets.is_own(hop) for hop in hops):
            raise NotLocated("This address leads back to this gateway.", 482)
        if is_trusted:
            return hops
        allowed = [hop for hop in hops if self.reachable.allows(hop.host) and not self.is_reserved(hop)]
        if not allowed:
            raise NotLocated("This gateway does not call addresses of that network.", 403)
        return allowed

    def stun_for(self, hop: Hop, own: str) -> str:
        """Return the STUN server to ask for ``hop``, empty: none. ``own`` is that of its provider."""
        return own or ("" if _is_private(hop.host) else self.usual_stun)

    async def learn(self, hop: Hop, own_stun: str) -> str:
        """Learn where the outside sees the socket towards ``hop``; return what is wrong with the STUN server.

        Streams have an address of their own; of them it is only found out whether the server is of use.
        """
        server = self.stun_for(hop, own_stun)
        if not server or self.sockets.is_seen(hop):
            return self.stun.problem(server) if server else ""
        questions = self.sockets.questions(hop)
        if questions is None:
            await self.stun.check(server, is_ipv6=hop.is_ipv6)
        else:
            found = await self.stun.mapped(server, questions, is_ipv6=hop.is_ipv6)
            if found is not None:
                self.sockets.seen_as(hop, found.host, found.port)
        return self.stun.problem(server)


class OutsideLeg:
    """One end of one call outside: its agent, and where the other end is.

    ``hop`` is where the first message went to or came from, and where requests outside of any dialog go.
    Names in what comes are looked up before the agent gets it, since it answers at once. What challenges
    requests is answered with the password that ``provider`` has.
    """

    def __init__(
        self,
        outside: Outside,
        hop: Hop,
        who: NameAddr,
        on_event: Callable[[OutsideLeg, AgentEvent], None],
        *,
        max_forwards: int = MAX_FORWARDS,
        is_secure: bool = False,
        provider: Provider | None = None,
    ) -> None:
        self.hop = hop
        self._outside = outside
        self._own_stun = provider.stun if provider is not None else ""
        self._known: dict[str, Hop] = {}
        self._waiting: deque[tuple[Request | Response, Hop]] = deque()
        self._looking: asyncio.Task[None] | None = None
        user = provider.contact_user if provider is not None and provider.contact_user else who.uri.user
        self.agent = RoutedAgent(
            address_of_record=who,
            contact=contact_for(outside.sockets, hop, user, is_secure=is_secure),
            ids=outside.ids,
            lines=outside.lines,
            route=self._route,
            product=PRODUCT,
            max_forwards=max_forwards,
            credentials=provider.credentials if provider is not None else None,
        )
        self.line = Line(self.agent, self._send, lambda event: on_event(self, event))

    def peer(self, encryption: Encryption, own_stun: str = "") -> SipMedia:
        """Return how media is had with the other end: from here, and at the address it is told.

        ``own_stun`` is the STUN server of the provider through which it came, if there is one.
        """
        told = self._outside.sockets.address_for(self.hop)[0].strip("[]")
        try:
            here = local_address(self.hop.host)
        except OSError:
            here = told
        stun = self._outside.stun_for(self.hop, own_stun or self._own_stun)
        return SipMedia(here, advertised=told if told != here else "", encryption=encryption, stun=stun)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is owed any more."""
        return self.line.is_idle and not self._waiting

    @property
    def is_in_call(self) -> bool:
        """Whether both ends talk, or one waits for the other."""
        return any(not session.is_ended for session in self.agent.sessions)

    def uses(self, hop: Hop) -> bool:
        """Whether the connection to ``hop`` must stay."""
        return hop == self.hop or hop in self._known.values()

    def receive(self, message: Request | Response, hop: Hop) -> None:
        """Take a message that belongs to this call."""
        if self._looking is None and self._name_in(message) is None:
            self._take(message, hop)
        elif len(self._waiting) < MAX_WAITING:
            self._waiting.append((message, hop))
            if self._looking is None:
                self._looking = asyncio.get_running_loop().create_task(self._look_up())

    def broke(self, hop: Hop) -> None:
        """Take it that what is under way to ``hop`` will not be answered."""
        self.agent.flow_broke(hop, self.line.now())
        self.line.pump()

    def stop(self) -> None:
        """Be silent from now on. Idempotent."""
        self.line.stop()
        self._waiting.clear()
        if self._looking is not None:
            self._looking.cancel()

    # --- inside ---------------------------------------------------------------------------------------

    def _take(self, message: Request | Response, hop: Hop) -> None:
        self.agent.take(message, hop, self.line.now())
        self.line.pump()

    async def _look_up(self) -> None:
        try:
            while self._waiting:
                message, hop = self._waiting[0]
                uri = self._name_in(message)
                if uri is not None:
                    self._known[_key(uri)] = await self._hop_to(uri, hop)
                self._waiting.popleft()
                self._take(message, hop)
        finally:
            self._looking = None

    async def _hop_to(self, uri: Uri, instead: Hop) -> Hop:
        try:
            async with asyncio.timeout(LOOK_UP_LIMIT):
                hop = (await self._outside.locate(uri))[0]
                await self._outside.sockets.prepare(hop)
                return hop
        except (NotLocated, TimeoutError, OSError) as error:
            log.info("where the other side wants to be reached is not known: %s", error)
            return instead

    def _name_in(self, message: Request | Response) -> Uri | None:
        """Return where what answers this message would go, if that is a name which is not known yet."""
        uri = _next_uri(message)
        if uri is None or direct_hop(uri, self.hop.transport) is not None or _key(uri) in self._known:
            return None
        return uri if len(self._known) < MAX_NAMES else None

    def _route(self, request: Request) -> Hop:
        if request.to.tag is None:
            return self.hop
        routes = request.routes
        uri = routes[0].uri if routes else request.uri
        hop = direct_hop(uri, self.hop.transport) or self._known.get(_key(uri), self.hop)
        if hop.host == self.hop.host and hop.transport is self.hop.transport and hop.transport.is_reliable:
            return self.hop  # the connection that is there already (RFC 5923 in spirit)
        is_private = _is_private(hop.host) and not _is_private(self.hop.host)
        is_kept_away = is_private or not self._outside.reachable.allows(hop.host)
        return self.hop if is_kept_away or self._bills_us(hop) else hop

    def _bills_us(self, hop: Hop) -> bool:
        """Whether a stranger points us at a trunk that would take what we send there for a call of ours."""
        return self._outside.is_reserved(hop) and not self._outside.is_reserved(self.hop)

    def _send(self) -> bool:
        messages = self.agent.messages()
        for hop, data in messages:
            if isinstance(hop, Hop):
                self._outside.sockets.send(hop, data)
        return bool(messages)


def contact_for(sockets: ClassicSockets, hop: Hop, user: str | None, *, is_secure: bool) -> NameAddr:
    """Return where ``hop`` reaches us, as the user part ``user``."""
    host, port = sockets.address_for(hop)
    uri = Uri("sips" if is_secure else "sip", user, host, port)
    if hop.transport is not Transport.UDP and not is_secure:
        uri = uri.having_param("transport", hop.transport.value)
    return NameAddr(uri)


def _next_uri(message: Request | Response) -> Uri | None:
    """Return where the next request to the sender of ``message`` goes, if the message says so."""
    try:
        if isinstance(message, Response):
            if message.cseq.method not in ("INVITE", "UPDATE") or not 100 < message.status < 300:
                return None
            routes = message.record_routes[::-1]
        else:
            if message.method not in ("INVITE", "UPDATE"):
                return None
            routes = message.record_routes
        contact = message.contact
    except ParseError:
        return None
    uri = routes[0].uri if routes else contact.uri if contact is not None else None
    return uri if uri is not None and uri.is_sip else None


def _key(uri: Uri) -> str:
    host, port = uri.host.lower(), uri.port
    return f"{uri.scheme}:{host}:{port}:{uri.params.get('transport') or ''}"


def _is_private(host: str) -> bool:
    return ipaddress.ip_address(host).is_private


def source_hop(request: Request, source: Hop) -> Hop:
    """Return where the answer to a datagram goes (RFC 3261 18.2.2, RFC 3581); of streams, back on them."""
    if source.transport is not Transport.UDP or request.via.rport is not None:
        return source
    port = request.via.port
    return Hop(source.transport, source.host, source.transport.default_port if port is None else port)


def own_vias(message: Request, ours: Callable[[Hop], bool]) -> bool:
    """Whether a request has been here before: one of its Vias names a listener of ours."""
    for via in message.vias:
        try:
            transport = Transport(via.transport.lower())
        except ValueError:
            continue
        if ours(Hop(transport, via.host.strip("[]"), via.port or transport.default_port)):
            return True
    return False
