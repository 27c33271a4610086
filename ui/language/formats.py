"""Times, dates, sizes and shares as each language writes them."""

from __future__ import annotations

import datetime as dt
import functools
import re

from PySide6.QtCore import QDate, QLocale, QTime

from core.sentences import Wording
from ui.language.speech import Formatted, LocalSpeech

DAYS_KEPT = 512
"""Days whose date is kept as it was said last: a list of calls says each many times."""

_YEAR = re.compile(r"[,\s]*('[^']*'\s*)?y+\.?")
_WEEKDAY = re.compile(r"d{3,4}\.?[,\s]*('den'\s*)?")


def time_of_day(moment: dt.datetime) -> Wording:
    """Return hour and minute: ``14:05``, ``2:05 PM``."""
    time = QTime(moment.hour, moment.minute)
    return Formatted(lambda speech: speech.locale.toString(time, QLocale.FormatType.ShortFormat))


def clock_time(text: str) -> str:
    """Return ``HH:MM`` as people write it; what is none comes back as it is."""
    time = QTime.fromString(text, "HH:mm")
    if not time.isValid():
        return text
    return Formatted(lambda speech: speech.locale.toString(time, QLocale.FormatType.ShortFormat))


def weekday(moment: dt.datetime) -> Wording:
    """Return the name of the day."""
    day = moment.isoweekday()
    return Formatted(lambda speech: speech.locale.standaloneDayName(day, QLocale.FormatType.LongFormat))


def short_date(moment: dt.datetime, *, with_year: bool) -> Wording:
    """Return day and month, short: ``3 Mar``, ``Mar 3, 2026``."""
    return _date(moment.year, moment.month, moment.day, with_year)


@functools.lru_cache(maxsize=DAYS_KEPT)
def _date(year: int, month: int, day: int, with_year: bool) -> Wording:
    date = QDate(year, month, day)
    return Formatted(lambda speech: speech.locale.toString(date, _short_form(_long_form(speech), with_year)))


def _long_form(speech: LocalSpeech) -> str:
    return speech.locale.dateFormat(QLocale.FormatType.LongFormat)


@functools.lru_cache
def _short_form(long_form: str, with_year: bool) -> str:
    """Make of the long form one that Qt does not have: no weekday, a short month, perhaps no year."""
    form = _WEEKDAY.sub("", long_form, count=1)
    form = form.replace("MMMM", "MMM").strip(" ,")
    return form if with_year else _YEAR.sub("", form, count=1).strip(" ,")


def full_moment(moment: dt.datetime) -> Wording:
    """Return day and time in full, to the second."""
    day = QDate(moment.year, moment.month, moment.day)
    time = QTime(moment.hour, moment.minute, moment.second)
    return Formatted(lambda speech: _full(speech.locale, day, time))


def _full(locale: QLocale, day: QDate, time: QTime) -> str:
    form = locale.timeFormat(QLocale.FormatType.ShortFormat)
    if "s" not in form:
        form = form.replace("mm", "mm:ss", 1)
    long_date = locale.toString(day, QLocale.FormatType.LongFormat)
    return f"{long_date}, {locale.toString(time, form)}"


def size(count: int) -> Wording:
    """Return a number of bytes: ``3.2 MB``."""
    return Formatted(lambda speech: speech.locale.formattedDataSize(count, 1))


def percent(share: float) -> Wording:
    """Return a share, 0 to 1, in whole hundredths: ``12%``, ``12 %``."""
    return Formatted(lambda speech: _percent(speech.locale, round(share * 100)))


def _percent(locale: QLocale, hundredths: int) -> str:
    # CLDR's pattern, which Qt does not give away: these languages put a narrow or plain space between.
    spaced = locale.language() in (
        QLocale.Language.German,
        QLocale.Language.French,
        QLocale.Language.Spanish,
        QLocale.Language.Swedish,
    )
    gap = "\u202f" if locale.language() is QLocale.Language.French else "\u00a0"
    return f"{locale.toString(hundredths)}{gap if spaced else ''}{locale.percent()}"


def day_name(day: int) -> Wording:
    """Return the short name of a day of the week; 1 is Monday."""
    return Formatted(lambda speech: speech.locale.standaloneDayName(day, QLocale.FormatType.ShortFormat))
