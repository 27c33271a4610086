"""The sound devices present now: QtMultimedia's lists, kept as values that any thread may read."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Slot
from PySide6.QtMultimedia import QAudioDevice, QMediaDevices

from core.ports import Device, DeviceKind


class QtSoundListing(QObject):
    """Follows ``QMediaDevices``; made and changed in its own thread, read from any.

    ``on_change`` callbacks run in the listing's thread, once per real difference.
    """

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._watchers: list[Callable[[], None]] = []
        self._devices: tuple[Device, ...] = ()
        self._audio: dict[tuple[DeviceKind, str], QAudioDevice] = {}
        self._source = QMediaDevices(self)
        self._source.audioInputsChanged.connect(self.refresh)
        self._source.audioOutputsChanged.connect(self.refresh)
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

    def find(self, kind: DeviceKind, wanted_id: str) -> QAudioDevice | None:
        """Return the sound device with this id (empty: the default one) if it is present."""
        with self._lock:
            first = next((device.id for device in self._devices if device.kind is kind), "")
            return self._audio.get((kind, wanted_id or first))

    @Slot()
    def refresh(self) -> None:
        """Read the lists again and tell the watchers if they differ."""
        inputs = [device for device in QMediaDevices.audioInputs() if not device.isNull()]
        outputs = [device for device in QMediaDevices.audioOutputs() if not device.isNull()]
        found = (
            *_described(DeviceKind.MICROPHONE, inputs, QMediaDevices.defaultAudioInput()),
            *_described(DeviceKind.SPEAKER, outputs, QMediaDevices.defaultAudioOutput()),
        )
        with self._lock:
            is_same = found == self._devices
            self._devices = found
            self._audio = {(DeviceKind.MICROPHONE, device_id(d)): d for d in inputs}
            self._audio |= {(DeviceKind.SPEAKER, device_id(d)): d for d in outputs}
            watchers = tuple(self._watchers)
        if not is_same:
            for on_change in watchers:
                on_change()

    def close(self) -> None:
        """Stop following."""
        with self._lock:
            self._watchers.clear()


def device_id(device: QAudioDevice) -> str:
    """Return the system's own id of a device as text that survives storage."""
    return bytes(device.id().data()).hex()


def _described(kind: DeviceKind, found: Iterable[QAudioDevice], default: QAudioDevice) -> list[Device]:
    default_id = device_id(default)
    devices = [
        Device(own_id, device.description(), kind, is_default=own_id == default_id)
        for device in found
        for own_id in [device_id(device)]
    ]
    return sorted(devices, key=lambda device: not device.is_default)
