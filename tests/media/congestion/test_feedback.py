"""Both ends of the feedback: what the receiver tells, and what the sender makes of it."""

from __future__ import annotations

import random

import pytest

from core.media.congestion.feedback.arrivals import MAX_STEP, ArrivalRecorder
from core.media.congestion.feedback.sent import HISTORY_SECONDS, MAX_HISTORY, SentHistory
from core.media.congestion.feedback.wire import MAX_STATUSES, Feedback, build, parse


def told(recorder: ArrivalRecorder, now: float) -> list[Feedback]:
    """Return what the recorder tells, as it is read at the other end."""
    return [parse(build(one)) for one in recorder.feedback(1, 2, now)]


def test_what_arrived_is_told_once_with_its_time() -> None:
    recorder, history = ArrivalRecorder(), SentHistory()
    for step in range(10):
        number = history.add(1000, step * 0.01)
        if number != 4:
            recorder.add(number, 1000, 100.0 + step * 0.01)
    results = [result for one in told(recorder, 100.2) for result in history.take(one)]
    assert [result.number for result in results] == list(range(1, 11))
    assert [result.number for result in results if result.arrived_at is None] == [4]
    assert results[0].arrived_at == pytest.approx(100.0, abs=0.001)
    assert results[-1].arrived_at == pytest.approx(100.09, abs=0.001)
    assert history.bytes_in_flight == 0
    assert told(recorder, 100.3) == [] and not recorder.due(200.0)


def test_what_left_after_the_last_packet_that_was_told_of_is_unheard_of_and_no_more() -> None:
    history = SentHistory()
    for step in range(10):
        history.add(100, step * 0.01)
    assert history.bytes_unheard == 1000
    history.take(Feedback(1, 2, 5, 0, 0, (10, None)))
    assert history.bytes_unheard == 400, "what is before it was told of in feedback that got lost"
    history.take(Feedback(1, 2, 1, 0, 1, (1, 2)))
    assert history.bytes_unheard == 400


def test_a_packet_that_was_only_late_is_told_later() -> None:
    recorder, history = ArrivalRecorder(), SentHistory()
    for number in (1, 2, 4, 5):
        recorder.add(number, 100, 1.0)
    for _ in range(6):
        history.add(100, 0.0)
    (first,) = told(recorder, 1.1)
    assert [(r.number, r.arrived_at is None) for r in history.take(first)] == [
        (1, False), (2, False), (3, True), (4, False), (5, False)
    ]  # fmt: skip
    recorder.add(3, 100, 1.15)
    recorder.add(6, 100, 1.16)
    found = [result for one in told(recorder, 1.2) for result in history.take(one)]
    assert [(r.number, r.was_missing) for r in found] == [(3, True), (6, False)]


def test_feedback_that_is_lost_leaves_its_packets_unknown_and_nothing_else() -> None:
    recorder, history = ArrivalRecorder(), SentHistory()
    heard = []
    for step in range(400):
        recorder.add(history.add(100, step * 0.01), 100, 50 + step * 0.01)
        if recorder.due(50 + step * 0.01):
            for one in told(recorder, 50 + step * 0.01):
                if one.count % 3:
                    heard += history.take(one)
    assert all(result.arrived_at is not None for result in heard)
    assert all(result.arrived_at == pytest.approx(50 + result.sent_at, abs=0.001) for result in heard)


def test_numbers_and_times_count_on_over_their_wraps() -> None:
    recorder, history = ArrivalRecorder(), SentHistory(0xFFF0)
    wrap = 0.064 * (1 << 24)
    results = []
    for step in range(100):
        recorder.add(history.add(100, step * 0.02) & 0xFFFF, 100, wrap - 1.0 + step * 0.02)
        if step % 5 == 4:
            results += [r for one in told(recorder, wrap - 1.0 + step * 0.02) for r in history.take(one)]
    assert [result.number for result in results] == list(range(0xFFF0, 0xFFF0 + 100))
    arrived = [result.arrived_at for result in results if result.arrived_at is not None]
    assert arrived[-1] - arrived[0] == pytest.approx(1.98, abs=0.001)


def test_feedback_is_more_frequent_the_more_there_is_to_tell() -> None:
    intervals = []
    for rate in (20_000, 200_000, 2_000_000):
        recorder, now, times = ArrivalRecorder(), 10.0, []
        for number in range(1000):
            now += 8 * 500 / rate
            recorder.add(number, 500, now)
            if recorder.due(now):
                recorder.feedback(1, 2, now)
                times.append(now)
        intervals.append((times[-1] - times[0]) / (len(times) - 1))
    assert 0.1 <= intervals[2] < 0.12
    assert 0.2 < intervals[0] < 0.5 and intervals[1] < intervals[0]


def test_a_long_pause_does_not_break_the_deltas() -> None:
    recorder = ArrivalRecorder()
    recorder.add(1, 100, 10.0)
    recorder.add(2, 100, 60.0)
    recorder.add(3, 100, 60.01)
    assert [len(one.arrivals) for one in told(recorder, 61.0)] == [1, 2]


def test_nonsense_numbers_are_ignored_and_a_new_start_is_followed() -> None:
    recorder = ArrivalRecorder()
    recorder.add(100, 100, 1.0)
    recorder.add(30_000, 100, 1.1)
    recorder.add(101, 100, 1.2)
    assert recorder.ignored == 1
    assert [one.base for one in told(recorder, 1.3)] == [100]
    for number in range(40_000, 40_006):
        recorder.add(number, 100, 2.0)
    (found,) = told(recorder, 2.1)
    assert found.base == 40_002 and len(found.arrivals) == 4


def test_the_recorder_is_bounded_whatever_arrives(seed: int) -> None:
    chance, recorder = random.Random(seed), ArrivalRecorder()
    for _ in range(20_000):
        recorder.add(chance.randrange(0x10000), 100, chance.random() * 1000)
    for number in range(20_000):
        recorder.add(number, 100, 1000 + number / 1000)
    assert len(recorder._arrivals) <= MAX_STATUSES + 1
    for _ in range(50):
        for one in recorder.feedback(1, 2, 2000.0):
            assert len(parse(build(one)).arrivals) <= MAX_STATUSES
    assert MAX_STEP < 0x8000


def test_the_history_is_bounded_by_time_and_number() -> None:
    history = SentHistory()
    for step in range(MAX_HISTORY + 500):
        history.add(100, step * 1e-6)
    assert len(history._packets) <= MAX_HISTORY
    history.add(100, HISTORY_SECONDS + 1.0)
    assert len(history._packets) == 1 and history.bytes_in_flight == 100


def test_feedback_about_what_was_never_sent_is_counted(seed: int) -> None:
    chance, history = random.Random(seed), SentHistory()
    for step in range(50):
        history.add(100, step * 0.01)
    for _ in range(300):
        arrivals = tuple(chance.choice((None, chance.randrange(1000))) for _ in range(20))
        history.take(Feedback(1, 2, chance.randrange(0x10000), chance.randrange(1 << 24), 0, arrivals))
    assert history.unknown > 1000 and history.bytes_in_flight >= 0


def test_feedback_that_comes_twice_changes_nothing() -> None:
    history = SentHistory()
    for _ in range(3):
        history.add(100, 0.0)
    same = Feedback(1, 2, 1, 0, 0, (0, None, 4))
    assert len(history.take(same)) == 3
    assert history.take(same) == [] and history.bytes_in_flight == 0
