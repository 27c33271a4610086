"""Connections to the services of people nearby: opened when a call needs one, checked by key, re-used."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Callable

import aiohttp
from yarl import URL

from core.service.config import Limits
from core.service.nearby.announcement import PATH, Sighting
from core.service.nearby.identity import DeviceIdentity, fingerprint
from core.service.routing.endpoints import Device
from core.service.routing.exchange import Exchange
from core.service.routing.flows import Flow, FlowKind
from core.service.web.socket_flow import SUBPROTOCOL, SocketFlow

log = logging.getLogger(__name__)

_CONNECT_SECONDS = 3.0
_CLOSE_SECONDS = 1.0
_ATTEMPTS_AT_ONCE = 16


class Peers:
    """Opens flows to other services. A certificate that is not the device's own ends the attempt."""

    def __init__(
        self,
        exchange: Exchange,
        identity: DeviceIdentity,
        limits: Limits,
        sightings: Callable[[str], list[Sighting]],
    ) -> None:
        self._exchange = exchange
        self._identity = identity
        self._limits = limits
        self._sightings = sightings
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._session: aiohttp.ClientSession | None = None

    def want(self, device: Device) -> None:
        """Connect to ``device`` unless that is under way; the exchange hears of success and of failure."""
        if device.device_id in self._tasks:
            return
        if len(self._tasks) >= self._limits.guest_flows + _ATTEMPTS_AT_ONCE:
            asyncio.get_running_loop().call_soon(self._exchange.unreachable, device)
            return
        task = asyncio.get_running_loop().create_task(self._serve(device))
        self._tasks[device.device_id] = task
        task.add_done_callback(lambda _: self._tasks.pop(device.device_id, None))

    async def stop(self) -> None:
        """End every connection; those whose flows are closing get a moment to do so. Idempotent."""
        tasks = list(self._tasks.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=_CLOSE_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _serve(self, device: Device) -> None:
        socket = await self._connect(device)
        if socket is None:
            self._exchange.unreachable(device)
            return
        skin = SocketFlow(socket, buffer_bytes=self._limits.send_buffer_bytes)
        flow = Flow(FlowKind.DEVICE, "", skin.send, skin.close, time.monotonic(), endpoint=device)
        self._exchange.opened(flow)
        try:
            await skin.run(lambda data: self._exchange.received(flow, data))
        finally:
            self._exchange.closed(flow)

    async def _connect(self, device: Device) -> aiohttp.ClientWebSocketResponse | None:
        for sighting in self._sightings(device.device_id):
            for address in sighting.addresses:
                socket = await self._try(device, address, sighting.port)
                if socket is not None:
                    return socket
        return None

    async def _try(self, device: Device, address: str, port: int) -> aiohttp.ClientWebSocketResponse | None:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        try:
            url = URL.build(scheme="wss", host=address, port=port, path=PATH)
            async with asyncio.timeout(_CONNECT_SECONDS):
                return await self._session.ws_connect(
                    url,
                    protocols=(SUBPROTOCOL,),
                    ssl=aiohttp.Fingerprint(fingerprint(device.device_id)),
                    headers=self._identity.proof_headers(device.device_id, secrets.token_bytes(16)),
                    heartbeat=self._limits.ping_interval,
                    max_msg_size=self._limits.message_bytes,
                )
        except aiohttp.ServerFingerprintMismatch:
            log.warning("somebody nearby answers with another key than announced; not connected")
        except (TimeoutError, OSError, ValueError, aiohttp.ClientError) as error:
            log.info("a service nearby cannot be reached: %s", type(error).__name__)
        return None
