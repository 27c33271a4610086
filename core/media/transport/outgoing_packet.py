"""An RTP packet on its way out, with what is only known when it leaves left open."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass

SIXTEEN_BITS = struct.Struct("!H")
SEQUENCE_AT = 2
"""Where the sequence number of an RTP packet is."""

OVERHEAD = 44
"""Bytes of each packet beside what is here: IP, UDP and the authentication tag."""


@dataclass(slots=True)
class OutgoingPacket:
    """``data`` is complete but for the values at ``number_at`` and ``send_time_at``; 0 means there is none.

    ``on_leave`` is called with the packet and the wall clock time, just before it leaves.
    """

    data: bytearray
    number_at: int = 0
    send_time_at: int = 0
    on_leave: Callable[[OutgoingPacket, float], None] | None = None

    @property
    def size(self) -> int:
        """Bytes that it takes on the wire."""
        return len(self.data) + OVERHEAD

    @property
    def sequence(self) -> int:
        """Its RTP sequence number."""
        number: int = SIXTEEN_BITS.unpack_from(self.data, SEQUENCE_AT)[0]
        return number

    @sequence.setter
    def sequence(self, number: int) -> None:
        SIXTEEN_BITS.pack_into(self.data, SEQUENCE_AT, number)

    def stamp(self, number: int | None, now: float) -> None:
        """Write the transport-wide ``number`` and the time of sending, ``now`` (wall clock)."""
        if self.number_at and number is not None:
            SIXTEEN_BITS.pack_into(self.data, self.number_at, number)
        if self.send_time_at:
            ticks = int(now * (1 << 18)) & 0xFFFFFF
            self.data[self.send_time_at : self.send_time_at + 3] = ticks.to_bytes(3, "big")
