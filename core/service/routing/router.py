"""The proxy: takes requests from flows, forks them to endpoints, brings answers back (RFC 3261 16).

Sans I/O: time is monotonic seconds passed in; ``pump`` of the owner drains ``data_to_send``. A request for an
endpoint that is bound but not connected waits a bounded time for its flow.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable

from core.service.admission.admission import Admission
from core.service.config import Limits
from core.service.registrar import Answer
from core.service.routing.addressing import Addressed, Addressing, answer_of
from core.service.routing.calls import Call, CallTable, Ending
from core.service.routing.decisions import (
    Decision,
    InDialog,
    Refuse,
    Rules,
    ToGateway,
    ToPresence,
)
from core.service.routing.endpoints import Account, Device, Endpoint, Instance
from core.service.routing.flows import Flow, FlowId, FlowKind, FlowTable
from core.service.routing.forks.forker import Forker
from core.service.routing.forks.hangups import bye_for
from core.service.routing.forks.relays import Branch, Relay
from core.service.routing.forks.waking import Waker
from core.service.routing.held_acks import HeldAcks
from core.service.routing.ports import Directory, Presence
from core.service.routing.screening import HeldCall, NobodyAsked, Screening
from core.service.routing.timers import Timers
from core.sip.events.state_agent import Notify
from core.sip.ids import Ids
from core.sip.messages import IllegalValue, ParseError, Reason, Request, check_options, response_to
from core.sip.routing import MAX_FORWARDS
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

_COME_AGAIN = (5.0, 30.0)
"""Seconds after which a client is asked to try again when the service stops."""


class Router:
    """One proxy over one transaction layer."""

    def __init__(
        self,
        layer: TransactionLayer,
        flows: FlowTable,
        rules: Rules,
        directory: Directory,
        admission: Admission,
        calls: CallTable,
        presence: Presence,
        *,
        ids: Ids,
        limits: Limits,
        domain: str,
    ) -> None:
        self._layer = layer
        self._flows = flows
        self._addressing = Addressing(rules, directory, calls, domain)
        self._directory = directory
        self._limits = limits
        self._ids = ids
        self._timers = Timers()
        self._held = HeldAcks()
        self._admission = admission
        self._presence = presence
        self.calls = calls
        self._forker = Forker(layer, flows, self.calls, self._timers, ids=ids, limits=limits)
        self._relays = self._forker.relays
        self.screening: Screening = NobodyAsked()
        """Who is asked before a call goes on."""
        self.is_draining = False
        """Whether no new registration and no new call is taken any more."""

    # --- drivers --------------------------------------------------------------------------------------

    def receive(self, data: bytes, flow: Flow, now: float) -> None:
        """Take one message from ``flow``."""
        self._layer.receive(data, flow.id, now)
        self._drain(now)

    def flow_lost(self, flow: Flow, now: float) -> None:
        """End what hangs on ``flow``: its calls in progress are cancelled; branches wait for another flow."""
        self._layer.flow_lost(flow.id, now)
        for relay in self._relays.from_flow(flow.id):
            self._forker.cancelled(relay, now, ending=Ending.LOST)
        self._drain(now)

    def reachable(self, endpoint: Endpoint, now: float) -> None:
        """Send what has waited for ``endpoint``, and let it join the calls that ring its user."""
        flow = self._flows.of(endpoint)
        if flow is None:
            return
        contact = ""
        if isinstance(endpoint, Instance):
            contact = dict(self._directory.endpoints(endpoint.account)).get(endpoint, "")
        self._forker.reachable(endpoint, now, contact)
        if isinstance(endpoint, Instance):
            for relay in self._relays.ringing(endpoint.account):
                if self._forker.may_join(relay, endpoint):
                    self._join(relay, endpoint, now)
        for ack in self._held.take(endpoint):
            self._layer.send_ack_2xx(ack, flow.id)
        self._drain(now)

    def unreachable(self, endpoint: Endpoint, now: float) -> None:
        """Stop waiting for ``endpoint``."""
        self._forker.unreachable(endpoint, now)
        self._drain(now)

    def next_timer(self) -> float | None:
        """Return when ``handle_timer`` must be called next, or None."""
        dues = (self._timers.next_due(), self._layer.next_timer(), self._presence.next_timer())
        return min((due for due in dues if due is not None), default=None)

    def handle_timer(self, now: float) -> None:
        """Act on what is due."""
        self._layer.handle_timer(now)
        self._timers.run(now)
        self._held.drop_late(now)
        self.calls.drop_old(now)
        self._presence.handle_timer(now)
        self._send_notifies(now)
        self._drain(now)

    def data_to_send(self) -> list[tuple[FlowId, bytes]]:
        """Return and forget what must be sent."""
        return self._layer.data_to_send()  # type: ignore[return-value]

    @property
    def relays(self) -> int:
        """How many requests are on their way (finished ones linger for half a minute)."""
        return len(self._relays)

    def is_in_use(self, flow: Flow) -> bool:
        """Whether somebody at the other end of ``flow`` is in a call, or one is being set up."""
        endpoint = flow.endpoint
        if endpoint is None:
            return False
        under_way = self._relays.from_flow(flow.id)
        under_way += [relay for relay, _ in self._relays.to_endpoint(endpoint)]
        return self.calls.is_busy(endpoint) or any(not relay.fork.is_finished for relay in under_way)

    def end_call(self, call: Call, text: str, now: float) -> None:
        """End a call for an operator: both ends get BYE, or CANCEL and 487 if it only rings."""
        reason = Reason("SIP", 480, text)
        if call.callee is None:
            for relay in self._relays:
                if relay.call is call:
                    self._forker.cancelled(relay, now, reason, ending=Ending.BY_SERVICE)
            self._drain(now)
            return
        for receiver, sender in (call.ends, call.ends[::-1]):
            flow = self._flows.of(receiver.endpoint)
            try:
                bye = bye_for(receiver, sender, call.call_id, reason)
            except (ParseError, IllegalValue) as error:
                log.info("one end of a call cannot be told that it is over: %s", error)
                continue
            if flow is not None:
                self._layer.send_request(bye, flow.id, now)
        self.calls.end(call)
        self._drain(now)

    def _elsewhere_after(self) -> str:
        """Return in how many seconds a client should come again: not all of them at once."""
        return str(round(self._ids.uniform(*_COME_AGAIN)))

    # --- devices that are woken -----------------------------------------------------------------------

    @property
    def waker(self) -> Waker:
        """Who wakes devices that hold no connection."""
        return self._forker.waker

    @waker.setter
    def waker(self, waker: Waker) -> None:
        self._forker.waker = waker

    def device_told(self, relay: Relay, now: float) -> None:
        """Take it that a push about a call is on its way."""
        self._forker.told(relay, now)
        self._drain(now)

    def device_rings(self, relay: Relay, branch: Branch, seconds: float, now: float) -> None:
        """Take it that a woken device alerts its person; their word may take ``seconds``."""
        self._forker.rings(relay, branch, seconds, now)
        self._drain(now)

    def device_declines(self, relay: Relay, branch: Branch, status: int, now: float) -> None:
        """Take a refusal given at a device that was woken: 603 is the person's, 486 that device's."""
        self._forker.declines(relay, branch, status, now)
        self._drain(now)

    def device_stays_away(self, relay: Relay, branch: Branch, now: float) -> None:
        """Take it that nobody could tell a device."""
        self._forker.cannot_be_woken(relay, branch, now)
        self._drain(now)

    @property
    def on_wanted(self) -> Callable[[Device], None]:
        """Called when a request waits for a flow to another service: connect, then ``reachable``."""
        return self._forker.on_wanted

    @on_wanted.setter
    def on_wanted(self, callback: Callable[[Device], None]) -> None:
        self._forker.on_wanted = callback

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
            case ResponseReceived(response, client) if self._notified(client, response.status, now):
                pass
            case RequestTimedOut(client) | RequestFailed(client, _) if self._notified(client, 503, now):
                pass
            case ResponseReceived(response, client):
                self._forker.response(response, client, now)
            case RequestTimedOut(client):
                self._forker.failed(client, 408, now)
            case RequestFailed(client, _) if self._flows.get(client.flow) is None:  # type: ignore[arg-type]
                self._forker.flow_broke(client, now)
            case RequestFailed(client, _):
                self._forker.failed(client, 480, now)
            case CancelReceived(server, request):
                relay = self._relays.of_server(server)
                if relay is not None:
                    self._forker.cancelled(relay, now, next(iter(request.reasons), None))
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

    # --- requests -------------------------------------------------------------------------------------

    def _request(self, request: Request, server: ServerTransaction, flow: Flow, now: float) -> None:
        try:
            answer = self._refusal(request, flow, now)
            if answer is None and request.method == "REGISTER":
                answer = self._directory.register(request, flow)
            if answer is not None:
                self._forker.respond(server, answer, now)
            else:
                self._route(request.copy(), server, flow, now)
        except ParseError as error:
            self._forker.respond(server, Answer(error.status, error.reason, error.extra_headers), now)
        except IllegalValue:
            self._forker.respond(server, Answer(400), now)

    def _refusal(self, request: Request, flow: Flow, now: float) -> Answer | None:
        unknown = check_options(request, frozenset(), "Proxy-Require")
        if unknown is not None:
            raise unknown
        if request.max_forwards == 0:
            return Answer(483)
        if flow.kind is FlowKind.DEVICE and request.method == "REGISTER":
            return Answer(403, "Guests do not register")
        is_counted = request.to.tag is None or request.method == "REGISTER"
        wait = self._admission.request(request.method, flow, now) if is_counted else 0.0
        if wait:
            return Answer(503, "Too many requests", (("Retry-After", str(math.ceil(wait))),))
        if self.is_draining and is_counted and not (request.method == "REGISTER" and self.is_in_use(flow)):
            return Answer(503, "The service is stopping", (("Retry-After", self._elsewhere_after()),))
        is_full = self._relays.unanswered >= self._limits.calls
        is_own = flow.kind is FlowKind.INTERNAL  # the gateway's calls are many people's, and it counts them
        is_busy = not is_own and self._relays.unanswered_of(flow.id) >= self._limits.calls_per_flow
        if request.method == "INVITE" and (is_full or is_busy):
            return Answer(503, "", (("Retry-After", "10"),))
        return None

    def _route(self, request: Request, server: ServerTransaction, flow: Flow, now: float) -> None:
        decision = self._addressing.decide(request, flow)
        if isinstance(decision, ToPresence) and isinstance(flow.endpoint, Instance):
            self._tell_presence(request, decision, server, flow.endpoint, now)
            return
        if self._is_screened(request, decision, flow.endpoint):
            self._hold(request, decision, server, flow, now)
            return
        addressed = self._addressing.address(request, decision, flow)
        if addressed is None:
            self._forker.respond(server, answer_of(decision), now)
            return
        call = self._passing_call(decision, request, flow.endpoint, now)
        relay = self._relays.open(server, flow.id, flow.endpoint)
        relay.call = call
        self._send_on(relay, addressed, now)

    def _send_on(self, relay: Relay, addressed: Addressed, now: float) -> None:
        if relay.call is not None and addressed.rings is not None:
            self._relays.let_join(relay, addressed.rings, addressed.onward)
        for endpoint, copy in addressed.copies:
            self._forker.add_branch(relay, endpoint, copy, now)

    # --- calls that wait for a word -------------------------------------------------------------------

    def put_through(self, held: HeldCall, request: Request, now: float, *, nowhere: int = 404) -> int:
        """Let a held call go on as ``request``; return 0, or the status with which it ended.

        ``nowhere`` is that of an address that leads to nobody.
        """
        answer = self._put_through(held, request, now)
        if answer is not None:
            answer = Answer(nowhere) if answer.status == 404 else answer
            self._forker.refuse(held.relay, answer, now)
        self._drain(now)
        return answer.status if answer is not None else 0

    def _put_through(self, held: HeldCall, request: Request, now: float) -> Answer | None:
        relay = held.relay
        flow = self._flows.get(relay.flow)
        if flow is None or not relay.fork.accepts_branches:
            return None  # the caller has given up
        try:
            decision = self._addressing.decide(request, flow, may_leave=True)
            addressed = self._addressing.address(request, decision, flow)
        except (ParseError, IllegalValue) as error:
            log.info("a call cannot be put through: %s", error)
            return Answer(500)
        if addressed is None:
            return answer_of(decision)
        held.call.target, held.call.is_held = request.uri, False
        self._send_on(relay, addressed, now)
        return None

    def turn_away(self, held: HeldCall, answer: Answer, now: float, reason: Reason | None = None) -> None:
        """End a call that was held and is not answered yet; nothing if it is over."""
        self._forker.refuse(held.relay, answer, now, reason)
        self._drain(now)

    def _is_screened(self, request: Request, decision: Decision, caller: Endpoint | None) -> bool:
        if request.method != "INVITE" or caller is None or request.to.tag is not None:
            return False
        # Whom nobody knows here may still be somebody to whoever is asked.
        is_refused = isinstance(decision, Refuse) and decision.status != 404
        return not is_refused and self.screening.wants(caller, request)

    def _hold(
        self, request: Request, decision: Decision, server: ServerTransaction, flow: Flow, now: float
    ) -> None:
        caller = flow.endpoint
        assert caller is not None
        call = self.calls.begin(request, caller, now)
        call.is_held = True
        relay = self._relays.open(server, flow.id, caller)
        relay.call = call
        # A caller may give up after the first provisional answer only (RFC 3261 9.1): it is sent at once.
        self._layer.respond(server, response_to(request, 100), now)
        is_here = self._addressing.is_here(request.uri) and not isinstance(decision, ToGateway)
        self.screening.ask(HeldCall(relay, request, decision, is_here, caller, call))

    # --- presence -------------------------------------------------------------------------------------

    def _tell_presence(
        self, request: Request, decision: ToPresence, server: ServerTransaction, sender: Instance, now: float
    ) -> None:
        account = decision.account or sender.account
        self._layer.respond(server, self._presence.receive(request, account, sender, now), now)
        self._send_notifies(now)

    def presence_changed(self, account: Account, now: float) -> None:
        """Tell who watches ``account`` that something has changed."""
        self._presence.changed(account, now)
        self._send_notifies(now)

    def _send_notifies(self, now: float) -> None:
        while made := self._presence.notifies():
            for endpoint, notify in made:
                flow = self._flows.of(endpoint)
                if flow is None:
                    self._presence.notified(notify, 503, now)
                else:
                    self._layer.send_request(notify.request, flow.id, now).context = notify

    def _notified(self, client: ClientTransaction, status: int, now: float) -> bool:
        """Take what became of a NOTIFY; return whether it was one."""
        if not isinstance(client.context, Notify):
            return False
        if status >= 200:
            self._presence.notified(client.context, status, now)
            self._send_notifies(now)
        return True

    def _passing_call(
        self, decision: Decision, request: Request, caller: Endpoint | None, now: float
    ) -> Call | None:
        """Note what a request means for the calls that are known; return the one that it begins."""
        if caller is None:
            return None
        if isinstance(decision, InDialog):
            self.calls.passing(request, caller)
            return None
        return self.calls.begin(request, caller, now) if request.method == "INVITE" else None

    def _join(self, relay: Relay, endpoint: Instance, now: float) -> None:
        """Let an instance that came online ring, too."""
        contact = dict(self._directory.endpoints(endpoint.account)).get(endpoint)
        if contact is None or relay.onward is None:
            return
        copy = self._addressing.copy_for(relay.onward, relay.caller, endpoint, contact)
        log.debug("an instance of %s joins a call that rings", endpoint.user)
        self._forker.add_branch(relay, endpoint, copy, now)

    def _acknowledge(self, request: Request, flow: Flow | None, now: float) -> None:
        """Send an ACK to a 2xx on; it has no answer, so what cannot be sent is dropped."""
        if flow is None or request.max_forwards == 0:
            return
        try:
            copy = request.copy()
            decision = self._addressing.decide(copy, flow)
            if not isinstance(decision, InDialog):
                return
            copy.headers.set("Max-Forwards", (request.max_forwards or MAX_FORWARDS) - 1)
        except (ParseError, IllegalValue):
            return
        target = self._flows.of(decision.endpoint)
        if target is not None:
            self._layer.send_ack_2xx(copy, target.id)
        else:
            self._held.hold(decision.endpoint, copy, now + self._limits.flow_wait)
