"""The cheapest WebSocket with SIP on it that still does everything right: for a generator of load.

No transactions, no parser: what is looked at is found with ``find``. Masked with a key of zeros (allowed by
RFC 6455 5.3 for a program that is no browser), so that masking costs nothing.
"""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Callable

HANDSHAKE = (
    "GET /sip HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Protocol: sip\r\n\r\n"
)
_TEXT, _BINARY, _CLOSE, _PING, _PONG = 1, 2, 8, 9, 10


class Flow(asyncio.Protocol):
    """One WebSocket. ``on_message`` gets every message as text; ``opened`` is done after the handshake."""

    def __init__(self, host: str) -> None:
        self.on_message: Callable[[Flow, str], None] = lambda flow, message: None
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._host = host
        self._buffer = bytearray()
        self._is_open = False
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the WebSocket."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(HANDSHAKE.format(host=self._host).encode())

    def connection_lost(self, error: Exception | None) -> None:
        """Let whoever waits know."""
        if not self.opened.done():
            self.opened.set_exception(error or ConnectionError("closed during the handshake"))

    def data_received(self, data: bytes) -> None:
        """Take bytes; hand on whole messages."""
        self._buffer += data
        if not self._is_open and not self._take_handshake():
            return
        while (frame := self._take_frame()) is not None:
            kind, payload = frame
            if kind in (_TEXT, _BINARY):
                self.on_message(self, payload.decode())
            elif kind == _PING:
                self._write(_PONG, payload)
            elif kind == _CLOSE:
                self.close()

    def send(self, message: str) -> None:
        """Send one SIP message."""
        self._write(_TEXT, message.encode())

    def close(self) -> None:
        """Close at once."""
        if self._transport is not None:
            self._transport.abort()

    def _take_handshake(self) -> bool:
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return False
        status = bytes(self._buffer[:end]).split(b"\r\n")[0]
        del self._buffer[: end + 4]
        if b" 101 " not in status:
            self.opened.set_exception(ConnectionError(status.decode()))
            return False
        self._is_open = True
        self.opened.set_result(None)
        return True

    def _take_frame(self) -> tuple[int, bytes] | None:
        buffer = self._buffer
        if len(buffer) < 2:
            return None
        length, start = buffer[1] & 127, 2
        if length == 126:
            if len(buffer) < 4:
                return None
            length, start = struct.unpack_from(">H", buffer, 2)[0], 4
        if len(buffer) < start + length:
            return None
        payload, kind = bytes(buffer[start : start + length]), buffer[0] & 15
        del buffer[: start + length]
        return kind, payload

    def _write(self, kind: int, payload: bytes) -> None:
        assert self._transport is not None
        size = len(payload)
        head = struct.pack(">BB", 128 | kind, 128 | size) if size < 126 else _long_head(kind, size)
        self._transport.write(head + b"\0\0\0\0" + payload)


def _long_head(kind: int, size: int) -> bytes:
    return struct.pack(">BBH", 128 | kind, 128 | 126, size)


def header(message: str, name: str) -> str:
    """Return the first value of a header as the servers of these benches write it; empty if missing."""
    start = message.find(f"\r\n{name}: ")
    if start < 0:
        return ""
    start += len(name) + 4
    return message[start : message.find("\r\n", start)]


def headers(message: str, name: str) -> list[str]:
    """Return all values of a header, in order."""
    head = message[: message.find("\r\n\r\n")]
    return [line[len(name) + 2 :] for line in head.split("\r\n") if line.startswith(f"{name}: ")]
