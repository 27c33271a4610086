"""The connections of the service: who is at the other end, and how to reach an endpoint."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from core.service.config import Limits
from core.service.routing.endpoints import Endpoint

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
    def user(self) -> str:
        """The user at the other end, empty before registration and for a device."""
        return getattr(self.endpoint, "user", "")


class FlowTable:
    """All open flows, bounded in total and per address, and the one on which each endpoint is reached."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._ids = itertools.count(1)
        self._flows: dict[FlowId, Flow] = {}
        self._by_endpoint: dict[Endpoint, Flow] = {}
        self.on_reachable: Callable[[Endpoint], None] = lambda endpoint: None
        """Called when an endpoint got a flow."""

    def __len__(self) -> int:
        return len(self._flows)

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
        same_kind = [flow for flow in self._flows.values() if flow.kind is kind]
        return len(same_kind) < total and sum(flow.address == address for flow in same_kind) < each

    def add(self, flow: Flow) -> None:
        """Give ``flow`` its id and keep it until ``remove``."""
        flow.id = next(self._ids)
        self._flows[flow.id] = flow
        if flow.endpoint is not None:
            self.bind(flow, flow.endpoint)

    def remove(self, flow: Flow) -> None:
        """Forget a flow that is closed."""
        flow.is_closed = True
        self._flows.pop(flow.id, None)
        if flow.endpoint is not None and self._by_endpoint.get(flow.endpoint) is flow:
            del self._by_endpoint[flow.endpoint]

    def bind(self, flow: Flow, endpoint: Endpoint) -> Flow | None:
        """Reach ``endpoint`` on ``flow`` from now on; return the other flow it was reached on before."""
        self.release(flow)
        previous = self._by_endpoint.get(endpoint)
        flow.endpoint = endpoint
        self._by_endpoint[endpoint] = flow
        if previous is not None and previous is not flow:
            previous.endpoint = None
        self.on_reachable(endpoint)
        return previous if previous is not flow else None

    def release(self, flow: Flow) -> None:
        """Stop reaching anybody on ``flow``."""
        if flow.endpoint is not None and self._by_endpoint.get(flow.endpoint) is flow:
            del self._by_endpoint[flow.endpoint]
        flow.endpoint = None

    def of(self, endpoint: Endpoint) -> Flow | None:
        """Return the live flow of an endpoint."""
        return self._by_endpoint.get(endpoint)
