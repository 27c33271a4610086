"""Simulated time: a heap of things to do, and lines on it. An hour passes in seconds."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from tests.bench.network.line.impairment import Impairment, Schedule

T = TypeVar("T")


class Timeline(Protocol):
    """Time that is simulated."""

    @property
    def now(self) -> float:
        """The second that has been reached."""

    def at(self, time: float, action: Callable[[], None]) -> None:
        """Plan ``action`` for ``time``."""


class Simulation:
    """Calls what was planned in the order of its time."""

    def __init__(self) -> None:
        self._now = 0.0
        self._plan: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = itertools.count()

    @property
    def now(self) -> float:
        """The second that has been reached."""
        return self._now

    def at(self, time: float, action: Callable[[], None]) -> None:
        """Plan ``action`` for ``time``; what lies in the past is done next."""
        heapq.heappush(self._plan, (max(time, self.now), next(self._numbers), action))

    def every(self, period: float, action: Callable[[], None], *, start: float = 0.0) -> None:
        """Plan ``action`` every ``period`` seconds, without drift."""
        turns = itertools.count(1)

        def turn() -> None:
            action()
            self.at(start + next(turns) * period, turn)

        self.at(start, turn)

    def run(self, until: float) -> None:
        """Let time pass until ``until``."""
        while self._plan and self._plan[0][0] <= until:
            self._now, _, action = heapq.heappop(self._plan)
            action()
        self._now = until


class Line(Generic[T]):
    """One direction of an impaired line in simulated time: ``deliver`` is called with what arrives."""

    def __init__(
        self, simulation: Timeline, schedule: Schedule, seed: int, deliver: Callable[[T], None]
    ) -> None:
        self.impairment: Impairment[T] = Impairment(schedule, seed)
        self._simulation = simulation
        self._deliver = deliver
        self._planned: float | None = None

    @property
    def queue_delay(self) -> float:
        """Seconds that a datagram sent now would wait."""
        return self.impairment.queue_delay(self._simulation.now)

    def send(self, item: T, size: int) -> None:
        """Send ``item`` of ``size`` bytes now."""
        self.impairment.put(item, size, self._simulation.now)
        self._look_again()

    def _look_again(self) -> None:
        due = self.impairment.next_due()
        if due is not None and (self._planned is None or due < self._planned):
            self._planned = due
            self._simulation.at(due, lambda: self._arrive(due))

    def _arrive(self, planned: float) -> None:
        if planned != self._planned:
            return  # something came to be due earlier, and this was planned anew
        self._planned = None
        for item in self.impairment.take(self._simulation.now):
            self._deliver(item)
        self._look_again()
