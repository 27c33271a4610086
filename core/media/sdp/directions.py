"""The four directions of a media section (RFC 8866 section 6.7), seen from the end that says them."""

from __future__ import annotations


def sends(direction: str) -> bool:
    """Whether the end that says ``direction`` sends."""
    return direction in ("sendrecv", "sendonly")


def receives(direction: str) -> bool:
    """Whether the end that says ``direction`` receives."""
    return direction in ("sendrecv", "recvonly")


def direction_of(is_sending: bool, is_receiving: bool) -> str:
    """Return the word for both together."""
    if is_sending:
        return "sendrecv" if is_receiving else "sendonly"
    return "recvonly" if is_receiving else "inactive"


def agreed(ours: str, theirs: str) -> str:
    """Return what this end does when it said ``ours`` and the other end ``theirs``."""
    return direction_of(sends(ours) and receives(theirs), receives(ours) and sends(theirs))
