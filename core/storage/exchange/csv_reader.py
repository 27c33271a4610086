"""Reads contacts from CSV, by the column names that Outlook, Google and this program write."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.storage.exchange.contact_draft import ContactDraft, ReadContacts
from core.storage.steps import OnStep, nobody_waits

_DELIMITERS = ",;\t"
_WHOLE_NAMES = ("name", "full name", "display name", "file as", "fn", "vollständiger name")
_GIVEN = ("first name", "given name", "vorname")
_ADDITIONAL = ("middle name", "additional name", "weitere vornamen")
_FAMILY = ("last name", "family name", "surname", "nachname")
_ORGANISATIONS = ("company", "organization", "organization name", "organization 1 - name", "firma")
_GROUPS = ("categories", "group membership", "labels", "groups", "kategorien")
_FAVOURITE = ("favourite", "favorite", "starred")
_NOTES = ("notes", "note", "notizen")
_NUMBER = re.compile(r"\b(phones?|telephones?|telefon\w*|mobile?|mobil\w*|handy|tel|cell)\b")
_NO_NUMBER = re.compile(r"\b(fax|type|label|pager|assistant'?s|telex|isdn)\b|telefax")
_EMAIL = re.compile(r"e-?mail")
_NO_EMAIL = re.compile(r"\b(type|label|display name)\b")
_MANY = " ::: "
"""What Google writes between the values of one cell."""
_GUARDED = re.compile(r"'(?=[=@+'\-\t])")


_ROWS_A_STEP = 50


class NoColumns(ValueError):
    """The first line names no column that means anything here."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """The cells' positions, by what they hold."""

    names: tuple[int, ...]
    parts: tuple[int, ...]
    main: tuple[int, ...]
    numbers: tuple[int, ...]
    uris: tuple[int, ...]
    emails: tuple[int, ...]
    groups: tuple[int, ...]
    favourite: tuple[int, ...]
    organisation: tuple[int, ...]
    note: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many columns of an address are known: without one there is nothing to import."""
        return len(self.main) + len(self.numbers) + len(self.uris)


def read_csv(text: str, region: str = "", on_step: OnStep = nobody_waits) -> ReadContacts:
    """Return what is in ``text``; numbers without country are read as those of ``region``.

    Raises ``NoColumns``.
    """
    delimiter, columns = _known_columns(text)
    found = ReadContacts()
    rows = _rows(text, delimiter, found, on_step)
    next(rows, None)
    for row in rows:
        if any(cell.strip() for cell in row):
            found.add(_draft(row, columns, region))
    return found


def _known_columns(text: str) -> tuple[str, _Columns]:
    header = text.lstrip("\r\n").partition("\n")[0]
    candidates = []
    for delimiter in _DELIMITERS:
        row = next(_rows(header, delimiter, ReadContacts()), [])
        candidates.append((delimiter, _columns([cell.strip().casefold() for cell in row])))
    best = max(candidates, key=lambda candidate: candidate[1].count)
    if not best[1].count:
        raise NoColumns
    return best


def _rows(
    text: str, delimiter: str, found: ReadContacts, on_step: OnStep = nobody_waits
) -> Iterator[list[str]]:
    source = io.StringIO(text.lstrip("\r\n"), newline="")
    reader = csv.reader(source, delimiter=delimiter)
    for number in itertools.count():
        if number % _ROWS_A_STEP == 0:
            on_step(source.tell() / len(text) if text else 1.0)
        try:
            row = next(reader, None)
        except csv.Error:
            found.unreadable += 1
            continue
        if row is None:
            return
        yield [_GUARDED.sub("", cell, count=1) if cell[:1] == "'" else cell for cell in row]


def _columns(header: list[str]) -> _Columns:
    def named(*names: str) -> tuple[int, ...]:
        return tuple(header.index(name) for name in names if name in header)

    def like(wanted: re.Pattern[str], unwanted: re.Pattern[str]) -> tuple[int, ...]:
        return tuple(n for n, cell in enumerate(header) if wanted.search(cell) and not unwanted.search(cell))

    return _Columns(
        names=named(*_WHOLE_NAMES),
        parts=(*named(*_GIVEN)[:1], *named(*_ADDITIONAL)[:1], *named(*_FAMILY)[:1]),
        main=named("main address"),
        numbers=like(_NUMBER, _NO_NUMBER),
        uris=tuple(n for n, cell in enumerate(header) if _holds_uri(cell)),
        emails=like(_EMAIL, _NO_EMAIL),
        groups=named(*_GROUPS),
        favourite=named(*_FAVOURITE),
        organisation=named(*_ORGANISATIONS),
        note=named(*_NOTES),
    )


def _holds_uri(cell: str) -> bool:
    return (
        cell in ("sip", "sip address", "ahoy", "user id") or re.fullmatch(r"im \d+ - value", cell) is not None
    )


def _draft(row: list[str], columns: _Columns, region: str) -> ContactDraft:
    def cells(places: tuple[int, ...]) -> Iterator[str]:
        for place in places:
            if place < len(row):
                yield from (value for value in row[place].split(_MANY) if value.strip())

    draft = ContactDraft(region)
    draft.names = [*cells(columns.names), " ".join(part.strip() for part in cells(columns.parts))]
    draft.organisation = next(cells(columns.organisation), "")
    draft.note = "\n".join(row[place] for place in columns.note if place < len(row))
    for text in cells(columns.main):
        draft.add_typed(text, preference=1)
    for text in cells(columns.numbers):
        draft.add_number(text)
    for text in cells(columns.uris):
        draft.add_typed(text)
    for text in cells(columns.emails):
        draft.add_email(text)
    for place in columns.groups:
        draft.add_groups(_group_names(row[place]) if place < len(row) else ())
    draft.is_favourite |= any(
        text.strip().casefold() in ("1", "true", "yes") for text in cells(columns.favourite)
    )
    return draft


def _group_names(cell: str) -> list[str]:
    """Split a cell of groups: Google writes ``:::`` between them, Outlook a semicolon."""
    return cell.split(_MANY.strip()) if _MANY.strip() in cell else cell.split(";")
