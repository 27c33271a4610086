"""What audio and video receivers have in common: registration, RTCP reports, counters, the track."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Callable
from typing import Any

from aiortc.codecs import is_rtx
from aiortc.exceptions import InvalidStateError
from aiortc.rtcrtpparameters import RTCRtpCodecParameters, RTCRtpReceiveParameters
from aiortc.rtcrtpreceiver import RemoteStreamTrack
from aiortc.rtp import AnyRtcpPacket, RtcpReceiverInfo, RtcpRrPacket, RtcpSrPacket

from core.media.rtp.receiving.reception_statistics import ReceptionStatistics
from core.media.rtp.receiving.remote_outbound import RemoteOutbound
from core.media.rtp.receiving.remote_track import RemoteTrack
from core.media.statistics import Value, describe_codec
from core.media.transport.dtls import HardenedDtlsTransport
from core.media.transport.incoming_packet import IncomingPacket

log = logging.getLogger(__name__)

MAX_SOURCES = 8
"""Synchronisation sources that one receiver keeps count of; the one unheard for longest makes room."""

REPORT_SECONDS = 1.0


class RtpReceiver:
    """Receives one media section: the surface that aiortc's connection and DTLS transport call.

    A subclass handles media in ``_handle_media``. Core thread.
    """

    kind = ""

    def __init__(self, transport: HardenedDtlsTransport) -> None:
        if transport.state == "closed":
            raise InvalidStateError
        self._is_enabled = True
        self.on_first_packet: Callable[[], None] | None = None
        self.first_packet_at: float | None = None
        self.last_packet_at = 0.0
        self._transport = transport
        self._remote_track: RemoteTrack | None = None
        self._parameters: RTCRtpReceiveParameters | None = None
        self._codecs: dict[int, RTCRtpCodecParameters] = {}
        self._copies: set[int] = set()
        """Payload types of packets that are sent again (RFC 4588)."""
        self._sources: dict[int, ReceptionStatistics] = {}
        self._media_ssrc: int | None = None
        self._copy_ssrc: int | None = None
        """The source of packets that are sent again, once one has come for the media source of now."""
        self._last_payload_type = -1
        self._last_packet_wall = 0.0
        self._sender_reports: dict[int, tuple[int, float]] = {}
        self._remote_outbound: dict[int, RemoteOutbound] = {}
        self._rtcp_ssrc: int | None = None
        self._rtcp_task: asyncio.Task[None] | None = None
        self._is_stopped = False

    @property
    def _enabled(self) -> bool:
        return self._is_enabled

    @_enabled.setter
    def _enabled(self, enabled: bool) -> None:
        was, self._is_enabled = self._is_enabled, enabled
        if was != enabled:
            self._switched(enabled)

    @property
    def track(self) -> RemoteTrack | None:
        """The track of the other end, once its description has come."""
        return self._remote_track

    @property
    def _track(self) -> RemoteTrack | None:
        return self._remote_track

    @_track.setter
    def _track(self, track: RemoteStreamTrack) -> None:
        self._remote_track = RemoteTrack(track.kind, track.id)

    @property
    def transport(self) -> HardenedDtlsTransport:
        """The transport that packets come from."""
        return self._transport

    def setTransport(self, transport: HardenedDtlsTransport) -> None:
        """Use another transport."""
        self._transport = transport

    def _set_rtcp_ssrc(self, ssrc: int) -> None:
        self._rtcp_ssrc = ssrc

    async def receive(self, parameters: RTCRtpReceiveParameters) -> None:
        """Receive with these codecs and sources from now on; may be called again with others."""
        if self._is_stopped or parameters == self._parameters:
            return
        self._parameters = parameters
        self._codecs = {c.payloadType: c for c in parameters.codecs if c.payloadType is not None}
        self._copies = {payload_type for payload_type, codec in self._codecs.items() if is_rtx(codec)}
        self._configure(parameters)
        self._transport._register_rtp_receiver(self, parameters)
        if self._rtcp_task is None:
            self._rtcp_task = asyncio.create_task(self._report_regularly(), name=f"{self.kind}-rtcp")

    async def stop(self) -> None:
        """Receive no more; the track ends. Idempotent, and never waits for a thread on the loop."""
        if self._is_stopped:
            return
        self._is_stopped = True
        self._transport._unregister_rtp_receiver(self)
        if self._rtcp_task is not None:
            self._rtcp_task.cancel()
            await asyncio.wait([self._rtcp_task])
        if self._remote_track is not None:
            self._remote_track.stop()

    def _handle_disconnect(self) -> None:
        """Take note that the transport is gone; ``stop`` follows."""
        log.debug("%s receiver lost its transport", self.kind)

    async def _handle_rtcp_packet(self, packet: AnyRtcpPacket) -> None:
        self.take_rtcp(packet)

    def take_rtcp(self, packet: AnyRtcpPacket) -> None:
        """Take what the sender says of itself."""
        if isinstance(packet, RtcpSrPacket) and packet.ssrc in self._sources:
            told = packet.sender_info
            middle = (told.ntp_timestamp >> 16) & 0xFFFFFFFF
            self._sender_reports[packet.ssrc] = (middle, time.monotonic())
            self._remote_outbound.setdefault(packet.ssrc, RemoteOutbound()).take(told, time.time())
            self._reported(packet.ssrc, told.ntp_timestamp, told.rtp_timestamp)

    async def _handle_rtp_packet(self, packet: Any, arrival_time_ms: int) -> None:
        self.take_rtp(packet, arrival_time_ms)

    def take_rtp(self, packet: IncomingPacket, arrived_ms: int) -> None:
        """Take one packet that came at ``arrived_ms`` (wall clock)."""
        codec, now = self._codecs.get(packet.payload_type), time.monotonic()
        if self._is_stopped or codec is None:
            return
        self._count(packet, codec, now)
        if not self._is_enabled:
            return
        self.last_packet_at = now
        self._handle_media(packet, codec, arrived_ms)
        if self.first_packet_at is None:
            self.first_packet_at = self.last_packet_at
            if self.on_first_packet is not None:
                self.on_first_packet()

    def _configure(self, parameters: RTCRtpReceiveParameters) -> None:
        """Take over what a subclass needs of ``parameters``."""

    def _reported(self, ssrc: int, ntp_timestamp: int, rtp_timestamp: int) -> None:
        """Take what a sender says about its clock."""

    def _switched(self, is_enabled: bool) -> None:
        """Take note that media is wanted again, or no more."""

    def _handle_media(self, packet: IncomingPacket, codec: RTCRtpCodecParameters, arrival_ms: int) -> None:
        """Handle a packet of a known payload type."""

    def _count(
        self, packet: IncomingPacket, codec: RTCRtpCodecParameters, now: float, *, is_timed: bool = True
    ) -> None:
        statistics = self._sources.get(packet.ssrc)
        if statistics is None:
            if len(self._sources) >= MAX_SOURCES:
                self._forget_oldest()
            statistics = self._sources[packet.ssrc] = ReceptionStatistics(codec.clockRate)
        statistics.add(packet.sequence_number, packet.timestamp, now, is_timed=is_timed)
        statistics.weigh(len(packet.payload), packet.size)
        if packet.payload_type in self._copies:
            self._copy_ssrc = packet.ssrc
        elif packet.payload_type in self._codecs:
            if packet.ssrc != self._media_ssrc:
                self._media_ssrc, self._copy_ssrc = packet.ssrc, None
            self._last_payload_type = packet.payload_type
            self._last_packet_wall = time.time()

    def _forget_oldest(self) -> None:
        """Forget the source that nothing has come of for longest; music on hold leaves some behind."""
        others = [ssrc for ssrc in self._sources if ssrc not in (self._media_ssrc, self._copy_ssrc)]
        oldest = min(others, key=lambda ssrc: self._sources[ssrc].heard_at)
        del self._sources[oldest]
        self._sender_reports.pop(oldest, None)
        self._remote_outbound.pop(oldest, None)

    async def _report_regularly(self) -> None:
        while True:
            await asyncio.sleep(REPORT_SECONDS * random.uniform(0.5, 1.5))
            reports = [self._report(ssrc, source) for ssrc, source in self._sources.items()]
            if reports and self._rtcp_ssrc is not None:
                self._send_rtcp(RtcpRrPacket(ssrc=self._rtcp_ssrc, reports=reports))

    def _report(self, ssrc: int, source: ReceptionStatistics) -> RtcpReceiverInfo:
        lsr, at = self._sender_reports.get(ssrc, (0, 0.0))
        delay = min(int((time.monotonic() - at) * 65536), 0xFFFFFFFF) if lsr else 0
        return RtcpReceiverInfo(
            ssrc=ssrc,
            fraction_lost=source.fraction_lost(),
            packets_lost=source.packets_lost,
            highest_sequence=source.highest_sequence,
            jitter=source.jitter_ticks,
            lsr=lsr,
            dlsr=delay,
        )

    def _send_rtcp(self, packet: Any) -> None:
        try:
            self._transport.send_packet(bytes(packet))
        except ConnectionError:
            log.debug("RTCP not sent: the transport is gone")

    def all_stats(self) -> list[dict[str, Value]]:
        """Return ``inbound-rtp``, ``remote-outbound-rtp`` and ``codec``, once there is something to tell."""
        inbound = self.stats()
        if not inbound or self._media_ssrc is None:
            return []
        found: list[dict[str, Value]] = [inbound]
        told = self._remote_outbound.get(self._media_ssrc)
        if told is not None:
            found.append(told.as_stats(self.kind, self._media_ssrc))
        codec = self._codecs.get(self._last_payload_type)
        if codec is not None:
            found.append(describe_codec(codec, self.kind, "inbound"))
        return found

    def _add_copies(self, found: dict[str, str | int | float | bool]) -> None:
        """Add what came of packets that are sent again: webrtc-stats counts them with those sent at first."""
        copies = self._sources.get(self._copy_ssrc) if self._copy_ssrc is not None else None
        again = copies.packets_received - copies.padding_packets if copies is not None else 0
        found |= {
            "retransmittedPacketsReceived": again,
            "retransmittedBytesReceived": copies.octets if copies is not None else 0,
        }
        if copies is not None and self._copy_ssrc is not None:
            found["rtxSsrc"] = self._copy_ssrc
            for name, more in (
                ("packetsReceived", copies.packets_received),
                ("bytesReceived", copies.octets),
                ("headerBytesReceived", copies.header_octets),
            ):
                found[name] = int(found[name]) + more

    def stats(self) -> dict[str, str | int | float | bool]:
        """Return the ``inbound-rtp`` stats of the media source; empty before its first packet."""
        if self._media_ssrc is None:
            return {}
        source, codec = self._sources[self._media_ssrc], self._codecs.get(self._last_payload_type)
        found: dict[str, str | int | float | bool] = {
            "type": "inbound-rtp",
            "kind": self.kind,
            "ssrc": self._media_ssrc,
            "packetsReceived": source.packets_received,
            "packetsLost": source.packets_lost,
            "bytesReceived": source.octets,
            "headerBytesReceived": source.header_octets,
            "jitter": source.jitter,
            "lastPacketReceivedTimestamp": self._last_packet_wall * 1000,
        }
        if self._copies:
            self._add_copies(found)
        if self._parameters is not None and self._parameters.muxId:
            found["mid"] = self._parameters.muxId
        if self._remote_track is not None:
            found["trackIdentifier"] = self._remote_track.id
        if codec is not None:
            found |= {"mimeType": codec.mimeType, "payloadType": self._last_payload_type}
        return found
