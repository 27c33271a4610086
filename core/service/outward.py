"""Requests to addresses that somebody outside has chosen: to the public network, and never to one of ours.

A service could be made to look around in the network that it stands in: every address that a name leads to is
checked when it is connected to, and redirects are not to be followed.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import DefaultResolver

from core.service.gateway.networks import Networks

_WRAPPING = Networks(("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "::/96", "fec0::/10"))
"""Networks of IPv6 that hold addresses of IPv4 within, or of one site: what looks public leads home there."""


class Outward:
    """Which addresses may be asked: public ones, and those of the ``networks`` given."""

    def __init__(self, networks: Networks) -> None:
        self._networks = networks

    def allows(self, host: str) -> bool:
        """Whether a numeric address may be asked."""
        try:
            address = ipaddress.ip_address(host.partition("%")[0])
        except ValueError:
            return False
        if self._networks.contains(str(address)):
            return True
        if _WRAPPING.contains(str(address)):
            return False
        mapped = getattr(address, "ipv4_mapped", None) or address
        return bool(mapped.is_global) and not mapped.is_multicast and "%" not in host

    def is_named(self, host: str) -> bool:
        """Whether a numeric address belongs to one of the networks given."""
        return self._networks.contains(host)

    def may_name(self, host: str) -> bool:
        """Whether a host may stand in an address: a name is looked at only once it is looked up."""
        return not is_address(host) or self.allows(host)


def is_address(host: str) -> bool:
    """Whether ``host`` is a numeric address."""
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


class CheckedResolver(AbstractResolver):
    """Looks names up, and leaves out the addresses that may not be asked.

    With none left it raises what ``refusal`` makes of the host.
    """

    def __init__(
        self,
        outward: Outward,
        refusal: Callable[[str], Exception],
        inner: AbstractResolver | None = None,
    ) -> None:
        self._outward = outward
        self._refusal = refusal
        self._inner = inner or DefaultResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the addresses that may be asked."""
        found = await self._inner.resolve(host, port, family)
        allowed = [one for one in found if self._outward.allows(one["host"])]
        if found and not allowed:
            raise self._refusal(host)
        return allowed

    async def close(self) -> None:
        """Close the resolver behind."""
        await self._inner.close()
