"""Packets that wait to be played, in order, each once, and not more than a little memory's worth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from core.ports import SAMPLE_RATE

MAX_PACKETS = 400
"""Of 2.5 ms each that is a second of sound; of 20 ms it is more than is ever kept."""

MAX_BYTES = 256 * 1024
MAX_PAYLOAD = 8192
"""Bytes: 120 ms of the largest Opus frames are less (RFC 6716 section 3.2.1)."""


class Content(Enum):
    """What a packet brings."""

    SOUND = "sound"
    NOISE = "noise"
    """What the background is like, while nobody speaks (RFC 3389)."""
    NOTHING = "nothing"
    """No sound at all, as while a key is pressed: its number is no gap."""


@dataclass(frozen=True, slots=True)
class Packet:
    """One packet: ``position`` and ``samples`` are its place and length at 48 kHz, ``arrived`` in seconds."""

    number: int
    payload_type: int
    payload: bytes
    timestamp: int
    clock_rate: int
    position: int
    samples: int
    arrived: float
    content: Content = Content.SOUND

    def due_after(self, now: float) -> float:
        """Return the offset from the sender's time to ours if the packet were played ``now``, in seconds."""
        return now - self.position / SAMPLE_RATE


class PacketQueue:
    """Keeps packets by their number. When there are too many the oldest are dropped."""

    def __init__(self) -> None:
        self.bytes = 0
        self.samples = 0
        """Length of all sound that waits."""
        self._packets: dict[int, Packet] = {}
        self._first: int | None = None

    def __len__(self) -> int:
        return len(self._packets)

    def __iter__(self) -> Iterator[Packet]:
        return iter([self._packets[number] for number in sorted(self._packets)])

    def __contains__(self, number: int) -> bool:
        return number in self._packets

    def add(self, packet: Packet) -> list[Packet]:
        """Keep ``packet`` unless it is there already; return what had to be dropped for it."""
        if packet.number in self._packets:
            return []
        self._packets[packet.number] = packet
        self._first = packet.number if self._first is None else min(self._first, packet.number)
        self.bytes += len(packet.payload)
        self.samples += packet.samples
        dropped = []
        while len(self._packets) > MAX_PACKETS or self.bytes > MAX_BYTES:
            dropped.append(self.take())
        return dropped

    def first(self) -> Packet | None:
        """Return the packet with the lowest number, which stays."""
        return None if self._first is None else self._packets[self._first]

    def take(self) -> Packet:
        """Return the packet with the lowest number, which is kept no more. Raises IndexError if empty."""
        if self._first is None:
            raise IndexError("no packet waits")
        packet = self._packets.pop(self._first)
        following = self._first + 1
        self._first = following if following in self._packets else min(self._packets, default=None)
        self.bytes -= len(packet.payload)
        self.samples -= packet.samples
        return packet

    def clear(self) -> None:
        """Forget all."""
        self._packets.clear()
        self._first = None
        self.bytes = self.samples = 0
