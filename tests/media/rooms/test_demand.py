"""How much of our picture is of use to a room."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.media.congestion.sending.ladder import CAMERA_RUNGS
from core.media.rooms.demand import Demand


def test_nobody_has_said() -> None:
    demand = Demand()
    assert not demand.rests and demand.of_source(720) == 720 and demand.of_rate(10**6) == 10**6
    assert all(demand.of_rung(rung) is rung for rung in CAMERA_RUNGS)


def test_nobody_looks() -> None:
    assert Demand.of(0, 0).rests and Demand.of(0, 500).rests and not Demand.of(1, 0).rests


def test_small_and_thrifty() -> None:
    demand = Demand.of(200, 150)
    assert demand.of_source(720) == 200 and demand.of_source(120) == 120
    assert demand.of_rate(10**6) == 150_000 and demand.of_rate(90_000) == 90_000
    assert [demand.of_rung(rung).height for rung in CAMERA_RUNGS] == [180, 180, 200, 200, 200, 200, 200]
    assert demand.of_rung(CAMERA_RUNGS[-1]).rate == CAMERA_RUNGS[-1].rate


def test_a_rate_of_nothing_says_nothing_of_the_rate() -> None:
    assert Demand.of(360, 0).of_rate(10**6) == 10**6


@given(st.integers(-5, 9000), st.integers(-5, 10**6), st.integers(1, 5000))
def test_whatever_a_room_says_there_is_a_picture(height: int, kbps: int, source: int) -> None:
    demand = Demand.of(height, kbps)
    assert 1 <= demand.of_source(source) <= max(2, source)
    assert all(2 <= demand.of_rung(rung).height <= rung.height for rung in CAMERA_RUNGS)
