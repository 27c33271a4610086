"""Who gets what: screens before who speaks before large before small, and nothing flickers."""

from __future__ import annotations

import random

import pytest

from core.service.conference.media.pictures.choice import (
    FIRST_PAUSE,
    LEAST_KBPS,
    NO_DEMAND,
    PATIENCE,
    TRIED_SECONDS,
    Candidate,
    Demand,
    ViewerChoice,
    affordable,
    kbps_for,
    ranked,
)
from core.service.conference.media.pictures.forwarding import Showing
from core.service.conference.media.ports import PICTURES, SLIDES
from core.service.conference.media.sdp.agreement import Picture

RATE = 600_000


def one(name: str, height: int = 360, rate: int = RATE, what: str = PICTURES, **more: bool) -> Candidate:
    return Candidate(Picture(name, what), rate, height, **more)


def shown(
    choice: ViewerChoice, candidates: list[Candidate], budget: int, now: float, **calm: bool
) -> set[str]:
    found = choice.choose(candidates, budget, now, **calm)
    return {
        picture.member + ("/s" if picture.what == SLIDES else "")
        for picture, how in found.items()
        if how is Showing.ALL
    }


FIVE = [
    one("a", 90),
    one("b", 360),
    one("c", 180),
    one("d", 360, is_speaker=True),
    one("e", 720, what=SLIDES),
]


def test_screens_come_first_then_who_speaks_then_the_large_ones() -> None:
    assert [candidate.picture.member for candidate in ranked(FIVE)] == ["e", "d", "b", "c", "a"]


def test_all_are_shown_where_all_fit() -> None:
    assert shown(ViewerChoice(), FIVE, 10_000_000, 0.0) == {"a", "b", "c", "d", "e/s"}


def test_what_does_not_fit_is_shown_as_stills_and_what_is_hidden_not_at_all() -> None:
    choice = ViewerChoice()
    found = choice.choose([*FIVE, one("f", 0)], 1_500_000, 0.0, is_calm=False)
    assert {picture.member: how for picture, how in found.items()} == {
        "e": Showing.ALL,
        "d": Showing.ALL,
        "b": Showing.STILLS,
        "c": Showing.STILLS,
        "a": Showing.STILLS,
        "f": Showing.NOTHING,
    }


def test_a_moment_of_too_little_takes_nothing_away() -> None:
    choice = ViewerChoice()
    before = shown(choice, FIVE, 3_200_000, 0.0)
    assert shown(choice, FIVE, 2_600_000, 0.2, is_calm=False) == before
    assert shown(choice, FIVE, 3_200_000, 0.4) == before
    assert shown(choice, FIVE, 2_600_000, 0.6, is_calm=False) == before
    assert shown(choice, FIVE, 2_600_000, 0.7 + PATIENCE, is_calm=False) == {"b", "c", "d", "e/s"}


def test_far_too_much_goes_at_once_and_stays_away_for_a_while() -> None:
    choice = ViewerChoice()
    shown(choice, FIVE, 5_000_000, 0.0)
    assert shown(choice, FIVE, 1_000_000, 0.1, is_calm=False) == {"e/s"}
    assert shown(choice, FIVE, 5_000_000, 0.2) == {"e/s"}
    assert shown(choice, FIVE, 5_000_000, 0.3 + FIRST_PAUSE) == {"a", "b", "c", "d", "e/s"}
    shown(choice, FIVE, 1_000_000, 10.0, is_calm=False)
    assert shown(choice, FIVE, 5_000_000, 10.2 + FIRST_PAUSE) == {"e/s"}
    assert shown(choice, FIVE, 5_000_000, 10.2 + 2 * FIRST_PAUSE) == {"a", "b", "c", "d", "e/s"}


def test_one_after_the_other_is_tried_while_the_way_is_calm() -> None:
    choice = ViewerChoice()
    assert shown(choice, FIVE, 1_300_000, 0.0) == {"e/s", "d", "b"}
    assert shown(choice, FIVE, 1_300_000, 0.5) == {"e/s", "d", "b"}
    assert shown(choice, FIVE, 1_300_000, 1.1) == {"e/s", "d", "b", "c"}
    assert shown(choice, FIVE, 1_300_000, 2.2) == {"e/s", "d", "b", "c"}, "twice the rate is enough"
    assert shown(choice, FIVE, 4_000_000, 2.3) == {"a", "b", "c", "d", "e/s"}


def test_what_was_tried_goes_when_the_rate_does_not_follow() -> None:
    choice = ViewerChoice()
    shown(choice, FIVE, 1_300_000, 0.0)
    shown(choice, FIVE, 1_300_000, 0.5)
    assert shown(choice, FIVE, 1_300_000, 0.6 + TRIED_SECONDS) == {"e/s", "d"}


def test_a_way_that_was_full_is_not_tried_again_soon() -> None:
    choice = ViewerChoice()
    shown(choice, FIVE, 5_000_000, 0.0)
    shown(choice, FIVE, 500_000, 1.0, is_calm=False)
    for number in range(150):
        assert shown(choice, FIVE, 500_000, 2.0 + 0.1 * number) == set()
    assert shown(choice, FIVE, 500_000, 30.0) == {"e/s"}


def test_pictures_do_not_flicker_on_a_way_that_is_unsteady() -> None:
    rng, choice = random.Random(4), ViewerChoice()
    changes, before = 0, set[str]()
    for number in range(600):
        budget = round(2_400_000 * rng.uniform(0.75, 1.25))
        now = shown(choice, FIVE, budget, 0.1 * number, is_calm=rng.random() < 0.7)
        changes += len(now ^ before)
        before = now
    assert changes < 40, "in one minute, five at the beginning"


def test_what_a_height_can_use_rises_with_it() -> None:
    values = [kbps_for(height) for height in range(0, 2200, 7)]
    assert values == sorted(values) and values[0] == 0 and values[-1] == kbps_for(1080)
    assert kbps_for(1) == LEAST_KBPS and kbps_for(360) == 800


def test_each_gets_its_share_of_a_way_that_is_too_narrow_for_all() -> None:
    wide = affordable(FIVE, 10_000_000)
    assert wide[FIVE[1].picture] == kbps_for(360) and wide[FIVE[0].picture] == kbps_for(90)
    half = affordable(FIVE, sum(map(kbps_for, (90, 360, 180, 360, 720))) * 500)
    assert half[FIVE[1].picture] == pytest.approx(kbps_for(360) / 2, rel=0.01)
    poor = affordable(FIVE, 150_000)
    assert [picture.member for picture, kbps in poor.items() if kbps] == ["d", "e"]
    assert sum(affordable(FIVE, 0).values()) == 0
    assert affordable([one("h", 0)], 1_000_000) == {Picture("h", PICTURES): 0}


def test_who_can_use_most_decides() -> None:
    assert Demand(180, 1500).or_more(Demand(720, 60)) == Demand(720, 1500)
    assert NO_DEMAND.or_more(Demand(90, 60)) == Demand(90, 60).or_more(NO_DEMAND) == Demand(90, 60)


def test_a_busy_service_shows_the_most_important_ones_alone() -> None:
    choice = ViewerChoice()
    found = choice.choose(FIVE, 10_000_000, 0.0, most=2)
    assert {picture.member for picture, how in found.items() if how is Showing.ALL} == {"d", "e"}
    assert {picture.member for picture, how in found.items() if how is Showing.STILLS} == {"a", "b", "c"}
