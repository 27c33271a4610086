"""How much may be sent over one transport: everything that is known, in one number.

With transport-wide feedback the delay and the losses decide, and probes find out about more. Without it, the
receiver's own estimate (REMB) and its reports do. Sans-I/O: time is passed in, seconds of any one clock.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator
from dataclasses import dataclass

from core.media.congestion.estimation.arrival_groups import ArrivalGroups
from core.media.congestion.estimation.delay_based import DelayBasedRate, Way
from core.media.congestion.estimation.loss_based import FEW, MANY, LossBasedRate
from core.media.congestion.estimation.probing import Probe, Prober
from core.media.congestion.estimation.queueing import StandingQueue, SuddenQueue
from core.media.congestion.estimation.throughput import AcknowledgedRate
from core.media.congestion.estimation.trendline import TrendlineDetector, Usage
from core.media.congestion.feedback.sent import PacketResult, SentHistory
from core.media.congestion.feedback.wire import Feedback

log = logging.getLogger(__name__)

START, LEAST, MOST = 300_000, 30_000, 3_000_000
"""Bits per second, everything that the transport carries included."""

FIRST_ROUND_TRIP = 0.1
ROUND_TRIP_WEIGHT = 0.125
SILENCE_SECONDS = 1.0
"""Without feedback for this long, beside three round trips, while packets are on their way, the rate is
halved: the way may be gone, or so full that nothing comes through."""

SILENCE_FACTOR = 0.5
FEEDBACK_SECONDS, BY_CHANCE, MOST_FEEDBACK_LOST = 0.25, 1e-4, 0.6
"""Where much is lost, feedback is, too, which comes that often at least: it is a silence when so many of them
would be lost in a row by such a chance alone."""

REST_SECONDS = 0.5
"""Without a packet for so long, as in a hold, silence is counted anew from the next one."""

AWAY_SECONDS = 0.1
"""When nobody asked for longer than this, this program was busy: what it did not hear then is no silence."""

REST_AFTER_DECREASE = 1.0
"""Seconds after a decrease for the delay in which losses are no reason for another: by chance both come."""

FULL_SECONDS = 1.0
"""A way that is full has a queue all the time; jitter looks like one now and then."""

REMB_SECONDS = 5.0
"""How long a receiver's estimate holds."""

CALM_QUEUE = 0.05
"""Seconds of queue above which nothing is probed."""

SAME_MOMENT = 0.001
"""Seconds between arrivals below which it was the receiving program that came late, not the packets: a way
that is full lets one after the other through. Only the last of them tells what the way is like."""

SETTLED_FACTOR = 1.5
"""The loss-based rate is at most that many times the one in use, so that it need not fall from far above."""


@dataclass(frozen=True, slots=True)
class NetworkEstimate:
    """What is known of the way. Bits per second, seconds, shares from 0 to 1."""

    bitrate: int
    round_trip: float
    loss: float
    queue: float
    usage: Usage
    throughput: int | None
    has_feedback: bool


