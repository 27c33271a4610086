"""The socket of a client leg: no question to the system that only congestion control needs answered.

One packet of sound every 20 ms is all that most of these sockets see. To look for a second one behind it, and
to ask how long it has lain there, would take as long as all the rest that is done with it. Pictures are
another matter.
"""

from __future__ import annotations

import socket
from typing import Any, cast

from core.media.transport.ice.agent import CallIceConnection
from core.media.transport.ice.arrival_time import waited_in_socket
from core.media.transport.ice.checked_protocol import MOST_AT_ONCE, MOST_DATAGRAM_BYTES, CheckedStunProtocol
from core.media.transport.ice.datagrams import is_rtp, is_stun


class ClientSocket(CheckedStunProtocol):
    """``reads_bursts``: what waits behind a packet is read at once, as pictures want it."""

    reads_bursts = False
    _packets_from: Any = None
    """The address of the other end that packets have come from."""

    def datagram_received(self, data: bytes | str, addr: tuple[Any, ...]) -> None:
        """Handle a datagram, and with pictures those that wait behind it."""
        assert isinstance(data, bytes)
        self._handle(data, addr)
        if self.reads_bursts and self._socket is not None:
            self._read_more(self._socket)

    def _read_more(self, waiting: socket.socket) -> None:
        for _ in range(MOST_AT_ONCE):
            if self.transport.is_closing():
                return
            try:
                data, addr = waiting.recvfrom(MOST_DATAGRAM_BYTES)
            except OSError:
                return
            self._handle(data, addr)

    def _handle(self, data: bytes, addr: tuple[Any, ...]) -> None:
        connection = cast(CallIceConnection, self.receiver)
        on_rtp = connection.on_rtp
        if (
            addr == self._packets_from
            and on_rtp is not None
            and is_rtp(data)
            and connection.successor is None
            and connection._queue.empty()  # behind what still waits, packets have to wait too
        ):
            if self.reads_bursts:
                connection.waited = waited_in_socket(self._socket)
            on_rtp(data)
        elif is_stun(data):
            self._take_stun(data, addr, self._listener)
        elif connection.is_known_source((addr[0], addr[1])):
            self._packets_from = addr
            connection.waited = 0.0
            connection.data_received(data, 1)
        else:
            connection.foreign_datagrams += 1


def use_client_sockets(connection: CallIceConnection) -> None:
    """Have the sockets of an ICE session that has gathered read as these do."""
    for protocol in connection._protocols:
        if isinstance(protocol, CheckedStunProtocol):
            protocol.__class__ = ClientSocket


def read_bursts(connection: CallIceConnection, *, are_read: bool) -> None:
    """Read what waits behind a packet at once, or not."""
    for protocol in connection._protocols:
        if isinstance(protocol, ClientSocket):
            protocol.reads_bursts = are_read
