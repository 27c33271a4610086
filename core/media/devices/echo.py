"""Devices that hear what is played and see what is shown: the echo test is a call with them."""

from __future__ import annotations

import threading
from collections.abc import Callable

import av

from core.media.devices.fake import BLOCK_SECONDS, NoDevice
from core.media.devices.paced_thread import PacedThread
from core.media.pictures import PictureSlot
from core.ports import Block, Device, DeviceHandle, DeviceKind, OnFailure

MICROPHONE = Device(
    "echo:microphone", "Echo", DeviceKind.MICROPHONE, is_default=True, is_fake=True, is_acoustic=False
)
SPEAKER = Device("echo:speaker", "Echo", DeviceKind.SPEAKER, is_default=True, is_fake=True)
CAMERA = Device("echo:camera", "Echo", DeviceKind.CAMERA, is_default=True, is_fake=True)


class EchoDevices:
    """A ``DeviceHost`` for one call: its microphone hears its speaker, its camera sees ``reflect``'s slot.

    Use one host, one ``LocalMedia`` and one session per echoed call, and pass the session's
    ``incoming_picture`` to ``reflect``.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._on_block: Callable[[Block], None] | None = None
        self._on_frame: Callable[[av.VideoFrame], None] | None = None
        self._speaker: PacedThread | None = None

    def devices(self) -> tuple[Device, ...]:
        """Return the three devices. Any thread."""
        return (MICROPHONE, SPEAKER, CAMERA)

    def watch(self, on_change: Callable[[], None]) -> None:
        """Accept ``on_change``, which is never called: these devices stay."""

    def reflect(self, pictures: PictureSlot) -> None:
        """Let the camera see whatever is put into ``pictures``."""

        def show() -> None:
            frame = pictures.take()
            on_frame = self._on_frame
            if frame is not None and on_frame is not None:
                on_frame(frame)

        pictures.on_picture = show

    def open_microphone(
        self, device_id: str, on_block: Callable[[Block], None], on_failure: OnFailure
    ) -> DeviceHandle:
        """Deliver what the speaker plays."""
        self._on_block = on_block
        return _Ending(lambda: self._forget("_on_block"))

    def open_speaker(
        self, device_id: str, next_block: Callable[[], Block], on_failure: OnFailure
    ) -> DeviceHandle:
        """Play to the microphone, one block every 10 ms."""
        if self._speaker is not None:
            return NoDevice()
        self._speaker = PacedThread("echo-speaker", BLOCK_SECONDS, lambda _number: self._play(next_block()))
        return _Ending(self.close)

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
        """Deliver what is reflected, at the size and rate at which it comes."""
        self._on_frame = on_frame
        return _Ending(lambda: self._forget("_on_frame"))

    def close(self) -> None:
        """Stop the speaker. Idempotent."""
        speaker, self._speaker = self._speaker, None
        if speaker is not None:
            speaker.close()

    def _play(self, block: Block) -> None:
        on_block = self._on_block
        if on_block is not None:
            on_block(block)

    def _forget(self, name: str) -> None:
        with self._lock:
            setattr(self, name, None)


class _Ending:
    """A handle that runs ``action`` when it is closed."""

    def __init__(self, action: Callable[[], None]) -> None:
        self._action = action

    def close(self) -> None:
        """Run the action."""
        self._action()
