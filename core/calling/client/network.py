"""What a change of this machine's network means for a client: reach the service anew, move the calls.

A connection is of no use any more when its own address is gone, and when this machine would now take another
way to the service: a VPN that comes up takes the traffic without taking an address away. Which way that is
says the system's own table of routes; nothing is sent for it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Protocol

from core.sip.transports.classic import local_address

if TYPE_CHECKING:
    from core.calling.call.call import Call

log = logging.getLogger(__name__)

ROUTE_LOOKS = (0.0, 1.0, 3.0)
"""Seconds after a change at which the way to the service is looked at."""


class AddressSource(Protocol):
    """Tells of changed addresses until it is closed; ``AddressWatch`` but in tests."""

    def close(self) -> None:
        """Say nothing more."""


OnAddresses = Callable[[frozenset[str], frozenset[str]], None]
AddressTowards = Callable[[str], str]
WatchAddresses = Callable[[OnAddresses], AddressSource]


class NetworkHost(Protocol):
    """What is needed of the client."""

    @property
    def link_address(self) -> str:
        """This machine's address on the connection to the service; empty without one."""

    @property
    def service_address(self) -> str:
        """The service's address on that connection; empty without one."""

    @property
    def running_calls(self) -> Iterable[Call]:
        """The calls that go on."""

    def reach_service_again(self) -> None:
        """Give the connection up and make another one now."""

    def reconnect(self) -> None:
        """Stop waiting, if the client waits to try again."""


class ClientNetwork:
    """Watches between ``start`` and ``stop``. On the client's loop."""

    def __init__(
        self,
        host: NetworkHost,
        watch: WatchAddresses | None,
        *,
        address_towards: AddressTowards | None = None,
    ) -> None:
        self._host = host
        self._watch = watch
        self._address_towards = address_towards or own_address_towards
        self._source: AddressSource | None = None
        self._looks: list[asyncio.TimerHandle] = []

    def start(self) -> None:
        """Watch from now on. Idempotent."""
        if self._watch is not None and self._source is None:
            self._source = self._watch(self.changed)

    def stop(self) -> None:
        """Watch no more. Idempotent."""
        self._forget_looks()
        source, self._source = self._source, None
        if source is not None:
            source.close()

    def changed(self, before: frozenset[str], now: frozenset[str]) -> None:
        """Take the addresses of this machine before and now; the same ones after sleep."""
        gone, has_slept = before - now, before == now
        if has_slept or self._host.link_address in gone:
            log.info("this machine's address has changed: reaching the service again")
            self._host.reach_service_again()
        else:
            self._host.reconnect()
            self._look_at_the_way()
        for call in self._host.running_calls:
            session = call.media
            if session is not None and session.local_address in gone:
                call.life.path.moved()

    def _look_at_the_way(self) -> None:
        """See now and in a moment whether the way is another one: routes follow their addresses."""
        self._forget_looks()
        loop = asyncio.get_running_loop()
        self._looks = [loop.call_later(delay, self._check_the_way) for delay in ROUTE_LOOKS]

    def _check_the_way(self) -> None:
        own, service = self._host.link_address, self._host.service_address
        now = self._address_towards(service) if own and service else ""
        if now and now != own:
            log.info("the way to the service is another one now: reaching it again")
            self._forget_looks()
            self._host.reach_service_again()

    def _forget_looks(self) -> None:
        for look in self._looks:
            look.cancel()
        self._looks = []


def own_address_towards(address: str) -> str:
    """Return the address that this machine would take towards ``address`` now; empty when there is no way."""
    try:
        return local_address(address)
    except OSError:
        return ""
