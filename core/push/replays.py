"""Calls that were told of once: a push that comes again, or is played again, never rings."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable

LIMIT = 256
"""Calls that are remembered; those that were heard of first are forgotten first."""
_ID_LIMIT = 256


class KnownCalls:
    """Bounded memory of call ids, to be kept over restarts."""

    def __init__(self, call_ids: Iterable[str] = (), *, limit: int = LIMIT) -> None:
        self._limit = limit
        self._known: OrderedDict[str, None] = OrderedDict()
        for call_id in call_ids:
            self.add(call_id)

    def __contains__(self, call_id: str) -> bool:
        return call_id in self._known

    def __len__(self) -> int:
        return len(self._known)

    def add(self, call_id: str) -> bool:
        """Remember a call; return whether it is new."""
        is_new = call_id not in self._known
        self._known[call_id] = None
        self._known.move_to_end(call_id)
        while len(self._known) > self._limit:
            self._known.popitem(last=False)
        return is_new

    def to_text(self) -> str:
        """Return all as JSON, the oldest first."""
        return json.dumps(list(self._known))

    @classmethod
    def from_text(cls, text: str) -> KnownCalls:
        """Read what ``to_text`` wrote; what cannot be read counts as nothing known."""
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            value = []
        ids = value if isinstance(value, list) else []
        return cls(each for each in ids if isinstance(each, str) and len(each) <= _ID_LIMIT)
