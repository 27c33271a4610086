"""The hours in which a person wants no calls, every week again: pure functions over the clock on the wall.

The clock on the wall decides, since that is what a person sleeps by: in the night in which it goes back an
hour, quiet hours that end within that hour end, begin again and end again; an hour that is left out in spring
is not waited for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from core.sentences import sentence

DAY = 24 * 60
_FORM = re.compile(r"([0-9]{1,2}):([0-9]{2})-([0-9]{1,2}):([0-9]{2}) ([1-7]{1,7})")


class QuietHoursError(ValueError):
    """What is no such hours; the message is for the person."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From ``begin`` to ``end`` (minutes since midnight), on the days on which they begin (1 is Monday).

    An ``end`` that is not after ``begin`` is one of the day after.
    """

    begin: int
    end: int
    days: frozenset[int]

    def covers(self, local: datetime) -> bool:
        """Whether it is quiet at ``local``, a time on the wall."""
        minute, today = local.hour * 60 + local.minute, local.isoweekday()
        yesterday = (today - 2) % 7 + 1
        if self.begin < self.end:
            return today in self.days and self.begin <= minute < self.end
        return (today in self.days and minute >= self.begin) or (yesterday in self.days and minute < self.end)

    def end_after(self, local: datetime) -> str:
        """Return when it is over, as ``HH:MM``; empty when it is not quiet, or never over."""
        if not self.covers(local):
            return ""
        if self.begin == self.end and len(self.days) == 7:
            return ""
        return clock_words(self.end)

    def __str__(self) -> str:
        days = "".join(str(day) for day in sorted(self.days))
        return f"{clock_words(self.begin)}-{clock_words(self.end)} {days}"


def read_quiet_hours(text: str) -> QuietHours:
    """Read what ``str`` of quiet hours wrote: ``22:00-07:00 12345``. Raises ``QuietHoursError``."""
    found = _FORM.fullmatch(text.strip())
    if found is None:
        raise QuietHoursError(
            sentence("Quiet hours go from one time to another, such as 22:00, on one day at least.")
        )
    hours = [int(part) for part in found.groups()[:4]]
    begin, end = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
    if begin >= DAY or end >= DAY or hours[1] > 59 or hours[3] > 59:
        raise QuietHoursError(sentence("A time of the day is between 00:00 and 23:59."))
    return QuietHours(begin, end, frozenset(int(day) for day in found.group(5)))


def clock_words(minutes: int) -> str:
    """Return minutes since midnight as ``HH:MM``."""
    return f"{minutes // 60:02}:{minutes % 60:02}"
