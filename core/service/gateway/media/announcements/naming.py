"""Which prompts a text names, and what is said of one that cannot be played.

Apart from what decodes and plays them, whose libraries take seconds to load.
"""

from __future__ import annotations

import re

MOST_PROMPTS = 32
"""In one text."""
_ONE = re.compile(r"\s*#\w+\[[^\]]*\]|[^;]+")


class PromptError(Exception):
    """A prompt cannot be played; the message says why, to whoever named it.

    ``is_asked_wrongly`` tells what should never have been asked for from what failed here.
    """

    def __init__(self, message: str, *, is_asked_wrongly: bool = False) -> None:
        super().__init__(message)
        self.is_asked_wrongly = is_asked_wrongly


def prompts_of(text: str) -> tuple[str, ...]:
    """Return the prompts that a text joins with ``;``. Raises ``PromptError`` for too many.

    What stands in the brackets of ``#href[...]`` may hold a ``;`` of its own.
    """
    found = tuple(one.strip() for one in _ONE.findall(text) if one.strip())
    if len(found) > MOST_PROMPTS:
        raise PromptError(f"a prompt must not join more than {MOST_PROMPTS}", is_asked_wrongly=True)
    return found
