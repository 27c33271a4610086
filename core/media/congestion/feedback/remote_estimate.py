"""How much a sender may send us at most, as we see it: what all sections of one transport bring together.

One estimate for all (draft-alvestrand-rmcat-remb): many sources share one way, and each of them alone would
find that it has hardly any load.
"""

from __future__ import annotations

from aiortc.rate import RemoteBitrateEstimator
from aiortc.rtp import RTCP_PSFB_APP, RtcpPsfbPacket, pack_remb_fci

ESTIMATE_GAP = 10.0
"""Seconds without a packet after which the rate is estimated anew: it steps through each ms of a gap."""

REMB_SPACING = 0.2
"""Seconds between two estimates sent: the estimator would send one per packet while it sees congestion."""


class RemoteEstimate:
    """Of one transport. Times in seconds of one monotonic clock, passed in."""

    def __init__(self) -> None:
        self._estimator = RemoteBitrateEstimator()
        self._heard_at = self._sent_at = float("-inf")

    def add(
        self, send_time: int, size: int, ssrc: int, now: float, *, own_ssrc: int
    ) -> RtcpPsfbPacket | None:
        """Take a packet of ``size`` bytes with its abs-send-time; return what is to be told now, or None."""
        if now - self._heard_at > ESTIMATE_GAP:
            self._estimator = RemoteBitrateEstimator()
        self._heard_at = now
        estimate = self._estimator.add(
            abs_send_time=send_time, arrival_time_ms=int(1000 * now), payload_size=size, ssrc=ssrc
        )
        if estimate is None or now - self._sent_at < REMB_SPACING:
            return None
        self._sent_at = now
        return RtcpPsfbPacket(fmt=RTCP_PSFB_APP, ssrc=own_ssrc, media_ssrc=0, fci=pack_remb_fci(*estimate))
