"""The proxy: takes requests from flows, forks them to endpoints, brings answers back (RFC 3261 16).

Sans I/O: time is monotonic seconds passed in; ``pump`` of the owner drains ``data_to_send``. A request for an
endpoint that is bound but not connected waits a bounded time for its flow.
"""

from __future__ import annotations

import heapq
import itertools
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from core.service.config import Limits
from core.service.registrar import Answer
from core.service.routing.decisions import (
    ALLOW,
    Decision,
    InDialog,
    Refuse,
    Rules,
    Sender,
    ToDevice,
    ToService,
    ToUser,
    cleaned,
)
from core.service.routing.endpoints import Device, Endpoint, Instance
from core.service.routing.flows import Flow, FlowId, FlowKind, FlowTable
from core.service.routing.forking import (
    Abandon,
    BranchState,
    CancelBranch,
    Conclude,
    ForkAction,
    PassUp,
)
from core.service.routing.hangups import hang_up_requests
from core.service.routing.rates import RateLimit
from core.service.routing.relays import Branch, Relay, RelayTable
from core.sip.ids import Ids
from core.sip.messages import (
    IllegalValue,
    ParseError,
    Reason,
    Request,
    Response,
    Uri,
    check_options,
    response_to,
)
from core.sip.routing import MAX_FORWARDS, without_top_via
from core.sip.transactions.layer import TransactionLayer
from core.sip.transactions.transaction import (
    CancelReceived,
    ClientTransaction,
    GarbageReceived,
    RequestFailed,
    RequestReceived,
    RequestTimedOut,
    ResponseReceived,
    ServerTransaction,
    TransactionEvent,
)

log = logging.getLogger(__name__)

_ANSWER_AFTER_CANCEL = 32.0
"""64 T1: how long a cancelled branch may take to answer (RFC 3261 9.1)."""
_LINGER = 33.0
"""How long a finished relay may still see its 2xx again (timer M)."""
_HELD_ACKS = 64


class Directory(Protocol):
    """What the router asks the registrar."""

    def register(self, request: Request, flow: Flow) -> Answer:
        """Answer a REGISTER."""

    def endpoints(self, user: str) -> list[tuple[Instance, str]]:
        """Return a user's instances and contact URIs."""

    def is_registered(self, flow: Flow) -> bool:
        """Whether calls may come from this flow."""


@dataclass(slots=True, eq=False)
class _HeldAck:
    """An ACK to a 2xx whose endpoint has no flow just now."""

    endpoint: Endpoint
    request: Request
    deadline: float


