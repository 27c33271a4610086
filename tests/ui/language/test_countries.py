"""Countries have names in every language of the window, and its order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication
from translating.files import LANGUAGES

from core.search_text import folded
from tests.ui import scenes
from tests.ui.screen import Screen
from ui.language import countries
from ui.language.countries import country_name
from ui.language.installing import InstalledLanguage
from ui.language.speech import told
from ui.viewmodels.dial_words import number_words
from ui.viewmodels.dialling.countries import all_countries, countries_matching, country_codes


@pytest.fixture
def installed(qapp: QGuiApplication) -> Iterator[InstalledLanguage]:
    language = InstalledLanguage()
    yield language
    language.remove()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_has_a_name_and_no_two_the_same(language: str) -> None:
    names = json.loads((countries.NAMES / f"{language}.json").read_text("utf-8"))
    missing = [code for code in country_codes() if not names.get(code, "").strip()]
    assert missing == [] and len(set(names.values())) == len(names)
    english = [code for code in country_codes() if names[code] == country_name(code)]
    assert len(english) < 120, "it is another language"


@pytest.mark.parametrize(
    ("language", "first", "last", "germany"),
    [
        ("en", "Afghanistan", "Zimbabwe", "Germany"),
        ("de", "Afghanistan", "Zypern", "Deutschland"),
        ("es", "Afganistán", "Zimbabue", "Alemania"),
        ("fr", "Afghanistan", "Zimbabwe", "Allemagne"),
        ("sv", "Afghanistan", "Östtimor", "Tyskland"),
    ],
)
def test_names_and_order_are_those_of_the_language(
    installed: InstalledLanguage, language: str, first: str, last: str, germany: str
) -> None:
    installed.use(language, QLocale.c())
    names = [told(row.name) for row in all_countries()]
    assert (names[0], names[-1]) == (first, last) and germany in names
    assert told(number_words("+493012345678", "").line).endswith(f" · {germany}")


def test_accents_do_not_push_a_country_to_the_end(installed: InstalledLanguage) -> None:
    installed.use("de", QLocale.c())
    names = [told(row.name) for row in all_countries()]
    assert names.index("Ägypten") < names.index("Albanien") < names.index("Österreich") < names.index("Peru")


@pytest.mark.parametrize("text", ["osterr", "Öster", "austria", "AT", "+43"])
def test_a_country_is_found_by_its_name_in_the_language_and_in_english(
    installed: InstalledLanguage, text: str
) -> None:
    installed.use("de", QLocale.c())
    found = [row.key for row in countries_matching(text)]
    assert "AT" in found
    assert found[0] == "AT" or not folded("Österreich").startswith(folded(text))


def test_both_lists_change_with_the_language(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(scenes.home())
    choice: Any = screen.app.phone.country
    screen.app.dialPad.searchCountry("")
    english = [row.key for row in choice.model.rows]
    screen.window.language.choose("sv")
    swedish = [row.key for row in choice.model.rows]
    assert swedish[-1] == "TL" and sorted(swedish) == sorted(english) and swedish[0] == english[0] == ""
    screen.app.dialPad.searchCountry("")
    assert told(screen.app.dialPad.countries.rows[-1].name) == "Östtimor"
