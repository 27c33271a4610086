"""The UDP ports that media of SIP peers may use: pairs of an even one for RTP and the next for RTCP."""

from __future__ import annotations

import logging
import random
import socket
from collections import deque
from dataclasses import dataclass

from core.network.sockets import bound_socket
from core.service.media.refusal import UNAVAILABLE, MediaRefused

log = logging.getLogger(__name__)

DEFAULT_PORTS = range(20_000, 30_000)
MOST_TRIED = 64
"""Pairs that are tried before giving up, where others sit on them."""

RECEIVE_BYTES = 1 << 18


@dataclass(frozen=True, slots=True)
class PortPair:
    """Two bound sockets that do not block."""

    port: int
    rtp: socket.socket
    rtcp: socket.socket


class PortPool:
    """Hands out pairs in a random order, those given back last of all: what still comes for them is old."""

    def __init__(self, ports: range = DEFAULT_PORTS, rng: random.Random | None = None) -> None:
        even = [port for port in ports if port % 2 == 0 and port + 1 in ports]
        (rng or random.SystemRandom()).shuffle(even)
        self._free = deque(even)
        self.in_use = 0

    def open(self, address: str) -> PortPair:
        """Return a pair bound to ``address``. Raises MediaRefused (503) when there is none."""
        for _ in range(min(MOST_TRIED, len(self._free))):
            port = self._free.popleft()
            try:
                pair = _bind(address, port)
            except OSError as error:
                log.debug("port %d cannot be used: %s", port, error)
                self._free.append(port)
            else:
                self.in_use += 1
                return pair
        raise MediaRefused(UNAVAILABLE, "no port is free for one more call")

    def close(self, pair: PortPair) -> None:
        """Close a pair and take it back."""
        pair.rtp.close()
        pair.rtcp.close()
        self.in_use -= 1
        self._free.append(pair.port)


def _bind(address: str, port: int) -> PortPair:
    first = bound_socket(address, port, receive_bytes=RECEIVE_BYTES)
    try:
        return PortPair(port, first, bound_socket(address, port + 1, receive_bytes=RECEIVE_BYTES))
    except OSError:
        first.close()
        raise
