"""The window in a room of its own service, with five people who are there: nothing is played here."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickItem
from pytestqt.exceptions import TimeoutError as WaitedTooLong
from pytestqt.qtbot import QtBot

from core import commands
from core.snapshots import ServiceState
from tests.engine.engines import RunningEngine
from tests.ui.screen import Screen, SilentPlayer
from ui.app import Window, WindowOptions

ROOT = Path(__file__).resolve().parents[3]
NAMES = ("Bob", "Carol", "Emil", "Mira", "Zoe")
ROOM = "harbour"
PATIENCE = 90_000
"""Milliseconds: a machine that many use draws a window in seconds, and six people need the whole of it."""


class Crowd:
    """Five people in another process."""

    def __init__(self, service: Path) -> None:
        command = [sys.executable, "-m", "tests.ui.rooms.crowd", str(service), ROOM, *NAMES]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def says(self, word: str) -> None:
        """Wait for what they say."""
        assert self._process.stdout is not None
        assert self._process.stdout.readline().strip() == word

    def tell(self, line: str) -> None:
        """Have them do something, and wait until it is done."""
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        self.says("done")

    def close(self) -> int:
        """Let them go; returns the exit code."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        code = self._process.wait(60)
        self._process.stdout.close()
        return code


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[RunningEngine]:
    with RunningEngine(tmp_path) as running:
        yield running


@pytest.fixture
def screen(qtbot: QtBot, engine: RunningEngine) -> Iterator[Screen]:
    player = SilentPlayer()
    window = Window(engine.engine, WindowOptions(single_instance=False), player=player)
    shown = Screen(qtbot, engine.engine, window, player)  # type: ignore[arg-type]
    qtbot.waitExposed(window.view)
    shown.app.appearance.setStill(True)
    engine.post(commands.SetDisplayName("Frida Holm"))
    until(shown, lambda: shown.app.snapshot.service.state == ServiceState.ONLINE)
    yield shown
    window.close()


@pytest.fixture
def crowd(screen: Screen, tmp_path: Path) -> Iterator[Crowd]:
    people = Crowd(tmp_path / "service")
    yield people
    assert people.close() == 0


def until(screen: Screen, is_so: Callable[[], object]) -> None:
    """Wait for it; what is on the screen instead is said when it does not come."""
    try:
        screen.qtbot.waitUntil(lambda: bool(is_so()), timeout=PATIENCE)
    except WaitedTooLong:
        seen = {name: (has_picture(one), one.property("talking")) for name, one in tiles(screen).items()}
        pytest.fail(f"tiles with picture, talking: {seen}; words: {screen.words()!r}")


def tiles(screen: Screen) -> dict[str, QQuickItem]:
    """Return the tiles by the names that are written in them."""
    return {
        item.property("label"): item
        for item in screen.items()
        if item.objectName() == "roomTile" and item.property("shown")
    }


def part(tile: QQuickItem, name: str) -> QQuickItem:
    return next(one for one in tile.findChildren(QQuickItem) if name in one.metaObject().className())


def has_picture(tile: QQuickItem) -> bool:
    return bool(part(tile, "TileFace").property("filled"))


def talking(screen: Screen) -> list[str]:
    return [name for name, tile in tiles(screen).items() if tile.property("talking")]


def goes_in(screen: Screen) -> None:
    """Type the name of the room, as a person does."""
    until(screen, lambda: "Rooms" in screen.words())
    next(i for i in screen.items() if i.property("text") == "Rooms").clicked.emit()  # type: ignore[attr-defined]
    inside = screen.items(screen.item("roomField"))
    next(i for i in inside if "TextField" in i.metaObject().className()).forceActiveFocus()
    screen.type(ROOM)
    screen.press(Qt.Key.Key_Return)


@pytest.mark.timeout(300)
@pytest.mark.qt_log_ignore("No RHI backend. Using CPU conversion")
def test_six_see_each_other_one_speaks_and_one_leaves(screen: Screen, crowd: Crowd, tmp_path: Path) -> None:
    crowd.says("in")
    goes_in(screen)
    until(screen, lambda: set(NAMES) < set(tiles(screen)) and len(tiles(screen)) == 6)
    until(screen, lambda: all(has_picture(tile) for tile in tiles(screen).values()))
    screen.click("muteButton")  # the microphone here hears a tone all the time
    until(screen, lambda: not talking(screen))
    screen.click("holdButton")
    until(screen, lambda: not tiles(screen) and "On hold" in screen.words())
    screen.click("holdButton")
    until(screen, lambda: len(tiles(screen)) == 6 and all(map(has_picture, tiles(screen).values())))
    crowd.tell("speak Emil")
    until(screen, lambda: talking(screen) == ["Emil"])
    crowd.tell("hush Emil")
    until(screen, lambda: not talking(screen))
    crowd.tell("leave Carol")
    until(screen, lambda: "Carol" not in tiles(screen) and len(tiles(screen)) == 5)
    until(screen, lambda: "Carol left" in screen.words())
    until(screen, lambda: all(has_picture(tile) for tile in tiles(screen).values()))
    assert screen.window.grab_screenshot(tmp_path / "room.png")
