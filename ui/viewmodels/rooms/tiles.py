"""The tiles of a room as rows: what each shows, its signs, and where it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.rooms import MemberState, MemberVideo, RoomMember
from core.sentences import sentence
from ui.viewmodels import words
from ui.viewmodels.rooms import room_words
from ui.viewmodels.rooms.layout import Box
from ui.viewmodels.rooms.stage import Tile
from ui.viewmodels.rows import RowModel

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

OWN_PICTURE = "preview"


@dataclass(frozen=True, slots=True)
class TileRow:
    """One tile; ``shared``: of a screen. ``hand`` is its place among raised hands, 0 for none.

    One that is not ``shown`` is on another page.
    """

    key: str
    name: str
    label: str
    spoken: str
    initials: str
    colour: int
    glyph: str
    picture: str
    state_words: str
    shared: bool = False
    mine: bool = False
    host: bool = False
    talking: bool = False
    muted: bool = False
    paused: bool = False
    absent: bool = False
    hand: int = 0
    pinned: bool = False
    shown: bool = False
    x: int = 0
    y: int = 0
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the rows of a room are made of besides its members. ``boxes`` holds those that are seen."""

    call_id: str
    sees_self: bool
    names: Mapping[str, str]
    hands: Sequence[str]
    boxes: Mapping[str, Box]
    remembered: Mapping[str, Box]
    """Where those that are not seen were last: they fade out there."""
    pinned: str = ""


def picture_of(tile: Tile, call_id: str, *, sees_self: bool) -> str:
    """Return the name of a tile's picture; empty while it has none."""
    member = tile.member
    if tile.is_screen:
        return f"{call_id}/member/{member.member_id}/screen"
    if member.is_self:
        return OWN_PICTURE if sees_self else ""
    return f"{call_id}/member/{member.member_id}" if shows_camera(member) else ""


def shows_camera(member: RoomMember) -> bool:
    """Whether pictures of a member's camera are due."""
    is_there = member.state is MemberState.PRESENT
    return is_there and member.has_picture and member.video is MemberVideo.LIVE


def tile_row(tile: Tile, drawn: Drawn) -> TileRow:
    """Make the row of ``tile``."""
    member = tile.member
    name = drawn.names[member.member_id]
    hand = drawn.hands.index(member.member_id) + 1 if member.member_id in drawn.hands else 0
    box = drawn.boxes.get(tile.key) or drawn.remembered.get(tile.key, Box(0, 0, 0, 0))
    spoken = room_words.spoken(name, member, hand)
    return TileRow(
        key=tile.key,
        name=name,
        label=sentence("Screen of {name}", name=name)
        if tile.is_screen
        else sentence("You")
        if member.is_self
        else name,
        spoken=sentence("Screen of {name}", name=name) if tile.is_screen else spoken,
        initials=words.initials(name),
        colour=words.colour_index(name),
        glyph=room_words.glyph(member),
        picture=picture_of(tile, drawn.call_id, sees_self=drawn.sees_self),
        state_words=room_words.state(member),
        shared=tile.is_screen,
        mine=member.is_self,
        host=member.is_host and not tile.is_screen,
        talking=member.is_talking and not tile.is_screen,
        muted=member.is_muted and not tile.is_screen,
        paused=member.video is MemberVideo.PAUSED and not tile.is_screen,
        absent=member.state is not MemberState.PRESENT or member.is_on_hold,
        hand=0 if tile.is_screen else hand,
        pinned=tile.key == drawn.pinned,
        shown=tile.key in drawn.boxes,
        x=box.x,
        y=box.y,
        width=box.width,
        height=box.height,
    )


@QmlElement
@QmlUncreatable("tiles come from the core")
class TileModel(RowModel):  # type: ignore[operator]
    """The tiles of the stage, or those in windows of their own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(TileRow, parent)
