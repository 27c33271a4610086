"""What a change of this machine's network means for a client: reach the service anew, move the calls."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from core.calling.call.call import Call

log = logging.getLogger(__name__)


class AddressSource(Protocol):
    """Tells of changed addresses until it is closed; ``AddressWatch`` but in tests."""

    def close(self) -> None:
        """Say nothing more."""


OnAddresses = Callable[[frozenset[str], frozenset[str]], None]
WatchAddresses = Callable[[OnAddresses], AddressSource]


class NetworkHost(Protocol):
    """What is needed of the client."""

    @property
    def link_address(self) -> str:
        """This machine's address on the connection to the service; empty without one."""

    @property
    def running_calls(self) -> Iterable[Call]:
        """The calls that go on."""

    def reach_service_again(self) -> None:
        """Give the connection up and make another one now."""

    def reconnect(self) -> None:
        """Stop waiting, if the client waits to try again."""


class ClientNetwork:
    """Watches between ``start`` and ``stop``. On the client's loop."""

    def __init__(self, host: NetworkHost, watch: WatchAddresses | None) -> None:
        self._host = host
        self._watch = watch
        self._source: AddressSource | None = None

    def start(self) -> None:
        """Watch from now on. Idempotent."""
        if self._watch is not None and self._source is None:
            self._source = self._watch(self.changed)

    def stop(self) -> None:
        """Watch no more. Idempotent."""
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
        for call in self._host.running_calls:
            session = call.media
            if session is not None and session.local_address in gone:
                call.life.path.moved()
