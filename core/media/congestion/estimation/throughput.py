"""How much arrives: the acknowledged bitrate."""

from __future__ import annotations

from collections import deque

WINDOW = 0.5
QUICK_WINDOW = 0.15
"""Seconds of arrivals that a rate is taken over, usually and when the way has just become narrower."""

LEAST_PACKETS, LEAST_QUICK_PACKETS = 5, 8
"""A rate says something by so many. Of the few that are sent in 150 ms over a slow way, a burst of losses
takes half: the quick rate is then none."""

LEAST_SPAN = 0.02
MAX_ARRIVALS = 5_000
JUMP_SECONDS = 2.0


class AcknowledgedRate:
    """The rate at which what was sent arrives, in bits per second of the receiver's clock."""

    def __init__(self) -> None:
        self._arrivals: deque[tuple[float, int]] = deque(maxlen=MAX_ARRIVALS)
        self._newest = float("-inf")
        self._known: dict[float, float | None] = {}
        """Rates by their window, until the next arrival: they are asked for far more often."""

    def add(self, arrived_at: float, size: int) -> None:
        """Take an arrival of ``size`` bytes."""
        self._known.clear()
        if abs(arrived_at - self._newest) > JUMP_SECONDS:
            self._arrivals.clear()  # another clock, or nonsense: what came before says nothing about it
            self._newest = arrived_at
        self._newest = max(self._newest, arrived_at)
        self._arrivals.append((arrived_at, size))
        while self._arrivals and self._arrivals[0][0] < self._newest - WINDOW:
            self._arrivals.popleft()

    @property
    def rate(self) -> float | None:
        """The rate over the last half second; None while too little has arrived."""
        return self._over(WINDOW, LEAST_PACKETS)

    @property
    def quick_rate(self) -> float | None:
        """The rate over the last 150 ms, which follows a way that became narrower at once."""
        return self._over(QUICK_WINDOW, LEAST_QUICK_PACKETS)

    def _over(self, seconds: float, least: int) -> float | None:
        if seconds not in self._known:
            self._known[seconds] = self._count(seconds, least)
        return self._known[seconds]

    def _count(self, seconds: float, least: int) -> float | None:
        since = self._newest - seconds
        recent = [one for one in self._arrivals if one[0] >= since]
        if len(recent) < least:
            return None
        span = self._newest - min(recent)[0]
        if span < LEAST_SPAN:
            return None
        # What the first packet brought was sent before the span began.
        return 8 * (sum([size for _at, size in recent]) - recent[0][1]) / span
