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

from core.media.congestion.sending.allocation import Allocation
from core.media.congestion.sending.pacer import Priority
from core.media.rtp.header_extensions import HeaderExtensions
from core.media.rtp.sending.packet_stream import PacketStream, Retransmission
from core.media.statistics import Value, describe_codec
from core.media.sync.sender_clock import ntp_of
from core.media.transport.dtls import HardenedDtlsTransport
from core.media.transport.outgoing_packet import OutgoingPacket

log = logging.getLogger(__name__)

REPORT_SECONDS = 1.0
KEPT_REPORTS = 8
"""Sender reports that a receiver may still answer; beyond a few seconds nobody does."""

ROUND_TRIP_WEIGHT = 0.15
"""Share of the newest measurement in the smoothed round trip."""

COPY_BURST_SECONDS = 0.5
"""Packets that are sent again may use up their rate of that time at once."""

LOSSY, FAR_TOO_LOSSY = 0.01, 0.25
"""Share of packets lost from which on a copy may well be lost, too; and above which two of each leave too
little for what has not been sent once."""

SPARED = 0.5
"""Share of what they may use up at once that is left for first copies."""

LEAST_COPY_RATE, COPY_SHARE = 50_000, 0.1
"""Bits per second, and share of the whole rate, that they may use at least: the first losses come before
anything is known of any."""


