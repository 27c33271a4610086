"""The same call between two unchanged aiortc peer connections, with its defaults.

aiortc has no speaker. Here one pulls 10 ms every 10 ms from what has come, plays silence when there is
nothing, and throws the oldest away when more than a second waits.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from fractions import Fraction

import av
import numpy as np
from aiortc import AudioStreamTrack, MediaStreamTrack, RTCConfiguration, RTCPeerConnection, VideoStreamTrack
from aiortc import RTCSessionDescription as Description
from aiortc.mediastreams import MediaStreamError

from core.media.devices.fake import BLOCK_SECONDS
from core.media.devices.paced_thread import PacedThread
from core.ports import BLOCK_SAMPLES, SAMPLE_RATE, Block
from tests.bench.network.ends.ours import CONNECT_SECONDS, SPARE_SECONDS
from tests.bench.network.ends.recording import Camera, Recording, Screen, Speaker, sound_since
from tests.bench.network.ends.speech import computed_speech
from tests.bench.network.line.relay_process import RelayProcess
from tests.bench.network.scenes import Scene

FRAME_SAMPLES = 960
MOST_WAITING = SAMPLE_RATE


class SpeechTrack(AudioStreamTrack):
    """Computed speech in frames of 20 ms, each when it is due."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.speech = computed_speech(seconds)
        self.spoke_at: float | None = None
        self._frames = 0

    async def recv(self) -> av.AudioFrame:
        """Return the next frame once it has been said."""
        self.spoke_at = self.spoke_at or time.monotonic()
        samples = self.speech[self._frames * FRAME_SAMPLES : (self._frames + 1) * FRAME_SAMPLES]
        self._frames += 1
        if len(samples) < FRAME_SAMPLES:
            raise MediaStreamError
        due = self.spoke_at + self._frames * FRAME_SAMPLES / SAMPLE_RATE
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        frame = av.AudioFrame.from_ndarray(samples[None, :], "s16", "mono")
        frame.sample_rate, frame.time_base = SAMPLE_RATE, Fraction(1, SAMPLE_RATE)
        frame.pts = (self._frames - 1) * FRAME_SAMPLES
        return frame


class CameraTrack(VideoStreamTrack):
    """Numbered pictures, each when it is due."""

    def __init__(self, camera: Camera) -> None:
        super().__init__()
        self._camera = camera

    async def recv(self) -> av.VideoFrame:
        """Return the next picture."""
        pts, time_base = await self.next_timestamp()
        frame = self._camera.take()
        frame.pts, frame.time_base = pts, time_base
        return frame


class Ear:
    """What has come and was not played yet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: deque[Block] = deque(maxlen=MOST_WAITING // BLOCK_SAMPLES)

    def put(self, frame: av.AudioFrame) -> None:
        """Take a decoded frame, of one channel or two."""
        samples = frame.to_ndarray().reshape(-1, len(frame.layout.channels)).mean(axis=1).astype(np.int16)
        with self._lock:
            self._waiting.extend(np.split(samples, len(samples) // BLOCK_SAMPLES))

    def next_block(self) -> Block | None:
        """Return the next 10 ms, if there are any."""
        with self._lock:
            return self._waiting.popleft() if self._waiting else None


async def _listen(track: MediaStreamTrack, ear: Ear) -> None:
    while True:
        frame = await track.recv()
        assert isinstance(frame, av.AudioFrame)
        ear.put(frame)


async def _watch(track: MediaStreamTrack, screen: Screen) -> None:
    while True:
        frame = await track.recv()
        assert isinstance(frame, av.VideoFrame)
        screen.show(frame)


async def run_stock(scene: Scene, relay: RelayProcess) -> Recording:
    """Make a call over ``relay``, let the scene pass, and return what came of it."""
    caller, callee = (RTCPeerConnection(RTCConfiguration(iceServers=[])) for _ in range(2))
    speech, camera = SpeechTrack(scene.seconds + SPARE_SECONDS), Camera(scene.size or (128, 96))
    ear, speaker, screen = Ear(), Speaker(), Screen(camera)
    tasks: list[asyncio.Task[None]] = []

    @callee.on("track")
    def on_track(track: MediaStreamTrack) -> None:
        work = _watch(track, screen) if track.kind == "video" else _listen(track, ear)
        tasks.append(asyncio.create_task(work))

    caller.addTrack(speech)
    if scene.size:
        caller.addTrack(CameraTrack(camera))
    callee.addTrack(AudioStreamTrack())
    playing = PacedThread("ear", BLOCK_SECONDS, lambda _number: speaker.play(ear.next_block()))
    try:
        await _connect(caller, callee, relay)
        screen.is_on = True
        began = relay.begin()
        await asyncio.sleep(scene.seconds)
        screen.is_on = False
        ended = time.monotonic()
    finally:
        playing.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.gather(caller.close(), callee.close())
    length = int((ended - began) * SAMPLE_RATE)
    assert speech.spoke_at is not None
    return Recording(
        began,
        ended,
        sound_since(speech.speech, speech.spoke_at, began)[:length],
        speaker.since(began)[:length],
        camera if scene.size else None,
        screen if scene.size else None,
        relay.samples,
        relay.counters[0],
    )


async def _connect(caller: RTCPeerConnection, callee: RTCPeerConnection, relay: RelayProcess) -> None:
    """Exchange descriptions and wait until both ends are connected."""
    connected = [asyncio.Event(), asyncio.Event()]
    for end, event in zip((caller, callee), connected, strict=True):

        @end.on("connectionstatechange")
        def changed(end: RTCPeerConnection = end, event: asyncio.Event = event) -> None:
            if end.connectionState == "connected":
                event.set()

    await caller.setLocalDescription(await caller.createOffer())
    await callee.setRemoteDescription(Description(relay.offer(caller.localDescription.sdp), "offer"))
    await callee.setLocalDescription(await callee.createAnswer())
    await caller.setRemoteDescription(Description(relay.answer(callee.localDescription.sdp), "answer"))
    async with asyncio.timeout(CONNECT_SECONDS):
        await asyncio.gather(*(event.wait() for event in connected))
