"""What members may ask of their room, and what it means for the room: judged first, carried out then."""

from __future__ import annotations

from core.service.conference.state.events import (
    Closed,
    Event,
    HandedOver,
    HandRaised,
    LockSet,
    Removed,
    Silenced,
)
from core.service.conference.state.room import Room
from core.sip.bodies.room_events import Presence
from core.sip.bodies.room_requests import (
    ALL,
    End,
    HandOver,
    Invite,
    Lock,
    Mute,
    RaiseHand,
    Remove,
    RoomRequest,
    Send,
    Unmute,
)

_FOR_HOSTS = (Mute, Remove, Lock, End, HandOver, Invite)
NOT_HOST = "Only the host of the room may do that."
NOBODY = "There is no such member in the room."


def refusal(room: Room, member_id: str, request: RoomRequest) -> str | None:
    """Return why a member may not ask for that, as a sentence; None if it may."""
    member = room.member(member_id)
    if member is None or member.presence is not Presence.PRESENT:
        return NOBODY
    if isinstance(request, Send):
        return "That is for the room to say."
    if isinstance(request, _FOR_HOSTS) and room.host != member_id:
        return NOT_HOST
    if isinstance(request, Mute) and request.member == ALL:
        return None
    if isinstance(request, Mute | Remove | HandOver):
        return _refusal_of_target(room, request)
    return None


def _refusal_of_target(room: Room, request: Mute | Remove | HandOver) -> str | None:
    target = room.member(request.member)
    if target is None:
        return NOBODY
    if isinstance(request, HandOver) and not target.may_host:
        return f"{target.name} cannot be the host."
    if isinstance(request, Remove) and target.id == room.host:
        return "The host cannot be let out: leave, or hand the office on."
    return None


def event_of(member_id: str, request: RoomRequest) -> Event | None:
    """Return what a request means for the room; None for what is no matter of the room's state."""
    match request:
        case RaiseHand(raised):
            return HandRaised(member_id, raised)
        case Mute(member):
            return Silenced("" if member == ALL else member)
        case Unmute():
            return Silenced(member_id, silenced=False)
        case Remove(member):
            return Removed(member)
        case Lock(locked):
            return LockSet(locked)
        case End():
            return Closed()
        case HandOver(member):
            return HandedOver(member)
        case _:
            return None
