"""Whether the service is too busy: then fewer pictures are forwarded, and sound goes on."""

from __future__ import annotations

MANY = 64
"""As many pictures as anybody could see."""

TOO_LATE, IN_TIME = 0.12, 0.03
"""Seconds by which a timer is late when there is too much to do, and when there is not."""

SMOOTHING = 0.2
LESS_SECONDS, MORE_SECONDS = 0.6, 5.0
"""Seconds between two steps down, and up."""


class ServiceLoad:
    """Follows how late a room's own timer is. Pure; ``most_shown`` is for each viewer."""

    def __init__(self) -> None:
        self.most_shown = MANY
        self._late = 0.0
        self._changed_at = float("-inf")

    def note(self, late: float, shown: int, now: float) -> None:
        """Take by how many seconds the timer was late, and how many pictures whoever sees most sees."""
        self._late += SMOOTHING * (late - self._late)
        since = now - self._changed_at
        if self._late > TOO_LATE and since > LESS_SECONDS:
            self.most_shown = max(1, min(self.most_shown, shown) - 1)
            self._changed_at = now
        elif self._late < IN_TIME and since > MORE_SECONDS and self.most_shown < MANY:
            self.most_shown = self.most_shown + 1 if shown >= self.most_shown else MANY
            self._changed_at = now
