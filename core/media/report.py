"""Collects a media report from the parts of one connection."""

from __future__ import annotations

from collections.abc import Sequence

from aiortc import RTCRtpSender
from aiortc.stats import RTCOutboundRtpStreamStats, RTCRemoteInboundRtpStreamStats

from core.media.rtp.audio_receiver import AudioReceiver
from core.media.rtp.video_receiver import VideoReceiver
from core.media.rtp.video_sender import VideoSender
from core.media.statistics import MediaReport, Value
from core.media.transport.connection import AppPeerConnection
from core.media.transport.dtls import HardenedDtlsTransport
from core.media.transport.ice import CallIceConnection

Found = dict[str, Value]


async def collect_report(
    connection: AppPeerConnection, receivers: Sequence[AudioReceiver | VideoReceiver]
) -> MediaReport:
    """Return what was measured of ``connection`` up to now."""
    tracks: list[Found] = []
    for transceiver in connection.getTransceivers():
        tracks += await _sender_stats(transceiver.sender)
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


async def _sender_stats(sender: RTCRtpSender) -> list[Found]:
    found: list[Found] = []
    for stats in (await sender.getStats()).values():
        if isinstance(stats, RTCOutboundRtpStreamStats) and stats.packetsSent:
            outbound: Found = {
                "type": "outbound-rtp",
                "kind": stats.kind,
                "ssrc": stats.ssrc,
                "packetsSent": stats.packetsSent,
                "bytesSent": stats.bytesSent,
            }
            if isinstance(sender, VideoSender):
                outbound |= _video_sender_stats(sender)
            found.append(outbound)
        elif isinstance(stats, RTCRemoteInboundRtpStreamStats):
            found.append(_remote_inbound(stats))
    return found


def _video_sender_stats(sender: VideoSender) -> Found:
    width, height = sender.size
    found: Found = {
        "framesEncoded": sender.frames_encoded,
        "framesSent": sender.frames_encoded,
        "keyFramesEncoded": sender.keyframes_encoded,
        "totalEncodeTime": sender.encode_seconds,
        "framesPerSecond": sender.frames_per_second,
        "pliCount": sender.pli_count,
        "nackCount": sender.nack_count,
        "retransmittedPacketsSent": sender.retransmitted_packets,
    }
    if width:
        found |= {"frameWidth": width, "frameHeight": height}
    if sender.encoder is not None:
        found["targetBitrate"] = sender.encoder.target_bitrate
        found["encoderImplementation"] = sender.encoder.implementation
    return found


def _remote_inbound(stats: RTCRemoteInboundRtpStreamStats) -> Found:
    clock_rate = 48_000 if stats.kind == "audio" else 90_000
    found: Found = {
        "type": "remote-inbound-rtp",
        "kind": stats.kind,
        "ssrc": stats.ssrc,
        "packetsLost": stats.packetsLost,
        "jitter": stats.jitter / clock_rate,
        "fractionLost": stats.fractionLost / 256,
    }
    if stats.roundTripTime is not None:
        found["roundTripTime"] = stats.roundTripTime
    return found


def _candidate_pair(dtls: HardenedDtlsTransport) -> Found:
    pair = next(iter(dtls.transport._connection._nominated.values()), None)
    if pair is None:
        return {}
    local, remote = pair.local_candidate, pair.remote_candidate
    return {
        "state": "succeeded",
        "nominated": True,
        "protocol": local.transport,
        "localCandidateType": local.type,
        "localAddress": local.host,
        "localPort": local.port,
        "remoteCandidateType": remote.type,
        "remoteAddress": remote.host,
        "remotePort": remote.port,
    }


def _transport(dtls: HardenedDtlsTransport) -> Found:
    found: Found = {
        "packetsDiscarded": dtls.dropped_datagrams,
        "rtcpDiscarded": dtls.dropped_rtcp,
        "packetsNotSent": dtls.dropped_outgoing,
        "dtlsState": dtls.state,
    }
    for stats in dtls._get_stats().values():
        found["packetsSent"] = stats.packetsSent
        found["packetsReceived"] = stats.packetsReceived
        found["bytesSent"] = stats.bytesSent
        found["bytesReceived"] = stats.bytesReceived
    ice = dtls.transport._connection
    if isinstance(ice, CallIceConnection):
        found["packetsOverflowed"] = ice.dropped_datagrams
        found["packetsFromStrangers"] = ice.foreign_datagrams
    return found
