"""The Info Packages (RFC 6086) that this program sends and takes; each goes to those who say they take it."""

from __future__ import annotations

from core.sip.bodies import room_requests, time_left
from core.trust import path_header

MEDIA_STATE = "ahoy-media"
"""What each side says of its own sound and pictures (``media_state``)."""
TRICKLE_ICE = "trickle-ice"
"""Network candidates that are found late (RFC 8840)."""
ROOM = room_requests.INFO_PACKAGE
"""What a conference room and its members ask of each other."""
ALL = (MEDIA_STATE, TRICKLE_ICE, ROOM, time_left.INFO_PACKAGE, path_header.INFO_PACKAGE)
