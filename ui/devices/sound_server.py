"""What Qt does not tell about PulseAudio: that a device was taken away, or the server itself.

Three gaps of QtMultimedia 6.11 on Linux, each seen here:

* a sound device, not the default one, that is removed stays in its lists, without a signal;
* a server that dies is not reported, and is given up for good after two failed attempts to reconnect;
* opening a stream without a connection then ends the process: "Assertion 'c' failed" in libpulse.

So ``pactl``, where it is installed, is asked for the devices, and this process's own sockets tell whether
Qt is connected.
"""

from __future__ import annotations

import logging
import os
import shutil
import socket
import sys
import threading
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal, Slot

log = logging.getLogger(__name__)

SETTLE_MS = 100
POLL_MS = 1000


def connections() -> int:
    """Return how many connections to a local sound server this process holds; 0 where that cannot be seen."""
    if sys.platform != "linux":
        return 0
    return sum(_is_sound_server(_peer_path(entry)) for entry in list(Path("/proc/self/fd").iterdir()))


def _peer_path(entry: Path) -> str:
    """Return the path of the Unix socket at the far end of one of our descriptors, or nothing."""
    with suppress(OSError):  # descriptors come and go while we look
        if not str(entry.readlink()).startswith("socket:"):
            return ""
        # On a duplicate: closing it leaves the owner's alone. socket() does not take it over if it raises.
        copy = os.dup(int(entry.name))
        try:
            end = socket.socket(fileno=copy)
        except OSError:
            os.close(copy)
            return ""
        with end:
            return str(end.getpeername()) if end.family == socket.AF_UNIX else ""
    return ""


def _is_sound_server(path: str) -> bool:
    own = os.environ.get("PULSE_SERVER", "").removeprefix("unix:")
    return bool(path) and (path == own or "/pulse/native" in path or "/pipewire-" in path)


class Guest:
    """A connection of this process to the sound server that is not Qt's, and must not be counted as one.

    From when it is made until ``arrived``, and from ``leaves`` until ``left``, nobody knows whether it is
    among the connections; in between it is. Any thread.
    """

    lock = threading.Lock()
    moving = 0
    present = 0

    def __init__(self) -> None:
        self._count(moving=1)

    def arrived(self) -> None:
        """It is connected."""
        self._count(moving=-1, present=1)

    def leaves(self) -> None:
        """It is about to be closed."""
        self._count(moving=1, present=-1)

    def left(self) -> None:
        """It is closed."""
        self._count(moving=-1)

    @classmethod
    def _count(cls, *, moving: int, present: int = 0) -> None:
        with cls.lock:
            cls.moving += moving
            cls.present += present


class Connection:
    """Whether Qt is still connected to the sound server that it once found."""

    def __init__(self) -> None:
        self._most = 0

    def is_alive(self) -> bool:
        """Whether as many connections stand as ever did. Any thread; 0.3 ms.

        True where none was ever seen: another system, or a server across a network.
        """
        with Guest.lock:
            count = max(0, connections() - Guest.present)
            if not Guest.moving:
                self._most = max(self._most, count)
            return count >= self._most


class SoundServerWatch(QObject):
    """Keeps the names of the sources and sinks that exist, as ``pactl subscribe`` tells of them.

    Without ``pactl`` every device counts as present while the server is connected.
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
        self._connection = Connection()
        self._was_alive = self._connection.is_alive()
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._look)
        self._poll.start()
        self._subscribe()

    def is_alive(self) -> bool:
        """Whether a stream may be opened. Any thread."""
        return self._connection.is_alive()

    def has(self, name: str) -> bool:
        """Whether the sound server still knows a device; True when nobody can tell."""
        return self._was_alive and (self._names is None or name in self._names)

    def close(self) -> None:
        """End the child processes."""
        self._settle.stop()
        self._poll.stop()
        for process in (self._events, self._query):
            if process is not None and process.state() != QProcess.ProcessState.NotRunning:
                process.blockSignals(True)
                process.kill()
                process.waitForFinished(1000)
        self._events = self._query = None

    def _subscribe(self) -> None:
        if self._pactl and (self._events is None or self._events.state() == QProcess.ProcessState.NotRunning):
            self._events = self._start("subscribe")
            self._events.readyReadStandardOutput.connect(self._read_events)

    @Slot()
    def _look(self) -> None:
        is_alive = self._connection.is_alive()
        if is_alive == self._was_alive:
            return
        log.info("sound server: %s", "connected again" if is_alive else "connection lost")
        self._was_alive = is_alive
        self._names = None
        if is_alive:
            self._subscribe()
        self.changed.emit()

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
