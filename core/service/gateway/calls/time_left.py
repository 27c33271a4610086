"""Tells the caller of a call that costs how long it may still last: in words to who takes them, and heard."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from core.service.gateway.calls.reoffers import End
from core.service.gateway.media.bridge import MediaBridge
from core.service.numbers.remaining import Remainder
from core.sip.bodies import time_left
from core.sip.bodies.time_left import TimeLeft

_HEADERS = (("Info-Package", time_left.INFO_PACKAGE),)


class TimeLeftNews:
    """News of one call. ``end`` returns the caller's end, ``media`` the call's; both may be missing."""

    def __init__(self, end: Callable[[], End | None], media: Callable[[], MediaBridge | None]) -> None:
        self._end = end
        self._media = media
        self._loop = asyncio.get_running_loop()
        self._ends_at: float | None = None
        """What is not told yet: nothing is said before the caller's ACK has come."""
        self._warning: asyncio.Task[None] | None = None

    def take(self, told: Remainder) -> None:
        """Tell it, at once or when the call stands; a warning is heard as well."""
        self._ends_at = self._loop.time() + told.seconds
        self.tell()
        media = self._media()
        if told.is_warning and media is not None and (self._warning is None or self._warning.done()):
            self._warning = self._loop.create_task(media.warn(to_client=True), name="last minutes")

    def tell(self) -> None:
        """Tell what is new, if the caller takes it now."""
        end = self._end()
        if self._ends_at is None or end is None or not end.session.is_established:
            return
        left, self._ends_at = max(0.0, self._ends_at - self._loop.time()), None
        dialog = end.session.dialog
        if dialog is None or time_left.INFO_PACKAGE not in dialog.remote_packages:
            return
        end.session.info(time_left.CONTENT_TYPE, bytes(TimeLeft(left)), end.line.now(), _HEADERS)
        end.line.pump()

    def stop(self) -> None:
        """Be silent. Idempotent."""
        if self._warning is not None:
            self._warning.cancel()
