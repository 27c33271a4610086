"""STUN servers that people and administrators name: found, asked, left alone for a while when they fail."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from core.network.stun import DEFAULT_PORT, Mapped, StunError, StunQuestions
from core.service.gateway.servers import split_server
from core.sip.locating.locate import numeric_host
from core.sip.locating.records import LookupFailed, Resolver

log = logging.getLogger(__name__)

FOUND_FOR = 300.0
"""Seconds for which the addresses of a server's name are believed."""
LEFT_ALONE = 60.0
"""Seconds for which a server that has failed is not asked again: no call waits for it twice."""
MOST_KNOWN = 1024
_HINT = "A STUN server looks like stun.example.org or stun.example.org:3478."


def read_stun_server(text: str) -> str:
    """Return a server as it is kept, ``host`` or ``host:port``; ``stun:`` before it is left out (RFC 7064).

    Raises ValueError with a sentence.
    """
    bare = text.strip()
    scheme, colon, rest = bare.partition(":")
    if colon and scheme.lower() in ("stun", "stuns", "turn", "turns") and not rest.isdigit():
        if scheme.lower() != "stun":
            raise ValueError(f"A STUN server is needed here, over UDP, not {scheme.lower()}:. {_HINT}")
        bare = rest.removeprefix("//")
    if bare or text.strip():
        try:
            split_server(bare)
        except ValueError:
            raise ValueError(_HINT) from None
    return bare


@dataclass(slots=True)
class _Known:
    addresses: tuple[str, ...] = ()
    found_at: float = -FOUND_FOR
    failed_at: float = -LEFT_ALONE
    problem: str = ""


class _Probe(asyncio.DatagramProtocol):
    def __init__(self) -> None:
        self._transport: Any = None
        self.questions = StunQuestions(lambda data, address: self._transport.sendto(data, address))

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, addr: Any) -> None:
        self.questions.take(data, addr)


class StunServers:
    """On the running loop only. ``is_allowed`` says which numeric addresses may be sent to."""

    def __init__(self, resolver: Resolver, is_allowed: Callable[[str], bool]) -> None:
        self._resolver = resolver
        self._is_allowed = is_allowed
        self._loop = asyncio.get_running_loop()
        self._known: OrderedDict[str, _Known] = OrderedDict()

    def problem(self, server: str) -> str:
        """Return why a server was of no use when it was asked last, as a sentence; empty if it was."""
        known = self._known.get(server)
        return known.problem if known is not None else ""

    def forget_failures(self) -> None:
        """Ask again those that have failed: this machine is in another network."""
        for known in self._known.values():
            known.failed_at = -LEFT_ALONE

    async def mapped(self, server: str, questions: StunQuestions, *, is_ipv6: bool) -> Mapped | None:
        """Return where ``server`` sees the socket; None, and a line in the log, if that is not to be had."""
        return await self._try(server, lambda known: self._ask(server, known, questions, is_ipv6=is_ipv6))

    async def check(self, server: str, *, is_ipv6: bool) -> None:
        """Find out whether ``server`` is of use at all, by a socket that is for nothing else."""

        async def ask(known: _Known) -> Mapped:
            try:
                transport, probe = await self._loop.create_datagram_endpoint(
                    _Probe, local_addr=("::" if is_ipv6 else "0.0.0.0", 0)
                )
            except OSError as error:
                raise StunError(f"no socket can be had to ask it: {error.strerror or error}.") from error
            try:
                return await self._ask(server, known, probe.questions, is_ipv6=is_ipv6)
            finally:
                transport.close()

        await self._try(server, ask)

    async def _try(self, server: str, ask: Callable[[_Known], Awaitable[Mapped]]) -> Mapped | None:
        known, now = self._entry(server), self._loop.time()
        if now - known.failed_at < LEFT_ALONE:
            return None
        try:
            found = await ask(known)
        except StunError as error:
            known.failed_at = self._loop.time()
            known.problem = f"The STUN server {server} is of no use: {error}"
            log.info("%s", known.problem)
            return None
        known.problem = ""
        return found

    async def _ask(self, server: str, known: _Known, questions: StunQuestions, *, is_ipv6: bool) -> Mapped:
        host, port = split_server(server)
        if self._loop.time() - known.found_at >= FOUND_FOR:
            known.addresses = await self._addresses(host)
            known.found_at = self._loop.time()
        fitting = [one for one in known.addresses if (":" in one) == is_ipv6]
        if not fitting:
            version = "IPv6" if is_ipv6 else "IPv4"
            problem = f"it has no address of {version}." if known.addresses else "its name is not known."
            raise StunError(problem)
        allowed = [one for one in fitting if self._is_allowed(one)]
        if not allowed:
            raise StunError("this service sends nothing to its network.")
        return await questions.ask((allowed[0], DEFAULT_PORT if port is None else port))

    async def _addresses(self, host: str) -> tuple[str, ...]:
        numeric = numeric_host(host.strip("[]"))
        if numeric is not None:
            return (numeric,)
        try:
            return tuple(await self._resolver.addresses(host))
        except LookupFailed as error:
            raise StunError(str(error)) from error

    def _entry(self, server: str) -> _Known:
        known = self._known.setdefault(server, _Known())
        self._known.move_to_end(server)
        while len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)
        return known
