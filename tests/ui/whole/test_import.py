"""Ten thousand contacts from a file, with the real core behind the window: it stays at hand meanwhile."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from core import commands
from core.engine.engine import Engine
from core.engine.options import EngineOptions
from core.ports import MemoryVault
from core.snapshots import ImportSnapshot
from tests.ui.screen import SilentPlayer
from ui.app import Window, WindowOptions

MANY = 10_000
CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Person {n}\r\nN:Person;{n};;;\r\nTEL;TYPE=cell:+49 30 {cell}\r\n"
    "TEL;TYPE=home:+49 40 {home}\r\nEMAIL:p{n}@example.net\r\nNOTE:One\\nTwo\r\nEND:VCARD\r\n"
)
STALL = 0.25
"""Of the time that the import takes; a window that waited for it would stand still for all of it."""


class Pulse:
    """How long the GUI thread could not be reached, at most."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.monotonic()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(5)

    def _beat(self) -> None:
        now = time.monotonic()
        self.longest, self._last = max(self.longest, now - self._last), now


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.001)  # as main.py has it
    engine = Engine(tmp_path / "profile", MemoryVault(), options=EngineOptions(fake_devices_only=True))
    made = Window(engine, WindowOptions(single_instance=False), player=SilentPlayer())
    engine.start()
    qtbot.waitUntil(lambda: made.app.snapshot.is_ready, timeout=30_000)
    yield made
    made.close()
    engine.stop()
    sys.setswitchinterval(before)


@pytest.mark.timeout(120)
def test_the_window_stays_at_hand(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    path = tmp_path / "everybody.vcf"
    path.write_text("".join(CARD.format(n=n, cell=1_000_000 + n, home=2_000_000 + n) for n in range(MANY)))
    seen: list[ImportSnapshot] = []

    def is_over() -> bool:
        shown = window.app.snapshot.importing
        if shown is not None and shown not in seen[-1:]:
            seen.append(shown)
        return window.app.snapshot.notice is not None

    began, pulse = time.monotonic(), Pulse()
    window.bridge.post(commands.ImportContacts(str(path)))
    qtbot.waitUntil(is_over, timeout=100_000)
    notice = window.app.snapshot.notice
    assert notice is not None and notice.text == f"{MANY} contacts added."
    qtbot.waitUntil(lambda: len(window.app.snapshot.contacts) == MANY + 1)
    hundredths = [shown.hundredths for shown in seen]
    assert hundredths == sorted(hundredths) and len(hundredths) > 30
    assert pulse.longest < STALL * (time.monotonic() - began)
