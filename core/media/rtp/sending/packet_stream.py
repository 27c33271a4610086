"""The packets of one RTP stream: one owner of its sequence numbers, its clock and its history. Pure.

A packet gets its number when it leaves, so that one that is given up before leaves no gap.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from core.media.rtp.header_extensions import ExtensionBlock, HeaderExtensions
from core.media.transport.outgoing_packet import OutgoingPacket

HISTORY_SECONDS = 1.5
"""How long a packet can be asked for again."""

MAX_HISTORY = 1500
"""Packets kept at most; the oldest are dropped."""

RESEND_SPACING = 0.02
"""Seconds between two copies of one packet at least: feedback that repeats itself is answered once."""

RESEND_ROUND_TRIPS = 0.9
"""Round trips between two copies: what is asked for again before was asked for in ignorance of the first."""

COPIES_AT_ONCE = 2
"""Copies within that time, if so much is lost that the first may well be."""

MOST_PADDING = 255
"""RFC 3550 section 5.1: its last byte tells how long it is."""

HEADER = struct.Struct("!BBHLL")
ORIGINAL_SEQUENCE = struct.Struct("!H")
VERSION, HAS_PADDING, HAS_EXTENSION, MARKER = 0x80, 0x20, 0x10, 0x80


@dataclass(frozen=True, slots=True)
class Retransmission:
    """Where copies of lost packets go (RFC 4588); ``payload_types`` by that of the packet."""

    payload_types: Mapping[int, int]
    ssrc: int
    first_sequence: int


@dataclass(slots=True)
class _Sent:
    at: float
    timestamp: int
    second: int
    """Marker bit and payload type."""
    payload: bytes
    resent_at: float = 0.0
    asked_at: float = 0.0
    """When it was asked for that is answered now, and the first copy of these left."""
    at_once: int = 0
    """Copies since then."""


class PacketStream:
    """Numbers, stamps and remembers what is sent. Times are wall clock seconds and always arguments."""

    def __init__(
        self,
        ssrc: int,
        payload_type: int,
        extensions: HeaderExtensions,
        *,
        first_sequence: int,
        clock_origin: int,
        retransmission: Retransmission | None = None,
        keeps_history: bool = True,
    ) -> None:
        self.packets = 0
        self.octets = 0
        self.header_octets = 0
        self.copies = self.copied_octets = self.copied_header_octets = 0
        """Packets sent again, for whatever reason, and mere padding."""
        self.resent = self.resent_octets = 0
        """Packets sent again because they were asked for."""
        self.last_timestamp = 0
        self.last_captured_at = 0.0
        """When what bears the last timestamp was captured."""
        self.frames = 0
        """Frames of which the last packet has left."""
        self.send_delay = 0.0
        """Seconds that packets have waited before they left, added up."""
        self._ssrc = ssrc
        self._payload_type = payload_type
        self._extensions = extensions
        self._sequence = first_sequence
        self._clock_origin = clock_origin
        self._retransmission = retransmission
        self._copy_sequence = retransmission.first_sequence if retransmission else 0
        self._keeps_history = keeps_history
        self._history: dict[int, _Sent] = {}
        self._unfinished: int | None = None
        """Timestamp of the picture of which the last packet has not left yet."""

    def packetise(
        self,
        payloads: Sequence[bytes],
        timestamp: int,
        now: float,
        *,
        captured_at: float | None = None,
        is_marked: bool = True,
        level: int | None = None,
        payload_type: int | None = None,
    ) -> list[OutgoingPacket]:
        """Return the packets of one frame; the last one carries the marker bit if ``is_marked``.

        ``payload_type`` is the codec's unless said otherwise; ``captured_at`` is now unless said otherwise.
        """
        payload_type = self._payload_type if payload_type is None else payload_type
        timestamp = (self._clock_origin + timestamp) & 0xFFFFFFFF
        block = self._extensions.block(level)
        packets = []
        for left, payload in zip(range(len(payloads) - 1, -1, -1), payloads, strict=True):
            marker = MARKER if is_marked and not left else 0
            sent = _Sent(now, timestamp, marker | payload_type, payload)
            packet = _packet(self._ssrc, sent.second, 0, sent, block)
            packet.on_leave = partial(self._leave, sent, not left)
            packets.append(packet)
        self.last_timestamp = timestamp
        self.last_captured_at = now if captured_at is None else captured_at
        return packets

    def copy(
        self, sequence: int, now: float, round_trip: float = 0.0, *, is_lossy: bool = False
    ) -> OutgoingPacket | None:
        """Return packet ``sequence`` once more; None if it is too old or was copied just now.

        ``is_lossy``: a copy may well get lost, too; a request that is repeated gets another one.
        """
        sent = self._history.get(sequence & 0xFFFF)
        if sent is None or now - sent.at > HISTORY_SECONDS or now - sent.resent_at < RESEND_SPACING:
            return None
        if now - sent.asked_at >= max(RESEND_SPACING, RESEND_ROUND_TRIPS * round_trip):
            sent.asked_at, sent.at_once = now, 0
        elif not is_lossy or sent.at_once >= COPIES_AT_ONCE:
            return None
        sent.resent_at = now
        sent.at_once += 1
        return self._copy(sequence & 0xFFFF, sent, is_asked_for=True)

    def redundant(self, size: int) -> OutgoingPacket | None:
        """Return a packet of about ``size`` bytes that nobody needs, for a probe; None without RFC 4588.

        The newest one once more if it fits, since it may have been lost, else mere padding.
        """
        if self._retransmission is None:
            return None
        if self._history:
            sequence, sent = next(reversed(self._history.items()))
            if size // 2 <= len(sent.payload) <= size and not sent.resent_at:
                sent.resent_at = sent.at
                return self._copy(sequence, sent, is_asked_for=False)
        return self._padding(min(size, MOST_PADDING))

    def _copy(self, sequence: int, sent: _Sent, *, is_asked_for: bool) -> OutgoingPacket:
        block, way = self._extensions.block(), self._retransmission
        copy_type = way.payload_types.get(sent.second & ~MARKER) if way is not None else None
        if way is None or copy_type is None:
            packet = _packet(self._ssrc, sent.second, sequence, sent, block)
        else:
            original, second = ORIGINAL_SEQUENCE.pack(sequence), sent.second & MARKER | copy_type
            packet = _packet(way.ssrc, second, 0, sent, block, original)
        is_renumbered = copy_type is not None
        octets = len(sent.payload) + (ORIGINAL_SEQUENCE.size if is_renumbered else 0)
        packet.on_leave = partial(self._leave_copy, octets, is_asked_for, is_renumbered)
        return packet

    def _padding(self, size: int) -> OutgoingPacket:
        way = self._retransmission
        assert way is not None
        second = next(iter(way.payload_types.values()))
        sent = _Sent(0.0, self.last_timestamp, second, bytes(size - 1) + bytes([size]))
        packet = _packet(way.ssrc, second, 0, sent, self._extensions.block())
        packet.data[0] |= HAS_PADDING
        packet.on_leave = partial(self._leave_copy, 0, False, True)
        return packet

    def _leave(self, sent: _Sent, is_last: bool, packet: OutgoingPacket, now: float) -> None:
        """Number ``packet``, which leaves now, and remember it."""
        if self._unfinished not in (None, sent.timestamp):
            # The rest of a picture was given up: a gap tells the receiver that it is not complete.
            self._sequence = (self._sequence + 1) & 0xFFFF
        self._unfinished = None if is_last else sent.timestamp
        self.frames += is_last
        packet.sequence = self._sequence
        self.send_delay += max(0.0, now - sent.at)
        sent.at = now
        if self._keeps_history:
            self._forget(now)
            self._history[self._sequence] = sent
        self._sequence = (self._sequence + 1) & 0xFFFF
        self.packets += 1
        self.octets += len(sent.payload)
        self.header_octets += len(packet.data) - len(sent.payload)

    def _leave_copy(
        self, octets: int, is_asked_for: bool, is_renumbered: bool, packet: OutgoingPacket, _now: float
    ) -> None:
        if is_renumbered:
            packet.sequence = self._copy_sequence
            self._copy_sequence = (self._copy_sequence + 1) & 0xFFFF
        self.copies += 1
        self.copied_octets += octets
        self.copied_header_octets += len(packet.data) - octets
        if is_asked_for:
            self.resent += 1
            self.resent_octets += octets

    def _forget(self, now: float) -> None:
        while self._history:
            oldest = next(iter(self._history))
            if len(self._history) < MAX_HISTORY and now - self._history[oldest].at <= HISTORY_SECONDS:
                return
            del self._history[oldest]


def _packet(
    ssrc: int, second: int, sequence: int, sent: _Sent, block: ExtensionBlock, prefix: bytes = b""
) -> OutgoingPacket:
    first = VERSION | HAS_EXTENSION if block.data else VERSION
    head = HEADER.pack(first, second, sequence, sent.timestamp, ssrc)
    data = bytearray().join((head, block.data, prefix, sent.payload))
    return OutgoingPacket(
        data,
        HEADER.size + block.number_at if block.number_at else 0,
        HEADER.size + block.send_time_at if block.send_time_at else 0,
    )
