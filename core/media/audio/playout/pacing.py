"""Whether sound is played later or earlier than it should be, and when to do something about it. Pure."""

from __future__ import annotations

from collections import deque

WINDOW = 0.25
"""Seconds of the past in which the tightest moment counts: a speaker asks in bursts."""

TOO_LATE, TOO_EARLY = 0.012, 0.002
"""Seconds beside the wanted offset within which nothing is done."""

URGENT = 0.06
"""Seconds beside it from which there is no waiting for a good place."""

PAUSE = 0.1
"""Seconds between two changes that are not urgent; a few in a second nobody hears."""

URGENT_PAUSE = 0.02
"""The same for urgent ones: up to half as fast again."""

FAR_OVER, SKIPPED_TO = 0.4, 0.1
"""Seconds of excess from which is skipped at once, and down to which. What is less is played faster: a third
faster it takes a second or so, and no word is lost."""

MOST_KEPT = 128


class Pacing:
    """Compares when sound was taken for playing to when it should have been. All times are seconds."""

    def __init__(self) -> None:
        self._taken: deque[tuple[float, float]] = deque(maxlen=MOST_KEPT)
        self._tightest: float | None = None
        """The least of these offsets, until they change."""
        self._changed_at = 0.0

    def note(self, now: float, offset: float) -> None:
        """Take that a packet was taken ``now``, ``offset`` after its place in the sender's time."""
        self._tightest = None
        self._taken.append((now, offset))
        while len(self._taken) > 1 and not 0 <= now - self._taken[0][0] <= WINDOW:
            self._taken.popleft()

    def excess(self, wanted: float) -> float:
        """Return by how much sound is later than ``wanted``; negative if it is earlier."""
        if self._tightest is None:
            if not self._taken:
                return 0.0
            self._tightest = min([offset for _at, offset in self._taken])
        return self._tightest - wanted

    def wants_change(self, now: float, excess: float) -> bool:
        """Whether ``excess`` should be made smaller now."""
        if -TOO_EARLY <= excess <= TOO_LATE:
            return False
        pause = URGENT_PAUSE if self.is_urgent(excess) else PAUSE
        return not 0 <= now - self._changed_at < pause

    def is_urgent(self, excess: float) -> bool:
        """Whether any means will do."""
        return abs(excess) > URGENT

    def changed(self, now: float, seconds: float) -> None:
        """Take that what is played has become later by ``seconds`` (earlier if negative)."""
        self._taken = deque(((at, offset + seconds) for at, offset in self._taken), MOST_KEPT)
        self._tightest = None
        self._changed_at = now

    def reset(self) -> None:
        """Forget the past: something else is played."""
        self._tightest = None
        self._taken.clear()
