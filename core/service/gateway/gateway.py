"""The gateway between the clients of this service and classic SIP: a back-to-back user agent (RFC 7092)."""

from __future__ import annotations

import asyncio
import dataclasses
import functools
import itertools
import logging
import ssl
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from core.network.loopback import is_loopback
from core.service.config import ServiceConfig
from core.service.errors import ServiceError, ServiceProblem
from core.service.gateway.call_headers import caller_outside
from core.service.gateway.calls.call import GatewayCall
from core.service.gateway.calls.departure import Departure
from core.service.gateway.calls.incoming import CallIn
from core.service.gateway.calls.outgoing import CallOut
from core.service.gateway.calls.refusals import Refusal
from core.service.gateway.calls.reoffers import End, Side
from core.service.gateway.calls.served.performer import CallPerformer
from core.service.gateway.calls.transfers.handovers import Handovers
from core.service.gateway.calls.transfers.referrals import TransferRefused, TransferTargets, replaced_by
from core.service.gateway.media.bridge import MediaBridges
from core.service.gateway.media.loading import find_speaker, load_prompts, load_relays
from core.service.gateway.networks import Networks, Reachable
from core.service.gateway.reception import Reception
from core.service.gateway.registrations.owner import Callee
from core.service.gateway.registrations.registrations import Registrations
from core.service.gateway.set_up import encryption_of, listen_error, transport_of, trusting
from core.service.gateway.sides.clients import ClientFlow, ClientLeg
from core.service.gateway.sides.outside import ClassicLines, Outside, OutsideLeg
from core.service.gateway.stun_servers import StunServers
from core.service.registrar import Answer
from core.service.routing.decisions import CALLER_HEADER
from core.service.routing.endpoints import GATEWAY
from core.service.routing.exchange import Exchange
from core.service.web.tls import ServerCertificate
from core.service.wiring import own_domains
from core.sip.agent.events import AgentEvent, InviteReceived
from core.sip.agent.invite_session import InviteSession
from core.sip.dialogs.replaces import Replaces
from core.sip.ids import Ids
from core.sip.locating.locate import numeric_host
from core.sip.locating.records import Resolver
from core.sip.messages import NameAddr, Request, Uri
from core.sip.transports.classic import ClassicSockets, Listening
from core.sip.transports.hops import Hop, Transport
from core.sip.transports.names import DnsResolver

if TYPE_CHECKING:  # NumPy; the numbering plans of the world
    from core.service.gateway.media.announcements.prompts import Prompts
    from core.service.gateway.numbers.lines import TelephoneLines
    from core.service.gateway.numbers.telephone import Telephone
    from core.service.numbers.spending import Ledger

log = logging.getLogger(__name__)

KEEP_ALIVE = 25.0
"""Seconds between the pings to the other ends of calls: what NAT on the way forgets, no BYE comes through."""


