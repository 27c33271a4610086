"""Cameras, microphones and speakers to choose from, the preview, and how loud it is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core import commands
from core.ports import Device, DeviceKind
from core.snapshots import DevicesSnapshot
from ui.bridge import Bridge
from ui.viewmodels.mirror import Mirror
from ui.viewmodels.rows import RowModel

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

LEVEL_INTERVAL_MS = 100


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """One choice of a picker; the empty id is the system's default."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class PickerState:
    """What a picker shows besides its rows."""

    current: int = 0
    problem: str = ""
    available: bool = False


def device_rows(devices: tuple[Device, ...], chosen: str, *, is_known: bool = True) -> list[DeviceRow]:
    """Return the choices: the system's default, each device, and a chosen one that is gone."""
    default = next((d.name for d in devices if d.is_default), "")
    plain = "System default" if devices or chosen or not is_known else "None found"
    rows = [DeviceRow("", f"System default ({default})" if default else plain)]
    rows += [DeviceRow(device.id, device.name) for device in devices if device.id]
    if chosen and all(row.key != chosen for row in rows):
        rows.append(DeviceRow(chosen, "Not connected"))
    return rows


@QmlElement
@QmlUncreatable("devices come from the core")
class DevicePicker(Mirror):  # type: ignore[operator]
    """The choice for one kind of device."""

    currentChanged = Signal()
    problemChanged = Signal()
    availableChanged = Signal()

    def __init__(self, bridge: Bridge, kind: DeviceKind, parent: QObject | None = None) -> None:
        super().__init__(PickerState(), parent)
        self._bridge = bridge
        self._kind = kind
        self._model = RowModel(DeviceRow, self)

    def show_devices(
        self, devices: tuple[Device, ...], chosen: str, problem: str, *, is_known: bool = True
    ) -> None:
        """Mirror one kind of device; while none is known yet, none is said to be missing."""
        rows = device_rows(devices, chosen, is_known=is_known)
        self._model.assign(rows)
        position = next((i for i, row in enumerate(rows) if row.key == chosen), 0)
        self._show(PickerState(position, problem, bool(devices) or not is_known))

    @Slot(int)
    def choose(self, position: int) -> None:
        """Use the device in this row from now on."""
        if 0 <= position < len(self._model.rows):
            self._bridge.post(commands.SelectDevice(self._kind, self._model.rows[position].key))

    @Property(QObject, constant=True)
    def model(self) -> QObject:
        """The rows: ``key`` and ``name``."""
        return self._model

    @Property(int, notify=currentChanged)
    def current(self) -> int:
        """Row of the chosen device."""
        return self._state.current  # type: ignore[no-any-return]

    @Property(str, notify=problemChanged)
    def problem(self) -> str:
        """What is wrong with the chosen device, as a sentence."""
        return self._state.problem  # type: ignore[no-any-return]

    @Property(bool, notify=availableChanged)
    def available(self) -> bool:
        """Whether there is any device of this kind."""
        return self._state.available  # type: ignore[no-any-return]


@QmlElement
@QmlUncreatable("levels come from the core")
class LevelsViewModel(QObject):  # type: ignore[operator]
    """Sound levels, polled ten times a second while anything that shows them is watching."""

    microphoneChanged = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._watchers = 0
        self._microphone = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(LEVEL_INTERVAL_MS)
        self._timer.timeout.connect(self._poll)

    @Slot()
    def watch(self) -> None:
        """Someone began to show the level."""
        self._watchers += 1
        self._timer.start()

    @Slot()
    def unwatch(self) -> None:
        """Someone no longer shows the level."""
        self._watchers = max(0, self._watchers - 1)
        if not self._watchers:
            self._timer.stop()
            self._set_microphone(0.0)

    @property
    def is_polling(self) -> bool:
        """Whether the levels are being read."""
        return self._timer.isActive()

    @Property(float, notify=microphoneChanged)
    def microphone(self) -> float:
        """Level of the microphone, 0 to 1."""
        return self._microphone

    def _poll(self) -> None:
        self._set_microphone(min(1.0, max(0.0, float(self._bridge.levels().microphone))))

    def _set_microphone(self, level: float) -> None:
        if abs(level - self._microphone) >= 0.005 or (level == 0.0) != (self._microphone == 0.0):
            self._microphone = level
            self.microphoneChanged.emit()


@dataclass(frozen=True, slots=True)
class DevicesState:
    """What is shown of all devices together."""

    test_devices: bool = False


@QmlElement
@QmlUncreatable("devices come from the core")
class DevicesViewModel(Mirror):  # type: ignore[operator]
    """The three pickers, the preview and the level meter."""

    testDevicesChanged = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(DevicesState(), parent)
        self._bridge = bridge
        self._microphone = DevicePicker(bridge, DeviceKind.MICROPHONE, self)
        self._camera = DevicePicker(bridge, DeviceKind.CAMERA, self)
        self._speaker = DevicePicker(bridge, DeviceKind.SPEAKER, self)
        self._levels = LevelsViewModel(bridge, self)
        self._previews = 0

    def show_devices(self, devices: DevicesSnapshot) -> None:
        """Mirror the devices of a snapshot."""
        for picker, present, chosen, problem in (
            (self._microphone, devices.microphones, devices.microphone_id, devices.microphone_problem),
            (self._camera, devices.cameras, devices.camera_id, devices.camera_problem),
            (self._speaker, devices.speakers, devices.speaker_id, devices.speaker_problem),
        ):
            picker.show_devices(present, chosen, problem, is_known=devices.is_known)
        self._show(DevicesState(devices.test_devices_shown))

    @Slot()
    def startPreview(self) -> None:
        """Show the person to themselves; each start needs its stop."""
        self._previews += 1
        if self._previews == 1:
            self._bridge.post(commands.StartPreview())

    @Slot()
    def stopPreview(self) -> None:
        """Take back one ``startPreview``."""
        if self._previews == 1:
            self._bridge.post(commands.StopPreview())
        self._previews = max(0, self._previews - 1)

    @Slot(bool)
    def showTestDevices(self, shown: bool) -> None:
        """Offer the test picture and test tone, or hide them."""
        if shown != self._state.test_devices:
            self._bridge.post(commands.SetTestDevices(shown))

    @Property(DevicePicker, constant=True)
    def microphone(self) -> DevicePicker:
        """The choice of microphone."""
        return self._microphone

    @Property(DevicePicker, constant=True)
    def camera(self) -> DevicePicker:
        """The choice of camera."""
        return self._camera

    @Property(DevicePicker, constant=True)
    def speaker(self) -> DevicePicker:
        """The choice of speaker."""
        return self._speaker

    @Property(LevelsViewModel, constant=True)
    def levels(self) -> LevelsViewModel:
        """How loud it is."""
        return self._levels

    @Property(bool, notify=testDevicesChanged)
    def testDevices(self) -> bool:
        """Whether the test devices are offered."""
        return self._state.test_devices  # type: ignore[no-any-return]
