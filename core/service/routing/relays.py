"""Requests on their way through the service: which transactions belong together."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.service.routing.endpoints import Endpoint
from core.service.routing.flows import FlowId
from core.service.routing.forking import BranchId, Fork
from core.sip.messages import Reason, Request, Response
from core.sip.transactions.transaction import ClientTransaction, ServerTransaction


@dataclass(slots=True, eq=False)
class Branch:
    """One copy of a request. ``client`` is None until it has been sent."""

    id: BranchId
    endpoint: Endpoint
    request: Request
    client: ClientTransaction | None = None
    response: Response | None = None
    cancel_reason: Reason | None = None
    wants_cancel: bool = False


@dataclass(slots=True, eq=False)
class Relay:
    """One request, forked to its branches."""

    server: ServerTransaction
    flow: FlowId
    fork: Fork = field(default_factory=Fork)
    branches: dict[BranchId, Branch] = field(default_factory=dict)

    @property
    def request(self) -> Request:
        """The request as it came in."""
        return self.server.request

    @property
    def is_invite(self) -> bool:
        """Whether branches may be cancelled."""
        return self.request.method == "INVITE"


class RelayTable:
    """All relays, found by either side's transaction."""

    def __init__(self) -> None:
        self._relays: dict[int, Relay] = {}
        self._by_client: dict[int, tuple[Relay, Branch]] = {}
        self._branch_ids = itertools.count(1)

    def __len__(self) -> int:
        return len(self._relays)

    def __iter__(self) -> Iterator[Relay]:
        return iter(tuple(self._relays.values()))

    def open(self, server: ServerTransaction, flow: FlowId) -> Relay:
        """Begin a relay."""
        relay = Relay(server, flow)
        self._relays[id(server)] = relay
        return relay

    def count_of(self, flow: FlowId) -> int:
        """Return how many relays came from ``flow``."""
        return sum(relay.flow == flow for relay in self._relays.values())

    def add_branch(self, relay: Relay, endpoint: Endpoint, request: Request, *, waiting: bool) -> Branch:
        """Add a branch to ``relay``."""
        branch = Branch(next(self._branch_ids), endpoint, request)
        relay.branches[branch.id] = branch
        relay.fork.add(branch.id, waiting=waiting)
        return branch

    def sent(self, relay: Relay, branch: Branch, client: ClientTransaction) -> None:
        """Note the client transaction of a branch."""
        branch.client = client
        self._by_client[id(client)] = (relay, branch)

    def of_server(self, server: ServerTransaction) -> Relay | None:
        """Return the relay of a server transaction."""
        return self._relays.get(id(server))

    def of_client(self, client: ClientTransaction) -> tuple[Relay, Branch] | None:
        """Return relay and branch of a client transaction."""
        return self._by_client.get(id(client))

    def close(self, relay: Relay) -> None:
        """Forget a relay and its branches. Idempotent."""
        self._relays.pop(id(relay.server), None)
        for branch in relay.branches.values():
            if branch.client is not None:
                self._by_client.pop(id(branch.client), None)
