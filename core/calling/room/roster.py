"""Who is in a conference room, as its events tell one after the other: a value and a pure function."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.sip.bodies.room_events import MAX_CHANNELS, Channel, EndReason, RosterEvent, RosterKind


@dataclass(frozen=True, slots=True)
class Roster:
    """The room at one moment; members in the order in which they joined."""

    members: tuple[Channel, ...] = ()
    you: str = ""
    """Our own id there; empty where the server does not tell."""
    is_locked: bool = False
    is_known: bool = False
    """Whether anybody has told who is there."""
    is_ours: bool = False
    """Whether the server knows the tools of hosts and the rest of what Asterisk does not."""
    is_forwarded: bool = False
    """Whether the server says that it sends everybody's picture to everybody."""
    host_pass: str = ""
    """What makes us host again when we join anew."""
    end_reason: EndReason | None = None
    """Why our stay ends; None while it does not."""

    @property
    def own(self) -> Channel | None:
        """Ourselves; None where the server does not tell."""
        return self.member(self.you) if self.you else None

    @property
    def is_host(self) -> bool:
        """Whether we have the office of host."""
        own = self.own
        return own is not None and own.facts is not None and own.facts.host

    @property
    def is_silenced(self) -> bool:
        """Whether the host has muted us, which we may take back."""
        own = self.own
        return self.is_ours and own is not None and own.facts is not None and own.facts.silenced

    def member(self, member_id: str) -> Channel | None:
        """Return the member with this id; None if there is none."""
        return next((one for one in self.members if one.id == member_id), None)


def after(roster: Roster, event: RosterEvent, call_id: str = "") -> Roster:
    """Return the roster after ``event``; members beyond the limit are passed over.

    ``call_id`` is that of our own call: Asterisk tells us from the others by nothing else.
    """
    facts = event.facts
    roster = replace(roster, is_forwarded=event.is_forwarded)
    if facts is None and call_id:
        own = (one.id for one in event.channels if one.call_id == call_id)
        roster = replace(roster, you=next(own, roster.you))
    if facts is not None:
        roster = replace(
            roster,
            is_ours=True,
            you=facts.you or roster.you,
            host_pass=facts.host_pass or roster.host_pass,
            end_reason=facts.reason if event.kind is RosterKind.ENDED else roster.end_reason,
        )
    match event.kind:
        case RosterKind.WELCOME | RosterKind.STATE:
            is_locked = facts.locked if facts is not None else roster.is_locked
            members = _anew(roster, event)
            return replace(roster, members=members, is_known=True, is_locked=is_locked)
        case RosterKind.JOIN:
            return replace(roster, members=_joined(roster, event.channels))
        case RosterKind.LEAVE:
            gone = {one.id for one in event.channels}
            return replace(roster, members=tuple(one for one in roster.members if one.id not in gone))
        case RosterKind.MUTE | RosterKind.UNMUTE:
            return _changed(roster, event, muted=event.kind is RosterKind.MUTE)
        case RosterKind.TALKING:
            return _talking(roster, event)
    return roster


def _anew(roster: Roster, event: RosterEvent) -> tuple[Channel, ...]:
    """Return all who are there now; who spoke goes on speaking until told otherwise."""
    speaking = {one.id: one.talking for one in roster.members}
    fresh = _unique(event.channels)
    if event.facts is None:
        # In Asterisk's Welcome all channels have the ``muted`` and ``admin`` of the one who joined.
        fresh = [replace(one, muted=False, admin=False) for one in fresh]
    return tuple(
        one if one.talking is not None else replace(one, talking=speaking.get(one.id)) for one in fresh
    )


def _unique(channels: Iterable[Channel]) -> list[Channel]:
    return list({one.id: one for one in channels}.values())


def _joined(roster: Roster, channels: Iterable[Channel]) -> tuple[Channel, ...]:
    known = {one.id: one for one in roster.members}
    for one in channels:
        if one.id in known or len(known) < MAX_CHANNELS:
            known[one.id] = one
    return tuple(known.values())


def _changed(roster: Roster, event: RosterEvent, *, muted: bool) -> Roster:
    named = {one.id: one for one in event.channels}
    members = (
        _with_silence(replace(one, muted=muted), named[one.id]) if one.id in named else one
        for one in roster.members
    )
    return replace(roster, members=tuple(members))


def _with_silence(member: Channel, told: Channel) -> Channel:
    """Return ``member`` silenced by the host or not, as it is ``told``."""
    if member.facts is None or told.facts is None:
        return member
    return replace(member, facts=replace(member.facts, silenced=told.facts.silenced))


def _talking(roster: Roster, event: RosterEvent) -> Roster:
    told = {one.id: one.talking for one in event.channels if one.talking is not None}
    members = (replace(one, talking=told.get(one.id, one.talking)) for one in roster.members)
    return replace(roster, members=tuple(members))
