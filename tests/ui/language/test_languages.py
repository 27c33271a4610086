"""Which language a person gets, and that the window changes to another one while it is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from core.languages import NAMES, language_for
from core.sentences import joined, plural, sentence
from tests.ui import scenes
from tests.ui.screen import Screen
from ui.language import languages, speech
from ui.language.installing import InstalledLanguage
from ui.viewmodels.language import LanguageViewModel
from ui.viewmodels.rows import RowModel


@pytest.fixture
def installed(qapp: QGuiApplication) -> Iterator[InstalledLanguage]:
    language = InstalledLanguage()
    yield language
    language.remove()


@pytest.mark.parametrize(
    ("chosen", "wanted", "language"),
    [
        ("", [], "en"),
        ("", ["C"], "en"),
        ("", ["de-AT", "de", "en"], "de"),
        ("", ["fi-FI", "sv-FI"], "sv"),
        ("", ["fr_CA"], "fr"),
        ("", ["fr.UTF-8"], "fr"),
        ("", ["ja", "zh-Hans"], "en"),
        ("es", ["de"], "es"),
        ("en_XA", ["de"], "en_XA"),
        ("nonsense/../../x", ["de"], "de"),
    ],
)
def test_which_language_a_person_gets(chosen: str, wanted: list[str], language: str) -> None:
    assert language_for(chosen, wanted) == language


@pytest.mark.parametrize(
    ("language", "system", "locale"),
    [
        ("de", "de_AT", "de_AT"),
        ("de", "fi_FI", "de_DE"),
        ("en", "en_US", "en_US"),
        ("en", "C", "en_GB"),
        ("en", "ja_JP", "en_GB"),
        ("sv", "sv_FI", "sv_FI"),
    ],
)
def test_times_and_numbers_are_those_of_the_country_that_speaks_it(
    language: str, system: str, locale: str
) -> None:
    assert languages.locale_for(language, QLocale(system)).name() == locale


def test_every_language_calls_itself_by_its_own_name() -> None:
    native = {key: QLocale(key).nativeLanguageName().casefold() for key in NAMES}
    assert {key for key, name in NAMES.items() if name.casefold()[:4] not in native[key]} == set()


def test_a_sentence_is_said_in_the_language_with_its_fields(installed: InstalledLanguage) -> None:
    said = sentence("Online")
    assert speech.told(said) == "Online"
    installed.use("en_XA", QLocale.c())
    assert speech.told(said).startswith("[Öñ")
    assert speech.told([said, {"words": said}, 3]) == [speech.told(said), {"words": speech.told(said)}, 3]
    assert speech.told("Online") == "Online"  # somebody's name
    installed.remove()
    assert speech.told(said) == "Online"


def test_what_no_language_knows_stays_english(installed: InstalledLanguage) -> None:
    installed.use("en_XA", QLocale.c())
    assert speech.told(plural(1, "1 thing unheard of", "{n} things unheard of")) == "1 thing unheard of"
    assert (
        speech.told(joined([plural(2500, "1 odd thing", "{n} odd things"), "x"], " · "))
        == "2,500 odd things · x"
    )


def test_qt_speaks_the_language_too(installed: InstalledLanguage) -> None:
    installed.use("de", QLocale.c())
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"


def test_the_window_changes_its_language_while_it_is_open(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(scenes.home())
    screen.item("settingsButton")
    english = screen.words()
    screen.window.language.choose("en_XA")
    assert "[Öñ" in screen.words()
    assert "[Çöñťáčťš".replace("ť", "t").replace("č", "ç") in screen.words()
    screen.window.language.choose("en")
    assert sorted(screen.words().splitlines()) == sorted(english.splitlines())


def test_the_window_runs_from_right_to_left_in_such_a_language(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(scenes.home())
    screen.window.language.choose("ar_XB")
    assert QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    screen.window.language.choose("en")
    assert QGuiApplication.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_rows_are_read_again(open_screen: Callable[..., Screen]) -> None:
    """Of every model that the window has, headings of sections too: those are read anew only by a reset."""
    screen = open_screen(scenes.home())
    models = [model for model in screen.app.findChildren(RowModel) if model.rowCount()]
    assert len(models) >= 5
    read_again: list[RowModel] = []
    for model in models:
        model.modelReset.connect(partial(read_again.append, model))
    screen.window.language.choose("en_XA")
    assert [model for model in models if read_again.count(model) != 1] == []


def test_the_choice_is_kept(qtbot: QtBot, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    language = LanguageViewModel(settings, system=QLocale("sv_SE"))
    assert (language.language, language.place) == ("sv", 0)
    with qtbot.waitSignal(language.changed):
        language.choose("de")
    language.choose("kl")
    language.close()
    again = LanguageViewModel(settings, system=QLocale("sv_SE"))
    assert (again.chosen, again.language) == ("de", "de")
    again.choose("")
    assert again.language == "sv"
    again.close()


def test_a_damaged_choice_is_that_of_the_system(qtbot: QtBot, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    settings.setValue("language", ["de", "x"])
    language = LanguageViewModel(settings, system=QLocale("fr_FR"))
    assert (language.chosen, language.language) == ("", "fr")
    language.close()
