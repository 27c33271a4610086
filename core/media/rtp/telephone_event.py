"""Keys pressed during a call as telephone events (RFC 4733): what is sent, and what came. Pure."""

from __future__ import annotations

import math
import struct
from collections import deque
from dataclasses import dataclass

KEYS = "0123456789*#ABCD"
"""The key of each event code, RFC 4733 section 3.2."""

DEFAULT_SECONDS, LEAST_SECONDS, MOST_SECONDS = 0.16, 0.04, 6.0
GAP_SECONDS = 0.07
"""From the end of one key to the start of the next at least."""

VOLUME = 10
"""dBm0 below zero: what most gateways play."""

END_COPIES = 3
LONGEST_SEGMENT = 0xFFFF
"""Clock ticks that one report can tell; a longer event goes on in another segment (section 2.5.1.3)."""

_REPORT = struct.Struct("!BBH")
_END = 0x80

MAX_REMEMBERED = 16
SILENT_PACKET_SECONDS = 0.06
"""The most time that one report stands for where sound is made up for it."""


def event_code(key: str) -> int:
    """Return the event code of ``key``. Raises ValueError if there is no such key."""
    code = KEYS.find(key.upper()) if len(key) == 1 else -1
    if code < 0:
        raise ValueError(f"there is no key {key!r}; there are {', '.join(KEYS)}")
    return code


def event_seconds(seconds: float) -> float:
    """Return a duration that may be sent, at least 40 ms and at most 6 s. Raises ValueError for no number."""
    if not math.isfinite(seconds):
        raise ValueError(f"a key cannot be pressed for {seconds} seconds")
    return min(MOST_SECONDS, max(LEAST_SECONDS, seconds))


@dataclass(frozen=True, slots=True)
class EventPacket:
    """One report to send: when its segment began, in samples of the sound, and what it says."""

    start: int
    payload: bytes
    is_marked: bool
    is_last: bool


class OutgoingEvent:
    """One key press, told in one report for each frame of sound that it takes the place of.

    Times are in samples of the sound at ``sample_rate``; reports are in ticks of ``clock_rate``.
    """

    def __init__(self, code: int, seconds: float, *, clock_rate: int, sample_rate: int) -> None:
        self._code = code
        self._ticks = round(seconds * clock_rate)
        self._clock_rate, self._sample_rate = clock_rate, sample_rate
        self._begin: int | None = None
        self._told = 0
        """Ticks in the segments that are complete."""
        self._ends = 0

    def next_packet(self, position: int, samples: int) -> EventPacket:
        """Return the report in place of the ``samples`` of sound at ``position``; the last ``is_last``."""
        is_first = self._begin is None
        begin = self._begin = position if self._begin is None else self._begin
        passed = min(self._ticks, (position + samples - begin) * self._clock_rate // self._sample_rate)
        if passed - self._told > LONGEST_SEGMENT and not self._ends:
            packet = self._packet(begin, LONGEST_SEGMENT, is_first=False, is_end=False)
            self._told += LONGEST_SEGMENT
            return packet
        is_end = passed >= self._ticks
        self._ends += is_end
        return self._packet(begin, passed - self._told, is_first=is_first, is_end=is_end)

    def _packet(self, begin: int, duration: int, *, is_first: bool, is_end: bool) -> EventPacket:
        payload = _REPORT.pack(self._code, (_END if is_end else 0) | VOLUME, duration)
        start = begin + self._told * self._sample_rate // self._clock_rate
        return EventPacket(start, payload, is_first, self._ends >= END_COPIES)


@dataclass(frozen=True, slots=True)
class KeyPress:
    """A key that the other end pressed, and for how many seconds."""

    key: str
    seconds: float


@dataclass(slots=True)
class _Coming:
    code: int
    first: int
    """RTP timestamp of its first segment."""
    segment: int
    ticks: int = 0
    complete: int = 0

    @property
    def total(self) -> int:
        return self.complete + self.ticks


class IncomingEvents:
    """Makes key presses of the reports that come: once each, whatever is lost, doubled or out of order.

    A press is told when its end comes, when a later one begins, or when ``conclude`` is called because
    nothing more has come.
    """

    def __init__(self) -> None:
        self._coming: _Coming | None = None
        self._clock_rate = 8000
        self._told: deque[tuple[int, int]] = deque(maxlen=MAX_REMEMBERED)
        """Timestamp and code of the segments that need no more attention."""

    @property
    def is_waiting(self) -> bool:
        """Whether a key is down."""
        return self._coming is not None

    def take(self, timestamp: int, payload: bytes, clock_rate: int) -> tuple[list[KeyPress], float]:
        """Take one report; return the presses that are complete, and the seconds that it adds to one.

        Anything that is no report of a key adds nothing.
        """
        if len(payload) < _REPORT.size:
            return [], 0.0
        code, flags, duration = _REPORT.unpack_from(payload)
        if code >= len(KEYS) or (timestamp, code) in self._told:
            return [], 0.0
        presses = []
        coming = self._coming
        if coming is None or not _belongs(coming, timestamp, code):
            if coming is not None and _is_older(timestamp, coming.segment):
                # Overtaken by the next key, whole: told late rather than not at all.
                self._told.append((timestamp, code))
                return [KeyPress(KEYS[code], duration / clock_rate)], 0.0
            presses += self.conclude()
            coming = self._coming = _Coming(code, timestamp, timestamp)
            self._clock_rate = clock_rate
        before = coming.total
        self._extend(coming, timestamp, duration)
        added = min(SILENT_PACKET_SECONDS, max(0, coming.total - before) / clock_rate)
        if flags & _END:
            presses += self.conclude()
        return presses, added

    def conclude(self) -> list[KeyPress]:
        """Return the press whose end did not come, if there is one: nothing more is to be expected of it."""
        coming, self._coming = self._coming, None
        if coming is None:
            return []
        self._told.append((coming.first, coming.code))
        self._told.append((coming.segment, coming.code))
        return [KeyPress(KEYS[coming.code], coming.total / self._clock_rate)]

    def _extend(self, coming: _Coming, timestamp: int, duration: int) -> None:
        step = (timestamp - coming.segment) & 0xFFFFFFFF
        if 0 < step < 0x80000000:
            self._told.append((coming.segment, coming.code))
            coming.complete += step
            coming.segment, coming.ticks = timestamp, 0
        if timestamp == coming.segment:
            coming.ticks = max(coming.ticks, duration)


def _belongs(coming: _Coming, timestamp: int, code: int) -> bool:
    """Whether a report is of the key that is down: of this segment, or of the one that follows it."""
    step = (timestamp - coming.segment) & 0xFFFFFFFF
    return code == coming.code and step in (0, LONGEST_SEGMENT)


def _is_older(timestamp: int, than: int) -> bool:
    return 0 < (than - timestamp) & 0xFFFFFFFF < 0x80000000
