"""The inside of a ``ToldProcess``: a Qt program that does what comes by stdin and tells of it by stdout."""

from __future__ import annotations

import json
import os
import sys
import threading
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal


class Commands(QThread):
    """Reads commands, a line each; with the end of stdin comes ``quit``."""

    line = Signal(str)

    def run(self) -> None:
        for line in sys.stdin:
            self.line.emit(line.strip())
        self.line.emit("quit")


class ToldProgram(QObject):
    """Does what is asked and tells what happens, from any thread."""

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__()
        self._app = app
        self._lock = threading.Lock()
        self._commands = Commands()
        self._commands.line.connect(self._do)
        self._commands.start()

    def _do(self, line: str) -> None:
        """Do a command, its words parted by ``|``."""
        raise NotImplementedError

    def _tell(self, **what: Any) -> None:
        with self._lock:
            os.write(1, json.dumps(what).encode() + b"\n")
