"""The rate that losses allow, without taking a way that always loses for a full one.

Losses above a tenth lower the rate (RFC 8836 asks for it; the GCC draft section 6 says how), below a fiftieth
they let it grow. A queue that overflows loses less when less is sent; a bad radio link loses as much as
before. So each decrease is an experiment: if the losses do not fall as those of a full queue would, they are
the way's own, and only what exceeds them counts from then on.
"""

from __future__ import annotations

import logging
import math
from collections import deque

from core.media.congestion.feedback.sent import PacketResult

log = logging.getLogger(__name__)

FEW, MANY = 0.02, 0.10
LEAST_DECREASE = 0.2
"""Less would not show in the losses, and so tell nothing about their cause."""

GROWTH = 1.08
WINDOW_PACKETS = 40
WINDOW_SECONDS = 0.25
"""A share of losses is taken over at least this much of both."""

EXPERIMENT_SECONDS = 0.5
"""How long losses are watched after a decrease has come to show."""

EXPERIMENTS = 2
"""Decreases in a row in which the losses must have stayed: once may be chance. Once is enough while the delay
says that nothing waits."""

EFFECT_ROUND_TRIPS = 1.5
"""How long it takes until a decrease shows in what the receiver tells."""

MOST_WINDOWS = 20

SMOOTHING = 0.4
"""Share of the newest window in the smoothed loss."""

FORGETTING = 0.02
"""Share per second by which the way's own loss is forgotten, so that it is looked at again."""

OWN_WEIGHT = 0.1
"""Share by which the way's own loss follows when less is lost."""

STEADY_SECONDS = 3.0

COUNTED_PACKETS = 60
"""How many packets the smoothed loss speaks of, about; fewer than it counts, since losses come together."""

MOST_OWN = 0.6


class LossBasedRate:
    """Raises and lowers a rate by what is lost. Bits per second, seconds."""

    def __init__(self, start: float) -> None:
        self.rate = start
        self.loss = 0.0
        """Smoothed share of packets lost."""
        self.own_loss = 0.0
        """The share that is lost however little is sent."""
        self.is_full = True
        """Whether a queue may stand; False once whoever knows the delay says that there is none."""
        self.rests_until = float("-inf")
        """Until when nothing is decreased: something else has just done so."""
        self._steady_since: float | None = None
        self._lost = self._total = 0
        self._window_since: float | None = None
        self._expected: float | None = None
        self._before = 0.0
        self._stayed = 0
        self._effective_at = 0.0
        self._afterwards: deque[float] = deque(maxlen=MOST_WINDOWS)
        self._is_measured = False

    @property
    def excess(self) -> float:
        """The share lost because too much is sent, as far as chance does not explain it."""
        chance = math.sqrt(self.loss * (1.0 - self.loss) / COUNTED_PACKETS)
        return max(0.0, (self.loss - self.own_loss - chance) / (1.0 - self.own_loss))

    def add(self, results: list[PacketResult], used: float, now: float, round_trip: float) -> None:
        """Take what feedback told; ``used`` is the rate in use, which may be lower than this one."""
        if self._expected is not None and (self._window_since or now) < self._effective_at <= now:
            # What shows a decrease is counted from here on: a window from before would be thrown away.
            self._lost, self._total, self._window_since = 0, 0, now
        for result in results:
            if result.was_missing:
                self._lost -= self._lost > 0
                continue
            self._total += 1
            self._lost += result.arrived_at is None
        if self._window_since is None:
            self._window_since = now
        if self._total >= WINDOW_PACKETS and now - self._window_since >= WINDOW_SECONDS:
            seconds, self._window_since = now - self._window_since, now
            share, self._lost, self._total = self._lost / self._total, 0, 0
            self.add_share(share, seconds, used, now, round_trip)

    def add_share(self, share: float, seconds: float, used: float, now: float, round_trip: float) -> None:
        """Take the share (0 to 1) that was lost during the last ``seconds``, as a receiver report has it."""
        if now - seconds >= self._effective_at:
            self._afterwards.append(share)
        weight = SMOOTHING if self._is_measured else 1.0
        self._is_measured = True
        self.loss += weight * (share - self.loss)
        self.own_loss *= 1.0 - FORGETTING * min(1.0, seconds)
        self.own_loss += OWN_WEIGHT * min(0.0, self.loss - self.own_loss)
        if self._expected is not None:
            if now < self._effective_at + EXPERIMENT_SECONDS or not self._afterwards:
                return
            self._judge()
        if self.excess > MANY:
            if now >= self.rests_until:
                self._decrease(used, now, round_trip)
        elif self.excess < FEW:
            self.rate *= GROWTH**seconds
        self._learn(now)

    def follow(self, rate: float) -> None:
        """Take over ``rate`` where it is lower, as the one in use: growth starts from there."""
        self.rate = min(self.rate, rate)

    def reach(self, rate: float) -> None:
        """Take over ``rate``, which a probe has found to be possible."""
        if self.excess < MANY:
            self.rate = max(self.rate, rate)

    def _learn(self, now: float) -> None:
        """Take losses for the way's own that stay the same for a while, without any queue."""
        if FEW <= self.excess <= MANY and not self.is_full:
            self._steady_since = now if self._steady_since is None else self._steady_since
            if now - self._steady_since > STEADY_SECONDS:
                self.own_loss, self._steady_since = min(MOST_OWN, self.loss), None
        else:
            self._steady_since = None

    def _decrease(self, used: float, now: float, round_trip: float) -> None:
        factor = 1.0 - max(LEAST_DECREASE, 0.5 * self.excess)
        self._before = self.loss
        # A full queue lets the same amount through: what exceeds it is lost.
        through = (1.0 - self.loss) / (1.0 - self.own_loss)
        self._expected = 1.0 - (1.0 - self.own_loss) * min(1.0, through / factor)
        self._effective_at = now + EFFECT_ROUND_TRIPS * round_trip
        self._afterwards.clear()
        log.debug("loss %.2f: %.0f -> %.0f bit/s", self.loss, used, factor * used)
        self.rate = factor * min(self.rate, used)

    def _judge(self) -> None:
        """Compare the losses after a decrease with what a full queue would have made of it."""
        assert self._expected is not None
        lost = sum(self._afterwards) / len(self._afterwards)
        has_stayed = lost > (self._before + self._expected) / 2
        self._stayed = self._stayed + 1 if has_stayed else 0
        if self._stayed >= (EXPERIMENTS if self.is_full else 1):
            self.own_loss, self._stayed = min(MOST_OWN, lost), 0
            log.debug("losses of %.2f are the way's own", self.own_loss)
        self._expected = None
