"""The reference: the same picture and size over two unchanged aiortc peer connections, with its defaults.

Run as ``python -m tests.bench.stock_aiortc SECONDS``: prints one JSON object, like ``tests.bench.video``.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from dataclasses import asdict
from fractions import Fraction

import av
from aiortc import AudioStreamTrack, RTCConfiguration, RTCPeerConnection, VideoStreamTrack
from aiortc.codecs import get_capabilities, get_decoder, get_encoder
from aiortc.codecs.vpx import VpxPayloadDescriptor
from aiortc.jitterbuffer import JitterFrame
from aiortc.rtcrtpparameters import RTCRtpCodecParameters

from core.media.video.test_picture import TestPicture, read_frame_number
from tests.bench.measurement import percentile
from tests.bench.video import VideoFigures

WIDTH, HEIGHT, RATE = 1280, 720, 30
WARM_UP = 2.0


class PictureTrack(VideoStreamTrack):
    """The test picture at 30 pictures per second; remembers when each was taken."""

    def __init__(self) -> None:
        super().__init__()
        self.captured: dict[int, float] = {}
        self.beside = 0.0
        """CPU seconds for drawing and for reading the numbers, as measured in the call."""
        self._picture = TestPicture(WIDTH, HEIGHT, RATE)
        self._number = 0

    async def recv(self) -> av.VideoFrame:
        """Return the next picture when it is due."""
        pts, time_base = await self.next_timestamp()
        self._number += 1
        self.captured[self._number] = time.monotonic()
        start = time.thread_time()
        frame = self._picture.draw(self._number)
        self.beside += time.thread_time() - start
        frame.pts, frame.time_base = pts, time_base
        return frame


async def receive(track: VideoStreamTrack, sent: PictureTrack, ages: list[float]) -> None:
    """Note the age of every picture that arrives, in ms."""
    while True:
        frame = await track.recv()
        now, start = time.monotonic(), time.thread_time()
        number = read_frame_number(frame)
        sent.beside += time.thread_time() - start
        if number in sent.captured:
            ages.append(1000 * (now - sent.captured[number]))


async def consume(track: AudioStreamTrack) -> None:
    """Take the sound, as a speaker would."""
    while True:
        await track.recv()


async def run(seconds: float) -> VideoFigures:
    """Run a call both ways for ``seconds``."""
    ends = [RTCPeerConnection(RTCConfiguration(iceServers=[])) for _ in range(2)]
    tracks = [PictureTrack() for _ in ends]
    ages: list[float] = []
    tasks: list[asyncio.Task[None]] = []

    def follow(index: int) -> None:
        @ends[index].on("track")
        def on_track(track: VideoStreamTrack) -> None:
            work = receive(track, tracks[1 - index], ages) if track.kind == "video" else consume(track)
            tasks.append(asyncio.create_task(work))

    for index, end in enumerate(ends):
        follow(index)
        end.addTrack(AudioStreamTrack())
        end.addTrack(tracks[index])
    await ends[0].setLocalDescription(await ends[0].createOffer())
    await ends[1].setRemoteDescription(ends[0].localDescription)
    await ends[1].setLocalDescription(await ends[1].createAnswer())
    await ends[0].setRemoteDescription(ends[1].localDescription)
    await asyncio.sleep(WARM_UP)
    ages.clear()
    before = sum(len(track.captured) for track in tracks)
    beside = sum(track.beside for track in tracks)
    cpu, start = time.process_time(), time.monotonic()
    await asyncio.sleep(seconds)
    cpu, took = time.process_time() - cpu, time.monotonic() - start
    beside = sum(track.beside for track in tracks) - beside
    measured = list(ages)
    # It takes a picture only when the last one is encoded, so that a slow machine takes fewer.
    taken = sum(len(track.captured) for track in tracks) - before
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for end in ends:
        await end.close()
    return VideoFigures(
        latency_p50_ms=percentile(measured, 0.5) if measured else None,
        latency_p95_ms=percentile(measured, 0.95) if measured else None,
        frames=len(measured),
        frames_captured=round(2 * took * RATE),
        cpu_ratio=(cpu - beside) / (taken * codec_cost()),
        spent_ms=1000 * (cpu - beside) / taken,
    )


def codec_cost(frames: int = 150) -> float:
    """Return the CPU seconds that its own default codec takes to encode and decode one picture."""
    name = next(c for c in get_capabilities("video").codecs if c.mimeType.lower() == "video/vp8")
    codec = RTCRtpCodecParameters(mimeType=name.mimeType, clockRate=name.clockRate, payloadType=97)
    encoder, decoder, picture = get_encoder(codec), get_decoder(codec), TestPicture(WIDTH, HEIGHT, RATE)
    spent = 0.0
    for number in range(frames):
        frame = picture.draw(number)
        frame.pts, frame.time_base = number * 3000, Fraction(1, 90_000)
        start = time.process_time()
        payloads, _ = encoder.encode(frame)
        data = b"".join(VpxPayloadDescriptor.parse(payload)[1] for payload in payloads)
        decoder.decode(JitterFrame(data, number * 3000))
        spent += time.process_time() - start
    return spent / frames


if __name__ == "__main__":
    sys.setswitchinterval(0.001)
    print(json.dumps(asdict(asyncio.run(run(float(sys.argv[1]))))))
