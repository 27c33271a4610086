"""Something wrong with a device leads to the system's own place to change it, where there is one."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core import commands
from core.ports import DeviceKind
from tests.ui import scenes
from ui.bridge import Bridge
from ui.viewmodels.devices.picker import DevicePicker
from ui.viewmodels.devices.system_settings import (
    PRIVACY_WORDS,
    SOUND_WORDS,
    Place,
    SystemSettings,
    open_place,
    place_for,
)

KINDS = list(DeviceKind)


def installed(*names: str) -> Any:
    return lambda name: f"/usr/bin/{name}" if name in names else None


@pytest.mark.parametrize("platform", ["darwin", "win32"])
@pytest.mark.parametrize("kind", KINDS)
def test_systems_with_addresses_have_a_place_for_each_kind(platform: str, kind: DeviceKind) -> None:
    place = place_for(kind, platform=platform, find=installed())
    assert place is not None and ":" in place.url and not place.command
    assert place.words == (SOUND_WORDS if kind is DeviceKind.SPEAKER else PRIVACY_WORDS)


def test_only_one_system_asks_before_the_screen_is_recorded() -> None:
    place = place_for("screen", platform="darwin")
    assert place is not None and place.words == PRIVACY_WORDS
    assert place_for("screen", platform="win32") is None
    assert place_for("screen", platform="linux", find=installed("gnome-control-center")) is None


def test_elsewhere_the_first_program_that_is_there() -> None:
    both = installed("pavucontrol", "gnome-control-center")
    place = place_for(DeviceKind.MICROPHONE, platform="linux", find=both)
    assert place == Place(SOUND_WORDS, command=("gnome-control-center", "sound"))
    place = place_for(DeviceKind.SPEAKER, platform="linux", find=installed("pavucontrol"))
    assert place == Place(SOUND_WORDS, command=("pavucontrol",))
    place = place_for(DeviceKind.CAMERA, platform="linux", find=both)
    assert place == Place(PRIVACY_WORDS, command=("gnome-control-center", "camera"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_system_without_such_a_program_has_no_place(kind: DeviceKind) -> None:
    assert place_for(kind, platform="linux", find=installed("xterm")) is None


def test_a_program_that_is_gone_does_not_open(qtbot: QtBot) -> None:
    assert not open_place(Place(SOUND_WORDS, command=("/nowhere/at-all", "sound")))


def test_the_place_is_looked_for_once_and_only_in_trouble(qtbot: QtBot, bridge: Bridge) -> None:
    looked: list[Any] = []
    opened: list[Place] = []
    place = Place(SOUND_WORDS, command=("mixer",))

    def find(kind: Any) -> Place:
        looked.append(kind)
        return place

    settings = SystemSettings(
        DeviceKind.SPEAKER, find=find, open_it=lambda place: opened.append(place) is None
    )
    picker: Any = DevicePicker(bridge, commands.SelectRingDevice, settings=settings)
    picker.show_devices(scenes.SPEAKERS, "", "")
    assert looked == [] and picker.property("placeWords") == ""
    for _ in range(3):
        picker.show_devices(scenes.SPEAKERS, "", "The speaker is used by another program.")
    assert picker.property("placeWords") == SOUND_WORDS
    picker.openPlace()
    assert (looked, opened) == ([DeviceKind.SPEAKER], [place])


def test_no_place_no_words(qtbot: QtBot, bridge: Bridge) -> None:
    settings = SystemSettings(DeviceKind.SPEAKER, find=lambda kind: None)
    picker: Any = DevicePicker(bridge, commands.SelectRingDevice, settings=settings)
    picker.show_devices(scenes.SPEAKERS, "", "Something is wrong.")
    picker.openPlace()
    assert picker.property("placeWords") == "" and not settings.open()
