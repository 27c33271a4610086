"""The sender's own clock for one stream, from its sender reports (RFC 3550 section 6.4.1)."""

from __future__ import annotations

NTP_OFFSET = 2_208_988_800
"""Seconds from 1900, where NTP begins, to 1970."""

WRAP = 1 << 32
MAX_STEP = 0.5
"""Seconds by which a report may move the mapping; one that moves it further is believed the second time."""


def ntp_of(wall: float) -> int:
    """Return a time of the wall clock in seconds as NTP has it, in 64 bits."""
    return int((wall + NTP_OFFSET) * (1 << 32)) & 0xFFFFFFFFFFFFFFFF


class SenderClock:
    """Turns RTP timestamps of one stream into seconds of the sender's wall clock.

    Two streams of one sender share that clock, whatever it says of the time of day. A report that
    contradicts the last one is ignored unless the next says the same: clocks are set, and reports are forged.
    """

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._reference: tuple[float, int] | None = None
        self._doubted: tuple[float, int] | None = None

    @property
    def is_known(self) -> bool:
        """Whether a report has come."""
        return self._reference is not None

    def report(self, ntp_timestamp: int, rtp_timestamp: int) -> None:
        """Take a report: 64 bit NTP time and the RTP timestamp of the same moment."""
        told = (ntp_timestamp / WRAP, rtp_timestamp % WRAP)
        if ntp_timestamp <= 0:
            return
        known = [one for one in (self._reference, self._doubted) if one is not None]
        if self._reference is None or any(self._agrees(one, told) for one in known):
            self._reference, self._doubted = told, None
        else:
            self._doubted = told

    def seconds(self, rtp_timestamp: int) -> float | None:
        """Return when the sender captured ``rtp_timestamp``, by its own clock; None before a report."""
        return None if self._reference is None else self._mapped(self._reference, rtp_timestamp)

    def _mapped(self, reference: tuple[float, int], rtp_timestamp: int) -> float:
        step = (rtp_timestamp - reference[1] + WRAP // 2) % WRAP - WRAP // 2
        return reference[0] + step / self._rate

    def _agrees(self, reference: tuple[float, int], told: tuple[float, int]) -> bool:
        return abs(self._mapped(reference, told[1]) - told[0]) <= MAX_STEP
