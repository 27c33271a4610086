"""A bad line between two real ends of this machine: a UDP relay on a thread of its own.

Each end is told one candidate only, the relay's, so that everything it sends goes through it. The line is
clean until ``begin``: connecting is not what is measured.
"""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
import time
from dataclasses import dataclass

from tests.bench.network.line.impairment import Impairment, LineCounters, Schedule

SAMPLE_SECONDS = 0.1
"""Time between two notes about the queues."""

BUFFER_BYTES = 1 << 20
LOOPBACK = "127.0.0.1"


def candidate_address(sdp: str) -> tuple[str, int]:
    """Return the host candidate that the relay sends to: IPv4, on the loopback interface if there is one.

    Raises ValueError when there is none.
    """
    found = []
    for line in sdp.splitlines():
        words = line.split()
        is_host = line.startswith("a=candidate:") and words[7] == "host" and words[2].lower() == "udp"
        if is_host and "." in words[4]:
            found.append((words[4], int(words[5])))
    if not found:
        raise ValueError("no IPv4 host candidate in the description")
    return next((address for address in found if address[0] == LOOPBACK), found[0])


def with_candidate(sdp: str, address: tuple[str, int]) -> str:
    """Return ``sdp`` with ``address`` as the only candidate of each media section."""
    host, port = address
    own = f"a=candidate:1 1 udp 2130706431 {host} {port} typ host"
    lines: list[str] = []
    for line in sdp.splitlines():
        if line.startswith("m="):
            kind, _, rest = line.split(" ", 2)
            lines.append(f"{kind} {port} {rest}")
        elif line.startswith("c="):
            lines.append(f"c=IN IP4 {host}")
        elif line.startswith("a=candidate:"):
            if lines[-1] != own:
                lines.append(own)
        else:
            lines.append(line)
    return "\r\n".join(lines) + "\r\n"


@dataclass(frozen=True, slots=True)
class QueueSample:
    """How long the queues were, ``at`` seconds after ``begin``: from the first end, and to it, in seconds.

    ``delivered`` counts the bytes that have reached the second end.
    """

    at: float
    forth: float
    back: float
    delivered: int


class _Side:
    """The socket that one end talks to; ``peer`` is that end's address, once it is known."""

    def __init__(self, host: str) -> None:
        self.peer: tuple[str, int] | None = None
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER_BYTES)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER_BYTES)
        self.socket.bind((host, 0))
        self.socket.setblocking(False)

    def receive(self) -> list[bytes]:
        """Return what has come from the peer; anything else is ignored."""
        found = []
        while True:
            try:
                data, source = self.socket.recvfrom(65535)
            except BlockingIOError:
                return found
            except ConnectionError:
                continue  # an ICMP answer to something sent earlier
            if source == self.peer:
                found.append(data)

    def send(self, data: bytes) -> None:
        """Send ``data`` to the peer; while that is unknown or gone it is lost."""
        if self.peer is not None:
            with contextlib.suppress(OSError):
                self.socket.sendto(data, self.peer)


class Relay:
    """Joins two ends over an impaired line, as a context manager; ``forth`` leads from the offerer.

    Hand the offer and the answer on as ``offer`` and ``answer`` return them; ``begin`` once media flows.
    Only datagrams from the two ends are relayed.
    """

    def __init__(self, forth: Schedule, back: Schedule, seed: int) -> None:
        self.samples: list[QueueSample] = []
        self._lines = (Impairment[bytes](forth, seed), Impairment[bytes](back, seed + 1))
        self._sides: tuple[_Side, _Side] | None = None
        self._began: float | None = None
        self._next_sample = 0.0
        self._wake, self._woken = socket.socketpair()
        self._woken.setblocking(False)
        self._thread = threading.Thread(target=self._run, name="relay", daemon=True)

    def __enter__(self) -> Relay:
        return self

    def __exit__(self, *_details: object) -> None:
        self._wake.close()
        if self._thread.is_alive():
            self._thread.join()
        self._woken.close()
        for side in self._sides or ():
            side.socket.close()

    @property
    def counters(self) -> tuple[LineCounters, LineCounters]:
        """What became of the datagrams since ``begin``, forth and back."""
        return self._lines[0].counters, self._lines[1].counters

    def offer(self, sdp: str) -> str:
        """Return the offer as the answerer is to see it. Raises ValueError without a usable candidate."""
        address = candidate_address(sdp)
        self._sides = _Side(address[0]), _Side(address[0])
        self._sides[0].peer = address
        self._thread.start()
        return with_candidate(sdp, self._sides[1].socket.getsockname())

    def answer(self, sdp: str) -> str:
        """Return the answer as the offerer is to see it. Raises ValueError without a usable candidate."""
        assert self._sides is not None, "the offer comes first"
        self._sides[1].peer = candidate_address(sdp)
        return with_candidate(sdp, self._sides[0].socket.getsockname())

    def begin(self) -> float:
        """Start the schedule; return that moment (``time.monotonic()``)."""
        self._began = time.monotonic()
        self._wake.send(b"!")
        return self._began

    def _run(self) -> None:
        assert self._sides is not None
        with selectors.DefaultSelector() as selector:
            selector.register(self._woken, selectors.EVENT_READ)
            for side in self._sides:
                selector.register(side.socket, selectors.EVENT_READ)
            while self._turn(selector):
                continue

    def _turn(self, selector: selectors.BaseSelector) -> bool:
        """Wait for something to do and do it; False once closed."""
        assert self._sides is not None
        for key, _ in selector.select(self._patience()):
            if key.fileobj is self._woken and not self._woken.recv(64):
                return False
        for index, side in enumerate(self._sides):
            for data in side.receive():
                self._take(index, data)
        self._deliver()
        return True

    def _patience(self) -> float | None:
        if self._began is None:
            return None
        due = [self._next_sample, *(d for line in self._lines if (d := line.next_due()) is not None)]
        return max(0.0, min(due) - (time.monotonic() - self._began))

    def _take(self, index: int, data: bytes) -> None:
        assert self._sides is not None
        if self._began is None:
            self._sides[1 - index].send(data)
        else:
            self._lines[index].put(data, len(data), time.monotonic() - self._began)

    def _deliver(self) -> None:
        if self._began is None or self._sides is None:
            return
        now = time.monotonic() - self._began
        for line, side in zip(self._lines, reversed(self._sides), strict=True):
            for data in line.take(now):
                side.send(data)
        if now >= self._next_sample:
            self._next_sample += SAMPLE_SECONDS
            forth, back = (line.queue_delay(now) for line in self._lines)
            self.samples.append(QueueSample(now, forth, back, self._lines[0].counters.bytes_delivered))
