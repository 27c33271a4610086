"""How long packets wait on their way: the queue that stands, and one that grows suddenly."""

from __future__ import annotations

from collections import deque
from itertools import pairwise

BASE_BUCKET = 2.0
BASE_BUCKETS = 8
"""The least delay of the last 16 s is that of the empty way; older ones are no measure once clocks drift."""

QUEUE_SECONDS = 0.15
"""The least delay of the newest arrivals over that time is what the queue costs now."""

SETTLE_SECONDS = 0.6
"""A queue drains within that time once less is sent than the way bears; what stays is a longer way."""

RISING_SECONDS = 1.2
"""The same while the rate rises: a queue would grow."""

LONG = 0.04
"""Seconds of delay that keep probes away, so that a longer way would not be found out."""

SETTLED = 0.005
"""Seconds by which the delay of a longer way changes at most, beside jitter."""

LEAST_RECENT = 5
MAX_ARRIVALS = 2_000

EARLIEST, LATEST = 0.3, 10.0
"""Seconds before the least and after the usual delay beyond which an arrival is no measure."""

CLOCK_SET = 30
MOMENT = 0.05
LEAST_MOMENTS = 7
"""Of the moments of that time, how many something was sent in."""

JITTER_WEIGHT = 1 / 16

JUMP_SECONDS = 0.035
JUMP_DEVIATIONS = 4.0
"""A packet waited suddenly long if it waited that much longer than usual."""

JUMP_PACKETS = 4
"""Packets in a row that must have waited suddenly long, from two moments of sending at least."""

USUAL_SECONDS = 1.0
"""How quickly what is usual follows."""

TRAIN_PACKETS, TRAIN_DEVIATIONS = 3, 2.0
"""Packets that must each have waited longer than the one before for their pace to tell what the way bears."""

MAX_TRAIN = 12
TRAIN_STEP = 0.5
"""Share of that growth which a single packet may bring: more is a program or a radio that stood still."""

TRAIN_SHARE = 0.5
"""Share of the rate in use below which that pace is that of a way which has become much narrower."""


class StandingQueue:
    """How much longer packets take than over the empty way, whatever the two clocks say."""

    def __init__(self) -> None:
        self._bases: deque[tuple[int, float]] = deque(maxlen=BASE_BUCKETS)
        self._base = 0.0
        self._recent: deque[tuple[float, float]] = deque(maxlen=MAX_ARRIVALS)
        self.jitter = 0.0
        """How much the least delay changes from one twentieth of a second to the next, on average.

        The least, because packets that leave together always wait for each other."""
        self._moment: tuple[int, float] | None = None
        self._moments: deque[tuple[float, float]] = deque(maxlen=int(RISING_SECONDS / MOMENT))
        """The last moments that are over: when each began, and its least delay."""
        self._senseless = 0

    def add(self, sent_at: float, arrived_at: float) -> bool:
        """Take an arrival; False if its time makes no sense beside the others.

        Once many in a row agree on it, the receiver's clock was set, and everything starts again.
        """
        took = arrived_at - sent_at
        if self._bases and not -EARLIEST < took - self._base < LATEST:
            self._senseless += 1
            if self._senseless < CLOCK_SET:
                return False
            self._bases.clear()
            self._recent.clear()
            self._moments.clear()
        self._senseless = 0
        self._follow_jitter(int(sent_at / MOMENT), took)
        bucket = int(sent_at / BASE_BUCKET)
        if not self._bases or self._bases[-1][0] != bucket:
            self._bases.append((bucket, took))
            self._base = min([base for _, base in self._bases])
        elif took < self._bases[-1][1]:
            self._bases[-1] = bucket, took
            self._base = min(self._base, took)
        self._recent.append((sent_at, took))
        while self._recent[0][0] < sent_at - QUEUE_SECONDS:
            self._recent.popleft()
        return True

    def has_settled(self, since: float, seconds: float = SETTLE_SECONDS) -> bool:
        """Whether the delay has stayed the same for so many seconds, by packets all sent after ``since``."""
        moments = self._last_moments(seconds)
        if len(moments) < LEAST_MOMENTS or moments[-1][0] - moments[0][0] < seconds - 3 * MOMENT:
            return False
        half = len(moments) // 2
        earlier, later = (min(took for _, took in some) for some in (moments[:half], moments[half:]))
        return moments[0][0] >= since and abs(later - earlier) <= SETTLED + self.jitter

    def stands_still(self, since: float) -> bool:
        """Whether for longer, and from moment to moment, the delay has stayed the same, and is a long one."""
        moments = self._last_moments(RISING_SECONDS)
        if not self.has_settled(since, RISING_SECONDS):
            return False
        waited = [took - self._base for _, took in moments]
        return min(waited) > LONG and max(waited) - min(waited) <= SETTLED + self.jitter

    def settle(self) -> None:
        """Take the least delay of the last moments for that of the empty way."""
        self._bases.clear()
        self._base = min(took for _, took in self._last_moments(SETTLE_SECONDS))
        self._bases.append((int(self._moments[-1][0] / BASE_BUCKET), self._base))
        self._moments.clear()

    def _last_moments(self, seconds: float) -> list[tuple[float, float]]:
        return list(self._moments)[-round(seconds / MOMENT) :]

    def _follow_jitter(self, moment: int, took: float) -> None:
        if self._moment is None or moment > self._moment[0]:
            last, self._moment = self._moment, (moment, took)
            if last is None:
                return
            if self._moments:
                changed = abs(last[1] - self._moments[-1][1])
                self.jitter += JITTER_WEIGHT * (changed - self.jitter)
            self._moments.append((last[0] * MOMENT, last[1]))
        else:
            self._moment = self._moment[0], min(took, self._moment[1])

    @property
    def seconds(self) -> float:
        """The queue's delay by the newest arrivals."""
        if not self._recent:
            return 0.0
        return max(0.0, self.newest_seconds if len(self._recent) < LEAST_RECENT else self._least_recent())

    @property
    def newest_seconds(self) -> float:
        """The queue's delay by the newest arrival alone."""
        if not self._recent:
            return 0.0
        return max(0.0, self._recent[-1][1] - self._base)

    @property
    def newest_sent_at(self) -> float:
        """When the newest packet that has arrived was sent."""
        return self._recent[-1][0] if self._recent else 0.0

    def _least_recent(self) -> float:
        return min([took for _, took in self._recent]) - self._base


