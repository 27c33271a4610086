"""The connections of the service: who is at the other end, and how to reach an endpoint."""

from __future__ import annotations

import itertools
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from core.service.config import Limits
from core.service.routing.endpoints import Account, Endpoint, Instance

log = logging.getLogger(__name__)

FlowId = int


class FlowKind(StrEnum):
    """What may come from a flow: ``CLIENT`` registers and calls, ``DEVICE`` is another service, a guest."""

    CLIENT = "client"
    DEVICE = "device"
    INTERNAL = "internal"


@dataclass(slots=True, eq=False)
class Flow:
    """One connection. ``send`` never blocks; ``close(code, reason)`` may be called more than once."""

    kind: FlowKind
    address: str
    send: Callable[[bytes], None]
    close: Callable[[int, str], None]
    opened_at: float
    id: FlowId = 0
    endpoint: Endpoint | None = None
    authorised_until: float = 0.0
    """Wall-clock seconds until which REGISTER needs no new token here."""
    token_digest: bytes = b""
    garbage: int = 0
    calls: int = 0
    is_closed: bool = field(default=False)

    @property
    def account(self) -> Account | None:
        """The user at the other end, None before registration and for a device."""
        return self.endpoint.account if isinstance(self.endpoint, Instance) else None


class FlowTable:
    """All open flows, bounded in total and per address, and the one on which each endpoint is reached."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._ids = itertools.count(1)
        self._flows: dict[FlowId, Flow] = {}
        self._by_endpoint: dict[Endpoint, Flow] = {}
        self._by_kind: Counter[FlowKind] = Counter()
        self._by_address: Counter[tuple[FlowKind, str]] = Counter()
        self.on_reachable: Callable[[Endpoint], None] = lambda endpoint: None
        """Called when an endpoint got a flow."""
        self.on_released: Callable[[Flow], None] = lambda flow: None
        """Called when nobody is reached on an open flow any more."""

    def __len__(self) -> int:
        return len(self._flows)

    def count_of(self, kind: FlowKind) -> int:
        """Return how many flows of this kind are open."""
        return self._by_kind[kind]

    def all(self) -> tuple[Flow, ...]:
        """Return the open flows."""
        return tuple(self._flows.values())

    def get(self, flow_id: FlowId) -> Flow | None:
        """Return an open flow."""
        return self._flows.get(flow_id)

    def has_room(self, kind: FlowKind, address: str) -> bool:
        """Whether one more flow of this kind from this address is within the limits."""
        total, each = self._limits.flows, self._limits.flows_per_address
        if kind is FlowKind.DEVICE:
            total, each = self._limits.guest_flows, self._limits.guest_flows_per_address
        return self._by_kind[kind] < total and self._by_address[kind, address] < each

    def add(self, flow: Flow) -> None:
        """Give ``flow`` its id and keep it until ``remove``."""
        flow.id = next(self._ids)
        self._flows[flow.id] = flow
        self._count(flow, 1)
        if flow.endpoint is not None:
            self.bind(flow, flow.endpoint)

    def remove(self, flow: Flow) -> None:
        """Forget a flow that is closed."""
        flow.is_closed = True
        if self._flows.pop(flow.id, None) is not None:
            self._count(flow, -1)
        if flow.endpoint is not None and self._by_endpoint.get(flow.endpoint) is flow:
            del self._by_endpoint[flow.endpoint]

    def _count(self, flow: Flow, change: int) -> None:
        self._by_kind[flow.kind] += change
        key = (flow.kind, flow.address)
        self._by_address[key] += change
        if not self._by_address[key]:
            del self._by_address[key]

    def bind(self, flow: Flow, endpoint: Endpoint) -> Flow | None:
        """Reach ``endpoint`` on ``flow`` from now on; return the other flow it was reached on before."""
        self._unbind(flow)
        previous = self._by_endpoint.get(endpoint)
        flow.endpoint = endpoint
        self._by_endpoint[endpoint] = flow
        if previous is not None and previous is not flow:
            previous.endpoint = None
            self.on_released(previous)
        self.on_reachable(endpoint)
        return previous if previous is not flow else None

    def release(self, flow: Flow) -> None:
        """Stop reaching anybody on ``flow``."""
        if flow.endpoint is not None:
            self._unbind(flow)
            self.on_released(flow)

    def _unbind(self, flow: Flow) -> None:
        if flow.endpoint is not None and self._by_endpoint.get(flow.endpoint) is flow:
            del self._by_endpoint[flow.endpoint]
        flow.endpoint = None

    def of(self, endpoint: Endpoint) -> Flow | None:
        """Return the live flow of an endpoint."""
        return self._by_endpoint.get(endpoint)
