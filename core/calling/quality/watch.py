"""Measures one call each second while it is established, and tells its listeners of quality warnings."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING

from core.calling.quality.diary import QualityDiary
from core.calling.quality.monitor import QualityMonitor, QualitySample, StreamSample
from core.calling.quality.warnings import CallQualityWarningEvent
from core.media.statistics import MediaReport, Stats

if TYPE_CHECKING:
    from core.calling.call.life import CallLife

log = logging.getLogger(__name__)

PERIOD = 1.0
"""Seconds between two samples."""
_CONNECTED = ("connected", "completed")


class QualityWatch:
    """Runs from the establishment of a call to its end."""

    def __init__(self, life: CallLife) -> None:
        self._life = life
        self.diary = QualityDiary()
        self._monitor = QualityMonitor()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to measure."""
        self._task = self._life.owner.spawn(self._run())

    def stop(self) -> None:
        """Measure no more. Idempotent."""
        # Not kept: a cancelled task holds what it was busy with, the whole media session here.
        task, self._task = self._task, None
        if task is not None:
            task.cancel()

    async def _run(self) -> None:
        session = self._life.media.session
        assert session is not None
        while True:
            await asyncio.sleep(PERIOD)
            try:
                report = await session.stats()
            except Exception as error:
                log.info("call %s: nothing could be measured: %r", self._life.call_id, error)
                return
            self._tell(self._look(report))

    def _look(self, report: MediaReport) -> list[CallQualityWarningEvent]:
        media = self._life.media
        if media.wants_hold or media.remote.is_held:
            self.diary.rest()
            return self._monitor.rest()
        self.diary.take(report)
        sample = read_sample(
            report,
            is_muted=media.is_muted,
            is_remote_muted=media.remote.is_muted,
            video=self._life.terms.video,
        )
        return self._monitor.take(sample)

    def _tell(self, events: Iterable[CallQualityWarningEvent]) -> None:
        for event in events:
            log.info("call %s: %s %s %s", self._life.call_id, event.type, event.name, event.mediaStreamType)
            self._life.notify("onCallQualityWarningEvent", event)


def read_sample(report: MediaReport, *, is_muted: bool, is_remote_muted: bool, video: bool) -> QualitySample:
    """Return what ``report`` (W3C WebRTC statistics) says about quality."""
    source = report.track("audio", "media-source")
    inbound = report.track("audio", "inbound-rtp")
    state = report.transport.get("iceState")
    return QualitySample(
        audio=_stream(report, "audio"),
        video=_stream(report, "video") if video else None,
        is_connected=state is None or state in _CONNECTED,
        outbound_level=None if is_muted else _number(source, "audioLevel"),
        inbound_level=None if is_remote_muted else _number(inbound, "audioLevel"),
    )


def _stream(report: MediaReport, kind: str) -> StreamSample:
    inbound = report.track(kind, "inbound-rtp")
    lost, received = _number(inbound, "packetsLost"), _number(inbound, "packetsReceived")
    again = _number(inbound, "retransmittedPacketsReceived") or 0.0
    return StreamSample(
        round_trip_time=_number(report.track(kind, "remote-inbound-rtp"), "roundTripTime"),
        jitter=_number(inbound, "jitter"),
        packets_lost=None if lost is None else int(lost),
        packets_received=None if received is None else int(received - again),
        remote_loss=_number(report.track(kind, "remote-inbound-rtp"), "fractionLost"),
    )


def _number(values: Stats, name: str) -> float | None:
    value = values.get(name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
