"""How long the first minute takes: the real program on an empty profile, clicked through to the first call.

Run as ``python -m tests.bench.first_minute`` it is the program with a hand that clicks at once whatever is
the next step; it prints seconds since its start as JSON. A person thinks and types in between: ``CLICKS``
clicks and a name.
"""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtQuick import QQuickItem

    from ui.app import Window

STEPS = ("beginButton", "allowDevices", "devicesNext", "reachNext", "echoStart")
CLICKS = len(STEPS)
TICK_MS = 20
LIMIT = 180.0
"""Seconds after which it gives up: a loaded machine is slow, and no fault of the first minute."""


@dataclass(slots=True)
class Reached:
    """Seconds since the program began."""

    window: float = 0.0
    clicked: float = 0.0
    established: float = 0.0


class Hand:
    """Types a name, and clicks each button as soon as it can be clicked. GUI thread."""

    def __init__(self, began: float) -> None:
        from PySide6.QtCore import QTimer

        self.reached = Reached()
        self._began = began
        self._steps = list(STEPS)
        self._timer = QTimer()
        self._timer.timeout.connect(self._act)

    def begin(self, window: Window) -> None:
        """Take the window over."""
        self._window = window
        self._timer.start(TICK_MS)

    def _act(self) -> None:
        if time.monotonic() - self._began > LIMIT or self.reached.established:
            self._window.view.close()
            self._timer.stop()
        elif self._steps:
            self._click(self._steps[0])
        elif any(call.state == "established" for call in self._window.app.snapshot.calls):
            self.reached.established = time.monotonic() - self._began

    def _click(self, name: str) -> None:
        from PySide6.QtCore import QPoint, QPointF, Qt
        from PySide6.QtTest import QTest

        button = found(self._window.view.contentItem(), name)
        if button is None or button.property("reason") or button.width() == 0:
            return
        self.reached.window = self.reached.window or time.monotonic() - self._began
        if name == STEPS[0]:
            for letter in "Anna":
                QTest.keyClick(self._window.view, letter)  # type: ignore[call-overload]
        middle = button.mapToScene(QPointF(button.width() / 2, button.height() / 2))
        if not 0 < middle.y() < self._window.view.height():
            return
        spot = QPoint(round(middle.x()), round(middle.y()))
        QTest.mouseClick(self._window.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
        self._steps.pop(0)
        self.reached.clicked = time.monotonic() - self._began


def found(start: QQuickItem, name: str) -> QQuickItem | None:
    """Return the visible item called ``name`` within ``start``."""
    for child in start.childItems():
        if child.isVisible():
            if child.objectName() == name:
                return child
            if (inner := found(child, name)) is not None:
                return inner
    return None


def run(profile: Path) -> Reached:
    """Be the program, clicked through on ``profile``; what was not reached is 0."""
    began = time.monotonic()
    import main as program
    from core.cli.arguments import build_parser
    from ui.app import make_application, run_window

    os.environ.setdefault("QT_LOGGING_RULES", program.QT_LOG)
    sys.setswitchinterval(0.001)
    make_application()
    hand = Hand(began)
    arguments = build_parser().parse_args(["--fake-devices", "--profile", str(profile)])
    engine, options = program._engine_and_options(arguments)
    run_window(engine, replace(options, on_ready=hand.begin, single_instance=False))
    return hand.reached


if __name__ == "__main__":
    with TemporaryDirectory(prefix="ahoy-first-minute-") as folder:
        reached = run(Path(folder) / "profile")
    print(json.dumps({"clicks": CLICKS, **{k: round(getattr(reached, k), 2) for k in Reached.__slots__}}))
