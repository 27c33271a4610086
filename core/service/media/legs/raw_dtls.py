"""DTLS-SRTP whose decrypted packets are handed on as they are, without being taken apart."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pylibsrtp
from aiortc.rtcdtlstransport import RTCCertificate
from aiortc.rtcrtpparameters import RTCRtpHeaderExtensionParameters, RTCRtpParameters

from core.media.congestion.feedback.wire import URI as NUMBERS
from core.media.transport.dtls import HardenedDtlsTransport
from core.media.transport.incoming_packet import IncomingPacket

log = logging.getLogger(__name__)


class RawDtlsTransport(HardenedDtlsTransport):
    """``on_rtp`` and ``on_rtcp`` are given each packet; what does not open is counted and dropped."""

    def __init__(
        self,
        transport: Any,
        certificates: list[RTCCertificate],
        on_rtp: Callable[[bytes], None],
        on_rtcp: Callable[[bytes], None],
    ) -> None:
        super().__init__(transport, certificates)
        self._tells_arrivals = False
        self._feedback_ssrc = 1
        self._on_rtp = on_rtp
        self._on_rtcp = on_rtcp

    def _take_rtp(self, data: bytes) -> None:
        try:
            packet = self._rx_srtp.unprotect(data)
        except (pylibsrtp.Error, ValueError):
            self.dropped_datagrams += 1
            return
        self.received_packets += 1
        if self._tells_arrivals and packet[0] & 0x10:
            self._note(packet)
        self._on_rtp(packet)

    def tell_arrivals(self, number_id: int, own_ssrc: int) -> None:
        """Tell the other end when each packet came that it numbers with this extension; 0: tell nothing."""
        self._tells_arrivals = bool(number_id)
        self._feedback_ssrc = own_ssrc
        if number_id:
            numbers = RTCRtpHeaderExtensionParameters(id=number_id, uri=NUMBERS)
            self._rtp_header_extensions_map.configure(RTCRtpParameters(headerExtensions=[numbers]))

    def _note(self, data: bytes) -> None:
        try:
            packet: IncomingPacket = self._rtp_header_extensions_map.read(data)
        except ValueError:
            return
        if packet.number is not None:
            self.arrivals.add(packet.number, len(data), packet.ssrc, self._waited)

    @property
    def own_ssrc(self) -> int:
        """The source that ``tell_arrivals`` was given: no sender of aiortc's is registered here."""
        return self._feedback_ssrc

    def _route_rtp(self, data: bytes, arrived_ms: int) -> None:
        self.received_packets += 1
        self._on_rtp(data)

    def _take_compound(self, data: bytes) -> None:
        self._on_rtcp(data)

    def send_rtcp(self, data: bytes) -> None:
        """Send a whole compound of reports. Raises ConnectionError when there is no connection."""
        self._protect_and_send(data, is_rtp=False)
