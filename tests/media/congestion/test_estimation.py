"""The parts of the estimate, each for itself."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from core.media.congestion.estimation.arrival_groups import ArrivalGroups, DelayVariation
from core.media.congestion.estimation.controller import CongestionController
from core.media.congestion.estimation.delay_based import (
    AFTER_DRAINING,
    DEEPEST,
    TABLE,
    DelayBasedRate,
    RateState,
    Way,
)
from core.media.congestion.estimation.loss_based import LossBasedRate
from core.media.congestion.estimation.probing import KNOWN_PAUSE, Probe, Prober
from core.media.congestion.estimation.queueing import CLOCK_SET, StandingQueue, SuddenQueue
from core.media.congestion.estimation.throughput import AcknowledgedRate
from core.media.congestion.estimation.trendline import LEAST_THRESHOLD, TrendlineDetector, Usage
from core.media.congestion.feedback.arrivals import ArrivalRecorder
from core.media.congestion.feedback.sent import PacketResult
from core.media.congestion.feedback.wire import Feedback


def test_packets_that_leave_together_are_one_group() -> None:
    groups = ArrivalGroups()
    found = []
    for picture in range(4):
        for packet in range(3):
            sent = picture * 0.033 + packet * 0.001
            found.append(groups.add(sent, 5.0 + sent + 0.002 * picture))
    variations = [one for one in found if one is not None]
    assert len(variations) == 2
    assert all(one.seconds == pytest.approx(0.002) for one in variations)


def test_groups_ignore_what_comes_out_of_order_and_start_again_after_a_jump() -> None:
    groups = ArrivalGroups()
    for step in range(3):
        groups.add(step * 0.02, step * 0.02)
    assert groups.add(0.01, 0.5) is None
    assert groups.add(0.06, 50.0) is not None
    assert groups.add(0.08, 50.02) is None, "4 s and more apart: everything starts again"
    assert groups.add(0.10, 50.04) is None and groups.add(0.12, 50.06) is None


def feed(detector: TrendlineDetector, per_group: float, count: int, start: float = 0.0) -> Usage:
    for number in range(count):
        detector.add(DelayVariation(0.02, 0.02 + per_group, start + number * (0.02 + per_group)))
    return detector.usage


def test_a_growing_delay_is_overuse_a_shrinking_one_underuse_and_a_steady_one_neither() -> None:
    detector = TrendlineDetector()
    assert feed(detector, 0.0, 60) is Usage.NORMAL
    assert feed(detector, 0.004, 40, 2.0) is Usage.OVERUSED
    assert feed(detector, -0.004, 80, 4.0) is Usage.UNDERUSED
    assert feed(detector, 0.0, 80, 6.0) is Usage.NORMAL


def test_the_threshold_follows_slowly_what_is_usual_and_falls_back() -> None:
    detector = TrendlineDetector()
    feed(detector, 0.0, 200)
    calm = detector.threshold
    # A slope a little above the threshold: the flow beside us fills the queue.
    feed(detector, 0.001, 60, 5.0)
    assert detector.threshold > calm + 2.0
    feed(detector, 0.0, 3000, 50.0)
    assert detector.threshold == pytest.approx(LEAST_THRESHOLD, abs=0.5)


def test_the_rate_of_arrivals_is_measured_in_a_long_and_in_a_short_window() -> None:
    rate = AcknowledgedRate()
    assert rate.rate is None
    for step in range(200):
        rate.add(step * 0.01, 1250)
    assert rate.rate == pytest.approx(1_000_000, rel=0.05)
    for step in range(10):
        rate.add(2.0 + step * 0.02, 1250)
    assert rate.quick_rate == pytest.approx(500_000, rel=0.15)
    assert 550_000 < (rate.rate or 0) < 900_000
    rate.add(1e6, 1250)
    assert rate.rate is None, "another clock"


def test_the_queue_is_what_exceeds_the_shortest_way_whatever_the_clocks_say(seed: int) -> None:
    for offset in (-1e6, 0.0, 1e6):
        queue = StandingQueue()
        for step in range(300):
            queue.add(step * 0.01, step * 0.01 + offset + 0.03 + (0.05 if step > 200 else 0.0))
        assert queue.seconds == pytest.approx(0.05, abs=1e-3)
        assert queue.newest_seconds == pytest.approx(0.05, abs=1e-3)
        assert queue.jitter < 0.005


def test_a_time_that_makes_no_sense_is_left_out_until_many_agree() -> None:
    queue = StandingQueue()
    for step in range(100):
        assert queue.add(step * 0.01, step * 0.01 + 0.03)
    assert not queue.add(1.0, -500.0) and not queue.add(1.0, 500.0)
    assert queue.newest_seconds == pytest.approx(0.0, abs=1e-6)
    taken = [queue.add(1.0 + step * 0.01, 77.0 + step * 0.01) for step in range(CLOCK_SET + 5)]
    assert not taken[0] and taken[-1]
    assert queue.newest_seconds == pytest.approx(0.0, abs=1e-6)


def test_a_sudden_queue_is_noticed_within_a_few_packets_but_not_in_jitter(seed: int) -> None:
    chance, sudden = random.Random(seed), SuddenQueue()
    noticed = False
    for step in range(2000):
        sudden.add(chance.uniform(0.0, 0.1), step * 0.01)
        noticed |= sudden.is_sudden and step > 200
    assert not noticed
    calm = SuddenQueue()
    for step in range(200):
        calm.add(0.002, step * 0.01)
    for step in range(6):
        calm.add(0.05 + 0.02 * step, 2.0 + step * 0.01)
    assert calm.is_sudden


def train(seconds: float, *, paused: float = 0.0, before: int = 100) -> SuddenQueue:
    """Return what is noticed of six packets that leave together and come out so many seconds apart."""
    sudden = SuddenQueue()
    for step in range(before):
        sudden.add(0.002, step * 0.01, 1200, 2e6)
    for number in range(6):
        sudden.add(0.002 + seconds * number + (paused if number > 2 else 0.0), 1.0, 1200, 2e6)
    return sudden


def test_a_picture_that_comes_out_far_too_slowly_is_enough_to_know_the_way_has_become_narrower() -> None:
    narrow, usual = train(0.02), train(0.005)
    assert narrow.is_sudden and narrow.pace == pytest.approx(8 * 1200 / 0.02, rel=0.01)
    assert not usual.is_sudden and usual.pace is None
    assert train(0.003, paused=0.1).pace is None, "a program or a radio that stood still"
    growing = SuddenQueue()
    for number in range(30):
        growing.add(0.01 * number, 0.05 * number, 12_000, 2e6)
        assert growing.pace is None, "the way lets nearly as much through as is used"


FULL = Way(500_000, 500_000, 0.1, 0.12, 0.06)
FREE = Way(500_000, 500_000, 0.0, 0.001, 0.06)


def test_every_state_has_an_answer_to_every_usage() -> None:
    assert set(TABLE) == {(state, usage) for state in RateState for usage in Usage}


def test_a_full_way_is_left_below_what_it_lets_through_and_used_again_when_it_has_drained() -> None:
    delay = DelayBasedRate(2_000_000)
    delay.update(Usage.OVERUSED, FULL, 1.0)
    assert delay.state is RateState.DECREASE and 250_000 < delay.rate < 400_000
    delay.update(Usage.UNDERUSED, FULL, 1.5)
    assert delay.rate < 400_000
    delay.update(Usage.UNDERUSED, FREE, 2.0)
    assert delay.rate == pytest.approx(0.92 * 500_000)


def test_what_nobody_has_told_of_yet_counts_for_the_depth_of_a_decrease() -> None:
    rates = []
    for unheard in (0.0, 60_000.0, 500_000.0):
        delay = DelayBasedRate(2_000_000)
        delay.update(Usage.OVERUSED, replace(FULL, newest=0.2, unheard_bits=unheard), 1.0)
        rates.append(delay.rate)
    assert rates[0] == rates[1], "as much is on its way on an empty one"
    assert rates[2] == pytest.approx(DEEPEST * 500_000)
    sure, unsure = DelayBasedRate(2_000_000), DelayBasedRate(2_000_000)
    sure.update(Usage.OVERUSED, FULL, 1.0)
    unsure.update(Usage.OVERUSED, replace(FULL, unheard_bits=500_000.0), 1.0)
    assert unsure.rate == sure.rate, "what comes through may be little for other reasons"


def test_the_pace_of_the_newest_packets_is_believed_sooner_than_what_came_before() -> None:
    delay = DelayBasedRate(2_000_000)
    way = Way(1_900_000, 1_500_000, 0.004, 0.1, 0.06, unheard_bits=400_000, pace=480_000)
    delay.update(Usage.OVERUSED, way, 1.0)
    assert delay.rate == pytest.approx(DEEPEST * 480_000)
    assert delay.resume_at == pytest.approx(AFTER_DRAINING * 480_000)


def test_a_queue_that_creeps_up_without_a_trend_is_an_overuse_in_the_end() -> None:
    for standing, falls in ((0.06, True), (0.005, False)):
        delay = DelayBasedRate(520_000)
        way = Way(500_000, 500_000, standing, standing + 0.01, 0.06, demand=510_000)
        for step in range(40):
            delay.update(Usage.NORMAL, way, 1.0 + 0.05 * step)
        assert (delay.decreases > 0) is falls
    idle = DelayBasedRate(520_000)
    for step in range(40):
        idle.update(Usage.NORMAL, Way(100_000, 100_000, 0.06, 0.07, 0.06, demand=100_000), 0.05 * step)
    assert not idle.decreases, "it waits for other reasons"


def test_an_overuse_without_a_queue_is_none_and_one_by_jitter_costs_little() -> None:
    delay = DelayBasedRate(1_000_000)
    delay.update(Usage.OVERUSED, FREE, 1.0)
    assert delay.rate == 1_000_000 and delay.state is not RateState.DECREASE
    shaky = Way(100_000, 100_000, 0.01, 0.04, 0.06)
    delay.update(Usage.OVERUSED, shaky, 2.0)
    assert 900_000 < delay.rate < 1_000_000


def test_decreases_keep_a_round_trip_apart() -> None:
    delay = DelayBasedRate(1_000_000)
    for step in range(10):
        delay.update(Usage.OVERUSED, Way(500_000, 500_000, 0.1, 0.12, 0.5), 1.0 + step * 0.05)
    assert delay.decreases == 1


def test_growth_is_quick_while_the_capacity_is_unknown_and_careful_near_it() -> None:
    unknown, near = DelayBasedRate(500_000), DelayBasedRate(500_000)
    near.update(Usage.OVERUSED, FULL, 0.0)
    near.update(Usage.NORMAL, FREE, 0.2)
    assert near.knows_capacity(near.rate) and not unknown.knows_capacity(unknown.rate)
    start = near.rate
    for step in range(1, 11):
        unknown.update(Usage.NORMAL, FREE, step * 0.1)
        near.update(Usage.NORMAL, FREE, 0.2 + step * 0.1)
    assert unknown.rate == pytest.approx(500_000 * 1.08**0.9, rel=0.02)
    assert 30_000 < near.rate - start < 80_000


def results(lost: float, count: int, chance: random.Random) -> list[PacketResult]:
    return [PacketResult(n, 1000, 0.0, None if chance.random() < lost else 1.0) for n in range(count)]


def test_few_losses_let_the_rate_grow_some_hold_it_and_many_lower_it(seed: int) -> None:
    rates = []
    for share in (0.0, 0.08, 0.3):
        chance, loss = random.Random(seed), LossBasedRate(1_000_000)
        for step in range(8):
            loss.add(results(share, 400, chance), loss.rate, step * 0.25, 0.05)
        rates.append(loss.rate)
    assert rates[0] > 1_050_000 and rates[1] == pytest.approx(1_000_000, rel=0.05) and rates[2] < 850_000


def test_losses_lower_nothing_right_after_something_else_has_done_so(seed: int) -> None:
    chance, loss = random.Random(seed), LossBasedRate(1_000_000)
    loss.rests_until = 2.0
    rates = []
    for step in range(16):
        loss.add(results(0.4, 400, chance), loss.rate, step * 0.25, 0.05)
        rates.append(loss.rate)
    assert rates[7] == 1_000_000 and rates[-1] < 850_000


def test_losses_that_stay_when_less_is_sent_are_the_ways_own(seed: int) -> None:
    chance, loss = random.Random(seed), LossBasedRate(1_000_000)
    for step in range(120):
        loss.add(results(0.25, 100, chance), loss.rate, step * 0.25, 0.05)
    assert loss.own_loss > 0.1 and loss.rate > 500_000


def test_losses_that_fall_when_less_is_sent_are_not(seed: int) -> None:
    chance, loss = random.Random(seed), LossBasedRate(1_000_000)
    lowest = loss.rate
    for step in range(120):
        share = max(0.0, 1.0 - 400_000 / loss.rate)
        loss.add(results(share, 100, chance), loss.rate, step * 0.25, 0.05)
        lowest = min(lowest, loss.rate)
    assert loss.own_loss < 0.25 and lowest > 200_000 and loss.rate < 650_000


def test_a_packet_that_was_only_late_is_not_lost() -> None:
    loss = LossBasedRate(1_000_000)
    late = [PacketResult(n, 1000, 0.0, None) for n in range(50)]
    back = [PacketResult(n, 1000, 0.0, 1.0, None, True) for n in range(50)]
    loss.add([], 1e6, 0.0, 0.05)
    loss.add(late[:30], 1e6, 0.1, 0.05)
    loss.add(back[:30], 1e6, 0.2, 0.05)
    loss.add([PacketResult(n, 1000, 0.0, 1.0) for n in range(50)], 1e6, 0.3, 0.05)
    assert loss.loss == 0.0


def answer(prober: Prober, probe: Probe, capacity: float, rate: float, now: float) -> float | None:
    """Let the packets of ``probe`` through a way of that capacity; return what was found."""
    found, arrived = None, now
    for number in range(probe.packets):
        sent = now + number * 8 * probe.packet_size / probe.rate
        arrived = max(sent, arrived) + 8 * probe.packet_size / capacity
        result = PacketResult(number, probe.packet_size, sent, arrived, probe.number)
        found = prober.add(result, rate, now + 0.1) or found
    return found


def test_probes_at_the_start_find_a_wide_way_in_two_steps() -> None:
    prober = Prober(300_000, 3_000_000)
    first = prober.next(300_000, 0.0, 0.05, is_calm=True, knows_capacity=False)
    assert first is not None and first.rate == pytest.approx(900_000)
    assert prober.next(300_000, 0.1, 0.05, is_calm=True, knows_capacity=False) is None, "one at a time"
    found = answer(prober, first, 1e8, 300_000, 0.0)
    assert found == pytest.approx(900_000, rel=0.15)
    second = prober.next(900_000, 0.5, 0.05, is_calm=True, knows_capacity=False)
    assert second is not None and second.rate == pytest.approx(1_800_000)


def test_a_probe_that_meets_the_limit_tells_it() -> None:
    prober = Prober(300_000, 3_000_000)
    probe = prober.next(300_000, 0.0, 0.05, is_calm=True, knows_capacity=False)
    assert probe is not None
    found = answer(prober, probe, 600_000, 300_000, 0.0)
    assert found == pytest.approx(0.95 * 600_000, rel=0.1)


def test_a_probe_that_was_held_up_and_released_together_means_nothing() -> None:
    prober = Prober(300_000, 3_000_000)
    probe = prober.next(300_000, 0.0, 0.05, is_calm=True, knows_capacity=False)
    assert probe is not None
    for number in range(probe.packets):
        result = PacketResult(number, probe.packet_size, 0.005 * number, 0.1 + 0.001 * number, probe.number)
        assert prober.add(result, 300_000, 0.2) is None
    again = prober.next(300_000, 1.3, 0.05, is_calm=True, knows_capacity=False)
    assert again is not None and again.rate == pytest.approx(600_000), "a first one is soon repeated"


def test_a_probe_bears_some_losses_and_comes_a_second_after_it_has_become_calm() -> None:
    prober = Prober(300_000, 3_000_000)
    assert prober.next(300_000, 5.0, 0.05, is_calm=False, knows_capacity=False) is None
    assert prober.next(300_000, 5.9, 0.05, is_calm=True, knows_capacity=False) is None
    probe = prober.next(300_000, 6.0, 0.05, is_calm=True, knows_capacity=False)
    assert probe is not None and probe.packets >= 7
    found = None
    for number in range(probe.packets - 2):
        sent = 6.0 + number * 8 * probe.packet_size / probe.rate
        result = PacketResult(number, probe.packet_size, sent, sent + 0.03, probe.number)
        found = prober.add(result, 300_000, 6.2) or found
    assert found == pytest.approx(600_000, rel=0.15)


def test_a_way_that_is_back_is_probed_at_once_for_what_it_bore_and_once_it_is_calm() -> None:
    prober = Prober(300_000, 3_000_000)
    assert prober.next(300_000, 0.0, 0.05, is_calm=True, knows_capacity=False) is not None
    prober.recover(1_500_000)
    assert prober.next(100_000, 0.1, 0.05, is_calm=False, knows_capacity=True) is None
    probe = prober.next(100_000, 0.2, 0.05, is_calm=True, knows_capacity=True)
    assert probe is not None and probe.rate == 1_500_000
    assert answer(prober, probe, 1e8, 100_000, 0.2) == pytest.approx(1_500_000, rel=0.2)
    prober.recover(9_000_000)
    largest = prober.next(1_000_000, 1.0, 0.05, is_calm=True, knows_capacity=True)
    assert largest is not None and largest.rate == 3_000_000
    prober = Prober(300_000, 3_000_000)
    prober.recover(1_500_000)
    tried = []
    for step in range(60):
        probe = prober.next(100_000, 0.1 * step, 0.05, is_calm=True, knows_capacity=True)
        if probe is not None:
            tried.append(probe.rate)
            answer(prober, probe, 90_000, 100_000, 0.1 * step)
    assert tried == [1_500_000] * 3, "what was sent again may have spoilt the first"
    prober.recover(300_000)
    assert prober.next(300_000, 2.0, 0.05, is_calm=True, knows_capacity=True) is None, "nothing to find"


def test_a_probe_that_finds_nothing_or_is_lost_is_tried_later() -> None:
    prober = Prober(300_000, 3_000_000)
    probe = prober.next(300_000, 0.0, 0.05, is_calm=True, knows_capacity=False)
    assert probe is not None and answer(prober, probe, 290_000, 300_000, 0.0) is None
    assert prober.next(300_000, 1.0, 0.05, is_calm=True, knows_capacity=False) is None
    again = prober.next(300_000, 9.0, 0.05, is_calm=True, knows_capacity=False)
    assert again is not None and again.rate == pytest.approx(600_000)
    assert prober.next(300_000, 10.0, 0.05, is_calm=True, knows_capacity=True) is None
    assert prober.next(300_000, 9.0 + KNOWN_PAUSE, 0.05, is_calm=True, knows_capacity=True) is not None


def test_nothing_is_probed_while_the_way_is_busy_or_at_the_ceiling() -> None:
    prober = Prober(300_000, 3_000_000)
    assert prober.next(300_000, 0.0, 0.05, is_calm=False, knows_capacity=False) is None
    assert prober.next(3_000_000, 99.0, 0.05, is_calm=True, knows_capacity=False) is None


def test_a_peer_without_feedback_is_followed_by_its_estimate_and_reports() -> None:
    controller = CongestionController()
    for second in range(30):
        controller.take_report(0.0, 0.05, float(second))
    assert controller.bitrate > 2_000_000 and not controller.has_feedback
    controller.take_remb(400_000, 30.0)
    assert controller.bitrate == 400_000
    for second in range(31, 80):
        controller.take_report(0.0, 0.05, float(second))
    assert controller.bitrate > 1_000_000, "an old estimate does not hold for ever"
    assert controller.probe(91.0) is None, "nobody would tell what became of it"


def test_a_peer_with_nothing_but_reports_is_followed_by_what_is_lost() -> None:
    controller = CongestionController(start=1_000_000)
    for second in range(40):
        share = max(0.0, 1.0 - 300_000 / controller.bitrate)
        controller.take_report(share, 0.05, float(second))
    assert 100_000 < controller.bitrate < 450_000


def test_with_feedback_reports_and_estimates_of_the_receiver_do_not_count() -> None:
    controller = CongestionController()
    number = controller.packet_sent(1000, 0.0)
    controller.take_feedback(Feedback(1, 2, number, 0, 0, (0,)), 0.05)
    before = controller.bitrate
    controller.take_remb(50_000, 0.1)
    controller.take_report(0.9, None, 0.2)
    assert controller.bitrate == before and controller.has_feedback
    assert controller.estimate.round_trip == pytest.approx(0.05)


@pytest.mark.parametrize("nonsense", [-1.0, 0.0])
def test_nonsense_estimates_are_ignored(nonsense: float) -> None:
    controller = CongestionController()
    before = controller.bitrate
    controller.take_remb(nonsense, 1.0)
    controller.take_report(-5.0, -1.0, 1.0)
    controller.take_report(5.0, 1e9, 1.0)
    assert 0 < controller.bitrate <= before * 1.1


def test_rates_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="order"):
        CongestionController(start=10, least=20)


def test_any_feedback_at_all_leaves_a_rate_within_bounds(seed: int) -> None:
    chance, controller, now = random.Random(seed), CongestionController(), 0.0
    for _ in range(3000):
        now += chance.random() * 0.05
        controller.packet_sent(chance.randrange(2000), now, chance.choice((None, 1, 2)))
        arrivals = tuple(
            chance.choice((None, chance.randrange(-5000, 5000))) for _ in range(chance.randrange(1, 8))
        )
        controller.take_feedback(
            Feedback(1, 2, chance.randrange(2000), chance.randrange(1 << 24), 0, arrivals), now
        )
        controller.probe(now)
        assert 30_000 <= controller.bitrate <= 3_000_000


def test_a_receiver_that_comes_late_to_what_has_arrived_lowers_nothing() -> None:
    """After a stall everything that waits is read at one moment: only the last packet tells the delay."""
    controller, recorder, reader = CongestionController(start=600_000), ArrivalRecorder(), 0.0
    lowest = controller.bitrate
    for step in range(1500):
        now = step * 0.01
        number = controller.packet_sent(500, now)
        # Every two seconds the receiver reads nothing for a while, and then everything.
        reader = now + 0.03 if step % 200 > 15 else 0.03 + (step // 200 * 200 + 16) * 0.01
        recorder.add(number, 500, reader)
        if step % 6 == 5:
            for feedback in recorder.feedback(1, 2, reader):
                controller.take_feedback(feedback, now + 0.06)
            lowest = min(lowest, controller.bitrate) if step > 300 else controller.bitrate
    assert lowest > 400_000, "400 kbit/s are sent and arrive"


def test_a_rest_is_no_silence_but_packets_into_the_void_are() -> None:
    controller, recorder = CongestionController(start=600_000), ArrivalRecorder()
    for step in range(100):
        now = step * 0.02
        recorder.add(controller.packet_sent(500, now), 500, now + 0.02)
        if step % 5 == 4:
            for feedback in recorder.feedback(1, 2, now + 0.02):
                controller.take_feedback(feedback, now + 0.04)
    controller.packet_sent(500, 2.01)  # the last one before a hold; nobody tells of it
    before = controller.bitrate
    controller.tick(60.0)
    controller.packet_sent(500, 60.0)
    controller.tick(60.1)
    assert controller.bitrate == before
    for step in range(100):
        controller.packet_sent(500, 60.1 + step * 0.02)
        controller.tick(60.1 + step * 0.02)
    assert controller.bitrate <= before / 2
