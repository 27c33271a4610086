"""One UDP socket that carries SIP: a message is a datagram (RFC 3261 18.1 and 18.2)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any, cast

from core.network.sockets import bound_socket
from core.network.stun import StunQuestions, is_stun
from core.sip.transports.framing import PING, PONG
from core.sip.transports.hops import Hop, Transport

logger = logging.getLogger(__name__)

MAX_DATAGRAM = 65_507
"""Bytes that fit into one datagram of IPv4; a longer message has to go by TCP."""

_BUFFER = 1_048_576


class Datagrams(asyncio.DatagramProtocol):
    """A bound socket. Pings of two line ends, as many phones send them, are answered here; nothing raises."""

    def __init__(self, host: str, on_data: Callable[[bytes, Hop], float]) -> None:
        self.host = host
        self.port = 0
        self.pings = 0
        self._on_data = on_data
        self._transport: asyncio.DatagramTransport | None = None
        self.questions = StunQuestions(self._send_raw)
        """Those about where the outside sees this socket."""

    @classmethod
    async def open(cls, host: str, port: int, on_data: Callable[[bytes, Hop], float]) -> Datagrams:
        """Bind to a numeric address; port 0 is any. Raises OSError."""
        bound = bound_socket(host, port, receive_bytes=_BUFFER)
        loop = asyncio.get_running_loop()
        _, made = await loop.create_datagram_endpoint(lambda: cls(host, on_data), sock=bound)
        return made

    @property
    def is_ipv6(self) -> bool:
        """Whether this is a socket of IPv6."""
        return ":" in self.host

    @property
    def is_wildcard(self) -> bool:
        """Whether it is bound to every address of its family."""
        return self.host in ("0.0.0.0", "::")

    def send(self, hop: Hop, data: bytes) -> bool:
        """Send one message; False if it cannot be sent from here."""
        if self._transport is None or self._transport.is_closing() or len(data) > MAX_DATAGRAM:
            return False
        self._transport.sendto(data, (hop.host, hop.port))
        return True

    def _send_raw(self, data: bytes, address: tuple[str, int]) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.sendto(data, address)

    def close(self) -> None:
        """Close. Idempotent."""
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin (asyncio)."""
        self._transport = cast(asyncio.DatagramTransport, transport)
        self.port = int(transport.get_extra_info("sockname")[1])

    def datagram_received(self, data: bytes, addr: tuple[str | Any, int]) -> None:
        """Read (asyncio)."""
        hop = Hop(Transport.UDP, str(addr[0]).partition("%")[0], addr[1])
        if data == PING:
            self.pings += 1
            self.send(hop, PONG)
        elif is_stun(data):
            self.questions.take(data, addr)
        elif data.strip(b"\r\n\0 "):
            self._on_data(data, hop)

    def error_received(self, exc: Exception) -> None:
        """Note what the system says of a datagram (asyncio); the timers of its transaction decide."""
        logger.debug("a datagram was not delivered: %s", exc)
