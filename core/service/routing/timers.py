"""Callbacks at a time, on a clock that is passed in."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable


class Timers:
    """Runs callbacks when they are due; each gets the time it was run at."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, Callable[[float], None]]] = []
        self._order = itertools.count()

    def __len__(self) -> int:
        return len(self._heap)

    def after(self, seconds: float, now: float, callback: Callable[[float], None]) -> None:
        """Call ``callback`` in so many seconds; at once if that is no time at all."""
        if seconds <= 0:
            callback(now)
            return
        heapq.heappush(self._heap, (now + seconds, next(self._order), callback))

    def next_due(self) -> float | None:
        """Return when ``run`` must be called next, or None."""
        return self._heap[0][0] if self._heap else None

    def run(self, now: float) -> None:
        """Call what is due."""
        while self._heap and self._heap[0][0] <= now:
            heapq.heappop(self._heap)[2](now)
