"""Countries in the language of the window. Qt knows their names in English only; the others are Unicode's."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache, cmp_to_key
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCollator, QLocale

from ui.language.speech import Formatted, LocalSpeech, speech, told

Row = TypeVar("Row")
NAMES = Path(__file__).resolve().parents[2] / "resources" / "countries"


def country_name(region: str) -> str:
    """Return the name of a country (ISO 3166), a wording; empty for what is none."""
    territory = QLocale.codeToTerritory(region) if region else QLocale.Country.AnyTerritory
    if territory == QLocale.Country.AnyTerritory:
        return ""
    english = QLocale.territoryToString(territory)
    return Formatted(lambda speech: _names(_language_of(speech)).get(region.upper(), english))


def by_name(rows: Iterable[Row], name: Callable[[Row], str]) -> list[Row]:
    """Return ``rows`` in the order of the language in use: in Swedish, Å comes after Z."""
    collator = QCollator(speech().locale)
    compare = cmp_to_key(collator.compare)
    return sorted(rows, key=lambda row: compare(told(name(row))))


def order_in_use() -> str:
    """Return what tells one order of names from another."""
    return str(speech().locale.name())


def _language_of(speech: LocalSpeech) -> str:
    return speech.locale.name().partition("_")[0]


@cache
def _names(language: str) -> dict[str, str]:
    path = NAMES / f"{language}.json"
    made: dict[str, str] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return made
