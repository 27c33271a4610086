"""When to tell a caller how long a call may still last. Pure; seconds, monotonic times passed in."""

from __future__ import annotations

from dataclasses import dataclass

WARNED_AT = (60.0, 15.0)
"""Seconds before the end at which the caller is warned."""
_NEWS = 2.0
"""Seconds by which the end must have moved to be worth telling again."""


@dataclass(frozen=True, slots=True)
class Remainder:
    """What a caller is told: how many seconds are left, and whether that is a warning."""

    seconds: float
    is_warning: bool


class RemainingTime:
    """What the caller of one call knows of its end.

    Told at first, when another call of theirs spends as well or has stopped to, at midnight, and as a
    warning once at each of ``WARNED_AT``; of several that have passed at once, once.
    """

    def __init__(self) -> None:
        self._told_end: float | None = None
        self._warned_at = float("inf")

    def look(self, left: float, now: float) -> Remainder | None:
        """Return what is to be told at ``now``, when ``left`` seconds are left; None: nothing new."""
        end = now + left
        has_moved = self._told_end is None or abs(end - self._told_end) >= _NEWS
        passed = [mark for mark in WARNED_AT if left <= mark + 0.01]
        lowest = min(passed, default=float("inf"))
        is_warning = lowest < self._warned_at
        self._warned_at = lowest
        if not has_moved and not is_warning:
            return None
        self._told_end = end
        return Remainder(left, is_warning)

    def next_look(self, left: float) -> float | None:
        """Return in how many seconds the next warning is due; None: none is left."""
        return next((left - mark for mark in WARNED_AT if left > mark + 0.01), None)
