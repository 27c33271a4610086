"""The rate that the delay allows: additive or multiplicative increase, multiplicative decrease.

As the GCC draft section 5.5 describes it, with a decrease of our own: how far below the throughput it goes
depends on the queue that stands, so that it drains in about a second instead of standing on.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from enum import Enum

from core.media.congestion.estimation.aftermath import EFFECT_SECONDS, Aftermath
from core.media.congestion.estimation.trendline import Usage

log = logging.getLogger(__name__)

GROWTH = 1.08
"""Factor per second while the capacity is unknown."""

DECREASE = 0.85
SMALL_DECREASE = 0.93
DRAIN_PER_SECOND = 1.2
"""Share of the throughput given up for each second of queue, until it has drained."""

DEEPEST = 0.3
STANDING, GROWN = 0.008, 0.022
"""Seconds of queue, that stands or that the newest packet has met, without which no trend is an overuse:
a picture's packets queue up behind each other for that long on any way. Jitter counts on top of it."""

SURELY_STANDING, SURELY_NEWEST, SURE_JITTERS = 0.012, 0.05, 2.5
STANDING_JITTERS, GROWN_JITTERS = 1.5, 3.0

HARDLY_USED, CAME_THROUGH = 0.75, 0.85
AFTER_DRAINING = 0.92
"""Share of the throughput of the full way that is used at once when its queue has gone."""

ABOVE_THROUGHPUT = 1.5
ABOVE_THROUGHPUT_BITS = 10_000
"""Nothing is known about rates far above what arrives."""

NEAR = 3.0
"""Standard deviations from the capacity within which the rate is raised with care."""

CAPACITY_WEIGHT = 0.05
LEAST_DEVIATION = 0.06
PACKET_BITS = 8 * 1200
RESPONSE_SECONDS = 0.1
"""Added to the round trip: how long it takes until an increase can be seen."""

FAR_BELOW = 0.5
"""Share of the capacity below which there is something to find although it is known."""

RISE_SECONDS = 2.0
"""How long the rate must have risen before a delay that stays the same is no queue's."""

VERY_LONG = 0.15
"""Seconds that only a full way lets the newest packet wait."""

UNHEARD_SECONDS = 0.1
"""What is sent in that time, beside a round trip, is unheard of on an empty way too: feedback waits."""

CREEPING_SECONDS = 0.8
"""How long every packet may wait before that is an overuse, whatever the trend."""

LEAST_BETWEEN = 0.1
"""Seconds between two decreases, at least a round trip."""


class RateState(Enum):
    """What the rate does."""

    HOLD = "hold"
    INCREASE = "increase"
    DECREASE = "decrease"


TABLE = {
    (RateState.HOLD, Usage.OVERUSED): RateState.DECREASE,
    (RateState.HOLD, Usage.NORMAL): RateState.INCREASE,
    (RateState.HOLD, Usage.UNDERUSED): RateState.HOLD,
    (RateState.INCREASE, Usage.OVERUSED): RateState.DECREASE,
    (RateState.INCREASE, Usage.NORMAL): RateState.INCREASE,
    (RateState.INCREASE, Usage.UNDERUSED): RateState.HOLD,
    (RateState.DECREASE, Usage.OVERUSED): RateState.DECREASE,
    (RateState.DECREASE, Usage.NORMAL): RateState.HOLD,
    (RateState.DECREASE, Usage.UNDERUSED): RateState.HOLD,
}
"""The draft's figure 3."""


class _Capacity:
    """Mean and spread of the throughput at the moments when the way was full."""

    def __init__(self) -> None:
        self.mean: float | None = None
        self._variance = 0.0

    @property
    def deviation(self) -> float:
        """Standard deviation in bits per second."""
        mean = self.mean or 0.0
        return float(max(self._variance, (LEAST_DEVIATION * mean) ** 2) ** 0.5)

    def add(self, throughput: float) -> None:
        if self.mean is not None and abs(throughput - self.mean) > NEAR * self.deviation:
            self.mean = None
        if self.mean is None:
            self.mean, self._variance = throughput, 0.0
            return
        error = throughput - self.mean
        self.mean += CAPACITY_WEIGHT * error
        self._variance += CAPACITY_WEIGHT * (error * error - self._variance)

    def is_exceeded_by(self, throughput: float) -> bool:
        return self.mean is not None and throughput > self.mean + NEAR * self.deviation

    def forget(self) -> None:
        self.mean = None


