"""The program under test: the app's own screen capture. Commands by stdin, what happens as JSON by stdout."""

from __future__ import annotations

import os
import resource
import time

import av
from PySide6.QtCore import QThread
from PySide6.QtGui import QGuiApplication

from core.ports import DeviceHandle, ScreenSource
from tests.told_program import ToldProgram
from ui.devices.host import QtDevices


class Sharer(ToldProgram):
    """Shows screens as a call has them."""

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        self._host = QtDevices()
        self._handle: DeviceHandle | None = None
        self._asked_at = 0.0

    def _do(self, line: str) -> None:
        word, *rest = line.split("|")
        match word:
            case "look":
                self._host.look_for_screens(self._found)
            case "open":
                self._asked_at = time.monotonic()
                self._handle = self._host.open_screen(rest[0], self._show, self._end, rate=int(rest[1]))
            case "close":
                assert self._handle is not None
                self._handle.close()
                self._tell(closed=True)
            case "quit":
                self._host.close()
                self._app.quit()

    def _found(self, sources: tuple[ScreenSource, ...], problem: str) -> None:
        found = [
            {"id": one.id, "name": one.name, "kind": one.kind, "size": [one.width, one.height]}
            for one in sources
        ]
        self._tell(sources=found, problem=problem, previews=[one.preview[:40] for one in sources])

    def _show(self, frame: av.VideoFrame) -> None:
        now = time.monotonic()
        rgb = frame.to_ndarray(format="rgb24")
        points = {
            f"{x},{y}": [int(value) for value in rgb[y, x]]
            for x, y in ((10, 10), (50, 50), (150, 200), (150, 50), (450, 200))
            if x < frame.width and y < frame.height
        }
        self._tell(
            frame=[frame.width, frame.height],
            format=frame.format.name,
            points=points,
            at=now,
            after=now - self._asked_at,
            thread=QThread.currentThread().objectName(),
            cpu=sum(resource.getrusage(resource.RUSAGE_SELF)[:2]),
        )

    def _end(self, sentence: str) -> None:
        self._tell(end=sentence)


if __name__ == "__main__":
    application = QGuiApplication([])
    sharer = Sharer(application)
    sharer._tell(ready=True)
    application.exec()
    os._exit(0)  # Qt's own threads end with the process
