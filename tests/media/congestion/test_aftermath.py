"""What becomes of a decrease: taken back, waited for, or right."""

from __future__ import annotations

import pytest

from core.media.congestion.estimation.aftermath import EFFECT_SECONDS, WITNESSES, Aftermath
from core.media.congestion.estimation.delay_based import DelayBasedRate, Way
from core.media.congestion.estimation.queueing import SETTLE_SECONDS, StandingQueue
from core.media.congestion.estimation.trendline import Usage

FULL = Way(500_000, 500_000, 0.1, 0.12, 0.06, newest_sent_at=0.9)
FREE = Way(500_000, 500_000, 0.0, 0.001, 0.06)


def lowered(at: float = 1.0, rate: float = 1_000_000) -> Aftermath:
    return Aftermath(at, rate, seen_until=at - 0.1, standing=0.05, newest=0.06, delivered=900_000)


def test_packets_that_left_before_the_decrease_and_waited_for_nothing_prove_it_wrong() -> None:
    aftermath = lowered()
    assert not aftermath.hear(0.85, 0.0), "it was made for this one"
    assert not any(aftermath.hear(0.91 + 0.01 * number, 0.001) for number in range(WITNESSES - 1))
    assert aftermath.hear(0.98, 0.06), "one late packet among them does not matter"
    assert not aftermath.hear(0.99, 0.0), "it is said once"


def test_those_that_met_the_queue_or_left_later_prove_nothing() -> None:
    full, late = lowered(), lowered()
    assert not any(full.hear(0.91 + 0.01 * number, 0.05 + 0.01 * number) for number in range(WITNESSES))
    assert not any(late.hear(1.0 + 0.01 * number, 0.0) for number in range(20))


def test_a_few_witnesses_are_enough_once_no_more_can_come() -> None:
    aftermath = lowered()
    assert not aftermath.hear(0.95, 0.001)
    assert aftermath.hear(1.01, 0.2)


def test_an_effect_is_waited_for_unless_the_delay_grows_further() -> None:
    aftermath = lowered()
    assert aftermath.awaits_effect(0.05, 0.06, 0.0, 0.1)
    assert not aftermath.awaits_effect(0.05, 0.06, 0.0, EFFECT_SECONDS)
    assert not aftermath.awaits_effect(0.08, 0.06, 0.0, 0.1)
    assert not aftermath.awaits_effect(0.05, 0.1, 0.0, 0.1)
    assert aftermath.awaits_effect(0.08, 0.1, 0.05, 0.1), "jitter explains as much"


def test_only_much_less_than_came_through_lets_a_queue_drain() -> None:
    aftermath = lowered()
    assert aftermath.drains(700_000) and not aftermath.drains(850_000) and not aftermath.drains(None)


def test_a_decrease_is_taken_back_at_once_but_not_once_nothing_is_known_of_the_way() -> None:
    for has_fallen in (False, True):
        delay = DelayBasedRate(1_000_000)
        delay.update(Usage.OVERUSED, FULL, 1.0)
        assert delay.rate < 500_000
        if has_fallen:
            delay.fall(200_000)
        for number in range(WITNESSES):
            assert delay.arrived(0.91 + 0.01 * number, 0.001) is (number == 3 and not has_fallen)
        delay.settle()
        assert delay.rate == (200_000 if has_fallen else 1_000_000)
        assert has_fallen or not delay.knows_capacity(delay.rate)


def test_losses_on_a_longer_way_lower_the_rate_once_a_second_at_most() -> None:
    delay = DelayBasedRate(1_000_000)
    for step in range(100):
        delay.update(Usage.OVERUSED, FULL, 1.0 + 0.02 * step)
    assert delay.decreases == 2
    delay.settle()
    assert delay.rate == 1_000_000


def test_a_queue_that_drains_is_not_taken_for_a_longer_way() -> None:
    delay = DelayBasedRate(1_000_000)
    delay.update(Usage.OVERUSED, FULL, 1.0)
    delay.update(Usage.NORMAL, FREE, 1.5)
    delay.settle()
    assert delay.rate == pytest.approx(0.92 * 500_000)


def arrive(queue: StandingQueue, start: float, end: float, delay: float, slope: float = 0.0) -> None:
    for step in range(int((end - start) / 0.01)):
        sent_at = start + 0.01 * step
        queue.add(sent_at, sent_at + delay + slope * (sent_at - start))


def test_a_delay_settles_when_it_stays_the_same_after_less_was_sent() -> None:
    queue = StandingQueue()
    arrive(queue, 0.0, 2.0, 0.03)
    arrive(queue, 2.0, 2.0 + SETTLE_SECONDS / 2, 0.13)
    assert not queue.has_settled(2.0)
    arrive(queue, 2.0 + SETTLE_SECONDS / 2, 3.0, 0.13)
    assert queue.has_settled(2.0) and not queue.has_settled(2.9), "packets that were sent later must say so"
    assert queue.seconds == pytest.approx(0.1, abs=1e-6)
    queue.settle()
    assert queue.seconds == pytest.approx(0.0, abs=1e-6)
    arrive(queue, 3.0, 3.5, 0.04)
    arrive(queue, 3.5, 4.0, 0.13)
    assert queue.seconds == pytest.approx(0.09, abs=1e-6), "a shorter way is the measure at once"


@pytest.mark.parametrize("slope", [-0.15, 0.1])
def test_a_queue_that_drains_or_grows_has_not_settled(slope: float) -> None:
    queue = StandingQueue()
    arrive(queue, 0.0, 2.0, 0.03)
    arrive(queue, 2.0, 3.0, 0.3, slope)
    assert not queue.has_settled(2.0)


def test_too_few_packets_do_not_settle_anything() -> None:
    queue = StandingQueue()
    for step in range(6):
        queue.add(step * 0.4, step * 0.4 + 0.03)
    assert not queue.has_settled(0.0)
