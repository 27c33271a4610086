"""Deadlines by name: the next one is found without looking at all of them."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Hashable


class Alarms:
    """One deadline for each key; setting it again moves it."""

    def __init__(self) -> None:
        self._at: dict[Hashable, float] = {}
        self._heap: list[tuple[float, int, Hashable]] = []
        self._order = itertools.count()

    def __len__(self) -> int:
        return len(self._at)

    def set(self, key: Hashable, at: float) -> None:
        """Have ``key`` due at ``at``."""
        self._at[key] = at
        heapq.heappush(self._heap, (at, next(self._order), key))
        if len(self._heap) > 64 + 4 * len(self._at):
            # Moved deadlines leave their old entries behind: those would grow for ever.
            self._heap = [(when, next(self._order), name) for name, when in self._at.items()]
            heapq.heapify(self._heap)

    def cancel(self, key: Hashable) -> None:
        """Forget the deadline of ``key``, if it has one."""
        self._at.pop(key, None)

    def next(self) -> float | None:
        """Return when the next key is due, or None."""
        while self._heap:
            at, _, key = self._heap[0]
            if self._at.get(key) == at:
                return at
            heapq.heappop(self._heap)
        return None

    def take_due(self, now: float) -> list[Hashable]:
        """Return and forget the keys that are due, the earliest first."""
        due: list[Hashable] = []
        while (at := self.next()) is not None and at <= now:
            _, _, key = heapq.heappop(self._heap)
            del self._at[key]
            due.append(key)
        return due
