"""Two ends joined in memory over a channel that can delay, lose, double and reorder; time is simulated."""

from __future__ import annotations

import heapq
import itertools
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

MAX_STEPS = 100_000
"""Deliveries and timers of one run; more is a storm, and an error."""


class Peer(Protocol):
    """One end: a user agent, or anything shaped like one."""

    def receive(self, data: bytes, now: float) -> None:
        """Take one datagram."""

    def data_to_send(self) -> list[bytes]:
        """Return and forget what must be sent."""

    def next_timer(self) -> float | None:
        """Return when ``handle_timer`` is due, or None."""

    def handle_timer(self, now: float) -> None:
        """Act on what is due."""


Rule = Callable[[int, bytes], Iterable[float]]
"""From the sender (0 or 1) and the bytes to the delays in seconds of each copy delivered; none is a loss."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A seeded rule for a bad line: chances between 0 and 1, delays in seconds."""

    seed: int
    delay: tuple[float, float] = (0.01, 0.01)
    drop: float = 0.0
    duplicate: float = 0.0

    def rule(self) -> Rule:
        """Return a fresh rule; the same seed gives the same fates. A wide ``delay`` reorders."""
        chance = random.Random(self.seed)

        def decide(sender: int, data: bytes) -> list[float]:
            if chance.random() < self.drop:
                return []
            copies = 2 if chance.random() < self.duplicate else 1
            return [chance.uniform(*self.delay) for _ in range(copies)]

        return decide


def prompt(sender: int, data: bytes) -> list[float]:
    """Deliver everything once, in order, after 10 ms."""
    return [0.01]


class MemoryLink:
    """Two peers and the messages between them; ``now`` moves only in ``run`` and ``settle``."""

    def __init__(self, left: Peer, right: Peer, rule: Rule = prompt, *, now: float = 1000.0) -> None:
        self.peers = (left, right)
        self.rule = rule
        self.now = now
        self.sent: list[tuple[float, int, bytes]] = []
        """Everything that was sent: when, by whom, what."""
        self._order = itertools.count()
        self._under_way: list[tuple[float, int, int, bytes]] = []

    def pump(self) -> None:
        """Take what the peers want to send and decide its fate."""
        for sender, peer in enumerate(self.peers):
            for data in peer.data_to_send():
                self.sent.append((self.now, sender, data))
                for delay in self.rule(sender, data):
                    heapq.heappush(self._under_way, (self.now + delay, next(self._order), 1 - sender, data))

    def inject(self, receiver: int, data: bytes) -> None:
        """Deliver bytes that nobody sent, at once."""
        self.peers[receiver].receive(data, self.now)
        self.pump()

    def run(self, seconds: float) -> None:
        """Let simulated time pass."""
        self._run_until(self.now + seconds)

    def settle(self, limit: float = 3600.0) -> None:
        """Run until no message is under way and no timer is set, at most ``limit`` simulated seconds."""
        end = self.now + limit
        for _ in range(MAX_STEPS):
            self.pump()
            due = self._next()
            if due is None or due > end:
                return
            self._run_until(due)
        raise RuntimeError("the peers never come to rest")

    def messages(self, sender: int | None = None) -> list[str]:
        """Return the first lines of what was sent, in order: by one peer, or by both."""
        chosen = [data for _, who, data in self.sent if sender is None or who == sender]
        return [data.partition(b"\r\n")[0].decode() for data in chosen]

    def _next(self) -> float | None:
        times = [peer.next_timer() for peer in self.peers]
        if self._under_way:
            times.append(self._under_way[0][0])
        return min((at for at in times if at is not None), default=None)

    def _run_until(self, end: float) -> None:
        for _ in range(MAX_STEPS):
            self.pump()
            due = self._next()
            if due is None or due > end:
                self.now = max(self.now, end)
                return
            self.now = max(self.now, due)
            self._deliver_due()
        raise RuntimeError("the peers never come to rest")

    def _deliver_due(self) -> None:
        while self._under_way and self._under_way[0][0] <= self.now:
            _, _, receiver, data = heapq.heappop(self._under_way)
            self.peers[receiver].receive(data, self.now)
        for peer in self.peers:
            due = peer.next_timer()
            if due is not None and due <= self.now:
                peer.handle_timer(self.now)
