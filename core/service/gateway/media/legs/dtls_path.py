"""What DTLS needs of a way that has no ICE: one socket, and where its packets go."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

MOST_WAITING = 64
"""Datagrams of a handshake that wait at most."""


class DtlsPath:
    """Stands where a transport of ICE would. ``send`` sends one datagram to the peer, wherever that is."""

    role = "controlling"
    state = "completed"

    def __init__(self, send: Callable[[bytes], None]) -> None:
        self.send_now = send
        self._queue: asyncio.Queue[bytes | None] = asyncio.Queue(MOST_WAITING)
        self._is_closed = False

    @property
    def _connection(self) -> DtlsPath:
        return self

    def put(self, data: bytes) -> None:
        """Take a datagram of the handshake, or drop it when too many wait."""
        if not self._queue.full():
            self._queue.put_nowait(data)

    async def _recv(self) -> bytes:
        if self._is_closed:
            raise ConnectionError("closed")
        data = await self._queue.get()
        if data is None:
            raise ConnectionError("closed")
        return data

    async def _send(self, data: bytes) -> None:
        self.send_now(data)

    def close(self) -> None:
        """Let nothing come any more."""
        self._is_closed = True
        if self._queue.full():
            self._queue.get_nowait()
        self._queue.put_nowait(None)