class Router:
    """One proxy over one transaction layer."""

    def __init__(
        self,
        layer: TransactionLayer,
        flows: FlowTable,
        rules: Rules,
        directory: Directory,
        *,
        ids: Ids,
        limits: Limits,
        domain: str,
    ) -> None:
        self._layer = layer
        self._flows = flows
        self._rules = rules
        self._directory = directory
        self._ids = ids
        self._limits = limits
        self._domain = domain
        self._relays = RelayTable()
        self._guest_rate = RateLimit(limits.guest_requests_per_minute)
        self._timers: list[tuple[float, int, Callable[[float], None]]] = []
        self._order = itertools.count()
        self._held: list[_HeldAck] = []
        self.on_wanted: Callable[[Device], None] = lambda device: None
        """Called when a request waits for a flow to another service: connect, then ``reachable``."""

    # --- drivers --------------------------------------------------------------------------------------

    def receive(self, data: bytes, flow: Flow, now: float) -> None:
        """Take one message from ``flow``."""
        self._layer.receive(data, flow.id, now)
        self._drain(now)

    def flow_lost(self, flow: Flow, now: float) -> None:
        """End what hangs on ``flow``: its calls in progress are cancelled, branches to it count as 480."""
        self._layer.flow_lost(flow.id, now)
        for relay in self._relays:
            if relay.flow == flow.id:
                self._act(relay, relay.fork.cancelled_by_caller(), now)
        self._drain(now)

    def reachable(self, endpoint: Endpoint, now: float) -> None:
        """Send what has waited for ``endpoint``."""
        flow = self._flows.of(endpoint)
        if flow is None:
            return
        for relay in self._relays:
            for branch in tuple(relay.branches.values()):
                if branch.endpoint == endpoint and relay.fork.sent(branch.id):
                    self._send(relay, branch, flow, now)
        waiting = [held for held in self._held if held.endpoint == endpoint]
        for held in waiting:
            self._held.remove(held)
            self._layer.send_ack_2xx(held.request, flow.id)
        self._drain(now)

    def unreachable(self, endpoint: Endpoint, now: float) -> None:
        """Stop waiting for ``endpoint``."""
        for relay in self._relays:
            for branch in tuple(relay.branches.values()):
                if branch.endpoint == endpoint:
                    self._give_up_waiting(relay, branch, now)
        self._drain(now)

    def next_timer(self) -> float | None:
        """Return when ``handle_timer`` must be called next, or None."""
        own = self._timers[0][0] if self._timers else None
        return min((due for due in (own, self._layer.next_timer()) if due is not None), default=None)

    def handle_timer(self, now: float) -> None:
        """Act on what is due."""
        self._layer.handle_timer(now)
        while self._timers and self._timers[0][0] <= now:
            heapq.heappop(self._timers)[2](now)
        self._held = [held for held in self._held if held.deadline > now]
        self._drain(now)

    def data_to_send(self) -> list[tuple[FlowId, bytes]]:
        """Return and forget what must be sent."""
        return self._layer.data_to_send()  # type: ignore[return-value]

    @property
    def relays(self) -> int:
        """How many requests are on their way (finished ones linger for half a minute)."""
        return len(self._relays)

    # --- events ---------------------------------------------------------------------------------------

    def _drain(self, now: float) -> None:
        while events := self._layer.events():
            for event in events:
                self._handle(event, now)

    def _handle(self, event: TransactionEvent, now: float) -> None:
        match event:
            case RequestReceived(request, None, flow_id):
                self._acknowledge(request, self._flows.get(flow_id), now)  # type: ignore[arg-type]
            case RequestReceived(request, ServerTransaction() as server, flow_id):
                flow = self._flows.get(flow_id)  # type: ignore[arg-type]
                if flow is not None:
                    self._request(request, server, flow, now)
            case ResponseReceived(response, client):
                self._response(response, client, now)
            case RequestTimedOut(client):
                self._failed(client, 408, now)
            case RequestFailed(client, _):
                self._failed(client, 480, now)
            case CancelReceived(server, request):
                self._cancelled(server, request, now)
            case GarbageReceived(flow_id, _):
                self._count_garbage(flow_id)  # type: ignore[arg-type]

    def _count_garbage(self, flow_id: FlowId) -> None:
        flow = self._flows.get(flow_id)
        if flow is None:
            return
        flow.garbage += 1
        if flow.garbage >= self._limits.garbage_per_flow:
            log.info("closing a flow after %d messages that were no SIP", flow.garbage)
            flow.close(1008, "too many messages that are no SIP")

    def _request(self, request: Request, server: ServerTransaction, flow: Flow, now: float) -> None:
        try:
            answer = self._refusal(request, flow, now)
            if answer is not None:
                self._respond(server, answer, now)
            elif request.method == "REGISTER":
                self._respond(server, self._directory.register(request, flow), now)
            else:
                self._route(request.copy(), server, flow, now)
        except ParseError as error:
            self._respond(server, Answer(error.status, error.reason, error.extra_headers), now)
        except IllegalValue:
            self._respond(server, Answer(400), now)

    def _refusal(self, request: Request, flow: Flow, now: float) -> Answer | None:
        unknown = check_options(request, frozenset(), "Proxy-Require")
        if unknown is not None:
            raise unknown
        if request.max_forwards == 0:
            return Answer(483)
        if flow.kind is FlowKind.DEVICE:
            if request.method == "REGISTER":
                return Answer(403, "Guests do not register")
            if not self._guest_rate.allow(flow.endpoint, now):
                return Answer(503, "", (("Retry-After", "10"),))
        is_full = len(self._relays) >= self._limits.calls
        if request.method == "INVITE" and (
            is_full or self._relays.count_of(flow.id) >= self._limits.calls_per_flow
        ):
            return Answer(503, "", (("Retry-After", "10"),))
        return None

    def _route(self, request: Request, server: ServerTransaction, flow: Flow, now: float) -> None:
        sender = self._sender(flow)
        decision = self._rules.decide(request, sender)
        relay_to = self._targets(decision)
        if relay_to is None:
            self._respond(server, _answer_of(decision), now)
            return
        if not relay_to:
            self._respond(server, Answer(480), now)
            return
        onward = request.copy() if isinstance(decision, ToDevice) else cleaned(request, sender, self._domain)
        hops = request.max_forwards
        onward.headers.set("Max-Forwards", MAX_FORWARDS if hops is None else hops - 1)
        relay = self._relays.open(server, flow.id)
        for endpoint, contact in relay_to:
            copy = self._copy_for(onward, decision, flow.endpoint, endpoint, contact)
            self._add_branch(relay, endpoint, copy, now)

    def _sender(self, flow: Flow) -> Sender:
        is_guest = flow.kind is FlowKind.DEVICE
        return Sender(flow.endpoint, is_guest, not is_guest and self._directory.is_registered(flow))

    def _targets(self, decision: Decision) -> list[tuple[Endpoint, str]] | None:
        match decision:
            case InDialog(endpoint):
                return [(endpoint, "")]
            case ToDevice(device):
                return [(device, "")]
            case ToUser(user):
                return list(self._directory.endpoints(user))
        return None

    def _copy_for(
        self, request: Request, decision: Decision, caller: Endpoint | None, callee: Endpoint, contact: str
    ) -> Request:
        copy = request.copy()
        if contact:
            copy.uri = Uri.parse(contact)
        if isinstance(decision, ToDevice):
            for name in ("Authorization", "Proxy-Authorization"):
                copy.headers.remove(name)
        if not isinstance(decision, InDialog) and caller is not None:
            callee_route, caller_route = self._rules.record_routes(caller, callee)
            copy.headers.prepend("Record-Route", caller_route)
            copy.headers.prepend("Record-Route", callee_route)
        return copy

    # --- branches -------------------------------------------------------------------------------------

    def _add_branch(self, relay: Relay, endpoint: Endpoint, request: Request, now: float) -> None:
        flow = self._flows.of(endpoint)
        branch = self._relays.add_branch(relay, endpoint, request, waiting=flow is None)
        if flow is not None:
            self._send(relay, branch, flow, now)
            return
        self._after(self._limits.flow_wait, now, lambda due: self._give_up_waiting(relay, branch, due))
        if isinstance(endpoint, Device):
            self.on_wanted(endpoint)

    def _send(self, relay: Relay, branch: Branch, flow: Flow, now: float) -> None:
        client = self._layer.send_request(branch.request, flow.id, now)
        self._relays.sent(relay, branch, client)

    def _give_up_waiting(self, relay: Relay, branch: Branch, now: float) -> None:
        if relay.fork.states[branch.id] is BranchState.WAITING:
            self._act(relay, relay.fork.final(branch.id, 480), now)

    def _response(self, response: Response, client: ClientTransaction, now: float) -> None:
        found = self._relays.of_client(client)
        if found is None:
            return  # our own CANCEL or BYE, or a relay that is long over
        relay, branch = found
        branch.response = response
        if response.is_provisional:
            actions = relay.fork.provisional(branch.id, response.status)
            if branch.wants_cancel:
                self._layer.cancel(client, now, branch.cancel_reason)
        else:
            is_decline = response.status == 603 or _is_persons_word(response)
            actions = relay.fork.final(branch.id, response.status, is_decline=is_decline)
        self._act(relay, actions, now)

    def _failed(self, client: ClientTransaction, status: int, now: float) -> None:
        found = self._relays.of_client(client)
        if found is not None:
            relay, branch = found
            branch.response = None
            self._act(relay, relay.fork.final(branch.id, status), now)

    def _cancelled(self, server: ServerTransaction, cancel: Request, now: float) -> None:
        relay = self._relays.of_server(server)
        if relay is None:
            return
        reason = next(iter(cancel.reasons), None)
        self._act(relay, relay.fork.cancelled_by_caller(), now, reason)

    # --- what a fork decided --------------------------------------------------------------------------

    def _act(
        self, relay: Relay, actions: list[ForkAction], now: float, callers_reason: Reason | None = None
    ) -> None:
        for action in actions:
            match action:
                case PassUp(branch_id, _):
                    self._pass_up(relay, relay.branches[branch_id], now)
                case CancelBranch(branch_id, cause, text):
                    reason = Reason("SIP", cause, text) if cause else callers_reason
                    self._cancel(relay, relay.branches[branch_id], reason, now)
                case Abandon(branch_id):
                    self._hang_up(relay, relay.branches[branch_id], now)
                case Conclude(status, best):
                    self._conclude(relay, status, best, now)
        if relay.fork.is_finished:
            linger = _LINGER if relay.is_invite and relay.fork.winner is not None else 0.0
            self._after(linger, now, lambda _: self._relays.close(relay))

    def _pass_up(self, relay: Relay, branch: Branch, now: float) -> None:
        if branch.response is None:
            return
        is_taken = self._layer.respond(relay.server, without_top_via(branch.response), now)
        if not is_taken and branch.response.is_success:
            self._hang_up(relay, branch, now)  # the caller's flow is gone

    def _cancel(self, relay: Relay, branch: Branch, reason: Reason | None, now: float) -> None:
        if not relay.is_invite or branch.client is None:
            return
        branch.wants_cancel, branch.cancel_reason = True, reason
        self._layer.cancel(branch.client, now, reason)

        def give_up(due: float) -> None:
            branch.response = None
            self._act(relay, relay.fork.final(branch.id, 408), due)

        self._after(_ANSWER_AFTER_CANCEL, now, give_up)

    def _hang_up(self, relay: Relay, branch: Branch, now: float) -> None:
        """End a dialog that only a callee knows of: its 2xx came after another had won."""
        if not relay.is_invite or branch.response is None or branch.client is None:
            return
        try:
            ack, bye = hang_up_requests(branch.request, branch.response)
        except (ParseError, IllegalValue) as error:
            log.info("an answer that came too late cannot be hung up: %s", error)
            return
        self._layer.send_ack_2xx(ack, branch.client.flow)
        self._layer.send_request(bye, branch.client.flow, now)

    def _conclude(self, relay: Relay, status: int, best: int | None, now: float) -> None:
        branch = relay.branches.get(best) if best is not None else None
        has_answer = branch is not None and branch.response is not None and branch.response.status == status
        if branch is not None and has_answer and status != 503:
            self._pass_up(relay, branch, now)
        else:
            # RFC 3261 16.7 item 6: a 503 of one branch is not the service's own.
            self._respond(relay.server, Answer(500 if status == 503 else status), now)

    # --- outside of relays ----------------------------------------------------------------------------

    def _acknowledge(self, request: Request, flow: Flow | None, now: float) -> None:
        """Send an ACK to a 2xx on; it has no answer, so what cannot be sent is dropped."""
        if flow is None or request.max_forwards == 0:
            return
        try:
            copy = request.copy()
            decision = self._rules.decide(copy, self._sender(flow))
            if not isinstance(decision, InDialog):
                return
            copy.headers.set("Max-Forwards", (request.max_forwards or MAX_FORWARDS) - 1)
        except (ParseError, IllegalValue):
            return
        target = self._flows.of(decision.endpoint)
        if target is not None:
            self._layer.send_ack_2xx(copy, target.id)
        elif len(self._held) < _HELD_ACKS:
            self._held.append(_HeldAck(decision.endpoint, copy, now + self._limits.flow_wait))

    def _respond(self, server: ServerTransaction, answer: Answer, now: float) -> None:
        response = response_to(
            server.request,
            answer.status,
            answer.reason,
            to_tag=self._ids.tag(),
            headers=answer.headers,
        )
        self._layer.respond(server, response, now)

    def _after(self, seconds: float, now: float, callback: Callable[[float], None]) -> None:
        if seconds <= 0:
            callback(now)
            return
        heapq.heappush(self._timers, (now + seconds, next(self._order), callback))


def _answer_of(decision: Decision) -> Answer:
    match decision:
        case Refuse(405, reason):
            return Answer(405, reason, (("Allow", ALLOW),))
        case Refuse(status, reason):
            return Answer(status, reason)
        case ToService():
            return Answer(200, "", (("Allow", ALLOW), ("Accept", "application/sdp")))
    return Answer(500)


def _is_persons_word(response: Response) -> bool:
    """Whether a busy answer was the person's own choice, and so speaks for all of their devices."""
    return response.status == 486 and any(reason.cause == 603 for reason in response.reasons)
