"""The settings: every one of them is found by search, stands on its page and says what it changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core import commands
from core.snapshots import AppSnapshot
from tests.ui import scenes
from tests.ui.desktop.fake_records import FakeRecords
from tests.ui.screen import NARROW, SIZES, Screen
from tests.ui.test_screens import OpenScreen
from ui.viewmodels.settings.catalogue import PAGES, SETTINGS
from ui.viewmodels.settings.settings import SettingsViewModel, found_settings


def everything() -> AppSnapshot:
    """A person whose settings show all there is."""
    return replace(scenes.accounts(), service=scenes.foreign().service, blocked=("spam",))


def keys(query: str) -> list[str]:
    return [row.key for row in found_settings(query)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("micro", "microphonePicker"),
        ("night", "quietToggle"),
        ("IP ADDRESS", "alwaysRelay"),
        ("spam", "silenceUnknown"),
        ("dark", "appearanceChoice"),
        ("autostart", "startsAtLogin"),
        ("call waiting", "policyAsk"),
        ("backup", "exportData"),
    ],
)
def test_found_by_title_sentence_and_other_words(query: str, first: str) -> None:
    assert keys(query)[0] == first


def test_what_is_called_so_comes_before_what_only_mentions_it() -> None:
    found = keys("ring")
    assert found[:3] == ["ringDevicePicker", "ringVolumeSlide", "ringtonePicker"] and len(found) > 5


@pytest.mark.parametrize("query", ["", "   ", "xyzzy", "%", "\x00"])
def test_nothing_is_found(query: str) -> None:
    assert keys(query) == []


def test_every_setting_has_a_sentence_and_a_page_of_its_own() -> None:
    pages = {page.key for page in PAGES}
    assert {setting.page for setting in SETTINGS} == pages
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)
    assert all(setting.detail.endswith(".") and setting.detail != setting.title for setting in SETTINGS)


def test_pages_and_targets(qtbot: QtBot) -> None:
    settings = SettingsViewModel()
    settings.pointAt("quietToggle")
    assert settings.property("page") == "calls" and settings.property("title") == "Calls"
    assert settings.property("target") == "quietToggle"
    settings.open("sound")
    assert settings.property("target") == ""
    settings.open("nonsense")
    assert settings.property("page") == settings.property("title") == ""
    settings.pointAt("nonsense")
    assert settings.property("page") == ""


def test_every_setting_of_the_catalogue_is_on_its_page(open_screen: OpenScreen) -> None:
    screen = open_screen(everything(), size=(1440, 900))
    screen.app.records_shown.use(FakeRecords())
    screen.app.desktop_shown.show_facts(has_tray=True, has_notifications=True)
    missing = []
    for page in PAGES:
        screen.open_settings(page.key)
        for setting in (each for each in SETTINGS if each.page == page.key):
            names = [str(item.property("name")) for item in screen.items()]
            is_named = str(setting.title) in screen.words() or str(setting.title) in names
            if screen.find(setting.key) is None or not is_named:
                missing.append(setting.key)
    assert missing == []


@SIZES
def test_from_a_word_to_the_setting(open_screen: OpenScreen, size: tuple[int, int]) -> None:
    screen = open_screen(scenes.home(), size=size)
    screen.click("settingsButton")
    screen.click("settingsSearch")
    screen.type("quiet")
    screen.item("found-quietToggle")
    screen.press(Qt.Key.Key_Return)
    screen.item("quietToggle")
    screen.item("settingMark")
    screen.press(Qt.Key.Key_Space)
    screen.wait_for_command(commands.SetQuietHours(True, scenes.home().profile.quiet_hours))


def test_in_a_narrow_window_one_page_after_the_other(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home(), size=NARROW)
    screen.click("settingsButton")
    screen.item("settingsPages")
    assert screen.find("settingsPage") is None
    screen.click("settings-privacy")
    screen.item("pageBack")
    assert screen.find("settingsPages") is None
    screen.press(Qt.Key.Key_Escape)
    screen.item("settingsPages")
    screen.press(Qt.Key.Key_Escape)
    screen.item("peopleList")


def test_in_a_wide_window_beside_each_other(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home())
    screen.click("settingsButton")
    screen.item("settingsName")
    screen.click("settings-data")
    screen.item("writesLog")
    screen.item("settingsPages")


def toggle(screen: Screen, name: str) -> None:
    screen.item(name).forceActiveFocus()
    screen.press(Qt.Key.Key_Space)


def test_strangers_and_relays(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home())
    screen.open_settings("privacy")
    toggle(screen, "silenceUnknown")
    screen.wait_for_command(commands.SetUnknownCallers("silence"))
    assert screen.find("noRelay") is None
    toggle(screen, "alwaysRelay")
    screen.wait_for_command(commands.SetAlwaysRelay(True))
    relayed = replace(scenes.home(), profile=replace(scenes.home().profile, always_relay=True))
    screen.show(relayed)
    screen.item("noRelay")
    screen.show(replace(relayed, service=replace(relayed.service, has_relay=True)))
    screen.qtbot.waitUntil(lambda: screen.find("noRelay") is None)


def test_signing_out_is_asked_for_first(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.foreign())
    screen.open_settings("account")
    assert "Online" in screen.item("standingWords").property("text")
    screen.click("signOut")
    screen.settled("questionAct")
    assert commands.SignOut() not in screen.posted
    screen.click("questionAct")
    screen.wait_for_command(commands.SignOut())


def test_nothing_to_sign_out_of(open_screen: OpenScreen) -> None:
    screen = open_screen(scenes.home())
    screen.open_settings("account")
    screen.click("signOut")
    assert screen.find("questionAct") is None and commands.SignOut() not in screen.posted
