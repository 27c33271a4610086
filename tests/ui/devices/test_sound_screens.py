"""The settings of sound and video, by mouse, keyboard and screen reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible

from core import commands
from tests.ui import scenes
from tests.ui.screen import SIZES, Screen
from ui.viewmodels.devices.sound import NOISE_WORDS, SPEAKER_TEST_TONE
from ui.viewmodels.devices.system_settings import SOUND_WORDS, Place, SystemSettings

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
OpenScreen = Callable[..., Screen]

pytestmark = pytest.mark.usefixtures("screen_reader")


def settings(open_screen: OpenScreen, snapshot: Any = None, **rest: Any) -> Screen:
    screen = open_screen(snapshot or scenes.home(), **rest)
    screen.open_settings("sound")
    screen.item("soundSettings")
    return screen


def reveal(screen: Screen, name: str) -> Any:
    """Scroll to an item as a person would, and return it."""
    screen.settled(name)
    item = screen.item(name)
    page = screen.item("settingsPage")
    content: Any = page.property("contentItem")
    top = item.mapToItem(content, QPointF(0, 0)).y()
    page.setProperty("contentY", max(0.0, top - page.height() / 2))
    return item


def slider(screen: Screen, name: str) -> Any:
    parts = reveal(screen, name).childItems()
    return next(part for part in parts if "Slider" in part.metaObject().className())


@SIZES
def test_a_screen_reader_can_name_it_all(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = settings(open_screen, scenes.sound_trouble(), size=size)
    assert screen.unnamed_controls() == []
    gain = screen.accessible(slider(screen, "gainSlide"))
    assert gain is not None and gain.role() is QAccessible.Role.Slider
    assert gain.text(QAccessible.Text.Name) == "Microphone volume"
    assert gain.text(QAccessible.Text.Description) == "240 percent"
    box = next(item for item in screen.items() if item.property("displayText") == "Jabra Evolve 65")
    ring = screen.accessible(box)
    assert ring is not None and ring.text(QAccessible.Text.Name) == "Ring on"


@SIZES
def test_volume_and_gain_by_keyboard(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = settings(open_screen, size=size)
    slider(screen, "volumeSlide").forceActiveFocus()
    screen.press(Qt.Key.Key_Left)
    screen.wait_for_command(commands.SetVolume(0.75))
    slider(screen, "gainSlide").forceActiveFocus()
    screen.press(Qt.Key.Key_Right)
    screen.wait_for_command(commands.SetMicrophoneGain(1.1))
    reveal(screen, "ringVolumeSlide")
    slider(screen, "ringVolumeSlide").forceActiveFocus()
    screen.press(Qt.Key.Key_Left)
    screen.wait_for_command(commands.SetRingVolume(0.95))


def test_a_slider_follows_the_core_after_it_was_moved(open_screen: OpenScreen) -> None:
    screen = settings(open_screen)
    volume = slider(screen, "volumeSlide")
    screen.click("volumeSlide")
    screen.qtbot.waitUntil(lambda: any(isinstance(c, commands.SetVolume) for c in screen.posted))
    screen.show(scenes.with_devices(volume=0.3))
    assert volume.property("value") == pytest.approx(0.3)


@SIZES
def test_noise_suppression_says_what_each_choice_does(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = settings(open_screen, size=size)
    reveal(screen, "noiseChoice")
    strong: Any = next(item for item in screen.items() if item.property("text") == "Strong")
    strong.clicked.emit()
    screen.wait_for_command(commands.SetNoiseSuppression("strong"))
    for choice, sentence in NOISE_WORDS.items():
        screen.show(scenes.with_devices(noise_suppression=choice))
        assert screen.item("noiseWords").property("text") == sentence


def test_ringing(open_screen: OpenScreen) -> None:
    screen = settings(open_screen)
    reveal(screen, "ringtonePlay")
    screen.click("ringtonePlay")
    screen.wait_for_command(commands.SetRingtone("Lantern"))
    screen.show(scenes.with_devices(ringtones=(), ringtone=""))
    assert screen.find("ringtonePlay") is None


def test_the_speaker_test_is_heard_on_the_speaker_chosen(open_screen: OpenScreen) -> None:
    assert (RESOURCES / "tones" / f"{SPEAKER_TEST_TONE}.wav").is_file()
    screen = settings(open_screen, scenes.with_devices(speaker_id="spk-2"))
    reveal(screen, "testSpeakerButton")
    screen.click("testSpeakerButton")
    assert (screen.player.played, screen.player.speakers) == ([SPEAKER_TEST_TONE], ["spk-2"])


def test_the_speaker_test_does_not_silence_somebody_who_calls(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.in_call(scenes.incoming()))
    screen.qtbot.waitUntil(lambda: screen.player.played == ["ringtone"])
    screen.app.sound.testSpeaker()
    assert screen.player.played == ["ringtone"]


def test_a_problem_leads_to_the_system_settings(open_screen: OpenScreen) -> None:
    opened: list[Place] = []
    place = Place(SOUND_WORDS, command=("mixer",))
    screen = open_screen(scenes.home())
    picker = screen.app.devices.speaker
    picker._settings = SystemSettings(
        picker._settings, find=lambda kind: place, open_it=lambda place: opened.append(place) is None
    )
    screen.open_settings("sound")
    screen.item("soundSettings")
    assert screen.find("placeButton") is None
    screen.show(replace(scenes.sound_trouble(), history=()))
    screen.wait_for_words("The sound server does not answer.")
    button: Any = next(item for item in screen.items() if item.property("text") == SOUND_WORDS)
    button.clicked.emit()
    assert opened == [place]