class RtpSender:
    """Sends one media section: the surface that aiortc's connection and DTLS transport call.

    Packets leave by the transport's ``sending``, which also says how much may be sent. A subclass starts and
    ends its source in ``_start`` and ``_end`` and sends frames with ``_send_frame``. Core thread.
    """

    kind = ""
    priority = Priority.VIDEO

    def __init__(self, track: MediaStreamTrack | None, transport: HardenedDtlsTransport) -> None:
        if transport.state == "closed":
            raise InvalidStateError
        self.nack_count = 0
        self.pli_count = 0
        self.fir_count = 0
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
        self._codec: RTCRtpCodecParameters | None = None
        """What is sent now."""
        self._mid = ""
        self._has_copies = False
        """Whether packets that are sent again have a source of their own (RFC 4588)."""
        self._reports: dict[int, float] = {}
        """When the last sender reports left (monotonic), by what the other end calls them."""
        self._round_trips = 0
        self._round_trip_sum = 0.0
        self._remote: dict[str, Value] = {}
        self._intra_command: int | None = None
        self._copy_bits = self._most_copy_bits = 0.0
        self._copies_at = time.monotonic()
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
        self._clock_rate, self._codec, self._mid = codec.clockRate, codec, parameters.muxId
        self._has_copies = any(is_rtx(one) for one in parameters.codecs)
        self._extensions = HeaderExtensions(parameters.headerExtensions, parameters.muxId)
        self._stream = PacketStream(
            self._ssrc,
            codec.payloadType,
            self._extensions,
            # The lower half, as libwebrtc does: a wrap right at the start upsets some SRTP receivers.
            first_sequence=random.getrandbits(15),
            clock_origin=random.getrandbits(32),
            retransmission=_retransmission_of(parameters, self._rtx_ssrc),
            keeps_history=self.kind == "video",
        )
        self._transport._register_rtp_sender(self, parameters)
        self._transport.sending.add(self, is_numbered=self._extensions.is_numbered)
        self._rtcp_task = asyncio.create_task(self._report_regularly(), name=f"{self.kind}-sender-rtcp")
        self._start(parameters.codecs)

    async def stop(self) -> None:
        """Stop for good, with an RTCP BYE; the track ends. Idempotent."""
        if self._is_stopped:
            return
        self._is_stopped = True
        self._transport.sending.discard(self)
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
        """Return ``outbound-rtp``, ``remote-inbound-rtp`` and ``codec``, once there is something to tell."""
        found: list[dict[str, Value]] = []
        if self._stream is not None and self._stream.packets:
            found.append(self._outbound(self._stream))
        if self._remote:
            found.append(dict(self._remote))
        if found and self._codec is not None:
            found.append(describe_codec(self._codec, self.kind, "outbound"))
        return found

    def _start(self, codecs: list[RTCRtpCodecParameters]) -> None:
        """Begin to send the track with the first of ``codecs``."""

    async def _end(self) -> None:
        """Send nothing more."""

    def _send_keyframe(self) -> None:
        """Make one of the next pictures a keyframe."""

    @property
    def is_sending(self) -> bool:
        """Whether there is something to send now."""
        return self._enabled and not self._is_stopped

    def take_share(self, share: Allocation) -> None:
        """Send at this sender's part of ``share`` from now on: called several times a second."""

    def redundant(self, size: int) -> OutgoingPacket | None:
        """Return a packet of about ``size`` bytes that nobody needs; None if there can be none."""
        return None if self._stream is None else self._stream.redundant(size)

    def want_keyframe(self) -> None:
        """Send a keyframe soon, where there are pictures."""
        self._send_keyframe()

    def take_intra_request(self, command: int) -> None:
        """Take a Full Intra Request; a command that repeats the last is the same one (RFC 5104)."""
        if command != self._intra_command:
            self._intra_command = command
            self.fir_count += 1
            self._send_keyframe()

    def _outbound(self, stream: PacketStream) -> dict[str, Value]:
        found: dict[str, Value] = {
            "type": "outbound-rtp",
            "kind": self.kind,
            "ssrc": self._ssrc,
            "active": self.is_sending,
            "packetsSent": stream.packets + stream.copies,
            "bytesSent": stream.octets + stream.copied_octets,
            "headerBytesSent": stream.header_octets + stream.copied_header_octets,
            "retransmittedPacketsSent": stream.resent,
            "retransmittedBytesSent": stream.resent_octets,
            "totalPacketSendDelay": stream.send_delay,
            "nackCount": self.nack_count,
        }
        if self._mid:
            found["mid"] = self._mid
        if self._has_copies:
            found["rtxSsrc"] = self._rtx_ssrc
        if self._codec is not None:
            found |= {"mimeType": self._codec.mimeType, "payloadType": self._codec.payloadType or 0}
        return found

    def _describe_source(self) -> dict[str, Value]:
        """Return the ``media-source``, as far as all kinds of track have the same."""
        found: dict[str, Value] = {"type": "media-source", "kind": self.kind}
        if self._track is not None:
            found["trackIdentifier"] = self._track.id
        if self._mid:
            found["mid"] = self._mid
        return found

    def _send_frame(
        self,
        payloads: list[bytes],
        timestamp: int,
        *,
        is_marked: bool = True,
        level: int | None = None,
        payload_type: int | None = None,
        captured_at: float | None = None,
        is_keyframe: bool = False,
    ) -> None:
        """Send one frame in its turn; without a connection it is lost.

        ``captured_at`` (wall clock) is now unless said otherwise.
        """
        if self._stream is None or self._is_stopped:
            return
        packets = self._stream.packetise(
            payloads,
            timestamp,
            time.time(),
            captured_at=captured_at,
            is_marked=is_marked,
            level=level,
            payload_type=payload_type,
        )
        self._transport.sending.send(packets, self.priority, starts_keyframe=is_keyframe)

    async def _handle_rtcp_packet(self, packet: AnyRtcpPacket) -> None:
        self.take_rtcp(packet)

    def take_rtcp(self, packet: AnyRtcpPacket) -> None:
        """Follow what the receiver says and asks for."""
        if isinstance(packet, RtcpRrPacket | RtcpSrPacket):
            for report in packet.reports:
                if report.ssrc == self._ssrc:
                    self._take_report(report)
        elif isinstance(packet, RtcpRtpfbPacket) and packet.fmt == RTCP_RTPFB_NACK:
            self.nack_count += 1
            self._retransmit(packet.lost)
        elif isinstance(packet, RtcpPsfbPacket) and packet.fmt == RTCP_PSFB_PLI:
            self.pli_count += 1
            self._send_keyframe()

    def _take_report(self, report: RtcpReceiverInfo) -> None:
        self.fraction_lost = report.fraction_lost / 256
        self._remote |= {
            "type": "remote-inbound-rtp",
            "timestamp": time.time() * 1000,
            "kind": self.kind,
            "ssrc": self._ssrc,
            "packetsLost": report.packets_lost,
            "jitter": report.jitter / (self._clock_rate or 48_000),
            "fractionLost": self.fraction_lost,
        }
        sent_at = self._reports.get(report.lsr)
        round_trip: float | None = None
        if sent_at is not None and report.dlsr:
            round_trip = max(0.0, time.monotonic() - sent_at - report.dlsr / 65536)
            self._measure(round_trip)
        if self._tells_loss:
            self._transport.sending.take_report(self.fraction_lost, round_trip)

    @property
    def _tells_loss(self) -> bool:
        """Whether reports on this sender speak for the transport."""
        return self.is_sending

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
        now, copies = time.time(), []
        self._refill_copies()
        is_lossy = LOSSY < self._transport.sending.control.loss < FAR_TOO_LOSSY
        for sequence in lost:
            if self._copy_bits <= 0.0:
                self._send_keyframe()  # so much is missing that a new picture costs less than the old ones
                break
            spares = is_lossy and self._copy_bits > SPARED * self._most_copy_bits
            packet = self._stream.copy(sequence, now, self.round_trip or 0.0, is_lossy=spares)
            if packet is not None:
                self._copy_bits -= 8 * packet.size
                copies.append(packet)
        self._transport.sending.send(copies, Priority.RETRANSMISSION)

    def _refill_copies(self) -> None:
        """Let packets be sent again at their share of the rate."""
        now, sending = time.monotonic(), self._transport.sending
        rate = max(sending.allocation.copies, COPY_SHARE * sending.bitrate, LEAST_COPY_RATE)
        self._most_copy_bits = COPY_BURST_SECONDS * rate
        self._copy_bits = min(self._most_copy_bits, self._copy_bits + (now - self._copies_at) * rate)
        self._copies_at = now

    async def _report_regularly(self) -> None:
        while True:
            await asyncio.sleep(REPORT_SECONDS * random.uniform(0.5, 1.5))
            stream = self._stream
            if stream is None or not stream.packets:
                continue
            now = time.time()
            ntp = ntp_of(now)
            # What the clock of the stream would show now, by what was captured last: who receives it can
            # join sound and pictures by the time of their capture.
            elapsed = int((now - stream.last_captured_at) * self._clock_rate)
            info = RtcpSenderInfo(
                ntp_timestamp=ntp,
                rtp_timestamp=(stream.last_timestamp + elapsed) & 0xFFFFFFFF,
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


def _retransmission_of(parameters: RTCRtpSendParameters, ssrc: int) -> Retransmission | None:
    types: dict[int, int] = {}
    for codec in parameters.codecs:
        apt = codec.parameters.get("apt")
        if is_rtx(codec) and isinstance(apt, int) and codec.payloadType is not None:
            types[apt] = codec.payloadType
    return Retransmission(types, ssrc, random.getrandbits(15)) if types else None
