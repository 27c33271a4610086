"""Quiet hours: across midnight, on some days only, when the clocks are changed, and nonsense."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.people.quiet_hours import QuietHoursError, read_quiet_hours

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 11, 30)


def at(day: int, clock: str) -> datetime:
    """The time ``clock`` on a day of the week, 1 is Monday."""
    hour, minute = clock.split(":")
    return MONDAY + timedelta(days=day - 1, hours=int(hour), minutes=int(minute))


@pytest.mark.parametrize(
    ("hours", "day", "clock", "quiet"),
    [
        ("12:00-13:30 12345", 1, "11:59", False),
        ("12:00-13:30 12345", 1, "12:00", True),
        ("12:00-13:30 12345", 1, "13:29", True),
        ("12:00-13:30 12345", 1, "13:30", False),
        ("12:00-13:30 12345", 6, "12:30", False),
        ("22:00-07:00 1234567", 3, "23:59", True),
        ("22:00-07:00 1234567", 4, "00:00", True),
        ("22:00-07:00 1234567", 4, "06:59", True),
        ("22:00-07:00 1234567", 4, "07:00", False),
        ("22:00-07:00 1234567", 4, "21:59", False),
        # The night that begins on Friday is quiet into Saturday; that of Sunday into Monday.
        ("22:00-07:00 5", 5, "22:00", True),
        ("22:00-07:00 5", 6, "06:00", True),
        ("22:00-07:00 5", 5, "06:00", False),
        ("22:00-07:00 7", 1, "06:00", True),
        ("22:00-07:00 7", 7, "06:00", False),
        ("08:00-08:00 1", 1, "07:59", False),
        ("08:00-08:00 1", 1, "08:00", True),
        ("08:00-08:00 1", 2, "07:59", True),
        ("08:00-08:00 1", 2, "08:00", False),
        ("00:00-00:00 6", 6, "00:00", True),
        ("00:00-00:00 6", 7, "00:00", False),
    ],
)
def test_when_it_is_quiet(hours: str, day: int, clock: str, quiet: bool) -> None:
    assert read_quiet_hours(hours).covers(at(day, clock)) is quiet


def quiet_minutes(hours: str, begin: datetime, length: timedelta) -> int:
    """How many real minutes are quiet, by a clock on a wall in Berlin."""
    start = begin.timestamp()
    read = read_quiet_hours(hours)
    minutes = int(length.total_seconds() // 60)
    times = (datetime.fromtimestamp(start + 60 * minute, BERLIN) for minute in range(minutes))
    return sum(read.covers(time) for time in times)


@pytest.mark.parametrize(
    ("evening", "minutes"),
    [
        (datetime(2026, 6, 10, 12, tzinfo=BERLIN), 9 * 60),
        (datetime(2026, 3, 28, 12, tzinfo=BERLIN), 8 * 60),  # clocks go forward in this night
        (datetime(2026, 10, 24, 12, tzinfo=BERLIN), 10 * 60),  # and back in this one
    ],
)
def test_a_night_ends_by_the_clock_on_the_wall(evening: datetime, minutes: int) -> None:
    assert quiet_minutes("22:00-07:00 1234567", evening, timedelta(hours=24)) == minutes


def test_a_beginning_in_the_hour_left_out_is_not_waited_for() -> None:
    three = datetime(2026, 3, 29, 3, 0, tzinfo=BERLIN)
    assert read_quiet_hours("02:30-07:00 1234567").covers(three)


@pytest.mark.parametrize(
    ("hours", "day", "clock", "end"),
    [
        ("22:00-07:00 1234567", 1, "23:00", "07:00"),
        ("22:00-07:00 1234567", 2, "05:00", "07:00"),
        ("22:00-07:00 1234567", 2, "12:00", ""),
        ("00:00-00:00 1234567", 2, "12:00", ""),
    ],
)
def test_when_it_is_over(hours: str, day: int, clock: str, end: str) -> None:
    assert read_quiet_hours(hours).end_after(at(day, clock)) == end


@given(st.integers(0, 1439), st.integers(0, 1439), st.sets(st.integers(1, 7), min_size=1))
def test_what_is_written_is_read(begin: int, end: int, days: set[int]) -> None:
    text = f"{begin // 60:02}:{begin % 60:02}-{end // 60:02}:{end % 60:02} " + "".join(map(str, sorted(days)))
    assert str(read_quiet_hours(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "22-7",
        "22:00-07:00",
        "22:00-07:00 8",
        "24:00-07:00 1",
        "22:60-07:00 1",
        "22:00-25:10 1",
        "x" * 99,
        "٢٢:00-07:00 1",
    ],
)
def test_nonsense_is_refused(text: str) -> None:
    with pytest.raises(QuietHoursError):
        read_quiet_hours(text)
