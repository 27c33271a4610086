"""Where a picture is drawn in its pane."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ui.viewmodels.calls.looks.zoom import LARGEST, Zoom, drawn_size, kept, magnified, panned

PANE = (800.0, 600.0)
DRAWN = (800.0, 450.0)
sides = st.floats(1, 4000)
moves = st.floats(-5000, 5000)


@pytest.mark.parametrize(
    ("ratio", "fills", "size"),
    [
        (16 / 9, False, (800, 450)),
        (16 / 9, True, (600 * 16 / 9, 600)),
        (0.5, False, (300, 600)),
        (0.5, True, (800, 1600)),
        (4 / 3, False, (800, 600)),
        (4 / 3, True, (800, 600)),
        (0, False, (800, 600)),
    ],
)
def test_a_picture_is_whole_or_fills(ratio, fills, size):
    assert drawn_size(PANE, ratio, fills=fills) == pytest.approx(size)


def test_no_pane_has_no_size():
    assert drawn_size((0.0, 0.0), 1.5, fills=True) == (0.0, 0.0)
    assert drawn_size((-3.0, 5.0), 1.5, fills=False) == (0.0, 5.0)


def test_the_point_under_the_pointer_stays():
    at = (100.0, -50.0)
    found = magnified(Zoom(2.0, 40.0, 20.0), 1.5, at, PANE, DRAWN)
    before = ((at[0] - 40.0) / 2.0, (at[1] - 20.0) / 2.0)
    assert ((at[0] - found.x) / found.scale, (at[1] - found.y) / found.scale) == pytest.approx(before)


def test_a_picture_that_fits_rests_in_the_middle():
    assert panned(Zoom(), 100, 100, PANE, DRAWN) == Zoom()
    found = kept(Zoom(1.1, 500, 500), PANE, DRAWN)
    assert (found.x, found.y) == pytest.approx((40.0, 0.0))


def test_zoom_has_two_ends():
    assert magnified(Zoom(), 0.1, (9, 9), PANE, DRAWN) == Zoom()
    assert magnified(Zoom(), 1e9, (0, 0), PANE, DRAWN).scale == LARGEST
    assert magnified(Zoom(3.0), 0.0, (0, 0), PANE, DRAWN).scale == 3.0
    assert not Zoom().is_zoomed and Zoom(1.01).is_zoomed


@settings(max_examples=60, deadline=None)
@given(
    sides,
    sides,
    st.floats(0.2, 5),
    st.booleans(),
    st.lists(st.tuples(st.floats(0.1, 10), moves, moves), max_size=6),
)
def test_no_edge_is_ever_seen_inside(width, height, ratio, fills, steps):
    pane = (width, height)
    drawn = drawn_size(pane, ratio, fills=fills)
    zoom = Zoom()
    for factor, x, y in steps:
        zoom = panned(magnified(zoom, factor, (x, y), pane, drawn), y, x, pane, drawn)
        for place, side, room in ((zoom.x, drawn[0], width), (zoom.y, drawn[1], height)):
            surplus = side * zoom.scale - room
            assert abs(place) <= max(0.0, surplus / 2) + 1e-6
        assert 1.0 <= zoom.scale <= LARGEST
