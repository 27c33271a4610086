"""Header extensions of what a room sends (RFC 8285): a block written once, filled in packet by packet."""

from __future__ import annotations

import struct

from core.service.conference.media.sdp.agreement import ExtensionIds
from core.service.media.rtp.packet import HEADER, ONE_BYTE


def extension_block(extensions: ExtensionIds, mid: str) -> tuple[bytes, int, int]:
    """Return a block of header extensions, and where in a packet its number and its time of sending go.

    A place of 0 means that it is not there; so it is with names that do not fit.
    """
    body = b""
    begin = HEADER.size + 4
    number_at = send_time_at = 0
    if extensions.number:
        number_at = begin + 1
        body += bytes([extensions.number << 4 | 1, 0, 0])
    if extensions.send_time:
        send_time_at = begin + len(body) + 1
        body += bytes([extensions.send_time << 4 | 2, 0, 0, 0])
    name = mid.encode()
    if extensions.mid and 0 < len(name) <= 16:
        body += bytes([extensions.mid << 4 | len(name) - 1]) + name
    if not body:
        return b"", 0, 0
    body += bytes(-len(body) % 4)
    return struct.pack("!HH", ONE_BYTE, len(body) // 4) + body, number_at, send_time_at
