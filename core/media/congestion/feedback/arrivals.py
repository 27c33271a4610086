"""The receiver's side: notes when numbered packets arrive and tells the sender in time."""

from __future__ import annotations

from core.media.congestion.feedback.wire import MAX_STATUSES, REFERENCE_TICKS, TICK, Feedback

LEAST_INTERVAL, MOST_INTERVAL = 0.1, 0.25
"""Seconds between two feedback packets. With half the least of them both ends do more, and no way that has
become narrower is left sooner."""

SHARE = 0.05
"""Of the rate that is received, what feedback may take (RFC 3550 section 6.2 grants RTCP as much)."""

FEEDBACK_BITS = 8 * 90
"""Size of a usual feedback packet with everything around it."""

MAX_STEP = 5_000
"""Distance of a packet number from the newest above which it is taken for nonsense, or for a new start."""

STRANGERS = 3
"""Packets in a row that agree on a new numbering before it is followed."""

MAX_SPREAD = 0x7000
"""Ticks between arrivals that one feedback spans at most, so that each delta fits: 7 s."""


class ArrivalRecorder:
    """Notes arrivals and makes feedback of them; bounded whatever arrives. Times in seconds."""

    def __init__(self) -> None:
        self.ignored = 0
        """Packets whose number was nonsense."""
        self._arrivals: dict[int, float] = {}
        self._newest: int | None = None
        self._told = 0
        """Everything below has been told or given up."""
        self._strangers = 0
        self._stranger = 0
        self._count = 0
        self._bits = 0.0
        self._interval = LEAST_INTERVAL
        self._last_feedback: float | None = None

    def add(self, sequence: int, size: int, now: float) -> None:
        """Take note of a packet of ``size`` bytes numbered ``sequence`` (16 bits) that arrives now."""
        number = self._unwrap(sequence & 0xFFFF)
        self._bits += 8 * size
        if self._last_feedback is None:
            self._last_feedback = now
        if number is None:
            self.ignored += 1
            return
        self._arrivals.setdefault(number, now)
        while len(self._arrivals) > MAX_STATUSES:
            del self._arrivals[min(self._arrivals)]

    def due(self, now: float) -> bool:
        """Whether feedback is to be sent now."""
        return bool(self._arrivals) and self._last_feedback is not None and self.next_due() <= now

    def next_due(self) -> float:
        """Return when feedback is due, if anything has arrived by then."""
        return (self._last_feedback or 0.0) + self._interval

    def feedback(self, sender_ssrc: int, media_ssrc: int, now: float) -> list[Feedback]:
        """Return what has not been told yet; nothing if nothing has arrived since."""
        self._pace(now)
        found: list[Feedback] = []
        while self._arrivals and len(found) < 4:
            found.append(self._next(sender_ssrc, media_ssrc))
        return found

    def _pace(self, now: float) -> None:
        """Choose the time to the next feedback by what is received."""
        if self._last_feedback is not None and now > self._last_feedback:
            rate = self._bits / (now - self._last_feedback)
            wanted = FEEDBACK_BITS / (SHARE * rate) if rate else MOST_INTERVAL
            self._interval = min(MOST_INTERVAL, max(LEAST_INTERVAL, wanted))
        self._bits, self._last_feedback = 0.0, now

    def _next(self, sender_ssrc: int, media_ssrc: int) -> Feedback:
        first = min(self._arrivals)
        # A number from before is told again: it was missing, and was only late.
        base = self._told if 0 <= first - self._told < MAX_STATUSES // 2 else first
        reference = int(self._arrivals[first] / TICK) // REFERENCE_TICKS
        origin, last = reference * REFERENCE_TICKS, 0
        arrivals: list[int | None] = []
        for number in range(base, min(max(self._arrivals), base + MAX_STATUSES - 1) + 1):
            arrived = self._arrivals.get(number)
            if arrived is None:
                arrivals.append(None)
                continue
            ticks = round(arrived / TICK) - origin
            if abs(ticks - last) > MAX_SPREAD:
                break
            arrivals.append(ticks)
            last = ticks
            del self._arrivals[number]
        self._told = max(self._told, base + len(arrivals))
        self._count += 1
        return Feedback(
            sender_ssrc, media_ssrc, base & 0xFFFF, reference, self._count - 1 & 0xFF, tuple(arrivals)
        )

    def _unwrap(self, sequence: int) -> int | None:
        if self._newest is None:
            self._newest = self._told = sequence
            return sequence
        number = self._newest + (sequence - self._newest + 0x8000) % 0x10000 - 0x8000
        if abs(number - self._newest) > MAX_STEP:
            return self._meet_stranger(number)
        self._strangers = 0
        if number < self._newest - MAX_STATUSES // 2:
            return None
        self._newest = max(self._newest, number)
        return number

    def _meet_stranger(self, number: int) -> int | None:
        """Follow a new numbering once several packets in a row agree on it."""
        is_next = 0 <= number - self._stranger <= STRANGERS
        self._strangers = self._strangers + 1 if is_next else 1
        self._stranger = number
        if self._strangers < STRANGERS:
            return None
        self._strangers = 0
        self._arrivals.clear()
        self._newest = self._told = number
        return number
