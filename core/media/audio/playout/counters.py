"""What a playout buffer tells of itself."""

from __future__ import annotations

from dataclasses import dataclass

from core.ports import SAMPLE_RATE


@dataclass(slots=True)
class PlayoutCounters:
    """What happened so far, in samples unless said otherwise (webrtc-stats names in snake case)."""

    jitter_buffer_delay: float = 0.0
    """Seconds, summed over the samples emitted; so are the other two."""
    jitter_buffer_target_delay: float = 0.0
    jitter_buffer_minimum_delay: float = 0.0
    """The target without what was asked for the pictures' sake."""
    jitter_buffer_emitted: int = 0
    concealed: int = 0
    silent_concealed: int = 0
    """Of these, what was no more than background."""
    concealment_events: int = 0
    recovered: int = 0
    """Decoded from the copy in a later packet: neither lost nor made up."""
    comfort_noise: int = 0
    total_received: int = 0
    energy: float = 0.0
    """Squared level (0 to 1) times seconds, added up."""
    inserted: int = 0
    removed: int = 0
    late_packets: int = 0
    bad_packets: int = 0
    doubled_packets: int = 0
    skipped: int = 0
    """Left out at once because far too much waited; counted in ``removed`` too."""


@dataclass(frozen=True, slots=True)
class PlayedMoment:
    """Which sound was given to the speaker at a moment: hears it who adds the speaker's own delay.

    ``timestamp`` is RTP time by a clock of ``clock_rate``, ``at`` the monotonic clock in seconds.
    """

    timestamp: int
    clock_rate: int
    at: float

    def timestamp_at(self, now: float) -> int:
        """Return the RTP timestamp played ``now``, shortly after."""
        return (self.timestamp + round((now - self.at) * self.clock_rate)) % (1 << 32)


def moment(position: int, reference: tuple[int, int, int], at: float) -> PlayedMoment:
    """Return the moment of ``position``; ``reference`` is a packet's position, timestamp and clock rate."""
    known, timestamp, clock_rate = reference
    ticks = (position - known) * clock_rate // SAMPLE_RATE
    return PlayedMoment((timestamp + ticks) % (1 << 32), clock_rate, at)
