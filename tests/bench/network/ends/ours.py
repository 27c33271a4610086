"""A call between two sessions of ours over a relay."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import av

from core.media.devices.capture import LocalMedia
from core.media.devices.fake import BLOCK_SECONDS, SILENT_SPEAKER, TEST_PICTURE, TEST_TONE, FakeDevices
from core.media.devices.paced_thread import PacedThread
from core.media.media_events import MediaEvent, MediaFlowing
from core.media.session import MediaSession
from core.ports import BLOCK_SAMPLES, Block, DeviceHandle, OnFailure
from tests.bench.network.ends.recording import RATE, Camera, Recording, Screen, Speaker, sound_since
from tests.bench.network.ends.speech import computed_speech
from tests.bench.network.line.relay_process import RelayProcess
from tests.bench.network.scenes import Scene

CONNECT_SECONDS = 20
SPARE_SECONDS = 30
"""Speech beyond the scene: connecting takes time too."""


class SceneDevices(FakeDevices):
    """A microphone with computed speech, a speaker that remembers, a camera with numbered pictures."""

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self.speech = computed_speech(scene.seconds + SPARE_SECONDS)
        self.spoke_at: float | None = None
        self.speaker = Speaker()
        self.camera = Camera(scene.size or (128, 96))

    def open_microphone(
        self, device_id: str, on_block: Callable[[Block], None], on_failure: OnFailure
    ) -> DeviceHandle:
        """Speak from the beginning, then be silent."""
        assert device_id == TEST_TONE.id

        def speak(number: int) -> None:
            self.spoke_at = self.spoke_at or time.monotonic()
            block = self.speech[number * BLOCK_SAMPLES : (number + 1) * BLOCK_SAMPLES]
            if len(block) == BLOCK_SAMPLES:
                on_block(block)

        return PacedThread("speech", BLOCK_SECONDS, speak)

    def open_speaker(
        self, device_id: str, next_block: Callable[[], Block], on_failure: OnFailure
    ) -> DeviceHandle:
        """Keep what is played."""
        assert device_id == SILENT_SPEAKER.id
        return PacedThread("ear", BLOCK_SECONDS, lambda _number: self.speaker.play(next_block()))

    def open_camera(
        self,
        device_id: str,
        on_frame: Callable[[av.VideoFrame], None],
        on_failure: OnFailure,
        *,
        width: int = 1280,
        height: int = 720,
        rate: int = 30,
    ) -> DeviceHandle:
        """Take pictures of the scene's size."""
        assert device_id == TEST_PICTURE.id
        return PacedThread("camera", 1 / RATE, lambda _number: on_frame(self.camera.take()))


class _End:
    def __init__(self, scene: Scene, is_offerer: bool) -> None:
        self.devices = SceneDevices(scene)
        self.local = LocalMedia(self.devices)
        self.flowing = asyncio.Event()
        self.session = MediaSession(
            self.local,
            video=scene.size is not None,
            ice_servers=(),
            is_offerer=is_offerer,
            on_event=self._note,
        )

    def _note(self, event: MediaEvent) -> None:
        if isinstance(event, MediaFlowing):
            self.flowing.set()

    async def close(self) -> None:
        await self.session.close()
        self.local.close()
        self.devices.close()


async def run_ours(scene: Scene, relay: RelayProcess) -> Recording:
    """Make a call over ``relay``, let the scene pass, and return what came of it."""
    speaker, listener = _End(scene, True), _End(scene, False)
    listener.session.set_muted(True)
    listener.session.set_video_paused(True)
    slot, screen = listener.session.incoming_picture, Screen(speaker.devices.camera)

    def show() -> None:
        frame = slot.take()
        if frame is not None:
            screen.show(frame)

    slot.on_picture = show
    try:
        answer = await listener.session.accept_offer(relay.offer(await speaker.session.create_offer()))
        await speaker.session.accept_answer(relay.answer(answer))
        async with asyncio.timeout(CONNECT_SECONDS):
            await asyncio.gather(speaker.flowing.wait(), listener.flowing.wait())
        screen.is_on = True
        began = relay.begin()
        await asyncio.sleep(scene.seconds)
        screen.is_on = False
        ended = time.monotonic()
        counters = await _counters(speaker.session, listener.session)
    finally:
        await asyncio.gather(speaker.close(), listener.close())
    assert speaker.devices.spoke_at is not None
    return Recording(
        began,
        ended,
        sound_since(speaker.devices.speech, speaker.devices.spoke_at, began)[: int((ended - began) * 48_000)],
        listener.devices.speaker.since(began)[: int((ended - began) * 48_000)],
        speaker.devices.camera if scene.size else None,
        screen if scene.size else None,
        relay.samples,
        relay.counters[0],
        counters,
    )


async def _counters(speaker: MediaSession, listener: MediaSession) -> dict[str, float]:
    heard = (await listener.stats()).track("audio", "inbound-rtp")
    shown = (await speaker.stats()).track("video", "outbound-rtp")
    names = ("concealedSamples", "totalSamplesReceived", "removedSamplesForAcceleration")
    found = {name: float(heard.get(name, 0.0)) for name in names}
    names = ("keyFramesEncoded", "nackCount", "pliCount", "retransmittedPacketsSent", "targetBitrate")
    return found | {name: float(shown[name]) for name in names if name in shown}
