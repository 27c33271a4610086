"""Ending without breaking a call: nothing new is taken, idle clients are sent away one after another."""

from __future__ import annotations

import asyncio
import logging

from core.service.observed.journal import note
from core.service.routing.exchange import Exchange
from core.service.routing.flows import Flow, FlowKind
from core.service.routing.router import Router
from core.sip.ids import Ids

log = logging.getLogger(__name__)

GO_ELSEWHERE = 1012
"""WebSocket close code "service restart": connect again, there or elsewhere."""
_CLOSED_PER_SECOND = 50.0
_LOOK = 0.05


class Drain:
    """Runs once. Clients reconnect when they are closed, so they are closed over a spread of time."""

    def __init__(self, router: Router, exchange: Exchange, ids: Ids) -> None:
        self._router = router
        self._exchange = exchange
        self._ids = ids
        self._due: dict[int, float] = {}

    async def run(self, limit: float) -> bool:
        """Take nothing new, close who is idle, wait for calls; return whether all ended in ``limit`` s."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        self._router.is_draining = True
        flows = self._clients()
        spread = min(limit / 2, len(flows) / _CLOSED_PER_SECOND)
        self._due = {flow.id: began + self._ids.uniform(0.0, spread) for flow in flows}
        note(log, "drain.began", flows=len(flows), seconds=limit)
        while (left := self._clients()) and loop.time() - began < limit:
            for flow in left:
                if loop.time() >= self._due.get(flow.id, began) and not self._router.is_in_use(flow):
                    flow.close(GO_ELSEWHERE, "the service is stopping: connect again")
            await asyncio.sleep(_LOOK)
        note(log, "drain.ended", flows=len(left), seconds=round(loop.time() - began, 1))
        return not left

    def _clients(self) -> list[Flow]:
        return [flow for flow in self._exchange.flows.all() if flow.kind is not FlowKind.INTERNAL]
