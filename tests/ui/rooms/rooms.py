"""Rooms for tests and screenshots: each function is one moment in the life of a room."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from core.rooms import MemberKind, MemberState, MemberVideo, RoomEvent, RoomMember, RoomSnapshot
from core.snapshots import AppSnapshot, CallSnapshot
from tests.ui import scenes
from tests.ui.calls import trusts

NAMES = (
    "Anna Lindqvist",
    "Bob Marsh",
    "Carol Idris",
    "Joaquim Ferreira",
    "Mira Okafor",
    "Tobias",
    "Zoe Quist",
    "Emil Berg",
    "Hanne Dahl",
    "Ravi Menon",
    "Sofia Rossi",
    "Kenji Mori",
    "Lena Vogt",
    "Omar Haddad",
    "Paula Neves",
)
ROOM_ID = "weekly-crew"
LINK = f"ahoy:room/{ROOM_ID}"


def ident(number: int) -> str:
    """Return the room's name for the member with this number; oneself is 0."""
    return f"{number:02x}" * 8


def own(**changes: Any) -> RoomMember:
    """Oneself."""
    me = RoomMember(ident(0), "Frida Holm", "frida-holm", is_self=True, video=MemberVideo.LIVE)
    return replace(me, **changes)


def other(number: int, **changes: Any) -> RoomMember:
    """Somebody else, seen."""
    name = NAMES[(number - 1) % len(NAMES)]
    address = name.casefold().replace(" ", "-")
    member = RoomMember(ident(number), name, address, video=MemberVideo.LIVE, has_picture=True)
    return replace(member, **changes)


def phone(number: int, **changes: Any) -> RoomMember:
    """Somebody who came by telephone."""
    member = RoomMember(ident(number), "+49 30 12345678", "+493012345678", MemberKind.PHONE)
    return replace(member, **changes)


def room(*members: RoomMember, **changes: Any) -> RoomSnapshot:
    """A room with these members; oneself first, unless oneself is among them."""
    if not any(member.is_self for member in members):
        members = (own(), *members)
    is_host = next(member.is_host for member in members if member.is_self)
    snapshot = RoomSnapshot(ROOM_ID, members, is_host=is_host, link=LINK)
    return replace(snapshot, **changes)


def of(count: int, **changes: Any) -> RoomSnapshot:
    """A room of ``count``, oneself among them."""
    return room(own(is_host=True), *(other(number) for number in range(1, count)), **changes)


def call(room: RoomSnapshot | None, **changes: Any) -> CallSnapshot:
    """The call that is in ``room``."""
    name = f"Room {ROOM_ID}"
    began = CallSnapshot("r1", "outbound", "established", name, f"conf:{ROOM_ID}", True)
    usual: dict[str, Any] = {"can_transfer": False, "can_share": True, "trust": trusts.in_room()}
    usual["established_at"] = time.monotonic() - 754
    return scenes.established(began, room=room, **(usual | changes))


def in_room(room: RoomSnapshot, *calls: CallSnapshot, **changes: Any) -> AppSnapshot:
    """The window while the person is in ``room``."""
    return scenes.in_call(call(room, **changes), *calls)


def lively() -> RoomSnapshot:
    """Six people, and every sign that a tile can have."""
    return room(
        own(is_host=True),
        other(1, is_talking=True),
        other(2, is_muted=True, has_hand_raised=True),
        other(3, video=MemberVideo.PAUSED, has_picture=False, is_muted=True),
        phone(4),
        other(5, state=MemberState.AWAY, has_picture=False),
        events=(RoomEvent(1, "Tobias joined."), RoomEvent(2, "Bob Marsh raised a hand.", ident(2))),
    )


def crowd(**changes: Any) -> RoomSnapshot:
    """Forty people, one with a name longer than any tile."""
    members = [other(n, name=f"Person number {n}") for n in range(2, 40)]
    return room(own(), other(1, name=scenes.LONG_NAME, is_muted=True), *members, **changes)


def presented() -> RoomSnapshot:
    """Anna shows her screen to five others."""
    shown = of(6)
    me, anna, *others = shown.members
    return replace(shown, members=(me, replace(anna, is_sharing=True, is_talking=True), *others))
