"""The Info Packages (RFC 6086) that this program sends and takes; each goes to those who say they take it."""

from __future__ import annotations

from core.sip.bodies import media_state, room_requests, time_left
from core.trust import path_header

TRICKLE_ICE = "trickle-ice"
"""Network candidates that are found late (RFC 8840)."""
ROOM = room_requests.INFO_PACKAGE
"""What a conference room and its members ask of each other."""
ALL = (media_state.INFO_PACKAGE, TRICKLE_ICE, ROOM, time_left.INFO_PACKAGE, path_header.INFO_PACKAGE)
