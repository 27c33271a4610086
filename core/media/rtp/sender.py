"""What audio and video senders have in common: registration, packets, RTCP, counters, the track."""

from __future__ import annotations

import asyncio
import logging
import random
import time
import uuid
from typing import Any

from aiortc import MediaStreamTrack
from aiortc.codecs import is_rtx
from aiortc.exceptions import InvalidStateError
from aiortc.rtcrtpparameters import RTCRtpCodecParameters, RTCRtpSendParameters
from aiortc.rtp import (
    RTCP_PSFB_FIR,
    RTCP_PSFB_PLI,
    RTCP_RTPFB_NACK,
    AnyRtcpPacket,
    RtcpByePacket,
    RtcpPsfbPacket,
    RtcpReceiverInfo,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSenderInfo,
    RtcpSrPacket,
)
from aiortc.stats import RTCStatsReport

from core.media.rtp.packet_stream import HeaderExtensions, PacketStream, Retransmission
from core.media.statistics import Value
from core.media.transport.dtls import HardenedDtlsTransport

log = logging.getLogger(__name__)

REPORT_SECONDS = 1.0
NTP_OFFSET = 2_208_988_800
"""Seconds from 1900 to 1970."""

KEPT_REPORTS = 8
"""Sender reports that a receiver may still answer; beyond a few seconds nobody does."""

ROUND_TRIP_WEIGHT = 0.15
"""Share of the newest measurement in the smoothed round trip."""


