"""The languages there are, and which of them a person gets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale

from ui.language.speech import ENGLISH_LOCALE

TRANSLATIONS = Path(__file__).resolve().parent.parent.parent / "resources" / "translations"

ENGLISH = "en"
NAMES = {ENGLISH: "English", "de": "Deutsch", "es": "Español", "fr": "Français", "sv": "Svenska"}
"""What the languages call themselves, which is how they are offered."""

LENGTHENED, MIRRORED = "en_XA", "ar_XB"
"""Made of the English texts for tests: a third longer with accents, and from right to left."""
ALL = (*NAMES, LENGTHENED, MIRRORED)


def language_for(chosen: str, wanted: Sequence[str]) -> str:
    """Return the language in use: the ``chosen`` one, else the first ``wanted`` that there is, else English.

    ``wanted`` are names as the system has them, the preferred first: ``de-AT``, ``sv``.
    """
    if chosen in ALL:
        return chosen
    short = (name.replace("_", "-").split("-")[0].lower() for name in wanted)
    return next((name for name in short if name in NAMES), ENGLISH)


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
