"""A bad line without I/O: what happens to each datagram is decided here, with time passed in.

One direction of one line. In this order a datagram meets a queue in front of a bottleneck, which may be
full, loss behind it, duplication, and a delay that varies. All of it changes by a schedule and comes from
a seed.
"""

from __future__ import annotations

import heapq
import math
import random
from bisect import bisect_right
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Generic, TypeVar

T = TypeVar("T")

MAX_IN_FLIGHT = 20_000
"""Datagrams on the way at most; further ones are dropped as by a full queue."""

OVERHEAD_BYTES = 28
"""IPv4 and UDP headers, which take their share of a bottleneck."""


class Shape(Enum):
    """How the delay is spread around its mean."""

    UNIFORM = "uniform"
    NORMAL = "normal"
    HEAVY = "heavy"
    """One-sided with a long tail: mostly near the mean, now and then several times the spread later."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """The state of one direction for a while. Times in seconds, shares 0 to 1, rates in bits per second.

    ``jitter`` is the half width (uniform), the standard deviation (normal) or the mean excess (heavy). The
    delay is drawn anew every ``jitter_hold`` seconds: what delays one datagram delays its neighbours too.
    ``loss_burst`` is the mean number of datagrams lost in a row (a Gilbert-Elliott line); 1 or less means
    that each is lost for itself. ``reordering`` is the share of datagrams that overtake: they skip the
    jitter and ``overtaking`` seconds of the delay. ``rate`` None means no bottleneck; ``queue`` is how many
    seconds at that rate may wait.
    """

    delay: float = 0.0
    jitter: float = 0.0
    shape: Shape = Shape.NORMAL
    jitter_hold: float = 0.02
    loss: float = 0.0
    loss_burst: float = 1.0
    reordering: float = 0.0
    overtaking: float = 0.03
    duplication: float = 0.0
    rate: float | None = None
    queue: float = 0.5
    keeps_order: bool = True
    """Whether a later datagram waits for an earlier one that is delayed by jitter, as in most networks."""

    def __post_init__(self) -> None:
        for name in ("loss", "reordering", "duplication"):
            if not 0.0 <= getattr(self, name) <= 1.0:
                raise ValueError(f"{name} is a share from 0 to 1, not {getattr(self, name)}")
        for name in ("delay", "jitter", "queue", "overtaking"):
            if not 0.0 <= getattr(self, name) < math.inf:
                raise ValueError(f"{name} is a time in seconds, not {getattr(self, name)}")
        if self.rate is not None and not 0.0 < self.rate < math.inf:
            raise ValueError(f"rate is in bits per second and above 0, not {self.rate}")
        if self.jitter_hold <= 0.0:
            raise ValueError("jitter_hold is a time above 0")


class Schedule:
    """Which conditions hold when: pairs of the second from which they hold, and the conditions."""

    def __init__(self, *phases: tuple[float, Conditions]) -> None:
        if not phases or phases[0][0] != 0.0:
            raise ValueError("a schedule begins at 0")
        self._starts = [start for start, _ in phases]
        if sorted(set(self._starts)) != self._starts:
            raise ValueError("the phases of a schedule follow each other")
        self._conditions = [conditions for _, conditions in phases]

    @property
    def phases(self) -> Sequence[tuple[float, Conditions]]:
        """The phases, in order."""
        return tuple(zip(self._starts, self._conditions, strict=True))

    def at(self, time: float) -> Conditions:
        """Return what holds at ``time``; before 0 it is the first phase."""
        return self._conditions[max(0, bisect_right(self._starts, time) - 1)]

    def without_bottleneck(self) -> Schedule:
        """Return the same without a limit of the rate."""
        return Schedule(*((start, replace(one, rate=None)) for start, one in self.phases))

    def served_at(self, start: float, bits: float) -> float:
        """Return when a bottleneck that begins at ``start`` has passed ``bits``, over changes of its rate."""
        time, left = start, bits
        while (rate := self.at(time).rate) is not None:
            following = bisect_right(self._starts, time)
            end = self._starts[following] if following < len(self._starts) else math.inf
            if left <= (end - time) * rate:
                return time + left / rate
            left -= (end - time) * rate
            time = end
        return time


@dataclass(slots=True)
class LineCounters:
    """What became of the datagrams."""

    put: int = 0
    delivered: int = 0
    lost: int = 0
    overflowed: int = 0
    """Dropped because the queue in front of the bottleneck was full."""
    duplicated: int = 0
    bytes_delivered: int = 0


@dataclass(order=True, slots=True)
class _Waiting(Generic[T]):
    due: float
    number: int
    size: int = field(compare=False)
    item: T = field(compare=False)


class Impairment(Generic[T]):
    """One direction of a line: ``put`` what is sent, ``take`` what has arrived, ask ``next_due`` when.

    Times are seconds since the schedule began and never go back; the same calls with the same seed give
    the same result.
    """

    def __init__(self, schedule: Schedule, seed: int) -> None:
        self.schedule = schedule
        self.counters = LineCounters()
        self._chance = random.Random(seed)
        self._queue: deque[tuple[float, int, T]] = deque()
        self._queued_bits = 0.0
        self._free_at = 0.0
        self._on_the_way: list[_Waiting[T]] = []
        self._number = 0
        self._is_bad = False
        self._jitter_until = -math.inf
        self._jitter = 0.0
        self._latest = -math.inf

    def put(self, item: T, size: int, now: float) -> None:
        """Send ``item``, ``size`` bytes of UDP payload, at ``now``."""
        self.counters.put += 1
        self._serve(now)
        bits = 8.0 * (size + OVERHEAD_BYTES)
        rate, room = self.schedule.at(now).rate, self.schedule.at(now).queue
        is_full = rate is not None and self._queued_bits + bits > max(rate * room, bits)
        if is_full or len(self._queue) + len(self._on_the_way) >= MAX_IN_FLIGHT:
            self.counters.overflowed += 1
            return
        self._queue.append((now, size, item))
        self._queued_bits += bits
        self._serve(now)

    def take(self, now: float) -> list[T]:
        """Return what has arrived until ``now``, in order of arrival."""
        return [item for _due, item in self.take_timed(now)]

    def take_timed(self, now: float) -> list[tuple[float, T]]:
        """Return what has arrived until ``now`` with the time of each arrival."""
        self._serve(now)
        arrived = []
        while self._on_the_way and self._on_the_way[0].due <= now:
            one = heapq.heappop(self._on_the_way)
            self.counters.delivered += 1
            self.counters.bytes_delivered += one.size
            arrived.append((one.due, one.item))
        return arrived

    def next_due(self) -> float | None:
        """Return when something may arrive or leave the queue next; None while the line is empty."""
        times = [self._on_the_way[0].due] if self._on_the_way else []
        if self._queue:
            times.append(self._head_served_at())
        return min(times, default=None)

    def queue_delay(self, now: float) -> float:
        """Return how many seconds a datagram put now would wait for the bottleneck."""
        self._serve(now)
        if not self._queue:
            return 0.0
        start = max(self._queue[0][0], self._free_at)
        return max(0.0, self.schedule.served_at(start, self._queued_bits) - now)

    def _head_served_at(self) -> float:
        arrived, size, _ = self._queue[0]
        return self.schedule.served_at(max(arrived, self._free_at), 8.0 * (size + OVERHEAD_BYTES))

    def _serve(self, now: float) -> None:
        """Let everything through the bottleneck that has passed it by ``now``."""
        while self._queue:
            served = self._head_served_at()
            if served > now:
                return
            _, size, item = self._queue.popleft()
            self._queued_bits = self._queued_bits - 8.0 * (size + OVERHEAD_BYTES) if self._queue else 0.0
            self._free_at = served
            self._pass_on(item, size, served)

    def _pass_on(self, item: T, size: int, at: float) -> None:
        conditions = self.schedule.at(at)
        if self._loses(conditions):
            self.counters.lost += 1
            return
        self._send_off(item, size, self._arrival(conditions, at))
        if conditions.duplication and self._chance.random() < conditions.duplication:
            self.counters.duplicated += 1
            self._send_off(item, size, self._arrival(conditions, at))

    def _send_off(self, item: T, size: int, due: float) -> None:
        self._number += 1
        heapq.heappush(self._on_the_way, _Waiting(due, self._number, size, item))

    def _loses(self, conditions: Conditions) -> bool:
        """Decide with a Gilbert-Elliott line: in its bad state it loses everything, else nothing."""
        share, burst = conditions.loss, conditions.loss_burst
        if not share:
            self._is_bad = False
            return False
        if burst <= 1.0 or share >= 1.0:
            return self._chance.random() < share
        leave = 1.0 / burst
        enter = min(1.0, leave * share / (1.0 - share))
        if self._chance.random() < (leave if self._is_bad else enter):
            self._is_bad = not self._is_bad
        return self._is_bad

    def _arrival(self, conditions: Conditions, at: float) -> float:
        if conditions.reordering and self._chance.random() < conditions.reordering:
            return at + max(0.0, conditions.delay - conditions.overtaking)
        due = at + max(0.0, conditions.delay + self._jitter_at(conditions, at))
        if conditions.keeps_order:
            due = self._latest = max(due, self._latest)
        return due

    def _jitter_at(self, conditions: Conditions, at: float) -> float:
        if not conditions.jitter:
            return 0.0
        if at >= self._jitter_until:
            self._jitter_until = at + conditions.jitter_hold
            self._jitter = self._draw(conditions)
        return self._jitter

    def _draw(self, conditions: Conditions) -> float:
        spread = conditions.jitter
        if conditions.shape is Shape.UNIFORM:
            return self._chance.uniform(-spread, spread)
        if conditions.shape is Shape.NORMAL:
            return self._chance.gauss(0.0, spread)
        return spread * (self._chance.paretovariate(2.5) - 1.0) * 1.5
