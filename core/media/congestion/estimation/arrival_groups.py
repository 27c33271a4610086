"""From single arrivals to delay variations between groups of packets (GCC draft, section 5.2).

Packets that leave within 5 ms, or that arrive in one burst, count as one group: what happens within a group
says more about the sender than about the way.
"""

from __future__ import annotations

from dataclasses import dataclass

GROUP_SECONDS = 0.005
BURST_SECONDS = 0.005
MAX_BURST_SECONDS = 0.1
"""A burst that lasts longer is none."""

RESET_SECONDS = 3.0
"""A jump of the receiver's clock by that much starts everything again."""


@dataclass(frozen=True, slots=True)
class DelayVariation:
    """How much further apart two groups arrived than they were sent, in seconds, at ``arrived_at``."""

    sent_apart: float
    arrived_apart: float
    arrived_at: float

    @property
    def seconds(self) -> float:
        """The variation: above 0 when a queue grows."""
        return self.arrived_apart - self.sent_apart


@dataclass(slots=True)
class _Group:
    first_sent: float
    last_sent: float
    first_arrived: float
    last_arrived: float


class ArrivalGroups:
    """Takes arrivals in the order of sending; packets that come out of order are left out."""

    def __init__(self) -> None:
        self._previous: _Group | None = None
        self._current: _Group | None = None

    def add(self, sent_at: float, arrived_at: float) -> DelayVariation | None:
        """Take one packet; return the variation between the two groups before it, once it starts a third."""
        current = self._current
        if current is None:
            self._current = _Group(sent_at, sent_at, arrived_at, arrived_at)
            return None
        if sent_at < current.first_sent:
            return None
        if self._belongs(current, sent_at, arrived_at):
            current.last_sent = max(current.last_sent, sent_at)
            current.last_arrived = max(current.last_arrived, arrived_at)
            return None
        previous, self._previous = self._previous, current
        self._current = _Group(sent_at, sent_at, arrived_at, arrived_at)
        return None if previous is None else self._variation(previous, current)

    def reset(self) -> None:
        """Start again."""
        self._previous = self._current = None

    def _variation(self, previous: _Group, current: _Group) -> DelayVariation | None:
        sent = current.last_sent - previous.last_sent
        arrived = current.last_arrived - previous.last_arrived
        if arrived < 0.0:
            return None
        if arrived - sent > RESET_SECONDS:
            self.reset()
            return None
        return DelayVariation(sent, arrived, current.last_arrived)

    @staticmethod
    def _belongs(group: _Group, sent_at: float, arrived_at: float) -> bool:
        if sent_at - group.first_sent <= GROUP_SECONDS:
            return True
        arrived_apart = arrived_at - group.last_arrived
        came_closer = arrived_apart < sent_at - group.last_sent
        is_short = arrived_at - group.first_arrived < MAX_BURST_SECONDS
        return came_closer and arrived_apart <= BURST_SECONDS and is_short
