"""Short bursts above the rate in use, to find out quickly that a way bears more.

At the start two of them, each a multiple of the first rate; later one now and then while the estimate is
below what is wanted. Each is short, so that at worst it leaves a queue of a few tens of ms.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from core.media.congestion.feedback.sent import PacketResult

log = logging.getLogger(__name__)

START_FACTORS = (3.0, 6.0)
FACTOR = 2.0
BURST_SECONDS = 0.04
LEAST_PACKETS = 5
SENT_PACKETS = 7
"""A probe has at least so many packets, since some may be lost, and means something by at least as many."""

LEAST_BYTES, PACKET_BYTES = 1500, 600
"""Size of a probe at least, and of its packets at most: a slow way must not be blocked by it."""

RECOVER_TRIES, RECOVER_PAUSE = 3, 0.5
"""How often it is tried to get back to what the way bore before it was gone, and the seconds between: the
first probe meets everything that is sent again."""

CALM_SECONDS, KNOWN_CALM_SECONDS = 1.0, 0.3
"""How long it must have been calm before a probe, the second while the capacity is known: whoever shares a
way with others seldom has it calm for long."""

START_PAUSE = 0.5
"""Half of the seconds after a first probe that found nothing: a busy machine may have spoilt it."""

FIRST_PAUSE, MOST_PAUSE = 2.0, 4.0
"""Seconds between probes: the pause doubles with each that found nothing."""

KNOWN_PAUSE = 15.0
"""Seconds between probes while the capacity is known."""

GO_ON_PAUSE = 0.3
"""Seconds until the next probe after one that found more."""

ANSWER_SECONDS = 1.0
"""How long, beside the round trip, a probe is waited for."""

LEAST_ARRIVED = 0.7
"""Share of its packets that must arrive for a probe to mean something."""

BELIEVED = 0.95
SATURATED = 0.9
"""A probe that arrived slower than this share of its own rate has met the limit of the way, of which only
the believed share is used."""

SQUEEZED = 1.5
"""A probe that arrived that much faster than it was sent was held up somewhere, and released together, as by
a busy receiver: it means nothing."""

FOUND = 1.1
"""A probe has found something if it allows this much more."""


@dataclass(frozen=True, slots=True)
class Probe:
    """Send ``size`` bytes in packets of at most ``packet_size`` at ``rate`` (bits per second), now."""

    number: int
    rate: float
    size: int
    packet_size: int = PACKET_BYTES

    @property
    def packets(self) -> int:
        """How many packets that is."""
        return -(-self.size // self.packet_size)


class Prober:
    """Says when to probe and what a probe has found. One probe is under way at a time."""

    def __init__(self, start: float, most: float) -> None:
        self._most = most
        self._factors = [*START_FACTORS]
        self._start = start
        self._number = 0
        self._probe: Probe | None = None
        self._arriving = 1.0
        """The share of its packets that the way lets through whatever is sent."""
        self._results: list[PacketResult] = []
        self._pause = START_PAUSE
        self._next_at = 0.0
        self._give_up_at = 0.0
        self._asked_at = 0.0
        self._calm_at = 0.0
        self._recovered: float | None = None
        self._tries, self._recover_at = 0, 0.0

    def next(
        self,
        rate: float,
        now: float,
        round_trip: float,
        *,
        is_calm: bool,
        knows_capacity: bool,
        own_loss: float = 0.0,
    ) -> Probe | None:
        """Return the probe to send now, if any; ``rate`` is the one in use.

        ``own_loss`` is the share (0 to 1) that the way loses whatever is sent: more packets are sent then,
        and those that are missing say nothing about its rate.

        ``is_calm``: neither the delay nor the losses ask for less. ``knows_capacity``: the way was full at
        about this rate, so that there is little to find, and others on it would suffer.
        """
        if self._probe is not None:
            if now < self._give_up_at:
                return None
            self._end(has_found=False, now=now)
        self._arriving = 1.0 - own_loss
        if not is_calm:
            self._factors.clear()
            self._calm_at = now + (KNOWN_CALM_SECONDS if knows_capacity else CALM_SECONDS)
            return None
        recovered = self._recovered
        if recovered is not None and recovered > FOUND * rate and now >= self._recover_at:
            self._tries -= 1
            self._recover_at = now + RECOVER_PAUSE
            if self._tries <= 0:
                self._recovered = None
            return self._begin(min(self._most, recovered), now, round_trip)
        due = max(self._calm_at, self._asked_at + KNOWN_PAUSE if knows_capacity else self._next_at)
        if now < due or rate >= self._most:
            return None
        factor = self._factors.pop(0) * self._start / rate if self._factors else FACTOR
        return self._begin(min(self._most, max(1.2, factor) * rate), now, round_trip)

    def recover(self, rate: float) -> None:
        """Probe for ``rate`` as soon as it is calm: the way bore it before it was gone for a while."""
        self._recovered, self._tries, self._recover_at = rate, RECOVER_TRIES, 0.0
        self._probe = None

    def add(self, result: PacketResult, rate: float, now: float) -> float | None:
        """Take what became of a packet of a probe; return the rate that was found possible, if more."""
        probe = self._probe
        if probe is None or result.probe != probe.number or result.arrived_at is None:
            return None
        self._results.append(result)
        if len(self._results) < max(LEAST_PACKETS, LEAST_ARRIVED * self._arriving * probe.packets):
            return None
        found = self._measure(probe)
        if len(self._results) < probe.packets and found is not None and found < FOUND * rate:
            return None
        has_found = found is not None and found > FOUND * rate
        self._end(has_found=has_found, now=now)
        return found if has_found else None

    def _begin(self, rate: float, now: float, round_trip: float) -> Probe:
        self._number += 1
        size = int(max(rate * BURST_SECONDS / 8, LEAST_BYTES) / self._arriving)
        packet_size = min(PACKET_BYTES, int(size * self._arriving / SENT_PACKETS))
        self._probe = Probe(self._number, rate, size, packet_size)
        self._results.clear()
        self._asked_at = now
        self._give_up_at = now + ANSWER_SECONDS + 2 * round_trip
        log.debug("probe %d at %.0f bit/s", self._number, rate)
        return self._probe

    def _measure(self, probe: Probe) -> float | None:
        sent = [result.sent_at for result in self._results]
        arrived = [result.arrived_at for result in self._results if result.arrived_at is not None]
        ordered = sorted(self._results, key=lambda result: result.sent_at)
        sent_of_each = 1.0 / self._arriving
        total = 8.0 * sum(result.size for result in ordered)
        sent_apart, arrived_apart = max(sent) - min(sent), max(arrived) - min(arrived)
        if sent_apart <= 0.0 or arrived_apart * SQUEEZED < sent_apart:
            return None
        sent_rate = sent_of_each * (total - 8 * ordered[-1].size) / sent_apart
        arrived_rate = sent_of_each * (total - 8 * ordered[0].size) / arrived_apart
        if arrived_rate < SATURATED * sent_rate:
            return BELIEVED * arrived_rate
        return min(sent_rate, arrived_rate, probe.rate)

    def _end(self, *, has_found: bool, now: float) -> None:
        self._probe = None
        self._pause = FIRST_PAUSE if has_found else min(MOST_PAUSE, 2 * self._pause)
        if not has_found:
            self._factors.clear()
        self._next_at = now + (GO_ON_PAUSE if has_found else self._pause)
