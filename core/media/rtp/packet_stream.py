"""The packets of one RTP stream: one owner of its sequence numbers, its clock and its history. Pure."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aiortc.rtcrtpparameters import RTCRtpHeaderExtensionParameters
from aiortc.rtp import pack_header_extensions

HISTORY_SECONDS = 1.5
"""How long a packet can be asked for again."""

MAX_HISTORY = 1500
"""Packets kept at most; the oldest are dropped."""

RESEND_SPACING = 0.02
"""Seconds between two copies of one packet: feedback that repeats itself is answered once."""

HEADER = struct.Struct("!BBHLL")
ORIGINAL_SEQUENCE = struct.Struct("!H")
VERSION, HAS_EXTENSION, MARKER = 0x80, 0x10, 0x80

MID = "urn:ietf:params:rtp-hdrext:sdes:mid"
ABS_SEND_TIME = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"
AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level"


@dataclass(frozen=True, slots=True)
class Retransmission:
    """Where copies of lost packets go (RFC 4588)."""

    payload_type: int
    ssrc: int
    first_sequence: int


@dataclass(slots=True)
class _Sent:
    at: float
    timestamp: int
    marker: int
    payload: bytes
    resent_at: float = 0.0


class HeaderExtensions:
    """Writes the negotiated header extensions of one media section (RFC 8285)."""

    def __init__(self, negotiated: Iterable[RTCRtpHeaderExtensionParameters], mid: str) -> None:
        ids = {extension.uri: extension.id for extension in negotiated}
        self._fixed = [(ids[MID], mid.encode())] if MID in ids and mid else []
        self._send_time_id = ids.get(ABS_SEND_TIME)
        self._level_id = ids.get(AUDIO_LEVEL)

    @property
    def has_level(self) -> bool:
        """Whether the loudness of sound is told."""
        return self._level_id is not None

    def write(self, now: float, level: int | None = None) -> bytes:
        """Return the block that follows the fixed header; empty when nothing was negotiated.

        ``now`` is wall clock time in seconds, ``level`` in dBov (-127 to 0).
        """
        values = list(self._fixed)
        if self._send_time_id is not None:
            values.append((self._send_time_id, (int(now * (1 << 18)) & 0xFFFFFF).to_bytes(3, "big")))
        if self._level_id is not None and level is not None:
            values.append((self._level_id, bytes([-level & 0x7F])))
        if not values:
            return b""
        profile, block = pack_header_extensions(values)
        return struct.pack("!HH", profile, len(block) // 4) + block


def _packet(
    ssrc: int, payload_type: int, sequence: int, sent: _Sent, extension: bytes, prefix: bytes = b""
) -> bytes:
    first = VERSION | HAS_EXTENSION if extension else VERSION
    header = HEADER.pack(first, sent.marker | payload_type, sequence, sent.timestamp, ssrc)
    return header + extension + prefix + sent.payload


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
        self.last_timestamp = 0
        self.last_sent_at = 0.0
        self._ssrc = ssrc
        self._payload_type = payload_type
        self._extensions = extensions
        self._sequence = first_sequence
        self._clock_origin = clock_origin
        self._retransmission = retransmission
        self._copy_sequence = retransmission.first_sequence if retransmission else 0
        self._keeps_history = keeps_history
        self._history: dict[int, _Sent] = {}

    def packetise(
        self,
        payloads: Sequence[bytes],
        timestamp: int,
        now: float,
        *,
        is_marked: bool = True,
        level: int | None = None,
        payload_type: int | None = None,
    ) -> list[bytes]:
        """Return the packets of one frame; the last one carries the marker bit if ``is_marked``.

        ``payload_type`` is the codec's unless said otherwise.
        """
        payload_type = self._payload_type if payload_type is None else payload_type
        timestamp = (self._clock_origin + timestamp) & 0xFFFFFFFF
        extension = self._extensions.write(now, level)
        self._forget(now)
        packets = []
        for left, payload in zip(range(len(payloads) - 1, -1, -1), payloads, strict=True):
            sent = _Sent(now, timestamp, MARKER if is_marked and not left else 0, payload)
            packets.append(_packet(self._ssrc, payload_type, self._sequence, sent, extension))
            if self._keeps_history:
                self._history[self._sequence] = sent
            self._sequence = (self._sequence + 1) & 0xFFFF
            self.octets += len(payload)
        self.packets += len(packets)
        self.last_timestamp, self.last_sent_at = timestamp, now
        return packets

    def copy(self, sequence: int, now: float) -> bytes | None:
        """Return packet ``sequence`` once more; None if it is too old or was copied just now."""
        sent = self._history.get(sequence & 0xFFFF)
        if sent is None or now - sent.at > HISTORY_SECONDS or now - sent.resent_at < RESEND_SPACING:
            return None
        sent.resent_at = now
        extension = self._extensions.write(now)
        way = self._retransmission
        if way is None:
            return _packet(self._ssrc, self._payload_type, sequence & 0xFFFF, sent, extension)
        number, self._copy_sequence = self._copy_sequence, (self._copy_sequence + 1) & 0xFFFF
        original = ORIGINAL_SEQUENCE.pack(sequence & 0xFFFF)
        return _packet(way.ssrc, way.payload_type, number, sent, extension, original)

    def _forget(self, now: float) -> None:
        while self._history:
            oldest = next(iter(self._history))
            if len(self._history) < MAX_HISTORY and now - self._history[oldest].at <= HISTORY_SECONDS:
                return
            del self._history[oldest]
