"""How a room looks in the window: pure functions over the room of a call."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.calling import Call
from core.calling.room.call_room import CallRoom
from core.engine.rooms.chronicle import NameOf
from core.engine.rooms.links import room_link
from core.rooms import MemberKind, MemberState, MemberVideo, RoomEvent, RoomMember, RoomSnapshot
from core.sip.bodies.room_events import Channel, ChannelFacts, Presence
from core.sip.bodies.room_requests import SLIDES

SCREEN = "screen"
"""``MEMBER/screen`` is what the window calls a member's shared screen."""

_STATES = {
    Presence.PRESENT: MemberState.PRESENT,
    Presence.RINGING: MemberState.INVITED,
    Presence.AWAY: MemberState.AWAY,
}


def wire_name(name: str) -> str:
    """Return what the room calls the picture that the window calls ``name``."""
    member, _, what = name.partition("/")
    return f"{member}/{SLIDES}" if what == SCREEN else name


def window_name(name: str) -> str:
    """Return what the window calls the picture that the room calls ``name``."""
    member, _, what = name.partition("/")
    return f"{member}/{SCREEN}" if what == SLIDES else name


@dataclass(frozen=True, slots=True)
class Own:
    """What we know of ourselves; of it a server that is none of ours tells its members nothing."""

    name: str
    is_muted: bool = False
    video: MemberVideo = MemberVideo.NONE


def own_side(call: Call, name: str) -> Own:
    """Return how we are in ``call``, in which we are called ``name``."""
    if not call.details.requestedVideo:
        return Own(name, call.isMuted)
    return Own(name, call.isMuted, MemberVideo.PAUSED if call.isVideoPaused else MemberVideo.LIVE)


def room_snapshot(
    room: CallRoom, events: tuple[RoomEvent, ...], name_of: NameOf, *, own: Own
) -> RoomSnapshot:
    """Return ``room`` as the window shows it."""
    pictures = room.pictures
    return RoomSnapshot(
        room_id=room.conferenceId,
        members=tuple(
            _ourselves(room, one, own, pictures)
            if one.id == room.memberId
            else _member(room, one, name_of(one), pictures)
            for one in room.members
        ),
        is_host=room.isHost,
        is_locked=room.isLocked,
        can_moderate=room.canModerate,
        has_roster=room.hasRoster and not room.isComposed,
        events=events,
        link=room_link(room.conferenceId),
    )


def _ourselves(room: CallRoom, one: Channel, own: Own, pictures: frozenset[str]) -> RoomMember:
    told = _member(room, one, own.name, pictures)
    if one.facts is not None:
        return told
    return replace(told, is_muted=told.is_muted or own.is_muted, video=own.video)


def _member(room: CallRoom, one: Channel, name: str, pictures: frozenset[str]) -> RoomMember:
    facts = one.facts if one.facts is not None else ChannelFacts()
    is_told = one.facts is not None
    video = MemberVideo(facts.video)
    has_section = one.id in pictures
    if not is_told and has_section:
        video = MemberVideo.LIVE
    return RoomMember(
        member_id=one.id,
        name=name,
        address=room.addressOf(one),
        kind=MemberKind(facts.kind),
        state=_STATES[facts.state],
        is_self=one.id == room.memberId,
        is_host=facts.host or (one.admin and not is_told),
        is_muted=one.muted,
        is_talking=bool(one.talking),
        has_hand_raised=facts.hand,
        video=video,
        has_picture=has_section and video is MemberVideo.LIVE and not facts.held,
        is_sharing=f"{one.id}/{SLIDES}" in pictures,
        is_on_hold=facts.held,
    )
