"""The sending side of one transport: every packet of every sender leaves here, in its turn and numbered.

What the other end tells of them makes the estimate, the estimate makes the pace and what each sender may use.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from typing import Protocol

from core.media.congestion.estimation.controller import NetworkEstimate
from core.media.congestion.sending.allocation import Allocation
from core.media.congestion.sending.pacer import Departure, PacerCounters, Priority
from core.media.congestion.transport_control import TransportControl
from core.media.transport.outgoing_packet import OutgoingPacket

log = logging.getLogger(__name__)

START_TOLD = 300_000
"""Bits per second with which an end begins that is told of every packet: probes find out within 0.3 s."""

START_UNTOLD = 1_000_000
"""The same without feedback: nothing would raise it quickly."""

SHARE_SPACING = 0.2
"""Seconds between two divisions of the rate while it changes little."""

SHARE_CHANGE = 0.02
KEYFRAME_PATIENCE = 0.5


class Participant(Protocol):
    """A sender that shares the transport."""

    kind: str

    @property
    def is_sending(self) -> bool:
        """Whether it has something to send."""

    def take_share(self, share: Allocation) -> None:
        """Send at its part of ``share`` from now on."""

    def redundant(self, size: int) -> OutgoingPacket | None:
        """Return a packet of about ``size`` bytes that nobody needs, or None."""

    def want_keyframe(self) -> None:
        """Send a keyframe soon: pictures that waited too long were given up."""


class PacedSending:
    """Core thread. ``transmit`` is given each RTP packet; it may raise ConnectionError.

    No timer runs while nothing waits: what else is due is looked after with the next packet.
    """

    def __init__(self, transmit: Callable[[bytearray], None]) -> None:
        self.unsent = 0
        """Packets that had their turn while there was no connection."""
        self.allocation = Allocation(0, 20, 0, 0, 0)
        self.control: TransportControl[OutgoingPacket] = TransportControl(
            time.monotonic(), make_padding=self._padding, start=START_TOLD
        )
        self._transmit = transmit
        self._participants: list[Participant] = []
        self._shared_at = 0.0
        self._shared_rate = 0
        self._keyframe_asked_at: float | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._is_closed = False

    @property
    def estimate(self) -> NetworkEstimate:
        """What is known of the way."""
        return self.control.estimate

    @property
    def bitrate(self) -> int:
        """Bits per second that may be sent, everything included."""
        return self.control.bitrate

    @property
    def counters(self) -> PacerCounters:
        """What was given up before it left."""
        return self.control.counters

    @property
    def is_behind(self) -> bool:
        """Whether so much waits that the next picture should be left out. Any thread."""
        return self.control.is_behind

    def add(self, participant: Participant, *, is_numbered: bool) -> None:
        """Let ``participant`` share the transport; ``is_numbered``: the other end may tell of its packets."""
        if not is_numbered and not self._participants:
            self.control.start_untold(START_UNTOLD)
        self._participants.append(participant)
        self._share(time.monotonic(), is_forced=True)

    def discard(self, participant: Participant) -> None:
        """Let ``participant`` have no share any more."""
        if participant in self._participants:
            self._participants.remove(participant)

    def send(
        self, packets: Sequence[OutgoingPacket], priority: Priority, *, starts_keyframe: bool = False
    ) -> None:
        """Let ``packets`` leave in their turn; ``starts_keyframe``: the first one begins a keyframe."""
        if self._is_closed:
            return
        now = time.monotonic()
        for packet in packets:
            self.control.put(packet, packet.size, priority, now, starts_keyframe=starts_keyframe)
            starts_keyframe = False
        self._run(now)

    def send_picture(self, packet: OutgoingPacket, *, starts_keyframe: bool = False) -> None:
        """Let one numbered packet of a picture leave: at once while nothing waits, else in its turn."""
        now = time.monotonic()
        number = None if self._is_closed else self.control.pass_now(packet.size, now)
        if number is None:
            self.send((packet,), Priority.VIDEO, starts_keyframe=starts_keyframe)
        else:
            self._leave(packet, number)

    def take_rtcp(self, data: bytes) -> bool:
        """Take one RTCP packet if it is transport-wide feedback; False for any other."""
        now = time.monotonic()
        is_taken = self.control.take_rtcp(data, now)
        if is_taken:
            self._run(now)
        return is_taken

    def take_report(self, loss: float, round_trip: float | None) -> None:
        """Follow a receiver report: the share lost since the last one, and the round trip in seconds."""
        now = time.monotonic()
        self.control.take_report(loss, round_trip, now)
        self._run(now)

    def take_remb(self, bitrate: float) -> None:
        """Follow the receiver's own estimate in bits per second."""
        now = time.monotonic()
        self.control.take_remb(bitrate, now)
        self._run(now)

    def close(self) -> None:
        """Send nothing more."""
        self._is_closed = True
        self._cancel()

    def _run(self, now: float) -> None:
        """Look after everything whose time has come."""
        control = self.control
        control.probes = self._sends_pictures
        if not control.probes:
            control.give_up_pictures()  # paused or held: nothing that was seen leaves any more
        for departure in control.take(now):
            self._depart(departure, now)
        self._share(now)
        self._ask_for_keyframe(now)
        self._cancel()
        if not control.is_idle and not self._is_closed:
            wait = max(0.0, control.next_due(now) - now)
            self._timer = asyncio.get_running_loop().call_later(wait, self._woken)

    def _ask_for_keyframe(self, now: float) -> None:
        """Ask once for the keyframe without which no picture leaves, and again if it does not come."""
        if not self.control.wants_keyframe:
            self._keyframe_asked_at = None
        elif self._keyframe_asked_at is None or now - self._keyframe_asked_at > KEYFRAME_PATIENCE:
            self._keyframe_asked_at = now
            for participant in self._participants:
                participant.want_keyframe()

    def _cancel(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _woken(self) -> None:
        self._timer = None
        self._run(time.monotonic())

    @property
    def _sends_pictures(self) -> bool:
        for one in self._participants:  # noqa: SIM110 (asked with each packet: a generator costs more)
            if one.kind == "video" and one.is_sending:
                return True
        return False

    def _share(self, now: float, *, is_forced: bool = False) -> None:
        bitrate = self.control.bitrate
        change = abs(bitrate - self._shared_rate)
        if not is_forced and change <= SHARE_CHANGE * bitrate and now - self._shared_at < SHARE_SPACING:
            return
        self._shared_at, self._shared_rate = now, bitrate
        kinds = {one.kind for one in self._participants}
        self.allocation = self.control.divide(has_sound="audio" in kinds, has_pictures="video" in kinds)
        for participant in self._participants:
            participant.take_share(self.allocation)

    def _depart(self, departure: Departure[OutgoingPacket], now: float) -> None:
        packet = departure.item
        self._leave(packet, self.control.number(departure, now) if packet.number_at else None)

    def _leave(self, packet: OutgoingPacket, number: int | None) -> None:
        wall = time.time()
        if packet.on_leave is not None:
            packet.on_leave(packet, wall)
        packet.stamp(number, wall)
        try:
            self._transmit(packet.data)
        except ConnectionError:
            self.unsent += 1
            log.debug("packet not sent: the transport is gone")

    def _padding(self, size: int) -> tuple[OutgoingPacket, int] | None:
        for participant in self._participants:
            packet = participant.redundant(size) if participant.is_sending else None
            if packet is not None:
                return packet, packet.size
        return None
