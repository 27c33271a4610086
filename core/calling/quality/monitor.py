"""Decides from one sample each second which quality warnings hold: no clock, no media, numbers only."""

from __future__ import annotations

import statistics
from collections import deque
from dataclasses import dataclass, field

from core.calling.quality.warnings import (
    CallQualityWarningEvent,
    MediaStreamType,
    WarningName,
    WarningType,
)

RTT_LIMIT = 0.300
"""Seconds there and back."""
JITTER_LIMIT = 0.030
"""Seconds."""
LOSS_LIMIT = 0.01
"""Part of the packets that should have come between two samples."""
POOR_OF_LAST = (3, 4)
"""Jitter and loss warn when so many of the last so many samples are above the limit."""
LEVEL_SPAN = 20
"""Samples, one a second, over which a level is looked at."""
LEVEL_DEVIATION_LIMIT = 0.005
"""Standard deviation, as part of full scale."""


@dataclass(frozen=True, slots=True)
class StreamSample:
    """One stream of one kind at one moment; None where nothing was measured."""

    round_trip_time: float | None = None
    """Seconds, of what we send, as the other side's reports tell (RFC 3550 6.4.1)."""
    jitter: float | None = None
    """Seconds, of what comes."""
    packets_lost: int | None = None
    """Since the beginning; may go down again when late packets come."""
    packets_received: int | None = None
    """Since the beginning."""
    remote_loss: float | None = None
    """Part of what we send that the other side has lost, as its newest report tells (RFC 3550 6.4.1)."""


@dataclass(frozen=True, slots=True)
class QualitySample:
    """A call at one moment."""

    audio: StreamSample = StreamSample()
    video: StreamSample | None = None
    """None while no pictures come or go."""
    is_connected: bool = True
    """Whether ICE has a path."""
    outbound_level: float | None = None
    """0 to 1 of full scale, as sent; None while nothing is meant to be heard (muted)."""
    inbound_level: float | None = None
    """0 to 1 of full scale; None while nothing is meant to be heard (the other side is muted)."""


@dataclass(slots=True)
class _Stream:
    """What is remembered of one stream."""

    jitters: deque[bool] = field(default_factory=lambda: deque(maxlen=POOR_OF_LAST[1]))
    losses: deque[bool] = field(default_factory=lambda: deque(maxlen=POOR_OF_LAST[1]))
    remote_losses: deque[bool] = field(default_factory=lambda: deque(maxlen=POOR_OF_LAST[1]))
    counted: tuple[int, int] | None = None
    """Lost and received as of the last sample."""


class QualityMonitor:
    """Fed one sample a second; tells each warning once when it begins and once when it is over."""

    def __init__(self) -> None:
        self._streams = {kind: _Stream() for kind in MediaStreamType}
        self._levels = {name: deque[float](maxlen=LEVEL_SPAN) for name in ("outbound", "inbound")}
        self._active: set[tuple[WarningName, MediaStreamType | None]] = set()

    @property
    def active(self) -> frozenset[tuple[WarningName, MediaStreamType | None]]:
        """The warnings that hold now."""
        return frozenset(self._active)

    def take(self, sample: QualitySample) -> list[CallQualityWarningEvent]:
        """Return what ``sample`` changes, in a fixed order."""
        events = self._set(WarningName.MISSING_STREAM, None, not sample.is_connected)
        events += self._take_stream(MediaStreamType.AUDIO, sample.audio)
        events += self._take_stream(MediaStreamType.VIDEO, sample.video or StreamSample())
        events += self._take_level(
            "outbound",
            sample.outbound_level,
            WarningName.CONSTANT_OUTBOUND_LEVEL,
            WarningName.ZERO_OUTBOUND_LEVEL,
        )
        events += self._take_level(
            "inbound",
            sample.inbound_level,
            WarningName.CONSTANT_INBOUND_LEVEL,
            WarningName.ZERO_INBOUND_LEVEL,
        )
        return events

    def rest(self) -> list[CallQualityWarningEvent]:
        """Forget what was measured: nothing is meant to flow (on hold). Returns what is over by that."""
        ended = sorted(self._active, key=lambda one: (one[0].value, one[1] or ""))
        self._active.clear()
        self._streams = {kind: _Stream() for kind in MediaStreamType}
        for levels in self._levels.values():
            levels.clear()
        return [CallQualityWarningEvent(name, WarningType.RECOVER, kind) for name, kind in ended]

    def _take_stream(self, kind: MediaStreamType, sample: StreamSample) -> list[CallQualityWarningEvent]:
        stream = self._streams[kind]
        events: list[CallQualityWarningEvent] = []
        rtt = sample.round_trip_time
        if rtt is None or rtt != RTT_LIMIT:
            events += self._set(WarningName.HIGH_RTT, kind, rtt is not None and rtt > RTT_LIMIT)
        stream.jitters.append(sample.jitter is not None and sample.jitter > JITTER_LIMIT)
        events += self._set(WarningName.HIGH_JITTER, kind, sum(stream.jitters) >= POOR_OF_LAST[0])
        stream.losses.append(_loss(stream, sample) > LOSS_LIMIT)
        events += self._set(WarningName.HIGH_LOSS, kind, sum(stream.losses) >= POOR_OF_LAST[0])
        stream.remote_losses.append((sample.remote_loss or 0.0) > LOSS_LIMIT)
        is_lossy_there = sum(stream.remote_losses) >= POOR_OF_LAST[0]
        events += self._set(WarningName.HIGH_OUTBOUND_LOSS, kind, is_lossy_there)
        return events

    def _take_level(
        self, which: str, level: float | None, constant: WarningName, zero: WarningName
    ) -> list[CallQualityWarningEvent]:
        levels = self._levels[which]
        if level is None:
            levels.clear()
        else:
            levels.append(level)
        is_full = len(levels) == LEVEL_SPAN
        is_zero = is_full and not any(levels)
        # Digital silence has its own name: one fault, one warning.
        is_constant = is_full and not is_zero and statistics.pstdev(levels) < LEVEL_DEVIATION_LIMIT
        kind = MediaStreamType.AUDIO
        return self._set(constant, kind, is_constant) + self._set(zero, kind, is_zero)

    def _set(
        self, name: WarningName, kind: MediaStreamType | None, holds: bool
    ) -> list[CallQualityWarningEvent]:
        key = (name, kind)
        if holds == (key in self._active):
            return []
        (self._active.add if holds else self._active.discard)(key)
        return [CallQualityWarningEvent(name, WarningType.TRIGGER if holds else WarningType.RECOVER, kind)]


def _loss(stream: _Stream, sample: StreamSample) -> float:
    """Return the part lost since the sample before; 0 when nothing was expected."""
    if sample.packets_lost is None or sample.packets_received is None:
        stream.counted = None
        return 0.0
    before, stream.counted = stream.counted, (sample.packets_lost, sample.packets_received)
    if before is None:
        return 0.0
    lost, received = sample.packets_lost - before[0], sample.packets_received - before[1]
    expected = lost + received
    return lost / expected if lost > 0 and expected > 0 else 0.0
