"""Devices that are always there: a test picture, a test tone and a speaker that nobody hears.

They ship with the app, for machines without a camera or microphone, for demonstrations and for tests.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

import av
import numpy as np

from core.media.audio.speech_tone import speech_tone
from core.media.devices.paced_thread import PacedThread
from core.media.devices.sound_ticks import SoundTicks, SoundTurn
from core.media.video.test_picture import TestPicture
from core.ports import (
    BLOCK_SAMPLES,
    SAMPLE_RATE,
    Block,
    Device,
    DeviceFailure,
    DeviceHandle,
    DeviceKind,
    FailureReason,
    OnFailure,
)

TEST_PICTURE = Device("fake:picture", "Test picture", DeviceKind.CAMERA, is_default=True, is_fake=True)
TEST_TONE = Device(
    "fake:tone", "Test tone", DeviceKind.MICROPHONE, is_default=True, is_fake=True, is_acoustic=False
)
SILENT_SPEAKER = Device("fake:silence", "Silent speaker", DeviceKind.SPEAKER, is_default=True, is_fake=True)

BLOCK_SECONDS = BLOCK_SAMPLES / SAMPLE_RATE
REMEMBERED_FRAMES = 600
"""Capture times are kept for that many test pictures."""


class NoDevice:
    """The handle of a device that could not be opened."""

    def close(self) -> None:
        """Do nothing."""


class FakeDevices:
    """A ``DeviceHost`` whose devices are computed: sound on one thread, pictures on another."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._handles: list[PacedThread | SoundTurn] = []
        self._sound = SoundTicks("fake-sound", BLOCK_SECONDS)
        self._captured: OrderedDict[int, float] = OrderedDict()
        self._tone = speech_tone()
        self._last_picture: tuple[tuple[int, int, int], TestPicture] | None = None

    def devices(self) -> tuple[Device, ...]:
        """Return one device of each kind. Any thread."""
        return (TEST_TONE, SILENT_SPEAKER, TEST_PICTURE)

    def default_id(self, kind: DeviceKind) -> str:
        """Return the id of the fake device of ``kind``."""
        return next(device.id for device in self.devices() if device.kind is kind)

    def watch(self, on_change: Callable[[], None]) -> None:
        """Accept ``on_change``, which is never called: these devices stay."""

    def captured_at(self, number: int) -> float | None:
        """Return when test picture ``number`` was taken (``time.monotonic()``), if recently. Any thread."""
        with self._lock:
            return self._captured.get(number)

    def open_microphone(
        self, device_id: str, on_block: Callable[[Block], None], on_failure: OnFailure
    ) -> DeviceHandle:
        """Deliver the test tone, one block every 10 ms."""
        if device_id != TEST_TONE.id:
            return _refuse(device_id, DeviceKind.MICROPHONE, on_failure)
        blocks = np.split(self._tone, len(self._tone) // BLOCK_SAMPLES)
        return self._keep(self._sound.start(lambda number: on_block(blocks[number % len(blocks)])))

    def open_speaker(
        self, device_id: str, next_block: Callable[[], Block], on_failure: OnFailure
    ) -> DeviceHandle:
        """Pull one block every 10 ms and throw it away."""
        if device_id != SILENT_SPEAKER.id:
            return _refuse(device_id, DeviceKind.SPEAKER, on_failure)
        return self._keep(self._sound.start(lambda _number: _discard(next_block())))

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
        """Deliver the test picture; its numbers go on where the camera was closed the last time."""
        if device_id != TEST_PICTURE.id:
            return _refuse(device_id, DeviceKind.CAMERA, on_failure)
        with self._lock:
            first = next(reversed(self._captured), -1) + 1

        def take(number: int) -> None:
            self._remember(first + number)
            on_frame(self._draw(self._picture(width, height, rate), first + number))

        return self._keep(PacedThread("test-picture", 1 / rate, take))

    def close(self) -> None:
        """Stop every device. Idempotent."""
        with self._lock:
            handles, self._handles = self._handles, []
        for handle in handles:
            handle.close()

    def _picture(self, width: int, height: int, rate: int) -> TestPicture:
        """Return the picture to draw on, kept for the next time: the landscape takes 0.2 s to lay out.

        Called on the camera's own thread, never on the one that opens it.
        """
        if self._last_picture is None or self._last_picture[0] != (width, height, rate):
            self._last_picture = ((width, height, rate), TestPicture(width, height, rate))
        return self._last_picture[1]

    def _draw(self, picture: TestPicture, number: int) -> av.VideoFrame:
        return picture.draw(number)

    def _remember(self, number: int) -> None:
        with self._lock:
            self._captured[number] = time.monotonic()
            if len(self._captured) > REMEMBERED_FRAMES:
                self._captured.popitem(last=False)

    def _keep(self, opened: PacedThread | SoundTurn) -> DeviceHandle:
        with self._lock:
            self._handles = [*(handle for handle in self._handles if handle.is_running), opened]
        return opened


def _discard(_block: Block) -> None:
    pass


def _refuse(device_id: str, kind: DeviceKind, on_failure: OnFailure) -> DeviceHandle:
    on_failure(DeviceFailure(device_id, kind, FailureReason.GONE))
    return NoDevice()