@dataclass(frozen=True, slots=True)
class Way:
    """What is known of the way: bits per second and seconds.

    ``throughput`` is what arrived over half a second, ``quick_throughput`` over the last moments;
    ``standing`` is the least queue of the newest packets, ``newest`` that of the last one.
    """

    throughput: float | None
    quick_throughput: float | None
    standing: float
    newest: float
    round_trip: float
    demand: float | None = None
    """What was sent of what the throughput speaks of."""
    jitter: float = 0.0
    """How much the least delay changes from one moment to the next, on average."""
    newest_sent_at: float = 0.0
    """When the last packet was sent that this speaks of."""
    unheard_bits: float = 0.0
    """What was sent after that packet."""
    pace: float | None = None
    """What the newest packets say that it lets through, if it has just become much narrower."""

    @property
    def has_queue(self) -> bool:
        """Whether enough waits for the way to be full."""
        return (
            self.standing > STANDING + STANDING_JITTERS * self.jitter
            or self.newest > GROWN + GROWN_JITTERS * self.jitter
        )

    @property
    def is_surely_full(self) -> bool:
        """Whether packets wait by more than jitter ever explains: all of them, or the newest very long."""
        return self.all_wait or self.newest > SURELY_NEWEST + 2 * SURE_JITTERS * self.jitter

    @property
    def all_wait(self) -> bool:
        """Whether every packet waits by more than jitter ever explains."""
        return self.standing > SURELY_STANDING + SURE_JITTERS * self.jitter

    def is_hardly_used(self, rate: float) -> bool:
        """Whether much less than ``rate`` was sent, and it came through: then the way is not full of it.

        What waits, waits for other reasons, such as a busy machine, and what arrives is no measure of what
        could: to follow it down would leave room for less still.
        """
        if self.demand is None or self.capacity is None or self.pace is not None:
            return False
        return self.demand < HARDLY_USED * rate and self.capacity > CAME_THROUGH * self.demand

    @property
    def capacity(self) -> float | None:
        """What a full way lets through: what came out of it during the last moments."""
        measured = self.quick_throughput if self.quick_throughput is not None else self.throughput
        return measured if self.pace is None or measured is None else min(measured, self.pace)

    def queue_to_come(self, capacity: float) -> float:
        """Return how long the last that was sent will have waited, by all that nobody has told of yet.

        0 unless the way was seen to become narrower: else what comes through is no measure of what could.
        """
        if self.pace is None and self.newest < VERY_LONG:
            return 0.0
        return self.unheard_bits / capacity - self.round_trip - UNHEARD_SECONDS


