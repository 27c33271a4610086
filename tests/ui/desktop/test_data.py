"""Privacy and data in the settings, and the notice of a run that failed, in a whole window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication

from core import commands
from core.personal_data.export import ExportError
from core.snapshots import DesktopChoices
from tests.ui import scenes
from tests.ui.desktop.fake_records import CRASH, FakeRecords
from tests.ui.screen import SIZES, Screen


def open_settings(screen: Screen, card: str) -> None:
    """Open the settings and bring a card into view."""
    screen.open_settings(
        {"dataSettings": "data", "desktopSettings": "desktop", "callSettings": "calls"}[card]
    )
    page, found = screen.item("settingsPage"), screen.item(card)
    places: list[float] = []

    def rests() -> bool:
        places.append(found.y() + found.height())
        page.setProperty("contentY", found.y() - 8)
        return len(places) > 5 and len(set(places[-5:])) == 1

    screen.qtbot.waitUntil(rests)


def test_where_everything_is_and_what_is_written(open_screen: Callable[..., Screen]) -> None:
    screen, records = open_screen(scenes.home()), FakeRecords()
    screen.app.records_shown.use(records)
    open_settings(screen, "dataSettings")
    assert screen.item("dataFolder").property("text") == str(records.profile)
    assert screen.find("secretsProblem") is None
    screen.click("writesLog")
    screen.wait_for_command(commands.SetDesktop(DesktopChoices(writes_log=False)))
    assert records.logs == [False]
    screen.click("copyDiagnostics")
    screen.wait_for_words("Diagnostics copied")
    assert QGuiApplication.clipboard().text().startswith("report of online")


def test_secrets_that_are_in_memory_only_are_told(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(replace(scenes.home(), keeps_secrets=False))
    open_settings(screen, "dataSettings")
    screen.item("secretsProblem")
    screen.wait_for_words("forgotten when Ahoy ends")


@pytest.mark.parametrize(("fails", "words"), [(False, "Everything is in"), (True, "The disk is full.")])
def test_an_export_is_told_either_way(
    open_screen: Callable[..., Screen], tmp_path: Path, fails: bool, words: str
) -> None:
    screen = open_screen(scenes.home())
    model = screen.app.records_shown
    model.use(FakeRecords())

    def export(profile: Path, target: Path) -> int:
        if fails:
            raise ExportError("The disk is full.")
        target.write_text("all")
        return 0

    model._export = export
    model.exportTo(QUrl.fromLocalFile(str(tmp_path / "a.zip")))
    screen.wait_for_words(words)
    assert not model.property("isExporting") and (tmp_path / "a.zip").exists() is not fails


def test_an_export_to_somewhere_else_is_refused(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(scenes.home())
    screen.app.records_shown.use(FakeRecords())
    screen.app.records_shown.exportTo(QUrl("https://example.org/a.zip"))
    screen.wait_for_words("files of this machine only")


def test_deleting_asks_first(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(scenes.home())
    erased: list[bool] = []
    screen.app.records_shown.eraseWanted.connect(lambda: erased.append(True))
    open_settings(screen, "dataSettings")
    for answer, wanted in (("eraseKeep", []), ("eraseNow", [True])):
        screen.click("eraseData")
        screen.settled(answer)
        screen.click(answer)
        screen.qtbot.waitUntil(lambda: screen.find("eraseNow") is None)
        assert erased == wanted


@SIZES
def test_a_run_that_failed_is_told_once(open_screen: Callable[..., Screen], size: tuple[int, int]) -> None:
    screen = open_screen(scenes.home(), size=size)
    screen.app.records_shown.use(FakeRecords(crash=CRASH))
    screen.settled("dismissCrash")
    assert "sent nowhere" in screen.words() and "Segmentation fault" in screen.words()
    screen.click("copyCrash")
    assert QGuiApplication.clipboard().text() == CRASH.text
    screen.click("dismissCrash")
    screen.qtbot.waitUntil(lambda: screen.find("crashWords") is None)
    assert screen.app.records_shown.property("crashText") == ""


def test_a_call_comes_before_an_old_failure(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(replace(scenes.home(), calls=(scenes.incoming(),)))
    screen.app.records_shown.use(FakeRecords(crash=CRASH))
    screen.settled("answerVideoButton")
    assert screen.find("crashWords") is None
    screen.show(scenes.home())
    screen.item("crashWords")


def test_the_desktop_card(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(scenes.home())
    screen.app.desktop_shown.show_facts(has_tray=True, has_notifications=True)
    wanted: list[bool] = []
    screen.app.desktop_shown.loginWanted.connect(wanted.append)
    open_settings(screen, "desktopSettings")
    screen.click("startsAtLogin")
    screen.click("noticeBoth")
    screen.click("keepsRunning")
    screen.wait_for_command(commands.SetDesktop(DesktopChoices(keeps_running=False)))
    assert wanted == [True]


def test_the_card_says_what_the_desktop_has_not(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(scenes.home())
    open_settings(screen, "desktopSettings")
    assert "closing the window ends Ahoy" in screen.words()
    assert not screen.item("keepsRunning").isEnabled() and not screen.item("tellsMissed").isEnabled()


def test_quiet_hours_are_chosen(open_screen: Callable[..., Screen]) -> None:
    profile = replace(scenes.home().profile, quiet=True)
    screen = open_screen(replace(scenes.home(), profile=profile, is_quiet=True, quiet_until="07:00"))
    open_settings(screen, "callSettings")
    assert "Quiet now, until 07:00." in screen.words()
    screen.click("quietDay7")
    screen.wait_for_command(commands.SetQuietHours(True, "22:00-07:00 123456"))
    screen.item("quietEnd").setProperty("text", "99:99")
    screen.click("quietSave")
    screen.wait_for_command(commands.SetQuietHours(True, "22:00-99:99 1234567"))


def test_ringing_while_ahoy_does_not_run(open_screen: Callable[..., Screen]) -> None:
    elsewhere = replace(scenes.home().service, is_embedded=False, url="https://calls.example.net", missing=())
    screen = open_screen(replace(scenes.home(), service=elsewhere))
    open_settings(screen, "desktopSettings")
    screen.click("ringsWhenClosed")
    screen.wait_for_command(commands.SetDesktop(DesktopChoices(rings_when_closed=True)))


def test_ahoys_own_service_cannot_ring_without_it(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(scenes.home())
    open_settings(screen, "desktopSettings")
    assert not screen.item("ringsWhenClosed").isEnabled() and "ends with Ahoy" in screen.words()
