"""Hears the keys that one end of a call presses, in the packets of its sound (RFC 4733)."""

from __future__ import annotations

from collections.abc import Callable

from core.media.rtp.telephone_event import IncomingEvents
from core.service.gateway.media.relay_stream import Direction
from core.service.media.rtp.packet import HEADER, payload_of
from core.service.media.sdp.codecs import EVENT


class KeyListener:
    """Takes every packet of a direction, and tells each key once. Never raises, whatever comes."""

    def __init__(self, direction: Direction, on_key: Callable[[str], None]) -> None:
        self._direction = direction
        self._on_key = on_key
        self._events = IncomingEvents()

    def take(self, data: bytes) -> None:
        """Take a packet."""
        if len(data) < HEADER.size or data[0] & 0xC0 != 0x80:
            return
        _, second, _, timestamp, _ = HEADER.unpack_from(data)
        codec = next((one for one in self._direction.sent if one.number == second & 0x7F), None)
        if codec is None:
            return
        if codec.name != EVENT:
            presses = self._events.conclude()  # sound again: the end of the key was lost
        else:
            presses, _ = self._events.take(timestamp, payload_of(data) or b"", codec.clock_rate)
        for press in presses:
            self._on_key(press.key)
