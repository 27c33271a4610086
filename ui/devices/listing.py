"""The devices present now: those of the sound system and Qt's cameras, as values that any thread may read."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Slot
from PySide6.QtMultimedia import QCameraDevice, QMediaDevices

from core.ports import Device, DeviceKind
from ui.devices.refused_cameras import refused_cameras
from ui.devices.sound.system import SoundSystem

log = logging.getLogger(__name__)

NODE = b"/dev/video"


def is_node(camera: QCameraDevice) -> bool:
    """Whether the system's id of a camera is only the place where it is plugged today."""
    return bytes(camera.id().data()).startswith(NODE)


def camera_ids(cameras: Iterable[QCameraDevice]) -> dict[str, QCameraDevice]:
    """Return cameras by ids that stay: where the system's do not, what a camera is called tells it again.

    Of several with one name the second and later ones are counted.
    """
    found: dict[str, QCameraDevice] = {}
    for camera in cameras:
        own_id = bytes(camera.id().data()).hex()
        plain = own_id = f"camera:{camera.description()}" if is_node(camera) else own_id
        number = 1
        while own_id in found:
            number += 1
            own_id = f"{plain} ({number})"
        found[own_id] = camera
    return found


def describe_cameras(cameras: dict[str, QCameraDevice], default: QCameraDevice) -> list[Device]:
    """Return the core's view of cameras, the default one first."""
    devices = [
        Device(own_id, camera.description(), DeviceKind.CAMERA, is_default=camera == default)
        for own_id, camera in cameras.items()
    ]
    return sorted(devices, key=lambda device: not device.is_default)


class DeviceListing(QObject):
    """Follows ``QMediaDevices`` and a sound system; made in the application's thread, read from any.

    ``on_change`` callbacks run in the thread that notices, once per real difference.
    """

    def __init__(self, sound: SoundSystem) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._sound = sound
        self._watchers: list[Callable[[], None]] = []
        self._devices: tuple[Device, ...] = ()
        self._has_sound_service = True
        self._cameras: dict[str, QCameraDevice] = {}
        self._described_cameras: tuple[Device, ...] = ()
        self._refused_cameras: tuple[Device, ...] = ()
        self._source = QMediaDevices(self)
        self._source.videoInputsChanged.connect(self.refresh)
        sound.watch(self._compose)
        self.refresh()

    @property
    def devices(self) -> tuple[Device, ...]:
        """The devices present, defaults first within each kind."""
        with self._lock:
            return self._devices

    @property
    def has_sound_service(self) -> bool:
        """Whether the system's sound service answered when the devices were listed."""
        with self._lock:
            return self._has_sound_service

    def watch(self, on_change: Callable[[], None]) -> None:
        """Call ``on_change`` after every difference."""
        with self._lock:
            self._watchers.append(on_change)

    def find_camera(self, wanted_id: str) -> QCameraDevice | None:
        """Return the camera with this id (empty: the default one) if it is present."""
        with self._lock:
            first = next((device.id for device in self._devices if device.kind is DeviceKind.CAMERA), "")
            return self._cameras.get(wanted_id or first)

    def is_refused(self, wanted_id: str) -> bool:
        """Whether the system shows this camera and does not let this person use it."""
        with self._lock:
            return any(camera.id == wanted_id for camera in self._refused_cameras)

    @Slot()
    def refresh(self) -> None:
        """Read the cameras again and tell the watchers if they differ."""
        cameras = camera_ids(camera for camera in QMediaDevices.videoInputs() if not camera.isNull())
        described = describe_cameras(cameras, QMediaDevices.defaultVideoInput())
        refused = refused_cameras()
        with self._lock:
            self._cameras, self._refused_cameras = cameras, refused
            self._described_cameras = (*described, *refused)
        self._compose()

    def close(self) -> None:
        """Stop following."""
        with self._lock:
            self._watchers.clear()

    def _compose(self) -> None:
        with self._lock:
            found = (*self._sound.devices(), *self._described_cameras)
            has_service = self._sound.has_service()
            is_same = (found, has_service) == (self._devices, self._has_sound_service)
            self._devices, self._has_sound_service = found, has_service
            watchers = tuple(self._watchers)
        if not is_same:
            log.info("devices: %s", ", ".join(f"{d.kind} {d.name!r}" for d in found) or "none")
            for on_change in watchers:
                on_change()