class DelayBasedRate:
    """Raises and lowers a rate by what the delay says. Bits per second, seconds."""

    def __init__(self, start: float) -> None:
        self.rate = start
        self.decreases = 0
        self._state = RateState.INCREASE
        self._state_since: float | None = None
        self._capacity = _Capacity()
        self._changed_at: float | None = None
        self._decreased_at = float("-inf")
        self._waits_since: float | None = None
        self._aftermath: Aftermath | None = None
        self._before_queue: float | None = None
        """The rate before the first decrease for the queue that stands."""
        self.resume_at: float | None = None
        """The rate to go on with once the queue has drained."""

    @property
    def state(self) -> RateState:
        """What the rate does now."""
        return self._state

    @property
    def decreased_at(self) -> float:
        """When the rate was decreased last: what was sent before was sent at a higher one."""
        return self._decreased_at

    def knows_capacity(self, rate: float) -> bool:
        """Whether the way was full not long ago, at about ``rate``, which is in use."""
        return self._capacity.mean is not None and rate > FAR_BELOW * self._capacity.mean

    def arrived(self, sent_at: float, waited: float) -> bool:
        """Take how long a packet waited; True if it shows that the last decrease was a mistake."""
        aftermath = self._aftermath
        if aftermath is None or not aftermath.hear(sent_at, waited):
            return False
        self._take_back(aftermath.rate, "nothing waits")
        return True

    def lowered_since(self, way: Way) -> float | None:
        """Return since when so little is sent that a queue would drain; None if that is not so."""
        aftermath = self._aftermath
        if aftermath is None or self._before_queue is None or not aftermath.drains(way.throughput):
            return None
        return aftermath.at

    def risen_since(self, now: float) -> float | None:
        """Return since when the rate has risen without a break; None if not for long."""
        since = self._state_since
        if self._state is not RateState.INCREASE or self.resume_at is not None or since is None:
            return None
        return since if now - since > RISE_SECONDS else None

    def settle(self) -> None:
        """Take back what was decreased: packets wait no more than before, but the way has become longer."""
        if self._before_queue is not None:
            self._take_back(self._before_queue, "the way is longer")

    def _take_back(self, rate: float, reason: str) -> None:
        log.debug("%s: %.0f -> %.0f bit/s", reason, self.rate, max(self.rate, rate))
        self.rate = max(self.rate, rate)
        self._aftermath = self._before_queue = self.resume_at = None
        self._capacity.forget()

    def update(self, usage: Usage, way: Way, now: float) -> None:
        """Follow ``usage``; an overuse counts only when there is a queue."""
        self._state_since = now if self._state_since is None else self._state_since
        if usage is Usage.OVERUSED and not way.has_queue:
            usage = Usage.NORMAL
        if self._stands_still(way, now) or self._creeps(way, now):
            usage = Usage.OVERUSED
        if usage is Usage.OVERUSED and self._is_too_early(way, now):
            return
        self._set_state(TABLE[self._state, usage], now)
        last, self._changed_at = self._changed_at, now
        if self._state is RateState.DECREASE:
            self._begin_aftermath(way, now)
            self._decrease(way, now)
            return
        self._resume(way)
        if self._state is RateState.INCREASE and last is not None and self.resume_at is None:
            self._increase(way, min(1.0, now - last))

    def reach(self, rate: float) -> None:
        """Take over ``rate``, which a probe has found to be possible."""
        self.rate = max(self.rate, rate)
        self.resume_at = self._before_queue = None
        self._capacity.forget()

    def limit(self, rate: float) -> None:
        """Stay below ``rate``, which something else has found."""
        self.rate = min(self.rate, rate)

    def fall(self, rate: float) -> None:
        """Fall to ``rate``, since nothing is known of the way any more: no decrease is taken back."""
        self.limit(rate)
        self._aftermath = self._before_queue = self.resume_at = None

    def _resume(self, way: Way) -> None:
        """Go on near the capacity as soon as the queue has drained."""
        if self.resume_at is not None and not way.has_queue:
            log.debug("drained: %.0f -> %.0f bit/s", self.rate, max(self.rate, self.resume_at))
            self.rate = max(self.rate, self.resume_at)
            self.resume_at = None
        if not way.has_queue:
            self._before_queue = None

    def _increase(self, way: Way, seconds: float) -> None:
        throughput, mean = way.throughput, self._capacity.mean
        if throughput is not None and mean is not None and self._capacity.is_exceeded_by(throughput):
            self._capacity.forget()
            mean = None
        raised = self.rate * GROWTH**seconds
        if mean is not None:
            added = self.rate + PACKET_BITS * seconds / (way.round_trip + RESPONSE_SECONDS)
            raised = added if self.rate < mean else min(raised, added)
        if throughput is not None:
            most = ABOVE_THROUGHPUT * throughput + ABOVE_THROUGHPUT_BITS
            raised = min(raised, max(self.rate, most))
        self.rate = raised

    def _is_too_early(self, way: Way, now: float) -> bool:
        """Whether another decrease must wait: the last one may still have an effect."""
        since = now - self._decreased_at
        if since < max(LEAST_BETWEEN, way.round_trip):
            return True
        aftermath = self._aftermath
        if aftermath is None or self._before_queue is None:
            return False
        return aftermath.awaits_effect(way.standing, way.newest, way.jitter, since - way.round_trip)

    def _stands_still(self, way: Way, now: float) -> bool:
        """Whether the queue neither grew nor drained: so much is still sent as gets through."""
        aftermath = self._aftermath
        if aftermath is None or self.resume_at is None or not way.has_queue:
            return False
        return now - aftermath.at > EFFECT_SECONDS + way.round_trip

    def _creeps(self, way: Way, now: float) -> bool:
        """Whether all packets have waited for long: a slow rise makes a queue without a trend."""
        if not way.all_wait or way.is_hardly_used(self.rate):
            self._waits_since = None
        elif self._waits_since is None:
            self._waits_since = now
        since = max(self._waits_since or now, self._decreased_at)
        return now - since > CREEPING_SECONDS

    def _begin_aftermath(self, way: Way, now: float) -> None:
        if self._before_queue is None:
            self._before_queue = self.rate
        self._aftermath = Aftermath(
            now,
            self.rate,
            seen_until=way.newest_sent_at,
            standing=way.standing,
            newest=way.newest,
            delivered=way.throughput,
        )

    def _decrease(self, way: Way, now: float) -> None:
        if not way.is_surely_full or way.capacity is None or way.is_hardly_used(self.rate):
            # Jitter may look like this, and what arrives is then no measure of what could.
            self.rate *= SMALL_DECREASE
            self._note_decrease(now)
            return
        measured = way.capacity
        queue = max(
            way.standing, way.newest - GROWN - GROWN_JITTERS * way.jitter, way.queue_to_come(measured)
        )
        lowered = measured * max(DEEPEST, DECREASE - DRAIN_PER_SECOND * queue)
        if lowered < self.rate:
            log.debug("delay: %.0f -> %.0f bit/s, queue %.0f ms", self.rate, lowered, 1000 * queue)
            self.rate = lowered
            self.resume_at = AFTER_DRAINING * measured
        self._capacity.add(measured)
        self._note_decrease(now)

    def _note_decrease(self, now: float) -> None:
        self.decreases += 1
        self._decreased_at = now

    def _set_state(self, state: RateState, now: float) -> None:
        if state is not self._state:
            log.debug("rate: %s -> %s", self._state.value, state.value)
            self._state, self._state_since = state, now
