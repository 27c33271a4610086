"""When each packet leaves: what is urgent at once, pictures evenly, and never a queue that grows old.

A picture's packets would otherwise leave back to back and fill the first narrow place. Sans-I/O: ``put`` what
is to be sent, ``take`` what may leave now, ask ``next_due`` when to come again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, TypeVar

from core.media.congestion.estimation.probing import Probe

T = TypeVar("T")

PACING_FACTOR = 2.5
"""Packets leave that much faster than the target, so that a picture is out before the next one is ready."""

TICK_SECONDS = 0.005
"""What may leave within that time may leave together."""

BURST_SECONDS = 0.04
"""Seconds of target rate that may leave together after a rest where bursts are allowed: about a picture,
which then arrives sooner and makes hardly a longer queue than it would anyway."""

MOST_QUEUED = 0.6
"""Seconds of target rate that pictures may wait; more than a keyframe needs."""

LEAST_QUEUED_BITS = 80_000
"""Fits the smallest keyframe whatever the target is."""

MOST_BEHIND = 0.12
"""Seconds of target rate that may wait before the encoder should leave pictures out."""

STALE_COPY = 0.5
"""Seconds after which a packet that is sent again helps nobody."""

MAX_URGENT = 200
MAX_COPIES = 400
MAX_PICTURES = 4_000


class Priority(IntEnum):
    """What leaves first."""

    RTCP = 0
    AUDIO = 1
    RETRANSMISSION = 2
    VIDEO = 3


@dataclass(frozen=True, slots=True)
class Departure(Generic[T]):
    """A packet that leaves now; ``probe`` is the number of the probe that it belongs to, or None."""

    item: T
    size: int
    priority: Priority
    probe: int | None


@dataclass(slots=True)
class _Waiting(Generic[T]):
    item: T
    size: int
    since: float


@dataclass(slots=True)
class PacerCounters:
    """Packets that were dropped, and why."""

    urgent_overflow: int = 0
    copies_dropped: int = 0
    pictures_dropped: int = 0
    overflows: int = 0
    """How often the pictures that waited were given up together."""


class Pacer(Generic[T]):
    """Orders and spaces the packets of one transport.

    ``make_padding`` is asked for a packet of at most the given size when a probe lacks real ones; it returns
    the packet and its size, or None if it has none. RTCP and audio are never held back. When pictures wait
    too long, all that wait are dropped up to the next keyframe, and ``wants_keyframe`` is True until one is
    put.
    """

    def __init__(
        self, target: int, now: float, make_padding: Callable[[int], tuple[T, int] | None] | None = None
    ) -> None:
        self.counters = PacerCounters()
        self.wants_keyframe = False
        self.allows_bursts = False
        """Whether a picture may leave at once, as long as nothing says that this costs packets."""
        self._target = target
        self._make_padding = make_padding
        self._queues: dict[Priority, deque[_Waiting[T]]] = {priority: deque() for priority in Priority}
        self._video_bits = 0
        self._debt = 0.0
        self._at = now
        self._probe: Probe | None = None
        self._probe_left = 0

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits, and no probe is under way."""
        return self._probe is None and not any(self._queues.values())

    @property
    def behind(self) -> float:
        """Seconds of the target rate that wait as pictures."""
        return self._video_bits / self._target

    @property
    def is_behind(self) -> bool:
        """Whether so much waits that the encoder should leave the next picture out."""
        return self._video_bits > max(MOST_BEHIND * self._target, LEAST_QUEUED_BITS / 4)

    def set_target(self, target: int, now: float) -> None:
        """Pace for ``target`` bits per second from now on."""
        self._pass_time(now)
        self._target = max(1, target)

    def start_probe(self, probe: Probe, now: float) -> None:
        """Send the next packets at the rate of ``probe``, with padding if there are too few."""
        self._pass_time(now)
        self._probe, self._probe_left = probe, probe.size
        self._debt = min(self._debt, 0.0)

    def put(
        self, item: T, size: int, priority: Priority, now: float, *, starts_keyframe: bool = False
    ) -> bool:
        """Let ``item`` (``size`` bytes) wait for its turn; False if it is dropped at once."""
        if priority is Priority.VIDEO:
            return self._put_video(item, size, now, starts_keyframe)
        queue = self._queues[priority]
        queue.append(_Waiting(item, size, now))
        if priority is Priority.RETRANSMISSION:
            while len(queue) > MAX_COPIES or now - queue[0].since > STALE_COPY:
                queue.popleft()
                self.counters.copies_dropped += 1
        elif len(queue) > MAX_URGENT:
            queue.popleft()
            self.counters.urgent_overflow += 1
        return True

    def pass_now(self, size: int, now: float) -> bool:
        """Return whether a packet of a picture may leave at once, and count it if so.

        The short way for those who send many: nothing waits, and no probe is under way.
        """
        queues = self._queues
        if self._probe is not None or self.wants_keyframe or self._video_bits:
            return False
        if queues[Priority.RETRANSMISSION] or queues[Priority.AUDIO] or queues[Priority.RTCP]:
            return False
        self._pass_time(now)
        if self._debt > self._allowance:
            return False
        self._debt += 8 * size
        return True

    def give_up_pictures(self) -> None:
        """Drop all pictures that wait: they are not wanted any more."""
        if self._queues[Priority.VIDEO]:
            self._drop_pictures()
            self.wants_keyframe = True

    def take(self, now: float) -> list[Departure[T]]:
        """Return what leaves now, in this order."""
        self._pass_time(now)
        leaving: list[Departure[T]] = []
        while (departure := self._next(now)) is not None:
            leaving.append(departure)
        return leaving

    def next_due(self, now: float) -> float | None:
        """Return when something may leave; None while nothing waits."""
        if self._queues[Priority.RTCP] or self._queues[Priority.AUDIO]:
            return now
        waits = self._queues[Priority.RETRANSMISSION] or self._queues[Priority.VIDEO]
        if not waits and self._probe is None:
            return None
        wait = (self._debt - self._allowance + 1.0) / self._rate
        return max(now, self._at + wait)

    @property
    def _rate(self) -> float:
        return self._probe.rate if self._probe is not None else PACING_FACTOR * self._target

    @property
    def _allowance(self) -> float:
        """Bits of debt with which a packet may still leave: none within a probe, which is even."""
        if self._probe is not None:
            return 0.0
        burst = BURST_SECONDS if self.allows_bursts else 0.0
        return max(TICK_SECONDS * self._rate, burst * self._target)

    def _pass_time(self, now: float) -> None:
        if now > self._at:
            # A probe makes up for a timer that was late, so that it has its rate on average.
            credit = TICK_SECONDS * self._rate if self._probe is not None else 0.0
            self._debt = max(-credit, self._debt - (now - self._at) * self._rate)
            self._at = now

    def _put_video(self, item: T, size: int, now: float, starts_keyframe: bool) -> bool:
        if self.wants_keyframe and not starts_keyframe:
            self.counters.pictures_dropped += 1
            return False
        self.wants_keyframe = False
        queue = self._queues[Priority.VIDEO]
        if starts_keyframe:
            # Nobody needs what waits before a keyframe.
            self._drop_pictures()
        elif self._video_bits + 8 * size > self._most_bits or len(queue) >= MAX_PICTURES:
            self.counters.overflows += 1
            self.counters.pictures_dropped += 1
            self._drop_pictures()
            self.wants_keyframe = True
            return False
        queue.append(_Waiting(item, size, now))
        self._video_bits += 8 * size
        return True

    @property
    def _most_bits(self) -> float:
        return max(MOST_QUEUED * self._target, LEAST_QUEUED_BITS)

    def _drop_pictures(self) -> None:
        queue = self._queues[Priority.VIDEO]
        self.counters.pictures_dropped += len(queue)
        queue.clear()
        self._video_bits = 0

    def _next(self, now: float) -> Departure[T] | None:
        for priority, queue in self._queues.items():
            if not queue:
                continue
            if priority >= Priority.RETRANSMISSION and self._debt > self._allowance:
                return None
            waiting = queue.popleft()
            if priority is Priority.VIDEO:
                self._video_bits -= 8 * waiting.size
            elif priority is Priority.RETRANSMISSION and now - waiting.since > STALE_COPY:
                self.counters.copies_dropped += 1
                return self._next(now)
            return self._depart(waiting.item, waiting.size, priority)
        return self._padding()

    def _padding(self) -> Departure[T] | None:
        if self._probe is None or self._debt > self._allowance:
            return None
        padding = self._make_padding(self._probe.packet_size) if self._make_padding is not None else None
        if padding is None:
            self._probe = None
            return None
        return self._depart(*padding, Priority.VIDEO)

    def _depart(self, item: T, size: int, priority: Priority) -> Departure[T]:
        self._debt += 8 * size
        probe = self._probe
        if probe is None or priority is Priority.RTCP:
            return Departure(item, size, priority, None)
        self._probe_left -= size
        if self._probe_left <= 0:
            self._probe = None
        return Departure(item, size, priority, probe.number)
