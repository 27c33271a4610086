"""How late packets come: what has to be waited for so that nearly all are there in time. Pure.

Each packet has a transit: the moment it came less its place in the sender's time. Its absolute value means
nothing, since the clocks have nothing in common; its spread is the jitter. What is kept is a histogram of it
that forgets, and from it the offset at which sound should be played. Differences between the clocks of both
sound cards slide the histogram slowly and need no measure of their own.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

import numpy as np

IN_TIME = 0.97
"""Share of the packets that is waited for; the rest is concealed, rather than everything delayed."""

MARGIN = 0.005
"""Seconds beside that: for the edges of bins, and for clocks that run apart while little is forgotten."""

MEMORY = 7.0
"""Seconds after which what was measured counts for 1/e."""

TOGETHER = 0.1
"""What a packet counts at least that comes together with the one before it."""

BIN = 0.0025
BINS = 800
"""Two seconds of spread."""

HEADROOM = 160
"""Bins below the quickest packet: one may come that is quicker. Further down a clock has jumped."""

LEAST, MOST = 0.010, 0.500
"""Seconds beyond the quickest packet that are waited at least and at most."""

START, START_SECONDS = 0.030, 1.5
"""What is waited for at least while little is known."""

STRANGERS = 6
"""Packets in a row outside of the histogram that start it anew: the sender's clock has jumped."""

PEAK = 0.05
"""Seconds beyond the usual that make a peak, as when a radio looks for other stations."""

PEAK_MEMORY = 30.0
PEAKS_NEEDED = 3
ONE_PEAK = 0.6
"""Packets late within so many seconds belong to the same peak."""

RENORMALISE = 1e12


@dataclass(slots=True)
class _Peak:
    at: float
    height: float


class ArrivalDelay:
    """Learns from each packet; ``offset`` says when sound is to be played. All times are seconds."""

    def __init__(self) -> None:
        self._counts = np.zeros(BINS)
        self._origin = 0.0
        self._weight = 1.0
        self._strangers = 0
        self._heard = 0.0
        self._peaks: deque[_Peak] = deque(maxlen=16)
        self._is_empty = True
        self._last = -math.inf
        self._known: tuple[float, float] | None = None
        self._offset: float | None = None
        """What ``offset`` returns until the next packet: it is asked for several times for each."""

    @property
    def is_known(self) -> bool:
        """Whether a packet has come."""
        return not self._is_empty

    def add(self, media_time: float, arrived: float, seconds: float, *, is_copy: bool = False) -> None:
        """Take a packet of ``seconds`` of sound, whose place in the sender's time is ``media_time``.

        ``is_copy``: it was lost, and comes as a copy in the packet that was told before.
        """
        self._offset = None
        transit = arrived - media_time
        place = self._place(transit)
        if place is None:
            return
        if not self._is_empty:
            self._note_peak(transit, arrived)
        self._weight *= math.exp(min(1.0, seconds) / MEMORY)
        # What was held back together is one delay, not many.
        since, self._last = arrived - self._last, arrived
        is_apart = is_copy or not 0 <= since < seconds
        self._counts[place] += self._weight * (1.0 if is_apart else max(TOGETHER, since / seconds))
        self._is_empty = False
        self._heard += seconds
        self._known = None
        if self._weight > RENORMALISE:
            self._counts /= self._weight
            self._counts[self._counts < 1e-6] = 0.0
            self._weight = 1.0

    def fastest(self) -> float:
        """Return the offset of the quickest packets of late."""
        return self._measure()[0]

    def offset(self) -> float:
        """Return how long after its place in the sender's time sound should be played."""
        if self._offset is None:
            self._offset = self._measured_offset()
        return self._offset

    def _measured_offset(self) -> float:
        quickest, usual = self._measure()
        least = START if self._heard < START_SECONDS else LEAST
        wanted = max(usual, quickest + least)
        heights = [peak.height for peak in self._peaks]
        if len(heights) >= PEAKS_NEEDED:
            wanted = max(wanted, usual + sorted(heights)[-2])
        return min(wanted, quickest + MOST)

    def forget_old_peaks(self, now: float) -> None:
        """Let go of peaks that are long past."""
        while self._peaks and not 0 <= now - self._peaks[0].at <= PEAK_MEMORY:
            self._peaks.popleft()
            self._offset = None

    def reset(self) -> None:
        """Forget everything: another sender."""
        self.__init__()  # type: ignore[misc]

    def _measure(self) -> tuple[float, float]:
        if self._known is None:
            heaped = np.cumsum(self._counts)
            low, high = np.searchsorted(heaped, heaped[-1] * np.array([0.002, IN_TIME]))
            # The lower edge of the one, the upper edge of the other: to be there is to have come before.
            self._known = self._origin + float(low) * BIN, self._origin + (float(high) + 1) * BIN + MARGIN
        return self._known

    def _note_peak(self, transit: float, now: float) -> None:
        height = transit - self._measure()[1]
        if height < PEAK:
            return
        last = self._peaks[-1] if self._peaks else None
        if last is not None and 0 <= now - last.at < ONE_PEAK:
            last.height = max(last.height, height)
            return
        self._peaks.append(_Peak(now, height))

    def _place(self, transit: float) -> int | None:
        """Return the bin of ``transit``, after making room for it; None for a stranger."""
        if self._is_empty:
            self._start_at(transit)
        place = math.floor((transit - self._origin) / BIN)
        if not 0 <= place < BINS:
            self._strangers += 1
            if self._strangers < STRANGERS and place > 0:
                return None
            self._start_at(transit)
            place = HEADROOM
        elif place < HEADROOM // 2:
            self._shift(HEADROOM - place)
            place = HEADROOM
        self._strangers = 0
        self._follow_upwards()
        return math.floor((transit - self._origin) / BIN) if 0 <= place < BINS else None

    def _start_at(self, transit: float) -> None:
        self._counts[:] = 0.0
        self._origin = transit - (HEADROOM + 0.5) * BIN
        self._heard = 0.0
        self._is_empty = True
        self._known = None
        self._peaks.clear()

    def _shift(self, bins: int) -> None:
        """Move the contents ``bins`` upwards (downwards if negative); what leaves the top heaps up there."""
        counts = np.zeros(BINS)
        if bins >= 0:
            counts[bins:] = self._counts[: BINS - bins]
            counts[-1] += self._counts[BINS - bins :].sum()
        else:
            counts[:bins] = self._counts[-bins:]
        self._counts = counts
        self._origin -= bins * BIN
        self._known = None

    def _follow_upwards(self) -> None:
        """Keep the headroom small while transits grow, as with a slower clock at the other end."""
        if self._is_empty:
            return
        low = math.floor((self._measure()[0] - self._origin) / BIN + 0.5)
        if low > 2 * HEADROOM:
            self._shift(HEADROOM - low)