class CongestionController:
    """Estimates what one transport bears.

    Tell it each packet that leaves (``packet_sent``) and all feedback; ask ``bitrate``, and ``probe`` after
    each feedback and every few ms.
    """

    def __init__(
        self, *, start: int = START, least: int = LEAST, most: int = MOST, first_number: int = 1
    ) -> None:
        if not 0 < least <= start <= most:
            raise ValueError(f"rates must be in order: {least}, {start}, {most}")
        self._least, self._most = least, most
        self._bitrate = start
        self._sent = SentHistory(first_number)
        self._groups = ArrivalGroups()
        self._trend = TrendlineDetector()
        self._delay = DelayBasedRate(start)
        self._loss = LossBasedRate(start)
        self._throughput = AcknowledgedRate()
        self._demand = AcknowledgedRate()
        self._queue = StandingQueue()
        self._sudden = SuddenQueue()
        self._prober = Prober(start, most)
        self._round_trip: float | None = None
        self._feedback_at: float | None = None
        self._silence_since: float | None = None
        self._before_silence: float | None = None
        self._silent_until = 0.0
        self._ticked_at: float | None = None
        self._last_sent_at = self._empty_at = float("-inf")
        self._report_at: float | None = None
        self._remb: tuple[float, float] | None = None

    @property
    def bitrate(self) -> int:
        """Bits per second that may be sent now, audio, retransmission and all included."""
        return self._bitrate

    @property
    def has_feedback(self) -> bool:
        """Whether the other end tells about every packet."""
        return self._feedback_at is not None

    @property
    def loss(self) -> float:
        """The share of packets that is lost, smoothed."""
        return self._loss.loss

    @property
    def estimate(self) -> NetworkEstimate:
        """Everything that is known of the way."""
        rate = self._throughput.rate
        return NetworkEstimate(
            self._bitrate,
            self._round_trip or FIRST_ROUND_TRIP,
            self._loss.loss,
            self._queue.seconds,
            self._trend.usage,
            None if rate is None else int(rate),
            self.has_feedback,
        )

    def packet_sent(self, size: int, now: float, probe: int | None = None) -> int:
        """Take note of a packet of ``size`` bytes that leaves now; return its number (16 bits).

        ``probe`` is the number of the probe that it belongs to.
        """
        if self._silence_since is None or now - self._last_sent_at > REST_SECONDS:
            self._silence_since = now
        self._last_sent_at = now
        return self._sent.add(size, now, probe) & 0xFFFF

    def take_feedback(self, feedback: Feedback, now: float) -> None:
        """Follow transport-wide feedback."""
        results = self._sent.take(feedback)
        if not results:
            return
        self._feedback_at = self._silence_since = now
        self._end_silence(now)
        self._take_round_trip(results, now)
        usage = self._take_arrivals(results, now)
        # The rate was lowered already for what got lost before, in a silence or by a queue that was full.
        since = max(self._silent_until, self._delay.decreased_at)
        told = [one for one in results if one.sent_at >= since]
        self._loss.rests_until = since + REST_AFTER_DECREASE
        self._loss.add(told, self._bitrate, now, self._known_round_trip)
        way = self._way()
        if way.has_queue and self._is_longer(way, now):
            log.debug("the way is longer by %.0f ms", 1000 * way.standing)
            self._queue.settle()
            self._delay.settle()
            self._loss.reach(self._delay.rate)
            way = self._way()
        if way.is_surely_full and self._loss.excess > FEW:
            usage = Usage.OVERUSED  # a short queue that is full does not grow: it loses
        if not way.has_queue:
            self._empty_at = now
        self._loss.is_full = now - self._empty_at > FULL_SECONDS
        self._delay.update(usage, way, now)
        self._combine(now)

    def _is_longer(self, way: Way, now: float) -> bool:
        """Whether what looks like a queue stays the same whatever is sent: then it is the way."""
        lowered, risen = self._delay.lowered_since(way), self._delay.risen_since(now)
        if lowered is not None and self._queue.has_settled(lowered):
            return True
        return risen is not None and self._queue.stands_still(risen)

    def _way(self) -> Way:
        return Way(
            self._throughput.rate,
            self._throughput.quick_rate,
            self._queue.seconds,
            self._queue.newest_seconds,
            self._known_round_trip,
            self._demand.rate,
            self._queue.jitter,
            self._queue.newest_sent_at,
            8.0 * self._sent.bytes_unheard,
            self._sudden.pace,
        )

    def take_report(self, loss: float, round_trip: float | None, now: float) -> None:
        """Follow a receiver report: the share lost since the last one, and the round trip in seconds.

        With transport-wide feedback, which says the same better, only the round trip is taken.
        """
        if round_trip is not None:
            self._smooth_round_trip(round_trip)
        if self.has_feedback:
            return
        seconds = 1.0 if self._report_at is None else min(2.0, max(0.0, now - self._report_at))
        self._report_at = self._silence_since = now
        share = min(1.0, max(0.0, loss))
        self._loss.add_share(share, seconds, self._bitrate, now, self._known_round_trip)
        self._combine(now)

    def take_remb(self, bitrate: float, now: float) -> None:
        """Follow the receiver's own estimate in bits per second."""
        if bitrate <= 0:
            return
        self._remb = bitrate, now
        self._silence_since = now
        if not self.has_feedback:
            self._loss.reach(bitrate)  # the receiver sees what losses alone do not tell
        self._combine(now)

    def probe(self, now: float) -> Probe | None:
        """Return the probe to send now, if any; its packets are told to ``packet_sent`` with its number."""
        self.tick(now)
        is_calm = (
            self._trend.usage is not Usage.OVERUSED
            and self._delay.resume_at is None
            and self._queue.seconds < CALM_QUEUE + self._queue.jitter
            and self._loss.excess < MANY
        )
        # Before the first feedback nobody would tell what became of a probe.
        if not self.has_feedback:
            return None
        return self._prober.next(
            self._bitrate,
            now,
            self._known_round_trip,
            is_calm=is_calm,
            knows_capacity=self._delay.knows_capacity(self._bitrate),
            own_loss=self._loss.own_loss,
        )

    def tick(self, now: float) -> None:
        """Take note that time passes: without any word from the receiver the rate is lowered."""
        last, self._ticked_at = self._ticked_at, now
        if last is not None and now - last > AWAY_SECONDS and self._silence_since is not None:
            self._silence_since += now - last
        since = self._silence_since
        if now - self._last_sent_at > REST_SECONDS:
            return  # of what was not sent nobody tells
        if since is None or not self._sent.bytes_in_flight:
            return
        if self._feedback_at is None and self._report_at is None and self._remb is None:
            return
        if now - since > self._patience:
            log.debug("no word from the receiver for %.1f s", now - since)
            self._silence_since = now
            self._before_silence = max(self._before_silence or 0.0, self._bitrate)
            self._delay.fall(SILENCE_FACTOR * self._bitrate)
            self._loss.follow(SILENCE_FACTOR * self._bitrate)
            self._combine(now)

    @property
    def _patience(self) -> float:
        """Seconds without feedback after which it is a silence."""
        lost = min(MOST_FEEDBACK_LOST, max(BY_CHANCE, self._loss.loss))
        by_chance = FEEDBACK_SECONDS * math.log(BY_CHANCE) / math.log(lost)
        return max(SILENCE_SECONDS, by_chance) + 3 * self._known_round_trip

    def _end_silence(self, now: float) -> None:
        """The other end is heard again: find out whether the way bears what it bore before it was silent."""
        if self._before_silence is not None:
            self._prober.recover(self._before_silence)
            self._before_silence, self._silent_until = None, now

    @property
    def _known_round_trip(self) -> float:
        return self._round_trip if self._round_trip is not None else FIRST_ROUND_TRIP

    def _take_round_trip(self, results: list[PacketResult], now: float) -> None:
        """The newest packet that arrived has waited the least for its feedback."""
        arrived = [result.sent_at for result in results if result.arrived_at is not None]
        if arrived:
            self._smooth_round_trip(now - max(arrived))

    def _smooth_round_trip(self, measured: float) -> None:
        last = self._round_trip if self._round_trip is not None else measured
        self._round_trip = last + ROUND_TRIP_WEIGHT * (max(0.0, measured) - last)

    def _take_arrivals(self, results: list[PacketResult], now: float) -> Usage:
        """Follow the arrivals; an overuse anywhere among them is what counts."""
        was_overused = False
        found: float | None = None
        came = 0
        for result, is_last_of_moment in _moments(results):
            assert result.arrived_at is not None
            came += result.size + result.skipped
            if is_last_of_moment:
                if not self._queue.add(result.sent_at, result.arrived_at):
                    continue
                if self._delay.arrived(result.sent_at, self._queue.newest_seconds):
                    self._loss.reach(self._delay.rate)
                self._sudden.add(self._queue.newest_seconds, result.sent_at, came, self._bitrate)
                was_overused |= self._sudden.is_sudden
                came = 0
            self._throughput.add(result.arrived_at, result.size + result.skipped)
            self._demand.add(result.sent_at, result.size + result.skipped)
            if result.probe is not None:
                found = self._prober.add(result, self._bitrate, now) or found
            variation = self._groups.add(result.sent_at, result.arrived_at)
            if variation is not None:
                was_overused |= self._trend.add(variation) is Usage.OVERUSED
        if found is not None:
            self._delay.reach(found)
            self._loss.reach(found)
        return Usage.OVERUSED if was_overused and found is None else self._trend.usage

    def _combine(self, now: float) -> None:
        rate = self._loss.rate
        if self.has_feedback:
            rate = min(rate, self._delay.rate)
        if self._remb is not None:
            bitrate, at = self._remb
            if now - at > REMB_SECONDS:
                self._remb = None
            elif not self.has_feedback:
                rate = min(rate, bitrate)
        chosen = int(min(self._most, max(self._least, rate)))
        # Neither may run away from what is in use, or it would take long to come back from there.
        most = SETTLED_FACTOR * max(chosen, self._delay.resume_at or 0.0, self._least)
        self._loss.follow(most)
        self._delay.limit(most)
        if self._delay.rate < self._least:
            self._delay.reach(self._least)
        if self._loss.rate < self._least:
            self._loss.rate = self._least
        self._bitrate = chosen


def _moments(results: list[PacketResult]) -> Iterator[tuple[PacketResult, bool]]:
    """Yield what arrived, and whether it is the last that arrived at its moment."""
    arrived = [(result, result.arrived_at) for result in results if result.arrived_at is not None]
    for index, (result, at) in enumerate(arrived):
        following = arrived[index + 1][1] if index + 1 < len(arrived) else None
        yield result, following is None or not 0.0 <= following - at < SAME_MOMENT
