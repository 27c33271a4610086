"""Counts received pictures and freezes as the W3C's webrtc-stats defines them."""

from __future__ import annotations

import threading
from collections import deque

PAUSE_SECONDS = 5.0
"""Pictures that stay away for longer have paused (webrtc-stats, ``pauseCount``)."""

FREEZE_FACTOR = 3
FREEZE_MARGIN = 0.15
AVERAGED = 30
"""Intervals between pictures that the average is taken of."""


class PictureStatistics:
    """Pictures of one track. ``decoded`` belongs to the decoder thread, the rest to the core thread."""

    def __init__(self) -> None:
        self.frames_received = 0
        self.frames_decoded = 0
        self.key_frames = 0
        """Of the decoded pictures, those that build on no other."""
        self.pauses = 0
        self.pause_seconds = 0.0
        self.buffered = self.pieced = 0
        """Pictures that were handed to the decoder, and those of them that took several packets."""
        self.buffer_seconds = self.piece_seconds = self.processing_seconds = 0.0
        """Sums over pictures, from their first packet: until the decoder got them, until their last packet,
        and until they were decoded."""
        self.freezes = 0
        self.freeze_seconds = 0.0
        self.decode_seconds = 0.0
        self.interval_seconds = 0.0
        self.interval_squares = 0.0
        """Sums of the intervals between pictures and of their squares: they tell how even it was."""
        self._size = (0, 0)
        self._lock = threading.Lock()
        self._last: float | None = None
        self._last_ever: float | None = None
        self._intervals: deque[float] = deque(maxlen=AVERAGED)
        self._recent: deque[float] = deque(maxlen=120)

    def received(self, now: float, first: float, last: float) -> None:
        """Count a picture that the decoder gets ``now``; its packets came from ``first`` to ``last``."""
        self.frames_received += 1
        self.buffered += 1
        self.buffer_seconds += now - first
        if last > first:
            self.pieced += 1
            self.piece_seconds += last - first

    def refused(self, count: int) -> None:
        """Count complete pictures that the decoder does not get."""
        self.frames_received += count

    def decoded(
        self,
        width: int,
        height: int,
        now: float,
        seconds: float = 0.0,
        *,
        is_keyframe: bool = False,
        since: float | None = None,
    ) -> None:
        """Count a picture whose decoding took ``seconds``, and a freeze if it came late.

        ``since`` is when its first packet came.

        A freeze is an interval longer than the larger of three times the average and the average plus
        150 ms (webrtc-stats, ``freezeCount``).
        """
        with self._lock:
            self.frames_decoded += 1
            self.key_frames += is_keyframe
            self.processing_seconds += now - since if since is not None else 0.0
            self._size = (width, height)
            self._recent.append(now)
            self.decode_seconds += seconds
            if self._last is not None:
                self._count_interval(now - self._last)
            if self._last_ever is not None and now - self._last_ever > PAUSE_SECONDS:
                self.pauses += 1
                self.pause_seconds += now - self._last_ever
            self._last = self._last_ever = now

    def pause(self) -> None:
        """Do not count the interval before the next picture: it is no freeze."""
        with self._lock:
            self._last = None

    def as_stats(self, now: float) -> dict[str, str | int | float | bool]:
        """Return the counters by their webrtc-stats names."""
        with self._lock:
            width, height = self._size
            found: dict[str, str | int | float | bool] = {
                "framesReceived": self.frames_received,
                "framesDecoded": self.frames_decoded,
                "keyFramesDecoded": self.key_frames,
                "freezeCount": self.freezes,
                "totalFreezesDuration": self.freeze_seconds,
                "pauseCount": self.pauses,
                "totalPausesDuration": self.pause_seconds,
                "totalDecodeTime": self.decode_seconds,
                "totalProcessingDelay": self.processing_seconds,
                "jitterBufferDelay": self.buffer_seconds,
                "jitterBufferEmittedCount": self.buffered,
                "framesAssembledFromMultiplePackets": self.pieced,
                "totalAssemblyTime": self.piece_seconds,
                "totalInterFrameDelay": self.interval_seconds,
                "totalSquaredInterFrameDelay": self.interval_squares,
                "decoderImplementation": "libavcodec",
                "powerEfficientDecoder": False,
                "framesPerSecond": sum(1 for at in self._recent if now - at <= 1.0),
            }
            if width:
                found |= {"frameWidth": width, "frameHeight": height}
        return found

    def _count_interval(self, interval: float) -> None:
        self.interval_seconds += interval
        self.interval_squares += interval * interval
        if self._intervals:
            average = sum(self._intervals) / len(self._intervals)
            if interval > max(FREEZE_FACTOR * average, average + FREEZE_MARGIN):
                self.freezes += 1
                self.freeze_seconds += interval
        self._intervals.append(interval)
