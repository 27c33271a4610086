"""An RTP packet that has come, and how it is read: once for each, so that it makes no more than it must.

aiortc's own packet makes an object for the packet, one for its extensions and a generator over them; a call
has hundreds in a second.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass

from aiortc.rtcrtpparameters import RTCRtpParameters

from core.media.congestion.feedback.wire import URI as TRANSPORT_NUMBER
from core.media.rtp.header_extensions import ABS_SEND_TIME, MID

HEADER = struct.Struct("!BBHLL")
BLOCK_HEADER = struct.Struct("!HH")
ORIGINAL_SEQUENCE_BYTES = 2
ONE_BYTE_PROFILE = 0xBEDE
TWO_BYTE_PROFILE, TWO_BYTE_MASK = 0x1000, 0xFFF0
"""RFC 8285 sections 4.2 and 4.3: the last four bits of the second are the application's."""

NUMBER_BYTES = 2
RESERVED_ID = 15
"""RFC 8285 section 4.2: ends the block."""


@dataclass(slots=True)
class IncomingPacket:
    """RTP as it came (RFC 3550 section 5.1), with those header extensions that are used here.

    ``number`` is the transport-wide one (16 bits), ``send_time`` the 24 bits of abs-send-time.
    """

    payload_type: int
    marker: int
    sequence_number: int
    timestamp: int
    ssrc: int
    payload: bytes = b""
    padding_size: int = 0
    mid: str | None = None
    number: int | None = None
    send_time: int | None = None
    size: int = 0
    """Bytes of the whole packet as it came, header and padding included."""

    def original(self, payload_type: int, ssrc: int) -> IncomingPacket:
        """Return what this packet is a copy of (RFC 4588 section 4). Raises ValueError if it is none."""
        if len(self.payload) < ORIGINAL_SEQUENCE_BYTES:
            raise ValueError("a copy begins with the sequence number of its original")
        sequence = int.from_bytes(self.payload[:ORIGINAL_SEQUENCE_BYTES], "big")
        payload = self.payload[ORIGINAL_SEQUENCE_BYTES:]
        return IncomingPacket(payload_type, self.marker, sequence, self.timestamp, ssrc, payload)


class PacketReader:
    """Reads packets of one transport; stands where aiortc keeps its map of header extensions."""

    def __init__(self) -> None:
        self._readers: dict[int, Callable[[IncomingPacket, bytes], None]] = {}
        self._numbered = 0
        """The id of the transport-wide number; 0 while there is none."""

    def configure(self, parameters: RTCRtpParameters) -> None:
        """Know the extensions of one more section: their ids are the same in all that share a transport."""
        for extension in parameters.headerExtensions:
            if extension.uri in _READERS:
                self._readers[extension.id] = _READERS[extension.uri]
            if extension.uri == TRANSPORT_NUMBER:
                self._numbered = extension.id

    def read(self, data: bytes) -> IncomingPacket:
        """Return ``data`` taken apart. Raises ValueError for anything but sound RTP."""
        if len(data) < HEADER.size:
            raise ValueError(f"{len(data)} bytes are no RTP packet")
        first, second, sequence, timestamp, ssrc = HEADER.unpack_from(data)
        if first >> 6 != 2:
            raise ValueError("an RTP packet of another version")
        packet = IncomingPacket(second & 0x7F, second >> 7, sequence, timestamp, ssrc)
        packet.size = len(data)
        at = HEADER.size + 4 * (first & 0x0F)
        if first & 0x10:
            at = self._read_block(packet, data, at)
        end = len(data)
        if first & 0x20:
            packet.padding_size = data[-1]
            end -= packet.padding_size
            if not packet.padding_size:
                raise ValueError("padding of no bytes")
        if at > end:
            raise ValueError("an RTP packet that is cut off")
        packet.payload = data[at:end]
        return packet

    def _read_block(self, packet: IncomingPacket, data: bytes, at: int) -> int:
        """Read the extensions that begin at ``at``; return where the payload begins."""
        if at + BLOCK_HEADER.size > len(data):
            raise ValueError("header extensions are missing")
        profile, words = BLOCK_HEADER.unpack_from(data, at)
        at += BLOCK_HEADER.size
        end: int = at + 4 * words
        if end > len(data):
            raise ValueError("header extensions are cut off")
        if profile == ONE_BYTE_PROFILE:
            self._read_one_byte(packet, data, at, end)
        elif profile & TWO_BYTE_MASK == TWO_BYTE_PROFILE:
            self._read_two_byte(packet, data, at, end)
        return end

    def _read_one_byte(self, packet: IncomingPacket, data: bytes, at: int, end: int) -> None:
        readers, numbered = self._readers, self._numbered
        while at < end:
            head = data[at]
            at += 1
            if not head:
                continue
            number, length = head >> 4, (head & 0x0F) + 1
            if number == RESERVED_ID:
                return
            if at + length > end:
                raise ValueError("a header extension is cut off")
            if number == numbered and length == NUMBER_BYTES:
                packet.number = data[at] << 8 | data[at + 1]  # in every packet: a call costs more than this
            elif number in readers:
                readers[number](packet, data[at : at + length])
            at += length

    def _read_two_byte(self, packet: IncomingPacket, data: bytes, at: int, end: int) -> None:
        while at < end:
            number = data[at]
            at += 1
            if not number:
                continue
            if at >= end or at + 1 + data[at] > end:
                raise ValueError("a header extension is cut off")
            length, at = data[at], at + 1
            reader = self._readers.get(number)
            if reader is not None:
                reader(packet, data[at : at + length])
            at += length


def _read_mid(packet: IncomingPacket, value: bytes) -> None:
    packet.mid = value.decode()


def _read_number(packet: IncomingPacket, value: bytes) -> None:
    if len(value) != NUMBER_BYTES:
        raise ValueError("a transport-wide number has two bytes")
    packet.number = value[0] << 8 | value[1]


def _read_send_time(packet: IncomingPacket, value: bytes) -> None:
    if len(value) != 3:
        raise ValueError("a time of sending has three bytes")
    packet.send_time = int.from_bytes(value, "big")


_READERS = {MID: _read_mid, TRANSPORT_NUMBER: _read_number, ABS_SEND_TIME: _read_send_time}
