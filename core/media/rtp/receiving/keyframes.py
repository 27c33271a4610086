"""Telling from an RTP payload whether a keyframe begins in it."""

from __future__ import annotations

NAL_IDR, NAL_SPS, NAL_STAP_A, NAL_FU_A = 5, 7, 24, 28


def starts_keyframe(codec_name: str, payload: bytes) -> bool:
    """Return whether ``payload`` (as it came) is the first packet of a keyframe; False if it cannot tell."""
    if codec_name == "H264":
        return _h264(payload)
    return codec_name == "VP8" and _vp8(payload)


def _h264(payload: bytes) -> bool:
    """RFC 6184 section 5: parameter sets come first, or the first slice of an IDR picture does."""
    if len(payload) < 2:
        return False
    kind = payload[0] & 0x1F
    if kind == NAL_STAP_A:
        return len(payload) > 3 and payload[3] & 0x1F in (NAL_SPS, NAL_IDR)
    if kind == NAL_FU_A:
        return bool(payload[1] & 0x80) and payload[1] & 0x1F in (NAL_SPS, NAL_IDR)
    return kind in (NAL_SPS, NAL_IDR)


def _vp8(payload: bytes) -> bool:
    """RFC 7741 sections 4.2 and 4.3: start of partition 0, and the inverse key frame flag."""
    if not payload or not payload[0] & 0x10 or payload[0] & 0x07:
        return False
    position = 1
    if payload[0] & 0x80:
        if len(payload) < 2:
            return False
        extension = payload[1]
        position = 2
        if extension & 0x80:
            position += 2 if len(payload) > 2 and payload[2] & 0x80 else 1
        position += 1 if extension & 0x40 else 0
        position += 1 if extension & 0x30 else 0
    return len(payload) > position and not payload[position] & 0x01
