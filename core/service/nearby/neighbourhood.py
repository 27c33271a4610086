"""The LAN side in one: who is visible here, who is near, whose key has changed, and the flows between."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

from core.service.config import ServiceConfig
from core.service.data.database import Database
from core.service.errors import ServiceError
from core.service.nearby.announcement import Sighting
from core.service.nearby.discovery import Discovery, DiscoveryUnavailable
from core.service.nearby.guests import GuestListener
from core.service.nearby.identity import DeviceIdentity
from core.service.nearby.peers import Peers
from core.service.routing.endpoints import Device
from core.service.routing.exchange import Exchange

log = logging.getLogger(__name__)

_RETRY_SECONDS = 30.0


class Neighbourhood:
    """Everything about people nearby. Without multicast it keeps trying; everything else goes on."""

    def __init__(
        self,
        config: ServiceConfig,
        exchange: Exchange,
        identity: DeviceIdentity,
        database: Database,
        *,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._config = config
        self._database = database
        self._wall = wall
        self._visible = database.visible()
        self._guests = GuestListener(config, exchange, identity)
        self._peers = Peers(exchange, identity, config.limits, self._sightings_of)
        self._discovery = Discovery(
            identity.device_id,
            self._changed,
            interfaces=config.lan_interfaces,
            limit=config.limits.nearby_entries,
            service_type=config.lan_service_type,
        )
        self._warnings: dict[Sighting, str] = {}
        self._change = asyncio.Event()
        self._starting: asyncio.Task[None] | None = None
        self._lock = asyncio.Lock()
        self._is_searching = False
        self.changes = 0
        self.is_stopped = False

    @property
    def guest_port(self) -> int:
        """The port for people nearby, 0 while nobody here is visible."""
        return self._guests.port

    def is_visible(self, user: str) -> bool:
        """Whether people nearby may see and call ``user``."""
        return user in self._visible

    async def start(self) -> None:
        """Begin to look around and announce who is visible; does not wait for the network."""
        if self._config.visible_user:
            self._remember(self._config.visible_user, self._config.visible_name or self._config.visible_user)
        self._starting = asyncio.get_running_loop().create_task(self._begin())

    async def stop(self) -> None:
        """Say goodbye and close everything. Idempotent."""
        if self._starting is not None:
            self._starting.cancel()
            await asyncio.gather(self._starting, return_exceptions=True)
        self.is_stopped = True
        self._changed()
        await asyncio.gather(self._peers.stop(), self._guests.stop(), self._discovery.stop())

    def want(self, device: Device) -> None:
        """Connect to another service for a call."""
        self._peers.want(device)

    def people(self) -> list[dict[str, str]]:
        """Return everybody nearby: name, address to dial, user, host, device id, warning (or empty)."""
        return [
            {
                "name": seen.name,
                "address": seen.address,
                "user": seen.user,
                "host": seen.host,
                "device_id": seen.device_id,
                "warning": self._warnings.get(seen, ""),
            }
            for seen in self._discovery.sightings()
        ]

    async def wait_for_change(self, seen: int) -> None:
        """Return once ``changes`` is not ``seen``."""
        while self.changes == seen:
            await self._change.wait()

    async def set_visible(self, user: str, name: str | None) -> None:
        """Announce ``user`` under ``name``; None: not any more. Kept over restarts."""
        if self._visible.get(user) == name:
            return
        self._remember(user, name)
        async with self._lock:
            if name is None:
                await self._discovery.withdraw(user)
                if not self._visible:
                    await self._guests.close()
            else:
                await self._announce(user, name)

    def _remember(self, user: str, name: str | None) -> None:
        if name is None:
            self._visible.pop(user, None)
        else:
            self._visible[user] = name
        self._database.set_visible(user, name)

    async def _begin(self) -> None:
        while not self._is_searching:
            try:
                async with self._lock:
                    await self._discovery.start()
                    self._is_searching = True
            except DiscoveryUnavailable as error:
                log.info("no multicast here, so nobody nearby can be found for now: %s", error)
                await asyncio.sleep(_RETRY_SECONDS)
        for user, name in list(self._visible.items()):
            async with self._lock:
                await self._announce(user, name)

    async def _announce(self, user: str, name: str) -> None:
        if self._visible.get(user) != name:
            return
        try:
            port = await self._guests.open()
            await self._discovery.announce(user, name, port)
        except ServiceError as error:
            log.warning("people nearby cannot call: %s", error)
        except ValueError as error:
            log.info("a user is not announced: %s", error)

    def _sightings_of(self, device_id: str) -> list[Sighting]:
        return [seen for seen in self._discovery.sightings() if seen.device_id == device_id]

    def _changed(self) -> None:
        self._warnings = {seen: self._warning(seen) for seen in self._discovery.sightings()}
        self.changes += 1
        self._change.set()
        self._change = asyncio.Event()

    def _warning(self, seen: Sighting) -> str:
        """Pin the first device seen under a name and user; return a sentence if this is another one."""
        pinned = self._database.pinned_device(seen.name, seen.user)
        if pinned is None:
            self._database.pin_device(seen.name, seen.user, seen.device_id, self._wall())
        if pinned in (None, seen.device_id):
            return ""
        return f"This may not be the {seen.name} you know: the device is a different one than before."
