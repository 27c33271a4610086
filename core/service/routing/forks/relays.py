"""Requests on their way through the service: which transactions belong together."""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field

from core.service.routing.calls import Call
from core.service.routing.endpoints import Endpoint
from core.service.routing.flows import FlowId
from core.service.routing.forks.forking import BranchId, Fork
from core.sip.messages import Reason, Request, Response
from core.sip.transactions.transaction import ClientTransaction, ServerTransaction


@dataclass(slots=True, eq=False)
class Branch:
    """One copy of a request. ``client`` is None until it has been sent.

    ``waits_until``: until when a waiting branch waits for its flow. ``early``: the provisional answer by
    which the caller knows of an early dialog with it. ``is_woken``: its device was told of the call by push
    and has not come, nor heard that it is over.
    """

    id: BranchId
    endpoint: Endpoint
    request: Request
    client: ClientTransaction | None = None
    response: Response | None = None
    early: Response | None = None
    cancel_reason: Reason | None = None
    wants_cancel: bool = False
    waits_until: float = 0.0
    is_woken: bool = False


@dataclass(slots=True, eq=False)
class Relay:
    """One request, forked to its branches.

    ``rings`` is who is called, whose instances may join while it is on its way, and ``onward`` what each of
    them gets; both None for a request that goes to one endpoint only. ``woken`` are the branches whose
    devices were told of it by push, each once.
    """

    server: ServerTransaction
    flow: FlowId
    caller: Endpoint | None
    fork: Fork = field(default_factory=Fork)
    branches: dict[BranchId, Branch] = field(default_factory=dict)
    rings: Hashable = None
    onward: Request | None = None
    call: Call | None = None
    woken: set[BranchId] = field(default_factory=set)

    @property
    def request(self) -> Request:
        """The request as it came in."""
        return self.server.request

    @property
    def is_invite(self) -> bool:
        """Whether branches may be cancelled."""
        return self.request.method == "INVITE"


class _Index:
    """Relays by something they have in common."""

    def __init__(self) -> None:
        self._found: dict[Hashable, dict[int, Relay]] = {}

    def add(self, key: Hashable, relay: Relay) -> None:
        self._found.setdefault(key, {})[id(relay)] = relay

    def remove(self, key: Hashable, relay: Relay) -> None:
        found = self._found.get(key, {})
        found.pop(id(relay), None)
        if not found:
            self._found.pop(key, None)

    def of(self, key: Hashable) -> list[Relay]:
        return list(self._found.get(key, {}).values())

    def count(self, key: Hashable) -> int:
        return len(self._found.get(key, ()))


class RelayTable:
    """All relays, found by either side's transaction, by their flow, and by whom they ring or wait for."""

    def __init__(self) -> None:
        self._relays: dict[int, Relay] = {}
        self._by_client: dict[int, tuple[Relay, Branch]] = {}
        self._by_flow = _Index()
        self._unanswered: dict[int, Relay] = {}
        self._unanswered_by_flow = _Index()
        self._by_user = _Index()
        self._by_endpoint = _Index()
        self._branch_ids = itertools.count(1)

    def __len__(self) -> int:
        return len(self._relays)

    def __iter__(self) -> Iterator[Relay]:
        return iter(tuple(self._relays.values()))

    def open(self, server: ServerTransaction, flow: FlowId, caller: Endpoint | None) -> Relay:
        """Begin a relay."""
        relay = Relay(server, flow, caller)
        self._relays[id(server)] = relay
        self._by_flow.add(flow, relay)
        self._unanswered[id(relay)] = relay
        self._unanswered_by_flow.add(flow, relay)
        return relay

    @property
    def unanswered(self) -> int:
        """How many relays still wait for the answer that their caller gets."""
        return len(self._unanswered)

    def unanswered_of(self, flow: FlowId) -> int:
        """Return how many of those came from ``flow``."""
        return self._unanswered_by_flow.count(flow)

    def answered(self, relay: Relay) -> None:
        """Note that the caller has its answer; the relay lingers for copies of it. Idempotent."""
        if self._unanswered.pop(id(relay), None) is not None:
            self._unanswered_by_flow.remove(relay.flow, relay)

    def from_flow(self, flow: FlowId) -> list[Relay]:
        """Return the relays that came from ``flow``."""
        return self._by_flow.of(flow)

    def let_join(self, relay: Relay, user: Hashable, onward: Request) -> None:
        """Let other instances of ``user`` join ``relay``; each gets a copy of ``onward``."""
        relay.rings, relay.onward = user, onward
        self._by_user.add(user, relay)

    def ringing(self, user: Hashable) -> list[Relay]:
        """Return the calls to ``user`` which another instance may still join."""
        return [relay for relay in self._by_user.of(user) if relay.fork.accepts_branches]

    def to_endpoint(self, endpoint: Endpoint) -> list[tuple[Relay, Branch]]:
        """Return the branches to ``endpoint``, whatever state they are in."""
        return [
            (relay, branch)
            for relay in self._by_endpoint.of(endpoint)
            for branch in tuple(relay.branches.values())
            if branch.endpoint == endpoint
        ]

    def add_branch(self, relay: Relay, endpoint: Endpoint, request: Request, *, waiting: bool) -> Branch:
        """Add a branch to ``relay``."""
        branch = Branch(next(self._branch_ids), endpoint, request)
        relay.branches[branch.id] = branch
        relay.fork.add(branch.id, waiting=waiting)
        self._by_endpoint.add(endpoint, relay)
        return branch

    def sent(self, relay: Relay, branch: Branch, client: ClientTransaction) -> None:
        """Note the client transaction of a branch; it replaces one whose flow was lost."""
        if branch.client is not None:
            self._by_client.pop(id(branch.client), None)
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
        self.answered(relay)
        self._relays.pop(id(relay.server), None)
        self._by_flow.remove(relay.flow, relay)
        self._by_user.remove(relay.rings, relay)
        for branch in relay.branches.values():
            self._by_endpoint.remove(branch.endpoint, relay)
            if branch.client is not None:
                self._by_client.pop(id(branch.client), None)
