"""A slow member gets less, its sound stays quick, and nobody else notices anything of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from tests.bench.network.line.impairment import Conditions, Schedule
from tests.bench.network.simulated.clock import SimulatedLoop, run_simulated
from tests.service.conference.media.pictures.simulated_room import SimulatedSender, SimulatedViewer

WIDE = Schedule((0.0, Conditions(delay=0.02, rate=20_000_000)))


def line(*rates: tuple[float, int]) -> Schedule:
    return Schedule(*((at, Conditions(delay=0.02, rate=rate, queue=1.0)) for at, rate in rates))


def simulate(
    schedule: Schedule, seconds: float, check: Callable[[SimulatedViewer, SimulatedViewer], None]
) -> None:
    """Let two look at five senders, one of them over a line of its own."""

    async def main(loop: SimulatedLoop) -> None:
        senders = [SimulatedSender(loop, number) for number in range(5)]
        viewer, other = SimulatedViewer(loop, senders, schedule), SimulatedViewer(loop, senders, WIDE, 2)
        await asyncio.sleep(seconds)
        viewer.close()
        other.close()
        assert sum(seen.frames for seen in other.seen.values()) > 0.85 * 5 * 30 * seconds
        assert not any(seen.broken for seen in other.seen.values())
        assert other.late_sound(0.0, seconds, 0.1) == 0
        check(viewer, other)

    run_simulated(main)


def test_a_wide_way_soon_brings_all_pictures() -> None:
    def check(viewer: SimulatedViewer, other: SimulatedViewer) -> None:
        assert min(viewer.flowing(5.0, 9.0)) == 5
        assert not any(seen.broken or seen.bad_beginnings for seen in viewer.seen.values())

    simulate(line((0.0, 8_000_000)), 9.0, check)


def test_a_narrow_way_brings_some_and_its_sound_stays_quick() -> None:
    def check(viewer: SimulatedViewer, other: SimulatedViewer) -> None:
        assert viewer.late_sound(6.0, 20.0, 0.25) < 0.05
        assert sum(viewer.flowing(10.0, 20.0)) / len(viewer.flowing(10.0, 20.0)) >= 0.8
        assert max(viewer.flowing(10.0, 20.0)) <= 3
        assert len(viewer.seen) == 5 and all(seen.frames for seen in viewer.seen.values())
        whole = sum(seen.frames for seen in viewer.seen.values())
        assert sum(seen.broken for seen in viewer.seen.values()) < 0.02 * whole

    simulate(line((0.0, 1_500_000)), 20.0, check)


def test_a_way_too_narrow_for_any_brings_stills_of_all() -> None:
    def check(viewer: SimulatedViewer, other: SimulatedViewer) -> None:
        assert viewer.late_sound(6.0, 20.0, 0.3) < 0.1
        assert len(viewer.seen) == 5 and all(seen.keyframes >= 2 for seen in viewer.seen.values())

    simulate(line((0.0, 400_000)), 20.0, check)


def test_what_becomes_narrow_for_a_while_comes_back() -> None:
    def check(viewer: SimulatedViewer, other: SimulatedViewer) -> None:
        assert min(viewer.flowing(8.0, 12.0)) == 5
        assert viewer.late_sound(14.5, 24.0, 0.25) < 0.08
        assert max(viewer.flowing(15.0, 24.0)) <= 2
        assert max(viewer.flowing(44.0, 50.0)) == 5

    simulate(line((0.0, 8_000_000), (12.0, 900_000), (24.0, 8_000_000)), 50.0, check)


def test_stills_come_whole_over_a_way_that_is_hardly_more_than_the_sound() -> None:
    def check(viewer: SimulatedViewer, other: SimulatedViewer) -> None:
        assert viewer.late_sound(8.0, 24.0, 0.2) < 0.02
        assert sum(seen.frames for seen in viewer.seen.values()) >= 5
        assert sum(seen.broken for seen in viewer.seen.values()) <= 10, "at the beginning, until it is known"

    simulate(line((0.0, 150_000)), 24.0, check)
