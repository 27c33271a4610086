"""The agent says what the window would: its texts are the window's, all of them, in each language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QSettings
from PySide6.QtGui import QGuiApplication
from translating import catalogues, files, sources

from core.agent import speech as agent_speech
from core.languages import NAMES
from ui.language import speech
from ui.language.installing import InstalledLanguage
from ui.viewmodels.language import LanguageViewModel

TEXTS = sources.texts_of(catalogues.agent_sources(files.ROOT))


@pytest.fixture
def installed(qapp: QGuiApplication) -> Iterator[InstalledLanguage]:
    language = InstalledLanguage()
    yield language
    language.remove()


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path


def choose(profile: Path, chosen: str, system: str = "en_GB") -> None:
    settings = QSettings(str(profile / agent_speech.WINDOW_SETTINGS), QSettings.Format.IniFormat)
    language = LanguageViewModel(settings, system=QLocale(system))
    language.choose(chosen)
    settings.sync()
    language.close()


def test_there_are_texts() -> None:
    assert {"Answer", "Decline", "Incoming call", "{n} missed calls"} <= {text.source for text in TEXTS}
    assert set(files.LANGUAGES) == set(NAMES) - {"en"}


@pytest.mark.parametrize("language", files.LANGUAGES)
def test_agent_and_window_say_the_same(installed: InstalledLanguage, profile: Path, language: str) -> None:
    choose(profile, language)
    agent = agent_speech.speech_of(profile, {})
    installed.use(language, QLocale(language))
    window = speech.speech()
    for text in TEXTS:
        for count in (0, 1, 2, 5, 21, 100, 1_000_000) if text.has_count else (None,):
            said = agent.translated(text.source, text.meaning, count)
            assert said == window.translated(text.source, text.meaning, count) != text.source


def test_the_agent_follows_the_windows_choice_and_its_system(qapp: QGuiApplication, profile: Path) -> None:
    choose(profile, "sv")
    assert agent_speech.spoken_language(profile, {"LANG": "de_DE.UTF-8"}) == "sv"
    choose(profile, "", system="fr_FR")
    assert agent_speech.spoken_language(profile, {"LANG": "de_DE.UTF-8"}) == "de"
    assert agent_speech.spoken_language(profile, {}) == "fr"
