"""An INVITE of theirs that waits for our owner: how long it may, and what is repeated meanwhile."""

from __future__ import annotations

from core.sip.messages import Response

RINGING_LIMIT = 300.0
"""Seconds after which an INVITE that the owner leaves unanswered is answered 480."""

RINGING_REPEAT = 60.0
"""Seconds between repeated provisional responses (RFC 3261 13.3.1.1)."""


class Ringing:
    """The clock of an unanswered INVITE."""

    __slots__ = ("_again", "_last", "_limit")

    def __init__(self, now: float) -> None:
        self._limit = now + RINGING_LIMIT
        self._again: float | None = None
        self._last: Response | None = None

    @property
    def due(self) -> float:
        """When something must be done."""
        return self._limit if self._again is None else min(self._limit, self._again)

    def sent(self, response: Response, now: float) -> None:
        """Remember the latest provisional response."""
        self._last, self._again = response, now + RINGING_REPEAT

    def is_over(self, now: float) -> bool:
        """Whether the owner had time enough."""
        return self._limit <= now

    def repetition(self, now: float) -> Response | None:
        """Return the provisional response that must go out again now, or None."""
        if self._again is None or self._again > now:
            return None
        self._again = now + RINGING_REPEAT
        return self._last
