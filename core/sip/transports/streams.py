"""One TCP or TLS connection that carries SIP: framed, bounded in what it holds and in how long it dawdles."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol

from core.sip.transports.framing import PONG, FramingError, StreamFramer
from core.sip.transports.hops import Hop

logger = logging.getLogger(__name__)

MAX_UNSENT = 262_144
"""Bytes that wait to be sent; a peer that reads no faster is cut off."""

MESSAGE_PATIENCE = 10.0
"""Seconds from a message's first byte to its last."""

FIRST_MESSAGE_PATIENCE = 10.0
"""Seconds an incoming connection has for its first whole message."""


class StreamOwner(Protocol):
    """Who has the connections."""

    def stream_opened(self, stream: Stream) -> bool:
        """Take a connection that is open; False refuses it."""

    def stream_received(self, stream: Stream, data: bytes) -> float:
        """Take a message; return for how many seconds nothing more is to be read."""

    def stream_broke(self, stream: Stream, error: FramingError) -> None:
        """Take it that the connection cannot be read on; it is closed when this has returned."""

    def stream_closed(self, stream: Stream, reason: str) -> None:
        """Forget a connection that was open."""


class Stream(asyncio.Protocol):
    """See the module. ``hop`` is the other end: where we connected to, or where it connected from."""

    def __init__(
        self, owner: StreamOwner, make_hop: Callable[[asyncio.Transport], Hop], *, is_incoming: bool
    ) -> None:
        self._owner = owner
        self._make_hop = make_hop
        self._framer = StreamFramer()
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._is_taken = False
        self._resume: asyncio.TimerHandle | None = None
        self._began_at: float | None = None
        self._is_broken = False
        self.hop: Hop | None = None
        self.is_incoming = is_incoming
        self.messages = 0
        self.opened_at = self.used_at = self._loop.time()

    @property
    def is_open(self) -> bool:
        """Whether something can be sent."""
        return self._is_taken and self._transport is not None and not self._transport.is_closing()

    @property
    def local_port(self) -> int:
        """Our port; 0 once it is closed."""
        name = self._transport.get_extra_info("sockname") if self._transport is not None else None
        return int(name[1]) if name else 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin (asyncio)."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        try:
            self.hop = self._make_hop(transport)
        except (TypeError, IndexError):  # it has gone already: no address
            transport.abort()
            return
        self._is_taken = self._owner.stream_opened(self)
        if not self._is_taken:
            transport.abort()

    def data_received(self, data: bytes) -> None:
        """Read (asyncio)."""
        if not self._is_taken or self._is_broken:
            return
        self.used_at = self._loop.time()
        try:
            messages = self._framer.feed(data)
        except FramingError as error:
            self._is_broken = True
            self._owner.stream_broke(self, error)
            self.close()
            return
        pause = 0.0
        for message in messages:
            self.messages += 1
            pause = max(pause, self._owner.stream_received(self, message))
        if self._framer.take_pings():
            self.send(PONG)
        if messages or not self._framer.is_within_message:
            self._began_at = None
        if self._framer.is_within_message and self._began_at is None:
            self._began_at = self.used_at
        if pause > 0:
            self._pause(pause)

    def connection_lost(self, error: Exception | None) -> None:
        """End (asyncio)."""
        if self._resume is not None:
            self._resume.cancel()
        self._transport = None
        if self._is_taken:
            self._is_taken = False
            self._owner.stream_closed(self, str(error) if error is not None else "closed by the other end")

    def send(self, data: bytes) -> None:
        """Send one message; a peer that does not read is cut off beyond ``MAX_UNSENT``."""
        transport = self._transport
        if transport is None or transport.is_closing():
            return
        if transport.get_write_buffer_size() + len(data) > MAX_UNSENT:
            logger.info("%s does not read: the connection is cut", self.hop)
            transport.abort()
            return
        self.used_at = self._loop.time()
        transport.write(data)

    def close(self) -> None:
        """Close once what is written has been sent. Idempotent."""
        if self._transport is not None:
            self._transport.close()

    def abort(self) -> None:
        """Close at once. Idempotent."""
        if self._transport is not None:
            self._transport.abort()

    def dawdles(self, now: float) -> bool:
        """Whether the other end takes too long over a message, or has sent none yet."""
        if self._began_at is not None and now - self._began_at > MESSAGE_PATIENCE and self._resume is None:
            return True
        return self.is_incoming and not self.messages and now - self.opened_at > FIRST_MESSAGE_PATIENCE

    def _pause(self, seconds: float) -> None:
        transport = self._transport
        if transport is None or transport.is_closing() or self._resume is not None:
            return
        transport.pause_reading()
        self._resume = self._loop.call_later(seconds, self._read_on)

    def _read_on(self) -> None:
        self._resume = None
        if self._transport is not None and not self._transport.is_closing():
            self._transport.resume_reading()
