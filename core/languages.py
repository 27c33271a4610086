"""The languages there are, and which of them a person gets. Without Qt: the agent rings without it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

TRANSLATIONS = Path(__file__).resolve().parents[1] / "resources" / "translations"

ENGLISH = "en"
NAMES = {ENGLISH: "English", "de": "Deutsch", "es": "Español", "fr": "Français", "sv": "Svenska"}
"""What the languages call themselves, which is how they are offered."""

LENGTHENED, MIRRORED = "en_XA", "ar_XB"
"""Made of the English texts for tests: a third longer with accents, and from right to left."""
ALL = (*NAMES, LENGTHENED, MIRRORED)


def language_for(chosen: str, wanted: Sequence[str]) -> str:
    """Return the language in use: the ``chosen`` one, else the first ``wanted`` that there is, else English.

    ``wanted`` are names as systems have them, the preferred first: ``de-AT``, ``sv``, ``fr_CA.UTF-8``.
    """
    if chosen in ALL:
        return chosen
    short = (name.replace("_", "-").split("-")[0].split(".")[0].lower() for name in wanted)
    return next((name for name in short if name in NAMES), ENGLISH)
