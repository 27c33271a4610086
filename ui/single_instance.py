"""One window per profile: a second start raises the first window and ends."""

from __future__ import annotations

import getpass
import hashlib
import logging

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

RAISE = b"raise\n"
CONNECT_MS = 500
MAX_REQUEST = 64


class InstanceError(Exception):
    """The claim on a profile could not be made, for a reason other than another window."""


def server_name(profile: str) -> str:
    """Return the local socket's name for ``profile``: short, and different for each user."""
    digest = hashlib.sha256(f"{getpass.getuser()}\0{profile}".encode()).hexdigest()[:16]
    return f"ahoy-{digest}"


class SingleInstance(QObject):
    """The claim on one profile. ``raised`` is emitted when a second start asks for the window."""

    raised = Signal()

    def __init__(self, profile: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = server_name(profile)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)

    def claim(self) -> bool:
        """Return True when this is the only window of the profile, else raise the other and return False.

        Raises ``InstanceError`` if the system refuses a local socket.
        """
        if self._call_other():
            return False
        if self._server.listen(self._name):
            return True
        QLocalServer.removeServer(self._name)  # left over from a process that was killed
        if self._server.listen(self._name):
            return True
        raise InstanceError(self._server.errorString())

    def release(self) -> None:
        """Give the profile up."""
        self._server.close()

    def _call_other(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(CONNECT_MS):
            return False
        socket.write(RAISE)
        socket.waitForBytesWritten(CONNECT_MS)
        socket.disconnectFromServer()
        return True

    def _greet(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is None:
            return
        socket.disconnected.connect(socket.deleteLater)
        socket.readyRead.connect(lambda: self._read(socket))
        if socket.bytesAvailable():
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        request = bytes(socket.read(MAX_REQUEST).data())
        if request == RAISE:
            self.raised.emit()
        else:
            log.info("ignored %d bytes on the local socket", len(request))
        socket.disconnectFromServer()
