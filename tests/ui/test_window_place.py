"""The window opens where it was, unless that place is gone or was never one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSettings
from PySide6.QtGui import QWindow
from pytestqt.qtbot import QtBot

from tests.ui import scenes
from tests.ui.fake_engine import FakeEngine
from tests.ui.screen import SilentPlayer
from ui.app import Window, WindowOptions
from ui.window_place import KEY, MAXIMIZED, first_properties

SCREEN = [QRect(0, 0, 1280, 800)]
SIZE = (1100, 720)


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[QSettings]:
    yield QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


def test_the_first_time_it_has_the_wanted_size(settings: QSettings) -> None:
    assert first_properties(settings, SIZE, SCREEN) == {"width": 1100, "height": 720}
    assert first_properties(None, SIZE, SCREEN) == {"width": 1100, "height": 720}


def test_the_place_of_last_time(settings: QSettings) -> None:
    settings.setValue(KEY, QRect(30, 40, 900, 600))
    wanted = {"width": 900, "height": 600, "x": 30, "y": 40}
    assert first_properties(settings, SIZE, SCREEN) == wanted


@pytest.mark.parametrize("place", [(2000, 40), (30, -300), (-850, 40), (1270, 790)])
def test_a_place_on_no_screen_keeps_only_the_size(settings: QSettings, place: tuple[int, int]) -> None:
    settings.setValue(KEY, QRect(*place, 900, 600))
    assert first_properties(settings, SIZE, SCREEN) == {"width": 900, "height": 600}


def test_a_window_is_not_larger_than_the_screen(settings: QSettings) -> None:
    settings.setValue(KEY, QRect(0, 0, 3000, 2000))
    properties = first_properties(settings, SIZE, SCREEN)
    assert (properties["width"], properties["height"]) == (1280, 800)


@pytest.mark.parametrize("nonsense", ["", "wide", 7, [1, 2], QRect(), QRect(5, 5, -20, 10)])
def test_nonsense_in_the_settings_is_no_place(settings: QSettings, nonsense: object) -> None:
    settings.setValue(KEY, nonsense)
    assert first_properties(settings, SIZE, SCREEN) == {"width": 1100, "height": 720}


def test_a_window_writes_its_place_down_and_opens_there(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    options = WindowOptions(settings_path=path, single_instance=False, size=SIZE)
    sizes = []
    for _ in range(2):
        engine = FakeEngine(scenes.home())
        window = Window(engine, options, player=SilentPlayer())
        qtbot.waitExposed(window.view)
        sizes.append((window.view.width(), window.view.height()))
        window.view.resize(780, 610)
        qtbot.waitUntil(lambda view=window.view: view.width() == 780)
        window.close()
        engine.stop()
    stored = QSettings(str(path), QSettings.Format.IniFormat)
    assert sizes == [SIZE, (780, 610)]
    assert stored.value(KEY).size().toTuple() == (780, 610)
    assert str(stored.value(MAXIMIZED)).lower() == "false"


def test_a_maximised_window_keeps_the_size_to_go_back_to(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    before = QSettings(str(path), QSettings.Format.IniFormat)
    before.setValue(KEY, QRect(0, 0, 780, 610))
    before.sync()
    engine = FakeEngine(scenes.home())
    options = WindowOptions(settings_path=path, single_instance=False)
    window = Window(engine, options, player=SilentPlayer())
    window.view.showMaximized()
    qtbot.waitUntil(lambda: window.view.visibility() is QWindow.Visibility.Maximized)
    window.close()
    engine.stop()
    stored = QSettings(str(path), QSettings.Format.IniFormat)
    assert stored.value(KEY).size().toTuple() == (780, 610)
    assert str(stored.value(MAXIMIZED)).lower() == "true"
