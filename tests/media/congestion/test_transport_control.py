"""The whole of congestion control as a transport uses it: two of them joined in memory."""

from __future__ import annotations

import random

from core.media.congestion.feedback.wire import Feedback, build
from core.media.congestion.sending.pacer import Priority
from core.media.congestion.transport_control import TransportControl

STEP = 0.005


def talk(sender: TransportControl[int], receiver: TransportControl[int], start: float, seconds: float) -> int:
    """Let pictures flow for a while over a way of 20 ms; return how many RTCP packets came back."""
    told, on_the_way = 0, []
    for step in range(round(seconds / STEP)):
        now = start + step * STEP
        if step % 7 == 0:
            for _ in range(3):
                sender.put(1000, 1000, Priority.VIDEO, now, starts_keyframe=sender.wants_keyframe)
        for departure in sender.take(now):
            on_the_way.append((now + 0.02, sender.number(departure, now), departure.size))
        while on_the_way and on_the_way[0][0] <= now:
            _, number, size = on_the_way.pop(0)
            receiver.packet_arrived(number, size, now + 777.0)
        for data in receiver.feedback(1, 2, now + 777.0):
            assert sender.take_rtcp(data, now)
            told += 1
    return told


def test_two_ends_agree_and_the_rate_grows() -> None:
    sender = TransportControl[int](0.0, make_padding=lambda size: (size, size))
    receiver = TransportControl[int](777.0)
    before = sender.estimate.bitrate
    assert 20 < talk(sender, receiver, 0.0, 3.0) < 40
    after = sender.estimate
    assert after.has_feedback and after.bitrate > 2 * before
    assert after.loss == 0.0 and 0.0 < after.round_trip < 0.1
    assert sender.divide(has_sound=True, has_pictures=True).pictures > 400_000


def test_without_padding_nothing_is_probed_but_all_is_sent() -> None:
    sender, receiver = TransportControl[int](0.0), TransportControl[int](777.0)
    talk(sender, receiver, 0.0, 2.0)
    assert sender.estimate.has_feedback and sender.counters.pictures_dropped == 0


def test_the_next_time_is_never_far_and_never_past() -> None:
    control = TransportControl[int](0.0)
    for step in range(100):
        now = step * 0.004
        control.take(now)
        assert now - 0.02 <= control.next_due(now) <= now + 0.02
        if step % 10 == 0:
            control.put(1, 1200, Priority.VIDEO, now)


def test_a_lower_rate_holds_at_once() -> None:
    control = TransportControl[int](0.0)
    for number in range(16):
        control.put(number, 1000, Priority.VIDEO, 0.0)
    control.take(0.0)
    control.take_remb(50_000, 0.001)
    assert control.estimate.bitrate == 50_000
    assert len(control.take(0.011)) <= 2


def test_other_rtcp_is_left_alone_and_nonsense_is_counted(seed: int) -> None:
    chance, control = random.Random(seed), TransportControl[int](0.0)
    for other in (b"", b"\x81\xc8\x00\x00", b"\x81\xcd\x00\x02" + bytes(8)):
        assert not control.take_rtcp(other, 0.0)
    sound = build(Feedback(1, 2, 0, 0, 0, tuple(range(0, 60, 2))))
    for number in range(500):
        damaged = bytearray(sound[: chance.randrange(4, len(sound))])
        damaged[chance.randrange(2, len(damaged))] ^= 1 + chance.randrange(255)
        assert control.take_rtcp(bytes(damaged), number * 0.01)
    assert control.bad_feedback > 100
    assert 30_000 <= control.estimate.bitrate <= 3_000_000


def test_feedback_waits_until_it_is_due() -> None:
    control = TransportControl[int](0.0)
    assert control.feedback(1, 2, 99.0) == []
    control.packet_arrived(1, 1000, 100.0)
    assert control.feedback(1, 2, 100.01) == []
    assert control.feedback_due_at() <= 100.26
    assert len(control.feedback(1, 2, 100.26)) == 1
    assert control.feedback(1, 2, 101.0) == [], "nothing has arrived since"
