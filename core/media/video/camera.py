"""The camera: one permanent source, its preview, and the track that each call reads from it."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from fractions import Fraction

import av
from aiortc import MediaStreamTrack
from aiortc.mediastreams import MediaStreamError

from core.media.devices.constraints import PictureLimits
from core.media.pictures import PictureSlot

CLOCK_RATE = 90_000
TIME_BASE = Fraction(1, CLOCK_RATE)

LONGEST_SPACING = 2.0
"""Seconds without a picture after which the camera is taken to have begun anew."""

EARLY = 0.5
"""Share of the spacing by which a picture may come before it is due."""


class CameraSource:
    """Hands the newest camera frame to the preview and to every track; there with or without a device."""

    def __init__(self) -> None:
        self.preview = PictureSlot()
        self._lock = threading.Lock()
        self._tracks: tuple[CameraTrack, ...] = ()
        self._start = time.monotonic()
        self._last_pts = -1
        self._next_due = 0.0
        self.limits = PictureLimits()
        self.size = (0, 0)
        """Width and height of the newest picture; 0 before the first."""
        self.rate = 0.0
        """Pictures a second, smoothed; 0 before the second one."""
        self._taken_at: float | None = None

    def limit(self, limits: PictureLimits) -> None:
        """Make pictures fit ``limits`` from the next one on, in running calls and in the preview."""
        self.limits = limits
        self._next_due = 0.0

    def put(self, frame: av.VideoFrame) -> None:
        """Take a picture; its pts is set to the time of its arrival. Camera thread; yuv420p or nv12.

        One that is larger than the limits is made smaller, one that comes too soon is left out.
        """
        now = time.monotonic()
        if not self._is_due(now):
            return
        self._measure(now)
        self.size = self.limits.fit(frame.width, frame.height)
        if self.size != (frame.width, frame.height):
            frame = frame.reformat(width=self.size[0], height=self.size[1])
        with self._lock:
            pts = max(self._last_pts + 1, int((time.monotonic() - self._start) * CLOCK_RATE))
            self._last_pts = pts
        frame.pts = pts
        frame.time_base = TIME_BASE
        self.preview.put(frame)
        for track in self._tracks:
            track.put(frame)

    def _is_due(self, now: float) -> bool:
        """Keep to the rate on the average; a camera's own unevenness is let through."""
        spacing = 1.0 / self.limits.rate
        if now < self._next_due - EARLY * spacing:
            return False
        self._next_due = max(self._next_due, now - spacing) + spacing
        return True

    def _measure(self, now: float) -> None:
        was, self._taken_at = self._taken_at, now
        if was is None or not 0 < now - was < LONGEST_SPACING:
            self.rate = 0.0
        elif not self.rate:
            self.rate = 1 / (now - was)
        else:
            self.rate = 1 / (0.75 / self.rate + 0.25 * (now - was))

    def open_track(self) -> CameraTrack:
        """Return a track of its own for one call. Core thread; stop the track to let it go."""
        track = CameraTrack(self)
        with self._lock:
            self._tracks = (*self._tracks, track)
        return track

    def forget(self, track: CameraTrack) -> None:
        """Feed ``track`` no more."""
        with self._lock:
            self._tracks = tuple(other for other in self._tracks if other is not track)


class CameraTrack(MediaStreamTrack):
    """Camera pictures for one call: the newest frame wins, and a paused or held track yields nothing at all.

    ``put`` may be called from any thread, everything else belongs to the loop that made it.
    """

    kind = "video"

    def __init__(self, source: CameraSource) -> None:
        super().__init__()
        self.contentHint = ""
        """What must not suffer (W3C mst-content-hint): "" or "motion" for a camera, "detail" for a screen."""
        self.dropped_frames = 0
        self._source = source
        self._owner_loop = asyncio.get_running_loop()
        self._ready = asyncio.Event()
        self._lock = threading.Lock()
        self._frame: av.VideoFrame | None = None
        self._sink: Callable[[av.VideoFrame], None] | None = None
        self._is_paused = False
        self._is_held = False

    @property
    def is_paused(self) -> bool:
        """Whether pictures are held back."""
        return self._is_paused

    @is_paused.setter
    def is_paused(self, paused: bool) -> None:
        with self._lock:
            self._is_paused = paused
            self._frame = None

    @property
    def is_held(self) -> bool:
        """Whether the call is held; what was paused before is paused after."""
        return self._is_held

    @is_held.setter
    def is_held(self, held: bool) -> None:
        with self._lock:
            self._is_held = held
            self._frame = None

    def getSettings(self) -> dict[str, object]:
        """Return what the pictures are now (W3C MediaTrackSettings)."""
        width, height = self._source.size
        return {"width": width, "height": height, "frameRate": round(self._source.rate, 1)}

    def deliver_to(self, sink: Callable[[av.VideoFrame], None] | None) -> None:
        """Hand pictures to ``sink`` on the camera's thread instead of to ``recv``; None ends that."""
        with self._lock:
            self._sink = sink
            self._frame = None

    def put(self, frame: av.VideoFrame) -> None:
        """Take a picture in place of one that was not sent yet."""
        with self._lock:
            if self._is_paused or self._is_held:
                return
            if self._sink is not None:
                self._sink(frame)  # with the lock, so that after a pause or an end nothing comes any more
                return
            if self._frame is not None:
                self.dropped_frames += 1
            wake = self._frame is None
            self._frame = frame
        if wake:
            self._wake()

    async def recv(self) -> av.VideoFrame:
        """Return the newest picture that was not returned before, when there is one."""
        while True:
            if self.readyState != "live":
                raise MediaStreamError
            with self._lock:
                frame, self._frame = self._frame, None
                self._ready.clear()
            if frame is not None:
                return frame
            await self._ready.wait()

    def stop(self) -> None:
        """End the track; it is fed no more."""
        self._source.forget(self)
        super().stop()
        self._ready.set()

    def _wake(self) -> None:
        try:
            self._owner_loop.call_soon_threadsafe(self._ready.set)
        except RuntimeError:  # the loop has closed: nobody sends any more
            self._source.forget(self)
