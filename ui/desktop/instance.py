"""One window per profile, which answers what other programs of this user ask of it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QLockFile, QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from core.instance.client import NoAnswer, NotRunning, ask
from core.instance.messages import (
    LONGEST,
    MessageError,
    Refusal,
    RemoteCommand,
    Reply,
    Request,
    decode_request,
    encode_reply,
)
from core.instance.place import InstancePlace, PlaceError, instance_place, make_private

log = logging.getLogger(__name__)

MOST_CLIENTS = 16
"""Connections at once; a further one is closed unheard."""
CLIENT_LIMIT_MS = 10_000
"""How long a connection may last."""
STARTING_LIMIT = 10.0
"""Seconds that a second start waits for a first one which has only begun to start."""
RETRY_SECONDS = 0.1
_STARTING = Reply("Ahoy is still starting.", Refusal.NOT_READY)


class InstanceError(Exception):
    """The claim on a profile could not be made, for a reason other than another window."""


class SingleInstance(QObject):
    """The claim on one profile. What is asked goes to ``on_request``, whose answer is sent back."""

    def __init__(self, profile: str, parent: QObject | None = None, *, limit: float = STARTING_LIMIT) -> None:
        super().__init__(parent)
        self.on_request: Callable[[Request], Reply] = lambda request: _STARTING
        self._place = instance_place(profile)
        self._limit = limit
        self._lock: QLockFile | None = None
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        self._clients: set[_Client] = set()

    @property
    def place(self) -> InstancePlace:
        """Where this instance is spoken to."""
        return self._place

    def claim(self, request: Request | None = None) -> bool:
        """Return True when this is the only window of the profile, else ask the other one and return False.

        ``request`` (default: to be shown) is what the other one is asked. Raises ``InstanceError`` if the
        system refuses the lock or the socket, or the other one gives no answer.
        """
        try:
            make_private(self._place.lock.parent)
        except PlaceError as error:
            raise InstanceError(str(error)) from error
        lock = QLockFile(str(self._place.lock))
        lock.setStaleLockTime(0)  # stale when its process is gone, however old it is
        if not self._wait_for(lock, request or Request(RemoteCommand.SHOW)):
            return False
        self._lock = lock
        # Left over from a process that was killed; only the holder of the lock comes here.
        QLocalServer.removeServer(self._place.server)
        if self._server.listen(self._place.server):
            return True
        lock.unlock()
        raise InstanceError(self._server.errorString())

    def release(self) -> None:
        """Give the profile up."""
        self._server.close()
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _wait_for(self, lock: QLockFile, request: Request) -> bool:
        """Return True with the lock in hand, False once another instance has done what is asked."""
        clock = QElapsedTimer()
        clock.start()
        problem = "Ahoy is starting, or ending, and does not answer."
        while True:  # once at least, however slow the machine is
            if lock.tryLock(0):
                return True
            if lock.error() is not QLockFile.LockError.LockFailedError:
                raise InstanceError(f"The lock {self._place.lock} cannot be taken.")
            try:
                reply = ask(self._place, request)
            except NotRunning:
                pass
            except NoAnswer as error:
                raise InstanceError(str(error)) from error
            else:
                if reply.error != Refusal.NOT_READY:
                    return False
                problem = reply.text
            if clock.elapsed() >= self._limit * 1000:
                raise InstanceError(problem)
            time.sleep(RETRY_SECONDS)

    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            if len(self._clients) >= MOST_CLIENTS:
                log.info("a connection too many on the local socket")
                socket.abort()
                socket.deleteLater()
                continue
            client = _Client(socket, self._answer, self)
            self._clients.add(client)
            socket.disconnected.connect(lambda client=client: self._part(client))
            client.read()

    def _part(self, client: _Client) -> None:
        self._clients.discard(client)
        client.deleteLater()

    def _answer(self, line: bytes) -> Reply:
        try:
            request = decode_request(line)
        except MessageError as error:
            log.info("refused on the local socket: %s", error.refusal)
            return Reply(str(error), error.refusal)
        log.info("asked on the local socket: %s", request.command)
        return self.on_request(request)


class _Client(QObject):
    """One connection: lines in, a line out for each."""

    def __init__(self, socket: QLocalSocket, answer: Callable[[bytes], Reply], parent: QObject) -> None:
        super().__init__(parent)
        self._socket = socket
        self._answer = answer
        self._received = b""
        socket.setParent(self)
        socket.setReadBufferSize(LONGEST + 1)
        socket.readyRead.connect(self.read)
        QTimer.singleShot(CLIENT_LIMIT_MS, self, socket.abort)

    def read(self) -> None:
        """Answer every whole line that has come."""
        self._received += bytes(self._socket.readAll().data())
        while b"\n" in self._received:
            line, _, self._received = self._received.partition(b"\n")
            self._send(self._answer(line))
        if len(self._received) > LONGEST:
            self._received = b""
            refusal = Reply(f"A message has at most {LONGEST} bytes.", Refusal.TOO_LONG)
            self._send(refusal)
            self._socket.disconnectFromServer()

    def _send(self, reply: Reply) -> None:
        self._socket.write(encode_reply(reply))
        self._socket.flush()  # at once: whoever has said all may have closed its side already
