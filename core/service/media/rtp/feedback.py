"""What receivers ask for in RTCP: keyframes, and packets that were lost (RFC 4585, RFC 5104)."""

from __future__ import annotations

import struct
from collections.abc import Iterable

from core.media.transport.compound import HEADER, intra_requests, sdes_cname

SR, RR, RTPFB, PSFB = 200, 201, 205, 206
NACK, PLI, FIR = 1, 1, 4
MOST_LOST_NUMBERS = 256
_NACK = struct.Struct("!HH")


def meant_sources(piece: bytes) -> set[int]:
    """Return the sources that a piece of feedback is for: a FIR names them in its entries."""
    if piece[1] == PSFB and piece[0] & 0x1F == FIR:
        return {source for source, _ in intra_requests(piece)}
    return {int.from_bytes(piece[8:12], "big")} if len(piece) >= 12 else set()


def lost_numbers(piece: bytes) -> list[int]:
    """Return the numbers of the packets that a piece says are lost, a bounded number of them."""
    found: list[int] = []
    for at in range(12, len(piece) - 3, 4):
        first, mask = _NACK.unpack_from(piece, at)
        found.append(first)
        found += [(first + bit + 1) & 0xFFFF for bit in range(16) if mask >> bit & 1]
        if len(found) >= MOST_LOST_NUMBERS:
            break
    return found[:MOST_LOST_NUMBERS]


def keyframe_request(our_ssrc: int, source: int, cname: str) -> bytes:
    """Return a request for a keyframe of ``source``, as a compound that strict receivers take."""
    return _compound(our_ssrc, HEADER.pack(0x80 | PLI, PSFB, 2) + struct.pack("!LL", our_ssrc, source), cname)


def again_request(our_ssrc: int, source: int, numbers: Iterable[int], cname: str) -> bytes:
    """Return a request for packets of ``source`` that were lost."""
    entries: list[tuple[int, int]] = []
    for number in numbers:
        behind = (number - entries[-1][0] - 1) & 0xFFFF if entries else 0xFFFF
        if behind < 16:
            entries[-1] = (entries[-1][0], entries[-1][1] | 1 << behind)
        else:
            entries.append((number, 0))
    told = b"".join(_NACK.pack(*entry) for entry in entries)
    piece = HEADER.pack(0x80 | NACK, RTPFB, 2 + len(entries)) + struct.pack("!LL", our_ssrc, source) + told
    return _compound(our_ssrc, piece, cname)


def _compound(our_ssrc: int, piece: bytes, cname: str) -> bytes:
    ssrc = struct.pack("!L", our_ssrc)
    return HEADER.pack(0x80, RR, 1) + ssrc + sdes_cname(ssrc, cname) + piece


def full_intra_request(our_ssrc: int, source: int, command: int, cname: str) -> bytes:
    """Return the same for whoever takes nothing else; each new ``command`` (0 to 255) asks for one."""
    entry = struct.pack("!LLLB3x", our_ssrc, 0, source, command)
    return _compound(our_ssrc, HEADER.pack(0x80 | FIR, PSFB, 4) + entry, cname)
