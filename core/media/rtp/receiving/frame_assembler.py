"""From packets to complete pictures: pure, with time as an argument.

A picture is complete with its marker bit, so it does not wait for the next one. A gap is asked for again
at once and then every round trip; a keyframe that is complete beyond a gap is jumped to.
"""

from __future__ import annotations

from dataclasses import dataclass

NACK_DELAY = 0.005
"""Seconds that a reordered packet gets before it is asked for again."""

NACK_TRIES = 10
NACK_INTERVAL = 0.05
"""Seconds between two requests for one packet, unless the round trip is long."""

NACK_SHARE = 0.9
"""Share of the round trip after which a copy that has not come is lost, too, and asked for again."""

LONG_ROUND_TRIP, NACK_REPEAT = 0.06, 0.025
"""From which round trip on requests are made twice, and how many seconds later: it may be the request that
was lost, and whoever sends may take it for a reason to send two copies. One round more would be seen."""

KEYFRAME_AFTER = 0.25
"""Seconds that a gap may hold pictures up before a keyframe is asked for, on a quick line."""

KEYFRAME_ROUND_TRIPS = 2.0
KEYFRAME_LATEST = 1.2
"""On a slow line so many round trips more, up to this: copies need them, and a keyframe is lost as easily."""

KEYFRAME_SPACING = 0.3
MAX_GAP = 250
"""Missing packets in a row above which everything starts again with a keyframe."""

MAX_MISSING = 1000
"""Packets asked for at a time at most; with more, a keyframe is the shorter way."""

MAX_PACKETS = 1500
"""Packets held at most: a second of 15 Mbit/s."""


@dataclass(frozen=True, slots=True)
class VideoPacket:
    """One packet of a picture, its payload ready for the decoder."""

    timestamp: int
    marker: bool
    data: bytes
    starts_keyframe: bool
    arrived: float = 0.0


@dataclass(frozen=True, slots=True)
class AssembledFrame:
    """One complete picture as the decoder takes it; ``timestamp`` counts on over the 32 bit wrap."""

    timestamp: int
    data: bytes
    is_keyframe: bool
    first_arrived: float = 0.0
    last_arrived: float = 0.0
    """When the first and the last of its packets came; both the same if it is one packet."""


@dataclass(slots=True)
class _Missing:
    since: float
    asked: float = 0.0
    tries: int = 0


