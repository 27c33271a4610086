"""DNS on a running loop, by dnspython and the system's own resolver."""

from __future__ import annotations

import asyncio
import logging
import socket
from typing import TYPE_CHECKING, Any

from core.sip.locating.records import LookupFailed, Naptr, Srv

if TYPE_CHECKING:
    from dns.asyncresolver import Resolver

logger = logging.getLogger(__name__)

LOOKUP_TIMEOUT = 3.0
"""Seconds for one question, over all name servers."""

_AT_ONCE = 16
"""Hosts that are looked up at once: each takes a thread, however slow the answer is."""


class DnsResolver:
    """See ``core.sip.locating.records.Resolver``.

    Addresses come from the system, which knows its hosts file and names of the local network; the rest from
    the name servers it is set up with.
    """

    def __init__(self) -> None:
        self._resolver: Resolver | None = None
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def naptr(self, domain: str) -> list[Naptr]:
        """Return the NAPTR records of ``domain``."""
        return [
            Naptr(one.order, one.preference, _text(one.flags), _text(one.service), str(one.replacement))
            for one in await self._ask(domain, "NAPTR")
        ]

    async def srv(self, name: str) -> list[Srv]:
        """Return the SRV records of ``name``."""
        return [
            Srv(one.priority, one.weight, one.port, str(one.target)) for one in await self._ask(name, "SRV")
        ]

    async def addresses(self, host: str) -> list[str]:
        """Return the addresses of ``host``; IPv4 first, which is what more of SIP's world speaks."""
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(2 * LOOKUP_TIMEOUT), self._places:
                found = await loop.getaddrinfo(host, None, type=socket.SOCK_DGRAM)
        except (TimeoutError, OSError, UnicodeError) as error:
            if isinstance(error, socket.gaierror) and error.errno in _NOT_THERE:
                return []
            raise LookupFailed(f"The name {host} could not be looked up: {_words(error)}.") from error
        texts = list(dict.fromkeys(str(one[4][0]) for one in found))
        return sorted(texts, key=lambda text: ":" in text)

    async def _ask(self, name: str, kind: str) -> list[Any]:
        try:
            if self._resolver is None:
                self._resolver = await asyncio.to_thread(_make_resolver)
            answer = await self._resolver.resolve(
                name, kind, lifetime=LOOKUP_TIMEOUT, raise_on_no_answer=False
            )
        except Exception as error:
            if type(error).__name__ == "NXDOMAIN":
                return []
            if not isinstance(error, OSError | ValueError) and not _is_of_dns(error):
                raise
            logger.debug("%s of %s: %s", kind, name, error)
            raise LookupFailed(f"The name {name} could not be looked up: {_words(error)}.") from error
        return list(answer.rrset or ())


def _make_resolver() -> Resolver:
    # Half a second to load, and not before somebody calls an address of SIP.
    from dns.asyncresolver import Resolver

    return Resolver()


def _is_of_dns(error: Exception) -> bool:
    from dns.exception import DNSException

    return isinstance(error, DNSException)


_NOT_THERE = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})


def _text(value: bytes | str) -> str:
    return value.decode("ascii", "replace") if isinstance(value, bytes) else value


def _words(error: BaseException) -> str:
    return str(error).rstrip(".") or type(error).__name__
