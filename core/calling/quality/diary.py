"""What was wrong with a whole call, from one report each second: bounded, and told in one line at its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.media.statistics import MediaReport

LOSS_LIMIT = 0.02
"""Part of the packets above which a second counts as lossy: below, repair hides it."""
SLOW_LIMIT = 0.400
"""Seconds there and back above which people begin to talk at the same time (ITU-T G.114)."""
WORTH_TELLING = 3
"""Seconds of trouble below which nothing is said."""
_CONNECTED = (None, "connected", "completed")


class Trouble(StrEnum):
    """What can be wrong, worst first."""

    CUT = "cut"
    """Nothing came at all."""
    LOSS_IN = "loss-in"
    """Packets were lost on the way to us."""
    LOSS_OUT = "loss-out"
    """Packets were lost on the way from us, as the other side reports."""
    FROZEN = "frozen"
    """The other side's picture stood still."""
    SLOW = "slow"
    """The round trip was long."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The worst trouble of a call: for how many seconds, and how much.

    ``amount`` is the part lost for losses, seconds there and back for a slow call, and 0 otherwise.
    """

    trouble: Trouble
    seconds: int
    amount: float = 0.0


@dataclass(slots=True)
class _Tally:
    seconds: int = 0
    total: float = 0.0

    def add(self, amount: float = 0.0) -> None:
        self.seconds += 1
        self.total += amount


class QualityDiary:
    """Takes a report each second of a call that is not on hold."""

    def __init__(self) -> None:
        self._tallies = {trouble: _Tally() for trouble in Trouble}
        self._received: float | None = None
        self._lost = 0.0
        self._frozen = 0.0

    def take(self, report: MediaReport) -> None:
        """Note one second."""
        # What was sent again has been counted as lost before.
        received = _sum(report, "packetsReceived") - _sum(report, "retransmittedPacketsReceived")
        lost = _sum(report, "packetsLost")
        frozen = _number(report.track("video", "inbound-rtp"), "totalFreezesDuration")
        if self._received is not None:
            self._note(report, received - self._received, max(0.0, lost - self._lost))
            if frozen > self._frozen:
                self._tallies[Trouble.FROZEN].add()
        self._received, self._lost, self._frozen = received, lost, frozen

    def rest(self) -> None:
        """Take that the call is on hold: what was counted before cannot be compared with what follows."""
        self._received = None

    def verdict(self) -> Verdict | None:
        """Return the worst of it, None if nothing is worth telling."""
        for trouble in sorted(Trouble, key=self._weight, reverse=True):
            tally = self._tallies[trouble]
            if tally.seconds >= WORTH_TELLING:
                return Verdict(trouble, tally.seconds, tally.total / tally.seconds)
        return None

    def _note(self, report: MediaReport, received: float, lost: float) -> None:
        if received <= 0 or report.transport.get("iceState") not in _CONNECTED:
            self._tallies[Trouble.CUT].add()
            return
        share_in = lost / (received + lost)
        if share_in > LOSS_LIMIT:
            self._tallies[Trouble.LOSS_IN].add(share_in)
        remote = report.track("audio", "remote-inbound-rtp")
        if (share_out := _number(remote, "fractionLost")) > LOSS_LIMIT:
            self._tallies[Trouble.LOSS_OUT].add(share_out)
        if (round_trip := _number(remote, "roundTripTime")) > SLOW_LIMIT:
            self._tallies[Trouble.SLOW].add(round_trip)

    def _weight(self, trouble: Trouble) -> float:
        """Return how much a person suffered: a second of nothing counts for more than a slow one."""
        tally = self._tallies[trouble]
        each = {Trouble.CUT: 10.0, Trouble.FROZEN: 2.0, Trouble.SLOW: 0.5}.get(trouble, 1.0)
        return each * tally.seconds


def _sum(report: MediaReport, name: str) -> float:
    return sum(_number(report.track(kind, "inbound-rtp"), name) for kind in ("audio", "video"))


def _number(values: Mapping[str, object], name: str) -> float:
    value = values.get(name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0
