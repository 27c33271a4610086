"""What came of one RTP source: loss and jitter as RFC 3550 defines them (A.1, A.3, A.8). Pure."""

from __future__ import annotations

MAX_DROPOUT = 3000
"""A sequence number that far ahead starts a new count, if another follows it."""

MAX_MISORDER = 100
MODULUS = 1 << 16
MOST_LOST, LEAST_LOST = 0x7FFFFF, -0x800000
"""Bounds of the cumulative number of packets lost in a report: 24 bits with a sign."""


class ReceptionStatistics:
    """Counts the packets of one source. ``clock_rate`` is that of its RTP timestamps."""

    def __init__(self, clock_rate: int) -> None:
        self.packets_received = self.octets = self.header_octets = 0
        """Packets, their payloads and all the rest of them, as the W3C counts: with what came twice."""
        self.padding_packets = 0
        """Packets without any payload."""
        self.heard_at = 0.0
        """When the last packet came."""
        self._clock_rate = clock_rate
        self._base: int | None = None
        self._highest = 0
        self._bad: int | None = None
        self._counted = 0
        self._lost_before = 0
        self._jitter = 0.0
        self._last: tuple[float, int] | None = None
        self._reported = (0, 0)

    @property
    def highest_sequence(self) -> int:
        """The extended highest sequence number, 32 bits."""
        return self._highest & 0xFFFFFFFF

    @property
    def packets_lost(self) -> int:
        """Packets expected less packets received; duplicates make it less, even negative."""
        return max(LEAST_LOST, min(MOST_LOST, self._lost_before + self._expected - self._counted))

    @property
    def jitter(self) -> float:
        """Interarrival jitter in seconds."""
        return self._jitter / self._clock_rate

    @property
    def jitter_ticks(self) -> int:
        """Interarrival jitter as a report carries it."""
        return int(self._jitter) & 0xFFFFFFFF

    def weigh(self, octets: int, size: int) -> None:
        """Count the bytes of a packet of ``size``, of which ``octets`` are payload."""
        self.octets += octets
        self.header_octets += size - octets
        self.padding_packets += not octets

    def add(self, sequence: int, timestamp: int, arrived: float, *, is_timed: bool = True) -> None:
        """Count a packet that came at ``arrived`` (seconds of any steady clock).

        ``is_timed`` is False for packets whose timestamp does not tell when they were made.
        """
        self.packets_received += 1
        self.heard_at = arrived
        is_newest = self._count(sequence)
        if not is_newest or not is_timed:
            return
        if self._last is not None and self._last[1] != timestamp:
            ticks = (timestamp - self._last[1] + 0x80000000) % (1 << 32) - 0x80000000
            late = abs((arrived - self._last[0]) * self._clock_rate - ticks)
            self._jitter += (late - self._jitter) / 16
        self._last = (arrived, timestamp)

    def fraction_lost(self) -> int:
        """Return the share lost since the last call, in 256ths; what a report says and begins anew."""
        total = (self._lost_before + self._expected, self._counted)
        expected, received = total[0] - self._reported[0], total[1] - self._reported[1]
        self._reported = total
        lost = expected - received
        return min(255, (lost << 8) // expected) if expected > 0 and lost > 0 else 0

    @property
    def _expected(self) -> int:
        return 0 if self._base is None else self._highest - self._base + 1

    def _count(self, sequence: int) -> bool:
        """Take account of a sequence number; False if it is not the newest."""
        if self._base is None:
            self._base = self._highest = sequence
            self._counted += 1
            return True
        step = (sequence - self._highest) % MODULUS
        if step < MAX_DROPOUT:
            self._highest += step
        elif step <= MODULUS - MAX_MISORDER:
            return self._jump(sequence)
        self._bad = None
        self._counted += 1
        return 0 < step < MAX_DROPOUT

    def _jump(self, sequence: int) -> bool:
        if self._bad != sequence:
            self._bad = (sequence + 1) % MODULUS
            return False
        # Two in a row: the source has begun anew.
        self._lost_before += self._expected - self._counted
        self._base = self._highest = sequence
        self._counted, self._reported, self._bad, self._last = 1, (self._lost_before, 0), None, None
        return True
