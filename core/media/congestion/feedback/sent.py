"""The sender's side: numbers what it sends, remembers it, and joins it with what feedback says."""

from __future__ import annotations

from dataclasses import dataclass

from core.media.congestion.feedback.wire import (
    MAX_STATUSES,
    REFERENCE_MODULUS,
    REFERENCE_TICKS,
    TICK,
    Feedback,
)

HISTORY_SECONDS = 10.0
MAX_HISTORY = 20_000
"""Packets remembered at most."""


@dataclass(slots=True)
class SentPacket:
    """One packet on its way: ``size`` in bytes, ``probe`` the number of its probe or None."""

    sent_at: float
    size: int
    probe: int | None
    total: int
    """Bytes sent until then, with it."""
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class PacketResult:
    """What became of a packet. ``arrived_at`` is of the receiver's clock; None means not yet or never.

    ``was_missing``: an earlier feedback told that it had not arrived. ``skipped``: the bytes of packets sent
    just before, of which the feedback was lost; most of them will have arrived.
    """

    number: int
    size: int
    sent_at: float
    arrived_at: float | None
    probe: int | None = None
    was_missing: bool = False
    skipped: int = 0


class SentHistory:
    """Numbers packets and remembers them until they are told of, for ten seconds at most."""

    def __init__(self, first: int = 1) -> None:
        self.bytes_in_flight = 0
        self.unknown = 0
        """Statuses of packets that were never sent or are long forgotten."""
        self._next = first
        self._packets: dict[int, SentPacket] = {}
        self._highest_told = first - 1
        self._total = self._total_told = 0
        self._reference: int | None = None

    @property
    def bytes_unheard(self) -> int:
        """Bytes that left after the last packet that was told of: on their way, or in a queue there."""
        return self._total - self._total_told

    def add(self, size: int, now: float, probe: int | None = None) -> int:
        """Remember a packet that leaves now; return its number, of which 16 bits go into the packet."""
        self._forget(now)
        number, self._next = self._next, self._next + 1
        self._total += size
        self._packets[number] = SentPacket(now, size, probe, self._total)
        self.bytes_in_flight += size
        return number

    def take(self, feedback: Feedback) -> list[PacketResult]:
        """Return what ``feedback`` says of packets that are remembered, each arrival once, in sending order.

        A packet told as missing may be told as arrived later.
        """
        origin = self._unwrap_reference(feedback.reference) * REFERENCE_TICKS
        base = self._unwrap_base(feedback.base)
        found: list[PacketResult] = []
        skipped = self._skipped_before(base)
        for number, ticks in enumerate(feedback.arrivals, base):
            packet = self._packets.get(number)
            if packet is None:
                self.unknown += 1
                continue
            if packet.is_told and ticks is None:
                continue
            arrived = None if ticks is None else (origin + ticks) * TICK
            was_missing, packet.is_told = packet.is_told, True
            if not was_missing:
                self.bytes_in_flight -= packet.size
            if arrived is not None:
                del self._packets[number]
            self._highest_told = max(self._highest_told, number)
            self._total_told = max(self._total_told, packet.total)
            result = PacketResult(
                number, packet.size, packet.sent_at, arrived, packet.probe, was_missing, skipped
            )
            found.append(result)
            skipped = 0
        return found

    def _skipped_before(self, base: int) -> int:
        """Return the bytes of the packets between the last that was told of and ``base``."""
        numbers = range(self._highest_told + 1, min(base, self._highest_told + MAX_STATUSES))
        return sum(self._packets[number].size for number in numbers if number in self._packets)

    def _unwrap_base(self, base: int) -> int:
        return self._highest_told + (base - self._highest_told + 0x8000) % 0x10000 - 0x8000

    def _unwrap_reference(self, reference: int) -> int:
        """Return the reference time counted on over its wrap after twelve days."""
        half = REFERENCE_MODULUS // 2
        last = self._reference if self._reference is not None else reference
        found = last + (reference - last + half) % REFERENCE_MODULUS - half
        self._reference = found
        return found

    def _forget(self, now: float) -> None:
        while self._packets:
            number, packet = next(iter(self._packets.items()))
            if now - packet.sent_at <= HISTORY_SECONDS and len(self._packets) < MAX_HISTORY:
                return
            if not packet.is_told:
                self.bytes_in_flight -= packet.size
            del self._packets[number]
