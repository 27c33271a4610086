"""What counts as the same when people search: no case, no accents, numbers however they are grouped."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NUMBER = re.compile(r"[+0-9(][0-9 \u00a0().\-/\u2010-\u2015]*")
_APART = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
"""Letters that Unicode does not take apart into a plain one and an accent."""

SHORTEST_NUMBER = 3
"""Digits from which on what is typed is looked for in numbers, too."""


@lru_cache(maxsize=65_536)  # ten thousand contacts at every key
def folded(text: str) -> str:
    """Return ``text`` without case and accents: ``Zoë Møller`` is ``zoe moller``, ``Weiß`` is ``weiss``."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return plain.translate(_APART)


def number_digits(text: str) -> str:
    """Return the digits of what is typed if it looks like (part of) a number, without zeros in front.

    Empty where it is none, or too short to say anything.
    """
    if not _NUMBER.fullmatch(text.strip()):
        return ""
    digits = "".join(letter for letter in text if letter.isdigit()).lstrip("0")
    return digits if len(digits) >= SHORTEST_NUMBER else ""


class Search:
    """One search: ``finds`` whoever has every word of it in their texts, or its digits in a number."""

    def __init__(self, text: str) -> None:
        self.words = tuple(folded(text).split())
        self.digits = number_digits(text)

    def finds(self, *texts: str) -> bool:
        """Whether ``texts``, of one person or call, match."""
        if not self.words:
            return True
        if self.digits and any(text.startswith("+") and self.digits in text for text in texts):
            return True
        all_texts = "\n".join(map(folded, texts))
        return all(word in all_texts for word in self.words)
