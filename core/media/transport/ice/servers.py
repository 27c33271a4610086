"""STUN and TURN servers: which there are, and asking all of them side by side.

aioice asks the first STUN and the first TURN server of a list. Here every STUN server is asked at once, and
the first answer counts. TURN servers get a head start by their cost: UDP at once, TCP and TLS (which a
firewall is likelier to let through, and which delay media) a moment later; the first allocation is kept.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import socket
import ssl
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from aioice import Candidate
from aioice.candidate import candidate_foundation, candidate_priority
from aioice.ice import StunProtocol
from aioice.stun import Class, Message, Method
from aiortc import RTCIceServer
from aiortc.rtcicetransport import parse_stun_turn_uri

from core.media.transport.ice.turn_client import relayed_candidate

log = logging.getLogger(__name__)

T = TypeVar("T")

SERVERS_ASKED = 8
"""STUN and TURN addresses each that are asked at most."""

HEAD_START = {"udp": 0.0, "tcp": 0.3, "tls": 0.6}
"""Seconds after which a TURN server of each kind is tried, while none has answered."""


@dataclass(frozen=True, slots=True)
class StunServer:
    """A STUN server's address."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class TurnServer:
    """A TURN server's address, how it is reached (udp, tcp, tls), and the credentials for it."""

    host: str
    port: int
    carrier: str
    username: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Servers:
    """What may be asked; ``tls`` checks TURN servers over TLS, None for the system's certificates."""

    stun: tuple[StunServer, ...] = ()
    turn: tuple[TurnServer, ...] = ()
    tls: ssl.SSLContext | None = None


def read_servers(configured: Sequence[RTCIceServer], tls: ssl.SSLContext | None = None) -> Servers:
    """Understand a list of ICE servers; an address that means nothing is left out with a log line."""
    stun: list[StunServer] = []
    turn: list[TurnServer] = []
    for server in configured:
        urls = server.urls if isinstance(server.urls, list) else [server.urls]
        for url in urls:
            try:
                parsed = parse_stun_turn_uri(url)
            except ValueError as error:
                log.info("the ICE server %.80s is left out: %s", url, error)
                continue
            if parsed["scheme"] == "stun":
                stun.append(StunServer(parsed["host"], parsed["port"]))
            elif (found := _turn(parsed, server)) is not None:
                turn.append(found)
    return Servers(_distinct(stun), _distinct(sorted(turn, key=lambda one: HEAD_START[one.carrier])), tls)


def _turn(parsed: dict[str, Any], server: RTCIceServer) -> TurnServer | None:
    carrier = "tls" if parsed["scheme"] == "turns" else parsed.get("transport", "udp")
    if carrier not in HEAD_START or server.credentialType != "password":
        return None
    return TurnServer(parsed["host"], parsed["port"], carrier, server.username or "", server.credential or "")


