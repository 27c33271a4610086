"""What people copy from web pages, mails and address books, as it is typed on a telephone."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

LONGEST = 255
_SCHEME = re.compile(r"(tel|callto|phone|fon)\.?:\s*", re.IGNORECASE)
_CONTEXT = re.compile(r";phone-context=(\+[0-9]+)", re.IGNORECASE)
_EXTENSION = re.compile(
    r"\s*(?:;ext=|,?\s*(?:ext|extn|extension|dw|durchwahl)\b\.?:?|\bx|#)\s*([0-9]{1,8})$", re.IGNORECASE
)
_NUMBER = re.compile(r"[+(]?[0-9][0-9A-Za-z \u00a0().\-/\u2010-\u2015]*")
_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")


@dataclass(frozen=True, slots=True)
class Pasted:
    """``text`` is what is dialled; ``extension``: digits that are pressed once somebody has answered."""

    text: str
    extension: str = ""


def read_pasted(text: str) -> Pasted:
    """Return what is meant by ``text``: a number without ``tel:``, invisible characters and an extension.

    Letters of a number become the keys they stand on (ITU-T E.161). What is no number stays as it is, in one
    line; it may be somebody's address.
    """
    text = _in_one_line(text)[:LONGEST]
    scheme = _SCHEME.match(text)
    if scheme is not None:
        text = unquote(text[scheme.end() :]).strip()
        text = _with_context(text)
    number, extension = _without_extension(text)
    number = number.partition(";")[0].strip() if scheme is not None else number
    if not _NUMBER.fullmatch(number):
        return Pasted(text)
    return Pasted(number.upper().translate(_KEYS), extension)


def is_number(text: str) -> bool:
    """Whether ``text`` begins like a number and has nothing in it that numbers have not."""
    return _NUMBER.fullmatch(text.strip()) is not None or text.strip() == "+"


def _in_one_line(text: str) -> str:
    visible = (" " if letter.isspace() else letter for letter in text if not _is_invisible(letter))
    return " ".join("".join(visible).split())


def _is_invisible(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cf", "Cc") and not letter.isspace()


def _with_context(text: str) -> str:
    """Put the country of a local number (RFC 3966 section 5.1.5) before it."""
    context = _CONTEXT.search(text)
    if context is None or text.startswith("+"):
        return text
    local = text.partition(";")[0].strip()
    return context[1] + local.removeprefix("0") + _CONTEXT.sub("", text[len(local) :])


def _without_extension(text: str) -> tuple[str, str]:
    found = _EXTENSION.search(text)
    return (text[: found.start()].strip(), found[1]) if found is not None else (text, "")
