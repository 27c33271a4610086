"""One WebSocket as a flow: never blocks its sender, bounded, closed with a reason (RFC 7118)."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Callable

import aiohttp
from aiohttp import web

log = logging.getLogger(__name__)

SUBPROTOCOL = "sip"
KEEP_ALIVE = b"\r\n\r\n"
PONG = b"\r\n"
_CLOSE_PATIENCE = 2.0
_CONTROL = (aiohttp.WSMsgType.PING, aiohttp.WSMsgType.PONG)

WebSocket = aiohttp.ClientWebSocketResponse | web.WebSocketResponse


class SocketFlow:
    """Pumps one open WebSocket. ``send`` queues; a peer that reads too slowly is closed with 1008."""

    def __init__(self, socket: WebSocket, *, buffer_bytes: int) -> None:
        self._socket = socket
        self._limit = buffer_bytes
        self._queue: deque[bytes] = deque()
        self._queued = 0
        self._wake = asyncio.Event()
        self._closing: tuple[int, str] | None = None

    def send(self, data: bytes) -> None:
        """Queue one message; nothing is sent once the flow is closing."""
        if self._closing is not None:
            return
        if self._queued + len(data) > self._limit:
            self.close(1008, "does not read")
            return
        self._queue.append(data)
        self._queued += len(data)
        self._wake.set()

    def close(self, code: int, reason: str) -> None:
        """Close once what is queued has been sent. Idempotent."""
        if self._closing is None:
            self._closing = (code, reason)
            self._wake.set()

    async def run(
        self, on_data: Callable[[bytes], None], pause_after: Callable[[int], float] = lambda size: 0.0
    ) -> None:
        """Receive and send until either end closes; never raises for the network's or the peer's sake.

        ``pause_after`` is asked after each frame, with its size, for how many seconds to read no further:
        what the peer sends meanwhile stays in the network.
        """
        reader = asyncio.create_task(self._read(on_data, pause_after))
        writer = asyncio.create_task(self._write())
        try:
            await asyncio.wait((reader, writer), return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (reader, writer):
                task.cancel()
            await asyncio.gather(reader, writer, return_exceptions=True)
            await self._shut()

    async def _read(self, on_data: Callable[[bytes], None], pause_after: Callable[[int], float]) -> None:
        while True:
            message = await self._socket.receive()
            if message.type is aiohttp.WSMsgType.TEXT:
                data = message.data.encode("utf-8", "surrogateescape")
            elif message.type in (aiohttp.WSMsgType.BINARY, *_CONTROL):
                data = bytes(message.data)
            else:
                return
            if message.type is aiohttp.WSMsgType.PING:
                await self._pong(data)
            elif data == KEEP_ALIVE:
                self.send(PONG)
            elif message.type not in _CONTROL and data.strip(b"\r\n"):
                on_data(data)
            pause = pause_after(len(data))
            if pause > 0:
                await asyncio.sleep(pause)

    async def _pong(self, data: bytes) -> None:
        with contextlib.suppress(ConnectionError, aiohttp.ClientError):
            await self._socket.pong(data)

    async def _write(self) -> None:
        while True:
            while self._queue:
                data = self._queue.popleft()
                self._queued -= len(data)
                try:
                    await self._send(data)
                except (ConnectionError, aiohttp.ClientError) as error:
                    log.debug("sending failed: %s", error)
                    return
            if self._closing is not None:
                return
            self._wake.clear()
            await self._wake.wait()

    async def _send(self, data: bytes) -> None:
        try:
            text = data.decode()
        except UnicodeDecodeError:
            await self._socket.send_bytes(data)
        else:
            await self._socket.send_str(text)

    async def _shut(self) -> None:
        code, reason = self._closing or (1000, "")
        self._closing = (code, reason)
        try:
            async with asyncio.timeout(_CLOSE_PATIENCE):
                await self._socket.close(code=code, message=reason.encode()[:120])
        except (TimeoutError, ConnectionError, aiohttp.ClientError, RuntimeError) as error:
            log.debug("closing failed: %s", error)
