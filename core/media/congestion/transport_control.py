"""Everything that one transport needs to stay below what its way bears, as one object without I/O.

Whoever owns the transport gives it each packet to send and each one that arrives, and calls ``take`` when
``next_due`` says so. Times are seconds of one monotonic clock.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Generic, TypeVar

from core.media.congestion.estimation.controller import (
    LEAST,
    MOST,
    START,
    CongestionController,
    NetworkEstimate,
)
from core.media.congestion.feedback.arrivals import ArrivalRecorder
from core.media.congestion.feedback.wire import FeedbackError, build, is_feedback, parse
from core.media.congestion.sending.allocation import Allocation, Allocator
from core.media.congestion.sending.pacer import Departure, Pacer, PacerCounters, Priority

log = logging.getLogger(__name__)

T = TypeVar("T")

LOSS_WITHOUT_BURSTS = 0.01
"""Share of losses from which on pictures leave evenly: a short queue may not take a burst."""

PROBE_LOOK_SECONDS = 0.02
"""How often it is asked whether to probe, and whether the receiver has fallen silent."""


class TransportControl(Generic[T]):
    """Numbers, paces, divides and tells back. Core thread.

    ``make_padding`` returns a packet of at most the given size and its size, to fill a probe with, or None.
    """

    def __init__(
        self,
        now: float,
        *,
        make_padding: Callable[[int], tuple[T, int] | None] | None = None,
        start: int = START,
        least: int = LEAST,
        most: int = MOST,
    ) -> None:
        self.bad_feedback = 0
        """RTCP packets that claimed to be feedback and could not be read."""
        self.probes = True
        """Whether it may be probed: it takes packets that somebody has use for, or padding."""
        self._limits = least, most
        self._controller = CongestionController(start=start, least=least, most=most)
        self._pacer: Pacer[T] = Pacer(start, now, make_padding)
        self._recorder = ArrivalRecorder()
        self._allocator = Allocator()
        self._looked_at = now

    @property
    def estimate(self) -> NetworkEstimate:
        """What is known of the way."""
        return self._controller.estimate

    @property
    def bitrate(self) -> int:
        """Bits per second that may be sent, everything included."""
        return self._controller.bitrate

    @property
    def loss(self) -> float:
        """The share of packets that is lost (0 to 1), smoothed."""
        return self._controller.loss

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits: ``take`` need not be called before something is put or told."""
        return self._pacer.is_idle

    @property
    def counters(self) -> PacerCounters:
        """What the pacer has dropped."""
        return self._pacer.counters

    @property
    def wants_keyframe(self) -> bool:
        """Whether pictures were given up, so that the encoder must begin anew."""
        return self._pacer.wants_keyframe

    @property
    def is_behind(self) -> bool:
        """Whether the encoder should leave the next picture out."""
        return self._pacer.is_behind

    def start_untold(self, start: int) -> None:
        """Begin at ``start`` bits per second, since no feedback is to be had; does nothing once there was."""
        if not self._controller.has_feedback:
            least, most = self._limits
            self._controller = CongestionController(start=start, least=least, most=most)

    def allow(self, start: int, most: int, now: float) -> None:
        """Begin at ``start`` bits per second and use up to ``most``; does nothing once there was feedback."""
        if not self._controller.has_feedback:
            self._limits = self._limits[0], most
            self._controller = CongestionController(start=start, least=self._limits[0], most=most)
            self._follow(now)

    def give_up_pictures(self) -> None:
        """Drop all pictures that wait: they are not wanted any more."""
        self._pacer.give_up_pictures()

    def put(
        self, item: T, size: int, priority: Priority, now: float, *, starts_keyframe: bool = False
    ) -> bool:
        """Let ``item``, ``size`` bytes, wait for its turn; False if it is dropped at once."""
        return self._pacer.put(item, size, priority, now, starts_keyframe=starts_keyframe)

    def pass_now(self, size: int, now: float) -> int | None:
        """Return the number of a packet of a picture that leaves at once; None if it has to be ``put``."""
        if now - self._looked_at >= PROBE_LOOK_SECONDS or not self._pacer.pass_now(size, now):
            return None
        return self._controller.packet_sent(size, now)

    def take(self, now: float) -> list[Departure[T]]:
        """Return what leaves now; ``number`` each of them, but RTCP, as it leaves."""
        if now - self._looked_at >= PROBE_LOOK_SECONDS:
            self._looked_at = now
            self._controller.tick(now)
            probe = self._controller.probe(now) if self.probes else None
            if probe is not None:
                self._pacer.start_probe(probe, now)
            self._follow(now)
        return self._pacer.take(now)

    def next_due(self, now: float) -> float:
        """Return when ``take`` is to be called again at the latest."""
        look = self._looked_at + PROBE_LOOK_SECONDS
        due = self._pacer.next_due(now)
        return look if due is None else min(look, due)

    def number(self, departure: Departure[T], now: float) -> int:
        """Return the transport-wide number (16 bits) of a packet that leaves now."""
        return self._controller.packet_sent(departure.size, now, departure.probe)

    def divide(self, *, has_sound: bool, has_pictures: bool) -> Allocation:
        """Return who gets how much now."""
        return self._allocator.divide(
            self._controller.bitrate,
            loss=self._controller.loss,
            has_sound=has_sound,
            has_pictures=has_pictures,
        )

    def packet_arrived(self, number: int, size: int, now: float) -> None:
        """Take note of an arrived packet of ``size`` bytes with that transport-wide number (16 bits)."""
        self._recorder.add(number, size, now)

    def feedback_due_at(self) -> float:
        """Return when feedback is due if something has arrived by then."""
        return self._recorder.next_due()

    def feedback(self, sender_ssrc: int, media_ssrc: int, now: float) -> list[bytes]:
        """Return the RTCP packets to send back now; none while nothing is due."""
        if not self._recorder.due(now):
            return []
        return [build(one) for one in self._recorder.feedback(sender_ssrc, media_ssrc, now)]

    def take_rtcp(self, packet: bytes, now: float) -> bool:
        """Take one RTCP packet if it is transport-wide feedback; False for any other. Never raises."""
        if not is_feedback(packet):
            return False
        try:
            self._controller.take_feedback(parse(packet), now)
        except FeedbackError as error:
            self.bad_feedback += 1
            log.debug("feedback dropped: %s", error)
        self._follow(now)
        return True

    def take_report(self, loss: float, round_trip: float | None, now: float) -> None:
        """Follow a receiver report: share lost (0 to 1) and round trip in seconds, if known."""
        self._controller.take_report(loss, round_trip, now)
        self._follow(now)

    def take_remb(self, bitrate: float, now: float) -> None:
        """Follow the receiver's own estimate in bits per second."""
        self._controller.take_remb(bitrate, now)
        self._follow(now)

    def _follow(self, now: float) -> None:
        self._pacer.set_target(self._controller.bitrate, now)
        self._pacer.allows_bursts = self._controller.loss < LOSS_WITHOUT_BURSTS
