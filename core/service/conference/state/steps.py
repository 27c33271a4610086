"""How a room goes on from one event to the next.

``step(room, event)`` returns the room as it is then and the effects, in order; nothing else changes a room.
What members ask for has been judged before (``requests.refusal``): a step carries it out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from core.service.conference.state.events import (
    Agreed,
    Called,
    Close,
    Closed,
    Dismiss,
    Effect,
    Event,
    HandedOver,
    HandRaised,
    Hold,
    HostLate,
    Joined,
    Left,
    LockSet,
    Lost,
    MediaTold,
    Notice,
    PutOnHold,
    Removed,
    Silence,
    Silenced,
    Talks,
    Tell,
    TellState,
)
from core.service.conference.state.room import Member, Room
from core.sip.bodies.room_events import EndReason, Picture, Presence, RosterKind

Stepped = tuple[Room, list[Effect]]


def step(room: Room, event: Event) -> Stepped:
    """Return the room after ``event`` and what is to be done; an event about nobody changes nothing."""
    stepped, effects = _STEPS[type(event)](room, event)
    return stepped, effects


def _joined(room: Room, event: Joined) -> Stepped:
    before = room.device(event.member.account, event.member.instance)
    called = room.member(event.member.id)
    member, effects = event.member, list[Effect]()
    was_host = before is not None and before.id == room.host
    if before is not None:
        member = replace(
            member,
            since=before.since,
            is_silenced=before.is_silenced,
            is_held=before.is_held,
            has_hand_raised=before.has_hand_raised,
        )
        room, effects = _without(room, before), [Tell(RosterKind.LEAVE, before)]
        if before.presence is Presence.PRESENT:
            text = "You joined again from the same device."
            effects.insert(0, Dismiss(before.id, EndReason.REPLACED, text))
    if called is not None:
        room = _without(room, called)
    room = replace(room, members=(*room.members, member))
    if was_host or event.claims_host:
        room = replace(room, host=member.id)
    room = _with_host(room)
    if member.is_unheard:
        effects.append(Silence(member.id, True))
    if member.is_held:
        effects.append(Hold(member.id, True))
    return room, [*effects, Tell(RosterKind.JOIN, member), TellState()]


def _called(room: Room, event: Called) -> Stepped:
    if room.member(event.member.id) is not None:
        return room, []
    member = replace(event.member, presence=Presence.RINGING)
    return replace(room, members=(*room.members, member)), [TellState()]


def _left(room: Room, event: Left) -> Stepped:
    member = room.member(event.id)
    if member is None:
        return room, []
    after = _with_host(_without(room, member))
    effects: list[Effect] = []
    if member.presence is not Presence.RINGING:
        effects.append(Tell(RosterKind.LEAVE, member))
    if after.is_deserted:
        return _desert(after, effects)
    effects.append(TellState())
    if event.text:
        effects.append(Notice(event.text))
    return after, effects + _of_new_host(room, after)


def _lost(room: Room, event: Lost) -> Stepped:
    member = room.member(event.id)
    if member is None or member.presence is not Presence.PRESENT:
        return _left(room, Left(event.id))
    if not member.account or not member.instance:
        return _left(room, Left(event.id, f"The connection to {member.name} was lost."))
    away = replace(member, presence=Presence.AWAY, talks=False)
    return _changed(room, away), [TellState()]


def _host_late(room: Room, event: HostLate) -> Stepped:
    member = room.member(event.id)
    if member is None or member.id != room.host or member.presence is not Presence.AWAY:
        return room, []
    after = _with_host(replace(room, host=""))
    if not after.host:
        return room, []  # nobody else could be
    return after, [TellState(), *_of_new_host(room, after)]


def _hand_raised(room: Room, event: HandRaised) -> Stepped:
    member = room.member(event.id)
    if member is None:
        return room, []
    return _change(room, member, replace(member, has_hand_raised=event.raised))


def _media_told(room: Room, event: MediaTold) -> Stepped:
    member = room.member(event.id)
    if member is None:
        return room, []
    changed = replace(member, says_muted=event.muted, picture=event.picture)
    return _change(room, member, changed)


def _agreed(room: Room, event: Agreed) -> Stepped:
    member = room.member(event.id)
    if member is None:
        return room, []
    picture = member.picture
    if not event.has_picture:
        picture = Picture.NONE
    elif picture is Picture.NONE:
        picture = Picture.LIVE
    changed = replace(member, picture=picture, shows_screen=event.shows_screen, holds=event.holds)
    return _change(room, member, changed)


def _talks(room: Room, event: Talks) -> Stepped:
    member = room.member(event.id)
    if member is None or member.talks == event.talks:
        return room, []
    member = replace(member, talks=event.talks)
    return _changed(room, member), [Tell(RosterKind.TALKING, member)]


def _silenced(room: Room, event: Silenced) -> Stepped:
    effects: list[Effect] = []
    for member in room.members:
        is_meant = member.id == event.id or (not event.id and member.id != room.host)
        if is_meant and member.is_silenced != event.silenced:
            # Who takes the silence back speaks again: that is what they mean by it.
            changed = replace(
                member,
                is_silenced=event.silenced,
                says_muted=member.says_muted and event.silenced,
            )
            effects.append(Silence(member.id, changed.is_unheard))
            room, more = _change(room, member, changed)
            effects += [one for one in more if not isinstance(one, TellState)]
    return room, [*effects, TellState()] if effects else []


def _put_on_hold(room: Room, event: PutOnHold) -> Stepped:
    member = room.member(event.id)
    if member is None or member.is_held == event.held:
        return room, []
    held = replace(member, is_held=event.held)
    after, effects = _change(room, member, held)
    return after, [Silence(member.id, held.is_unheard), Hold(member.id, event.held), *effects]


def _lock_set(room: Room, event: LockSet) -> Stepped:
    if room.locked == event.locked:
        return room, []
    return replace(room, locked=event.locked), [TellState()]


def _handed_over(room: Room, event: HandedOver) -> Stepped:
    member = room.member(event.id)
    if member is None or event.id == room.host or not member.may_host:
        return room, []
    after = replace(room, host=event.id)
    return after, [TellState(), *_of_new_host(room, after)]


def _removed(room: Room, event: Removed) -> Stepped:
    member = room.member(event.id)
    if member is None:
        return room, []
    after, effects = _left(room, Left(event.id))
    dismiss = Dismiss(event.id, EndReason.REMOVED, "The host has let you out of the room.")
    return after, [dismiss, *effects]


def _closed(room: Room, event: Closed) -> Stepped:
    text = (
        "The host has ended the room for all." if event.reason is EndReason.ENDED else "The room was ended."
    )
    return replace(room, members=(), host=""), [
        *(Dismiss(one.id, event.reason, text) for one in room.members),
        Close(),
    ]


_STEPS: Mapping[type[Any], Callable[[Room, Any], Stepped]] = {
    Joined: _joined,
    Called: _called,
    Left: _left,
    Lost: _lost,
    HostLate: _host_late,
    HandRaised: _hand_raised,
    MediaTold: _media_told,
    Agreed: _agreed,
    Talks: _talks,
    Silenced: _silenced,
    PutOnHold: _put_on_hold,
    LockSet: _lock_set,
    HandedOver: _handed_over,
    Removed: _removed,
    Closed: _closed,
}


# --- parts --------------------------------------------------------------------------------------------


def _change(room: Room, before: Member, after: Member) -> Stepped:
    """Return the room with a member changed, and what the others are told of it."""
    if before == after:
        return room, []
    effects: list[Effect] = []
    if before.is_muted != after.is_muted:
        effects.append(Tell(RosterKind.MUTE if after.is_muted else RosterKind.UNMUTE, after))
    return _changed(room, after), [*effects, TellState()]


def _changed(room: Room, member: Member) -> Room:
    return replace(room, members=tuple(member if one.id == member.id else one for one in room.members))


def _without(room: Room, member: Member) -> Room:
    return replace(room, members=tuple(one for one in room.members if one.id != member.id))


def _with_host(room: Room) -> Room:
    """Return the room with a host who is in it: the one it has, or who of an app has been there longest."""
    if room.member(room.host) is not None:
        return room
    able = [one for one in room.members if one.may_host]
    return replace(room, host=min(able, key=lambda one: one.since).id if able else "")


def _of_new_host(before: Room, after: Room) -> list[Effect]:
    host = after.member(after.host)
    if host is None or after.host == before.host or len(after.members) < 2:
        return []
    return [Notice(f"{host.name} is the host now.")]


def _desert(room: Room, effects: list[Effect]) -> Stepped:
    """Return the end of a room in which nobody is left; whom it still calls is not called any more."""
    for one in room.members:
        effects.append(Dismiss(one.id, EndReason.ENDED, "Nobody is in the room any more."))
    return replace(room, members=(), host=""), [*effects, Close()]
