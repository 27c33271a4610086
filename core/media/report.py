"""Collects a media report from the parts of one connection."""

from __future__ import annotations

import time
from collections.abc import Sequence

from core.media.rtp.receiving.audio_receiver import AudioReceiver
from core.media.rtp.receiving.video_receiver import VideoReceiver
from core.media.rtp.sending.sender import RtpSender
from core.media.statistics import TRANSPORT_ID, MediaReport, Value, describe_playout, with_references
from core.media.transport.connection import AppPeerConnection
from core.media.transport.dtls import HardenedDtlsTransport
from core.media.transport.ice.agent import CallIceConnection, describe_candidate, describe_pair
from core.media.transport.ice.transport import CallIceTransport

Found = dict[str, Value]

_TLS_VERSIONS = {"DTLSv1": "FEFF", "DTLSv1.2": "FEFD", "DTLSv1.3": "FEFC"}
"""By the four hexadecimal digits that stand for them on the wire (webrtc-stats: ``tlsVersion``)."""


CIPHER_SUITES = {
    "ECDHE-ECDSA-AES128-GCM-SHA256": "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "ECDHE-ECDSA-AES256-GCM-SHA384": "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "ECDHE-ECDSA-CHACHA20-POLY1305": "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    "ECDHE-ECDSA-AES128-SHA": "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
    "ECDHE-ECDSA-AES256-SHA": "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
    "ECDHE-RSA-AES128-GCM-SHA256": "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "ECDHE-RSA-AES256-GCM-SHA384": "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "ECDHE-RSA-CHACHA20-POLY1305": "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
}
"""By OpenSSL's names the ones of IANA's registry, which webrtc-stats wants; those of TLS 1.3 are the same."""

PAIR_ID = "candidate-pair"
CANDIDATE_IDS = {"local": "local-candidate", "remote": "remote-candidate"}


async def collect_report(
    connection: AppPeerConnection, receivers: Sequence[AudioReceiver | VideoReceiver], played_samples: int
) -> MediaReport:
    """Return what was measured of ``connection`` up to now; speakers were given ``played_samples``."""
    tracks: list[Found] = []
    for transceiver in connection.getTransceivers():
        if isinstance(transceiver.sender, RtpSender):
            tracks += transceiver.sender.stats()
    for receiver in receivers:
        tracks += receiver.all_stats()
    if any(one["kind"] == "audio" and one["type"] == "inbound-rtp" for one in tracks):
        tracks.append(describe_playout(played_samples))
    dtls, described = connection.dtls, with_references(tracks, time.time() * 1000)
    if dtls is None:
        return MediaReport(tracks=described)
    return MediaReport(
        tracks=described,
        candidate_pair=_candidate_pair(dtls),
        candidates=_candidates(dtls),
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
    found = describe_pair(connection.selected_pair) | connection.check_stats.as_stats()
    found |= {
        "type": "candidate-pair",
        "id": PAIR_ID,
        "transportId": TRANSPORT_ID,
        "localCandidateId": CANDIDATE_IDS["local"],
        "remoteCandidateId": CANDIDATE_IDS["remote"],
    }
    found |= dtls.path_traffic.as_stats()
    if dtls.sending.estimate.has_feedback:
        found["availableOutgoingBitrate"] = dtls.sending.bitrate
    return found


def _candidates(dtls: HardenedDtlsTransport) -> tuple[Found, ...]:
    """Return the two candidates of the selected pair."""
    connection = dtls.transport._connection
    pair = connection.selected_pair if isinstance(connection, CallIceConnection) else None
    if pair is None:
        return ()
    ends = (
        ("local", pair.local_candidate, connection.local_username),
        ("remote", pair.remote_candidate, connection.remote_username),
    )
    return tuple(
        describe_candidate(candidate, end, fragment or "")
        | {"id": CANDIDATE_IDS[end], "transportId": TRANSPORT_ID}
        for end, candidate, fragment in ends
    )


def _certificates(dtls: HardenedDtlsTransport) -> tuple[Found, ...]:
    """Return the fingerprints of our certificate, and those that the other end announced."""
    told = [("local", one) for one in dtls.getLocalParameters().fingerprints]
    told += [("remote", one) for one in dtls.remote_fingerprints]
    return tuple(
        {
            "type": "certificate",
            "id": f"certificate-{end}-{one.algorithm}",
            "end": end,
            "fingerprintAlgorithm": one.algorithm,
            "fingerprint": one.value.lower(),
        }
        for end, one in told
    )


def _transport(dtls: HardenedDtlsTransport) -> Found:
    found: Found = {
        "type": "transport",
        "id": TRANSPORT_ID,
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
            "dtlsCipher": CIPHER_SUITES.get(dtls.dtls_cipher, dtls.dtls_cipher),
            "srtpCipher": dtls.srtp_profile,
        }
    if isinstance(dtls.transport, CallIceTransport):
        found["selectedCandidatePairChanges"] = dtls.transport.path_changes
        found["iceRestarts"] = dtls.transport.restarts
    found |= dtls.traffic.as_stats()
    ice = dtls.transport._connection
    if isinstance(ice, CallIceConnection):
        found["iceLocalUsernameFragment"] = ice.local_username
        if ice.selected_pair is not None:
            found["selectedCandidatePairId"] = PAIR_ID
        found["packetsOverflowed"] = ice.dropped_datagrams
        found["packetsFromStrangers"] = ice.foreign_datagrams
        found["packetsMalformed"] = ice.malformed_datagrams
    return found
