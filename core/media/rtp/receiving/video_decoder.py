"""The thread that decodes the pictures of one track."""

from __future__ import annotations

import asyncio
import logging
import queue
import struct
import threading
import time
from collections.abc import Callable
from typing import Protocol, cast

import av
from aiortc.codecs import get_decoder
from aiortc.jitterbuffer import JitterFrame
from aiortc.rtcrtpparameters import RTCRtpCodecParameters

from core.media.rtp.receiving.frame_assembler import AssembledFrame
from core.media.video.camera import TIME_BASE

log = logging.getLogger(__name__)

MAX_WAITING, MAX_BEHIND = 12, 0.4
"""Pictures that wait to be decoded at most, and seconds that the one in hand has waited: when both are more,
all are dropped for a keyframe. Many at once are only what one lost packet had held up."""

MOST_WAITING = 90
"""The same, however little they have waited."""

MAX_PIXELS = 4096 * 4096
"""Pixels of one picture at most: more than any screen has. A few bytes can claim a gigabyte of them."""

VP8_START = b"\x9d\x01\x2a"
VP8_HEADER = struct.Struct("<3x3sHH")
"""What begins a keyframe (RFC 6386 section 9.1): start code, width and height, 14 bits each."""


class PictureTooLarge(ValueError):
    """A picture claims more pixels than are decoded: the other end's fault."""


class _Decoder(Protocol):
    def decode(self, encoded_frame: JitterFrame) -> list[av.VideoFrame]: ...


class _H264Decoder:
    """One thread and no delay: several threads cost more than they bring at this size."""

    def __init__(self) -> None:
        self._codec = av.VideoCodecContext.create("h264", "r")
        self._codec.thread_count = 1
        self._codec.options = {"max_pixels": str(MAX_PIXELS)}

    def decode(self, encoded_frame: JitterFrame) -> list[av.VideoFrame]:
        packet = av.Packet(encoded_frame.data)
        packet.pts = encoded_frame.timestamp
        packet.time_base = TIME_BASE
        return list(self._codec.decode(packet))


class _Vp8Decoder:
    """libvpx makes room for whatever a keyframe claims, before it looks whether there is such a picture."""

    def __init__(self) -> None:
        self._codec = av.VideoCodecContext.create("libvpx", "r")

    def decode(self, encoded_frame: JitterFrame) -> list[av.VideoFrame]:
        data = encoded_frame.data
        if len(data) >= VP8_HEADER.size and not data[0] & 1:
            start, width, height = VP8_HEADER.unpack_from(data)
            if start == VP8_START and (width & 0x3FFF) * (height & 0x3FFF) > MAX_PIXELS:
                raise PictureTooLarge(f"a picture of {width & 0x3FFF} x {height & 0x3FFF}")
        packet = av.Packet(data)
        packet.pts = encoded_frame.timestamp
        packet.time_base = TIME_BASE
        return list(self._codec.decode(packet))


def _create(codec: RTCRtpCodecParameters) -> _Decoder:
    if codec.mimeType.lower() == "video/h264":
        return _H264Decoder()
    if codec.mimeType.lower() == "video/vp8":
        return _Vp8Decoder()
    return cast(_Decoder, get_decoder(codec))


class VideoDecoderThread:
    """Decodes what ``put`` gives it, in order. ``on_frame`` runs on its thread, ``on_trouble`` on the loop.

    ``on_frame`` is given the picture, how many seconds its decoding took and what it was made of.
    ``on_trouble`` means: what was given is lost, ask for a keyframe.
    """

    def __init__(
        self,
        on_frame: Callable[[av.VideoFrame, float, AssembledFrame], None],
        on_trouble: Callable[[], None],
    ) -> None:
        self.dropped = 0
        self.errors = 0
        self._on_frame = on_frame
        self._on_trouble = on_trouble
        self._loop = asyncio.get_running_loop()
        self._put_at = float("inf")
        """When the picture in hand was put; infinite while there is none."""
        self._queue: queue.SimpleQueue[tuple[RTCRtpCodecParameters, AssembledFrame, float] | None]
        self._queue = queue.SimpleQueue()
        self._finished = asyncio.Event()
        self._is_stopping = False
        self._thread = threading.Thread(target=self._run, name="video-decoder", daemon=True)
        self._thread.start()

    def put(self, codec: RTCRtpCodecParameters, frame: AssembledFrame) -> None:
        """Decode ``frame`` soon, or drop everything that waits when there is too much. Core thread."""
        waiting, now = self._queue.qsize(), time.monotonic()
        is_behind = waiting >= MAX_WAITING and now - self._put_at > MAX_BEHIND
        if is_behind or waiting >= MOST_WAITING:
            self.dropped += self._empty() + 1
            self._on_trouble()
            return
        self._queue.put((codec, frame, now))

    async def stop(self) -> None:
        """Let the thread end; it is waited for without blocking the loop, two seconds at most."""
        self._is_stopping = True
        self._empty()
        self._queue.put(None)
        try:
            async with asyncio.timeout(2):
                await self._finished.wait()
        except TimeoutError:
            log.warning("a video decoder did not end in time")

    def _empty(self) -> int:
        count = 0
        try:
            while True:
                self._queue.get_nowait()
                count += 1
        except queue.Empty:
            return count

    def _run(self) -> None:
        decoder: _Decoder | None = None
        name = ""
        while (task := self._queue.get()) is not None:
            codec, frame, self._put_at = task
            began = time.monotonic()
            try:
                if decoder is None or codec.mimeType != name:
                    decoder, name = _create(codec), codec.mimeType
                pictures = decoder.decode(JitterFrame(frame.data, frame.timestamp))
            except Exception as error:
                # Whatever the other end sent, the thread lives on with a fresh decoder.
                decoder = None
                self.errors += 1
                log.debug("picture not decoded: %s: %s", type(error).__name__, error)
                self._call(self._on_trouble)
                self._put_at = float("inf")
                continue
            seconds = (time.monotonic() - began) / max(1, len(pictures))
            for picture in pictures:
                if not self._is_stopping:
                    self._on_frame(picture, seconds, frame)
            self._put_at = float("inf")
        self._call(self._finished.set)

    def _call(self, action: Callable[[], object]) -> None:
        try:
            self._loop.call_soon_threadsafe(action)
        except RuntimeError:
            log.debug("the loop has closed before the decoder")
