"""Collects a media report from the parts of one connection."""

from __future__ import annotations

from collections.abc import Sequence

from core.media.rtp.receiving.audio_receiver import AudioReceiver
from core.media.rtp.receiving.video_receiver import VideoReceiver
from core.media.rtp.sending.sender import RtpSender
from core.media.statistics import MediaReport, Value
from core.media.transport.connection import AppPeerConnection
from core.media.transport.dtls import HardenedDtlsTransport
from core.media.transport.ice.agent import CallIceConnection, describe_pair
from core.media.transport.ice.transport import CallIceTransport

Found = dict[str, Value]

_TLS_VERSIONS = {"DTLSv1": "FEFF", "DTLSv1.2": "FEFD", "DTLSv1.3": "FEFC"}
"""By the four hexadecimal digits that stand for them on the wire (webrtc-stats: ``tlsVersion``)."""


async def collect_report(
    connection: AppPeerConnection, receivers: Sequence[AudioReceiver | VideoReceiver]
) -> MediaReport:
    """Return what was measured of ``connection`` up to now."""
    tracks: list[Found] = []
    for transceiver in connection.getTransceivers():
        if isinstance(transceiver.sender, RtpSender):
            tracks += transceiver.sender.stats()
    for receiver in receivers:
        tracks += receiver.all_stats()
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
        certificates=_certificates(dtls),
    )


def _candidate_pair(dtls: HardenedDtlsTransport) -> Found:
    connection = dtls.transport._connection
    if not isinstance(connection, CallIceConnection) or connection.selected_pair is None:
        return {}
    return describe_pair(connection.selected_pair) | connection.check_stats.as_stats()


def _certificates(dtls: HardenedDtlsTransport) -> tuple[Found, ...]:
    """Return the fingerprints of our certificate, and those that the other end announced."""
    told = [("local", one) for one in dtls.getLocalParameters().fingerprints]
    told += [("remote", one) for one in dtls.remote_fingerprints]
    return tuple(
        {
            "type": "certificate",
            "end": end,
            "fingerprintAlgorithm": one.algorithm,
            "fingerprint": one.value.lower(),
        }
        for end, one in told
    )


def _transport(dtls: HardenedDtlsTransport) -> Found:
    found: Found = {
        "packetsDiscarded": dtls.dropped_datagrams,
        "rtcpDiscarded": dtls.dropped_rtcp,
        "packetsNotSent": dtls.dropped_outgoing,
        "dtlsState": dtls.state,
        "iceState": dtls.transport.state,
        "iceRole": dtls.transport.role,
        "dtlsRole": {"client": "client", "server": "server"}.get(dtls._role or "", "unknown"),
    }
    if dtls.encrypted:
        found |= {
            "tlsVersion": _TLS_VERSIONS.get(dtls.dtls_version, dtls.dtls_version),
            "dtlsCipher": dtls.dtls_cipher,
            "srtpCipher": dtls.srtp_profile,
        }
    if isinstance(dtls.transport, CallIceTransport):
        found["selectedCandidatePairChanges"] = dtls.transport.path_changes
        found["iceRestarts"] = dtls.transport.restarts
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