class SuddenQueue:
    """Notices within a few packets that they wait much longer than usual, and than jitter explains.

    A line through the delays needs half a second to be sure; a way that becomes four times narrower has a
    second of queue by then. Within one picture the pace tells: packets that leave together come as far apart
    as the way lets them through.
    """

    def __init__(self) -> None:
        self.is_sudden = False
        self.pace: float | None = None
        """Bits per second that the way lets through by the newest packets, if that is far too little."""
        self._usual: float | None = None
        self._deviation = 0.0
        self._last: float | None = None
        self._long: list[float] = []
        self._train: list[tuple[float, float, int]] = []

    def add(self, waited: float, sent_at: float, size: int = 0, in_use: float = 0.0) -> None:
        """Take how long the newest packet waited.

        ``size`` is the bytes that came since the last one, ``in_use`` the rate in use in bits per second.
        """
        if self._usual is None or self._last is None:
            self._usual, self._last = waited, sent_at
            return
        self.pace = self._pace(waited, sent_at, size, in_use)
        allowed = self._usual + JUMP_SECONDS + JUMP_DEVIATIONS * self._deviation
        self._long = [*self._long[-JUMP_PACKETS:], sent_at] if waited > allowed else []
        is_long = len(self._long) >= JUMP_PACKETS and self._long[-1] > self._long[0] + 0.001
        self.is_sudden = is_long or self.pace is not None
        share = min(1.0, max(0.0, sent_at - self._last) / USUAL_SECONDS)
        self._last = max(self._last, sent_at)
        self._usual += share * (waited - self._usual)
        self._deviation += share * (abs(waited - self._usual) - self._deviation)

    def _pace(self, waited: float, sent_at: float, size: int, in_use: float) -> float | None:
        """Return how quickly the last packets came out of the way, if it is far too slowly."""
        if self._train and waited <= self._train[-1][0]:
            self._train.clear()
        self._train = [*self._train[-MAX_TRAIN:], (waited, sent_at, size)]
        grown = waited - self._train[0][0]
        if len(self._train) <= TRAIN_PACKETS or grown < JUMP_SECONDS + TRAIN_DEVIATIONS * self._deviation:
            return None
        if max(later[0] - one[0] for one, later in pairwise(self._train)) > TRAIN_STEP * grown:
            return None
        bits = 8 * sum(one[2] for one in self._train[1:])
        pace = bits / (grown + sent_at - self._train[0][1])
        return pace if pace < TRAIN_SHARE * in_use else None
