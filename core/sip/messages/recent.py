"""Values that were parsed a moment ago: one message's Via or From is looked at many times on its way."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T")

RECENT_VALUES = 512
LONGEST_CHARACTERS = 512
"""Longer texts are parsed anew each time, so that nobody fills the memory with them."""


def remembering(parse: Callable[[str], T]) -> Callable[[str], T]:
    """Return ``parse`` with its last 512 results at hand; they must be immutable. Errors are not kept."""
    recent = lru_cache(RECENT_VALUES)(parse)

    def look(text: str) -> T:
        return recent(text) if len(text) <= LONGEST_CHARACTERS else parse(text)

    return look
