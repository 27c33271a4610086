"""A room as its members are told of it: events in the JSON of ConfBridge, our own facts beside."""

from __future__ import annotations

from core.service.conference.state.room import Member, Room
from core.sip.bodies.room_events import (
    Channel,
    ChannelFacts,
    EndReason,
    RoomFacts,
    RosterEvent,
    RosterKind,
)


def channel_of(member: Member, room: Room) -> Channel:
    """Return how a member stands in an event."""
    is_host = member.id == room.host
    return Channel(
        member.id,
        member.name,
        member.number,
        member.is_muted,
        is_host,
        member.talks,
        ChannelFacts(
            member.address,
            member.kind,
            is_host,
            member.has_hand_raised,
            member.picture,
            member.shows_screen,
            member.since,
            member.presence,
            member.is_silenced,
            member.is_held or member.holds,
        ),
    )


def whole(kind: RosterKind, room: Room, you: str, now: float, host_pass: str = "") -> RosterEvent:
    """Return an event with all who are there, for the member ``you``; ``now`` is the Unix second."""
    channels = tuple(channel_of(one, room) for one in room.members)
    return RosterEvent(kind, room.id, channels, _facts(room, you, host_pass), now)


def of_one(kind: RosterKind, room: Room, member: Member, you: str, now: float) -> RosterEvent:
    """Return an event about one member, for the member ``you``."""
    return RosterEvent(kind, room.id, (channel_of(member, room),), _facts(room, you), now)


def notice(room: Room, text: str, you: str, now: float) -> RosterEvent:
    """Return a sentence to be shown."""
    facts = RoomFacts(room.locked, room.started, you, text=text)
    return RosterEvent(RosterKind.NOTICE, room.id, (), facts, now)


def ended(room: Room, reason: EndReason, text: str, you: str, now: float) -> RosterEvent:
    """Return why a member's stay is over."""
    facts = RoomFacts(room.locked, room.started, you, reason=reason, text=text)
    return RosterEvent(RosterKind.ENDED, room.id, (), facts, now)


def _facts(room: Room, you: str, host_pass: str = "") -> RoomFacts:
    return RoomFacts(room.locked, room.started, you, host_pass)
