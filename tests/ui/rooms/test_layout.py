"""Tiles never overlap, lie in their space, are as large as they can be, and move as little as possible."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.viewmodels.rooms.layout import (
    GAP,
    LEAST_WIDTH,
    MOST_IN_GRID,
    RATIO,
    Box,
    best_columns,
    capacity,
    fitted,
    focus,
    grid,
    grid_page,
    strip_page,
    tile_width,
)

spaces = st.builds(Box, st.integers(0, 90), st.integers(0, 90), st.integers(120, 3840), st.integers(80, 2160))
counts = st.integers(1, MOST_IN_GRID)
COMPACT = Box(8, 60, 344, 400)


def overlap(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def inside(box: Box, space: Box) -> bool:
    return (
        space.x <= box.x
        and space.y <= box.y
        and box.right <= space.right
        and box.bottom <= space.bottom
        and box.width > 0
        and box.height > 0
    )


def is_tile(box: Box) -> bool:
    return abs(box.width / RATIO - box.height) <= 1


@given(counts, spaces)
def test_a_grid_lies_in_its_space_and_never_overlaps(count: int, space: Box) -> None:
    boxes, columns = grid(count, space)
    assert len(boxes) == count and 1 <= columns <= count
    assert all(inside(box, space) and is_tile(box) for box in boxes)
    assert len({(box.width, box.height) for box in boxes}) == 1
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))


@given(counts, spaces)
def test_no_other_grid_has_larger_tiles(count: int, space: Box) -> None:
    boxes, _ = grid(count, space)
    for columns in range(1, count + 1):
        assert boxes[0].width >= tile_width(count, columns, space.width, space.height)


@given(counts, spaces)
def test_every_row_and_the_whole_stand_in_the_middle(count: int, space: Box) -> None:
    boxes, columns = grid(count, space)
    for start in range(0, count, columns):
        row = boxes[start : start + columns]
        assert abs((row[0].x - space.x) - (space.right - row[-1].right)) <= 1
    assert abs((boxes[0].y - space.y) - (space.bottom - boxes[-1].bottom)) <= 1


@given(st.integers(1, MOST_IN_GRID - 1), spaces)
def test_one_more_moves_no_other_row_where_there_was_a_gap(count: int, space: Box) -> None:
    before, columns = grid(count, space)
    after, columns_after = grid(count + 1, space, columns)
    if columns_after == columns and count % columns:
        full_rows = count // columns * columns
        assert after[:full_rows] == before[:full_rows]
        assert all(box.y == old.y for box, old in zip(after, before, strict=False))


@given(counts, spaces, st.integers(1, MOST_IN_GRID))
def test_kept_columns_cost_a_twentieth_at_most(count: int, space: Box, kept: int) -> None:
    best = best_columns(count, space.width, space.height)
    chosen = best_columns(count, space.width, space.height, kept)
    assert chosen in (kept, best)
    ratio = tile_width(count, chosen, space.width, space.height) / max(
        1, tile_width(count, best, space.width, space.height)
    )
    assert ratio >= 0.95


@given(st.integers(0, 70), spaces, st.integers(-3, 80))
def test_every_tile_is_on_exactly_one_page(count: int, space: Box, number: int) -> None:
    first = grid_page(count, space, number)
    assert 0 <= first.number < first.pages
    seen: list[int] = []
    for page in (grid_page(count, space, n) for n in range(first.pages)):
        seen += range(page.first, page.first + len(page.boxes))
    assert seen == list(range(count))


@given(st.integers(1, 70), spaces)
def test_tiles_of_a_page_can_be_read(count: int, space: Box) -> None:
    boxes = grid_page(count, space).boxes
    assert len(boxes) <= MOST_IN_GRID
    smallest_possible = fitted(space).width
    assert boxes[0].width >= min(LEAST_WIDTH, smallest_possible) - 1


@given(st.integers(1, 40), spaces, st.booleans())
def test_the_large_tile_and_the_strip_share_the_space(others: int, space: Box, fills: bool) -> None:
    if space.width < 320 or space.height < 240:
        return
    divided = focus(others, space, fills=fills)
    strip = strip_page(others, divided.rest)
    assert inside(divided.large, space)
    assert fills or is_tile(divided.large)
    for box in strip.boxes:
        assert inside(box, space) and is_tile(box) and not overlap(box, divided.large)
    assert not any(overlap(one, other) for one, other in combinations(strip.boxes, 2))


@given(st.integers(1, 40), st.integers(2, 40))
def test_the_large_tile_stays_however_many_there_are(one: int, other: int) -> None:
    space = Box(0, 0, 1264, 690)
    assert focus(one, space).large == focus(other, space).large


def test_alone_a_large_tile_takes_all() -> None:
    space = Box(10, 20, 1600, 900)
    assert focus(0, space).large == space
    assert focus(0, Box(0, 0, 1600, 1000), fills=True).large == Box(0, 0, 1600, 1000)
    assert strip_page(0, focus(0, space).rest).boxes == ()


@pytest.mark.parametrize(
    ("count", "columns"), [(1, 1), (2, 2), (3, 2), (4, 2), (5, 3), (6, 3), (9, 3), (12, 4), (16, 4)]
)
def test_usual_rooms_in_a_usual_window(count: int, columns: int) -> None:
    page = grid_page(count, Box(0, 0, 1264, 690))
    assert page.columns == columns and page.pages == 1


@pytest.mark.parametrize(("count", "columns"), [(1, 1), (2, 1), (3, 1), (4, 2), (6, 2), (8, 2)])
def test_rooms_in_the_smallest_window(count: int, columns: int) -> None:
    page = grid_page(count, COMPACT)
    assert page.columns == columns and page.pages == 1
    assert grid_page(9, COMPACT).pages == 2


def test_in_the_smallest_window_the_others_stand_below() -> None:
    divided = focus(5, COMPACT)
    assert divided.large.width >= COMPACT.width - 1
    assert divided.rest.y == COMPACT.y + divided.large.height + GAP


@given(st.integers(-50, 4), st.integers(-50, 4), st.integers(0, 20))
def test_a_window_of_no_size_is_no_trouble(width: int, height: int, count: int) -> None:
    space = Box(0, 0, max(0, width), max(0, height))
    assert capacity(space.width, space.height) >= 1
    assert all(box.area >= 0 for box in grid_page(count, space).boxes)
    divided = focus(count, space)
    assert divided.large.area >= 0 and all(b.area >= 0 for b in strip_page(count, divided.rest).boxes)
