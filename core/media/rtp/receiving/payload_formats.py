"""How the payloads of each codec are read: what the decoder takes, and whether a keyframe begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from aiortc.codecs import depayload
from aiortc.codecs.h264 import h264_depayload
from aiortc.rtcrtpparameters import RTCRtpCodecParameters

from core.media.rtp.receiving.keyframes import NAL_FU_A, NAL_STAP_A, starts_keyframe

START_CODE = b"\x00\x00\x00\x01"
FU_A_BYTES = 2
BEGINS = 0x80
"""Of the second byte of an FU-A: the first fragment (RFC 6184 section 5.8)."""


@dataclass(frozen=True, slots=True)
class PayloadFormat:
    """``read`` makes of a payload what the decoder takes and raises ValueError for nonsense."""

    read: Callable[[bytes], bytes]
    starts_keyframe: Callable[[bytes], bool]


def format_of(codec: RTCRtpCodecParameters) -> PayloadFormat:
    """Return how payloads of ``codec`` are read; asked once, since packets are many."""
    name = codec.name
    read = read_h264 if name == "H264" else partial(depayload, codec)
    return PayloadFormat(read, partial(starts_keyframe, name))


def read_h264(payload: bytes) -> bytes:
    """Return an H264 payload in Annex B form. Raises ValueError for nonsense (RFC 6184 section 5).

    Fragments, which nearly all packets of a picture are, are read here, the rest by aiortc.
    """
    if len(payload) < FU_A_BYTES:
        raise ValueError("an H264 payload has two bytes at least")
    head, second = payload[0], payload[1]
    kind = head & 0x1F
    if kind != NAL_FU_A:
        if 0 < kind < NAL_STAP_A:
            return START_CODE + payload
        return bytes(h264_depayload(payload))
    if not second & BEGINS:
        return payload[FU_A_BYTES:]
    return START_CODE + bytes((head & 0xE0 | second & 0x1F,)) + payload[FU_A_BYTES:]