class SipGateway:
    """Makes calls to SIP addresses, and takes calls from there if it has listeners. On the running loop only.

    Media is relayed by this process unless ``bridges`` does something else. Raises ``ServiceError`` for a
    configuration that makes no sense.
    """

    def __init__(
        self,
        config: ServiceConfig,
        exchange: Exchange,
        ids: Ids,
        bridges: MediaBridges | None = None,
        *,
        resolver: Resolver | None = None,
        ledger: Ledger | None = None,
        application: str = "",
        wall: Callable[[], float] = time.time,
    ) -> None:
        gateway = self._config = config.gateway
        self._domain = config.domain
        self._domains = own_domains(config)
        self._ids = ids
        self._bridges = bridges
        self._encryption = encryption_of(gateway)
        self._loop = asyncio.get_running_loop()
        self._numbers = itertools.count(1)
        self._calls: set[GatewayCall] = set()
        self._legs: dict[str, OutsideLeg] = {}
        self._certificate: ServerCertificate | None = None
        self._pinging: asyncio.TimerHandle | None = None
        self._exchange = exchange
        self._clients: ClientFlow | None = None
        is_local = is_loopback(config.listen_host)
        self._reachable = Reachable(Networks(gateway.callable_networks), is_local=is_local)
        self._limits = config.limits
        self._allowed = Networks(gateway.allowed_networks)
        self._resolver = resolver
        self._outside: Outside | None = None
        self._stun: StunServers | None = None
        self._reception: Reception | None = None
        self._registrations: Registrations | None = None
        self._prompt_networks = Networks(gateway.prompt_networks)
        self._prompts: Prompts | None = None
        self._speaker = find_speaker(gateway.speaker)
        self.performer = CallPerformer(
            lambda: self._calls,
            self._load_prompts,
            has_lines=bool(gateway.phone.trunks),
            speaks=self._speaker is not None,
        )
        """Carries out what backends want done in calls."""
        self._transfer_targets = TransferTargets(
            lambda: self._calls, self._is_ours, config.domain, takes_calls=bool(gateway.listeners)
        )
        self._handovers = Handovers(
            exchange,
            lambda: self._clients,
            self._media,
            lambda: self._calls,
            self._is_ours,
            config.domain,
            country=gateway.phone.country,
        )
        self._ledger = ledger
        self._application = application
        self._wall = wall
        self._telephone: Telephone | None = None
        self.departure: Callable[[Request], Departure | Refusal | None] = lambda invite: None
        """Says how a call of a client's leaves, or why it does not; None: straight to its address."""
        self.listening: list[tuple[Transport, str, int]] = []
        """Where calls come in: transport, host, port."""

    @property
    def calls(self) -> int:
        """How many calls go on, those being set up included."""
        return len(self._calls)

    @property
    def legs(self) -> int:
        """How many ends outside are known, those included that only wait for copies."""
        return len(self._legs)

    @property
    def reception(self) -> Reception:
        """What strangers meet; only between ``start`` and ``stop``."""
        assert self._reception is not None
        return self._reception

    @property
    def registrations(self) -> Registrations:
        """Where this gateway is registered; only between ``start`` and ``stop``."""
        assert self._registrations is not None
        return self._registrations

    @property
    def sockets(self) -> ClassicSockets:
        """What SIP travels on; only between ``start`` and ``stop``."""
        assert self._outside is not None
        return self._outside.sockets

    async def start(self) -> None:
        """Open the listeners, if there are any. Raises ``ServiceError``."""
        sockets = ClassicSockets(
            self,
            client_tls=await self._client_tls(),
            public_host=self._config.public_host,
        )
        resolver = self._resolver or DnsResolver()
        stun = self._stun = StunServers(resolver, self._reachable.allows)
        self._outside = Outside(
            sockets,
            ClassicLines(sockets),
            resolver,
            self._reachable,
            self._ids,
            stun,
            self._config.stun,
            self._is_reserved,
        )
        registrations = self._registrations = Registrations(self._outside)
        self._telephone = self._make_telephone(self._outside)
        self._reception = Reception(
            self._limits,
            self._allowed,
            self._ids,
            takes_calls=bool(self._config.listeners),
            is_partner=self._is_trunk,
            send=sockets.send,
            find=lambda call_id: self._legs.get(call_id) or registrations.leg(call_id),
            is_own=sockets.is_own,
            on_invite=self._invited_from_outside,
            expects=lambda request: registrations.is_called(request.uri),
            on_notify=registrations.notified,
        )
        if self._telephone is not None:
            await self._telephone.start(self.registrations)
        await self._listen(sockets)
        self._pinging = self._loop.call_later(KEEP_ALIVE, self._ping_due)
        self._clients = ClientFlow(self._exchange, self._ids, GATEWAY, self._invited_by_client)

    async def _client_tls(self) -> ssl.SSLContext | None:
        """Return whom TLS servers are trusted by; None: the system, whose list is loaded when needed."""
        authorities = self._config.authorities
        return await asyncio.to_thread(trusting, authorities) if authorities is not None else None

    async def stop(self) -> None:
        """Say goodbye to everybody and close everything. Idempotent."""
        if self._pinging is not None:
            self._pinging.cancel()
        await asyncio.gather(*(call.stop() for call in list(self._calls)))
        self._calls.clear()
        if self._telephone is not None:
            await self._telephone.stop()
        if self._clients is not None:
            self._clients.close()
        if self._registrations is not None:
            await self._registrations.stop()
        if self._outside is not None:
            if self._legs:
                await asyncio.sleep(0)
            for leg in self._legs.values():
                leg.stop()
            self._legs.clear()
            await self._outside.sockets.close()
        if self._bridges is not None:
            await self._bridges.close()
        if self._prompts is not None:
            await self._prompts.close()
        if self._certificate is not None:
            self._certificate.stop()

    # --- what the sockets tell ------------------------------------------------------------------------

    def received(self, data: bytes, hop: Hop) -> float:
        """Take one message; see ``SocketOwner``."""
        return self.reception.received(data, hop, self._loop.time())

    def unreadable(self, data: bytes, hop: Hop) -> None:
        """Take what a stream ended with; see ``SocketOwner``."""
        self.reception.unreadable(data, hop, self._loop.time())

    def lost(self, hop: Hop, reason: str) -> None:
        """Take it that what was sent to ``hop`` may not arrive; see ``SocketOwner``."""
        for call in self._calls:
            if isinstance(call, CallOut):
                call.dialling.lost(hop, reason)
        for leg in list(self._legs.values()):
            if leg.uses(hop):
                leg.broke(hop)
        self.registrations.broke(hop)

    def needs(self, hop: Hop) -> bool:
        """Whether a call or a registration needs this connection; see ``SocketOwner``."""
        return self.registrations.needs(hop) or any(leg.uses(hop) for leg in self._legs.values())

    def ping(self) -> None:
        """Keep the way to every other end of a call, and to where we are registered, open."""
        self.registrations.check_addresses()
        calls = {leg.hop for leg in self._legs.values() if leg.is_in_call}
        for hop in calls | self.registrations.hops:
            self.sockets.ping(hop)

    def _ping_due(self) -> None:
        self.ping()
        self._pinging = self._loop.call_later(KEEP_ALIVE, self._ping_due)

    # --- calls ----------------------------------------------------------------------------------------

    def _invited_by_client(self, request: Request) -> ClientLeg | Answer:
        """Make the leg of a call that a client begins; 503 when there are too many."""
        if self._clients is None or self._is_full:
            return Answer(503)
        try:
            replaced = replaced_by(request)
        except TransferRefused as error:
            return Answer(error.status)
        if replaced is not None:
            return self._taken_over(self._clients, request, replaced)
        begun: list[CallOut] = []

        def heard(event: AgentEvent) -> None:
            if isinstance(event, InviteReceived):
                begun.append(self._call_out(event.session, leg))
            elif begun:
                begun[0].tell(CallOut.caller, event)

        leg = ClientLeg(self._clients, NameAddr(_plain(request.uri)), heard)
        return leg

    def _taken_over(self, clients: ClientFlow, request: Request, replaces: Replaces) -> ClientLeg | Answer:
        """Make the leg of a client that takes the place of another in a call of ours."""
        call = self._handovers.taken(replaces)
        if call is None:
            return Answer(481)
        if replaces.early_only:
            return Answer(486)  # RFC 3891 3: it was answered, and that is not wanted

        def heard(event: AgentEvent) -> None:
            if isinstance(event, InviteReceived):
                call.give_to(End(event.session, leg.line))
            else:
                call.tell(Side.CLIENT, event)

        leg = ClientLeg(clients, NameAddr(_plain(request.uri)), heard, takes_over=True)
        return leg

    def _call_out(self, session: InviteSession, leg: ClientLeg) -> CallOut:
        assert self._outside is not None
        lines = self._lines_for(session.request)
        call = CallOut(
            next(self._numbers),
            session,
            leg.line,
            self._outside,
            self._media,
            domain=self._domain,
            encryption=self._encryption,
            on_leg=self._add_leg,
            on_over=self._calls.discard,
            lines=lines,
            departure=self.departure(session.request),
        )
        call.transfer_targets = dataclasses.replace(self._transfer_targets, bills_us=lines is not None)
        call.prelude = self.performer.prelude
        call.handovers = self._handovers
        self._calls.add(call)
        call.start()
        return call

    def _invited_from_outside(self, request: Request, hop: Hop) -> int:
        """Begin a call from outside; return the status to refuse it with, or 0."""
        assert self._outside is not None
        if self._is_full:
            return 503
        callee = self._callee_of(request, hop)
        if isinstance(callee, int):
            return callee
        try:
            replaced = replaced_by(request)
            taken = self._transfer_targets.taken_over(replaced, Side.OUTSIDE) if replaced else None
        except TransferRefused as error:
            return error.status if error.status == 400 else 481
        begun: list[CallIn] = []
        whom = callee

        def heard(leg: OutsideLeg, event: AgentEvent) -> None:
            if isinstance(event, InviteReceived):
                begun.append(self._call_in(event.session, leg, whom, taken))
            elif begun:
                begun[0].tell(CallIn.caller, event)

        leg = OutsideLeg(self._outside, hop, NameAddr(_plain(request.uri)), heard)
        self._add_leg(leg, request.call_id)
        if taken is not None:
            request = request.copy()
            request.headers.remove("replaces")  # the leg is one call alone, and knows no other
        leg.receive(request, hop)
        return 0

    def _callee_of(self, request: Request, hop: Hop) -> Callee | int | None:
        """Return whom a call from outside is for (None: whom its address names), or why it is refused."""
        if self.registrations.is_called(request.uri):
            return self.registrations.callee(request)
        if self._telephone is not None and (found := self._telephone.callee(request, hop)) is not None:
            return found
        return None if request.uri.user and self._is_ours(request.uri) else 404

    def _call_in(
        self, session: InviteSession, leg: OutsideLeg, callee: Callee | None, takes_over: Uri | None
    ) -> CallIn:
        call = CallIn(
            next(self._numbers),
            session,
            leg,
            self._media,
            domain=self._domain,
            make_client=functools.partial(self._client_leg, callee),
            on_over=self._calls.discard,
            callee=callee,
            takes_over=takes_over,
        )
        bills_us = self._is_trunk(leg.hop) or (callee is not None and callee.bills_us)
        call.transfer_targets = dataclasses.replace(self._transfer_targets, bills_us=bills_us)
        call.handovers = self._handovers
        self._calls.add(call)
        call.start()
        return call

    def _client_leg(
        self,
        callee: Callee | None,
        session: InviteSession,
        on_event: Callable[[AgentEvent], None],
        hops: int,
    ) -> ClientLeg:
        assert self._clients is not None
        known = callee.caller if callee is not None else None
        return ClientLeg(self._clients, known or caller_outside(session.request), on_event, max_forwards=hops)

    # --- the telephone network ------------------------------------------------------------------------

    def _make_telephone(self, outside: Outside) -> Telephone | None:
        if not self._config.phone.trunks or self._ledger is None:
            return None
        from core.service.gateway.numbers.telephone import Telephone

        locate = functools.partial(outside.locate, is_trusted=True)
        phone = dataclasses.replace(self._config.phone, application=self._application)
        return Telephone(phone, self._ledger, locate, self._domain, self._ids, wall=self._wall)

    def _lines_for(self, request: Request) -> TelephoneLines | None:
        """Return the telephone lines if the router sent ``request`` there."""
        is_to_number = request.headers.get(CALLER_HEADER) is not None
        return self._telephone.lines if self._telephone is not None and is_to_number else None

    def _is_trunk(self, hop: Hop) -> bool:
        return self._telephone is not None and self._telephone.addresses.trunk_at(hop) is not None

    def _is_reserved(self, hop: Hop) -> bool:
        return self._telephone is not None and self._telephone.addresses.is_reserved(hop)

    def _add_leg(self, leg: OutsideLeg, call_id: str) -> None:
        self._legs[call_id] = leg
        leg.line.on_pumped = lambda: self._forget_idle(call_id, leg)

    def _forget_idle(self, call_id: str, leg: OutsideLeg) -> None:
        if leg.is_idle and self._legs.get(call_id) is leg:
            del self._legs[call_id]
            leg.stop()

    async def _media(self) -> MediaBridges:
        """Return what makes bridges. The libraries take seconds to load: not before the first call."""
        if self._bridges is None:
            relays = await asyncio.to_thread(load_relays)
            first, last = self._config.media_ports
            self._bridges = self._bridges or relays(range(first, last + 1), self._stun)
        return self._bridges

    async def _load_prompts(self) -> Prompts:
        """Return what there is to be played; its libraries are those of the relays."""
        if self._prompts is None:
            made = await asyncio.to_thread(load_prompts)
            self._prompts = self._prompts or made(self._config.prompts, self._prompt_networks, self._speaker)
        return self._prompts

    @property
    def _is_full(self) -> bool:
        return len(self._calls) >= self._config.calls

    def _is_ours(self, uri: Uri) -> bool:
        host = uri.host.lower()
        address = numeric_host(host)
        return host in self._domains or (address is not None and self.sockets.is_here(address))

    # --- listening ------------------------------------------------------------------------------------

    async def _listen(self, sockets: ClassicSockets) -> None:
        context = None
        if self._config.certificate is not None:
            self._certificate = ServerCertificate(*self._config.certificate)
            self._certificate.watch()
            context = self._certificate.context
        for each in self._config.listeners:
            transport = transport_of(each.transport)
            if transport is Transport.TLS and context is None:
                sentence = "A TLS listener of the gateway needs a certificate and its key."
                raise ServiceError(ServiceProblem.CONFIGURATION, sentence)
            tls = context if transport is Transport.TLS else None
            try:
                self.listening += await sockets.listen([Listening(transport, each.host, each.port, tls)])
            except OSError as error:
                raise listen_error(error, each.transport, each.host, each.port) from error
            log.info("the gateway listens on %s %s port %d", *self.listening[-1])


def _plain(uri: Uri) -> Uri:
    """Return who is called, as a dialog names them."""
    return Uri("sips" if uri.scheme == "sips" else "sip", uri.user or GATEWAY.user, uri.host)