class FrameAssembler:
    """Puts the packets of one video source in order. Starts with a keyframe, and again after each reset."""

    def __init__(self) -> None:
        self.frames_dropped = 0
        """Pictures of which packets came and that are not handed on."""
        self.frames_refused = 0
        """Of these, what was complete and built on a picture that is missing."""
        self.resets = 0
        self._packets: dict[int, VideoPacket] = {}
        self._missing: dict[int, _Missing] = {}
        self._key_starts: set[int] = set()
        self._highest: int | None = None
        self._start = 0
        self._cursor = 0
        self._needs_key = True
        self._blocked_since: float | None = None
        self._keyframe_asked = -1.0
        self._last_timestamp: int | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether ``nacks_due`` or ``keyframe_due`` may have something to say without a new packet."""
        return self._needs_key or bool(self._missing)

    def add(self, sequence: int, packet: VideoPacket, now: float) -> list[AssembledFrame]:
        """Take a packet; return the pictures that are complete now, in order."""
        number = self._unwrap(sequence, now)
        if number is None or number < self._start or number in self._packets:
            return []
        self._missing.pop(number, None)
        self._packets[number] = packet
        if packet.starts_keyframe:
            self._key_starts.add(number)
        if len(self._packets) > MAX_PACKETS or len(self._missing) > MAX_MISSING:
            self.restart()
            return []
        frames = self._release(now)
        if not frames and self._key_starts:
            frames = self._jump(now)
        return frames

    def restart(self) -> None:
        """Drop everything and start again with the next keyframe: the decoder lost the thread."""
        self.resets += 1
        self._packets.clear()
        self._missing.clear()
        self._key_starts.clear()
        if self._highest is not None:
            self._start = self._cursor = self._highest + 1
        self._needs_key = True
        self._blocked_since = None

    def nacks_due(self, now: float, round_trip: float = 0.0) -> list[int]:
        """Return the 16 bit sequence numbers to ask for now."""
        interval = max(NACK_INTERVAL, NACK_SHARE * round_trip)
        repeat = NACK_REPEAT if round_trip >= LONG_ROUND_TRIP else interval
        due = []
        for number, missing in self._missing.items():
            if missing.tries == 0:
                is_due = now - missing.since >= NACK_DELAY
            else:
                wait = repeat if missing.tries % 2 else interval
                is_due = missing.tries < NACK_TRIES and now - missing.asked >= wait
            if is_due:
                missing.asked, missing.tries = now, missing.tries + 1
                due.append(number & 0xFFFF)
        return due

    def keyframe_due(self, now: float, round_trip: float = 0.0) -> bool:
        """Whether a keyframe is to be asked for now; answering True counts as having asked."""
        patience = min(KEYFRAME_LATEST, KEYFRAME_AFTER + KEYFRAME_ROUND_TRIPS * round_trip)
        blocked = self._blocked_since is not None and now - self._blocked_since >= patience
        if not (self._needs_key or blocked) or self._highest is None:
            return False
        if now - self._keyframe_asked < KEYFRAME_SPACING:
            return False
        self._keyframe_asked = now
        return True

    def _unwrap(self, sequence: int, now: float) -> int | None:
        if self._highest is None:
            self._highest = sequence
            self._start = self._cursor = sequence
            return sequence
        step = (sequence - self._highest + 0x8000) % 0x10000 - 0x8000
        if abs(step) > MAX_GAP:
            self._highest += step
            self.restart()
            self._start = self._cursor = self._highest
            return self._highest
        number = self._highest + step
        for missing in range(max(self._highest + 1, self._start), number):
            self._missing[missing] = _Missing(now)
        self._highest = max(self._highest, number)
        return number

    def _release(self, now: float) -> list[AssembledFrame]:
        frames: list[AssembledFrame] = []
        while (packet := self._packets.get(self._cursor)) is not None:
            first = self._packets[self._start]
            if packet.timestamp != first.timestamp:
                self._finish(self._cursor, frames)
                continue
            self._cursor += 1
            if packet.marker:
                self._finish(self._cursor, frames)
        self._blocked_since = (self._blocked_since or now) if self._missing else None
        if frames:
            self._blocked_since = now if self._missing else None
        return frames

    def _finish(self, end: int, frames: list[AssembledFrame]) -> None:
        """Take the packets from the start to ``end`` away as one picture."""
        packets = [self._packets.pop(number) for number in range(self._start, end)]
        self._key_starts.difference_update(range(self._start, end))
        self._start = self._cursor = end
        is_key = packets[0].starts_keyframe
        data = b"".join(packet.data for packet in packets)
        if not data:
            return
        if self._needs_key and not is_key:
            self.frames_dropped += 1
            self.frames_refused += 1
            return
        self._needs_key = False
        timestamp, came = self._unwrap_timestamp(packets[0].timestamp), [one.arrived for one in packets]
        frames.append(AssembledFrame(timestamp, data, is_key, min(came), max(came)))

    def _unwrap_timestamp(self, timestamp: int) -> int:
        last = self._last_timestamp
        if last is not None:
            timestamp = last + ((timestamp - last + 0x80000000) % 0x100000000 - 0x80000000)
        self._last_timestamp = timestamp
        return timestamp

    def _jump(self, now: float) -> list[AssembledFrame]:
        """Go on with the newest complete keyframe beyond a gap, if there is one."""
        for key in sorted(self._key_starts, reverse=True):
            if key > self._start and self._is_whole(key):
                skipped = {packet.timestamp for number, packet in self._packets.items() if number < key}
                self.frames_dropped += len(skipped)
                self._packets = {n: packet for n, packet in self._packets.items() if n >= key}
                self._missing = {n: missing for n, missing in self._missing.items() if n >= key}
                self._key_starts = {n for n in self._key_starts if n >= key}
                self._start = self._cursor = key
                return self._release(now)
        return []

    def _is_whole(self, key: int) -> bool:
        number = key
        timestamp = self._packets[key].timestamp
        previous = self._packets.get(key - 1)
        if previous is not None and previous.timestamp == timestamp:
            return False
        while (packet := self._packets.get(number)) is not None and packet.timestamp == timestamp:
            if packet.marker:
                return True
            number += 1
        return False
