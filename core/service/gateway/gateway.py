"""The gateway between the clients of this service and classic SIP: a back-to-back user agent (RFC 7092)."""

from __future__ import annotations

import asyncio
import dataclasses
import functools
import ssl
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from core.network.loopback import is_loopback
from core.service.config import ServiceConfig
from core.service.gateway.calls.calls import GatewayCalls, Sides
from core.service.gateway.calls.departure import Departure
from core.service.gateway.calls.refusals import Refusal
from core.service.gateway.calls.served.performer import CallPerformer
from core.service.gateway.listening import Listeners
from core.service.gateway.media.bridge import MediaBridges
from core.service.gateway.media.loading import LateMedia
from core.service.gateway.networks import Networks, Reachable
from core.service.gateway.reception import Reception
from core.service.gateway.registrations.registrations import Registrations
from core.service.gateway.set_up import trusting
from core.service.gateway.sides.clients import ClientFlow
from core.service.gateway.sides.outside import ClassicLines, Outside
from core.service.gateway.stun_servers import StunServers
from core.service.routing.endpoints import GATEWAY
from core.service.routing.exchange import Exchange
from core.service.wiring import own_domains
from core.sip.ids import Ids
from core.sip.locating.locate import numeric_host
from core.sip.locating.records import Resolver
from core.sip.messages import Request, Uri
from core.sip.transports.classic import ClassicSockets
from core.sip.transports.hops import Hop, Transport
from core.sip.transports.names import DnsResolver

if TYPE_CHECKING:  # NumPy; the numbering plans of the world
    from core.service.gateway.numbers.telephone import Telephone
    from core.service.numbers.spending import Ledger

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
        self._limits = config.limits
        self._allowed = Networks(gateway.allowed_networks)
        self._exchange = exchange
        self._ids = ids
        self._ledger = ledger
        self._application = application
        self._wall = wall
        self._loop = asyncio.get_running_loop()
        is_local = is_loopback(config.listen_host)
        self._reachable = Reachable(Networks(gateway.callable_networks), is_local=is_local)
        self._resolver = resolver or DnsResolver()
        self._stun = StunServers(self._resolver, self._reachable.allows)
        self._media = LateMedia(gateway, self._stun, bridges)
        self._calls = GatewayCalls(config, exchange, self._media, self._is_ours)
        self._listeners = Listeners(gateway)
        self._outside: Outside | None = None
        self._clients: ClientFlow | None = None
        self._reception: Reception | None = None
        self._registrations: Registrations | None = None
        self._telephone: Telephone | None = None
        self._pinging: asyncio.TimerHandle | None = None

    @property
    def performer(self) -> CallPerformer:
        """Carries out what backends want done in calls."""
        return self._calls.performer

    @property
    def listening(self) -> list[tuple[Transport, str, int]]:
        """Where calls come in: transport, host, port."""
        return self._listeners.open

    def route_by(self, departure: Callable[[Request], Departure | Refusal | None]) -> None:
        """Ask ``departure`` how a call of a client's leaves, or why not; None: straight to its address."""
        self._calls.departure = departure

    @property
    def calls(self) -> int:
        """How many calls go on, those being set up included."""
        return len(self._calls)

    @property
    def legs(self) -> int:
        """How many ends outside are known, those included that only wait for copies."""
        return len(self._calls.legs)

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
            self, client_tls=await self._client_tls(), public_host=self._config.public_host
        )
        outside = self._outside = Outside(
            sockets,
            ClassicLines(sockets),
            self._resolver,
            self._reachable,
            self._ids,
            self._stun,
            self._config.stun,
            self._is_reserved,
        )
        registrations = self._registrations = Registrations(outside)
        telephone = self._telephone = self._make_telephone(outside)
        clients = self._clients = ClientFlow(
            self._exchange, self._ids, GATEWAY, self._calls.invited_by_client
        )
        sides = Sides(clients, outside, registrations, telephone)
        self._calls.open(sides)
        self._reception = self._make_reception(sockets, sides)
        if telephone is not None:
            await telephone.start(registrations)
        await self._listeners.start(sockets)
        self._pinging = self._loop.call_later(KEEP_ALIVE, self._ping_due)

    def _make_reception(self, sockets: ClassicSockets, sides: Sides) -> Reception:
        registrations = sides.registrations
        return Reception(
            self._limits,
            self._allowed,
            self._ids,
            takes_calls=bool(self._config.listeners),
            is_partner=sides.is_trunk,
            send=sockets.send,
            find=lambda call_id: self._calls.legs.get(call_id) or registrations.leg(call_id),
            is_own=sockets.is_own,
            on_invite=self._calls.invited_from_outside,
            expects=lambda request: registrations.is_called(request.uri),
            on_notify=registrations.notified,
        )

    async def _client_tls(self) -> ssl.SSLContext | None:
        """Return whom TLS servers are trusted by; None: the system, whose list is loaded when needed."""
        authorities = self._config.authorities
        return await asyncio.to_thread(trusting, authorities) if authorities is not None else None

    async def stop(self) -> None:
        """Say goodbye to everybody and close everything. Idempotent."""
        if self._pinging is not None:
            self._pinging.cancel()
        await self._calls.stop()
        if self._telephone is not None:
            await self._telephone.stop()
        if self._clients is not None:
            self._clients.close()
        if self._registrations is not None:
            await self._registrations.stop()
        if self._outside is not None:
            await self._calls.forget_legs()
            await self._outside.sockets.close()
        await self._media.close()
        self._listeners.stop()

    # --- what the sockets tell ------------------------------------------------------------------------

    def received(self, data: bytes, hop: Hop) -> float:
        """Take one message; see ``SocketOwner``."""
        return self.reception.received(data, hop, self._loop.time())

    def unreadable(self, data: bytes, hop: Hop) -> None:
        """Take what a stream ended with; see ``SocketOwner``."""
        self.reception.unreadable(data, hop, self._loop.time())

    def lost(self, hop: Hop, reason: str) -> None:
        """Take it that what was sent to ``hop`` may not arrive; see ``SocketOwner``."""
        self._calls.lost(hop, reason)
        self.registrations.broke(hop)

    def needs(self, hop: Hop) -> bool:
        """Whether a call or a registration needs this connection; see ``SocketOwner``."""
        return self.registrations.needs(hop) or self._calls.needs(hop)

    def ping(self) -> None:
        """Keep the way to every other end of a call, and to where we are registered, open."""
        self.registrations.check_addresses()
        for hop in self._calls.hops | self.registrations.hops:
            self.sockets.ping(hop)

    def _ping_due(self) -> None:
        self.ping()
        self._pinging = self._loop.call_later(KEEP_ALIVE, self._ping_due)

    def _make_telephone(self, outside: Outside) -> Telephone | None:
        if not self._config.phone.trunks or self._ledger is None:
            return None
        from core.service.gateway.numbers.telephone import Telephone

        locate = functools.partial(outside.locate, is_trusted=True)
        phone = dataclasses.replace(self._config.phone, application=self._application)
        return Telephone(phone, self._ledger, locate, self._domain, self._ids, wall=self._wall)

    def _is_reserved(self, hop: Hop) -> bool:
        return self._telephone is not None and self._telephone.addresses.is_reserved(hop)

    def _is_ours(self, uri: Uri) -> bool:
        host = uri.host.lower()
        address = numeric_host(host)
        return host in self._domains or (address is not None and self.sockets.is_here(address))
