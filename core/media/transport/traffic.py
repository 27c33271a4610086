"""How much has passed over a transport."""

from __future__ import annotations

from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True)
class Traffic:
    """Datagrams and their bytes, without IP and UDP; STUN is not among them."""

    packets_sent: int = 0
    bytes_sent: int = 0
    packets_received: int = 0
    bytes_received: int = 0

    def __add__(self, other: Traffic) -> Traffic:
        return Traffic(*(one + more for one, more in zip(astuple(self), astuple(other), strict=True)))

    def __sub__(self, other: Traffic) -> Traffic:
        return Traffic(*(one - less for one, less in zip(astuple(self), astuple(other), strict=True)))

    def as_stats(self) -> dict[str, str | int | float | bool]:
        """Return the four numbers by their webrtc-stats names."""
        return {
            "packetsSent": self.packets_sent,
            "bytesSent": self.bytes_sent,
            "packetsReceived": self.packets_received,
            "bytesReceived": self.bytes_received,
        }
