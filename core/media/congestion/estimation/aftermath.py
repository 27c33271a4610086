"""What becomes of a decrease: was there a queue at all, does it drain, or has the way become longer?

Packets wait for other reasons than a full way: the receiver's machine is busy, or they take another route.
Only what follows tells. A queue does not vanish before less is sent, and does not stay once less is.
"""

from __future__ import annotations

FALSE_SHARE, FALSE_SECONDS = 0.3, 0.008
"""There was no queue if packets that had left before the decrease waited less than this share of what it was
made for, and less than this."""

WITNESSES = 4
"""Packets that are listened to at most; more than a quarter of them must have waited so little."""

EFFECT_SECONDS = 1.0
"""How long, beside a round trip, a decrease is given to show an effect while the delay grows no further."""

GROWN_STANDING, GROWN_NEWEST = 0.01, 0.02
STANDING_JITTERS, NEWEST_JITTERS = 1.0, 2.0
"""Seconds, beside jitter, by which it grows when the decrease was not enough."""

LESS = 0.85
"""Share of what came through before that must not be exceeded for a queue to drain visibly."""


class Aftermath:
    """One decrease at ``at``, from ``rate``, when packets sent until ``seen_until`` had been heard of.

    ``standing`` and ``newest`` are the delays that it was made for, ``delivered`` is what came through then.
    """

    def __init__(
        self,
        at: float,
        rate: float,
        *,
        seen_until: float,
        standing: float,
        newest: float,
        delivered: float | None,
    ) -> None:
        self.at = at
        self.rate = rate
        self._seen_until = seen_until
        self._standing, self._newest = standing, newest
        self._delivered = delivered
        self._waited: list[float] = []
        self._is_judged = False

    def hear(self, sent_at: float, waited: float) -> bool:
        """Take how long a packet waited; True once it is clear that the decrease was a mistake."""
        if self._is_judged or sent_at <= self._seen_until:
            return False
        if sent_at < self.at:
            self._waited.append(waited)
            if len(self._waited) < WITNESSES:
                return False
        self._is_judged = True
        limit = min(FALSE_SECONDS, FALSE_SHARE * max(self._standing, self._newest))
        return sum(one <= limit for one in self._waited) > len(self._waited) / WITNESSES

    def awaits_effect(self, standing: float, newest: float, jitter: float, since: float) -> bool:
        """Whether a further one would be too early, ``since`` seconds and a round trip after this one."""
        has_grown = (
            standing > self._standing + GROWN_STANDING + STANDING_JITTERS * jitter
            or newest > self._newest + GROWN_NEWEST + NEWEST_JITTERS * jitter
        )
        return since < EFFECT_SECONDS and not has_grown

    def drains(self, throughput: float | None) -> bool:
        """Whether so much less comes through now, since less is sent, that a queue would drain."""
        if throughput is None or self._delivered is None:
            return False
        return throughput <= LESS * self._delivered
