"""Sound and picture together, in simulated time: with jitter, drift, late pictures and lying reports."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.media.sync import lip_sync
from core.media.sync.lip_sync import LipSync
from core.media.sync.picture_schedule import MAX_WAITING, PictureSchedule
from core.media.sync.sender_clock import SenderClock

NTP = 1 << 32
EPOCH = 3_900_000_000.0
"""Seconds since 1900 at which the sender began."""


def ntp(seconds: float) -> int:
    return int((EPOCH + seconds) * NTP)


class TestSenderClock:
    def test_nothing_is_known_before_a_report(self) -> None:
        clock = SenderClock(90_000)
        assert not clock.is_known and clock.seconds(1) is None

    def test_timestamps_around_a_report_and_over_a_wrap(self) -> None:
        clock = SenderClock(90_000)
        clock.report(ntp(10), 2**32 - 45_000)
        assert clock.seconds(2**32 - 45_000) == pytest.approx(EPOCH + 10)
        assert clock.seconds(45_000) == pytest.approx(EPOCH + 11)
        assert clock.seconds(2**32 - 135_000) == pytest.approx(EPOCH + 9)

    def test_drift_is_followed(self) -> None:
        clock = SenderClock(48_000)
        for second in range(60):
            clock.report(ntp(second), int(second * 48_000 * 1.0001))
        found = clock.seconds(int(59 * 48_000 * 1.0001))
        assert found == pytest.approx(EPOCH + 59)

    def test_one_report_that_contradicts_is_not_believed_and_two_are(self) -> None:
        clock = SenderClock(48_000)
        clock.report(ntp(0), 0)
        clock.report(ntp(5000), 48_000)
        assert clock.seconds(48_000) == pytest.approx(EPOCH + 1)
        clock.report(ntp(1), 48_000)
        clock.report(ntp(5002), 96_000)
        clock.report(ntp(5003), 144_000)
        assert clock.seconds(144_000) == pytest.approx(EPOCH + 5003)

    @given(st.lists(st.tuples(st.integers(0, 2**64 - 1), st.integers(-5, 2**33)), max_size=20))
    def test_any_reports_leave_a_clock_that_answers(self, reports: list[tuple[int, int]]) -> None:
        clock = SenderClock(48_000)
        for told in reports:
            clock.report(*told)
            found = clock.seconds(123)
            assert found is None or isinstance(found, float)


class Simulation:
    """A sender whose sound is heard after ``sound`` seconds, and whose pictures take ``picture`` or more."""

    def __init__(self, seed: int, sound: float | None, picture: float, jitter: float = 0.0) -> None:
        self.sync = LipSync()
        self.chance = random.Random(seed)
        self.sound, self.picture, self.jitter = sound, picture, jitter
        self.shown: list[tuple[float, float]] = []
        self.extra = 0.0

    def run(self, start: float, seconds: float) -> None:
        """Show pictures for a while; sound gives as much as it is asked for, slowly."""
        for frame in range(int(seconds * 30)):
            captured = start + frame / 30
            if self.sound is not None:
                self.extra += min(0.01, self.sync.sound_wait)
                self.sync.heard(captured, captured + self.sound + self.extra)
            ready = captured + self.picture + self.chance.uniform(0, self.jitter)
            self.shown.append((captured, self.sync.due(captured, ready)))

    def skews(self) -> list[float]:
        assert self.sound is not None
        return [due - captured - self.sound - self.extra for captured, due in self.shown]


def test_pictures_wait_for_the_sound(seed: int) -> None:
    simulation = Simulation(seed, sound=0.120, picture=0.030, jitter=0.02)
    simulation.run(0, 10)
    assert max(abs(skew) for skew in simulation.skews()[60:]) < 0.040


def test_sound_that_speeds_up_or_slows_down_is_followed_within_two_seconds(seed: int) -> None:
    simulation = Simulation(seed, sound=0.080, picture=0.030)
    simulation.run(0, 5)
    simulation.sound = 0.200
    simulation.shown.clear()
    simulation.run(5, 4)
    assert max(abs(skew) for skew in simulation.skews()[60:]) < 0.040
    steps = [due - captured for captured, due in simulation.shown]
    assert max(abs(a - b) for a, b in pairwise(steps)) < 0.010, "no jerk"


def test_sound_is_asked_to_wait_for_pictures_that_come_late(seed: int) -> None:
    simulation = Simulation(seed, sound=0.060, picture=0.180, jitter=0.01)
    simulation.run(0, 10)
    assert 0.05 < simulation.extra < lip_sync.MAX_SOUND_WAIT
    assert max(abs(skew) for skew in simulation.skews()[90:]) < 0.040


def test_without_sound_motion_is_evened_out(seed: int) -> None:
    simulation = Simulation(seed, sound=None, picture=0.030, jitter=0.040)
    simulation.run(0, 20)
    late = [due - captured for captured, due in simulation.shown[150:]]
    uneven = sum(abs(a - b) > 0.004 for a, b in pairwise(late))
    assert uneven < 0.25 * len(late)
    assert max(late) <= 0.075


def test_on_a_quiet_line_nothing_is_delayed(seed: int) -> None:
    simulation = Simulation(seed, sound=None, picture=0.010, jitter=0.001)
    simulation.run(0, 5)
    assert max(due - captured for captured, due in simulation.shown[30:]) < 0.012


def test_a_picture_is_never_held_long_nor_due_in_the_past(seed: int) -> None:
    chance, sync = random.Random(seed), LipSync()
    now = 100.0
    for _ in range(2000):
        now += chance.uniform(0, 0.1)
        if chance.random() < 0.5:
            sync.heard(now + chance.uniform(-5, 5), now)
        if chance.random() < 0.05:
            chance.choice((sync.silent, sync.reset))()
        due = sync.due(now + chance.uniform(-5, 5), now)
        assert now <= due <= now + lip_sync.MAX_HOLD
        assert 0 <= sync.sound_wait <= lip_sync.MAX_SOUND_WAIT


def test_the_skew_is_told() -> None:
    sync = LipSync()
    assert sync.skew() is None
    sync.heard(0.0, 0.1)
    sync.due(0.0, 0.03)
    assert sync.skew() == pytest.approx(0.0)


class TestSchedule:
    def test_pictures_are_shown_when_due(self) -> None:
        schedule = PictureSchedule[int]()
        schedule.add(1, 1.0)
        schedule.add(2, 1.033)
        assert schedule.next_due() == 1.0
        assert schedule.take(0.9) is None
        assert schedule.take(1.0) == 1
        assert schedule.take(1.01) is None
        assert schedule.take(1.04) == 2
        assert schedule.next_due() is None and schedule.dropped == 0

    def test_of_several_that_are_due_the_newest_is_shown(self) -> None:
        schedule = PictureSchedule[int]()
        for number in range(5):
            schedule.add(number, 1.0 + number / 30)
        assert schedule.take(1.1) == 3
        assert schedule.dropped == 3 and len(schedule) == 1

    def test_the_order_is_kept(self) -> None:
        schedule = PictureSchedule[int]()
        schedule.add(1, 2.0)
        schedule.add(2, 1.0)
        assert schedule.take(1.5) is None
        assert schedule.take(2.0) == 2

    @given(st.lists(st.floats(0, 10), max_size=100))
    def test_it_never_grows(self, dues: list[float]) -> None:
        schedule, shown = PictureSchedule[int](), []
        for number, due in enumerate(dues):
            schedule.add(number, due)
            if len(schedule) > MAX_WAITING:
                shown.append(schedule.take(0.0))
            assert len(schedule) <= MAX_WAITING
        while (picture := schedule.take(100.0)) is not None:
            shown.append(picture)
        kept = [picture for picture in shown if picture is not None]
        assert kept == sorted(kept)
        assert len(kept) + schedule.dropped == len(dues)
        schedule.clear()
        assert schedule.next_due() is None
