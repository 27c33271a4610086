"""An Asterisk as a service on which scenarios are played: of rooms, which are called like a person there."""

from __future__ import annotations

import asyncio

from core.calling import Sinch, SinchClientBuilder, SipAccount
from tests.conformance.catalogue import Need
from tests.conformance.services import TokenSigner
from tests.peers.asterisk.process import DOMAIN, Asterisk


class AsteriskService:
    """It runs on between scenarios, which share no user and no room."""

    name = "asterisk"
    offers = frozenset({Need.ROOMS, Need.ROOM_PICTURES, Need.RESTART})
    real_media = True
    sign = TokenSigner("no tokens", "here")

    def __init__(self, server: Asterisk) -> None:
        self._server = server
        self._is_running = True

    @property
    def url(self) -> str:
        """What a person types as the host."""
        return self._server.url

    def builder(self, user: str) -> SinchClientBuilder:
        """Return a builder of a client of ``user``, who gets an account if there is none yet."""
        account = SipAccount(self.url, user, self._server.account(user), DOMAIN)
        return Sinch.getSinchClientBuilder().sipAccount(account)

    def room_address(self, room: str) -> str:
        """Return what the dialplan takes for a room."""
        return f"conf-{room}"

    async def start(self) -> None:
        """Start it again if it was stopped."""
        if not self._is_running:
            await asyncio.to_thread(self._server.start)
            self._is_running = True

    async def stop(self) -> None:
        """Let it crash: told to end, it would hang up first."""
        self._is_running = False
        await asyncio.to_thread(self._server.crash)

    async def leave(self) -> None:
        """End a scenario: let it run for the next one."""
        await self.start()
