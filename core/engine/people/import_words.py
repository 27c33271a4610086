"""What became of a file of contacts, as a sentence for the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.sentences import joined, plural, sentence
from core.storage import ContactsAdded

if TYPE_CHECKING:
    from core.storage.exchange import ReadContacts


def import_words(found: ReadContacts, added: ContactsAdded) -> str:
    """Say how many contacts were added, what was there already, and what was left out."""
    said: list[str] = [sentence("No contact was added.")]
    if added.added:
        said = [plural(added.added, "1 contact added.", "{n} contacts added.")]
    if added.changed:
        said.append(plural(added.changed, "1 contact got something new.", "{n} contacts got something new."))
    if added.unchanged:
        said.append(
            plural(
                added.unchanged, "1 contact had been there already.", "{n} contacts had been there already."
            )
        )
    if reasons := _left_out(found):
        said.append(sentence("Left out: {what}.", what=joined(reasons, ", ")))
    if found.without_country:
        said.append(
            plural(
                found.without_country,
                "1 number without a country cannot be called yet.",
                "{n} numbers without a country cannot be called yet.",
            )
        )
    if found.is_cut_off:
        said.append(sentence("The file ends in the middle of a contact."))
    return joined(said)


def _left_out(found: ReadContacts) -> list[str]:
    reasons = (
        (
            found.without_address,
            plural(found.without_address, "1 with nothing to call", "{n} with nothing to call"),
        ),
        (
            found.unreadable,
            plural(found.unreadable, "1 that could not be read", "{n} that could not be read"),
        ),
        (found.too_many, plural(found.too_many, "1 beyond the limit", "{n} beyond the limit")),
    )
    return [words for count, words in reasons if count]
