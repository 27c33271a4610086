"""Cameras, microphones and speakers to choose from, the preview, the sound and the check before a call."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core import commands
from core.ports import DeviceKind
from core.snapshots import DevicesSnapshot
from ui.bridge import Bridge
from ui.language.properties import Property
from ui.viewmodels.devices.check import CheckViewModel
from ui.viewmodels.devices.levels import LevelsViewModel
from ui.viewmodels.devices.picker import DevicePicker
from ui.viewmodels.devices.sound import SoundViewModel
from ui.viewmodels.devices.system_settings import SystemSettings
from ui.viewmodels.mirror import Mirror

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class DevicesState:
    """What is shown of all devices together."""

    test_devices: bool = False


@QmlElement
@QmlUncreatable("devices come from the core")
class DevicesViewModel(Mirror):  # type: ignore[operator]
    """The three pickers, the preview, the sound and the check."""

    testDevicesChanged = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(DevicesState(), parent)
        self._bridge = bridge
        self._microphone = self._picker(DeviceKind.MICROPHONE)
        self._camera = self._picker(DeviceKind.CAMERA)
        self._speaker = self._picker(DeviceKind.SPEAKER)
        self._levels = LevelsViewModel(bridge, self)
        self._sound = SoundViewModel(bridge, self)
        self._check = CheckViewModel(bridge, self)
        self._previews = 0

    def _picker(self, kind: DeviceKind) -> DevicePicker:
        return DevicePicker(
            self._bridge, partial(commands.SelectDevice, kind), self, settings=SystemSettings(kind)
        )

    def show_devices(self, devices: DevicesSnapshot) -> None:
        """Mirror the devices of a snapshot."""
        for picker, present, chosen, problem in (
            (self._microphone, devices.microphones, devices.microphone_id, devices.microphone_problem),
            (self._camera, devices.cameras, devices.camera_id, devices.camera_problem),
            (self._speaker, devices.speakers, devices.speaker_id, devices.speaker_problem),
        ):
            picker.show_devices(present, chosen, problem, is_known=devices.is_known)
        self._sound.show_devices(devices)
        self._check.show_devices(devices)
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

    @Property(SoundViewModel, constant=True)
    def sound(self) -> SoundViewModel:
        """Volume, gain, noise suppression, and what rings where."""
        return self._sound

    @Property(CheckViewModel, constant=True)
    def check(self) -> CheckViewModel:
        """The check before a call."""
        return self._check

    @Property(bool, notify=testDevicesChanged)
    def testDevices(self) -> bool:
        """Whether the test devices are offered."""
        return self._state.test_devices  # type: ignore[no-any-return]
