"""The addresses of conference rooms: ``sip:room-ID@domain``, ID being 1 to 64 printable characters."""

from __future__ import annotations

from core.sip.messages import Uri
from core.sip.private_names import ROOM_USER

LONGEST_ID = 64


def is_room_user(user: str) -> bool:
    """Whether ``user``, unescaped, is the user part of a room's address; its ID may still make no sense."""
    return user.startswith(ROOM_USER)


def room_of(uri: Uri) -> str | None:
    """Return the ID of the room at ``uri``, whatever its host; None if it is no room's."""
    user = uri.unescaped_user or ""
    room = user.removeprefix(ROOM_USER)
    is_one = is_room_user(user) and 0 < len(room) <= LONGEST_ID and room.isprintable()
    return room if is_one else None


def room_uri(room: str, domain: str) -> Uri:
    """Return the address of a room."""
    return Uri.for_user(ROOM_USER + room, domain)
