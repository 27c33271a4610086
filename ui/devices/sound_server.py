"""What Qt does not tell about PulseAudio: a sound device, not the default one, that was taken away.

QtMultimedia's Pulse backend drops the removed device from a map but neither signals nor forgets it in its
lists (seen with Qt 6.11 and 6.12). Where ``pactl`` is installed it is asked instead.
"""

from __future__ import annotations

import logging
import shutil

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal, Slot

log = logging.getLogger(__name__)

SETTLE_MS = 100


class SoundServerWatch(QObject):
    """Listens to ``pactl subscribe`` and keeps the names of the sources and sinks that exist.

    Without ``pactl``, or without a server, every device counts as present.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names: frozenset[str] | None = None
        self._events: QProcess | None = None
        self._query: QProcess | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._ask)
        self._pactl = shutil.which("pactl")
        if self._pactl:
            self._events = self._start("subscribe")
            self._events.readyReadStandardOutput.connect(self._read_events)

    def has(self, name: str) -> bool:
        """Whether the sound server still knows a device; True when nobody can tell."""
        return self._names is None or name in self._names

    def close(self) -> None:
        """End the child processes."""
        self._settle.stop()
        for process in (self._events, self._query):
            if process is not None and process.state() != QProcess.ProcessState.NotRunning:
                process.blockSignals(True)
                process.kill()
                process.waitForFinished(1000)
        self._events = self._query = None

    def _start(self, *arguments: str) -> QProcess:
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("LC_ALL", "C")
        process.setProcessEnvironment(environment)
        process.start(self._pactl or "", list(arguments))
        return process

    @Slot()
    def _read_events(self) -> None:
        if self._events is None:
            return
        text = bytes(self._events.readAllStandardOutput().data()).decode(errors="replace")
        if any(f" on {kind} #" in text for kind in ("source", "sink", "server")):
            self._settle.start()

    @Slot()
    def _ask(self) -> None:
        if self._query is None or self._query.state() == QProcess.ProcessState.NotRunning:
            self._query = self._start("list", "short")
            self._query.finished.connect(self._read_names)

    @Slot()
    def _read_names(self) -> None:
        if self._query is None:
            return
        is_good = self._query.exitCode() == 0
        text = bytes(self._query.readAllStandardOutput().data()).decode(errors="replace")
        self._query.deleteLater()
        self._query = None
        names = device_names(text) if is_good else None
        if names != self._names:
            self._names = names
            self.changed.emit()


def device_names(listing: str) -> frozenset[str]:
    """Return the names in the output of ``pactl list short``: tab-separated, those that have a sample format.

    A source or sink line is ``index, name, module, sample specification, state``.
    """
    rows = (line.split("\t") for line in listing.splitlines())
    return frozenset(row[1] for row in rows if len(row) >= 5 and "Hz" in row[3])
