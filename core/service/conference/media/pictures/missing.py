"""Packets of one source that have not come: which are asked for again, and when to give up. Pure."""

from __future__ import annotations

MOST_MISSING = 128
"""Numbers that are waited for; when more are missing, only a keyframe helps."""

MOST_TRIES = 6
LEAST_PAUSE = 0.04
PATIENCE = 0.8
"""Seconds after which a packet helps nobody any more."""


class MissingPackets:
    """Extended sequence numbers; times in seconds."""

    def __init__(self) -> None:
        self.asked = 0
        self.given_up = 0
        self._waiting: dict[int, tuple[int, float, float]] = {}
        """By number: tries so far, when the next is due, and since when it is missing."""
        self._next_at = float("inf")

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, first: int, count: int, now: float) -> bool:
        """Take that so many numbers from ``first`` on were left out; False if these are too many."""
        if len(self._waiting) + count > MOST_MISSING:
            self.clear()
            return False
        for number in range(first, first + count):
            self._waiting[number] = (0, now, now)
        self._next_at = now
        return True

    def discard(self, number: int) -> None:
        """Take that a packet has come."""
        self._waiting.pop(number, None)

    def clear(self) -> None:
        """Wait for nothing."""
        self.given_up += len(self._waiting)
        self._waiting.clear()
        self._next_at = float("inf")

    def is_due(self, now: float) -> bool:
        """Whether ``ask`` has something to say."""
        return now >= self._next_at

    def ask(self, now: float, round_trip: float) -> tuple[list[int], bool]:
        """Return the numbers to ask for now, and whether some were given up."""
        asked: list[int] = []
        has_given_up = False
        pause = max(LEAST_PAUSE, 1.2 * round_trip)
        for number, (tries, due, since) in tuple(self._waiting.items()):
            if tries >= MOST_TRIES or now - since > PATIENCE:
                del self._waiting[number]
                self.given_up += 1
                has_given_up = True
            elif now >= due:
                asked.append(number)
                self._waiting[number] = (tries + 1, now + pause, since)
        self._next_at = min((due for _, due, _ in self._waiting.values()), default=float("inf"))
        self.asked += len(asked)
        return asked, has_given_up
