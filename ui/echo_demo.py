"""The demonstration for machines without a screen: a video call to the echo test, measured, photographed."""

from __future__ import annotations

import concurrent.futures
import json
import sys
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Slot

from core.commands import HangUp, PlaceCall, SetDisplayName
from core.engine.calls.report_words import report_lines
from core.snapshots import AppSnapshot, CallSnapshot, ServiceState
from ui.app import Window

NAME = "Demo"
SET_UP_LIMIT_MS = 45_000


class DemoEngine(Protocol):
    """What the demonstration needs beside the window's own engine."""

    def call_report(self, call_id: str) -> concurrent.futures.Future[dict[str, Any]]:
        """Return what is measured of a call."""


class EchoDemo(QObject):
    """Drives one window through one call; ``exit_code`` is 0 only when it was established and ended well."""

    def __init__(self, engine: DemoEngine, seconds: float, screenshot: Path, report: Path | None) -> None:
        super().__init__()
        self.exit_code = 1
        self._engine = engine
        self._seconds = seconds
        self._screenshot = screenshot
        self._report_path = report
        self._window: Window | None = None
        self._call_id = ""
        self._stage = "waiting"
        self._report: dict[str, Any] = {}

    def begin(self, window: Window) -> None:
        """Take the window over once it is on the screen."""
        self._window = window
        window.bridge.snapshot.connect(self._follow)
        QTimer.singleShot(SET_UP_LIMIT_MS, self, self._give_up)

    @Slot(object)
    def _follow(self, snapshot: AppSnapshot) -> None:
        assert self._window is not None
        if self._stage == "waiting" and snapshot.is_ready:
            if not snapshot.profile.display_name:
                self._window.bridge.post(SetDisplayName(NAME))
                self._stage = "named"
            else:
                self._stage = "named"
        if self._stage == "named" and snapshot.service.state is ServiceState.ONLINE:
            self._stage = "calling"
            print("Calling the echo test.", flush=True)  # noqa: T201
            self._window.bridge.post(PlaceCall("echo", video=True, name="Echo test"))
        if self._stage == "named" and snapshot.service.state is ServiceState.FAILED:
            self._end(f"The call service did not come up: {snapshot.service.message}")
        for call in snapshot.calls:
            self._follow_call(call)

    def _follow_call(self, call: CallSnapshot) -> None:
        if self._stage == "calling" and call.state == "established":
            self._stage = "talking"
            self._call_id = call.call_id
            print(f"Established; {self._seconds:g} seconds of it.", flush=True)  # noqa: T201
            QTimer.singleShot(int(self._seconds * 700), self, self._photograph)
            QTimer.singleShot(int(self._seconds * 1000), self, self._measure)
        elif self._stage in ("calling", "talking", "hanging up") and call.state == "ended":
            self._finish(call)

    @Slot()
    def _photograph(self) -> None:
        assert self._window is not None
        if not self._window.grab_screenshot(self._screenshot):
            print(f"The screenshot {self._screenshot} could not be written.", file=sys.stderr)  # noqa: T201

    @Slot()
    def _measure(self) -> None:
        assert self._window is not None
        self._stage = "hanging up"
        try:
            self._report = self._engine.call_report(self._call_id).result(5)
        except concurrent.futures.TimeoutError:
            print("The call's counters could not be read.", file=sys.stderr)  # noqa: T201
        self._window.bridge.post(HangUp(self._call_id))

    def _finish(self, call: CallSnapshot) -> None:
        was_measured = self._stage == "hanging up"
        self._stage = "done"
        if was_measured and call.end_cause == "HungUp":
            self.exit_code = 0
            for line in report_lines(self._report):
                print(line)  # noqa: T201
            print(f"Screenshot: {self._screenshot}")  # noqa: T201
        if self._report_path is not None:
            self._report_path.write_text(json.dumps(self._report, indent=1), encoding="utf-8")
        self._end(f"{call.end_text} It lasted {call.duration_ms / 1000:.1f} s.")

    @Slot()
    def _give_up(self) -> None:
        if self._stage in ("waiting", "named", "calling"):
            self._end("The call was not established in time.")

    def _end(self, sentence: str) -> None:
        print(sentence, flush=True)  # noqa: T201
        self._stage = "done"
        if self._window is not None:
            self._window.view.close()
