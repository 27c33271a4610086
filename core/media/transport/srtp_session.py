"""One direction of SRTP (RFC 3711) with as little around each packet as can be.

pylibsrtp's own session makes an object and asks several questions for each packet; a call has hundreds in a
second. This one has a room for the packet and its length that are made once.
"""

from __future__ import annotations

from collections.abc import Callable

import pylibsrtp
from pylibsrtp import Session
from pylibsrtp._binding import ffi, lib

MOST_BYTES = 1500
"""Of a packet with what protects it: as many as pylibsrtp's session has room for."""

TAG_BYTES, RTCP_TAG_BYTES = pylibsrtp.SRTP_MAX_TRAILER_LEN, pylibsrtp.SRTP_MAX_SRTCP_TRAILER_LEN
"""What protection may add to a packet; RTCP has an index, too (RFC 3711 section 3.4)."""


class SrtpSession(Session):
    """Protects or opens what goes one way, with the keys of ``session``. Not thread-safe.

    Each method raises ``pylibsrtp.Error`` for what libsrtp refuses, and ValueError for a packet that is too
    long.
    """

    def __init__(self, session: Session) -> None:
        self._srtp = session._srtp
        self._session = session._srtp[0]
        self._packet = ffi.new("char[]", MOST_BYTES)
        self._room = ffi.buffer(self._packet)
        self._length = ffi.new("int *")

    def protect(self, packet: bytes | bytearray) -> bytes:
        """Return the SRTP packet of an RTP packet."""
        return self._run(lib.srtp_protect, packet, MOST_BYTES - TAG_BYTES)

    def unprotect(self, packet: bytes) -> bytes:
        """Return the RTP packet of an SRTP packet that is genuine and new."""
        return self._run(lib.srtp_unprotect, packet, MOST_BYTES)

    def protect_rtcp(self, packet: bytes | bytearray) -> bytes:
        """Return the SRTCP packet of an RTCP packet."""
        return self._run(lib.srtp_protect_rtcp, packet, MOST_BYTES - RTCP_TAG_BYTES)

    def unprotect_rtcp(self, packet: bytes) -> bytes:
        """Return the RTCP packet of an SRTCP packet that is genuine and new."""
        return self._run(lib.srtp_unprotect_rtcp, packet, MOST_BYTES)

    def _run(self, change: Callable[..., int], packet: bytes | bytearray, most: int) -> bytes:
        size = len(packet)
        if size > most:
            raise ValueError(f"a packet of {size} bytes is too long for SRTP")
        room, length = self._room, self._length
        room[:size] = packet
        length[0] = size
        status = change(self._session, self._packet, length)
        if status:
            raise pylibsrtp.Error(pylibsrtp.ERRORS[status])
        changed: bytes = room[: length[0]]
        return changed
