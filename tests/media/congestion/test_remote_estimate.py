"""One estimate for all sources of a transport (draft-alvestrand-rmcat-remb)."""

from __future__ import annotations

import itertools

from aiortc.rtp import RtcpPsfbPacket, unpack_remb_fci

from core.media.congestion.feedback.remote_estimate import ESTIMATE_GAP, REMB_SPACING, RemoteEstimate


def flood(
    estimate: RemoteEstimate, sources: list[int], *, start: float, seconds: float
) -> list[RtcpPsfbPacket]:
    """Send 100 packets a second of each source, arriving as evenly as they left."""
    told = []
    for step in range(int(100 * seconds)):
        now = start + step / 100
        for source in sources:
            send_time = int(now * (1 << 18)) & 0xFFFFFF
            if (packet := estimate.add(send_time, 1000, source, now, own_ssrc=7)) is not None:
                told.append((now, packet))
    times = [at for at, _ in told]
    assert all(later - before >= REMB_SPACING for before, later in itertools.pairwise(times))
    return [packet for _, packet in told]


def test_many_sources_are_told_of_together() -> None:
    told = flood(RemoteEstimate(), [11, 22, 33], start=100.0, seconds=8.0)
    assert told and all(packet.ssrc == 7 and packet.media_ssrc == 0 for packet in told)
    bitrate, sources = unpack_remb_fci(told[-1].fci)
    assert sorted(sources) == [11, 22, 33]
    assert bitrate > 1.5 * 800_000, "of all of them, not of one"


def test_a_long_gap_begins_anew() -> None:
    estimate = RemoteEstimate()
    flood(estimate, [11], start=100.0, seconds=1.0)
    before = estimate._estimator
    flood(estimate, [22], start=101.0 + ESTIMATE_GAP + 1.0, seconds=1.0)
    assert estimate._estimator is not before
