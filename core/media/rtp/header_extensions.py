"""The header extensions of what is sent (RFC 8285): written once, filled in packet by packet."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass

from aiortc.rtcrtpparameters import RTCRtpHeaderExtensionParameters
from aiortc.rtp import pack_header_extensions

from core.media.congestion.feedback.wire import URI as TRANSPORT_NUMBER

MID = "urn:ietf:params:rtp-hdrext:sdes:mid"
ABS_SEND_TIME = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"
AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level"

BLOCK_HEADER = struct.Struct("!HH")
ONE_BYTE_PROFILE = 0xBEDE


@dataclass(frozen=True, slots=True)
class ExtensionBlock:
    """A block, empty if nothing was negotiated, and where in it each value is; 0 means that it is not."""

    data: bytes = b""
    number_at: int = 0
    send_time_at: int = 0
    level_at: int = 0


class HeaderExtensions:
    """What was negotiated for one media section."""

    def __init__(self, negotiated: Iterable[RTCRtpHeaderExtensionParameters], mid: str) -> None:
        ids = {extension.uri: extension.id for extension in negotiated}
        self.is_numbered = TRANSPORT_NUMBER in ids
        self.has_level = AUDIO_LEVEL in ids
        self._plain = _block(ids, mid, has_level=False)
        self._with_level = _block(ids, mid, has_level=True)

    def block(self, level: int | None = None) -> ExtensionBlock:
        """Return the block that follows the fixed header; ``level`` is in dBov (-127 to 0)."""
        if level is None or not self.has_level:
            return self._plain
        block = self._with_level
        at = block.level_at
        data = block.data[:at] + bytes([-level & 0x7F]) + block.data[at + 1 :]
        return ExtensionBlock(data, block.number_at, block.send_time_at, at)


def _block(ids: dict[str, int], mid: str, *, has_level: bool) -> ExtensionBlock:
    values = {TRANSPORT_NUMBER: bytes(2), ABS_SEND_TIME: bytes(3), MID: mid.encode()}
    if has_level:
        values[AUDIO_LEVEL] = bytes(1)
    used = [(uri, value) for uri, value in values.items() if uri in ids and value]
    if not used:
        return ExtensionBlock()
    profile, data = pack_header_extensions([(ids[uri], value) for uri, value in used])
    ahead = 1 if profile == ONE_BYTE_PROFILE else 2
    places: dict[str, int] = {}
    at = BLOCK_HEADER.size
    for uri, value in used:
        places[uri] = at + ahead
        at += ahead + len(value)
    return ExtensionBlock(
        BLOCK_HEADER.pack(profile, len(data) // 4) + data,
        places.get(TRANSPORT_NUMBER, 0),
        places.get(ABS_SEND_TIME, 0),
        places.get(AUDIO_LEVEL, 0),
    )
