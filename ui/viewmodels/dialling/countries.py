"""The countries of the world, to choose one: found by name, and by what their numbers begin with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from PySide6.QtCore import QLocale, QObject
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.search_text import Search, folded
from ui.language.countries import by_name, country_name, order_in_use
from ui.language.speech import told
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


def all_countries() -> tuple[CountryRow, ...]:
    """Return every country with telephones, by name. Loads the numbering plans."""
    return _all_countries(order_in_use())


@lru_cache(maxsize=1)
def _all_countries(order: str) -> tuple[CountryRow, ...]:
    from core.phone_numbers.reading import calling_code

    rows = [CountryRow(code, country_name(code), calling_code(code)) for code in country_codes()]
    return tuple(by_name(rows, lambda row: row.name))


def countries_matching(text: str) -> list[CountryRow]:
    """Return the countries that ``text`` finds, in English, too; those whose name begins so come first."""
    search = Search(text)
    plus = text.strip().removeprefix("00").removeprefix("+")
    found = [
        row
        for row in all_countries()
        if search.finds(told(row.name), row.name, row.key)
        or (plus.isdigit() and row.code.removeprefix("+").startswith(plus))
    ]
    wanted = folded(text.strip())
    return sorted(found, key=lambda row: not folded(told(row.name)).startswith(wanted))


@QmlElement
@QmlUncreatable("countries are those of the world")
class CountryModel(RowModel):  # type: ignore[operator]
    """The countries that a search finds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(CountryRow, parent)
