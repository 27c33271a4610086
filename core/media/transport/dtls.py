"""A DTLS transport that no single datagram can end, and RTCP as strict receivers want it."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from typing import Any, Protocol, cast

import pylibsrtp
from aiortc.rtcdtlstransport import (
    RTCCertificate,
    RTCDtlsFingerprint,
    RTCDtlsParameters,
    RTCDtlsTransport,
    State,
)
from aiortc.rtcicetransport import RTCIceTransport
from aiortc.rtcrtpparameters import RTCRtpReceiveParameters
from aiortc.rtp import AnyRtcpPacket, RtcpPacket, is_rtcp

from core.media.congestion.feedback.remote_estimate import RemoteEstimate
from core.media.transport.arrival_feedback import ArrivalFeedback
from core.media.transport.bundle_router import BundleRouter
from core.media.transport.compound import RTCP_SDES, as_compound, intra_requests, split_compound
from core.media.transport.ice.agent import CallIceConnection
from core.media.transport.ice.transport import CallIceTransport
from core.media.transport.incoming_packet import IncomingPacket, PacketReader
from core.media.transport.paced_sending import PacedSending
from core.media.transport.srtp_session import SrtpSession
from core.media.transport.traffic import Traffic

log = logging.getLogger(__name__)


class PacketReceiver(Protocol):
    """What RTP is handed to."""

    def take_rtp(self, packet: IncomingPacket, arrived_ms: int) -> None:
        """Take one packet that came at ``arrived_ms`` (wall clock)."""


class ReportReader(Protocol):
    """What RTCP is handed to."""

    def take_rtcp(self, packet: AnyRtcpPacket) -> None:
        """Take one packet of a compound."""


class HardenedDtlsTransport(RTCDtlsTransport):
    """Counts and drops what it cannot read, whoever sent it; only a real end of the connection ends it."""

    cname = ""
    dropped_datagrams = 0
    dropped_rtcp = 0
    dropped_outgoing = 0
    unrouted_packets = 0
    """RTP packets that belong to no section."""
    sent_packets = 0
    sent_bytes = 0
    received_packets = 0
    received_bytes = 0
    remote_fingerprints: tuple[RTCDtlsFingerprint, ...] = ()

    def __init__(self, transport: RTCIceTransport, certificates: list[RTCCertificate]) -> None:
        super().__init__(transport, certificates)
        self._rtp_router: BundleRouter = BundleRouter()
        self._rtp_header_extensions_map: Any = PacketReader()
        self.sending = PacedSending(self.send_rtp)
        """Where RTP leaves, numbered and paced."""
        self.arrivals = ArrivalFeedback(self.sending.control, self._send_feedback, lambda: self.own_ssrc)
        self.remote_estimate = RemoteEstimate()
        """What this end thinks that the other may send, where that is not told of every packet."""
        self._before_path = Traffic()
        if isinstance(transport, CallIceTransport):
            transport.on_path_changed = self._begin_path

    async def start(self, remoteParameters: RTCDtlsParameters) -> None:
        """Shake hands with the other end, whose certificate must have one of the announced fingerprints."""
        self.remote_fingerprints = tuple(remoteParameters.fingerprints)
        await super().start(remoteParameters)

    async def _recv_next(self) -> None:
        """Handle one datagram. Raises ConnectionError at the end of the connection, and nothing else."""
        try:
            await super()._recv_next()
        except ConnectionError:
            raise
        except Exception as error:
            self.dropped_datagrams += 1
            log.debug("datagram dropped: %s: %s", type(error).__name__, error)

    def _setup_srtp(self) -> None:
        """Derive the keys; from now on media comes straight from the socket, not through queue and task."""
        super()._setup_srtp()
        if self._state is State.FAILED:  # no profile in common: there are no sessions
            return
        self._rx_srtp, self._tx_srtp = SrtpSession(self._rx_srtp), SrtpSession(self._tx_srtp)
        connection = self.transport._connection
        if isinstance(connection, CallIceConnection):
            connection.on_rtp, connection.on_rtcp = self._take_rtp, self._take_rtcp

    def _set_state(self, state: State) -> None:
        super()._set_state(state)
        connection = self.transport._connection
        if state not in (State.CLOSED, State.FAILED):
            return
        self.sending.close()
        self.arrivals.close()
        if isinstance(connection, CallIceConnection):
            connection.on_rtp = connection.on_rtcp = None

    @property
    def round_trip(self) -> float:
        """Seconds to the other end and back, as connectivity checks found them; 0 before the first."""
        connection = self.transport._connection
        return connection.check_stats.round_trip if isinstance(connection, CallIceConnection) else 0.0

    @property
    def _waited(self) -> float:
        """Seconds that the datagram in hand had waited before it was read."""
        connection = self.transport._connection
        return connection.waited if isinstance(connection, CallIceConnection) else 0.0

    @property
    def traffic(self) -> Traffic:
        """What has passed since the beginning; aiortc counts the handshake and what came while it lasted."""
        found = Traffic(self.sent_packets, self.sent_bytes, self.received_packets, self.received_bytes)
        for stats in self._get_stats().values():
            found += Traffic(stats.packetsSent, stats.bytesSent, stats.packetsReceived, stats.bytesReceived)
        return found

    @property
    def path_traffic(self) -> Traffic:
        """What has passed since media moved to the pair of addresses in use."""
        return self.traffic - self._before_path

    def _begin_path(self) -> None:
        self._before_path = self.traffic

    def all_received_packets(self) -> int:
        """Return how many packets of any kind have come: RTP, RTCP, the handshake's and ICE's checks."""
        connection = self.transport._connection
        checks = connection.checks if isinstance(connection, CallIceConnection) else 0
        return self.traffic.packets_received + checks

    def _take_rtp(self, data: bytes) -> None:
        """Handle one SRTP packet. Never raises: a packet that cannot be handled is counted and dropped."""
        arrived_ms = time.time_ns() // 1_000_000
        try:
            self._route_rtp(self._rx_srtp.unprotect(data), arrived_ms)
            self.received_packets += 1
            self.received_bytes += len(data)
        except Exception as error:
            self.dropped_datagrams += 1
            log.debug("RTP packet dropped: %s: %s", type(error).__name__, error)

    def _take_rtcp(self, data: bytes) -> None:
        """Handle one SRTCP packet. Never raises, as for RTP."""
        try:
            opened = self._rx_srtp.unprotect_rtcp(data)
        except (pylibsrtp.Error, ValueError) as error:
            self.dropped_datagrams += 1
            log.debug("RTCP packet dropped: %s", error)
            return
        self.received_packets += 1
        self.received_bytes += len(data)
        self._take_compound(opened)

    def _register_rtp_receiver(self, receiver: Any, parameters: RTCRtpReceiveParameters) -> None:
        """Bring the packets of a section to ``receiver``, in place of what it was registered for before."""
        self._rtp_router.forget_section(receiver)
        super()._register_rtp_receiver(receiver, parameters)

    def route_payload_types(self, receiver: PacketReceiver, payload_types: Iterable[int]) -> None:
        """Bring packets of these payload types to ``receiver`` too, until it is unregistered."""
        router = cast(Any, self._rtp_router)
        router.register_receiver(receiver, ssrcs=[], payload_types=list(payload_types), mid=None)

    async def _handle_rtp_data(self, data: bytes, arrival_time_ms: int) -> None:
        """Handle one RTP packet that had waited in the queue; aiortc's time, since 1900, is not ours."""
        self._route_rtp(data, time.time_ns() // 1_000_000)

    def _route_rtp(self, data: bytes, arrived_ms: int) -> None:
        """Hand one RTP packet on."""
        packet: IncomingPacket = self._rtp_header_extensions_map.read(data)
        if packet.number is not None:
            self.arrivals.add(packet.number, len(data), packet.ssrc, self._waited)
        receiver: PacketReceiver | None = self._rtp_router.route_rtp(packet)
        if receiver is None:
            self.unrouted_packets += 1
        else:
            receiver.take_rtp(packet, arrived_ms)

    async def _handle_rtcp_data(self, data: bytes) -> None:
        """Handle a compound that had waited in the queue."""
        self._take_compound(data)

    def _take_compound(self, data: bytes) -> None:
        """Handle each packet of a compound for itself, so that a bad one does not cost the others.

        SDES is skipped: nothing here needs it, and some peers end it in a way that the parser refuses.
        """
        for piece in split_compound(data):
            if piece[1] == RTCP_SDES:
                continue
            try:
                self._take_piece(piece)
            except Exception as error:
                self.dropped_rtcp += 1
                log.debug("RTCP packet dropped: %s: %s", type(error).__name__, error)

    def _take_piece(self, piece: bytes) -> None:
        if self.sending.take_rtcp(piece):
            return
        for source, command in intra_requests(piece):
            sender = cast(Any, self._rtp_router.senders.get(source))
            if sender is not None:
                sender.take_intra_request(command)
        for packet in RtcpPacket.parse(piece):
            for recipient in self._rtp_router.route_rtcp(packet):
                cast(ReportReader, recipient).take_rtcp(packet)

    @property
    def own_ssrc(self) -> int:
        """The source that reports of this end come from where no sender belongs to what is reported."""
        return next(iter(self._rtp_router.senders), 1)

    def _send_feedback(self, data: bytes) -> None:
        try:
            self.send_packet(data)
        except ConnectionError:
            log.debug("feedback not sent: the transport is gone")

    async def _send_rtp(self, data: bytes) -> None:
        """Send one RTP or RTCP packet, for those who call as aiortc does."""
        self.send_packet(data)

    def send_packet(self, data: bytes) -> None:
        """Send one RTP or RTCP packet at once. Raises ConnectionError when there is no connection."""
        if is_rtcp(data):
            self._protect_and_send(as_compound(data, self.cname), is_rtp=False)
        else:
            self._protect_and_send(data)

    def send_rtp(self, data: bytes | bytearray) -> None:
        """Send one RTP packet at once. Raises ConnectionError when there is no connection."""
        self._protect_and_send(data)

    def _protect_and_send(self, data: bytes | bytearray, *, is_rtp: bool = True) -> None:
        if self._state is not State.CONNECTED:
            raise ConnectionError("not connected")
        connection = cast(CallIceConnection, self.transport._connection)
        session = cast(SrtpSession, self._tx_srtp)
        try:
            protected = session.protect(data) if is_rtp else session.protect_rtcp(data)
            connection.send_now(protected)
        except ConnectionError:
            raise
        except (pylibsrtp.Error, ValueError, OSError) as error:
            self.dropped_outgoing += 1
            log.debug("packet not sent: %s: %s", type(error).__name__, error)
        else:
            self.sent_packets += 1
            self.sent_bytes += len(protected)

    @property
    def dtls_version(self) -> str:
        """The negotiated version, for example ``DTLSv1.2``; empty before the handshake."""
        return str(self._ssl.get_protocol_version_name()) if self._ssl and self.encrypted else ""

    @property
    def dtls_cipher(self) -> str:
        """The negotiated cipher suite; empty before the handshake."""
        return str(self._ssl.get_cipher_name() or "") if self._ssl and self.encrypted else ""

    @property
    def srtp_profile(self) -> str:
        """The negotiated SRTP protection profile; empty before the handshake."""
        if not self._ssl or not self.encrypted:
            return ""
        return bytes(self._ssl.get_selected_srtp_profile()).decode()
