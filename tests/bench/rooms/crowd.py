"""The members of one room together: all of them send at a steady pace and count what comes."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import Any

from aiortc.rtcdtlstransport import RTCCertificate

from tests.bench.rooms.guest import Guest
from tests.bench.rooms.served import RoomService
from tests.service.conference.media.headless import QUIET, speech_payloads

SOUND_SECONDS = 0.02
APART = 0.0043
"""Seconds between what one and the next member send: nobody's clock goes like another's."""


class Crowd:
    """Everybody talks and shows pictures unless said otherwise; ``frame_rate`` is everybody's."""

    def __init__(self, service: RoomService, room: str, *, frame_rate: float = 30.0) -> None:
        self.service = service
        self.room = room
        self.guests: dict[str, Guest] = {}
        """By user."""
        self.talkers: set[str] | None = None
        """Who talks; None: everybody."""
        self._frame_seconds = 1 / frame_rate
        self._certificate = RTCCertificate.generateCertificate()
        self._speech = speech_payloads()
        self._pump = asyncio.create_task(self._send())

    async def registered(self, user: str, **wishes: Any) -> Guest:
        """Return one more, who is registered and sends once it has joined."""
        guest = Guest(self.service, user, certificate=self._certificate, **wishes)
        await guest.register()
        self.guests[user] = guest
        return guest

    async def join(self, user: str, **wishes: Any) -> Guest:
        """Let one more join."""
        guest = await self.registered(user, **wishes)
        await guest.join(self.room)
        return guest

    async def leave(self, user: str) -> None:
        """Let one go."""
        await self.guests.pop(user).close()

    async def _send(self) -> None:
        """Let everybody send, each at a moment of its own within a frame."""
        begin = time.monotonic()
        due: dict[str, list[float]] = {}
        while True:
            now = time.monotonic() - begin
            due = {
                user: due.get(user) or [now, now + APART * place] for place, user in enumerate(self.guests)
            }
            for user, guest in tuple(self.guests.items()):
                if guest.person.leg.is_connected:
                    self._let_send(guest, due[user], now)
            await asyncio.sleep(0.002)

    def _let_send(self, guest: Guest, due: list[float], now: float) -> None:
        if now >= due[0]:
            due[0] = max(due[0] + SOUND_SECONDS, now - 0.2)
            talks = self.talkers is None or guest.user in self.talkers
            guest.person.say(self._speech if talks else QUIET)
        if guest.person.far.has_video and now >= due[1]:
            due[1] = max(due[1] + self._frame_seconds, now - 0.2)
            guest.person.show()

    async def close(self) -> None:
        """Let all go."""
        self._pump.cancel()
        await asyncio.gather(*(guest.close() for guest in self.guests.values()))
        with contextlib.suppress(asyncio.CancelledError):
            await self._pump  # raises what ended it early: nothing measured after that is true
