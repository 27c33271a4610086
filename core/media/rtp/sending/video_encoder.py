"""The thread that encodes the pictures of one track."""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass

import av
from av.video.reformatter import VideoReformatter

from core.media.codecs.video_encoders import EncodedPicture, VideoEncoder
from core.media.congestion.sending.ladder import Rung, scaled
from core.media.video.camera import CLOCK_RATE

log = logging.getLogger(__name__)

PIXEL_FORMAT = "yuv420p"

KEYFRAME_SPACING = 0.3
"""Seconds between two keyframes that the other end asks for."""

MAX_UNSENT = 3
"""Encoded pictures that wait for the core thread at most; until it has caught up, none are encoded."""

MOST_RATE = 30.0
MEASURED_SECONDS = 0.7
"""Pictures a second are taken over at least that much of the last second."""

FAILURES = 3
"""Encoders that fail one after the other before another codec is tried, if there is one."""

EARLY = 0.5
"""Share of the spacing by which a picture may come before it is due."""

MOST_APART = 1.0
"""Seconds by which the times of two pictures may disagree with those of their capture: then it is another
source, with a clock of its own."""

LOAD_WEIGHT = 0.1
"""Share of the newest picture in the smoothed time that encoding takes."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture on its way to the wire: RTP ``timestamp``, wall clock of its capture, which codec made it."""

    picture: EncodedPicture
    timestamp: int
    captured_at: float
    codec: int = 0


@dataclass(frozen=True, slots=True)
class _Waiting:
    frame: av.VideoFrame
    captured_at: float


class PictureClock:
    """Goes on evenly when another source with a clock of its own takes over. In steps of 1/90000 s. Pure."""

    def __init__(self) -> None:
        self._offset = 0
        self._last: tuple[int, float] | None = None

    def follow(self, timestamp: int, captured_at: float) -> int:
        """Return the time of a picture that its source gives ``timestamp``, captured at ``captured_at``."""
        time_of_it = timestamp + self._offset
        if self._last is not None:
            before, at = self._last
            expected = before + max(1, round((captured_at - at) * CLOCK_RATE))
            if time_of_it <= before or abs(time_of_it - expected) > MOST_APART * CLOCK_RATE:
                self._offset += expected - time_of_it
                time_of_it = expected
        self._last = time_of_it, captured_at
        return time_of_it


