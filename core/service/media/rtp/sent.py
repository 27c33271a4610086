"""What was sent of one stream, as sender reports tell it (RFC 3550 section 6.4.1)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class SentCount:
    """Packets and bytes of payload."""

    packets: int = 0
    octets: int = 0

    def add(self, octets: int) -> None:
        """Count a packet."""
        self.packets += 1
        self.octets += octets
