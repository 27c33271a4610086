"""How pictures of a call are looked at, as QML asks for it."""

from __future__ import annotations

import itertools

import pytest
from pytestqt.qtbot import QtBot

from ui.viewmodels.calls.looks.picture_look import PictureLookViewModel
from ui.viewmodels.calls.looks.self_look import LARGEST, SMALLEST, SelfLookViewModel
from ui.viewmodels.calls.looks.small_window import Circumstances, SmallWindowViewModel, small_window


@pytest.fixture
def look(qtbot: QtBot) -> PictureLookViewModel:
    made = PictureLookViewModel()
    made.setPane(800, 600, 16 / 9)
    return made


def box(look: PictureLookViewModel) -> tuple[float, float, float, float]:
    return (look.x, look.y, look.width, look.height)


def test_a_picture_is_whole_at_first(look):
    assert box(look) == pytest.approx((0, 75, 800, 450))
    assert (look.percent, look.zoomed, look.filled) == (100, False, False)


def test_a_picture_fills_and_is_whole_again(look):
    look.toggleFilled()
    assert look.filled and look.height == pytest.approx(600) and look.x < 0
    look.drag(-1000, 0)
    assert look.x + look.width == pytest.approx(800), "what was cut can be looked at"
    look.toggleFilled()
    assert box(look) == pytest.approx((0, 75, 800, 450))


def test_a_wheel_zooms_where_the_pointer_is(look, qtbot: QtBot):
    with qtbot.waitSignals([look.zoomedChanged, look.percentChanged, look.widthChanged]):
        look.turn(120, 0, 300)
    assert look.percent == 125 and look.x == pytest.approx(0)
    look.turn(-120, 0, 300)
    assert box(look) == pytest.approx((0, 75, 800, 450)) and not look.zoomed


def test_keys_and_fingers_zoom_and_pan(look):
    look.zoomIn()
    look.zoomIn()
    look.pinch(2, 400, 300)
    assert look.percent == 312
    before = look.x
    look.step(1, 0)
    assert look.x == pytest.approx(before - 80)
    look.zoomOut()
    assert look.percent == 250
    look.reset()
    assert look.percent == 100


def test_another_call_begins_whole_and_keeps_the_choice(look):
    look.toggleFilled()
    look.zoomIn()
    look.show_call("two")
    assert look.percent == 100 and look.filled


def test_a_smaller_pane_keeps_the_picture_inside(look):
    look.turn(1200, 800, 600)
    look.setPane(360, 560, 16 / 9)
    assert look.x + look.width >= 360 - 1e-6 and look.y + look.height >= 560 - 1e-6


def test_the_own_picture_goes_from_corner_to_corner(qtbot: QtBot):
    own = SelfLookViewModel()
    assert own.side == "" and own.atBottom and not own.hidden and own.share == 0
    own.move(0, -1)
    assert own.side == "" and not own.atBottom
    own.drop(0.2, 0.1)
    assert own.side == "left" and not own.atBottom
    own.move(1, 0)
    assert own.side == "right" and not own.atBottom
    own.move(0, 1)
    assert own.side == "right" and own.atBottom
    with qtbot.waitSignal(own.hiddenChanged):
        own.toggleHidden()
    assert own.hidden


@pytest.mark.parametrize(("asked", "got"), [(0.3, 0.3), (0.0, SMALLEST), (3.0, LARGEST), (-1.0, SMALLEST)])
def test_the_own_picture_has_a_smallest_and_a_largest_size(qtbot: QtBot, asked, got):
    own = SelfLookViewModel()
    own.resize(asked)
    assert own.share == got
    own.grow(0.2, 1)
    assert own.share == pytest.approx(0.25)


def test_when_there_is_a_small_window():
    for talking, seen, wanted, chosen, closed in itertools.product((False, True), repeat=5):
        found = small_window(Circumstances("c", talking, seen, wanted, chosen, closed))
        assert found.shown == (talking and (chosen or (not seen and wanted and not closed)))
        assert found.popped_out == (talking and chosen)


def test_a_small_window_follows_the_big_one(qtbot: QtBot):
    small = SmallWindowViewModel()
    small.setBigSeen(False)
    assert not small.shown
    small.show_call("one", is_talking=True)
    assert small.shown and not small.poppedOut
    small.close()
    assert not small.shown
    small.setBigSeen(True)
    small.setBigSeen(False)
    assert small.shown, "closing it holds for one absence"
    small.setBigSeen(True)
    assert not small.shown


def test_a_picture_that_was_put_out_comes_back(qtbot: QtBot):
    small = SmallWindowViewModel()
    small.show_call("one", is_talking=True)
    small.toggle()
    assert small.shown and small.poppedOut
    small.close()
    assert not small.shown
    small.toggle()
    small.show_call("two", is_talking=True)
    assert not small.shown, "another call begins in the big window"
    small.toggle()
    small.show_call("two", is_talking=False)
    assert not small.shown
