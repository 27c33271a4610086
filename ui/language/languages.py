"""How each language is written: its numbers and times, and its direction."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from core.languages import ENGLISH, LENGTHENED, MIRRORED
from ui.language.speech import ENGLISH_LOCALE


def locale_for(language: str, system: QLocale) -> QLocale:
    """Return how ``language`` writes times and numbers: as the system's country does, if it speaks it."""
    if language in (ENGLISH, LENGTHENED, MIRRORED):
        is_told = system.language() is QLocale.Language.English
        return system if is_told else ENGLISH_LOCALE
    own = QLocale(language)
    return system if system.language() is own.language() else own


def is_right_to_left(language: str) -> bool:
    """Whether ``language`` is read from right to left."""
    return language == MIRRORED or QLocale(language).textDirection().name == "RightToLeft"
