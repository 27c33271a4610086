"""The thread that encodes the pictures of one track."""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable

import av
from aiortc.mediastreams import convert_timebase

from core.media.codecs.video_encoders import VideoEncoder
from core.media.video.camera import TIME_BASE

log = logging.getLogger(__name__)

PIXEL_FORMAT = "yuv420p"

KEYFRAME_SPACING = 0.3
"""Seconds between two keyframes that the other end asks for."""

MAX_UNSENT = 3
"""Encoded pictures that wait for the core thread at most; until it has caught up, none are encoded."""


class VideoEncoderThread:
    """Encodes the newest picture it was given, one at a time: one that comes meanwhile replaces the last.

    ``on_encoded`` is called on the loop with payloads and RTP timestamp. An encoder that fails costs that
    picture and is replaced. ``put`` and ``want_keyframe`` may be called from any thread, the rest belongs to
    the loop that made it.
    """

    def __init__(
        self, create: Callable[[], VideoEncoder], on_encoded: Callable[[list[bytes], int], None]
    ) -> None:
        self.frames = 0
        self.keyframes = 0
        self.seconds = 0.0
        self.bad_frames = 0
        self.dropped_frames = 0
        self.size = (0, 0)
        self.encoder: VideoEncoder | None = None
        self._create = create
        self._on_encoded = on_encoded
        self._loop = asyncio.get_running_loop()
        self._lock = threading.Lock()
        self._waiting: av.VideoFrame | None = None
        self._wakes: queue.SimpleQueue[bool] = queue.SimpleQueue()
        self._given = self._taken = 0
        self._wants_keyframe = True
        self._last_keyframe = 0.0
        self._second: deque[tuple[float, int]] = deque()
        self._finished = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="video-encoder", daemon=True)
        self._thread.start()

    @property
    def frames_per_second(self) -> int:
        """Pictures encoded during the last second."""
        return len(self._last_second())

    @property
    def bits_per_second(self) -> int:
        """Bits encoded during the last second."""
        return 8 * sum(size for _at, size in self._last_second())

    def put(self, frame: av.VideoFrame) -> None:
        """Encode ``frame`` as soon as the picture in hand is done, in place of one that waits for that."""
        with self._lock:
            replaces, self._waiting = self._waiting is not None, frame
            self.dropped_frames += replaces
        if not replaces:
            self._wakes.put(True)

    def want_keyframe(self) -> None:
        """Make one of the next pictures a keyframe, not sooner than the spacing allows."""
        self._wants_keyframe = True

    async def stop(self) -> None:
        """Let the thread end; it is waited for without blocking the loop, two seconds at most."""
        self._wakes.put(False)
        try:
            async with asyncio.timeout(2):
                await self._finished.wait()
        except TimeoutError:
            log.warning("a video encoder did not end in time")

    def _last_second(self) -> list[tuple[float, int]]:
        since = time.monotonic() - 1.0
        with self._lock:
            return [entry for entry in self._second if entry[0] >= since]

    def _run(self) -> None:
        while self._wakes.get():
            with self._lock:
                frame, self._waiting = self._waiting, None
            if frame is None:
                continue
            if self._given - self._taken >= MAX_UNSENT:
                self.dropped_frames += 1
                continue
            try:
                self._encode(frame)
            except Exception as error:
                # Whatever the camera delivered, the thread lives on with a fresh encoder.
                self.bad_frames += 1
                self.encoder = None
                self._wants_keyframe = True
                log.info("picture not encoded: %s: %s", type(error).__name__, error)
        self.encoder = None
        self._call(self._finished.set)

    def _encode(self, frame: av.VideoFrame) -> None:
        if frame.pts is None or frame.time_base is None:
            raise ValueError("a picture without a time")
        encoder = self.encoder
        if encoder is None:
            encoder = self.encoder = self._create()
        start = time.monotonic()
        wants = self._wants_keyframe and start - self._last_keyframe >= KEYFRAME_SPACING
        payloads, is_keyframe = encoder.encode(_as_encodable(frame), wants)
        self._note(frame, payloads, is_keyframe, start)
        if payloads:
            self._given += 1
            timestamp = convert_timebase(frame.pts, frame.time_base, TIME_BASE)
            self._call(lambda: self._deliver(payloads, timestamp))

    def _note(self, frame: av.VideoFrame, payloads: list[bytes], is_keyframe: bool, start: float) -> None:
        now = time.monotonic()
        if is_keyframe:
            self._wants_keyframe, self._last_keyframe = False, now
            self.keyframes += 1
        self.size = (frame.width, frame.height)
        self.frames += 1
        self.seconds += now - start
        with self._lock:
            self._second.append((now, sum(map(len, payloads))))
            while self._second[0][0] < now - 1.0:
                self._second.popleft()

    def _deliver(self, payloads: list[bytes], timestamp: int) -> None:
        self._taken += 1
        self._on_encoded(payloads, timestamp)

    def _call(self, action: Callable[[], object]) -> None:
        try:
            self._loop.call_soon_threadsafe(action)
        except RuntimeError:
            log.debug("the loop has closed before the encoder")


def _as_encodable(frame: av.VideoFrame) -> av.VideoFrame:
    """Return ``frame`` as encoders take it: yuv420p with even sides. Usually it is so already."""
    width, height = max(2, frame.width & ~1), max(2, frame.height & ~1)
    if frame.format.name == PIXEL_FORMAT and (width, height) == (frame.width, frame.height):
        return frame
    return frame.reformat(width=width, height=height, format=PIXEL_FORMAT)
