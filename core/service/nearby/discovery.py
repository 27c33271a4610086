"""DNS-SD over multicast DNS: announce users of this service, notice those of others."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import socket
from collections.abc import Callable, Sequence

import ifaddr
from zeroconf import Error as ZeroconfError
from zeroconf import InterfaceChoice, IPVersion, ServiceStateChange, Zeroconf
from zeroconf.asyncio import AsyncServiceBrowser, AsyncServiceInfo, AsyncZeroconf

from core.service.nearby.announcement import (
    SERVICE_TYPE,
    Sighting,
    instance_name,
    properties,
    read_sighting,
)

log = logging.getLogger(__name__)

_RESOLVE_MS = 3000
_LOOKUPS = 16


class DiscoveryUnavailable(Exception):
    """This machine or network has no multicast."""


class Discovery:
    """Announces and browses on the given interface addresses (None: all).

    At most ``limit`` sightings are kept, and 16 looked up at once; more are ignored until some have gone.
    ``on_change`` is called on the loop whenever ``sightings()`` would answer differently.
    """

    def __init__(
        self,
        device_id: str,
        on_change: Callable[[], None],
        *,
        interfaces: Sequence[str] | None = None,
        limit: int = 64,
        service_type: str = SERVICE_TYPE,
    ) -> None:
        self._service_type = service_type
        self._device_id = device_id
        self._on_change = on_change
        self._interfaces = list(interfaces) if interfaces is not None else None
        self._limit = limit
        self._sightings: dict[str, Sighting] = {}
        self._announced: dict[str, AsyncServiceInfo] = {}
        self._lookups: dict[str, asyncio.Task[None]] = {}
        self._zeroconf: AsyncZeroconf | None = None
        self._browser: AsyncServiceBrowser | None = None

    async def start(self) -> None:
        """Begin to browse; raise ``DiscoveryUnavailable``."""
        interfaces = self._interfaces if self._interfaces is not None else InterfaceChoice.All
        try:
            for address in self._interfaces or ():
                _check_multicast(address)
            self._zeroconf = AsyncZeroconf(interfaces=interfaces, ip_version=IPVersion.V4Only)
            # Shielded: what is cancelled inside leaves sockets that nothing closes.
            await asyncio.shield(self._zeroconf.zeroconf.async_wait_for_start())
        except (OSError, ZeroconfError, RuntimeError) as error:
            await self.stop()
            raise DiscoveryUnavailable(str(error)) from error
        except asyncio.CancelledError:
            await self.stop()  # whoever gives up while the sockets open never calls stop
            raise
        self._browser = AsyncServiceBrowser(
            self._zeroconf.zeroconf, self._service_type, handlers=[self._service_changed]
        )

    async def stop(self) -> None:
        """Say goodbye and stop. Idempotent."""
        for task in self._lookups.values():
            task.cancel()
        zeroconf, self._zeroconf = self._zeroconf, None
        browser, self._browser = self._browser, None
        if browser is not None:
            await browser.async_cancel()
        if zeroconf is None:
            return
        if self._announced:
            await zeroconf.async_unregister_all_services()
        self._announced.clear()
        await zeroconf.async_close()

    def sightings(self) -> tuple[Sighting, ...]:
        """Return everybody announced by other services, in the order of their names."""
        return tuple(sorted(self._sightings.values(), key=lambda seen: (seen.name.casefold(), seen.address)))

    async def announce(self, user: str, name: str, port: int) -> None:
        """Announce ``user`` as ``name``, reached on TLS port ``port``; replaces what was announced before."""
        if self._zeroconf is None:
            return
        info = AsyncServiceInfo(
            self._service_type,
            instance_name(user, self._device_id, self._service_type),
            port=port,
            properties=properties(name, user, self._device_id),
            addresses=[ipaddress.ip_address(text).packed for text in self._own_addresses()],
            server=f"{_host_label()}-{self._device_id[:8]}.local.",
        )
        try:
            if user in self._announced:
                await self._zeroconf.async_update_service(info)
            else:
                # The name holds our key's hash: probing for a rival would only cost a second.
                await (await self._zeroconf.async_register_service(info, cooperating_responders=True))
        except (OSError, ZeroconfError) as error:
            log.warning("cannot announce a user on this network: %s", error)
            return
        self._announced[user] = info

    async def withdraw(self, user: str) -> None:
        """Stop announcing ``user``, with a goodbye."""
        info = self._announced.pop(user, None)
        if info is not None and self._zeroconf is not None:
            await (await self._zeroconf.async_unregister_service(info))

    def _own_addresses(self) -> list[str]:
        if self._interfaces is not None:
            return self._interfaces
        found = [ip.ip for adapter in ifaddr.get_adapters() for ip in adapter.ips if isinstance(ip.ip, str)]
        others = [text for text in found if not ipaddress.ip_address(text).is_loopback]
        return (others or ["127.0.0.1"])[:6]

    def _service_changed(
        self, zeroconf: Zeroconf, service_type: str, name: str, state_change: ServiceStateChange
    ) -> None:
        if self._zeroconf is None:
            return
        if state_change is ServiceStateChange.Removed:
            if self._sightings.pop(name, None) is not None:
                self._on_change()
        elif name not in self._lookups and len(self._lookups) < _LOOKUPS:
            task = asyncio.get_running_loop().create_task(self._look_up(zeroconf, name))
            self._lookups[name] = task
            task.add_done_callback(lambda _: self._lookups.pop(name, None))

    async def _look_up(self, zeroconf: Zeroconf, name: str) -> None:
        info = AsyncServiceInfo(self._service_type, name)
        if not await info.async_request(zeroconf, _RESOLVE_MS):
            return
        addresses = info.parsed_scoped_addresses(IPVersion.V4Only)
        seen = read_sighting(info.properties, info.server or "", addresses, info.port)
        if seen is None or seen.device_id == self._device_id:
            return
        if name not in self._sightings and len(self._sightings) >= self._limit:
            log.info("more than %d people nearby; ignoring one more", self._limit)
        elif self._sightings.get(name) != seen:
            self._sightings[name] = seen
            self._on_change()


def _check_multicast(address: str) -> None:
    """Raise OSError if the interface has no multicast (zeroconf would leave a socket open)."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        group = socket.inet_aton("224.0.0.251") + socket.inet_aton(address)
        probe.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, group)


def _host_label() -> str:
    label = "".join(c if c.isalnum() and c.isascii() else "-" for c in socket.gethostname().partition(".")[0])
    return label[:40].strip("-") or "host"
