"""How much of our picture anybody in the room can use, as the room says."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.media.congestion.sending.ladder import Rung


@dataclass(frozen=True, slots=True)
class Demand:
    """Lines and bits per second that are of use at most; None: nobody has said. Immutable, any thread."""

    height: int | None = None
    bitrate: int | None = None

    @classmethod
    def of(cls, height: int, kbps: int) -> Demand:
        """Return what a room says; a rate of 0 beside a height says nothing of the rate."""
        return cls(max(0, height), kbps * 1000 if kbps > 0 else None)

    @property
    def rests(self) -> bool:
        """Whether nobody looks."""
        return self.height == 0

    def of_source(self, height: int) -> int:
        """Return how many lines of a source of ``height`` lines are of use."""
        return height if self.height is None else max(2, min(height, self.height))

    def of_rate(self, bitrate: int) -> int:
        """Return how many of ``bitrate`` bits per second are of use."""
        return bitrate if self.bitrate is None else min(bitrate, self.bitrate)

    def of_rung(self, rung: Rung) -> Rung:
        """Return ``rung`` with no more lines than are of use."""
        if self.height is None or rung.height <= self.height:
            return rung
        return replace(rung, height=max(2, self.height))
