"""Pickers, the preview, the levels, and what can be set of the sound."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core import commands
from core.ports import Device, DeviceKind
from core.snapshots import NoiseSuppression
from tests.ui import scenes
from tests.ui.fake_engine import FakeEngine, FakeLevels
from ui.bridge import Bridge
from ui.viewmodels.devices.devices import DevicesViewModel
from ui.viewmodels.devices.picker import device_rows, name_rows
from ui.viewmodels.devices.sound import NOISE_WORDS, SoundViewModel


@pytest.fixture
def sound(qtbot: QtBot, bridge: Bridge) -> Any:
    made = SoundViewModel(bridge)
    made.show_devices(scenes.DEVICES)
    return made


def test_device_rows_begin_with_the_default_and_keep_a_lost_choice() -> None:
    rows = device_rows(scenes.MICROPHONES, "gone")
    assert [row.name for row in rows] == [
        "System default (Built-in microphone)",
        "Built-in microphone",
        "Jabra Evolve 65",
        "Not connected",
    ]


def test_no_device_at_all_is_said_once_it_is_known() -> None:
    assert [row.name for row in device_rows((), "")] == ["None found"]
    assert [row.name for row in device_rows((), "", is_known=False)] == ["System default"]
    assert [row.name for row in device_rows((), "gone")] == ["System default", "Not connected"]


def test_choosing_devices(qtbot: QtBot, bridge: Bridge, engine: FakeEngine) -> None:
    devices: Any = DevicesViewModel(bridge)
    devices.show_devices(scenes.DEVICES)
    camera = devices.camera
    assert camera.property("current") == 1
    camera.choose(2)
    camera.choose(99)
    camera.choose(-1)
    assert engine.commands == [commands.SelectDevice(DeviceKind.CAMERA, "cam-2")]
    added = (*scenes.CAMERAS, Device("cam-3", "Phone", DeviceKind.CAMERA))
    devices.show_devices(replace(scenes.DEVICES, cameras=added, camera_id=""))
    assert camera.property("current") == 0 and camera.property("model").rowCount() == 4


def test_the_preview_is_shared(qtbot: QtBot, bridge: Bridge, engine: FakeEngine) -> None:
    devices: Any = DevicesViewModel(bridge)
    devices.startPreview()
    devices.startPreview()
    devices.stopPreview()
    assert engine.commands == [commands.StartPreview()]
    devices.stopPreview()
    devices.stopPreview()
    assert engine.commands == [commands.StartPreview(), commands.StopPreview()]


def test_levels_are_read_only_while_watched(qtbot: QtBot, bridge: Bridge, engine: FakeEngine) -> None:
    devices: Any = DevicesViewModel(bridge)
    levels = devices.levels
    assert not levels.is_polling
    levels.watch()
    with qtbot.waitSignal(levels.microphoneChanged):
        pass
    assert levels.property("microphone") == pytest.approx(0.4)
    engine.level = FakeLevels(microphone=7.0)
    qtbot.waitUntil(lambda: levels.property("microphone") == 1.0)
    levels.unwatch()
    assert not levels.is_polling and levels.property("microphone") == 0.0


def test_names_to_choose_from() -> None:
    assert [row.key for row in name_rows(("a", "b", "a"), "b")] == ["a", "b"]
    assert [row.name for row in name_rows(("a",), "lost")] == ["a", "lost (no longer there)"]
    assert name_rows((), "lost") == []


def test_volume_and_gain_are_kept_in_their_bounds(sound: Any, engine: FakeEngine) -> None:
    assert (sound.property("volume"), sound.property("gain"), sound.property("ringVolume")) == (0.8, 1.0, 1.0)
    for volume in (0.8, 0.25, -3.0, 7.0):
        sound.setVolume(volume)
    for gain in (1.0, 2.5, -1.0, 99.0):
        sound.setGain(gain)
    for volume in (1.0, 0.5, -1.0, 7.0):
        sound.setRingVolume(volume)
    assert engine.commands == [
        commands.SetVolume(0.25),
        commands.SetVolume(0.0),
        commands.SetVolume(1.0),
        commands.SetMicrophoneGain(2.5),
        commands.SetMicrophoneGain(0.0),
        commands.SetMicrophoneGain(4.0),
        commands.SetRingVolume(0.5),
        commands.SetRingVolume(0.0),
        commands.SetRingVolume(1.0),
    ]


@pytest.mark.parametrize("choice", list(NoiseSuppression))
def test_each_choice_of_noise_suppression_says_what_it_does(
    sound: Any, engine: FakeEngine, choice: NoiseSuppression
) -> None:
    sound.show_devices(replace(scenes.DEVICES, noise_suppression=choice))
    assert sound.property("noise") == choice.value
    assert sound.property("noiseWords") == NOISE_WORDS[choice]
    sound.setNoise(choice.value)
    assert engine.commands == []
    sound.setNoise("off" if choice is not NoiseSuppression.OFF else "strong")
    assert len(engine.commands) == 1


def test_where_it_rings_and_with_what(sound: Any, engine: FakeEngine) -> None:
    device, tone = sound.ringDevice, sound.ringtone
    assert device.property("model").rows[0].name == "Same as the speaker for calls"
    assert tone.property("current") == scenes.RINGTONES.index("Lantern")
    device.choose(2)
    tone.choose(0)
    tone.chooseAgain()
    assert engine.commands == [
        commands.SelectRingDevice("spk-2"),
        commands.SetRingtone("Harbour"),
        commands.SetRingtone("Lantern"),
    ]


def test_without_ringtones_there_is_no_choice(sound: Any) -> None:
    sound.show_devices(replace(scenes.DEVICES, ringtones=()))
    assert not sound.ringtone.property("available")


def test_the_speaker_is_tested_on_the_speaker_chosen(qtbot: QtBot, sound: Any) -> None:
    sound.show_devices(replace(scenes.DEVICES, speaker_id="spk-2"))
    with qtbot.waitSignal(sound.testRequested) as asked:
        sound.testSpeaker()
    assert asked.args is not None and asked.args[1] == "spk-2"
