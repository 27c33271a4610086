"""Names on the wire that are this project's own and that both its apps and its service write or read."""

from __future__ import annotations

ACCOUNT_HEADER = "P-Ahoy-Account"
"""By which account of a user's at another provider a call goes; from the gateway: which was called."""
UNVERIFIED_HEADER = "P-Ahoy-Unverified"
"""From the service: nobody vouches for who calls."""
ROOM_PASS_HEADER = "Ahoy-Room-Pass"
"""What a room gave a member to be known by when it comes back."""
ROOM_USER = "room-"
"""What the user part of a room's address begins with; the rest is the room's ID."""
OUR_REASON = "X-Ahoy"
"""Protocol of a Reason whose text is a sentence of the call service for the person who called a number."""
