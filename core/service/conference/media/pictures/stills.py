"""Stills on their way to one member whose way bears no more: one at a time, and slower than they came.

A keyframe is a second of what such a way bears. Sent as pictures are it would stand in the way of the sound
for as long, or be given up half sent; so its packets leave one by one, as fast as the way bears beside that.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from core.media.transport.outgoing_packet import OutgoingPacket

STILL_SPACING = 0.4
"""Seconds between two stills for one member, whosever they are."""

MOST_WAITING = 256
"""Packets: more than any keyframe has that is worth waiting for."""

MOST_CREDIT = 8 * 1200.0
"""Bits that may be left over: less than a packet of the largest size leaves none of them too late."""


class Stills:
    """``send`` lets a packet leave; what it is told besides is whether a keyframe begins with it."""

    def __init__(self, send: Callable[[OutgoingPacket, bool], None]) -> None:
        self.dropped = 0
        self._send = send
        self._waiting: deque[tuple[OutgoingPacket, bool]] = deque()
        self._credit = 0.0
        self._next_at = float("-inf")

    def may_begin(self, now: float) -> bool:
        """Whether one more may begin: the last one is through, and not just now."""
        return not self._waiting and now >= self._next_at

    def begin(self, now: float) -> None:
        """Take it that one begins."""
        self._next_at = now + STILL_SPACING

    def put(self, packet: OutgoingPacket, *, begins_keyframe: bool) -> None:
        """Let a packet leave in its turn."""
        if len(self._waiting) >= MOST_WAITING:
            self.dropped += 1
            return
        self._waiting.append((packet, begins_keyframe))

    def release(self, seconds: float, rate: float) -> None:
        """Let leave what ``rate`` bits per second bear in that time."""
        earned = seconds * rate
        self._credit = min(MOST_CREDIT, self._credit) + earned if self._waiting else 0.0
        while self._waiting and self._credit >= 8 * self._waiting[0][0].size:
            packet, begins = self._waiting.popleft()
            self._credit -= 8 * packet.size
            self._send(packet, begins)

    def give_up(self) -> None:
        """Drop what waits, as all else that waited was dropped: the next keyframe begins anew."""
        self.dropped += len(self._waiting)
        self._waiting.clear()

    def flush(self) -> None:
        """Let everything leave: the way bears all pictures from now on."""
        while self._waiting:
            self._send(*self._waiting.popleft())
