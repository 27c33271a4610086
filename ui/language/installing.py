"""Puts the translation files of a language into the running application."""

from __future__ import annotations

import logging

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication

from core.languages import ENGLISH, NAMES, TRANSLATIONS
from ui.language import languages, speech

log = logging.getLogger(__name__)


class InstalledLanguage:
    """The language of the application: at most one at a time. GUI thread only."""

    def __init__(self) -> None:
        self._translators: list[QTranslator] = []
        self.language = ""

    def use(self, language: str, system: QLocale) -> None:
        """Say everything in ``language`` from now on. What is shown already has to be read again."""
        self.remove()
        self.language = language
        locale = languages.locale_for(language, system)
        QLocale.setDefault(locale)
        is_mirrored = languages.is_right_to_left(language)
        for name in _files(language):
            self._install(name)
        speech.use(speech.Translated(locale, is_right_to_left=is_mirrored))
        app = QCoreApplication.instance()
        if isinstance(app, QGuiApplication):
            app.setLayoutDirection(
                Qt.LayoutDirection.RightToLeft if is_mirrored else Qt.LayoutDirection.LeftToRight
            )

    def remove(self) -> None:
        """Say everything in English again, and write numbers as Python does."""
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
        self._translators.clear()
        speech.use(speech.English())

    def _install(self, path: str) -> None:
        translator = QTranslator()
        if not translator.load(path):
            log.warning("there is no translation %s", path)
            return
        QCoreApplication.installTranslator(translator)
        self._translators.append(translator)


def _files(language: str) -> list[str]:
    own = [str(TRANSLATIONS / f"ahoy_{language}.qm")]
    if language == ENGLISH or language not in NAMES:
        return own
    # What Qt itself says, such as the buttons of its file dialog. Ours comes last and is asked first.
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return [f"{folder}/qt{part}_{language}.qm" for part in ("base", "declarative")] + own
