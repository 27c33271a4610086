"""Fixtures of the window's tests: the application as the app makes it, a fake engine, a whole window."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false")
# The tests read English, whatever the developer does.
os.environ.update(LC_ALL="C.UTF-8", LANGUAGE="")

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from translating.files import release

from core.snapshots import AppSnapshot
from tests.ui.fake_engine import FakeEngine
from tests.ui.screen import Screen, SilentPlayer
from ui.app import Window, WindowOptions
from ui.bridge import Bridge


@pytest.fixture(scope="session", autouse=True)
def translations() -> list[Path]:
    """Make what the window loads of the translations, where that has not been done."""
    return release()


@pytest.fixture(autouse=True)
def garbage_on_this_thread() -> Iterator[None]:
    """Let no other thread come upon a dead QObject, as ``GarbageCollector`` does in the program."""
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()


@pytest.fixture
def screen_reader(qapp: QApplication) -> Iterator[None]:
    """Be a machine with a screen reader, as far as Qt can tell."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def engine() -> Iterator[FakeEngine]:
    fake = FakeEngine()
    yield fake
    fake.stop()


@pytest.fixture
def bridge(qtbot: QtBot, engine: FakeEngine) -> Iterator[Bridge]:
    made = Bridge(engine)
    yield made
    made.close()


@pytest.fixture
def open_screen(qtbot: QtBot) -> Iterator[Callable[..., Screen]]:
    """Return ``open_screen(snapshot, scripted=False)``: a whole window over a fake engine."""
    screens: list[Screen] = []

    def open_one(
        snapshot: AppSnapshot, *, scripted: bool = False, size: tuple[int, int] = (1100, 720)
    ) -> Screen:
        fake = FakeEngine(snapshot, scripted=scripted)
        player = SilentPlayer()
        window = Window(fake, WindowOptions(version="0.1.0", size=size, single_instance=False), player=player)
        screen = Screen(qtbot, fake, window, player)
        screens.append(screen)
        fake.start()
        qtbot.waitUntil(lambda: window.app.snapshot == snapshot)
        qtbot.waitExposed(window.view)
        return screen

    yield open_one
    for screen in screens:
        screen.window.close()
        screen.engine.stop()
