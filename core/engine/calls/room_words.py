"""What a conference room is called where no person has a name for it, and why a stay in one has ended."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.calling import CallDetails, CallEndCause
from core.sentences import sentence
from core.sip.bodies.room_events import EndReason

ROOM = sentence("Conference room")
_MADE_UP = re.compile(r"[A-Za-z0-9_-]{22}")
"""An id that this program made for people who talked already: nothing to read out."""

_REASONS = {
    EndReason.REMOVED: sentence("The host sent you out of the room."),
    EndReason.ENDED: sentence("The host ended the room."),
    EndReason.REPLACED: sentence("You entered the room again from elsewhere."),
    EndReason.SERVICE: sentence("The call service ended the room."),
}
_CAUSES = {
    CallEndCause.CANCELED: sentence("You did not wait for the room."),
    CallEndCause.INACTIVE: sentence("The connection to the room was lost."),
    CallEndCause.HUNG_UP: sentence("The room has ended."),
}
_FORBIDDEN = 403
_LOCKED = sentence("The room is locked: nobody else gets in.")


@dataclass(frozen=True, slots=True)
class RoomEnding:
    """What is known of a stay in a room beyond its call's details."""

    reason: EndReason | None = None
    """What the room said; None if nothing."""
    was_host: bool = False


def room_name(conference_id: str) -> str:
    """Return how a room is called: by the id that people agreed on, if there is one."""
    return (
        ROOM
        if not conference_id or _MADE_UP.fullmatch(conference_id)
        else sentence("Room {name}", name=conference_id)
    )


def left_words(details: CallDetails, ending: RoomEnding, *, here: bool | None) -> str:
    """Say why a stay in a room has ended; empty where the words of other calls fit. ``here``: we left."""
    if ending.reason is not None:
        was_ours = ending.was_host and ending.reason is EndReason.ENDED
        return sentence("You ended the room for all.") if was_ours else _REASONS[ending.reason]
    cause, error = details.endCause, details.error
    if cause is CallEndCause.HUNG_UP and here:
        return sentence("You left the room.")
    if cause is CallEndCause.FAILURE:
        said = error.extras.get("reason", "") if error is not None and error.code == _FORBIDDEN else ""
        return _LOCKED if "lock" in said.lower() else ""
    return _CAUSES.get(cause, sentence("The room could not be reached."))
