from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from core.service.conference.loading import load_conference_media
from core.service.config import GatewayConfig, ServiceConfig, SipListener
from core.service.service import CallService, ServiceEndpoint
from core.sip.agent.events import AckReceived, InviteAccepted, InviteProgress, InviteReceived
from core.sip.transports.hops import Transport
from tests.service.gateway.fake_media import FakeMedia
from tests.service.gateway.far_phone import FarPhone, Wire
from tests.service.phones import PATIENCE, Phone


async def until(condition: Callable[[], Any]) -> None:
    """Return once ``condition`` holds: for what a service does and tells nobody."""
    async with asyncio.timeout(PATIENCE):
        while True:
            if condition():
                return
            await asyncio.sleep(0.005)


class Town:
    """A service with a gateway, whose media is only words, and whoever a test lets live there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.media = FakeMedia()
        self.service: CallService = None  # type: ignore[assignment]
        self.endpoint: ServiceEndpoint = None  # type: ignore[assignment]
        self._closers: list[Callable[[], Awaitable[None]]] = []

    async def serve(
        self,
        *,
        resolver: Any = None,
        listens: tuple[str, ...] = (),
        wall: Callable[[], float] = time.time,
        load_rooms: Any = load_conference_media,
        **gateway: Any,
    ) -> CallService:
        gateway.setdefault("speaker", "")  # whatever programs this machine has
        listeners = tuple(SipListener(transport, "127.0.0.1", 0) for transport in listens)
        config = ServiceConfig(
            self.folder / "service", gateway=GatewayConfig(enabled=True, listeners=listeners, **gateway)
        )
        self.service = CallService(
            config, bridges=self.media, resolver=resolver, wall=wall, load_rooms=load_rooms
        )
        self.endpoint = await self.service.start()
        return self.service

    @property
    def gateway(self) -> Any:
        return self.service.gateway

    def port(self, transport: Transport) -> int:
        return next(port for kind, _, port in self.gateway.listening if kind is transport)

    async def phone(self, user: str = "alice", **options: Any) -> Phone:
        phone = Phone(user, self.endpoint.url, self.endpoint.application, **options)
        self._closers.append(phone.close)
        return await phone.online()

    async def far(
        self, transport: Transport = Transport.UDP, host: str = "127.0.0.1", **tls: Any
    ) -> FarPhone:
        far = FarPhone(transport, **tls)
        self._closers.append(far.close)
        return await far.open(host)

    async def wire(self, transport: Transport = Transport.UDP) -> Wire:
        wire = Wire()
        self._closers.append(wire.close)
        return await wire.open(transport)

    async def close(self) -> None:
        for close in reversed(self._closers):
            await close()
        if self.service is not None:
            await self.service.stop()


async def ringing(
    town: Town, transport: Transport = Transport.UDP, **options: Any
) -> tuple[Phone, FarPhone, Any, Any]:
    """Let alice call a far phone until it rings; return both, and the session of each."""
    await town.serve(**options)
    alice, far = await town.phone(), await town.far(transport)
    outgoing = alice.call(far.uri)
    incoming = (await far.event(InviteReceived)).session
    far.do(incoming.ring)
    assert (await alice.event(InviteProgress)).status == 180
    return alice, far, outgoing, incoming


async def connected(
    town: Town, transport: Transport = Transport.UDP, **options: Any
) -> tuple[Phone, FarPhone, Any, Any]:
    """Let alice call a far phone, which answers; return both, and the session of each."""
    alice, far, outgoing, incoming = await ringing(town, transport, **options)
    far.do(incoming.accept, b"answer")
    await alice.event(InviteAccepted)
    await far.event(AckReceived)
    return alice, far, outgoing, incoming


@pytest.fixture
async def town(tmp_path: Path, no_task_left: None) -> AsyncIterator[Town]:
    made = Town(tmp_path)
    yield made
    await made.close()
