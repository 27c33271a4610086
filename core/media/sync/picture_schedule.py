"""Pictures that wait for their moment: few, in order, and never shown late when a newer one is due."""

from __future__ import annotations

from collections import deque
from typing import Generic, TypeVar

P = TypeVar("P")

MAX_WAITING = 16
"""Pictures held at most (half a second at 30 a second); the oldest is shown early rather than lost."""

EARLY = 0.002
"""Seconds by which a picture may be shown early: timers are no more exact."""


class PictureSchedule(Generic[P]):
    """What is to be shown when. All seconds are monotonic, passed in."""

    def __init__(self) -> None:
        self.dropped = 0
        """Pictures that were not shown because a newer one was due."""
        self._waiting: deque[tuple[float, P]] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, picture: P, due: float) -> None:
        """Have ``picture`` shown at ``due``, after all that were added before it."""
        if self._waiting:
            due = max(due, self._waiting[-1][0])
        self._waiting.append((due, picture))
        if len(self._waiting) > MAX_WAITING:
            self._waiting[0] = (float("-inf"), self._waiting[0][1])

    def take(self, now: float) -> P | None:
        """Return the newest picture that is due, or None; older ones are dropped and counted."""
        found: P | None = None
        while self._waiting and self._waiting[0][0] <= now + EARLY:
            self.dropped += found is not None
            found = self._waiting.popleft()[1]
        return found

    def next_due(self) -> float | None:
        """Return when ``take`` has something to give, or None."""
        return self._waiting[0][0] if self._waiting else None

    def clear(self) -> None:
        """Forget what waits."""
        self._waiting.clear()
