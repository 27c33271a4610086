"""What kind of datagram came on a port that STUN, DTLS, RTP and RTCP share (RFC 7983, RFC 5761)."""

from __future__ import annotations

STUN_HEADER_BYTES = 20
STUN_FIRST_BYTES = range(4)
"""RFC 7983 section 7: what tells STUN from DTLS and RTP."""

RTP_FIRST_BYTES = range(128, 192)
RTCP_TYPES = range(192, 224)
"""RFC 5761 section 4: what tells RTCP from RTP on one port."""


def is_rtp(data: bytes) -> bool:
    """Return whether a datagram is RTP: neither STUN, nor DTLS, nor RTCP."""
    return len(data) >= 2 and data[0] in RTP_FIRST_BYTES and data[1] not in RTCP_TYPES


def is_rtcp(data: bytes) -> bool:
    """Return whether a datagram is RTCP."""
    return len(data) >= 2 and data[0] in RTP_FIRST_BYTES and data[1] in RTCP_TYPES


def is_stun(data: bytes) -> bool:
    """Return whether a datagram may be STUN."""
    return len(data) >= STUN_HEADER_BYTES and data[0] in STUN_FIRST_BYTES
