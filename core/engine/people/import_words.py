"""What became of a file of contacts, as a sentence for the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.storage import ContactsAdded

if TYPE_CHECKING:
    from core.storage.exchange import ReadContacts


def import_words(found: ReadContacts, added: ContactsAdded) -> str:
    """Say how many contacts were added, what was there already, and what was left out."""
    said = [f"{_counted(added.added, 'contact')} added." if added.added else "No contact was added."]
    if added.changed:
        said.append(f"{_counted(added.changed, 'contact')} got something new.")
    if added.unchanged:
        said.append(f"{_counted(added.unchanged, 'contact')} had been there already.")
    left_out = [
        (found.without_address, "with nothing to call"),
        (found.unreadable, "that could not be read"),
        (found.too_many, "beyond the limit"),
    ]
    if reasons := [f"{count} {reason}" for count, reason in left_out if count]:
        said.append(f"Left out: {', '.join(reasons)}.")
    if found.without_country:
        said.append(f"{_counted(found.without_country, 'number')} without a country cannot be called yet.")
    if found.is_cut_off:
        said.append("The file ends in the middle of a contact.")
    return " ".join(said)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun if count == 1 else noun + 's'}"
