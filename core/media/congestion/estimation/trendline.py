"""Whether a queue is growing: the trend of the delay, against a threshold that adapts.

After the GCC draft, sections 5.3 and 5.4, with the line of least squares that libwebrtc uses today.

The delay variations are summed up and smoothed; the slope of a line through the last of them says how fast
the queue grows. The threshold follows the slopes that are usual, so that a flow beside one that fills queues
is not starved, and is quick to fall and slow to rise.
"""

from __future__ import annotations

from collections import deque
from enum import Enum

from core.media.congestion.estimation.arrival_groups import DelayVariation

WINDOW = 20
"""Groups that the line goes through."""

SMOOTHING = 0.9
GAIN = 4.0
MOST_GROUPS = 60
"""Slopes count for more with the number of groups seen, up to this many."""

FIRST_THRESHOLD = 12.5
LEAST_THRESHOLD, MOST_THRESHOLD = 6.0, 600.0
RISE, FALL = 0.0087, 0.039
"""Shares of the distance by which the threshold follows the slope, per ms."""

OUTLIER = 15.0
"""A slope that is that far above the threshold does not move it."""

MOST_FOLLOWED = 100.0
"""ms: after a pause the threshold is moved for no longer than this."""

OVERUSE_SECONDS = 0.010
"""How long the slope must stay above the threshold."""


class Usage(Enum):
    """What the trend of the delay says about the way."""

    NORMAL = "normal"
    OVERUSED = "overused"
    UNDERUSED = "underused"


class TrendlineDetector:
    """Follows the delay variations of one flow."""

    def __init__(self) -> None:
        self.usage = Usage.NORMAL
        self.threshold = FIRST_THRESHOLD
        self._points: deque[tuple[float, float]] = deque(maxlen=WINDOW)
        self._groups = 0
        self._sum = 0.0
        self._smoothed = 0.0
        self._first_arrival: float | None = None
        self._slope = 0.0
        self._over_since: float | None = None
        self._over_count = 0
        self._threshold_at: float | None = None

    def add(self, variation: DelayVariation) -> Usage:
        """Take the next variation; return what it makes of the usage."""
        if self._first_arrival is None:
            self._first_arrival = variation.arrived_at
        self._groups += 1
        self._sum += 1000 * variation.seconds
        self._smoothed += (1 - SMOOTHING) * (self._sum - self._smoothed)
        self._points.append((1000 * (variation.arrived_at - self._first_arrival), self._smoothed))
        slope = self._fit() if len(self._points) == WINDOW else self._slope
        self._detect(slope, variation)
        return self.usage

    def _fit(self) -> float:
        """Return the slope of the line with the least squares; the last one if all points are at one time."""
        # Asked for each group of packets: one pass, and no generators, which cost several times as much.
        count, points = len(self._points), self._points
        mean_x = mean_y = above = below = 0.0
        for x, y in points:
            mean_x += x
            mean_y += y
        mean_x, mean_y = mean_x / count, mean_y / count
        for x, y in points:
            apart = x - mean_x
            above += apart * (y - mean_y)
            below += apart * apart
        return above / below if below else self._slope

    def _detect(self, slope: float, variation: DelayVariation) -> None:
        weighted = min(self._groups, MOST_GROUPS) * GAIN * slope
        if weighted > self.threshold:
            self._count_overuse(slope, variation)
        else:
            self._over_since, self._over_count = None, 0
            self.usage = Usage.UNDERUSED if weighted < -self.threshold else Usage.NORMAL
        self._slope = slope
        self._adapt(weighted, variation.arrived_at)

    def _count_overuse(self, slope: float, variation: DelayVariation) -> None:
        if self._over_since is None:
            self._over_since = variation.arrived_at - variation.sent_apart / 2
        self._over_count += 1
        is_long = variation.arrived_at - self._over_since > OVERUSE_SECONDS
        if is_long and self._over_count > 1 and slope >= self._slope:
            self.usage = Usage.OVERUSED
            self._over_since, self._over_count = variation.arrived_at, 0

    def _adapt(self, weighted: float, arrived_at: float) -> None:
        last, self._threshold_at = self._threshold_at, arrived_at
        distance = abs(weighted) - self.threshold
        if last is None or distance > OUTLIER:
            return
        share = (FALL if distance < 0 else RISE) * min(1000 * (arrived_at - last), MOST_FOLLOWED)
        moved = self.threshold + min(1.0, share) * distance
        self.threshold = min(MOST_THRESHOLD, max(LEAST_THRESHOLD, moved))
