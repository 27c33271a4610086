"""Devices that do what a test says: taken by another program, forbidden, unplugged, plugged in again."""

from __future__ import annotations

import threading
from collections.abc import Callable

import av

from core.media.devices.fake import SILENT_SPEAKER, TEST_PICTURE, TEST_TONE, FakeDevices, NoDevice
from core.ports import Block, Device, DeviceFailure, DeviceHandle, DeviceKind, FailureReason, OnFailure

CAMERA = Device("cam-1", "Desk camera", DeviceKind.CAMERA, is_default=True)
HEADSET = Device("mic-1", "Headset", DeviceKind.MICROPHONE)
BUILT_IN = Device("mic-2", "Built-in", DeviceKind.MICROPHONE, is_default=True)
SPEAKER = Device("spk-1", "Loudspeaker", DeviceKind.SPEAKER, is_default=True)


class ScriptedDevices:
    """A ``DeviceHost`` whose devices deliver the test picture and the test tone. Any thread."""

    def __init__(self, *devices: Device) -> None:
        self.refusing: dict[str, FailureReason] = {}
        """Why a device cannot be opened now."""
        self._present = list(devices)
        self._fakes = FakeDevices()
        self._watchers: list[Callable[[], None]] = []
        self._open: dict[str, OnFailure] = {}
        self._changed = threading.Condition()

    def devices(self) -> tuple[Device, ...]:
        return tuple(self._present)

    def watch(self, on_change: Callable[[], None]) -> None:
        self._watchers.append(on_change)

    def plug(self, device: Device) -> None:
        """Have ``device`` there from now on."""
        self._present.append(device)
        self._tell()

    def unplug(self, device: Device, reason: FailureReason = FailureReason.GONE) -> None:
        """Have it fail if it is open, and be gone."""
        self._present.remove(device)
        on_failure = self._open.get(device.id)
        if on_failure is not None:
            on_failure(DeviceFailure(device.id, device.kind, reason))
        self._tell()

    def wait_open(self, device: Device, *, is_open: bool = True) -> None:
        """Return once ``device`` is open, or not open any more."""
        with self._changed:
            came = self._changed.wait_for(lambda: (device.id in self._open) is is_open, 20)
        assert came, f"{device.name}: open devices are {list(self._open)}"

    def open_microphone(
        self, device_id: str, on_block: Callable[[Block], None], on_failure: OnFailure
    ) -> DeviceHandle:
        if self._refuses(device_id, DeviceKind.MICROPHONE, on_failure):
            return NoDevice()
        return self._opened(
            device_id, on_failure, self._fakes.open_microphone(TEST_TONE.id, on_block, _quiet)
        )

    def open_speaker(
        self, device_id: str, next_block: Callable[[], Block], on_failure: OnFailure
    ) -> DeviceHandle:
        if self._refuses(device_id, DeviceKind.SPEAKER, on_failure):
            return NoDevice()
        handle = self._fakes.open_speaker(SILENT_SPEAKER.id, next_block, _quiet)
        return self._opened(device_id, on_failure, handle)

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
        if self._refuses(device_id, DeviceKind.CAMERA, on_failure):
            return NoDevice()
        handle = self._fakes.open_camera(TEST_PICTURE.id, on_frame, _quiet, width=320, height=180, rate=15)
        return self._opened(device_id, on_failure, handle)

    def close(self) -> None:
        self._fakes.close()

    def _refuses(self, device_id: str, kind: DeviceKind, on_failure: OnFailure) -> bool:
        reason = self.refusing.get(device_id)
        if reason is not None:
            on_failure(DeviceFailure(device_id, kind, reason))
        return reason is not None

    def _opened(self, device_id: str, on_failure: OnFailure, handle: DeviceHandle) -> DeviceHandle:
        with self._changed:
            self._open[device_id] = on_failure
            self._changed.notify_all()
        return _Handle(self, device_id, handle)

    def _closed(self, device_id: str) -> None:
        with self._changed:
            self._open.pop(device_id, None)
            self._changed.notify_all()

    def _tell(self) -> None:
        for on_change in self._watchers:
            on_change()


class _Handle:
    def __init__(self, host: ScriptedDevices, device_id: str, handle: DeviceHandle) -> None:
        self._host = host
        self._device_id = device_id
        self._handle = handle

    def close(self) -> None:
        self._handle.close()
        self._host._closed(self._device_id)


def _quiet(_failure: DeviceFailure) -> None:
    pass
