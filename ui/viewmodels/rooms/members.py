"""Everybody in the room, as the rows of a list that can be searched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.rooms import MemberKind, MemberState, MemberVideo, RoomMember, RoomSnapshot
from core.sentences import sentence
from ui.viewmodels import words
from ui.viewmodels.people.people import matches
from ui.viewmodels.rooms import room_words
from ui.viewmodels.rows import RowModel

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member. ``mutable``, ``removable`` and ``promotable`` say what this person may do as host."""

    key: str
    name: str
    detail: str
    spoken: str
    initials: str
    colour: int
    glyph: str
    mine: bool = False
    host: bool = False
    talking: bool = False
    muted: bool = False
    seen: bool = False
    absent: bool = False
    hand: int = 0
    pinned: bool = False
    mutable: bool = False
    removable: bool = False
    promotable: bool = False


def has_tools(room: RoomSnapshot) -> bool:
    """Whether this person has the host's tools."""
    return room.is_host and room.can_moderate


def member_row(
    member: RoomMember, name: str, hands: Sequence[str], pinned: str, *, has_tools: bool
) -> MemberRow:
    """Make the row of ``member``."""
    hand = hands.index(member.member_id) + 1 if member.member_id in hands else 0
    is_there = member.state is MemberState.PRESENT
    is_governed = has_tools and not member.is_self
    return MemberRow(
        key=member.member_id,
        name=sentence("{name} (you)", name=name) if member.is_self else name,
        detail=room_words.detail(member),
        spoken=room_words.spoken(name, member, hand),
        initials=words.initials(name),
        colour=words.colour_index(name),
        glyph=room_words.glyph(member),
        mine=member.is_self,
        host=member.is_host,
        talking=member.is_talking,
        muted=member.is_muted,
        seen=member.video is MemberVideo.LIVE,
        absent=not is_there,
        hand=hand,
        pinned=member.member_id == pinned,
        mutable=is_governed and is_there and not member.is_muted,
        removable=is_governed,
        promotable=is_governed and is_there and not member.is_host and member.kind is MemberKind.APP,
    )


def member_rows(
    room: RoomSnapshot, names: Mapping[str, str], hands: Sequence[str], pinned: str
) -> list[MemberRow]:
    """Return everybody: raised hands first, in their order, then by joining."""
    places = {key: place for place, key in enumerate(hands)}
    ordered = sorted(room.members, key=lambda member: places.get(member.member_id, len(places)))
    tools = has_tools(room)
    return [member_row(m, names[m.member_id], hands, pinned, has_tools=tools) for m in ordered]


def matching(
    rows: Sequence[MemberRow], room: RoomSnapshot, names: Mapping[str, str], text: str
) -> list[MemberRow]:
    """Return the rows of those whose name or address match ``text``."""
    found = {m.member_id for m in room.members if matches(text, names[m.member_id], m.address)}
    return [row for row in rows if row.key in found]


@QmlElement
@QmlUncreatable("members come from the core")
class MemberModel(RowModel):  # type: ignore[operator]
    """The members of the room on the screen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(MemberRow, parent)
