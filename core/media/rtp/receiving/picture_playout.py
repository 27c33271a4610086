"""Shows decoded pictures at their moment: with the sound of the same sender, evenly, and never late."""

from __future__ import annotations

import asyncio

import av

from core.media.pictures import PictureSlot
from core.media.sync.lip_sync import LipSync
from core.media.sync.picture_schedule import PictureSchedule
from core.media.sync.sender_clock import SenderClock

VIDEO_CLOCK = 90_000
"""Ticks per second of RTP timestamps of every video payload (RFC 3551 section 5)."""


class PicturePlayout:
    """Between a decoder thread and a slot. ``put`` may be called from any thread, the rest on the loop."""

    def __init__(self, slot: PictureSlot, sync: LipSync) -> None:
        self.slot = slot
        self.shown = 0
        """Pictures that were given to the slot."""
        self.clock = SenderClock(VIDEO_CLOCK)
        self._sync = sync
        self._schedule: PictureSchedule[av.VideoFrame] = PictureSchedule()
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None
        self._has_common_clock = False
        self._is_stopped = False

    @property
    def dropped(self) -> int:
        """Pictures that were decoded and not shown, since a newer one was due."""
        return self._schedule.dropped

    def put(self, picture: av.VideoFrame) -> None:
        """Have ``picture`` shown at its moment; its pts is its RTP timestamp, counted on over the wrap."""
        try:
            self._loop.call_soon_threadsafe(self._add, picture)
        except RuntimeError:
            return  # the loop has closed before the decoder

    def restart(self) -> None:
        """Forget what waits and what was known: another source."""
        self._schedule.clear()
        self.clock = SenderClock(VIDEO_CLOCK)
        self._has_common_clock = False
        self._sync.reset()

    def stop(self) -> None:
        """Show nothing more."""
        self._is_stopped = True
        self._schedule.clear()
        if self._timer is not None:
            self._timer.cancel()

    def _add(self, picture: av.VideoFrame) -> None:
        if self._is_stopped:
            return
        now = self._loop.time()
        self._schedule.add(picture, self._sync.due(self._captured(picture.pts or 0), now))
        self._show_due()

    def _captured(self, timestamp: int) -> float:
        """Return when a picture was taken, by the sender's wall clock once that is known.

        Even motion needs no more than the stream's own clock, and gets it until the first report.
        """
        captured = self.clock.seconds(timestamp)
        if (captured is not None) != self._has_common_clock:
            self._has_common_clock = captured is not None
            self._sync.reset()
        return timestamp / VIDEO_CLOCK if captured is None else captured

    def _show_due(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        now = self._loop.time()
        picture = self._schedule.take(now)
        if picture is not None:
            self.shown += 1
            self.slot.put(picture)
        due = self._schedule.next_due()
        if due is not None and not self._is_stopped:
            self._timer = self._loop.call_later(max(0.0, due - now), self._show_due)
