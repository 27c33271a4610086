"""The devices present now: QtMultimedia's lists, kept as values that any thread may read."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Slot
from PySide6.QtMultimedia import QAudioDevice, QCameraDevice, QMediaDevices

from core.ports import Device, DeviceKind
from ui.devices.sound_server import SoundServerWatch

log = logging.getLogger(__name__)

QtDevice = QAudioDevice | QCameraDevice


def device_id(device: QtDevice) -> str:
    """Return the system's own id of a device as text that survives storage."""
    return bytes(device.id().data()).hex()


def describe(device: QtDevice, kind: DeviceKind, default_id: str) -> Device:
    """Return the core's view of a device."""
    own_id = device_id(device)
    return Device(own_id, device.description(), kind, is_default=own_id == default_id)


class DeviceListing(QObject):
    """Follows ``QMediaDevices``; made and changed in its own thread, read from any.

    ``on_change`` callbacks run in the listing's thread, once per real difference.
    """

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._watchers: list[Callable[[], None]] = []
        self._devices: tuple[Device, ...] = ()
        self._audio: dict[tuple[DeviceKind, str], QAudioDevice] = {}
        self._cameras: dict[str, QCameraDevice] = {}
        self._source = QMediaDevices(self)
        self._sound_server = SoundServerWatch(self)
        for changed in (
            self._source.audioInputsChanged,
            self._source.audioOutputsChanged,
            self._source.videoInputsChanged,
            self._sound_server.changed,
        ):
            changed.connect(self.refresh)
        self.refresh()

    @property
    def devices(self) -> tuple[Device, ...]:
        """The devices present, defaults first within each kind."""
        with self._lock:
            return self._devices

    def watch(self, on_change: Callable[[], None]) -> None:
        """Call ``on_change`` after every difference."""
        with self._lock:
            self._watchers.append(on_change)

    def find_audio(self, kind: DeviceKind, wanted_id: str) -> QAudioDevice | None:
        """Return the sound device with this id (empty: the default one) if it is present."""
        with self._lock:
            return self._audio.get((kind, wanted_id or self._default_id(kind)))

    def find_camera(self, wanted_id: str) -> QCameraDevice | None:
        """Return the camera with this id (empty: the default one) if it is present."""
        with self._lock:
            return self._cameras.get(wanted_id or self._default_id(DeviceKind.CAMERA))

    def is_sound_alive(self) -> bool:
        """Whether the sound server is still there: opening a stream without it would end the process."""
        return self._sound_server.is_alive()

    @Slot()
    def refresh(self) -> None:
        """Read the lists again and tell the watchers if they differ."""
        inputs = self._present(QMediaDevices.audioInputs())
        outputs = self._present(QMediaDevices.audioOutputs())
        cameras = [camera for camera in QMediaDevices.videoInputs() if not camera.isNull()]
        found = (
            *self._describe(DeviceKind.MICROPHONE, inputs, QMediaDevices.defaultAudioInput()),
            *self._describe(DeviceKind.SPEAKER, outputs, QMediaDevices.defaultAudioOutput()),
            *self._describe(DeviceKind.CAMERA, cameras, QMediaDevices.defaultVideoInput()),
        )
        with self._lock:
            is_same = found == self._devices
            self._devices = found
            self._audio = {(DeviceKind.MICROPHONE, device_id(d)): d for d in inputs}
            self._audio |= {(DeviceKind.SPEAKER, device_id(d)): d for d in outputs}
            self._cameras = {device_id(d): d for d in cameras}
            watchers = tuple(self._watchers)
        if not is_same:
            log.info("devices: %s", ", ".join(f"{d.kind} {d.name!r}" for d in found) or "none")
            for on_change in watchers:
                on_change()

    def close(self) -> None:
        """Stop following."""
        with self._lock:
            self._watchers.clear()
        self._sound_server.close()

    def _present(self, listed: Iterable[QAudioDevice]) -> list[QAudioDevice]:
        return [d for d in listed if not d.isNull() and self._sound_server.has(bytes(d.id().data()).decode())]

    def _default_id(self, kind: DeviceKind) -> str:
        return next((d.id for d in self._devices if d.kind is kind), "")

    @staticmethod
    def _describe(kind: DeviceKind, found: Iterable[QtDevice], default: QtDevice) -> list[Device]:
        devices = [describe(device, kind, device_id(default)) for device in found]
        return sorted(devices, key=lambda device: not device.is_default)
