"""One UDP socket of the SIP side: nothing waits to be sent, and where bursts come they are read at once."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable
from typing import Any

log = logging.getLogger(__name__)

MOST_DATAGRAM_BYTES = 2048
"""Longer ones are cut off, and refused for it."""

MOST_AT_ONCE = 15
"""Datagrams that are read behind another before anything else has its turn."""

OnDatagram = Callable[[bytes, Any], None]


class MediaSocket(asyncio.DatagramProtocol):
    """``on_datagram`` is given each datagram and where it came from, as the system names it.

    ``reads_bursts``: more is expected behind each, as with pictures. With sound it would be asked in vain.
    """

    def __init__(self, bound: socket.socket, on_datagram: OnDatagram, *, reads_bursts: bool = False) -> None:
        self.unsent = 0
        self._wants_bursts = reads_bursts
        self._socket = bound
        self._on_datagram = on_datagram
        self._transport: Any = None
        self._reads_bursts = False

    async def open(self) -> None:
        """Begin to listen."""
        await asyncio.get_running_loop().create_datagram_endpoint(lambda: self, sock=self._socket)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport; see that it reads no more than it must."""
        self._transport = transport
        self._transport.max_size = MOST_DATAGRAM_BYTES
        # Windows reads ahead by itself.
        self._reads_bursts = self._wants_bursts and hasattr(transport, "_read_ready")

    def datagram_received(self, data: bytes, addr: Any) -> None:
        """Hand on a datagram and those that wait behind it."""
        self._on_datagram(data, addr)
        if not self._reads_bursts:
            return
        receive = self._socket.recvfrom
        for _ in range(MOST_AT_ONCE):
            try:
                data, addr = receive(MOST_DATAGRAM_BYTES)
            except OSError:
                return
            self._on_datagram(data, addr)

    def error_received(self, exc: Exception) -> None:
        """Hear that nobody listens at the other end, which says nothing of the next moment."""
        log.debug("a datagram was refused: %s", exc)

    def send(self, data: bytes, address: Any) -> None:
        """Send a datagram, or drop it when the system takes none: what is late is worth nothing."""
        try:
            self._socket.sendto(data, address)
        except OSError:
            self.unsent += 1

    def close(self) -> None:
        """Listen no more. Idempotent."""
        if self._transport is not None:
            self._transport.abort()
            self._transport = None
