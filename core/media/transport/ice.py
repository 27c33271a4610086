"""ICE that also works on one machine without a network, and that does not wait long for silent servers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from aioice import Candidate, Connection
from aioice.ice import StunProtocol, TransportPolicy
from aiortc import RTCIceGatherer, RTCIceServer
from aiortc.rtcicetransport import connection_kwargs

LOOPBACK = "127.0.0.1"
LOOPBACK_PRIORITY_STEP = 1 << 16
"""How much lower a loopback candidate is ranked: a real path is tried first, and found first."""

STUN_HEADER_BYTES = 20
STUN_FIRST_BYTES = range(4)
"""RFC 7983 section 7: what tells STUN from DTLS and RTP."""

GATHER_SECONDS = 1.5
"""How long a STUN or TURN server may take before the call goes on without it."""

MAX_WAITING_DATAGRAMS = 2000
"""Datagrams that wait for the core thread at most; newer ones are dropped, as a full socket would."""


COMPONENT = 1
RTP_FIRST_BYTES = range(128, 192)
RTCP_TYPES = range(192, 224)
"""RFC 5761 section 4: what tells RTCP from RTP on one port."""


def is_rtp(data: bytes) -> bool:
    """Return whether a datagram is RTP: neither STUN, nor DTLS, nor RTCP."""
    return len(data) >= 2 and data[0] in RTP_FIRST_BYTES and data[1] not in RTCP_TYPES


class CheckedStunProtocol(StunProtocol):
    """A socket that takes media only from where connectivity checks came or went.

    Without this anybody who finds the port can break a DTLS handshake with one forged alert.
    """

    def datagram_received(self, data: bytes | str, addr: tuple[Any, ...]) -> None:
        """Take a STUN message from anybody (it is authenticated), anything else from known addresses."""
        receiver = self.receiver
        assert isinstance(receiver, CallIceConnection)
        assert isinstance(data, bytes)
        if len(data) >= STUN_HEADER_BYTES and data[0] in STUN_FIRST_BYTES:
            super().datagram_received(data, addr)
            receiver.checks += receiver.is_known_source((addr[0], addr[1]))
        elif receiver.is_known_source((addr[0], addr[1])):
            receiver.data_received(data, self.local_candidate.component)
        else:
            receiver.foreign_datagrams += 1


class CallIceConnection(Connection):
    """One ICE component with loopback candidates, a bounded gathering time and a bounded queue."""

    on_rtp: Callable[[bytes], None] | None = None
    """Takes RTP as it arrives, once there are keys; everything else waits in the queue."""

    checks = 0
    """Connectivity and consent checks, and answers to ours, that have come from the other end."""

    dropped_datagrams = 0
    foreign_datagrams = 0
    _last_source: tuple[str, int] | None = None

    def is_known_source(self, address: tuple[str, int]) -> bool:
        """Whether ``address`` is that of a remote candidate, told or learnt."""
        if address == self._last_source:
            return True
        checked = any(pair.remote_addr == address for pair in self._check_list)
        if checked or any((one.host, one.port) == address for one in self._remote_candidates):
            self._last_source = address
            return True
        return False

    async def get_component_candidates(
        self,
        component: int,
        addresses: list[str],
        timeout: int = 5,  # noqa: ASYNC109
    ) -> list[Candidate]:
        """Gather candidates for ``component``, loopback included unless only relays are wanted."""
        if self._transport_policy == TransportPolicy.ALL and LOOPBACK not in addresses:
            addresses = [*addresses, LOOPBACK]
        candidates = await super().get_component_candidates(component, addresses, GATHER_SECONDS)  # type: ignore[arg-type]
        for protocol in self._protocols:
            protocol.__class__ = CheckedStunProtocol  # has no state of its own
        for candidate in candidates:
            if candidate.type == "host" and candidate.host == LOOPBACK:
                candidate.priority -= LOOPBACK_PRIORITY_STEP
        return candidates

    def data_received(self, data: bytes, component: int) -> None:
        """Handle RTP at once, and queue anything else or drop it when the reader is far behind."""
        # While something waits, RTP waits behind it: the order is kept.
        if self.on_rtp is not None and is_rtp(data) and self._queue.empty():
            self.on_rtp(data)
            return
        if self._queue.qsize() >= MAX_WAITING_DATAGRAMS:
            self.dropped_datagrams += 1
            return
        super().data_received(data, component)

    def send_now(self, data: bytes) -> None:
        """Send one datagram on the nominated path. Raises ConnectionError when there is none."""
        pair = self._nominated.get(COMPONENT)
        if pair is None:
            raise ConnectionError("no path")
        pair.protocol.transport.sendto(data, pair.remote_addr)


class CallIceGatherer(RTCIceGatherer):
    """Gathers with a ``CallIceConnection``. Without servers it asks nobody: never a default third party."""

    def __init__(
        self,
        servers: Sequence[RTCIceServer],
        *,
        local_username: str | None = None,
        local_password: str | None = None,
    ) -> None:
        super().__init__(iceServers=[], local_username=local_username, local_password=local_password)
        self._connection = CallIceConnection(
            ice_controlling=False,
            local_username=self._connection.local_username,
            local_password=self._connection.local_password,
            **connection_kwargs(list(servers)),
        )
