"""Ways that lose much whatever is sent: they are found out, and used for what they bear."""

from __future__ import annotations

import pytest

from core.media.congestion.estimation.controller import CongestionController
from core.media.congestion.estimation.loss_based import LossBasedRate
from core.media.congestion.estimation.probing import Prober
from core.media.congestion.estimation.throughput import AcknowledgedRate
from core.media.congestion.feedback.sent import PacketResult
from core.media.congestion.feedback.wire import TICK, Feedback

ROUND_TRIP = 0.05


def test_a_probe_of_a_way_that_loses_half_has_twice_the_packets_and_finds_its_rate() -> None:
    prober = Prober(300_000, 3_000_000)
    usual = Prober(300_000, 3_000_000).next(300_000, 6.0, ROUND_TRIP, is_calm=True, knows_capacity=False)
    probe = prober.next(300_000, 6.0, ROUND_TRIP, is_calm=True, knows_capacity=False, own_loss=0.5)
    assert probe is not None and usual is not None and probe.packets >= 2 * usual.packets - 1
    found = None
    for number in range(0, probe.packets, 2):
        sent = 6.0 + number * 8 * probe.packet_size / probe.rate
        result = PacketResult(number, probe.packet_size, sent, sent + 0.03, probe.number)
        found = prober.add(result, 300_000, 6.2) or found
    assert found == pytest.approx(probe.rate, rel=0.2)


def test_what_a_probe_of_a_sound_way_loses_still_counts_against_it() -> None:
    prober = Prober(300_000, 3_000_000)
    probe = prober.next(300_000, 6.0, ROUND_TRIP, is_calm=True, knows_capacity=False)
    assert probe is not None
    for number in range(0, probe.packets, 2):
        result = PacketResult(number, probe.packet_size, 6.0 + number / 100, 6.03 + number / 100, 1)
        assert prober.add(result, 300_000, 6.2) is None


def test_few_packets_make_no_quick_rate() -> None:
    rate = AcknowledgedRate()
    for step in range(30):
        rate.add(step * 0.03, 700)
    assert rate.quick_rate is None and rate.rate == pytest.approx(8 * 700 / 0.03, rel=0.1)


def result(number: int, at: float, *, lost: bool) -> PacketResult:
    return PacketResult(number, 500, at, None if lost else at + 0.03)


def test_a_decrease_is_judged_by_the_first_packets_that_can_show_it() -> None:
    """Half of them lost at any rate: known after one window for the decrease and one for its effect."""
    rate, number = LossBasedRate(300_000), 0
    rate.is_full = False
    for tenth in range(1, 41):
        now = tenth / 10
        told = [result(number + one, now, lost=bool(one % 2)) for one in range(4)]
        number += 4
        rate.add(told, rate.rate, now, ROUND_TRIP)
        if rate.own_loss:
            break
    assert rate.own_loss == pytest.approx(0.5) and now < 3.0


def silent_for(controller: CongestionController, share_lost: float) -> float:
    """Have ``share_lost`` told for a while and then nothing; return after how long the rate is halved."""
    now, base = 0.0, 1
    for _ in range(60):
        arrivals = []
        for one in range(10):
            controller.packet_sent(500, now + one / 100)
            is_lost = one < round(10 * share_lost)
            arrivals.append(None if is_lost else round((now + one / 100) / TICK))
        now += 0.1
        controller.take_feedback(Feedback(1, 2, base & 0xFFFF, 0, 0, tuple(arrivals)), now + ROUND_TRIP)
        base += 10
        controller.tick(now)
    before, began = controller.bitrate, now
    while controller.bitrate > 0.6 * before and now < began + 10:
        now += 0.02
        controller.packet_sent(500, now)
        controller.tick(now)
    return now - began


def test_the_more_is_lost_the_longer_nothing_heard_may_be_chance() -> None:
    assert 1.0 < silent_for(CongestionController(start=1_000_000), 0.0) < 1.5
    assert 1.5 < silent_for(CongestionController(start=1_000_000), 0.3) < 3.0
    assert 3.0 < silent_for(CongestionController(start=1_000_000), 0.5) < 4.5
