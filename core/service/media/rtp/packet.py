"""RTP packets as bytes (RFC 3550, RFC 8285): what is looked up in them without taking them apart."""

from __future__ import annotations

import struct

HEADER = struct.Struct("!BBHLL")
EXTENSION = struct.Struct("!HH")
ONE_BYTE, TWO_BYTE, TWO_BYTE_MASK = 0xBEDE, 0x1000, 0xFFF0
STOP = 15
"""An id that ends a block of one-byte headers (RFC 8285 section 4.2)."""


def payload_of(data: bytes) -> bytes | None:
    """Return what is left of an RTP packet without sources, extensions and padding; None if it is cut off."""
    if data[0] == 0x80:
        return data[12:]
    at = 12 + 4 * (data[0] & 0x0F)
    if data[0] & 0x10:
        if at + 4 > len(data):
            return None
        at += 4 + 4 * EXTENSION.unpack_from(data, at)[1]
    end = len(data)
    if data[0] & 0x20:
        end -= data[-1]
    return data[at:end] if at <= end else None


def extension_value(data: bytes, number: int) -> bytes:
    """Return the value of the header extension with id ``number``, empty if there is none."""
    at = 12 + 4 * (data[0] & 0x0F)
    if not data[0] & 0x10 or at + 4 > len(data):
        return b""
    profile, words = EXTENSION.unpack_from(data, at)
    at += 4
    end = min(len(data), at + 4 * words)
    is_short = profile == ONE_BYTE
    if not is_short and profile & TWO_BYTE_MASK != TWO_BYTE:
        return b""
    while at < end:
        first = data[at]
        if not first:
            at += 1
            continue
        if is_short:
            found, length, ahead = first >> 4, (first & 0x0F) + 1, 1
            if found == STOP:
                return b""
        else:
            if at + 1 >= end:
                return b""
            found, length, ahead = first, data[at + 1], 2
        at += ahead
        if found == number:
            return data[at : at + length] if at + length <= end else b""
        at += length
    return b""
