"""The devices present now: QtMultimedia's lists, kept as values that any thread may read."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Slot
from PySide6.QtMultimedia import QAudioDevice, QCameraDevice, QMediaDevices

from core.ports import Device, DeviceKind
from ui.devices.refused_cameras import refused_cameras
from ui.devices.sound_server import SoundServerWatch

log = logging.getLogger(__name__)

QtDevice = QAudioDevice | QCameraDevice

NODE = b"/dev/video"


def device_id(device: QtDevice) -> str:
    """Return the system's own id of a device as text that survives storage."""
    return bytes(device.id().data()).hex()


def is_node(camera: QCameraDevice) -> bool:
    """Whether the system's id of a camera is only the place where it is plugged today."""
    return bytes(camera.id().data()).startswith(NODE)


def camera_ids(cameras: Iterable[QCameraDevice]) -> dict[str, QCameraDevice]:
    """Return cameras by ids that stay: where the system's do not, what a camera is called tells it again.

    Of several with one name the second and later ones are counted.
    """
    found: dict[str, QCameraDevice] = {}
    for camera in cameras:
        plain = own_id = f"camera:{camera.description()}" if is_node(camera) else device_id(camera)
        number = 1
        while own_id in found:
            number += 1
            own_id = f"{plain} ({number})"
        found[own_id] = camera
    return found


def describe(device: QtDevice, kind: DeviceKind, default_id: str) -> Device:
    """Return the core's view of a device."""
    own_id = device_id(device)
    return Device(own_id, device.description(), kind, is_default=own_id == default_id)


def describe_cameras(cameras: dict[str, QCameraDevice], default: QCameraDevice) -> list[Device]:
    """Return the core's view of cameras, the default one first."""
    devices = [
        Device(own_id, camera.description(), DeviceKind.CAMERA, is_default=camera == default)
        for own_id, camera in cameras.items()
    ]
    return sorted(devices, key=lambda device: not device.is_default)


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
        self._refused_cameras: tuple[Device, ...] = ()
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

    def is_refused(self, wanted_id: str) -> bool:
        """Whether the system shows this camera and does not let this person use it."""
        with self._lock:
            return any(camera.id == wanted_id for camera in self._refused_cameras)

    def is_sound_alive(self) -> bool:
        """Whether the sound server is still there: opening a stream without it would end the process."""
        return self._sound_server.is_alive()

    @Slot()
    def refresh(self) -> None:
        """Read the lists again and tell the watchers if they differ."""
        inputs = self._present(QMediaDevices.audioInputs())
        outputs = self._present(QMediaDevices.audioOutputs())
        cameras = camera_ids(camera for camera in QMediaDevices.videoInputs() if not camera.isNull())
        refused = refused_cameras()
        found = (
            *self._describe(DeviceKind.MICROPHONE, inputs, QMediaDevices.defaultAudioInput()),
            *self._describe(DeviceKind.SPEAKER, outputs, QMediaDevices.defaultAudioOutput()),
            *describe_cameras(cameras, QMediaDevices.defaultVideoInput()),
            *refused,
        )
        with self._lock:
            is_same = found == self._devices
            self._devices = found
            self._audio = {(DeviceKind.MICROPHONE, device_id(d)): d for d in inputs}
            self._audio |= {(DeviceKind.SPEAKER, device_id(d)): d for d in outputs}
            self._cameras, self._refused_cameras = cameras, refused
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
