"""What the other end says of one stream that it sends (webrtc-stats: ``remote-outbound-rtp``)."""

from __future__ import annotations

from aiortc.rtp import RtcpSenderInfo

from core.media.statistics import Value
from core.media.sync.sender_clock import NTP_OFFSET


class RemoteOutbound:
    """The last sender report of one stream, and how many there were."""

    def __init__(self) -> None:
        self._last: RtcpSenderInfo | None = None
        self._reports = 0
        self._came_at = 0.0

    def take(self, told: RtcpSenderInfo, at: float) -> None:
        """Take a sender report that came ``at`` (wall clock)."""
        self._last, self._came_at = told, at
        self._reports += 1

    def as_stats(self, kind: str, ssrc: int) -> dict[str, Value]:
        """Return the report by its webrtc-stats names; ``remoteTimestamp`` is the sender's clock, in ms."""
        found: dict[str, Value] = {
            "type": "remote-outbound-rtp",
            "kind": kind,
            "ssrc": ssrc,
            "reportsSent": self._reports,
        }
        if self._last is not None:
            seconds = self._last.ntp_timestamp / (1 << 32) - NTP_OFFSET
            found |= {
                "packetsSent": self._last.packet_count,
                "bytesSent": self._last.octet_count,
                "remoteTimestamp": seconds * 1000,
                "timestamp": self._came_at * 1000,
            }
        return found
