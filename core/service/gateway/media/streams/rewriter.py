"""Packets of one stream in one direction, passed on under this gateway's own source, numbers and times.

What leaves is one stream without a seam, whatever comes: other sources, other codecs, numbers that begin
anew. What is left out (noise that the other side does not know) leaves no gap. Loss stays loss: a gap that
comes goes on, so that the far end can hide it or ask for what is missing.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable

from core.media.rtp.receiving.reception_statistics import ReceptionStatistics
from core.service.gateway.media.streams.routes import NO_ROUTES, Fate, Route, Routes
from core.service.media.rtp.packet import HEADER, payload_of

MAX_DROPOUT, MAX_MISORDER = 3000, 100
"""How far a number may be ahead or behind and still be believed (RFC 3550 appendix A.1)."""

OMISSIONS = 16
"""Places where something was left out that are remembered, for what was overtaken there."""

KEPT = 512
"""Packets of pictures that are kept to be sent again; a power of two."""

LONGEST_PAUSE = 10.0
"""Seconds between two sources that the time of the stream follows."""

OnRecode = Callable[[Route, int, int, bytes], None]
"""Takes the route, sequence number, timestamp and payload of what is to be decoded."""


class Rewriter:
    """See the module. ``ssrc`` is the source of what leaves. Not thread-safe; ``now`` is in seconds."""

    def __init__(self, ssrc: int, rng: random.Random, *, keeps: bool = False) -> None:
        self.ssrc = ssrc
        self.on_recode: OnRecode = lambda route, sequence, timestamp, payload: None
        self.on_gap: Callable[[int, int], None] | None = None
        """Called with the first number that is missing, and how many are."""
        self.source: int | None = None
        """The synchronisation source of what comes."""
        self.reception = ReceptionStatistics(8000)
        self.sent_packets = self.sent_octets = 0
        self.dropped = 0
        """Packets that are none, or of no known payload type."""
        self.left_out = 0
        """Sound packets that the other side has no codec for, and noise."""
        self.heard_at = 0.0
        self.out_timestamp = rng.randrange(1 << 32)
        self.out_at = 0.0
        """When the newest packet left, and the time it bore."""
        self.clock_rate = 0
        self._out_sequence = rng.randrange(1 << 15)
        self._routes: Routes = NO_ROUTES
        self._is_open = False
        self._route: Route | None = None
        self._highest = 0
        self._offset = 0
        self._shift = 0
        self._floor: int | None = None
        self._omitted: deque[tuple[int, int]] = deque(maxlen=OMISSIONS)
        """Numbers that were left out, and the offset of those before each."""
        self._doubted: int | None = None
        self._starts_anew = True
        self._event: tuple[int, int] | None = None
        self._kept: list[bytes] | None = [b""] * KEPT if keeps else None

    def set_routes(self, routes: Routes, *, is_open: bool) -> None:
        """Do this with each payload type from now on; not ``is_open``: what comes is only counted."""
        self._routes, self._is_open = routes, is_open

    def take(self, data: bytes, now: float) -> bytes | None:
        """Take a packet; return what is to leave, if anything. Never raises, whatever it is."""
        if len(data) < 12 or data[0] & 0xC0 != 0x80:
            self.dropped += 1
            return None
        first, second, sequence, timestamp, ssrc = HEADER.unpack_from(data)
        route = self._routes[second & 0x7F]
        if route is None:
            self._drop_unknown(sequence, ssrc)
            return None
        if ssrc != self.source:
            self._change_source(ssrc, sequence, route)
        step = (sequence - self._highest) & 0xFFFF
        if step != 1 and not self._is_believed(step, sequence):
            return None
        is_newest = step < 0x8000
        if is_newest:
            self._highest = sequence
        self.heard_at = now
        is_event = route.fate is Fate.EVENT
        self.reception.add(sequence, timestamp, now, is_timed=not is_event)
        if first == 0x80:
            payload = data[12:]
        elif (found := payload_of(data)) is not None:
            payload = found
        else:
            payload = b""
        if not self._is_open or not payload:
            self._leave_out(sequence)
            return None
        if route is not self._route and not is_event:
            self._change_route(route)
        if route.fate is not Fate.PASS:
            return self._take_other(route, second, sequence, timestamp, payload, now)
        if route.table is not None:
            payload = payload.translate(route.table)
        if self._starts_anew:
            self._start_anew(timestamp, now)
            second |= 0x80 if route.clock_rate != 90_000 else 0
        leaving = self._leaving(sequence)
        out_timestamp = (timestamp + self._shift) & 0xFFFFFFFF
        packet = HEADER.pack(0x80, second & 0x80 | route.number, leaving, out_timestamp, self.ssrc) + payload
        if is_newest:
            self._out_sequence, self.out_timestamp, self.out_at = leaving, out_timestamp, now
        self.sent_packets += 1
        self.sent_octets += len(payload)
        if self._kept is not None:
            self._kept[leaving & (KEPT - 1)] = packet
        return packet

    def make(self, payload: bytes, timestamp_step: int, number: int, now: float, *, begins: bool) -> bytes:
        """Return a packet of sound encoded here; ``timestamp_step`` is its distance from the last one."""
        return self._place(payload, self.out_timestamp + timestamp_step, number, now, is_marked=begins)

    def begin_announcement(self, clock_rate: int, now: float) -> int:
        """Return the time at which something of this gateway's own begins, on that clock.

        What comes meanwhile must not be let through; ``end_announcement`` lets it follow.
        """
        self.clock_rate = clock_rate
        return self._time_at(now)

    def announce(self, payload: bytes, timestamp: int, number: int, now: float, *, is_marked: bool) -> bytes:
        """Return a packet of an announcement that bears this time."""
        return self._place(payload, timestamp, number, now, is_marked=is_marked)

    def end_announcement(self, timestamp: int, now: float) -> None:
        """Take it that the announcement reached as far as this: whatever comes next begins there."""
        self.out_timestamp, self.out_at = timestamp & 0xFFFFFFFF, now
        self.source = None

    def _place(self, payload: bytes, timestamp: int, number: int, now: float, *, is_marked: bool) -> bytes:
        self._out_sequence = (self._out_sequence + 1) & 0xFFFF
        self.out_timestamp = timestamp & 0xFFFFFFFF
        self.out_at = now
        self.sent_packets += 1
        self.sent_octets += len(payload)
        second = number | (0x80 if is_marked else 0)
        return HEADER.pack(0x80, second, self._out_sequence, self.out_timestamp, self.ssrc) + payload

    def kept(self, sequence: int) -> bytes | None:
        """Return a packet that left under this number, if it is still here."""
        if self._kept is None:
            return None
        packet = self._kept[sequence & (KEPT - 1)]
        return packet if len(packet) > 4 and packet[2] << 8 | packet[3] == sequence else None

    def number_here(self, sequence: int) -> int:
        """Return the number that a packet came with, by the one that it left or would have left with."""
        return (sequence - self._offset) & 0xFFFF

    def leaving_time(self, timestamp: int) -> int | None:
        """Return the time that a packet with this timestamp leaves with; None if it is encoded anew."""
        route = self._route
        if route is None or route.fate is not Fate.PASS or self._starts_anew:
            return None
        return (timestamp + self._shift) & 0xFFFFFFFF

    # --- what is not the usual packet -----------------------------------------------------------------

    def _drop_unknown(self, sequence: int, ssrc: int) -> None:
        """Leave out a packet of a payload type that nobody spoke of, without a gap."""
        self.dropped += 1
        if ssrc == self.source and 0 < (sequence - self._highest) & 0xFFFF <= MAX_DROPOUT:
            self._highest = sequence
            self._leave_out(sequence)

    def _change_source(self, ssrc: int, sequence: int, route: Route) -> None:
        self.source = ssrc
        self.reception = ReceptionStatistics(route.clock_rate)
        self._begin_count(sequence)
        self._route = None

    def _begin_count(self, sequence: int) -> None:
        """Let the next number that leaves follow the last one."""
        self._highest = (sequence - 1) & 0xFFFF
        self._offset = (self._out_sequence + 1 - sequence) & 0xFFFF
        self._omitted.clear()
        self._floor = self._doubted = self._event = None
        self._starts_anew = True

    def _is_believed(self, step: int, sequence: int) -> bool:
        if step == 0 or step >= 0x10000 - MAX_MISORDER:
            return True
        if step <= MAX_DROPOUT:
            if self.on_gap is not None and self._is_open:
                self.on_gap((self._highest + 1) & 0xFFFF, step - 1)
            return True
        if self._doubted != sequence:
            self._doubted = (sequence + 1) & 0xFFFF
            self.dropped += 1
            return False
        self._begin_count(sequence)
        return True

    def _leave_out(self, sequence: int) -> None:
        """Close the gap that a packet leaves which does not go on; one that was overtaken leaves none."""
        self.left_out += 1
        if sequence == self._highest:
            self._omitted.append((sequence, self._offset))
            self._offset = (self._offset - 1) & 0xFFFF
            self._floor = (sequence + 1) & 0xFFFF

    def _leaving(self, sequence: int) -> int:
        """Return the number that a packet leaves with; one that was overtaken may be from before a gap."""
        if self._floor is not None and (sequence - self._floor) & 0xFFFF >= 0x8000:
            for place, offset in self._omitted:
                if (place - sequence) & 0xFFFF < 0x8000:
                    return (sequence + offset) & 0xFFFF
        return (sequence + self._offset) & 0xFFFF

    def _change_route(self, route: Route) -> None:
        before, self._route = self._route, route
        if route.fate is Fate.RECODE:
            self.clock_rate = route.leaving_clock
        if before is None:
            return
        if before.fate is not route.fate or before.clock_rate != route.clock_rate:
            self._starts_anew = True
            if route.fate is Fate.PASS and before.fate is not Fate.PASS:
                self._offset = (self._out_sequence + 1 - self._highest) & 0xFFFF
                self._omitted.clear()
                self._floor = None

    def _start_anew(self, timestamp: int, now: float) -> None:
        """Let time go on from what left last, by as much as has passed on that clock (RFC 7160 section 4)."""
        self._starts_anew = False
        assert self._route is not None
        self._shift = (self._time_at(now) - timestamp) & 0xFFFFFFFF
        self.clock_rate = self._route.leaving_clock

    def _time_at(self, now: float) -> int:
        """Return the time that a packet bears which leaves now."""
        passed = min(LONGEST_PAUSE, max(0.0, now - self.out_at)) if self.sent_packets else 0.0
        step = max(1, round(passed * (self.clock_rate or 8000))) if self.sent_packets else 0
        return (self.out_timestamp + step) & 0xFFFFFFFF

    def _take_other(
        self, route: Route, second: int, sequence: int, timestamp: int, payload: bytes, now: float
    ) -> bytes | None:
        if route.fate is Fate.EVENT:
            return self._take_event(route, second, sequence, timestamp, payload, now)
        self.on_recode(route, sequence, timestamp, payload)
        return None

    @property
    def is_recoding(self) -> bool:
        """Whether the sound that comes is encoded anew."""
        return self._route is not None and self._route.fate is Fate.RECODE

    def _take_event(
        self, route: Route, second: int, sequence: int, timestamp: int, payload: bytes, now: float
    ) -> bytes | None:
        """Pass on one report of a key, with the time of its beginning in this stream (RFC 4733)."""
        if len(payload) < 4:
            self._leave_out(sequence)
            return None
        if self._event is None or self._event[0] != timestamp:
            self._event = (timestamp, self._event_time(route, timestamp, now))
        if route.leaving_clock != route.clock_rate:
            ticks = int.from_bytes(payload[2:4], "big") * route.leaving_clock // route.clock_rate
            payload = payload[:2] + min(ticks, 0xFFFF).to_bytes(2, "big") + payload[4:]
        if self.is_recoding:
            self.on_recode(route, sequence, timestamp, b"")
            leaving = self._out_sequence = (self._out_sequence + 1) & 0xFFFF
        else:
            leaving = self._leaving(sequence)
            if sequence == self._highest:
                self._out_sequence = leaving
        self.sent_packets += 1
        self.sent_octets += len(payload)
        return HEADER.pack(0x80, second & 0x80 | route.number, leaving, self._event[1], self.ssrc) + payload

    def _event_time(self, route: Route, timestamp: int, now: float) -> int:
        sound = self._route
        is_kept = sound is not None and sound.fate is Fate.PASS and not self._starts_anew
        if is_kept and sound is not None and sound.clock_rate == route.clock_rate == sound.leaving_clock:
            return (timestamp + self._shift) & 0xFFFFFFFF
        return self._time_at(now)