class VideoEncoderThread:
    """Encodes the newest picture it was given, one at a time: one that comes meanwhile replaces the last.

    ``create`` is given the number of the codec, which rises (and begins anew at ``codecs``) when encoders of
    the last one fail. ``on_encoded`` is called on the loop. An encoder that fails costs that picture and is
    replaced. ``put``, ``want_keyframe`` and the settings may be used from any thread, the rest belongs to
    the loop that made it.
    """

    def __init__(
        self,
        create: Callable[[int], VideoEncoder],
        on_encoded: Callable[[Encoded], None],
        *,
        codecs: int = 1,
    ) -> None:
        self.frames = 0
        self.keyframes = 0
        self.seconds = 0.0
        self.qp_sum: int | None = None
        self.bad_frames = 0
        self.dropped_frames = 0
        self.left_out = 0
        """Pictures left out to keep to the rate of the rung, or since too many wait to be sent."""
        self.size = (0, 0)
        self.source_size = (0, 0)
        self.encoder: VideoEncoder | None = None
        self.target_bitrate = 0
        self.rung: Rung | None = None
        """How large and how many pictures are; None leaves them as they are."""
        self.is_blocked: Callable[[], bool] = lambda: False
        """Asked whether a picture is to be left out. Any thread."""
        self._create = create
        self._codecs = codecs
        self._codec = 0
        self._failures = 0
        self._on_encoded = on_encoded
        self._loop = asyncio.get_running_loop()
        self._lock = threading.Lock()
        self._waiting: _Waiting | None = None
        self._wakes: queue.SimpleQueue[bool] = queue.SimpleQueue()
        self._given = self._taken = 0
        self._wants_keyframe = True
        self._last_keyframe = 0.0
        self._next_due = 0.0
        self._smoothed: float | None = None
        self._clock = PictureClock()
        # A frame's own reformatter hangs when two threads use it, and a camera's frame is shown, too.
        self._reformatter = VideoReformatter()
        self._second: deque[tuple[float, int]] = deque()
        self._rated: tuple[float, float] = (0.0, 0.0)
        """The rate that the rung wants, and since when: what came before says nothing about it."""
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

    @property
    def seconds_per_frame(self) -> float:
        """Seconds that scaling and encoding of a picture take, smoothed."""
        return self._smoothed or 0.0

    def put(self, frame: av.VideoFrame) -> None:
        """Encode ``frame`` as soon as the picture in hand is done, in place of one that waits for that.

        Its pts counts in 1/90000 s.
        """
        waiting = _Waiting(frame, time.time())
        with self._lock:
            if not self._is_due():
                self.left_out += 1
                return
            replaces, self._waiting = self._waiting is not None, waiting
            self.dropped_frames += replaces
        if not replaces:
            self._wakes.put(True)

    def want_keyframe(self) -> None:
        """Make one of the next pictures a keyframe, not sooner than the spacing allows."""
        self._wants_keyframe = True

    def begin_anew(self) -> None:
        """Make the very next picture a keyframe: whoever gets it has none before it."""
        self._last_keyframe = 0.0
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

    def _is_due(self) -> bool:
        """Keep to the rate of the rung on the average."""
        if self.is_blocked():
            return False
        rung = self.rung
        if rung is None:
            return True
        now, spacing = time.monotonic(), 1.0 / rung.rate
        if now < self._next_due - EARLY * spacing:
            return False
        begins_anew = now - self._next_due > 2 * spacing
        self._next_due = (now if begins_anew else self._next_due) + spacing
        return True

    def _run(self) -> None:
        while self._wakes.get():
            with self._lock:
                waiting, self._waiting = self._waiting, None
            if waiting is None:
                continue
            if self._given - self._taken >= MAX_UNSENT:
                self.dropped_frames += 1
                continue
            try:
                self._encode(waiting)
            except Exception as error:
                # Whatever the camera delivered, the thread lives on with a fresh encoder.
                self.bad_frames += 1
                self._fail()
                log.info("picture not encoded: %s: %s", type(error).__name__, error)
        self.encoder = None
        self._call(self._finished.set)

    def _fail(self) -> None:
        self.encoder = None
        self._wants_keyframe = True
        self._failures += 1
        if self._failures >= FAILURES:
            self._failures, self._codec = 0, (self._codec + 1) % self._codecs

    def _encode(self, waiting: _Waiting) -> None:
        frame, given = waiting.frame, waiting.frame.pts
        if given is None:
            raise ValueError("a picture without a time")
        timestamp = self._clock.follow(given, waiting.captured_at)
        if timestamp != given:
            frame.pts = timestamp
        encoder = self.encoder
        if encoder is None:
            encoder = self.encoder = self._create(self._codec)
        start = time.monotonic()
        self.source_size = (frame.width, frame.height)
        wants = self._wants_keyframe and start - self._last_keyframe >= KEYFRAME_SPACING
        if self.target_bitrate:
            encoder.target_bitrate = self.target_bitrate
        encoder.frame_rate = self._frame_rate(start)
        frame = _as_encodable(frame, self.rung, self._reformatter, encoder.pixel_formats)
        picture = encoder.encode(frame, wants)
        self._failures = 0
        self._note(frame, picture, start)
        if picture.payloads:
            self._given += 1
            encoded = Encoded(picture, timestamp, waiting.captured_at, self._codec)
            self._call(lambda: self._deliver(encoded))

    def _frame_rate(self, now: float) -> float:
        """Return how many pictures a second come: as they did, at first as the rung wants them."""
        wanted = float(self.rung.rate) if self.rung is not None else MOST_RATE
        if self._rated[0] != wanted:
            self._rated = wanted, now
        since = now - 1.0
        with self._lock:
            while self._second and self._second[0][0] < since:
                self._second.popleft()
            measured = [at for at, _size in self._second if at >= self._rated[1]]
        count, first = len(measured), measured[0] if measured else now
        return wanted if now - first < MEASURED_SECONDS else min(wanted, count / (now - first))

    def _note(self, frame: av.VideoFrame, picture: EncodedPicture, start: float) -> None:
        now = time.monotonic()
        if picture.is_keyframe:
            self._wants_keyframe, self._last_keyframe = False, now
            self.keyframes += 1
        if picture.qp is not None:
            self.qp_sum = (self.qp_sum or 0) + picture.qp
        self.size = (frame.width, frame.height)
        self.frames += 1
        self.seconds += now - start
        last = self._smoothed if self._smoothed is not None else now - start
        self._smoothed = last + LOAD_WEIGHT * (now - start - last)
        with self._lock:
            self._second.append((now, picture.size))
            while self._second[0][0] < now - 1.0:
                self._second.popleft()

    def _deliver(self, encoded: Encoded) -> None:
        self._taken += 1
        self._on_encoded(encoded)

    def _call(self, action: Callable[[], object]) -> None:
        try:
            self._loop.call_soon_threadsafe(action)
        except RuntimeError:
            log.debug("the loop has closed before the encoder")


def _as_encodable(
    frame: av.VideoFrame, rung: Rung | None, reformatter: VideoReformatter, pixel_formats: Collection[str]
) -> av.VideoFrame:
    """Return ``frame`` as an encoder takes it: with even sides, no larger than ``rung``. Often it is."""
    width, height = max(2, frame.width & ~1), max(2, frame.height & ~1)
    if rung is not None:
        width, height = scaled(frame.width, frame.height, rung)
    if frame.format.name in pixel_formats and (width, height) == (frame.width, frame.height):
        return frame
    return reformatter.reformat(frame, width, height, PIXEL_FORMAT)
