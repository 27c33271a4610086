"""A socket of an ICE session: what it lets in, and how it reads bursts; and the count of its checks."""

from __future__ import annotations

import logging
import socket
import time
from collections import deque
from typing import Any, Protocol, cast

from aioice.ice import StunProtocol
from aioice.stun import RETRY_RTO, Class, Message

from core.media.transport.ice.arrival_time import waited_in_socket
from core.media.transport.ice.datagrams import is_stun

log = logging.getLogger(__name__)

COMPONENT = 1

MOST_DATAGRAM_BYTES = 1 << 14
"""Longer ones are cut off: nothing that is longer than a jumbo frame comes here."""

LAST_CHECKS = 4
"""Checks that the round trip is taken from: one comes every five seconds or so."""

MOST_AT_ONCE = 31
"""Datagrams that are read behind another before anything else has its turn."""


class CheckStatistics:
    """Connectivity and consent checks of one session, by their webrtc-stats names."""

    def __init__(self) -> None:
        self.sent = 0
        self.received = self.responded = 0
        """Requests of the other end from addresses of its, and answers given."""
        self._answers = 0
        self._total = 0.0
        self._current: float | None = None
        self._last: deque[float] = deque(maxlen=LAST_CHECKS)

    @property
    def round_trip(self) -> float:
        """Seconds to the other end and back; 0 before the first answer.

        That of the last answer which came before its check was sent again: in others is the wait for that,
        and nobody knows which of the checks they answer (Karn's algorithm, RFC 6298 section 3).
        """
        for seconds in reversed(self._last):
            if seconds < RETRY_RTO:
                return seconds
        return min(self._last, default=0.0)

    @property
    def current(self) -> float:
        """Seconds that the last answer took; 0 before the first."""
        return self._current or 0.0

    def answered(self, seconds: float) -> None:
        """Count an answer that took so long."""
        self._answers += 1
        self._total += seconds
        self._current = seconds
        self._last.append(seconds)

    def as_stats(self) -> dict[str, str | int | float | bool]:
        """Return the counters; the round trip of the last check once there is one."""
        found: dict[str, str | int | float | bool] = {
            "requestsSent": self.sent,
            "responsesReceived": self._answers,
            "requestsReceived": self.received,
            "responsesSent": self.responded,
            "totalRoundTripTime": self._total,
        }
        if self._current is not None:
            found["currentRoundTripTime"] = self._current
        return found


class Listener(Protocol):
    """Whom such a socket belongs to."""

    check_stats: CheckStatistics
    checks: int
    foreign_datagrams: int
    malformed_datagrams: int
    waited: float

    def is_known_source(self, address: tuple[str, int]) -> bool:
        """Whether media may come from ``address``."""

    def data_received(self, data: bytes, component: int) -> None:
        """Take a datagram that is not STUN."""

    def send_failed(self, protocol: StunProtocol) -> None:
        """Hear that the system refused to send on ``protocol``."""


class CheckedStunProtocol(StunProtocol):
    """A socket that takes media only from where connectivity checks came or went.

    Without this anybody who finds the port can break a DTLS handshake with one forged alert.
    """

    _socket: socket.socket | None = None

    @property
    def _listener(self) -> Listener:
        return cast(Listener, self.receiver)

    def connection_made(self, transport: Any) -> None:
        """Take the socket."""
        super().connection_made(transport)
        self.use(transport)

    def use(self, transport: Any) -> None:
        """Have ``transport`` read no more than it must, and the rest of a burst be read at once.

        asyncio would allot a quarter of a megabyte for each datagram, and read one in each turn of the loop.
        """
        transport.max_size = MOST_DATAGRAM_BYTES
        if hasattr(transport, "_read_ready"):  # Windows has another way, which reads ahead by itself
            self._socket = transport._sock

    def datagram_received(self, data: bytes | str, addr: tuple[Any, ...]) -> None:
        """Handle a datagram, and those that wait behind it."""
        assert isinstance(data, bytes)
        self._handle(data, addr)
        for _ in range(MOST_AT_ONCE):
            if self._socket is None or self.transport.is_closing():
                return
            try:
                data, addr = self._socket.recvfrom(MOST_DATAGRAM_BYTES)
            except (BlockingIOError, InterruptedError):
                return
            except OSError as error:
                self.error_received(error)
                return
            self._handle(data, addr)

    def _handle(self, data: bytes, addr: tuple[Any, ...]) -> None:
        """Take a STUN message from anybody (it is authenticated), anything else from known addresses."""
        receiver = self._listener
        address = (addr[0], addr[1])
        if is_stun(data):
            self._take_stun(data, addr, receiver)
        elif receiver.is_known_source(address):
            receiver.waited = waited_in_socket(self._socket)
            receiver.data_received(data, COMPONENT)
        else:
            receiver.foreign_datagrams += 1

    def _take_stun(self, data: bytes, addr: tuple[Any, ...], receiver: Listener) -> None:
        """Handle a STUN message. Never raises: aioice's parser does, at attributes of a wrong length."""
        try:
            super().datagram_received(data, addr)
        except Exception as error:
            receiver.malformed_datagrams += 1
            log.debug("STUN message dropped: %s: %s", type(error).__name__, error)
        else:
            receiver.checks += receiver.is_known_source((addr[0], addr[1]))

    def send_stun(self, message: Message, addr: tuple[str, int]) -> None:
        """Send a STUN message, and count answers."""
        listener: Any = self.receiver
        listener.check_stats.responded += message.message_class == Class.RESPONSE
        super().send_stun(message, addr)

    async def request(
        self,
        request: Message,
        addr: tuple[str, int],
        integrity_key: bytes | None = None,
        retransmissions: int | None = None,
    ) -> tuple[Message, tuple[str, int]]:
        """Do a STUN transaction, and note how long the answer took. Raises TransactionError."""
        receiver = self._listener
        began = time.monotonic()
        receiver.check_stats.sent += 1
        answer = await super().request(request, addr, integrity_key, retransmissions)
        receiver.check_stats.answered(time.monotonic() - began)
        return answer

    def error_received(self, exc: Exception) -> None:
        """Hear that the system could not send: its interface may be gone."""
        super().error_received(exc)
        self._listener.send_failed(self)