def _distinct(servers: list[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(servers))[:SERVERS_ASKED]


class Gathered:
    """What the servers told, while it comes in: ``on_candidate`` is given each candidate once.

    ``protocols`` are the relays' sockets; whoever takes them closes them.
    """

    def __init__(self, on_candidate: Callable[[Candidate, StunProtocol | None], None]) -> None:
        self._on_candidate = on_candidate
        self._reflexive: set[tuple[str, int]] = set()

    def reflexive(self, candidate: Candidate) -> None:
        """Take a server-reflexive candidate unless another server has told the same."""
        if (candidate.host, candidate.port) not in self._reflexive:
            self._reflexive.add((candidate.host, candidate.port))
            self._on_candidate(candidate, None)

    def relayed(self, candidate: Candidate, protocol: StunProtocol) -> None:
        """Take a relay."""
        self._on_candidate(candidate, protocol)


async def ask_servers(
    servers: Servers,
    protocols: Sequence[StunProtocol],
    make_protocol: Callable[[], StunProtocol],
    gathered: Gathered,
    *,
    hides_address: bool,
    preference_of: Callable[[StunProtocol], int],
) -> None:
    """Ask all of ``servers``; returns once each has answered, or been given up. Cancel it at any time."""
    askers: list[Coroutine[Any, Any, None]] = [
        _ask_stun(protocol, servers.stun, gathered, preference_of(protocol))
        for protocol in protocols
        if servers.stun and _is_worth_asking(protocol)
    ]
    if servers.turn:
        askers.append(_ask_turn(servers, make_protocol, gathered, hides_address=hides_address))
    if askers:
        await asyncio.gather(*askers)


def _is_worth_asking(protocol: StunProtocol) -> bool:
    address = ipaddress.ip_address(protocol.local_candidate.host.partition("%")[0])
    return not (address.is_loopback or address.is_link_local)


async def _ask_stun(
    protocol: StunProtocol, servers: Sequence[StunServer], gathered: Gathered, preference: int
) -> None:
    """Ask every server from one socket; the first answer counts."""
    tasks = {asyncio.create_task(_binding(protocol, server)) for server in servers}
    try:
        while tasks:
            done, tasks = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            if answers := _successes(done):
                gathered.reflexive(_reflexive(protocol.local_candidate, answers[0], preference))
                return
    finally:
        await _cancel(tasks)


async def _binding(protocol: StunProtocol, server: StunServer) -> tuple[str, int]:
    address = await _resolve(server, ipaddress.ip_address(protocol.local_candidate.host).version)
    request = Message(message_method=Method.BINDING, message_class=Class.REQUEST)
    response, _ = await protocol.request(request, address)
    host, port = response.attributes["XOR-MAPPED-ADDRESS"][:2]
    return str(host), int(port)


async def _resolve(server: StunServer, version: int) -> tuple[str, int]:
    family = socket.AF_INET6 if version == 6 else socket.AF_INET
    found = await asyncio.get_running_loop().getaddrinfo(
        server.host, server.port, family=family, type=socket.SOCK_DGRAM
    )
    host, port = found[0][4][:2]
    return str(host), int(port)


def _reflexive(base: Candidate, mapped: tuple[str, int], preference: int) -> Candidate:
    return Candidate(
        foundation=candidate_foundation("srflx", "udp", base.host),
        component=base.component,
        transport=base.transport,
        priority=candidate_priority(base.component, "srflx", preference),
        host=mapped[0],
        port=mapped[1],
        type="srflx",
        related_address=base.host,
        related_port=base.port,
    )


async def _ask_turn(
    servers: Servers, make_protocol: Callable[[], StunProtocol], gathered: Gathered, *, hides_address: bool
) -> None:
    """Try the servers with their head starts; keep the first relay, close what comes after it."""
    found = asyncio.Event()
    first = min(HEAD_START[server.carrier] for server in servers.turn)
    tasks = {
        asyncio.create_task(
            _allocate(
                server, servers.tls, make_protocol, found, HEAD_START[server.carrier] - first, hides_address
            )
        )
        for server in servers.turn
    }
    try:
        while tasks:
            done, tasks = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            relays = _successes(done)
            if relays:
                found.set()
                gathered.relayed(*relays[0])
                for _candidate, protocol in relays[1:]:
                    await protocol.close()
                return
    finally:
        await _cancel(tasks)


async def _allocate(
    server: TurnServer,
    tls: ssl.SSLContext | None,
    make_protocol: Callable[[], StunProtocol],
    found: asyncio.Event,
    head_start: float,
    hides_address: bool,
) -> tuple[Candidate, StunProtocol]:
    if head_start > 0:
        try:
            async with asyncio.timeout(head_start):
                await found.wait()
        except TimeoutError:
            pass
        else:
            raise ConnectionError("another server was faster")
    context: Any = (tls or True) if server.carrier == "tls" else False
    return await relayed_candidate(
        component=1,
        hide_related_address=hides_address,
        protocol_factory=make_protocol,
        turn_server=(server.host, server.port),
        turn_username=server.username,
        turn_password=server.password,
        turn_ssl=context,
        turn_transport="udp" if server.carrier == "udp" else "tcp",
    )


def _successes(done: set[asyncio.Task[T]]) -> list[T]:
    """Return the results of the tasks that did not fail; note why the others did."""
    for task in done:
        if (error := task.exception()) is not None:
            log.debug("an ICE server did not answer: %s: %s", type(error).__name__, error)
    return [task.result() for task in done if task.exception() is None]


async def _cancel(tasks: set[asyncio.Task[Any]]) -> None:
    """End what is still asking; a relay that arrives in the same moment is closed."""
    for task in tasks:
        task.cancel()
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(outcome, tuple) and isinstance(outcome[-1], StunProtocol):
            await outcome[-1].close()
