"""A file of contacts on the disk: which kind it is, which characters it is written in, and writing one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from core.sentences import sentence
from core.storage.contact import Contact
from core.storage.exchange.contact_draft import ReadContacts
from core.storage.exchange.csv_reader import NoColumns, read_csv
from core.storage.exchange.csv_writer import write_csv
from core.storage.exchange.vcard_reader import read_vcards
from core.storage.exchange.vcard_writer import VcardVersion, write_vcards
from core.storage.steps import OnStep, nobody_waits
from core.whole_file import write_whole

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes of a file that is read: ten thousand contacts with small pictures."""
_BEGIN = re.compile(r"^[ \t]*BEGIN[ \t]*:[ \t]*VCARD", re.IGNORECASE | re.MULTILINE)
_PIECE, _LONGEST_BEGIN = 1 << 18, 100
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class ContactFileError(Exception):
    """A file that could not be read or written; the message is a sentence for the person."""


def read_contacts(path: Path, region: str = "", on_step: OnStep = nobody_waits) -> ReadContacts:
    """Return the contacts of the vCard or CSV file at ``path``. Blocks.

    Raises ``ContactFileError``, and ``ExchangeStopped`` if ``on_step`` does.
    """
    text = _decoded(_bytes(path), path.name)
    if _is_vcard(text):
        return read_vcards(text, region, on_step)
    try:
        return read_csv(text, region, on_step)
    except NoColumns:
        raise ContactFileError(
            sentence(
                "{file} holds no contacts that Ahoy can read: it is neither a vCard nor a CSV file "
                "whose first line names columns for phone numbers or addresses.",
                file=path.name,
            )
        ) from None


def write_contacts(path: Path, contacts: Iterable[Contact], version: VcardVersion = VcardVersion.V4) -> None:
    """Write ``contacts`` to ``path``: CSV if it ends in ``.csv``, else vCard. Blocks.

    What was there before stays whole until the new file is. Raises ``ContactFileError``.
    """
    if path.suffix.lower() == ".csv":
        # Excel takes a file without this mark for one of the system's old character set.
        data = write_csv(contacts).encode("utf-8-sig", "replace")
    else:
        data = write_vcards(contacts, version).encode("utf-8", "replace")
    try:
        write_whole(path, data)
    except OSError as error:
        raise ContactFileError(
            sentence("{file} could not be written: {reason}.", file=path, reason=_reason(error))
        ) from error
    except ValueError as error:
        raise ContactFileError(sentence("That is no name for a file.")) from error


def _bytes(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise ContactFileError(sentence("{file} is no file.", file=path))
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            raise ContactFileError(
                sentence(
                    "{file} is too large: it has {size} MB, and Ahoy reads {most} MB at a time.",
                    file=path.name,
                    size=size // 2**20,
                    most=SIZE_LIMIT // 2**20,
                )
            )
        data = path.read_bytes()
    except OSError as error:
        raise ContactFileError(
            sentence("{file} could not be read: {reason}.", file=path, reason=_reason(error))
        ) from error
    except ValueError as error:
        raise ContactFileError(sentence("That is no name of a file.")) from error
    if not data.strip():
        raise ContactFileError(sentence("{file} is empty.", file=path.name))
    return data


def _is_vcard(text: str) -> bool:
    """Whether a card begins somewhere. Piece by piece: one long search would hold up every other thread."""
    places = range(0, len(text), _PIECE)
    return any(_BEGIN.search(text, place, place + _PIECE + _LONGEST_BEGIN) for place in places)


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if b"\0" in data:
        raise ContactFileError(sentence("{file} is neither a vCard nor a CSV file.", file=name))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # Line by line: old programs put cards of several character sets into one file.
        return "".join(_decoded_line(line) for line in data.splitlines(keepends=True))


def _decoded_line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _reason(error: OSError) -> str:
    return (error.strerror or "the system refused").lower()
