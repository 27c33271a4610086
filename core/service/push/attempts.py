"""What waits to be pushed to one device: one after the other, and again what a push service had no time for.

A push service that is asked too much answers 429 with Retry-After (RFC 8030 section 8.4, RFC 9110 section
10.2.3); one in trouble answers 5xx, or nothing. News of a call is tried again while the call waits for the
device, its end for a minute. No I/O; monotonic time comes as ``now``.
"""

from __future__ import annotations

import math
import random
from collections import deque
from dataclasses import dataclass

from core.service.push.wakes import Push

WAITING = 64
"""Pushes that wait for one device; beyond, the oldest is dropped."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 8.0
"""Seconds before the second try and, doubled each time, at most; spread, so that not all come at once."""
ENDING_LIFE = 60.0
"""Seconds for which the end of a call is tried."""


@dataclass(slots=True, eq=False)
class Attempt:
    """One push on its way; it is good until ``until`` and not tried before ``due``."""

    push: Push
    until: float
    due: float
    tries: int = 0

    @property
    def is_news(self) -> bool:
        """Whether it tells of a call that waits, and not of its end."""
        return self.push.notification.ending is None

    def ttl(self, now: float) -> int:
        """Return for how many seconds a push service may keep it: news for as long as the call waits."""
        return min(self.push.ttl, max(0, math.ceil(self.until - now))) if self.is_news else self.push.ttl

    def is_void(self, now: float) -> bool:
        """Whether nobody needs it any more."""
        return now >= self.until or (self.is_news and self.push.wake.is_over)


class DeviceQueue:
    """Of one device. Nothing about a call overtakes what was said of it before."""

    def __init__(self, spread: random.Random) -> None:
        self._random = spread
        self._waiting: deque[Attempt] = deque()
        self._held_until = -math.inf

    def add(self, push: Push, now: float) -> None:
        """Take a push; the end of a call takes the place of news that waits."""
        told, life = push.notification, ENDING_LIFE
        if told.ending is not None:
            self._waiting = deque(each for each in self._waiting if each.push.wake is not push.wake)
        elif told.sent_at is not None:
            life = told.expires_at - told.sent_at
        if len(self._waiting) >= WAITING:
            self._waiting.popleft()
        self._waiting.append(Attempt(push, now + life, now))

    def wait(self, now: float) -> float | None:
        """Return in how many seconds to look again, 0: something is due now; None: nothing waits."""
        self._waiting = deque(each for each in self._waiting if not each.is_void(now))
        looks = [min(max(each.due, self._held_until), each.until) for each in self._waiting]
        return max(0.0, min(looks) - now) if looks else None

    def take(self, now: float) -> Attempt:
        """Return what is due; only after ``wait`` has returned 0."""
        found = next(each for each in self._waiting if each.due <= now)
        self._waiting.remove(found)
        return found

    def again(self, attempt: Attempt, retry_after: float | None, now: float) -> bool:
        """Keep what a push service did not take for another try, unless that would be too late.

        ``retry_after``: how many seconds it asked for; then nothing else is sent to this device before.
        """
        pause = min(FIRST_PAUSE * 2.0**attempt.tries, LONGEST_PAUSE) * self._random.uniform(0.5, 1.0)
        at = now + max(pause, retry_after or 0.0)
        if retry_after is not None:
            self._held_until = max(self._held_until, at)
        if at >= attempt.until or attempt.is_void(now) or len(self._waiting) >= WAITING:
            return False
        attempt.tries, attempt.due = attempt.tries + 1, at
        self._waiting.append(attempt)
        return True
