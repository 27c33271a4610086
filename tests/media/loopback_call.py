"""A measured call between two sessions of one process, and what its codecs cost alone.

For the benchmarks: ``run_loopback`` and ``pure_codec_cost`` print nothing and return plain numbers.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np

from core.media.codecs.h264_encoder import RateAgileH264Encoder
from core.media.devices.capture import LocalMedia
from core.media.devices.fake import FakeDevices
from core.media.media_events import MediaEvent, MediaFlowing
from core.media.session import MediaSession
from core.media.video.test_picture import TestPicture, read_frame_number

WARM_UP = 1.5
"""Seconds before anything is measured: keyframes and the encoder's first second."""


@dataclass(frozen=True, slots=True)
class LoopbackResult:
    """What one loopback call measured. Latencies in ms from capture to decoded frame, CPU in seconds."""

    seconds: float
    frames: int
    frames_captured: int
    latency_p50_ms: float
    latency_p95_ms: float
    cpu_seconds_per_end: float
    """Process CPU of the call divided by two, the cost of drawing the test picture taken away."""
    connect_ms: float
    """From the first offer to media flowing at both ends."""


@dataclass(frozen=True, slots=True)
class CodecCost:
    """CPU seconds for encoding and decoding ``frames`` pictures with the call's own settings."""

    frames: int
    encode_seconds: float
    decode_seconds: float

    @property
    def per_frame(self) -> float:
        """CPU seconds for one picture, both ways."""
        return (self.encode_seconds + self.decode_seconds) / self.frames


class _SizedDevices(FakeDevices):
    """Fake devices whose camera has a size of its own."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._wanted = (width, height)

    def open_camera(self, device_id, on_frame, on_failure, *, width=0, height=0, rate=30):  # type: ignore[no-untyped-def]
        wide, high = self._wanted
        return super().open_camera(device_id, on_frame, on_failure, width=wide, height=high, rate=rate)


class _Meter:
    """Notes how old each test picture is when it has been decoded."""

    def __init__(self, session: MediaSession, sender: FakeDevices) -> None:
        self.ages: list[float] = []
        self.is_on = False
        self._slot = session.incoming_picture
        self._sender = sender
        self._slot.on_picture = self._note

    def _note(self) -> None:
        now = time.monotonic()
        frame = self._slot.take()
        number = read_frame_number(frame) if frame is not None and self.is_on else None
        captured = self._sender.captured_at(number) if number is not None else None
        if captured is not None:
            self.ages.append(now - captured)


def _picture_cost(width: int, height: int, frames: int = 60) -> float:
    picture = TestPicture(width, height)
    start = time.process_time()
    for number in range(frames):
        picture.draw(number)
    return (time.process_time() - start) / frames


async def run_loopback(seconds: float = 10.0, width: int = 1280, height: int = 720) -> LoopbackResult:
    """Run a video call both ways in this process for ``seconds`` and measure it."""
    devices = (_SizedDevices(width, height), _SizedDevices(width, height))
    locals_ = tuple(LocalMedia(host) for host in devices)
    flowing = (asyncio.Event(), asyncio.Event())

    def session(index: int) -> MediaSession:
        def note(event: MediaEvent) -> None:
            if isinstance(event, MediaFlowing):
                flowing[index].set()

        return MediaSession(locals_[index], video=True, ice_servers=(), is_offerer=index == 0, on_event=note)

    ends = (session(0), session(1))
    meters = (_Meter(ends[0], devices[1]), _Meter(ends[1], devices[0]))
    try:
        begin = time.monotonic()
        await ends[0].accept_answer(await ends[1].accept_offer(await ends[0].create_offer()))
        async with asyncio.timeout(15):
            await asyncio.gather(*(event.wait() for event in flowing))
        connect_ms = (time.monotonic() - begin) * 1000
        await asyncio.sleep(WARM_UP)
        for meter in meters:
            meter.is_on = True
        cpu, start = time.process_time(), time.monotonic()
        await asyncio.sleep(seconds)
        cpu, took = time.process_time() - cpu, time.monotonic() - start
        ages = np.array(meters[0].ages + meters[1].ages) * 1000
    finally:
        await asyncio.gather(*(end.close() for end in ends))
        for local, host in zip(locals_, devices, strict=True):
            local.close()
            host.close()
    captured = int(2 * took * 30)
    drawing = _picture_cost(width, height) * captured
    return LoopbackResult(
        seconds=took,
        frames=len(ages),
        frames_captured=captured,
        latency_p50_ms=float(np.percentile(ages, 50)) if len(ages) else float("nan"),
        latency_p95_ms=float(np.percentile(ages, 95)) if len(ages) else float("nan"),
        cpu_seconds_per_end=(cpu - drawing) / 2,
        connect_ms=connect_ms,
    )


def pure_codec_cost(frames: int = 150, width: int = 1280, height: int = 720) -> CodecCost:
    """Encode and decode the same pictures with the same settings, with nothing around them."""
    picture = TestPicture(width, height)
    encoder = RateAgileH264Encoder()
    decoder = av.VideoCodecContext.create("h264", "r")
    decoder.thread_count = 1
    pictures = []
    for number in range(frames):
        frame = picture.draw(number)
        frame.pts, frame.time_base = number * 3000, Fraction(1, 90_000)
        pictures.append(frame)
    start = time.process_time()
    encoded = [encoder.encode_bytes(frame, number == 0)[0] for number, frame in enumerate(pictures)]
    middle = time.process_time()
    for data in encoded:
        decoder.decode(av.Packet(data))
    return CodecCost(frames, middle - start, time.process_time() - middle)
