"""A flow of the exchange that ends inside the service."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

from core.service.routing.endpoints import Instance
from core.service.routing.exchange import Exchange
from core.service.routing.flows import Flow, FlowKind

MAX_INBOX = 10_000
"""Messages from the exchange that wait; it is bounded itself, so this is never reached."""


class InternalFlow:
    """Where ``endpoint`` is. ``take`` gets each message, ``drained`` hears when no more wait.

    Open from the beginning until ``close``. On the service's running loop only.
    """

    def __init__(
        self,
        exchange: Exchange,
        endpoint: Instance,
        take: Callable[[bytes], None],
        drained: Callable[[], None] = lambda: None,
    ) -> None:
        self._exchange = exchange
        self._take = take
        self._drained = drained
        self._loop = asyncio.get_running_loop()
        self._inbox: deque[bytes] = deque(maxlen=MAX_INBOX)
        self._is_awake = False
        """Whether the next message is to be taken already."""
        self._flow = Flow(
            FlowKind.INTERNAL,
            "",
            self._receive,
            lambda code, reason: None,
            self._loop.time(),
            endpoint=endpoint,
        )
        exchange.opened(self._flow)

    def send(self, data: bytes) -> None:
        """Hand a message to the exchange."""
        self._exchange.received(self._flow, data)

    def close(self) -> None:
        """Leave the exchange. Idempotent."""
        self._exchange.closed(self._flow)

    def _receive(self, data: bytes) -> None:
        # Not at once: the exchange is in the middle of sending.
        self._inbox.append(data)
        self._wake()

    def _wake(self) -> None:
        if not self._is_awake:
            self._is_awake = True
            self._loop.call_soon(self._take_next)

    def _take_next(self) -> None:
        """Take one message; media get their turn before the next one, of which a full room makes many."""
        self._is_awake = False
        data = self._inbox.popleft()
        if self._inbox:
            self._wake()
        self._take(data)
        if not self._inbox:
            self._drained()
