"""Pictures counted as webrtc-stats defines it: freezes, pauses, assembly, the time in the buffer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.media.rtp.receiving.picture_statistics import PAUSE_SECONDS, PictureStatistics


def shown(*intervals: float) -> PictureStatistics:
    """Return statistics of pictures with these intervals between them."""
    statistics, now = PictureStatistics(), 100.0
    statistics.decoded(640, 360, now, 0.002, is_keyframe=True, since=now - 0.01)
    for interval in intervals:
        now += interval
        statistics.decoded(640, 360, now, 0.002, since=now - 0.01)
    return statistics


def test_a_freeze_is_longer_than_three_intervals_and_150_ms_more_than_usual() -> None:
    even = [1 / 30] * 40
    assert shown(*even, 0.18).freezes == 0
    late = shown(*even, 0.19)
    assert (late.freezes, late.freeze_seconds) == (1, pytest.approx(0.19))
    slow = [0.2] * 40
    assert shown(*slow, 0.59).freezes == 0 and shown(*slow, 0.61).freezes == 1


def test_what_was_paused_on_purpose_is_no_freeze_but_a_pause_if_it_was_long() -> None:
    statistics = shown(*[1 / 30] * 40)
    statistics.pause()
    now = 100 + 40 / 30 + PAUSE_SECONDS + 1
    statistics.decoded(640, 360, now)
    assert (statistics.freezes, statistics.pauses) == (0, 1)
    assert statistics.pause_seconds == pytest.approx(PAUSE_SECONDS + 1)
    assert shown(*[1 / 30] * 40, PAUSE_SECONDS - 0.1).pauses == 0


def test_keyframes_and_times_are_those_of_decoded_pictures() -> None:
    statistics = shown(0.04, 0.04)
    told = statistics.as_stats(100.08)
    assert (told["framesDecoded"], told["keyFramesDecoded"]) == (3, 1)
    assert told["totalDecodeTime"] == pytest.approx(0.006)
    assert told["totalProcessingDelay"] == pytest.approx(0.03)
    assert told["totalInterFrameDelay"] == pytest.approx(0.08)
    assert told["totalSquaredInterFrameDelay"] == pytest.approx(2 * 0.04**2)
    assert (told["frameWidth"], told["frameHeight"], told["framesPerSecond"]) == (640, 360, 3)


def test_only_pictures_of_several_packets_take_time_to_put_together() -> None:
    statistics = PictureStatistics()
    statistics.received(5.03, 5.0, 5.02)
    statistics.received(6.0, 6.0, 6.0)
    statistics.refused(2)
    told = statistics.as_stats(7.0)
    assert (told["framesReceived"], told["jitterBufferEmittedCount"]) == (4, 2)
    assert told["framesAssembledFromMultiplePackets"] == 1
    assert told["totalAssemblyTime"] == pytest.approx(0.02)
    assert told["jitterBufferDelay"] == pytest.approx(0.03)


@given(st.lists(st.floats(0, 4.9) | st.floats(5.1, 20), max_size=60))
def test_sums_agree_with_each_other(intervals: list[float]) -> None:
    told = shown(*intervals).as_stats(1000.0)
    assert float(told["totalFreezesDuration"]) <= float(told["totalInterFrameDelay"]) + 1e-6
    assert float(told["totalInterFrameDelay"]) == pytest.approx(sum(intervals), abs=1e-6)
    assert told["pauseCount"] == sum(one > PAUSE_SECONDS for one in intervals)
    assert int(told["freezeCount"]) <= len(intervals)
