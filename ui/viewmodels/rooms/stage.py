"""Which tiles of a room are seen, and where: pure functions of the room, the person's wishes and a size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from core.rooms import MemberState, RoomMember, RoomSnapshot
from ui.viewmodels.rooms.layout import NOWHERE, Box, Page, focus, grid_page, strip_page

SCREEN = "/screen"
"""What the key of a screen has behind that of the member; a camera's key is the member's id alone."""


class View(StrEnum):
    """How the person looks at the room."""

    GRID = "grid"
    SPEAKER = "speaker"


class SelfView(StrEnum):
    """Where the person sees themselves."""

    TILE = "tile"
    CORNER = "corner"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Tile:
    """A camera or a screen of somebody in the room."""

    key: str
    member: RoomMember
    is_screen: bool = False


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person chose. ``pinned`` and ``popped`` are keys of tiles, ``screens`` in order of coming."""

    view: View = View.GRID
    pinned: str = ""
    popped: tuple[str, ...] = ()
    page: int = 0
    self_view: SelfView | None = None
    """None: whatever suits the size of the room."""
    screens: tuple[str, ...] = ()
    screen_large: bool = True


@dataclass(frozen=True, slots=True)
class Stage:
    """Where each tile is. A key that is not in ``boxes`` is on another page, or in a window of its own."""

    boxes: Mapping[str, Box] = field(default_factory=dict)
    large: str = ""
    self_view: SelfView = SelfView.TILE
    page: int = 0
    pages: int = 1
    columns: int = 0


def tiles_of(room: RoomSnapshot) -> list[Tile]:
    """Return every tile there could be; one's own screen is none: it would show itself in itself."""
    tiles: list[Tile] = []
    for member in room.members:
        tiles.append(Tile(member.member_id, member))
        if member.is_sharing and not member.is_self:
            tiles.append(Tile(member.member_id + SCREEN, member, is_screen=True))
    return tiles


def screens_in_order(before: Sequence[str], tiles: Sequence[Tile]) -> tuple[str, ...]:
    """Return the screens that are shown, those that came last at the end."""
    now = [tile.key for tile in tiles if tile.is_screen]
    return (*(key for key in before if key in now), *(key for key in now if key not in before))


def raised_in_order(before: Sequence[str], members: Sequence[RoomMember]) -> tuple[str, ...]:
    """Return whose hands are up, those that went up last at the end."""
    now = [member.member_id for member in members if member.has_hand_raised]
    return (*(key for key in before if key in now), *(key for key in now if key not in before))


def own_place(wishes: Wishes, others: int) -> SelfView:
    """Return where the person sees themselves: as long as they do not choose, an inset beside one other."""
    if wishes.self_view is not None and (others or wishes.self_view is SelfView.OFF):
        return wishes.self_view
    return SelfView.CORNER if others == 1 else SelfView.TILE


def large_key(wishes: Wishes, keys: Sequence[str], speaker: str) -> str:
    """Return which tile is the large one; empty for a grid."""
    if wishes.pinned in keys:
        return wishes.pinned
    screens = [key for key in wishes.screens if key in keys]
    if screens and wishes.screen_large:
        return screens[-1]
    return speaker if wishes.view is View.SPEAKER and speaker in keys else ""


def arrange(room: RoomSnapshot, wishes: Wishes, speaker: str, space: Box, kept: int = 0) -> Stage:
    """Lay the room out in ``space``; ``kept``: the columns of the layout before."""
    tiles = [tile for tile in tiles_of(room) if tile.key not in wishes.popped]
    others = sum(not tile.member.is_self for tile in tiles)
    large = large_key(wishes, [tile.key for tile in tiles], speaker)
    own = own_place(wishes, others)
    keys = [t.key for t in tiles if not t.member.is_self or own is SelfView.TILE or t.key == large]
    if not large:
        page = grid_page(len(keys), space, wishes.page, kept)
        return Stage(_boxes(keys, page), "", own, page.number, page.pages, page.columns)
    rest = [key for key in keys if key != large]
    divided = focus(len(rest), space, fills=large.endswith(SCREEN))
    strip = strip_page(len(rest), divided.rest, wishes.page)
    boxes = {large: divided.large} | _boxes(rest, strip)
    return Stage(boxes, large, own, strip.number, strip.pages)


def _boxes(keys: Sequence[str], page: Page) -> dict[str, Box]:
    return dict(zip(keys[page.first : page.first + len(page.boxes)], page.boxes, strict=True))


def may_speak(room: RoomSnapshot) -> list[str]:
    """Return who can be the one shown in the speaker view: others that are there, else oneself."""
    there = [m for m in room.members if m.state is MemberState.PRESENT]
    return [m.member_id for m in there if not m.is_self] or [m.member_id for m in there]


def drawn_heights(
    room: RoomSnapshot, stage: Stage, windows: Mapping[str, int], scale: float, *, is_seen: bool
) -> tuple[tuple[str, int], ...]:
    """Return how high each picture of the others is drawn, in pixels of the screen; 0: it is not.

    ``windows`` are those of tiles in windows of their own. ``scale`` is how many pixels of the screen make
    one of the main window, which is hidden if ``is_seen`` is false.
    """
    heights = []
    for tile in tiles_of(room):
        if tile.member.is_self:
            continue
        box = stage.boxes.get(tile.key, NOWHERE)
        height = round(box.height * scale) if is_seen else 0
        heights.append((tile.key, max(0, windows.get(tile.key, height))))
    return tuple(heights)
