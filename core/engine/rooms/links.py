"""Links that let people into a room: ``ahoy:room/ID``. Nothing heavy is imported here."""

from __future__ import annotations

from urllib.parse import quote, unquote

SCHEME = "ahoy:"
ROOM = f"{SCHEME}room/"


def room_link(conference_id: str) -> str:
    """Return the link that lets others into the room; empty for a room without an id."""
    return f"{ROOM}{quote(conference_id, safe='')}" if conference_id else ""


def room_of_link(text: str) -> str | None:
    """Return the id of the room that ``text`` is a link to; None if it is no link to a room."""
    plain = text.replace("//", "", 1) if text.lower().startswith(f"{SCHEME}//") else text
    if plain[: len(ROOM)].lower() != ROOM:
        return None
    return unquote(plain[len(ROOM) :].partition("?")[0].partition("#")[0].rstrip("/")).strip()
