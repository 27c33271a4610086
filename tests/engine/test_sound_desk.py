"""Sound as the window sets it: applied, remembered, shown; the check; hints in the call that hears."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from core import commands
from core.commands import Command
from core.engine.people.phonebook import PhoneBook
from core.engine.sound_desk import SoundDesk
from core.engine.tasks import TaskGroup
from core.media.audio.hints import MUTED, SILENT
from core.media.devices.capture import LocalMedia
from core.media.devices.fake import FakeDevices
from core.ports import BLOCK_SAMPLES, NoiseSuppression
from core.snapshots import CallSnapshot, CheckSnapshot
from core.storage import Store
from tests.media.call_pair import eventually
from tests.media.devices.test_devices import ScriptedDevices

CALL = CallSnapshot("1", "outbound", "established", "Bob", "bob", False, has_microphone=True)


@dataclass
class Scene:
    store: Store
    phonebook: PhoneBook
    media: LocalMedia
    desk: SoundDesk
    tasks: TaskGroup
    changes: list[int]


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    store = Store()
    await store.open(tmp_path / "ahoy.db")
    phonebook = PhoneBook(store, print)
    await phonebook.load()
    media = LocalMedia(ScriptedDevices())
    changes: list[int] = []
    tasks = TaskGroup()
    desk = SoundDesk(media, phonebook, tasks, lambda: changes.append(1))
    yield Scene(store, phonebook, media, desk, tasks, changes)
    desk.close()
    media.close()
    await tasks.cancel_all()
    await store.close()


@pytest.mark.parametrize(
    ("command", "field", "value"),
    [
        (commands.SetVolume(0.4), "volume", 0.4),
        (commands.SetVolume(7.0), "volume", 1.0),
        (commands.SetVolume(float("nan")), "volume", 1.0),
        (commands.SetMicrophoneGain(2.5), "microphone_gain", 2.5),
        (commands.SetMicrophoneGain(-1.0), "microphone_gain", 0.0),
        (commands.SetNoiseSuppression("strong"), "noise_suppression", NoiseSuppression.STRONG),
        (commands.SetNoiseSuppression("nonsense"), "noise_suppression", NoiseSuppression.STANDARD),
        (commands.SetRingVolume(0.3), "ring_volume", 0.3),
        (commands.SetRingVolume(-7.0), "ring_volume", 0.0),
        (commands.SetRingVolume(float("inf")), "ring_volume", 1.0),
        (commands.SelectRingDevice("loud"), "ring_device_id", "loud"),
        (commands.SetRingtone("Lantern"), "ringtone", "Lantern"),
        (commands.SetRingtone("nonsense"), "ringtone", "Harbour"),
    ],
)
async def test_what_is_set_is_shown_and_kept(
    scene: Scene, command: Command, field: str, value: object
) -> None:
    assert scene.desk.handle(command)
    assert getattr(scene.desk.devices(), field) == value
    await scene.tasks.join(5.0)
    again = PhoneBook(scene.store, print)
    await again.load()
    media = LocalMedia(ScriptedDevices())
    desk = SoundDesk(media, again, scene.tasks, lambda: None)
    assert getattr(desk.devices(), field) == value
    media.close()


async def test_other_commands_are_not_its_business(scene: Scene) -> None:
    assert not scene.desk.handle(commands.StartPreview())


async def test_tones_play_and_stop(scene: Scene) -> None:
    scene.desk.handle(commands.PlayTone("ringback", True))
    assert any(scene.media.speaker.next_block().any() for _ in range(50))
    scene.desk.handle(commands.StopTone())
    assert not scene.media.speaker.next_block().any()


async def test_a_check_says_what_is_missing(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.media.devices.room_check.PATIENCE", 0.1)
    scene.desk.handle(commands.StartCheck())
    await eventually(lambda: scene.desk.devices().check.is_running, what="check begun")
    await eventually(lambda: not scene.desk.devices().check.is_running, what="check ended")
    check = scene.desk.devices().check
    assert "No microphone" in check.microphone and "No speaker" in check.speaker and not check.is_fine
    scene.desk.handle(commands.StopCheck())
    assert scene.desk.devices().check == CheckSnapshot()


async def test_a_check_that_is_broken_off_releases_the_devices(scene: Scene) -> None:
    fakes = FakeDevices()
    media = LocalMedia(fakes)
    desk = SoundDesk(media, scene.phonebook, scene.tasks, lambda: None)
    desk.handle(commands.StartCheck())
    await eventually(lambda: media.pipeline.on_raw is not None, what="check begun")
    desk.handle(commands.StopCheck())
    await eventually(lambda: media.pipeline.on_raw is None, what="check broken off")
    assert media.input_level == 0 and desk.devices().check == CheckSnapshot()
    media.close()
    fakes.close()


async def test_hints_stand_in_the_call_that_hears(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.engine.sound_desk.LOOK_EVERY", 0.01)
    monkeypatch.setattr("core.media.audio.hints.SPEAKING_SECONDS", 0.05)
    monkeypatch.setattr(scene.media, "is_open", lambda kind: True)
    muted = CallSnapshot(**{name: getattr(CALL, name) for name in CALL.__slots__} | {"muted": True})
    held = CallSnapshot("2", "inbound", "established", "Eve", "eve", False)

    def speak() -> tuple[str, ...]:
        scene.media.microphone.push(np.full(BLOCK_SAMPLES, 4000, np.int16))
        scene.media.pipeline.raw_meter.feed(np.full(BLOCK_SAMPLES, 4000, np.int16))
        shown = scene.desk.calls((held, muted))
        assert shown[0].hints == ()
        return shown[1].hints

    await eventually(lambda: speak() == (MUTED,), what="told to be muted")
    scene.desk.calls(())
    assert scene.desk.calls((muted,))[0].hints == ()


async def test_a_microphone_that_sends_silence_is_told(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.engine.sound_desk.LOOK_EVERY", 0.01)
    monkeypatch.setattr("core.media.audio.hints.SILENT_SECONDS", 0.1)
    monkeypatch.setattr(scene.media, "is_open", lambda kind: True)
    await eventually(lambda: scene.desk.calls((CALL,))[0].hints == (SILENT,), what="told of silence")
    assert scene.changes
