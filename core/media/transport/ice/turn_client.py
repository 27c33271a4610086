"""The client of a TURN server (RFC 8656): aioice's, which no answer of a server can end or keep busy.

aioice's parser raises at attributes of a wrong length. Over UDP that would be logged as an error of ours;
over TCP and TLS asyncio would close the connection, and with it the call that is relayed.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import socket
import ssl
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aioice import Candidate
from aioice.candidate import candidate_foundation, candidate_priority
from aioice.ice import StunProtocol
from aioice.stun import Message
from aioice.turn import (
    DEFAULT_ALLOCATION_LIFETIME,
    DEFAULT_CHANNEL_REFRESH_TIME,
    UDP_SOCKET_BUFFER_SIZE,
    TurnClientMixin,
    TurnClientTcpProtocol,
    TurnClientUdpProtocol,
    TurnTransport,
)

log = logging.getLogger(__name__)

LEAST_LIFETIME = 30
"""Seconds that an allocation is taken to last at least: who says 0 would be asked without a pause."""

HIDDEN = {4: ("0.0.0.0", 9), 6: ("::", 9)}
"""What stands for a related address that is not to be told (RFC 8839 section 5.1)."""

if TYPE_CHECKING:
    _Client = TurnClientMixin
else:
    _Client = object


class _Hardened(_Client):
    """Drops and counts what cannot be handled. Goes before one of aioice's clients."""

    malformed = 0
    """Messages that were dropped since they could not be read."""

    def datagram_received(self, data: bytes | str, addr: tuple[str, int]) -> None:
        """Handle one message. Never raises."""
        try:
            super().datagram_received(data, addr)
        except Exception as error:
            self.malformed += 1
            log.debug("TURN message dropped: %s: %s", type(error).__name__, error)

    async def request_with_retry(self, request: Message) -> tuple[Message, tuple[str, int]]:
        """Do a transaction, with credentials if they are asked for. Raises TransactionError."""
        answer, addr = await super().request_with_retry(request)
        if "LIFETIME" in answer.attributes:
            answer.attributes["LIFETIME"] = max(LEAST_LIFETIME, answer.attributes["LIFETIME"])
        return answer, addr


class HardenedTcpClient(_Hardened, TurnClientTcpProtocol):
    """Over TCP or TLS."""


class HardenedUdpClient(_Hardened, TurnClientUdpProtocol):
    """Over UDP."""


async def relayed_candidate(
    *,
    component: int,
    hide_related_address: bool,
    protocol_factory: Callable[[], StunProtocol],
    turn_server: tuple[str, int],
    turn_username: str,
    turn_password: str,
    turn_ssl: bool | ssl.SSLContext,
    turn_transport: str,
) -> tuple[Candidate, StunProtocol]:
    """Return a candidate at a TURN server, and what is sent by. Raises OSError and TransactionError."""
    loop = asyncio.get_running_loop()
    terms: tuple[Any, ...] = (
        turn_server,
        turn_username,
        turn_password,
        DEFAULT_ALLOCATION_LIFETIME,
        DEFAULT_CHANNEL_REFRESH_TIME,
    )
    carrier: Any
    client: Any
    if turn_transport == "tcp":
        carrier, client = await loop.create_connection(
            lambda: HardenedTcpClient(*terms), *turn_server, ssl=turn_ssl or None
        )
    else:
        carrier, client = await loop.create_datagram_endpoint(
            lambda: HardenedUdpClient(*terms), remote_addr=turn_server
        )
        carrier.get_extra_info("socket").setsockopt(
            socket.SOL_SOCKET, socket.SO_RCVBUF, UDP_SOCKET_BUFFER_SIZE
        )
    try:
        protocol = protocol_factory()
        await TurnTransport(client)._connect(protocol)
        candidate = protocol.local_candidate = _candidate(protocol, component, hide_related_address)
    except BaseException:
        carrier.close()  # also when gathering is given up: its socket would leak
        raise
    return candidate, protocol


def _candidate(protocol: StunProtocol, component: int, hides_address: bool) -> Candidate:
    host, port = protocol.transport.get_extra_info("sockname")
    related = protocol.transport.get_extra_info("related_address")
    if hides_address:
        related = HIDDEN[ipaddress.ip_address(host).version]
    return Candidate(
        foundation=candidate_foundation("relay", "udp", host),
        component=component,
        transport="udp",
        priority=candidate_priority(component, "relay"),
        host=host,
        port=port,
        type="relay",
        related_address=related[0],
        related_port=related[1],
    )
