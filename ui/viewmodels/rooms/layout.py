"""Where the tiles of a room go: pure geometry in whole pixels, from the size of the stage alone.

A tile is 16:9. The grid is the one with the largest tiles, its last row centred. With a large tile the others
stand in a strip beside or below it, whichever leaves it more room. What does not fit is on further pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

GAP = 8
RATIO = 16 / 9
MOST_IN_GRID = 16
LEAST_WIDTH = 132
"""Pixels: where a grid would need narrower tiles, it becomes several pages."""
STRIP_WIDTH = (116, 232)
"""The least and the most of a strip beside the large tile."""
STRIP_HEIGHT = (66, 140)
"""The same of a strip below it, unless more is left over."""
STRIP_TILE = 160
"""Pixels: the least width of a tile in a strip that has room for it."""
KEPT = 0.95
"""A grid keeps its columns as long as its tiles have this part of the best possible width."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in pixels of the window."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column beyond it."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first row beyond it."""
        return self.y + self.height

    @property
    def area(self) -> int:
        """Pixels in it."""
        return self.width * self.height


NOWHERE = Box(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a room: the boxes of the tiles from ``first`` on, in their order."""

    boxes: tuple[Box, ...] = ()
    first: int = 0
    number: int = 0
    pages: int = 1
    columns: int = 0
    """How many stand side by side, for the next layout to keep."""


@dataclass(frozen=True, slots=True)
class Focus:
    """A large tile, and what is left for the others."""

    large: Box
    rest: Box


def tile_width(count: int, columns: int, width: int, height: int) -> int:
    """Return how wide each of ``count`` tiles in ``columns`` can be in such a space; 0: not at all."""
    rows = -(-count // columns)
    across = (width - GAP * (columns - 1)) // columns
    down = (height - GAP * (rows - 1)) // rows
    return max(0, min(across, round(down * RATIO)))


def best_columns(count: int, width: int, height: int, kept: int = 0) -> int:
    """Return how many columns give the largest tiles; ``kept`` ones stay if they are nearly as good."""
    widths = {columns: tile_width(count, columns, width, height) for columns in range(1, count + 1)}
    best = max(widths, key=lambda columns: (widths[columns], -(-count % columns), -columns))
    return kept if widths.get(kept, 0) >= max(1.0, KEPT * widths[best]) else best


def capacity(width: int, height: int, most: int = MOST_IN_GRID, least_width: int = LEAST_WIDTH) -> int:
    """Return how many tiles a space holds that can still be read, 1 at least."""
    columns = max(1, (width + GAP) // (least_width + GAP))
    rows = max(1, (height + GAP) // (round(least_width / RATIO) + GAP))
    return max(1, min(most, columns * rows))


def grid(count: int, space: Box, kept: int = 0) -> tuple[list[Box], int]:
    """Return ``count`` boxes of one size in ``space``, row by row, and how many columns they make."""
    if count <= 0:
        return [], 0
    columns = best_columns(count, space.width, space.height, kept)
    width = tile_width(count, columns, space.width, space.height)
    height = round(width / RATIO)
    rows = -(-count // columns)
    top = space.y + (space.height - rows * height - (rows - 1) * GAP) // 2
    boxes: list[Box] = []
    for row in range(rows):
        here = min(columns, count - row * columns)
        left = space.x + (space.width - here * width - (here - 1) * GAP) // 2
        y = top + row * (height + GAP)
        boxes += [Box(left + i * (width + GAP), y, width, height) for i in range(here)]
    return boxes, columns


def grid_page(count: int, space: Box, number: int = 0, kept: int = 0) -> Page:
    """Return page ``number`` (the nearest there is) of a grid of ``count`` tiles."""
    return _page(count, space, number, capacity(space.width, space.height), kept)


def strip_page(count: int, rest: Box, number: int = 0) -> Page:
    """Return page ``number`` of the tiles beside a large one."""
    least = min(STRIP_TILE, max(1, rest.width))
    return _page(count, rest, number, capacity(rest.width, rest.height, least_width=least), 0)


def _page(count: int, space: Box, number: int, most: int, kept: int) -> Page:
    pages = max(1, -(-count // most))
    number = max(0, min(number, pages - 1))
    first = number * most
    boxes, columns = grid(min(most, count - first), space, kept)
    return Page(tuple(boxes), first, number, pages, columns)


def fitted(space: Box) -> Box:
    """Return the largest tile in the middle of ``space``."""
    width = max(0, min(space.width, round(space.height * RATIO)))
    height = round(width / RATIO)
    return Box(space.x + (space.width - width) // 2, space.y + (space.height - height) // 2, width, height)


def focus(others: int, space: Box, *, fills: bool = False) -> Focus:
    """Divide ``space`` between a large tile and ``others``; with ``fills`` it is not 16:9 but takes all."""
    if others <= 0:
        return Focus(space if fills else fitted(space), NOWHERE)
    beside, below = _beside(space), _below(space)
    best = beside if fitted(beside.large).area >= fitted(below.large).area else below
    return best if fills else Focus(fitted(best.large), best.rest)


def _beside(space: Box) -> Focus:
    strip = _between(space.width // 5, STRIP_WIDTH)
    width = max(0, space.width - strip - GAP)
    large = Box(space.x, space.y, width, space.height)
    return Focus(large, Box(large.right + GAP, space.y, space.width - width - GAP, space.height))


def _below(space: Box) -> Focus:
    left_over = space.height - GAP - round(space.width / RATIO)
    strip = max(_between(space.height // 5, STRIP_HEIGHT), left_over)
    height = max(0, space.height - strip - GAP)
    large = Box(space.x, space.y, space.width, height)
    return Focus(large, Box(space.x, large.bottom + GAP, space.width, space.height - height - GAP))


def _between(wanted: int, bounds: Sequence[int]) -> int:
    return max(bounds[0], min(bounds[1], wanted))
