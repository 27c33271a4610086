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

from core.media.audio.levels import rms
from core.media.audio.speech_tone import speech_tone
from core.media.codecs.h264_encoder import RateAgileH264Encoder
from core.media.codecs.libopus import LibopusDecoder
from core.media.codecs.opus_encoder import FRAME_SAMPLES, OpusSpeechEncoder
from core.media.devices.capture import LocalMedia
from core.media.devices.fake import FakeDevices
from core.media.media_events import MediaEvent, MediaFlowing
from core.media.rtp.receiving.video_receiver import VideoReceiver
from core.media.session import MediaSession
from core.media.video.test_picture import TestPicture, read_frame_number
from core.ports import SAMPLE_RATE

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
    """Process CPU of the call divided by two, without what the next two count."""
    drawing_seconds_per_end: float
    """CPU for drawing the test picture, as measured in the call: a camera's cost."""
    measuring_seconds_per_end: float
    """CPU for reading the numbers of the received pictures: the measurement's own cost."""
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
        self.drawing_seconds = 0.0
        self._wanted = (width, height)

    def open_camera(self, device_id, on_frame, on_failure, *, width=0, height=0, rate=30):  # type: ignore[no-untyped-def]
        wide, high = self._wanted
        return super().open_camera(device_id, on_frame, on_failure, width=wide, height=high, rate=rate)

    def _draw(self, picture: TestPicture, number: int) -> av.VideoFrame:
        start = time.thread_time()
        frame = super()._draw(picture, number)
        self.drawing_seconds += time.thread_time() - start
        return frame


class _Meter:
    """Notes how old each test picture is when it has been decoded.

    It is shown later, when its sound is heard (``core/media/sync``): that is no part of this.
    """

    def __init__(self, session: MediaSession, sender: FakeDevices) -> None:
        self.ages: list[float] = []
        self.seconds = 0.0
        self.is_on = False
        self._session = session
        self._sender = sender

    def follow(self) -> None:
        """Take note of every picture that the session decodes from now on."""
        receiver = next(one for one in self._session._receivers if isinstance(one, VideoReceiver))
        shown = receiver.playout.put

        def put(frame: av.VideoFrame) -> None:
            self._note(frame)
            shown(frame)

        receiver.playout.put = put  # type: ignore[method-assign]

    def _note(self, frame: av.VideoFrame) -> None:
        now, start = time.monotonic(), time.thread_time()
        number = read_frame_number(frame) if self.is_on else None
        captured = self._sender.captured_at(number) if number is not None else None
        if captured is not None:
            self.ages.append(now - captured)
        self.seconds += time.thread_time() - start


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
            meter.follow()
            meter.is_on = True
        before = sum(host.drawing_seconds for host in devices), sum(meter.seconds for meter in meters)
        cpu, start = time.process_time(), time.monotonic()
        await asyncio.sleep(seconds)
        cpu, took = time.process_time() - cpu, time.monotonic() - start
        drawing = sum(host.drawing_seconds for host in devices) - before[0]
        measuring = sum(meter.seconds for meter in meters) - before[1]
        ages = np.array(meters[0].ages + meters[1].ages) * 1000
    finally:
        await asyncio.gather(*(end.close() for end in ends))
        for local, host in zip(locals_, devices, strict=True):
            local.close()
            host.close()
    captured = int(2 * took * 30)
    return LoopbackResult(
        seconds=took,
        frames=len(ages),
        frames_captured=captured,
        latency_p50_ms=float(np.percentile(ages, 50)) if len(ages) else float("nan"),
        latency_p95_ms=float(np.percentile(ages, 95)) if len(ages) else float("nan"),
        cpu_seconds_per_end=(cpu - drawing - measuring) / 2,
        drawing_seconds_per_end=drawing / 2,
        measuring_seconds_per_end=measuring / 2,
        connect_ms=connect_ms,
    )


def pure_sound_cost(frames: int = 300) -> float:
    """Return the CPU seconds for encoding and decoding one second of sound as a call does, and no more."""
    encoder, decoder, tone = OpusSpeechEncoder(), LibopusDecoder(), speech_tone()
    loudness = rms(tone[:FRAME_SAMPLES])
    begin = time.thread_time()
    for number in range(frames):
        start = number * FRAME_SAMPLES % (len(tone) - FRAME_SAMPLES + 1)
        samples = tone[start : start + FRAME_SAMPLES]
        for packet in encoder.encode(samples, number * FRAME_SAMPLES, loudness, is_first=not number):
            decoder.decode(packet.payload)
    return (time.thread_time() - begin) / (frames * FRAME_SAMPLES / SAMPLE_RATE)


def pure_codec_cost(
    frames: int = 150, width: int = 1280, height: int = 720, *, is_paced: bool = False
) -> CodecCost:
    """Encode and decode the same pictures with the same settings, with nothing around them.

    One after the other, or ``is_paced``: 30 in a second, as a call does it. The same work then costs about
    a quarter more, since the processor's caches and clock have cooled down each time.
    """
    encoder, picture = RateAgileH264Encoder(), TestPicture(width, height)
    decoder = av.VideoCodecContext.create("h264", "r")
    decoder.thread_count = 1
    encoding = decoding = 0.0
    due = time.monotonic()
    for number in range(frames):
        frame = picture.draw(number)
        frame.pts, frame.time_base = number * 3000, Fraction(1, 90_000)
        start = time.thread_time()
        data = encoder.encode_bytes(frame, number == 0)[0]
        middle = time.thread_time()
        decoder.decode(av.Packet(data))
        encoding, decoding = encoding + middle - start, decoding + time.thread_time() - middle
        due += 1 / 30
        if is_paced:
            time.sleep(max(0.0, due - time.monotonic()))
    return CodecCost(frames, encoding, decoding)
