"""Choosing one of several: a device of a kind, or a ringtone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.commands import Command
from core.ports import Device
from core.sentences import sentence
from ui.bridge import Bridge
from ui.language.properties import Property
from ui.viewmodels.devices.system_settings import SystemSettings
from ui.viewmodels.mirror import Mirror
from ui.viewmodels.rows import RowModel

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1


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
    place_words: str = ""


def device_rows(
    devices: tuple[Device, ...], chosen: str, *, is_known: bool = True, default_words: str = ""
) -> list[DeviceRow]:
    """Return the choices: the default (``default_words``, or the system's), each device, one that is gone."""
    default = next((d.name for d in devices if d.is_default), "")
    plain = sentence("System default") if devices or chosen or not is_known else sentence("None found")
    first = default_words or (sentence("System default ({name})", name=default) if default else plain)
    rows = [DeviceRow("", first)]
    rows += [DeviceRow(device.id, device.name) for device in devices if device.id]
    if chosen and all(row.key != chosen for row in rows):
        rows.append(DeviceRow(chosen, sentence("Not connected")))
    return rows


def name_rows(names: tuple[str, ...], chosen: str) -> list[DeviceRow]:
    """Return a choice for each name, and one for a chosen name that is not among them."""
    rows = [DeviceRow(name, name) for name in dict.fromkeys(names)]
    if chosen and rows and all(row.key != chosen for row in rows):
        rows.append(DeviceRow(chosen, sentence("{name} (no longer there)", name=chosen)))
    return rows


@QmlElement
@QmlUncreatable("devices come from the core")
class DevicePicker(Mirror):  # type: ignore[operator]
    """One choice; ``command`` makes what is posted for the key of a row."""

    currentChanged = Signal()
    problemChanged = Signal()
    availableChanged = Signal()
    placeWordsChanged = Signal()

    def __init__(
        self,
        bridge: Bridge,
        command: Callable[[str], Command],
        parent: QObject | None = None,
        *,
        settings: SystemSettings | None = None,
    ) -> None:
        super().__init__(PickerState(), parent)
        self._bridge = bridge
        self._command = command
        self._settings = settings
        self._model = RowModel(DeviceRow, self)

    def show_devices(
        self,
        devices: tuple[Device, ...],
        chosen: str,
        problem: str = "",
        *,
        is_known: bool = True,
        default_words: str = "",
    ) -> None:
        """Mirror one kind of device; while none is known yet, none is said to be missing."""
        rows = device_rows(devices, chosen, is_known=is_known, default_words=default_words)
        self._show_rows(rows, chosen, problem, is_available=bool(devices) or not is_known)

    def show_names(self, names: tuple[str, ...], chosen: str) -> None:
        """Mirror a choice between names."""
        self._show_rows(name_rows(names, chosen), chosen, "", is_available=bool(names))

    def show_choices(self, rows: Sequence[DeviceRow], chosen: str) -> None:
        """Mirror a choice between anything else."""
        self._show_rows(rows, chosen, "", is_available=True)

    def _show_rows(self, rows: Sequence[DeviceRow], chosen: str, problem: str, *, is_available: bool) -> None:
        self._model.assign(rows)
        position = next((i for i, row in enumerate(rows) if row.key == chosen), 0)
        place = self._settings.words if self._settings is not None and problem else ""
        self._show(PickerState(position, problem, is_available, place))

    @Slot(int)
    def choose(self, position: int) -> None:
        """Use what is in this row from now on."""
        if 0 <= position < len(self._model.rows):
            self._bridge.post(self._command(self._model.rows[position].key))

    @Slot()
    def chooseAgain(self) -> None:
        """Post the present choice once more: a ringtone is played then."""
        self.choose(self._state.current)

    @Slot()
    def openPlace(self) -> None:
        """Open the system's own settings for this kind of device."""
        if self._settings is not None:
            self._settings.open()

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
        """Whether there is anything to choose from."""
        return self._state.available  # type: ignore[no-any-return]

    @Property(str, notify=placeWordsChanged)
    def placeWords(self) -> str:
        """What ``openPlace`` opens while something is wrong; empty where the system has no such place."""
        return self._state.place_words  # type: ignore[no-any-return]
