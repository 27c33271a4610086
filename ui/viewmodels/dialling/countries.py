"""The countries of the world, to choose one: found by name, and by what their numbers begin with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QLocale, QObject
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.search_text import Search
from ui.viewmodels.dial_words import country_name
from ui.viewmodels.rows import RowModel

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

NO_TELEPHONES = frozenset("AQ BV CP DG EA EU GS HM IC PN QO TF UM".split())  # noqa: SIM905 read like a list
"""Territories of Qt's that have no numbers of their own."""


@dataclass(frozen=True, slots=True)
class CountryRow:
    """One country: ``key`` is ISO 3166, ``code`` what its numbers begin with."""

    key: str
    name: str
    code: str


@cache
def country_codes() -> tuple[str, ...]:
    """Return every country (ISO 3166) that has telephones."""
    codes = {QLocale.territoryToCode(territory) for territory in QLocale.Country}
    return tuple(sorted(c for c in codes if len(c) == 2 and c.isalpha() and c not in NO_TELEPHONES))


@cache
def all_countries() -> tuple[CountryRow, ...]:
    """Return every country with telephones, by its English name. Loads the numbering plans."""
    from core.phone_numbers.reading import calling_code

    rows = [CountryRow(code, country_name(code), calling_code(code)) for code in country_codes()]
    return tuple(sorted(rows, key=lambda row: str(row.name)))


def countries_matching(text: str) -> list[CountryRow]:
    """Return the countries that ``text`` finds; those whose name begins with it come first."""
    search = Search(text)
    plus = text.strip().removeprefix("00").removeprefix("+")
    found = [
        row
        for row in all_countries()
        if search.finds(row.name, row.key) or (plus.isdigit() and row.code.removeprefix("+").startswith(plus))
    ]
    wanted = text.strip().casefold()
    return sorted(found, key=lambda row: not str(row.name).casefold().startswith(wanted))


@QmlElement
@QmlUncreatable("countries are those of the world")
class CountryModel(RowModel):  # type: ignore[operator]
    """The countries that a search finds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(CountryRow, parent)
