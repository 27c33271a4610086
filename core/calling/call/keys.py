"""Keys pressed in a call: sent one after the other, as events on the audio stream or by INFO."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from typing import TYPE_CHECKING

from core.calling.errors import ArgumentError
from core.calling.machine.stages import Stage
from core.sip.bodies.dtmf_relay import CONTENT_TYPE, SHORT_CONTENT_TYPE, DtmfSignal
from core.sip.messages import SipError

if TYPE_CHECKING:
    from core.calling.call.life import CallLife

log = logging.getLogger(__name__)

KEY_SECONDS = 0.160
GAP_SECONDS = 0.080
PAUSE = ","
PAUSE_SECONDS = 2.0
QUEUE_LIMIT = 256
"""Keys and pauses that may wait to be sent."""


def pressed(content_type: str, body: bytes) -> str | None:
    """Return the key that an INFO tells of; None if it is about something else, "" if it is not readable."""
    if content_type not in (CONTENT_TYPE, SHORT_CONTENT_TYPE):
        return None
    try:
        return DtmfSignal.parse(body, content_type).key
    except SipError as error:
        log.info("a key in INFO is not readable: %s", error)
        return ""


class KeyQueue:
    """The keys of one call that are still to be sent."""

    def __init__(self, life: CallLife) -> None:
        self._life = life
        self._waiting: deque[str] = deque()
        self._task: asyncio.Task[None] | None = None

    @property
    def way(self) -> str:
        """How keys go to the other side: "rtp" (RFC 4733), "info", or "" when neither is possible."""
        life = self._life
        media = life.media.session
        if life.machine.stage is not Stage.ESTABLISHED or media is None or life.leg is None:
            return ""
        if media.can_send_dtmf:
            return "rtp"
        return "info" if life.leg.allows("INFO") else ""

    def press(self, keys: str) -> None:
        """Send ``keys`` after those that wait. Raises ``ArgumentError`` when more than 256 would wait."""
        if len(self._waiting) + len(keys) > QUEUE_LIMIT:
            raise ArgumentError("keys", f"must not make more than {QUEUE_LIMIT} wait to be sent")
        self._waiting.extend(keys)
        if self._task is None or self._task.done():
            self._task = self._life.owner.spawn(self._send_all())

    def abort(self) -> None:
        """Forget what waits: the call is over."""
        self._waiting.clear()
        if self._task is not None:
            self._task.cancel()

    async def _send_all(self) -> None:
        while self._waiting and self.way:
            key = self._waiting.popleft()
            if key == PAUSE:
                await asyncio.sleep(PAUSE_SECONDS)
                continue
            if await self._send(key):
                self._life.notify("onDtmfSent", key)
            await asyncio.sleep(GAP_SECONDS)
        if self._waiting:
            log.info("call %s: %d keys cannot be sent", self._life.call_id, len(self._waiting))
            self._waiting.clear()

    async def _send(self, key: str) -> bool:
        media, leg = self._life.media.session, self._life.leg
        assert media is not None and leg is not None
        if self.way != "rtp":
            leg.inform(CONTENT_TYPE, bytes(DtmfSignal(key, KEY_SECONDS)))
            await asyncio.sleep(KEY_SECONDS)
            return True
        try:
            await media.send_dtmf(key, KEY_SECONDS)
        except Exception as error:
            log.info("call %s: the key %s was not sent: %s", self._life.call_id, key, error)
            return False
        return True
