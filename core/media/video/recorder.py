"""Writes pictures to a video file on a thread of its own."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
from av.video.reformatter import VideoReformatter

from core.media.pictures import PictureSlot

log = logging.getLogger(__name__)

MAX_WAITING = 30
"""Pictures that wait for the disk at most; newer ones are dropped."""

TIME_BASE = Fraction(1, 1000)


class PictureRecorder:
    """Records pictures as H264 in whatever container the file's name asks for (mkv, mp4, ...).

    The first picture sets the size; later ones of another size are scaled. ``on_trouble`` is called at most
    once, from the recorder's thread, with a sentence when nothing more can be written.
    """

    def __init__(self, path: Path, on_trouble: Callable[[str], None]) -> None:
        self.dropped = 0
        self.written = 0
        self._path = path
        self._on_trouble = on_trouble
        self._has_ended = False
        self._queue: queue.Queue[tuple[float, av.VideoFrame] | None] = queue.Queue(MAX_WAITING)
        self._thread = threading.Thread(target=self._run, name="picture-recorder", daemon=True)
        self._thread.start()

    def attach(self, pictures: PictureSlot) -> None:
        """Record what is put into ``pictures``; whoever listened there goes on listening."""
        listener = pictures.on_picture

        def note() -> None:
            frame = pictures.take()
            if frame is not None:
                self.put(frame)
            if listener is not None:
                listener()

        pictures.on_picture = note

    def put(self, frame: av.VideoFrame) -> None:
        """Record ``frame`` as shown now. Any thread."""
        try:
            self._queue.put_nowait((time.monotonic(), frame))
        except queue.Full:
            self.dropped += 1

    def close(self) -> None:
        """Finish the file. Idempotent; waits for what is still to be written, five seconds at most."""
        if self._thread.is_alive():
            try:
                self._queue.put(None, timeout=5)
            except queue.Full:
                log.info("the disk is too slow for the recording")
        self._thread.join(timeout=5)

    def _run(self) -> None:
        try:
            self._record()
        except (av.FFmpegError, OSError, ValueError) as error:
            words = getattr(error, "strerror", None) or error
            self._on_trouble(f"{self._path.name} cannot be written ({words})")
            while not self._has_ended and self._queue.get() is not None:
                self.dropped += 1

    def _record(self) -> None:
        first = self._queue.get()
        if first is None:
            self._has_ended = True
            return
        start, frame = first
        with av.open(str(self._path), "w") as container:
            stream = container.add_stream("libx264", rate=30)
            stream.width, stream.height, stream.pix_fmt = frame.width, frame.height, "yuv420p"
            stream.time_base = stream.codec_context.time_base = TIME_BASE
            stream.options = {"preset": "superfast", "crf": "20"}
            reformatter = VideoReformatter()  # the frame's own is for one thread, and others have it too
            last = -1
            item: tuple[float, av.VideoFrame] | None = first
            while item is not None:
                at, frame = item
                last = max(last + 1, int((at - start) * 1000))
                picture = reformatter.reformat(frame, stream.width, stream.height, "yuv420p")
                if picture is frame:
                    picture = av.VideoFrame.from_ndarray(frame.to_ndarray(), format="yuv420p")
                picture.pts, picture.time_base = last, TIME_BASE
                container.mux(stream.encode(picture))
                self.written += 1
                item = self._queue.get()
            self._has_ended = True
            container.mux(stream.encode(None))
