"""Every element of every screen as a screen reader finds it, by Qt's own tree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QAccessible

from core.snapshots import AppSnapshot
from tests.ui import scenes
from tests.ui.rooms import rooms
from tests.ui.screen import NARROW, WIDE, Screen
from tests.ui.whole.spoken import Role, Spoken, faults, spoken

OpenScreen = Callable[..., Screen]
pytestmark = pytest.mark.usefixtures("screen_reader")

SCREENS: dict[str, Callable[[], AppSnapshot]] = {
    "first start": scenes.first_start,
    "home": scenes.sociable,
    "accounts": scenes.accounts,
    "incoming": lambda: scenes.in_call(scenes.incoming(is_first_contact=True)),
    "call": lambda: scenes.in_call(scenes.established(), scenes.incoming()),
    "three calls": scenes.three_calls,
    "ended": lambda: scenes.in_call(scenes.ended()),
    "sharing": scenes.sharing,
    "watching": scenes.watching,
    "room": lambda: rooms.in_room(rooms.lively()),
}


@pytest.mark.parametrize(
    ("name", "size"), [*((name, WIDE) for name in SCREENS), ("call", NARROW), ("room", NARROW)]
)
def test_a_listener_misses_nothing(open_screen: OpenScreen, name: str, size: tuple[int, int]) -> None:
    screen = open_screen(SCREENS[name](), size=size)
    screen.at_rest()
    elements = spoken(screen.window.view)
    assert len([each for each in elements if each.role is Role.Button]) >= 2
    assert faults(elements) == []


def test_the_walk_finds_faults() -> None:
    plain = Spoken(Role.Button, "Hang up", "", "", False, False, True, False)
    bad = [
        replace(plain, name=""),
        replace(plain, name="mic-off"),
        replace(plain, name="hang-up.svg"),
        replace(plain, role=Role.Slider, value=""),
        replace(plain, role=Role.CheckBox),
        replace(plain, role=Role.List, name=""),
        replace(plain, role=Role.RadioButton),
    ]
    assert faults([plain, replace(plain, role=Role.StaticText, name="")]) == []
    assert len(faults(bad)) == len(bad)


@pytest.mark.parametrize(
    ("page", "roles"),
    [
        ("account", {Role.EditableText}),
        ("sound", {Role.ComboBox, Role.Slider}),
        ("calls", {Role.CheckBox, Role.RadioButton}),
        ("privacy", {Role.CheckBox, Role.EditableText}),
        ("appearance", {Role.ComboBox, Role.RadioButton, Role.Slider, Role.CheckBox}),
        ("data", {Role.Button}),
        ("about", {Role.Button}),
    ],
)
def test_each_page_of_the_settings(open_screen: OpenScreen, page: str, roles: set[QAccessible.Role]) -> None:
    screen = open_screen(scenes.home())
    screen.app.settings.open(page)
    screen.window.view.setProperty("settingsOpen", True)
    screen.item("settingsPage")
    screen.at_rest()
    elements = spoken(screen.window.view)
    assert faults(elements) == []
    assert roles <= {each.role for each in elements}


@pytest.mark.parametrize(
    ("changes", "name"),
    [({"muted": False}, "Mute the microphone"), ({"muted": True}, "Unmute the microphone")],
)
def test_a_button_says_what_it_would_do(open_screen: OpenScreen, changes: dict[str, bool], name: str) -> None:
    screen = open_screen(scenes.in_call(scenes.established(**changes)))
    screen.item("muteButton")
    assert name in {each.name for each in spoken(screen.window.view) if each.role is Role.Button}


def test_sliders_say_their_share(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home())
    screen.app.settings.open("sound")
    screen.window.view.setProperty("settingsOpen", True)
    screen.item("settingsPage")
    screen.at_rest()
    sliders = {each.name: each for each in spoken(screen.window.view) if each.role is Role.Slider}
    assert sliders["Speaker volume"].description.endswith(" percent")
    assert float(sliders["Speaker volume"].value) <= 1


def test_names_are_said_in_the_language(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home())
    screen.window.language.choose("de")
    names = {each.name for each in spoken(screen.window.view) if each.role is Role.Button}
    assert "Einstellungen" in names
    assert "Settings" not in names
