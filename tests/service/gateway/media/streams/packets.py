"""RTP packets made and taken apart."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from core.service.gateway.media.sdp.agreement import Spoken
from core.service.media.sdp.codecs import Codec

PCMU, PCMA, G722 = Codec(0, "pcmu", 8000), Codec(8, "pcma", 8000), Codec(9, "g722", 8000)
OPUS = Codec(111, "opus", 48_000, 2)
SIP_OPUS = Codec(107, "opus", 48_000, 2)
EVENT_8, EVENT_48 = Codec(101, "telephone-event", 8000), Codec(110, "telephone-event", 48_000)
CN = Codec(13, "cn", 8000)
VP8, SIP_VP8 = Codec(96, "vp8", 90_000), Codec(98, "vp8", 90_000)


def spoken(*codecs: Codec) -> Spoken:
    return Spoken(codecs, codecs)


@dataclass(frozen=True)
class Read:
    payload_type: int
    marker: bool
    sequence: int
    timestamp: int
    ssrc: int
    payload: bytes


def rtp(
    sequence: int,
    timestamp: int = 0,
    payload: bytes = b"sound",
    payload_type: int = 8,
    ssrc: int = 0xAAAA,
    marker: bool = False,
) -> bytes:
    second = payload_type | (0x80 if marker else 0)
    head = struct.pack("!BBHLL", 0x80, second, sequence & 0xFFFF, timestamp & 0xFFFFFFFF, ssrc)
    return head + payload


def read(packet: bytes | None) -> Read:
    assert packet is not None
    first, second, sequence, timestamp, ssrc = struct.unpack_from("!BBHLL", packet)
    assert first == 0x80
    return Read(second & 0x7F, second >= 0x80, sequence, timestamp, ssrc, packet[12:])
