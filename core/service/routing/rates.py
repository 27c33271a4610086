"""How often something may happen: token buckets with time as an argument, bounded in number."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable


class RateLimit:
    """At most ``per_minute`` events a minute for each key, in bursts of up to a quarter of that.

    Remembers ``keys`` keys; beyond, the one that was idle longest starts anew.
    """

    def __init__(self, per_minute: float, *, keys: int = 1024) -> None:
        self._rate = per_minute / 60
        self._burst = max(1.0, per_minute / 4)
        self._limit = keys
        self._buckets: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def allow(self, key: Hashable, now: float) -> bool:
        """Count one event of ``key`` and return whether it is within the rate."""
        tokens, last = self._buckets.pop(key, (self._burst, now))
        tokens = min(self._burst, tokens + max(0.0, now - last) * self._rate)
        is_allowed = tokens >= 1
        self._buckets[key] = (tokens - 1 if is_allowed else tokens, now)
        if len(self._buckets) > self._limit:
            self._buckets.popitem(last=False)
        return is_allowed
