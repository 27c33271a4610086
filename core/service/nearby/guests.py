"""The address for people nearby: TLS with the device's own certificate, for services that prove their key."""

from __future__ import annotations

import logging

from aiohttp import web

from core.service.config import ServiceConfig
from core.service.nearby.announcement import PATH
from core.service.nearby.identity import DeviceIdentity, proven_device
from core.service.routing.endpoints import Device
from core.service.routing.exchange import Exchange
from core.service.routing.flows import FlowKind
from core.service.web.answers import refused
from core.service.web.http import offers_sip, serve_flow
from core.service.web.listeners import Listener

log = logging.getLogger(__name__)


class GuestListener:
    """Open while somebody here is visible. Guests may call visible users and nothing else."""

    def __init__(self, config: ServiceConfig, exchange: Exchange, identity: DeviceIdentity) -> None:
        self._config = config
        self._exchange = exchange
        self._identity = identity
        app = web.Application()
        app.router.add_get(PATH, self._sip)
        host, port = config.lan_listen or ("127.0.0.1", 0)
        self._listener = Listener(app, host, port, identity.server_context())

    @property
    def port(self) -> int:
        """The port listened on, 0 while nobody new is let in."""
        return self._listener.port if self._listener.is_accepting else 0

    async def open(self) -> int:
        """Let guests in, on the same port as before; return the port. Raises ``ServiceError``."""
        if not self._listener.is_accepting:
            await self._listener.start()
        return self._listener.port

    async def close(self) -> None:
        """Let nobody new in; who is connected stays, since a call may be running. Idempotent."""
        await self._listener.stop_accepting()

    async def stop(self) -> None:
        """End everything. Idempotent."""
        await self._listener.stop()

    async def _sip(self, request: web.Request) -> web.StreamResponse:
        if "Origin" in request.headers or not offers_sip(request):
            return refused(400, "subprotocol", "This is a WebSocket for SIP between call services.")
        device_id = proven_device(request.headers, self._identity.device_id)
        if device_id is None or device_id == self._identity.device_id:
            return refused(403, "proof", "Only call services that prove their device key may call here.")
        if not self._exchange.flows.has_room(FlowKind.DEVICE, request.remote or ""):
            return refused(503, "full", "Too many connections.", {"Retry-After": "10"})
        return await serve_flow(request, self._exchange, self._config, FlowKind.DEVICE, Device(device_id))
