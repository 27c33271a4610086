"""Puts pressed keys into a stream of sound, one after the other."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from core.media.rtp.telephone_event import GAP_SECONDS, EventPacket, OutgoingEvent
from core.ports import SAMPLE_RATE

MAX_WAITING = 64
"""Keys that wait for their turn at most."""


class CannotSendKeys(RuntimeError):
    """Keys cannot be told to the other end in the sound (now): the call is held, over, or never could."""


@dataclass(slots=True)
class _Press:
    code: int
    seconds: float
    sent: asyncio.Future[None]


class KeySender:
    """Takes the place of sound, frame by frame, while a key is pressed. Core thread.

    ``types`` are the payload types of telephone events that the other end takes, by clock rate.
    """

    def __init__(self) -> None:
        self.types: Mapping[int, int] = {}
        self.payload_type = 0
        self._waiting: deque[_Press] = deque()
        self._pressed: _Press | None = None
        self._event: OutgoingEvent | None = None
        self._quiet_until: int | None = None

    async def press(self, code: int, seconds: float) -> None:
        """Return when the key has been sent. Raises CannotSendKeys, at once or when it becomes so."""
        if not self.types:
            raise CannotSendKeys("the other end takes no keys in the sound")
        if len(self._waiting) >= MAX_WAITING:
            raise CannotSendKeys(f"{MAX_WAITING} keys are waiting already")
        press = _Press(code, seconds, asyncio.get_running_loop().create_future())
        self._waiting.append(press)
        await press.sent

    def cancel(self, reason: str) -> None:
        """Give up what is being sent and what waits."""
        given_up = [*([self._pressed] if self._pressed else []), *self._waiting]
        self._waiting.clear()
        self._pressed = self._event = None
        for press in given_up:
            if not press.sent.done():
                press.sent.set_exception(CannotSendKeys(reason))

    def take_frame(self, position: int, samples: int, clock_rate: int) -> EventPacket | None:
        """Return what is sent instead of the ``samples`` of sound at ``position``; None: the sound.

        ``clock_rate`` is that of the sound's codec: RFC 4733 section 2.1 wants the same for events.
        """
        if self._event is None and not self._begin(position, clock_rate):
            return None
        assert self._event is not None and self._pressed is not None
        packet = self._event.next_packet(position, samples)
        if packet.is_last:
            self._quiet_until = position + samples + round(GAP_SECONDS * SAMPLE_RATE)
            if not self._pressed.sent.done():
                self._pressed.sent.set_result(None)
            self._pressed = self._event = None
        return packet

    def _begin(self, position: int, clock_rate: int) -> bool:
        while self._waiting and self._waiting[0].sent.done():
            self._waiting.popleft()  # nobody waits for it any more
        is_quiet = self._quiet_until is None or position >= self._quiet_until
        if not self._waiting or not is_quiet or not self.types:
            return False
        clock = clock_rate if clock_rate in self.types else max(self.types)
        self.payload_type = self.types[clock]
        press = self._pressed = self._waiting.popleft()
        self._event = OutgoingEvent(press.code, press.seconds, clock_rate=clock, sample_rate=SAMPLE_RATE)
        return True