class RtpSender:
    """Sends one media section: the surface that aiortc's connection and DTLS transport call.

    A subclass starts and ends its source in ``_start`` and ``_end`` and sends frames with ``_send_frame``.
    Core thread.
    """

    kind = ""

    def __init__(self, track: MediaStreamTrack | None, transport: HardenedDtlsTransport) -> None:
        if transport.state == "closed":
            raise InvalidStateError
        self.nack_count = 0
        self.pli_count = 0
        self.retransmitted_packets = 0
        self.round_trip: float | None = None
        """Seconds to the other end and back, from RTCP; None before the first report."""
        self.fraction_lost = 0.0
        self._is_enabled = True
        self._ssrc = random.getrandbits(32)
        self._rtx_ssrc = random.getrandbits(32)
        self._stream_id = str(uuid.uuid4())
        self._transport = transport
        self._stream: PacketStream | None = None
        self._extensions = HeaderExtensions((), "")
        self._rtcp_task: asyncio.Task[None] | None = None
        self._is_stopped = False
        self._clock_rate = 0
        self._reports: dict[int, float] = {}
        """When the last sender reports left (monotonic), by what the other end calls them."""
        self._round_trips = 0
        self._round_trip_sum = 0.0
        self._remote: dict[str, Value] = {}
        self.replaceTrack(track)

    @property
    def track(self) -> MediaStreamTrack | None:
        """The track that is sent."""
        return self._track

    @property
    def transport(self) -> HardenedDtlsTransport:
        """The transport that packets leave by."""
        return self._transport

    @property
    def _enabled(self) -> bool:
        return self._is_enabled

    @_enabled.setter
    def _enabled(self, enabled: bool) -> None:
        was, self._is_enabled = self._is_enabled, enabled
        if enabled and not was:
            self._send_keyframe()

    def replaceTrack(self, track: MediaStreamTrack | None) -> None:
        """Send another track from now on."""
        self._track = track
        self._track_id = track.id if track is not None else str(uuid.uuid4())

    def setTransport(self, transport: HardenedDtlsTransport) -> None:
        """Use another transport."""
        self._transport = transport

    async def send(self, parameters: RTCRtpSendParameters) -> None:
        """Send with the first of these codecs from now on; later calls change nothing."""
        if self._stream is not None or self._is_stopped:
            return
        codec = parameters.codecs[0]
        assert codec.payloadType is not None
        self._clock_rate = codec.clockRate
        self._extensions = HeaderExtensions(parameters.headerExtensions, parameters.muxId)
        self._stream = PacketStream(
            self._ssrc,
            codec.payloadType,
            self._extensions,
            # The lower half, as libwebrtc does: a wrap right at the start upsets some SRTP receivers.
            first_sequence=random.getrandbits(15),
            clock_origin=random.getrandbits(32),
            retransmission=self._retransmission(parameters, codec.payloadType),
            keeps_history=self.kind == "video",
        )
        self._transport._register_rtp_sender(self, parameters)
        self._rtcp_task = asyncio.create_task(self._report_regularly(), name=f"{self.kind}-sender-rtcp")
        self._start(codec)

    async def stop(self) -> None:
        """Stop for good, with an RTCP BYE; the track ends. Idempotent."""
        if self._is_stopped:
            return
        self._is_stopped = True
        await self._end()
        if self._rtcp_task is not None:
            self._transport._unregister_rtp_sender(self)
            self._rtcp_task.cancel()
            await asyncio.wait([self._rtcp_task])
            self._send_rtcp(RtcpByePacket(sources=[self._ssrc]))
        if self._track is not None:
            self._track.stop()

    async def getStats(self) -> RTCStatsReport:
        """Return the transport's stats in aiortc's form; ``stats`` has everything else."""
        report: RTCStatsReport = self._transport._get_stats()
        return report

    def stats(self) -> list[dict[str, Value]]:
        """Return ``outbound-rtp`` and ``remote-inbound-rtp``, each once there is something to tell."""
        found: list[dict[str, Value]] = []
        if self._stream is not None and self._stream.packets:
            found.append(self._outbound(self._stream))
        if self._remote:
            found.append(dict(self._remote))
        return found

    def _start(self, codec: RTCRtpCodecParameters) -> None:
        """Begin to send the track."""

    async def _end(self) -> None:
        """Send nothing more."""

    def _send_keyframe(self) -> None:
        """Make one of the next pictures a keyframe."""

    def _outbound(self, stream: PacketStream) -> dict[str, Value]:
        return {
            "type": "outbound-rtp",
            "kind": self.kind,
            "ssrc": self._ssrc,
            "packetsSent": stream.packets,
            "bytesSent": stream.octets,
        }

    def _send_frame(
        self,
        payloads: list[bytes],
        timestamp: int,
        *,
        is_marked: bool = True,
        level: int | None = None,
        payload_type: int | None = None,
    ) -> None:
        """Send one frame at once; without a connection it is lost."""
        if self._stream is None or self._is_stopped:
            return
        try:
            for packet in self._stream.packetise(
                payloads,
                timestamp,
                time.time(),
                is_marked=is_marked,
                level=level,
                payload_type=payload_type,
            ):
                self._transport.send_packet(packet)
        except ConnectionError:
            log.debug("%s not sent: the transport is gone", self.kind)

    async def _handle_rtcp_packet(self, packet: AnyRtcpPacket) -> None:
        if isinstance(packet, RtcpRrPacket | RtcpSrPacket):
            for report in packet.reports:
                if report.ssrc == self._ssrc:
                    self._take_report(report)
        elif isinstance(packet, RtcpRtpfbPacket) and packet.fmt == RTCP_RTPFB_NACK:
            self.nack_count += 1
            self._retransmit(packet.lost)
        elif isinstance(packet, RtcpPsfbPacket) and packet.fmt in (RTCP_PSFB_FIR, RTCP_PSFB_PLI):
            self.pli_count += 1
            self._send_keyframe()

    def _take_report(self, report: RtcpReceiverInfo) -> None:
        self.fraction_lost = report.fraction_lost / 256
        self._remote |= {
            "type": "remote-inbound-rtp",
            "kind": self.kind,
            "ssrc": self._ssrc,
            "packetsLost": report.packets_lost,
            "jitter": report.jitter / (self._clock_rate or 48_000),
            "fractionLost": self.fraction_lost,
        }
        sent_at = self._reports.get(report.lsr)
        if sent_at is not None and report.dlsr:
            self._measure(max(0.0, time.monotonic() - sent_at - report.dlsr / 65536))

    def _measure(self, round_trip: float) -> None:
        """Take account of one way there and back (RFC 3550 section 6.4.1)."""
        smoothed = self.round_trip if self.round_trip is not None else round_trip
        self.round_trip = smoothed + ROUND_TRIP_WEIGHT * (round_trip - smoothed)
        self._round_trips += 1
        self._round_trip_sum += round_trip
        self._remote |= {
            "roundTripTime": round_trip,
            "totalRoundTripTime": self._round_trip_sum,
            "roundTripTimeMeasurements": self._round_trips,
        }

    def _retransmit(self, lost: list[int]) -> None:
        if self._stream is None:
            return
        now = time.time()
        try:
            for sequence in lost:
                packet = self._stream.copy(sequence, now)
                if packet is not None:
                    self.retransmitted_packets += 1
                    self._transport.send_packet(packet)
        except ConnectionError:
            log.debug("nothing sent again: the transport is gone")

    def _retransmission(self, parameters: RTCRtpSendParameters, payload_type: int) -> Retransmission | None:
        for codec in parameters.codecs:
            if is_rtx(codec) and codec.parameters.get("apt") == payload_type:
                assert codec.payloadType is not None
                return Retransmission(codec.payloadType, self._rtx_ssrc, random.getrandbits(15))
        return None

    async def _report_regularly(self) -> None:
        while True:
            await asyncio.sleep(REPORT_SECONDS * random.uniform(0.5, 1.5))
            stream = self._stream
            if stream is None or not stream.packets:
                continue
            ntp = int((stream.last_sent_at + NTP_OFFSET) * (1 << 32))
            info = RtcpSenderInfo(
                ntp_timestamp=ntp,
                rtp_timestamp=stream.last_timestamp,
                packet_count=stream.packets & 0xFFFFFFFF,
                octet_count=stream.octets & 0xFFFFFFFF,
            )
            self._reports[(ntp >> 16) & 0xFFFFFFFF] = time.monotonic()
            if len(self._reports) > KEPT_REPORTS:
                del self._reports[next(iter(self._reports))]
            self._send_rtcp(RtcpSrPacket(ssrc=self._ssrc, sender_info=info))

    def _send_rtcp(self, packet: Any) -> None:
        try:
            self._transport.send_packet(bytes(packet))
        except ConnectionError:
            log.debug("RTCP not sent: the transport is gone")
