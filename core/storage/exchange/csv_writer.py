"""Writes contacts as CSV with the column names that Google Contacts reads."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from core.storage.contact import Contact
from core.storage.exchange.vcard_writer import number_of, uri_of

_RISKY = ("=", "@", "-", "+", "\t", "'")


def write_csv(contacts: Iterable[Contact]) -> str:
    """Return ``contacts`` as one text, lines ended with CRLF; the first line names the columns."""
    everybody = list(contacts)
    numbers = [[n for a in c.addresses if (n := number_of(a))] for c in everybody]
    others = [[uri_of(a) for a in c.addresses if not number_of(a)] for c in everybody]
    emails = [list(c.emails) for c in everybody]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(
        [
            *("Name", "Main Address"),
            *_numbered("Phone {} - Value", numbers),
            *_numbered("IM {} - Value", others),
            *_numbered("E-mail {} - Value", emails),
            *("Organization 1 - Name", "Group Membership", "Favourite", "Notes"),
        ]
    )
    for contact, *lists in zip(everybody, numbers, others, emails, strict=True):
        cells = [
            cell
            for one, all_ in zip(lists, (numbers, others, emails), strict=True)
            for cell in _filled(one, all_)
        ]
        groups = " ::: ".join(contact.groups)
        last = (contact.organisation, groups, "1" if contact.is_favourite else "", contact.note)
        main = number_of(contact.addresses[0]) or uri_of(contact.addresses[0])
        writer.writerow([_safe(cell) for cell in (contact.name, main, *cells, *last)])
    return text.getvalue()


def _numbered(title: str, columns: list[list[str]]) -> list[str]:
    return [title.format(number + 1) for number in range(_widest(columns))]


def _filled(cells: list[str], columns: list[list[str]]) -> list[str]:
    return [*cells, *[""] * (_widest(columns) - len(cells))]


def _widest(columns: list[list[str]]) -> int:
    return max(1, *(len(cells) for cells in columns), 1)


def _safe(cell: str) -> str:
    """Keep a spreadsheet from taking a name for a formula; phone numbers it reads as numbers anyway."""
    is_phone = cell[:1] == "+" and cell[1:].isdigit()
    return f"'{cell}" if cell.startswith(_RISKY) and not is_phone else cell
