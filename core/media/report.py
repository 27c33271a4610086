"""Collects a media report from the parts of one connection."""

from __future__ import annotations

from collections.abc import Sequence

from core.media.rtp.audio_receiver import AudioReceiver
from core.media.rtp.sender import RtpSender
from core.media.rtp.video_receiver import VideoReceiver
from core.media.statistics import MediaReport, Value
from core.media.transport.connection import AppPeerConnection
from core.media.transport.dtls import HardenedDtlsTransport
from core.media.transport.ice.agent import CallIceConnection, describe_pair

Found = dict[str, Value]


async def collect_report(
    connection: AppPeerConnection, receivers: Sequence[AudioReceiver | VideoReceiver]
) -> MediaReport:
    """Return what was measured of ``connection`` up to now."""
    tracks: list[Found] = []
    for transceiver in connection.getTransceivers():
        if isinstance(transceiver.sender, RtpSender):
            tracks += transceiver.sender.stats()
    tracks += [stats for receiver in receivers if (stats := receiver.stats())]
    dtls = connection.dtls
    if dtls is None:
        return MediaReport(tracks=tuple(tracks))
    return MediaReport(
        tracks=tuple(tracks),
        candidate_pair=_candidate_pair(dtls),
        transport=_transport(dtls),
        dtls_version=dtls.dtls_version,
        dtls_cipher=dtls.dtls_cipher,
        srtp_profile=dtls.srtp_profile,
        ice_role=dtls.transport.role,
    )


def _candidate_pair(dtls: HardenedDtlsTransport) -> Found:
    connection = dtls.transport._connection
    pair = connection.selected_pair if isinstance(connection, CallIceConnection) else None
    return {} if pair is None else describe_pair(pair)


def _transport(dtls: HardenedDtlsTransport) -> Found:
    found: Found = {
        "packetsDiscarded": dtls.dropped_datagrams,
        "rtcpDiscarded": dtls.dropped_rtcp,
        "packetsNotSent": dtls.dropped_outgoing,
        "dtlsState": dtls.state,
        "iceState": dtls.transport.state,
    }
    for stats in dtls._get_stats().values():
        # What aiortc counts is the handshake and what came while it lasted.
        found["packetsSent"] = stats.packetsSent + dtls.sent_packets
        found["packetsReceived"] = stats.packetsReceived + dtls.received_packets
        found["bytesSent"] = stats.bytesSent + dtls.sent_bytes
        found["bytesReceived"] = stats.bytesReceived + dtls.received_bytes
    ice = dtls.transport._connection
    if isinstance(ice, CallIceConnection):
        found["packetsOverflowed"] = ice.dropped_datagrams
        found["packetsFromStrangers"] = ice.foreign_datagrams
    return found
