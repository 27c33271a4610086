"""All sockets of classic SIP: UDP, TCP and TLS, IPv4 and IPv6, listening and calling (RFC 3261 18)."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import logging
import socket
import ssl
from collections import Counter, OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from core.network.sockets import bound_socket
from core.network.stun import StunQuestions
from core.sip.locating.locate import numeric_host
from core.sip.transports.datagrams import Datagrams
from core.sip.transports.framing import PING, FramingError
from core.sip.transports.hops import Hop, Transport
from core.sip.transports.streams import Stream

logger = logging.getLogger(__name__)

CONNECT_TIMEOUT = 5.0
"""Seconds for TCP and TLS together; shorter than timer B, so that another address can be tried."""

MAX_WAITING = 65_536
"""Bytes that wait for a connection to be opened."""

SEEN_FOR = 600.0
"""Seconds for which that is believed without asking again."""
MOST_SEEN = 1024
"""Hops of which is remembered where they see us."""

_SWEEP_SECONDS = 2.0
_BACKLOG = 64


@dataclass(frozen=True, slots=True)
class Listening:
    """An address to listen on. ``tls`` is needed for TLS and for nothing else; port 0 is any."""

    transport: Transport
    host: str
    port: int
    tls: ssl.SSLContext | None = None


@dataclass(frozen=True, slots=True)
class SocketLimits:
    """Bounds on connections; ``idle`` is in seconds and does not concern those that a call needs."""

    connections: int = 512
    connections_per_address: int = 16
    idle: float = 120.0


class SocketOwner(Protocol):
    """Who is told what comes."""

    def received(self, data: bytes, hop: Hop) -> float:
        """Take one message; return for how many seconds no more is read from there (streams only)."""

    def unreadable(self, data: bytes, hop: Hop) -> None:
        """Take what a stream ended with that is no message; what is sent to ``hop`` now still goes out."""

    def lost(self, hop: Hop, reason: str) -> None:
        """Take it that what was sent to ``hop`` may not arrive: no connection, or it broke."""

    def needs(self, hop: Hop) -> bool:
        """Whether a connection that is idle must stay."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """Where another end saw us while our own address was ``local``."""

    local: str
    host: str
    port: int
    at: float


class ClassicSockets:
    """Sends to hops and tells what comes from them. Everything belongs to the running loop.

    Without a listener of its kind a socket for answers is opened when it is first needed, on any port.
    ``public_host`` is what others are told to send to, if it is not this machine's own address.
    """

    def __init__(
        self,
        owner: SocketOwner,
        *,
        limits: SocketLimits | None = None,
        client_tls: ssl.SSLContext | None = None,
        public_host: str = "",
    ) -> None:
        self._owner = owner
        self._limits = limits or SocketLimits()
        self._client_tls = client_tls
        self._public_host = public_host
        self._seen: OrderedDict[Hop, _Seen] = OrderedDict()
        self._loop = asyncio.get_running_loop()
        self._datagrams: list[Datagrams] = []
        self._servers: list[tuple[Listening, asyncio.Server, int]] = []
        self._streams: dict[Hop, Stream] = {}
        self._per_address: Counter[str] = Counter()
        self._waiting: dict[Hop, list[bytes]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._sweeper: asyncio.TimerHandle | None = None
        self._is_closed = False
        self.counters: Counter[str] = Counter()

    # --- opening and closing --------------------------------------------------------------------------

    async def listen(self, where: Iterable[Listening]) -> list[tuple[Transport, str, int]]:
        """Listen on all of these addresses and return what they became. Raises OSError; none is open then."""
        opened = []
        try:
            for each in where:
                opened.append((each.transport, each.host, await self._listen(each)))
        except OSError:
            await self.close()
            raise
        self._sweep_later()
        return opened

    async def close(self) -> None:
        """Close everything; what is written already still goes out if it can at once. Idempotent."""
        self._is_closed = True
        if self._sweeper is not None:
            self._sweeper.cancel()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for _, server, _ in self._servers:
            server.close()
        for stream in self._streams.values():
            stream.close()
        for datagrams in self._datagrams:
            datagrams.close()
        self._servers, self._datagrams = [], []
        await asyncio.sleep(0)
        for stream in list(self._streams.values()):
            stream.abort()

    @property
    def connections(self) -> int:
        """How many streams are open."""
        return len(self._streams)

    async def prepare(self, hop: Hop) -> None:
        """Open what answers from ``hop`` need. Raises OSError without a way there.

        That is a socket of its kind; for TLS, whose listener would need a certificate, the connection itself:
        its own port is then what the other end is told, and where most look for a connection to use again.
        """
        local = local_address(hop.host)
        if hop.transport is Transport.UDP:
            if self._datagrams_for(hop, local) is None:
                await self._listen(Listening(Transport.UDP, _any_towards(local), 0))
        elif hop.transport is Transport.TCP and self._port_of(Transport.TCP, local) is None:
            await self._listen(Listening(Transport.TCP, _any_towards(local), 0))
        elif hop.transport is Transport.TLS and self._port_of(Transport.TLS, local) is None:
            stream = self._streams.get(hop)
            if stream is None or not stream.is_open:
                async with asyncio.timeout(CONNECT_TIMEOUT):
                    await self._open(hop)
        self._sweep_later()

    # --- addresses ------------------------------------------------------------------------------------

    def address_for(self, hop: Hop) -> tuple[str, int | None]:
        """Return the host and port of ours that ``hop`` is told; the host as it stands in URIs."""
        try:
            local = local_address(hop.host)
        except OSError:
            local = "::1" if hop.is_ipv6 else "127.0.0.1"
        if hop.transport is Transport.UDP:
            datagrams = self._datagrams_for(hop, local)
            port = datagrams.port if datagrams is not None else None
        else:
            stream = self._streams.get(hop)
            port = self._port_of(hop.transport, local) or (stream.local_port if stream is not None else None)
        host, seen = self._public_host or local, self._seen.get(hop)
        if seen is not None and seen.local == host:
            host, port = seen.host, seen.port
        return (f"[{host}]" if ":" in host else host), port or None

    def seen_as(self, hop: Hop, host: str, port: int) -> None:
        """Tell ``hop`` from now on to send there, where it says that it sees us (RFC 3581 4): behind NAT.

        That holds while this machine keeps its own address; a public host that was given holds always.
        """
        try:
            local = local_address(hop.host)
        except OSError:
            return
        self._seen[hop] = _Seen(local, host, port, self._loop.time())
        self._seen.move_to_end(hop)
        while len(self._seen) > MOST_SEEN:
            self._seen.popitem(last=False)

    def questions(self, hop: Hop) -> StunQuestions | None:
        """Return those about the socket by which messages go to ``hop``; None for streams, or without one."""
        if hop.transport is not Transport.UDP:
            return None
        try:
            found = self._datagrams_for(hop, local_address(hop.host))
        except OSError:
            return None
        return found.questions if found is not None else None

    def is_seen(self, hop: Hop) -> bool:
        """Whether it was learnt lately where ``hop`` sees us, while this machine had the address it has."""
        if self._public_host:
            return True
        seen = self._seen.get(hop)
        try:
            is_of_now = seen is not None and seen.local == local_address(hop.host)
        except OSError:
            return False
        return seen is not None and is_of_now and self._loop.time() - seen.at < SEEN_FOR

    def is_own(self, hop: Hop) -> bool:
        """Whether ``hop`` is a listener of ours: a call sent there would come back."""
        if not self.is_here(hop.host):
            return False
        if hop.transport is Transport.UDP:
            ports = {one.port for one in self._datagrams}
        else:
            ports = {port for each, _, port in self._servers if each.transport is hop.transport}
        return hop.port in ports

    def is_here(self, host: str) -> bool:
        """Whether a numeric address is this machine's own, as seen from here or from outside."""
        try:
            return host == self._public_host or local_address(host) == host
        except OSError:
            return False

    # --- sending --------------------------------------------------------------------------------------

    def send(self, hop: Hop, data: bytes) -> None:
        """Send one message, opening a connection if need be; failure is told by ``lost``, never raised."""
        if self._is_closed:
            return
        if hop.transport is Transport.UDP:
            self._send_datagram(hop, data)
            return
        stream = self._streams.get(hop)
        if stream is not None and stream.is_open:
            stream.send(data)
            return
        waiting = self._waiting.get(hop)
        if waiting is not None:
            if sum(map(len, waiting)) + len(data) <= MAX_WAITING:
                waiting.append(data)
            return
        self._waiting[hop] = [data]
        task = self._loop.create_task(self._connect(hop), name=f"sip {hop}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def ping(self, hop: Hop) -> None:
        """Keep the way to ``hop`` open (RFC 5626 4.4.1, over UDP likewise), without opening a connection."""
        stream = self._streams.get(hop)
        if hop.transport is Transport.UDP or (stream is not None and stream.is_open):
            self.send(hop, PING)

    def _send_datagram(self, hop: Hop, data: bytes) -> None:
        try:
            datagrams = self._datagrams_for(hop, local_address(hop.host))
        except OSError as error:
            self._loop.call_soon(self._owner.lost, hop, connection_words(error))
            return
        if datagrams is None or not datagrams.send(hop, data):
            self._loop.call_soon(self._owner.lost, hop, "no socket takes it")

    async def _connect(self, hop: Hop) -> None:
        try:
            async with asyncio.timeout(CONNECT_TIMEOUT):
                await self._open(hop)
        except (OSError, TimeoutError, ssl.SSLError) as error:
            self._waiting.pop(hop, None)
            logger.info("%s cannot be connected: %s", hop, connection_words(error))
            if not self._is_closed:
                self._owner.lost(hop, connection_words(error))
            return
        stream = self._streams.get(hop)
        for data in self._waiting.pop(hop, []):
            if stream is not None:
                stream.send(data)

    async def _open(self, hop: Hop) -> None:
        context, name = None, None
        if hop.transport is Transport.TLS:
            if self._client_tls is None:
                self._client_tls = await asyncio.to_thread(ssl.create_default_context)
            context, name = self._client_tls, hop.name or hop.host
        await self._loop.create_connection(
            lambda: Stream(self, lambda transport: hop, is_incoming=False),
            hop.host,
            hop.port,
            ssl=context,
            server_hostname=name,
        )

    # --- what streams tell ----------------------------------------------------------------------------

    def stream_opened(self, stream: Stream) -> bool:
        """Take a connection, within the bounds."""
        hop = stream.hop
        if hop is None or self._is_closed:
            return False
        if stream.is_incoming and (
            len(self._streams) >= self._limits.connections
            or self._per_address[hop.host] >= self._limits.connections_per_address
        ):
            self.counters["connection refused"] += 1
            return False
        self._streams[hop] = stream
        self._per_address[hop.host] += 1
        return True

    def stream_received(self, stream: Stream, data: bytes) -> float:
        """Hand a message on."""
        return self._owner.received(data, stream.hop) if stream.hop is not None else 0.0

    def stream_broke(self, stream: Stream, error: FramingError) -> None:
        """Hand on what a stream ended with."""
        self.counters["stream broken"] += 1
        if stream.hop is not None:
            self._owner.unreadable(error.head, stream.hop)

    def stream_closed(self, stream: Stream, reason: str) -> None:
        """Forget a connection."""
        hop = stream.hop
        if hop is None:
            return
        self._per_address[hop.host] -= 1
        if not self._per_address[hop.host]:
            del self._per_address[hop.host]
        if self._streams.get(hop) is stream:
            del self._streams[hop]
            if not self._is_closed:
                self._owner.lost(hop, reason)

    # --- inside ---------------------------------------------------------------------------------------

    async def _listen(self, where: Listening) -> int:
        if where.transport is Transport.UDP:
            datagrams = await Datagrams.open(where.host, where.port, self._owner.received)
            self._datagrams.append(datagrams)
            return datagrams.port

        def incoming(transport: asyncio.Transport) -> Hop:
            peer = transport.get_extra_info("peername")
            return Hop(where.transport, numeric(peer[0]), peer[1])

        server = await self._loop.create_server(
            lambda: Stream(self, incoming, is_incoming=True),
            sock=bound_socket(where.host, where.port, socket.SOCK_STREAM),
            ssl=where.tls,
            ssl_handshake_timeout=CONNECT_TIMEOUT if where.tls is not None else None,
            backlog=_BACKLOG,
        )
        port = int(server.sockets[0].getsockname()[1])
        self._servers.append((where, server, port))
        return port

    def _datagrams_for(self, hop: Hop, local: str) -> Datagrams | None:
        """Return the socket to send from: one bound to the address the way there begins at, or to any."""
        found = [one for one in self._datagrams if one.is_ipv6 == hop.is_ipv6]
        exact = [one for one in found if one.host == local]
        return next(iter(exact + [one for one in found if one.is_wildcard]), None)

    def _port_of(self, transport: Transport, local: str) -> int | None:
        for each, _, port in self._servers:
            wildcard = "::" if ":" in local else "0.0.0.0"
            if each.transport is transport and each.host in (local, wildcard):
                return port
        return None

    def _sweep_later(self) -> None:
        if self._sweeper is None and not self._is_closed:
            self._sweeper = self._loop.call_later(_SWEEP_SECONDS, self._sweep_due)

    def _sweep_due(self) -> None:
        self._sweeper = None
        self.sweep(self._loop.time())
        self._sweep_later()

    def sweep(self, now: float) -> None:
        """Close connections whose other end dawdles, and those nobody has used for long."""
        for hop, stream in list(self._streams.items()):
            if stream.dawdles(now):
                self.counters["dawdling connection cut"] += 1
                stream.abort()
            elif now - stream.used_at > self._limits.idle and not self._owner.needs(hop):
                stream.close()


def local_address(host: str) -> str:
    """Return this machine's address on the way to ``host``; nothing is sent. Raises OSError without a way.

    A name has none: to look one up would block.
    """
    if numeric_host(host) is None:
        raise OSError(f"{host} is no address")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with contextlib.closing(socket.socket(family, socket.SOCK_DGRAM)) as probe:
        probe.connect((host, 9))
        return numeric(probe.getsockname()[0])


def numeric(host: str) -> str:
    """Return an address as it is compared: IPv4 in IPv6 unpacked, without a zone. Other text stays."""
    return numeric_host(host.partition("%")[0]) or host


def _any_towards(local: str) -> str:
    """Return what to bind to: all addresses, since this machine's may change; but not for itself alone."""
    if ipaddress.ip_address(local).is_loopback:
        return local
    return "::" if ":" in local else "0.0.0.0"


def connection_words(error: BaseException) -> str:
    """Return in a few words why there is no connection."""
    if isinstance(error, TimeoutError):
        return "it does not answer"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not valid ({error.verify_message.rstrip('.')})"
    if isinstance(error, ssl.SSLError):
        return "it does not speak TLS as it should"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
