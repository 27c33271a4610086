"""How often something may happen: token buckets with time as an argument, bounded in number."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable


class RateLimit:
    """At most ``per_minute`` events a minute for each key, in bursts of a quarter of that; 0: any number.

    Remembers ``keys`` keys; beyond, the one that was idle longest starts anew.
    """

    def __init__(self, per_minute: float, *, keys: int = 1024, burst: float = 0.0) -> None:
        self._rate = per_minute / 60
        self._burst = burst or max(1.0, per_minute / 4)
        self._limit = keys
        self._buckets: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def allow(self, key: Hashable, now: float) -> bool:
        """Count one event of ``key`` and return whether it is within the rate."""
        if self._rate <= 0:
            return True
        tokens = self._left(key, now)
        is_allowed = tokens >= 1
        self._store(key, tokens - 1 if is_allowed else tokens, now)
        return is_allowed

    def has_room(self, key: Hashable, now: float) -> bool:
        """Whether one more event of ``key`` would be within the rate; counts nothing."""
        return self._rate <= 0 or self._left(key, now) >= 1

    def has_whole_burst(self, key: Hashable, now: float) -> bool:
        """Whether nothing of ``key`` was counted, or so long ago that it does not matter any more."""
        return self._rate <= 0 or self._left(key, now) >= self._burst

    def spend(self, key: Hashable, amount: float, now: float) -> float:
        """Count ``amount`` events of ``key`` and return for how many seconds it should pause, 0 for not."""
        if self._rate <= 0:
            return 0.0
        left = self._left(key, now) - amount
        self._store(key, left, now)
        return max(0.0, -left / self._rate)

    def seconds_until_room(self, key: Hashable, now: float) -> float:
        """Return in how many seconds one more event of ``key`` will be within the rate."""
        return max(0.0, (1 - self._left(key, now)) / self._rate) if self._rate > 0 else 0.0

    def _left(self, key: Hashable, now: float) -> float:
        tokens, last = self._buckets.get(key, (self._burst, now))
        return min(self._burst, tokens + max(0.0, now - last) * self._rate)

    def _store(self, key: Hashable, tokens: float, now: float) -> None:
        self._buckets[key] = (tokens, now)
        self._buckets.move_to_end(key)
        if len(self._buckets) > self._limit:
            self._buckets.popitem(last=False)
