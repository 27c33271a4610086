"""Two media sessions joined in memory: what they say goes over real ICE and DTLS on this machine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import av
import numpy as np
from numpy.typing import NDArray

from core.media.devices.capture import LocalMedia
from core.media.devices.fake import BLOCK_SECONDS, NoDevice
from core.media.devices.paced_thread import PacedThread
from core.media.devices.screens import FakeScreens
from core.media.devices.system_sound import FakeSystemSound
from core.media.media_events import MediaEvent
from core.media.session import MediaSession
from core.media.video.test_picture import TestPicture
from core.ports import BLOCK_SAMPLES, SAMPLE_RATE, Block, Device, DeviceHandle, DeviceKind, OnFailure

KEPT_BLOCKS = 1000


class ToneDevices:
    """A host with a pure tone for a microphone, a speaker that remembers, and a small test picture."""

    def __init__(
        self,
        tone: float = 1000.0,
        kinds: Sequence[DeviceKind] = tuple(DeviceKind),
        size: tuple[int, int] = (320, 240),
    ) -> None:
        self.played: list[Block] = []
        self.open_kinds: set[DeviceKind] = set()
        self.sent_numbers: list[int] = []
        self._kinds = tuple(kinds)
        self._size = size
        self._step = 2 * np.pi * tone / SAMPLE_RATE
        self._picture_number = 0

    def devices(self) -> tuple[Device, ...]:
        return tuple(
            Device(f"tone:{kind.value}", kind.value, kind, is_default=True, is_acoustic=False)
            for kind in self._kinds
        )

    def watch(self, on_change: Callable[[], None]) -> None:
        """These devices stay."""

    def heard(self, blocks: int) -> NDArray[np.int16]:
        """Return the last ``blocks`` blocks that were played."""
        return np.concatenate(self.played[-blocks:])

    def open_microphone(
        self, device_id: str, on_block: Callable[[Block], None], on_failure: OnFailure
    ) -> DeviceHandle:
        def speak(number: int) -> None:
            phase = self._step * (np.arange(BLOCK_SAMPLES) + number * BLOCK_SAMPLES)
            on_block((8000 * np.sin(phase)).astype(np.int16))

        return self._open(DeviceKind.MICROPHONE, PacedThread("tone", BLOCK_SECONDS, speak))

    def open_speaker(
        self, device_id: str, next_block: Callable[[], Block], on_failure: OnFailure
    ) -> DeviceHandle:
        def hear(_number: int) -> None:
            self.played.append(next_block())
            del self.played[:-KEPT_BLOCKS]

        return self._open(DeviceKind.SPEAKER, PacedThread("ear", BLOCK_SECONDS, hear))

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
        picture = TestPicture(*self._size, rate)

        def take(_number: int) -> None:
            self._picture_number += 1
            self.sent_numbers.append(self._picture_number)
            on_frame(picture.draw(self._picture_number))

        return self._open(DeviceKind.CAMERA, PacedThread("camera", 1 / rate, take))

    def close(self) -> None:
        """Nothing is held beyond the handles."""

    def _open(self, kind: DeviceKind, thread: PacedThread) -> DeviceHandle:
        self.open_kinds.add(kind)
        return _Handle(self, kind, thread)


class _Handle(NoDevice):
    def __init__(self, host: ToneDevices, kind: DeviceKind, thread: PacedThread) -> None:
        self._host, self._kind, self._thread = host, kind, thread

    def close(self) -> None:
        self._thread.close()
        self._host.open_kinds.discard(self._kind)


@dataclass
class End:
    """One end of a call, and what it was told."""

    devices: ToneDevices
    local: LocalMedia
    session: MediaSession
    screens: FakeScreens = field(default_factory=FakeScreens)
    system_sound: FakeSystemSound = field(default_factory=FakeSystemSound)
    events: list[MediaEvent] = field(default_factory=list)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def record(self, event: MediaEvent) -> None:
        self.events.append(event)
        self._changed.set()

    def has(self, kind: type) -> bool:
        return any(isinstance(event, kind) for event in self.events)

    async def wait_for(self, kind: type, seconds: float = 10.0) -> None:
        """Wait for an event of ``kind``; one that came already counts."""
        async with asyncio.timeout(seconds):
            while not self.has(kind):
                self._changed.clear()
                await self._changed.wait()


def make_end(
    is_offerer: bool,
    video: bool = True,
    devices: ToneDevices | None = None,
    local: LocalMedia | None = None,
) -> End:
    """Make one end with its own devices, or those of ``local``; it is closed with ``close_end``."""
    devices = devices or ToneDevices()
    screens, system_sound = FakeScreens(), FakeSystemSound()
    local = local or LocalMedia(devices, screens, system_sound)
    events: list[End] = []
    session = MediaSession(
        local,
        video=video,
        ice_servers=(),
        is_offerer=is_offerer,
        on_event=lambda event: events[0].record(event),
    )
    end = End(devices, local, session, screens, system_sound)
    events.append(end)
    return end


async def close_end(end: End) -> None:
    await end.session.close()
    end.local.close()


async def connect(caller: End, callee: End) -> None:
    """Exchange offer and answer as texts."""
    offer = await caller.session.create_offer()
    await caller.session.accept_answer(await callee.session.accept_offer(offer))


@asynccontextmanager
async def call_pair(
    *,
    video: bool = True,
    callee_video: bool | None = None,
    caller_devices: ToneDevices | None = None,
    callee_devices: ToneDevices | None = None,
    is_connected: bool = True,
) -> AsyncIterator[tuple[End, End]]:
    """Yield caller and callee of a running call, and close both."""
    from core.media.media_events import MediaFlowing

    caller = make_end(True, video, caller_devices)
    callee = make_end(False, video if callee_video is None else callee_video, callee_devices)
    try:
        if is_connected:
            await connect(caller, callee)
            await asyncio.gather(caller.wait_for(MediaFlowing), callee.wait_for(MediaFlowing))
        yield caller, callee
    finally:
        await close_end(caller)
        await close_end(callee)


async def eventually(condition: Callable[[], bool], seconds: float = 8.0, what: str = "") -> None:
    """Wait until ``condition`` holds; it is looked at every 20 ms."""
    try:
        async with asyncio.timeout(seconds):
            while not condition():  # noqa: ASYNC110 (conditions of other threads tell nobody)
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise AssertionError(f"did not happen in {seconds} s: {what or condition}") from None


def strongest_frequency(samples: NDArray[np.int16]) -> float:
    """Return the frequency in Hz with the most energy."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum)) * SAMPLE_RATE / len(samples)
