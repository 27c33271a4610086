"""RTCP compounds as strict receivers want them, and taken apart as careless senders make them.

A lone piece of feedback is no compound (RFC 3550 section 6.1) and some drop it unless reduced-size RTCP was
agreed upon: without their keyframe there is no picture. And what is wrong in one packet must not cost those
beside it: some servers leave the padding of an SDES as it was, which aiortc's parser refuses.
"""

from __future__ import annotations

import struct

RTCP_SR, RTCP_RR, RTCP_SDES, RTCP_PSFB = 200, 201, 202, 206
SDES_CNAME = 1
FULL_INTRA_REQUEST = 4
"""Format of payload-specific feedback (RFC 5104 section 4.3.1)."""

INTRA_ENTRY = struct.Struct("!LB3x")
INTRA_ENTRIES_AT = 12
HEADER = struct.Struct("!BBH")


def split_compound(data: bytes) -> list[bytes]:
    """Return the RTCP packets in ``data``; what is truncated or of another version ends the list."""
    packets = []
    position = 0
    while position + HEADER.size <= len(data):
        first, _kind, words = HEADER.unpack_from(data, position)
        end = position + 4 * (words + 1)
        if first >> 6 != 2 or end > len(data):
            break
        packets.append(data[position:end])
        position = end
    return packets


def sdes_cname(ssrc: bytes, cname: str) -> bytes:
    """Return an SDES packet with one chunk (RFC 3550 section 6.5)."""
    name = cname.encode()[:255]
    chunk = ssrc + bytes([SDES_CNAME, len(name)]) + name
    chunk += bytes(4 - len(chunk) % 4)
    return HEADER.pack(0x81, RTCP_SDES, len(chunk) // 4) + chunk


def as_compound(data: bytes, cname: str) -> bytes:
    """Return ``data`` as a compound packet: a report first, and an SDES with CNAME (RFC 3550 section 6.1).

    Strict receivers discard anything else unless reduced-size RTCP (RFC 5506) was negotiated.
    """
    packets = split_compound(data)
    if not packets:
        return data
    kinds = [packet[1] for packet in packets]
    ssrc = packets[0][4:8]
    if kinds[0] not in (RTCP_SR, RTCP_RR):
        packets.insert(0, HEADER.pack(0x80, RTCP_RR, 1) + ssrc)
    if RTCP_SDES not in kinds and len(ssrc) == 4:
        packets.insert(1, sdes_cname(ssrc, cname))
    return b"".join(packets)


def intra_requests(data: bytes) -> list[tuple[int, int]]:
    """Return source and command number of each entry, if ``data`` is a Full Intra Request; else nothing.

    Whom it is for is said in its entries alone, which aiortc's router does not look into.
    """
    if data[1] != RTCP_PSFB or data[0] & 0x1F != FULL_INTRA_REQUEST:
        return []
    last = len(data) - INTRA_ENTRY.size
    return [INTRA_ENTRY.unpack_from(data, at) for at in range(INTRA_ENTRIES_AT, last + 1, INTRA_ENTRY.size)]
