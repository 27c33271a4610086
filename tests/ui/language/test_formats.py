"""Times, dates, numbers and sizes as each language writes them, of one and the same wording."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QLocale

from ui.language import formats
from ui.language.speech import Translated, told, use
from ui.viewmodels import words

MOMENT = dt.datetime(2026, 3, 9, 14, 5, 9)


def said(wording: str, locale: str) -> str:
    return wording.told(Translated(QLocale(locale)))  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize(
    ("locale", "time", "day", "short", "dated"),
    [
        ("en_GB", "14:05", "Monday", "9 Mar", "9 Mar 2026"),
        ("en_US", "2:05\u202fPM", "Monday", "Mar 9", "Mar 9, 2026"),
        ("de_DE", "14:05", "Montag", "9. März", "9. März 2026"),
        ("fr_FR", "14:05", "lundi", "9 mars", "9 mars 2026"),
        ("es_ES", "14:05", "lunes", "9 de mar", "9 de mar de 2026"),
        ("sv_SE", "14:05", "måndag", "9 mars", "9 mars 2026"),
    ],
)
def test_a_moment_in_each_language(locale: str, time: str, day: str, short: str, dated: str) -> None:
    assert said(formats.time_of_day(MOMENT), locale) == time
    assert said(formats.clock_time("14:05"), locale) == time
    assert said(formats.weekday(MOMENT), locale) == day
    assert said(formats.short_date(MOMENT, with_year=False), locale).replace("mar.", "mar") == short
    assert said(formats.short_date(MOMENT, with_year=True), locale).replace("mar.", "mar") == dated


@pytest.mark.parametrize(
    ("locale", "full"),
    [
        ("de_DE", "Montag, 9. März 2026, 14:05:09"),
        ("fr_FR", "lundi 9 mars 2026, 14:05:09"),
        ("sv_SE", "måndag 9 mars 2026, 14:05:09"),
    ],
)
def test_a_moment_in_full(locale: str, full: str) -> None:
    assert said(formats.full_moment(MOMENT), locale) == full


def test_english_text_is_the_same_on_every_machine() -> None:
    assert formats.time_of_day(MOMENT) == "14:05"
    assert formats.clock_time("25:61") == "25:61"
    assert formats.clock_time("") == ""


@pytest.mark.parametrize(
    ("locale", "share"), [("en_GB", "12%"), ("de_DE", "12\u00a0%"), ("fr_FR", "12\u202f%")]
)
def test_shares(locale: str, share: str) -> None:
    assert said(formats.percent(0.119), locale) == share


def test_sizes() -> None:
    assert said(formats.size(3_355_443), "de_DE") == "3,2\u00a0MiB".replace("\u00a0", " ")
    assert said(formats.size(3_355_443), "en_GB") == "3.2 MiB"


def test_the_words_of_a_list_follow_the_language() -> None:
    now = dt.datetime(2026, 3, 9, 20, 0).timestamp()
    earlier = words.when(MOMENT.timestamp(), now)
    assert earlier == "14:05"
    use(Translated(QLocale("en_US")))
    try:
        assert told(earlier) == "2:05\u202fPM"
    finally:
        from ui.language import speech

        speech.use(speech.English())
