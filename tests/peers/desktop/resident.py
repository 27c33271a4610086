"""Ahoy's window at home on the desktop that there is, over a core that does what is said on stdin.

``ring``, ``hush``, ``miss``, ``close``, ``talk``; each command that the window posts is a line on stdout.
"""

from __future__ import annotations

import sys
import threading
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMetaObject, Qt, QTimer

from core.cli.places import profile_dir
from core.commands import Command
from core.snapshots import CallNotice, DesktopChoices, HistorySnapshot
from tests.ui import scenes
from tests.ui.fake_engine import FakeEngine
from ui.app import Window, WindowOptions, run_window
from ui.desktop.home import system_ports

HOME = replace(scenes.home(), desktop=DesktopChoices(call_notice=CallNotice.BOTH))
MISSED = HistorySnapshot("m1", "Bob", "bob", "inbound", True, 1.0, 0, "NoAnswer", "", True, is_new=True)


class TalkingEngine(FakeEngine):
    """Prints what is posted."""

    def post(self, command: Command) -> None:
        super().post(command)
        print(command, flush=True)


def main() -> int:
    """Run the window with the profile that the first argument names."""
    profile = profile_dir(Path(sys.argv[1]))
    engine = TalkingEngine(HOME)

    def listen(window: Window) -> None:
        states = {
            "ring": replace(HOME, calls=(scenes.incoming(),)),
            "hush": HOME,
            "miss": replace(HOME, history=(MISSED,), missed_calls=1),
            "talk": replace(HOME, calls=(scenes.established(),)),
        }
        for line in sys.stdin:
            if line.strip() == "close":
                QMetaObject.invokeMethod(window.view, "close", Qt.ConnectionType.QueuedConnection)
            else:
                engine.publish(states[line.strip()])

    def ready(window: Window) -> None:
        if not window.app.snapshot.is_ready:
            QTimer.singleShot(20, lambda: ready(window))
            return
        threading.Thread(target=listen, args=(window,), daemon=True).start()
        print("ready", flush=True)

    return run_window(
        engine,
        WindowOptions(
            profile_name=str(profile),
            on_ready=ready,
            desktop=system_ports(profile),
            start_hidden=len(sys.argv) > 2,
        ),
    )


sys.exit(main())
