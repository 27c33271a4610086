"""What a forwarder reads and writes in pictures: keyframes, and the numbers of VP8 (RFC 6184, RFC 7741)."""

from __future__ import annotations

from core.media.rtp.receiving.keyframes import NAL_IDR, starts_keyframe

_NAMES = {"h264": "H264", "vp8": "VP8"}
EXTENDED, HAS_PICTURE, HAS_TL0, IS_LONG = 0x80, 0x80, 0x40, 0x80


def begins_keyframe(codec: str, payload: bytes, *, begins_frame: bool) -> bool:
    """Return whether a decoder can begin with this packet.

    ``begins_frame``: none of the same picture came before. A slice alone is no beginning when what stands
    before it, such as parameter sets, was lost.
    """
    if not starts_keyframe(_NAMES.get(codec, ""), payload):
        return False
    return begins_frame or codec != "h264" or payload[0] & 0x1F != NAL_IDR


def numbers_at(payload: bytes) -> tuple[int, int]:
    """Return where in a VP8 payload its picture id and its TL0PICIDX are; 0: there is none."""
    if len(payload) < 3 or not payload[0] & EXTENDED:
        return 0, 0
    extension, at, picture_at = payload[1], 2, 0
    if extension & HAS_PICTURE:
        picture_at = at
        at += 2 if payload[at] & IS_LONG else 1
    tl0_at = at if extension & HAS_TL0 else 0
    return (picture_at, tl0_at) if at + bool(tl0_at) <= len(payload) else (0, 0)


def picture_id(payload: bytes | bytearray, at: int) -> int:
    """Return the picture id at ``at``."""
    return (payload[at] & 0x7F) << 8 | payload[at + 1] if payload[at] & IS_LONG else payload[at]


def shift_numbers(data: bytearray, picture_at: int, picture_shift: int, tl0_at: int, tl0_shift: int) -> None:
    """Add to the numbers at these places of ``data``; each keeps its length."""
    if picture_at and data[picture_at] & IS_LONG:
        number = (picture_id(data, picture_at) + picture_shift) & 0x7FFF
        data[picture_at], data[picture_at + 1] = IS_LONG | number >> 8, number & 0xFF
    elif picture_at:
        data[picture_at] = (data[picture_at] + picture_shift) & 0x7F
    if tl0_at:
        data[tl0_at] = (data[tl0_at] + tl0_shift) & 0xFF
