"""How long to wait before trying the service again (RFC 5626 section 4.5)."""

from __future__ import annotations

import random

PROMPT = 14
"""Failures after which the bound grows beyond four times the base."""


class Backoff:
    """Doubles an upper bound with every failure and waits a random half to whole of it.

    The RFC recommends a base of 30 s for a phone with nobody in front of it; a person waits here, so the
    base is 1 s, and the spread still keeps thousands of clients from coming back in the same second. For the
    first ``PROMPT`` failures, which is some forty seconds, the bound stays at four times the base: a service
    that is started anew, or a line that was gone for a moment, is found again within five seconds.
    """

    def __init__(self, source: random.Random, *, base: float = 1.0, maximum: float = 60.0) -> None:
        self._source = source
        self._base = base
        self._maximum = maximum
        self._failures = 0

    def reset(self) -> None:
        """Forget the failures: the connection held."""
        self._failures = 0

    def next(self, at_least: float = 0.0) -> float:
        """Count one more failure and return the seconds to wait; ``at_least`` is the service's own wish."""
        doublings = min(self._failures, 2) + max(0, min(self._failures, PROMPT + 16) - PROMPT)
        bound = min(self._maximum, self._base * 2.0**doublings)
        self._failures += 1
        return max(at_least, bound * self._source.uniform(0.5, 1.0))
