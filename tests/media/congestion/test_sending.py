"""Who gets what of a bitrate, and how large pictures become."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.media.congestion.sending.allocation import LEAST_PICTURES, Allocator
from core.media.congestion.sending.ladder import (
    DIP_SECONDS,
    DIP_UP_SECONDS,
    DOWN_SECONDS,
    FAR_TOO_MUCH,
    LASTED_SECONDS,
    PLENTY_UP_SECONDS,
    UP_SECONDS,
    Content,
    Ladder,
    Rung,
    scaled,
)


def divide(allocator: Allocator, bitrate: int, loss: float = 0.0, **has: bool):  # type: ignore[no-untyped-def]
    return allocator.divide(bitrate, loss=loss, **({"has_sound": True, "has_pictures": True} | has))


def test_sound_comes_first_and_pictures_get_the_rest() -> None:
    allocation = divide(Allocator(), 1_000_000)
    assert allocation.sound == 40_000 and allocation.sound_packet_ms == 20
    assert allocation.pictures == 1_000_000 - allocation.sound_on_the_wire
    assert divide(Allocator(), 60_000).pictures == 0, "what is left makes no picture"


@pytest.mark.parametrize("bitrate", [100_000, 50_000, 40_000, 25_000])
def test_sound_fits_into_a_narrow_way_with_all_its_headers(bitrate: int) -> None:
    allocation = divide(Allocator(), bitrate, has_pictures=False)
    assert allocation.sound_on_the_wire <= bitrate
    assert allocation.sound >= 12_000


def test_sound_does_not_change_to_and_fro() -> None:
    allocator = Allocator()
    seen = [divide(allocator, bitrate).sound for bitrate in (95_000, 88_000, 92_000, 88_000, 92_000, 120_000)]
    assert seen == [32_000, 24_000, 24_000, 24_000, 24_000, 32_000]


def test_losses_reserve_room_for_copies_and_no_more_than_some() -> None:
    calm, lossy, awful = (divide(Allocator(), 1_000_000, loss) for loss in (0.0, 0.1, 0.9))
    assert calm.copies == 0 and lossy.copies == pytest.approx(0.12 * 950_000, rel=0.1)
    half = divide(Allocator(), 1_000_000, 0.5)
    assert half.copies >= half.pictures, "each packet is to be sent twice, on average"
    assert awful.copies < 0.61 * 1_000_000 and awful.pictures > 370_000


def test_pictures_that_were_held_back_come_back_only_with_room_to_spare() -> None:
    allocator = Allocator()
    wire = divide(allocator, 65_000).sound_on_the_wire
    assert divide(allocator, wire + LEAST_PICTURES - 1).pictures == 0
    assert divide(allocator, wire + LEAST_PICTURES + 10_000).pictures == 0
    assert divide(allocator, 3 * wire + 2 * LEAST_PICTURES).pictures > LEAST_PICTURES
    assert divide(allocator, wire + LEAST_PICTURES + 10_000).pictures > 0


@given(st.integers(0, 10**8), st.floats(0, 1), st.booleans(), st.booleans())
def test_no_more_is_given_away_than_there_is(bitrate: int, loss: float, sound: bool, pictures: bool) -> None:
    got = Allocator().divide(bitrate, loss=loss, has_sound=sound, has_pictures=pictures)
    assert min(got.sound, got.copies, got.pictures, got.sound_on_the_wire) >= 0
    assert got.copies + got.pictures <= max(0, bitrate - got.sound_on_the_wire)


EASY = {"encoder": 0.2, "machine": 0.3}


def climb(ladder: Ladder, bitrate: int, start: float, seconds: float, **load: float) -> list[Rung]:
    """Step ten times a second; return the rungs."""
    steps = range(round(10 * seconds))
    return [ladder.step(start + step / 10, bitrate, **(EASY | load)) for step in steps]


def test_the_first_rung_fits_the_first_bitrate() -> None:
    assert Ladder(bitrate=3_000_000).rung.height == 720
    assert Ladder(bitrate=400_000).rung == Ladder(bitrate=600_000).rung
    assert Ladder(bitrate=0).rung.height == 180
    assert Ladder(bitrate=9_000_000, source_height=1080).rung.height == 1080
    assert Ladder(bitrate=9_000_000, source_height=480).rung.height == 540


def test_a_narrow_way_is_followed_down_soon_and_up_slowly_as_far_as_it_goes() -> None:
    ladder = Ladder(bitrate=2_000_000)
    rungs = climb(ladder, 650_000, 0.0, 2.0)
    assert rungs[0].height == 720 and rungs[-1].height == 360
    assert len({rung.height for rung in rungs}) == 2, "in one step"
    assert sum(rung.height == 720 for rung in rungs) == pytest.approx(10 * DOWN_SECONDS, abs=1)
    up = climb(ladder, 1_600_000, 2.0, 3 * UP_SECONDS + 1.5)
    assert [rung.height for rung in up][-1] == 720
    assert sum(rung.height == 360 for rung in up) >= 10 * UP_SECONDS - 1


def test_a_short_dip_that_is_not_deep_changes_nothing() -> None:
    ladder = Ladder(bitrate=2_000_000)
    for second in range(10):
        climb(ladder, int(1.1 * FAR_TOO_MUCH * 1_200_000), second, DOWN_SECONDS - 0.2)
        assert climb(ladder, 2_000_000, second + 0.6, 0.3)[-1].height == 720


def test_a_steep_fall_is_followed_at_once_and_one_that_was_but_a_dip_is_soon_forgotten() -> None:
    for length, quick in ((1.0, True), (DIP_SECONDS + 1.0, False)):
        ladder = Ladder(bitrate=1_500_000)
        climb(ladder, 1_500_000, 0.0, 20.0)
        assert {rung.height for rung in climb(ladder, 300_000, 20.0, length)} == {270}
        back = climb(ladder, 1_500_000, 20.0 + length, DIP_UP_SECONDS + 0.2)
        assert (back[-1].height > 270) is quick


def test_with_far_more_than_the_next_rung_wants_a_climb_takes_little_time() -> None:
    ladder = Ladder(bitrate=500_000)
    climb(ladder, 500_000, 0.0, 20.0)
    up = climb(ladder, 2_000_000, 20.0, UP_SECONDS)
    assert up[-1].height == 720 and sum(rung.height == 360 for rung in up) <= 10 * PLENTY_UP_SECONDS + 1


def test_a_bitrate_between_two_rungs_does_not_make_it_swing() -> None:
    ladder = Ladder(bitrate=2_000_000)
    seen = []
    for second in range(120):
        seen += climb(ladder, 1_150_000 if second % 2 else 1_260_000, second, 1.0)
    changes = sum(one != two for one, two in pairwise(seen))
    assert changes <= 1


def test_a_climb_that_did_not_last_is_tried_less_often() -> None:
    ladder = Ladder(bitrate=800_000)
    changes, last = 0, ladder.rung
    for tenth in range(1800):
        bitrate = 2_000_000 if ladder.rung.height < 720 else 900_000
        rung = ladder.step(tenth / 10, bitrate, **EASY)
        changes, last = changes + (rung != last), rung
    assert changes < 20
    assert LASTED_SECONDS > UP_SECONDS


@pytest.mark.parametrize("load", [{"encoder": 0.95}, {"machine": 0.99}])
def test_a_busy_encoder_or_machine_makes_pictures_smaller_one_rung_at_a_time(load: dict[str, float]) -> None:
    ladder = Ladder(bitrate=3_000_000)
    rungs = [rung.height for rung in climb(ladder, 3_000_000, 0.0, 1.2, **load)]
    assert sorted(set(rungs)) == [540, 720]
    still = climb(ladder, 3_000_000, 1.2, 10.0, encoder=0.6)
    assert {rung.height for rung in still} == {540}, "the next rung would be too much again"


def test_a_shared_screen_keeps_its_size_and_gives_up_pictures() -> None:
    ladder = Ladder(Content.SCREEN, bitrate=3_000_000, source_height=1440)
    assert ladder.rung.rate == 30
    rungs = climb(ladder, 300_000, 0.0, 2.0)
    assert rungs[-1].rate == 5
    assert all(scaled(2560, 1440, rung) == (2560, 1440) for rung in rungs)


def test_another_source_starts_on_a_rung_of_its_own() -> None:
    ladder = Ladder(bitrate=300_000)
    ladder.set_source(Content.SCREEN, 1080, 600_000)
    assert ladder.rung.rate == 10
    ladder.set_source(Content.CAMERA, 720, 2_000_000)
    assert ladder.rung.height == 720
    assert ladder.step(0.0, 2_000_000, **EASY) == ladder.rung


@pytest.mark.parametrize(
    ("size", "height", "wanted"),
    [
        ((1280, 720), 360, (640, 360)),
        ((1280, 720), 720, (1280, 720)),
        ((640, 480), 720, (640, 480)),
        ((1081, 721), 540, (810, 540)),
        ((720, 1280), 180, (100, 180)),
        ((1, 1), 720, (2, 2)),
    ],
)
def test_sizes_keep_their_shape_and_are_even(
    size: tuple[int, int], height: int, wanted: tuple[int, int]
) -> None:
    assert scaled(*size, Rung(height, 30, 0)) == wanted
