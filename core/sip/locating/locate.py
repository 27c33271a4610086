"""From a SIP URI to the hops to try (RFC 3263 4, RFC 2782); whoever is asked may answer nonsense."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Callable, Iterable

from core.sip.locating.records import LookupFailed, Naptr, Resolver, Srv
from core.sip.messages import Uri
from core.sip.messages.uri import is_host
from core.sip.transports.hops import Hop, Transport

MAX_HOPS = 8
"""Hops that are tried for one URI."""

MAX_RECORDS = 16
"""Records of one answer that are looked at."""

MAX_ADDRESSES = 4
"""Addresses of one host that are tried."""

_SERVICES = {"SIP+D2U": Transport.UDP, "SIP+D2T": Transport.TCP, "SIPS+D2T": Transport.TLS}
_PREFERENCE = (Transport.TLS, Transport.UDP, Transport.TCP)
_NAMES = {Transport.UDP: "_sip._udp.", Transport.TCP: "_sip._tcp.", Transport.TLS: "_sips._tcp."}

Chance = Callable[[float, float], float]
"""Returns a number between the two."""


class NotLocated(Exception):
    """There is no way to a URI; ``status`` says so in SIP, the text in words."""

    def __init__(self, sentence: str, status: int = 503) -> None:
        super().__init__(sentence)
        self.status = status


async def locate(uri: Uri, resolver: Resolver, chance: Chance) -> list[Hop]:
    """Return the hops to ``uri``, the best first, at least one. Raises ``NotLocated``."""
    host = uri.params.get("maddr") or uri.host
    wanted = _wanted_transport(uri)
    if (address := numeric_host(host)) is not None:
        transport = wanted or _default(uri)
        return [Hop(transport, address, _port(uri, transport), uri.host.strip("[]"))]
    search = _Search(resolver, chance, host.lower().rstrip("."))
    hops = await search.run(uri, wanted)
    if not hops:
        raise NotLocated(
            search.problem or f"The server {host} was not found.", 503 if search.problem else 404
        )
    return hops[:MAX_HOPS]


def numeric_host(host: str) -> str | None:
    """Return the address that ``host`` is, without brackets, or None if it is a name."""
    try:
        address = ipaddress.ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(mapped or address)


def direct_hop(uri: Uri, known: Transport) -> Hop | None:
    """Return the hop to a URI that needs no look-up, or None. Without a word it goes by the ``known`` way."""
    address = numeric_host(uri.params.get("maddr") or uri.host)
    if address is None:
        return None
    try:
        transport = _wanted_transport(uri) or (Transport.TLS if uri.scheme == "sips" else known)
    except NotLocated:
        transport = known
    return Hop(transport, address, _port(uri, transport), uri.host.strip("[]"))


class _Search:
    """One look-up of a name."""

    def __init__(self, resolver: Resolver, chance: Chance, domain: str) -> None:
        self._resolver = resolver
        self._chance = chance
        self._domain = domain
        self.problem = ""

    async def run(self, uri: Uri, wanted: Transport | None) -> list[Hop]:
        if uri.port is not None or "." not in self._domain:
            transport = wanted or _default(uri)
            return await self._hosts([(self._domain, _port(uri, transport))], transport)
        hops = await self._by_service(uri, wanted)
        if hops or self.problem:
            return hops
        transport = wanted or _default(uri)
        return await self._hosts([(self._domain, transport.default_port)], transport)

    async def _by_service(self, uri: Uri, wanted: Transport | None) -> list[Hop]:
        """Ask for NAPTR and SRV records; several transports at once."""
        names = [(_NAMES[wanted] + self._domain, wanted)] if wanted is not None else await self._services(uri)
        found = await asyncio.gather(*(self._servers(name, transport) for name, transport in names))
        return list(dict.fromkeys(hop for hops in found for hop in hops))

    async def _services(self, uri: Uri) -> list[tuple[str, Transport]]:
        """Return the names to ask for SRV records, by NAPTR or, where there is none, by our preference."""
        is_secure = uri.scheme == "sips"
        try:
            records = await self._resolver.naptr(self._domain)
        except LookupFailed:
            records = []
        services = [
            (record.replacement.lower().rstrip("."), _SERVICES[record.service.upper()])
            for record in sorted(records[:MAX_RECORDS], key=lambda one: (one.order, one.preference))
            if _is_usable(record)
        ]
        if not services:
            services = [(_NAMES[transport] + self._domain, transport) for transport in _PREFERENCE]
        return [one for one in dict.fromkeys(services) if one[1] is Transport.TLS or not is_secure]

    async def _servers(self, name: str, transport: Transport) -> list[Hop]:
        try:
            records = (await self._resolver.srv(name))[:MAX_RECORDS]
        except LookupFailed:
            return []
        if len(records) == 1 and records[0].target.strip(".") == "":
            self.problem = f"The domain {self._domain} takes no SIP calls."
            return []
        usable = [one for one in records if _is_reachable(one)]
        servers = [(one.target.lower().rstrip("."), one.port) for one in in_order(usable, self._chance)]
        return await self._hosts(servers, transport)

    async def _hosts(self, servers: list[tuple[str, int]], transport: Transport) -> list[Hop]:
        found = await asyncio.gather(*(self._addresses(host) for host, _ in servers[:MAX_HOPS]))
        return [
            Hop(transport, address, port, self._domain)
            for (_, port), addresses in zip(servers, found, strict=False)
            for address in addresses
        ]

    async def _addresses(self, host: str) -> list[str]:
        if (address := numeric_host(host)) is not None:
            return [address]
        try:
            texts = await self._resolver.addresses(host)
        except LookupFailed as error:
            self.problem = self.problem or str(error)
            return []
        found = [address for text in texts if (address := numeric_host(text)) is not None]
        if found:
            self.problem = ""
        return found[:MAX_ADDRESSES]


def in_order(records: Iterable[Srv], chance: Chance) -> list[Srv]:
    """Return ``records`` by priority, and by weight and chance among those of one priority (RFC 2782)."""
    left = sorted(records, key=lambda one: (one.priority, one.weight))
    ordered: list[Srv] = []
    while left:
        group = [one for one in left if one.priority == left[0].priority]
        mark = chance(0, sum(one.weight for one in group))
        for record in group:
            mark -= record.weight
            if mark <= 0:
                break
        left.remove(record)
        ordered.append(record)
    return ordered


def _is_usable(record: Naptr) -> bool:
    is_known = record.service.upper() in _SERVICES and record.flags.lower() == "s"
    return is_known and is_host(record.replacement.rstrip("."))


def _is_reachable(record: Srv) -> bool:
    target = record.target.rstrip(".")
    return 0 < record.port < 65_536 and 0 <= record.weight < 65_536 and is_host(target)


def _wanted_transport(uri: Uri) -> Transport | None:
    """Return what ``transport=`` and the scheme ask for, or None where the domain decides."""
    text = (uri.params.get("transport") or "").lower()
    is_secure = uri.scheme == "sips"
    if not text:
        return None
    if text == "tls" or (is_secure and text == "tcp"):
        return Transport.TLS
    if text not in ("udp", "tcp") or is_secure:
        scheme = "a sips: address" if is_secure else "this gateway"
        raise NotLocated(f"{scheme[0].upper() + scheme[1:]} cannot be called over {text[:16]}.", 416)
    return Transport(text)


def _default(uri: Uri) -> Transport:
    return Transport.TLS if uri.scheme == "sips" else Transport.UDP


def _port(uri: Uri, transport: Transport) -> int:
    return uri.port if uri.port is not None else transport.default_port
