"""Transactions: requests and responses matched, timed, repeated over UDP and kept from doubling.

``TransactionLayer`` has three drivers: the wire (``receive``, ``flow_lost``), its owner (``send_request``,
``respond``, ``cancel``, ``send_ack_2xx``) and the clock (``next_timer``, ``handle_timer``). After each call
the owner drains ``events()`` and ``data_to_send()``. It does no I/O, reads no clock and never raises for what
a peer sends. One layer serves a user agent (one flow) or a proxy (many): a flow is any hashable, of which
``Lines`` says what must be known.
"""

from __future__ import annotations

import heapq
import itertools
import logging
from collections import Counter, OrderedDict
from collections.abc import Hashable

from core.sip.ids import Ids
from core.sip.messages import (
    IllegalValue,
    ParseError,
    Reason,
    Request,
    Response,
    check_request,
    check_response,
    parse_message,
    response_to,
    response_to_error,
)
from core.sip.transactions.lines import Lines, OneLine
from core.sip.transactions.tables import (
    KEEP,
    Action,
    Input,
    State,
    client_machine,
    server_machine,
    step,
)
from core.sip.transactions.transaction import (
    CancelReceived,
    ClientTransaction,
    GarbageReceived,
    Key,
    RequestFailed,
    RequestReceived,
    RequestTimedOut,
    ResponseReceived,
    ServerTransaction,
    Transaction,
    TransactionEvent,
    ack_to_failure,
    hop_request,
    server_key,
)

logger = logging.getLogger(__name__)

MAX_TRANSACTIONS = 8_192
"""Transactions of one layer, over all flows; 503 beyond, when none of them is answered already."""

MAX_TRANSACTIONS_PER_FLOW = 512
"""Transactions of one flow; 503 beyond, likewise."""

FINISHED_REMEMBERED = 512
"""Final responses kept to answer a doubled request again after its transaction ended; the oldest go first."""

OVERLOAD_RETRY_AFTER = "5"


class TransactionLayer:
    """All transactions of one user agent or proxy."""

    def __init__(
        self,
        *,
        ids: Ids,
        sent_by: str | None = None,
        via_transport: str = "WSS",
        lines: Lines | None = None,
        max_transactions: int = MAX_TRANSACTIONS,
        max_per_flow: int = MAX_TRANSACTIONS_PER_FLOW,
    ) -> None:
        self._ids = ids
        self._lines = lines or OneLine(sent_by or ids.host_label(), via_transport)
        self._max_transactions = max_transactions
        self._max_per_flow = max_per_flow
        self._clients: dict[Key, ClientTransaction] = {}
        self._servers: dict[Key, ServerTransaction] = {}
        self._per_flow: Counter[Hashable] = Counter()
        self._accepted: dict[Transaction, None] = {}
        """Those that only wait for what a reliable transport does not send again, the oldest first."""
        self._finished: OrderedDict[Key, bytes | None] = OrderedDict()
        self._timers: list[tuple[float, int, Transaction, Input]] = []
        self._order = itertools.count()
        self._events: list[TransactionEvent] = []
        self._outgoing: list[tuple[Hashable, bytes]] = []
        self.counters: Counter[str] = Counter()
        """How often something odd happened, by name: tests and health reports read it."""

    # --- drained by the owner -------------------------------------------------------------------------

    def events(self) -> list[TransactionEvent]:
        """Return and forget what happened since the last call."""
        drained, self._events = self._events, []
        return drained

    def data_to_send(self) -> list[tuple[Hashable, bytes]]:
        """Return and forget what must be sent, in order: flow and bytes."""
        drained, self._outgoing = self._outgoing, []
        return drained

    @property
    def transactions(self) -> tuple[Transaction, ...]:
        """Everything that is still alive."""
        return (*self._clients.values(), *self._servers.values())

    # --- from the wire --------------------------------------------------------------------------------

    def receive(self, data: bytes, flow: Hashable, now: float) -> None:
        """Take one datagram or WebSocket frame from ``flow``."""
        if not data.strip(b"\r\n"):
            self._keep_alive(data, flow)
            return
        try:
            message = parse_message(data)
            error = check_request(message) if isinstance(message, Request) else check_response(message)
            if error is not None:
                raise error
        except ParseError as error:
            self._refuse(error, flow)
            return
        self.take(message, flow, now)

    def take(self, message: Request | Response, flow: Hashable, now: float) -> None:
        """Take one message that is parsed and checked already."""
        if isinstance(message, Request):
            self._receive_request(message, flow, now)
        else:
            self._receive_response(message, flow, now)

    def flow_lost(self, flow: Hashable, now: float) -> None:
        """End every transaction of ``flow``; the requests we sent on it fail."""
        for transaction in self.transactions:
            if transaction.flow == flow:
                self._feed(transaction, Input.FLOW_LOST, now)
        self._outgoing = [(where, data) for where, data in self._outgoing if where != flow]

    # --- from the clock -------------------------------------------------------------------------------

    def next_timer(self) -> float | None:
        """Return when ``handle_timer`` must be called next, or None."""
        while self._timers:
            at, _, transaction, input_ = self._timers[0]
            if at == (transaction.repeat_at if input_ is Input.REPEAT else transaction.deadline):
                return at
            heapq.heappop(self._timers)
        return None

    def handle_timer(self, now: float) -> None:
        """Act on every timer that is due."""
        while (due := self.next_timer()) is not None and due <= now:
            _, _, transaction, input_ = heapq.heappop(self._timers)
            if input_ is Input.REPEAT:
                self._repeat(transaction, now)
            else:
                transaction.deadline = None
                self._feed(transaction, Input.TIMER, now)

    # --- from the owner -------------------------------------------------------------------------------

    def send_request(self, request: Request, flow: Hashable, now: float) -> ClientTransaction:
        """Send a copy of ``request`` with a Via of ours on top; answers come as events.

        Beyond the bounds nothing is sent and ``RequestFailed`` follows.
        """
        branch = self._ids.branch()
        sent = request.copy()
        sent.headers.prepend("Via", self._lines.via(flow, branch))
        return self._start_client(sent, flow, branch, now)

    def cancel(
        self, transaction: ClientTransaction, now: float, reason: Reason | None = None
    ) -> ClientTransaction | None:
        """Send CANCEL for an INVITE that has a provisional response (RFC 3261 9.1), else return None.

        Before the first provisional the owner must wait; after the final response there is nothing to do.
        """
        if not transaction.is_invite or transaction.state is not State.PROCEEDING or transaction.cancelled:
            return None
        transaction.cancelled = True
        request = hop_request(transaction.request, "CANCEL")
        if reason is not None:
            request.headers.add("Reason", reason)
        return self._start_client(request, transaction.flow, transaction.branch, now)

    def respond(self, transaction: ServerTransaction, response: Response, now: float) -> bool:
        """Send ``response``; False (counted, nothing sent) if the transaction takes none any more."""
        if response.is_provisional:
            input_ = Input.SEND_PROVISIONAL
        else:
            input_ = Input.SEND_SUCCESS if response.is_success else Input.SEND_FAILURE
        if step(transaction.machine.table, transaction.state, input_) is None:
            self.counters["response too late"] += 1
            logger.debug("response %d not sent: %r", response.status, transaction)
            return False
        transaction.last_response = bytes(response)
        self._feed(transaction, input_, now)
        return True

    def send_ack_2xx(self, request: Request, flow: Hashable) -> None:
        """Send or forward the ACK to a 2xx, outside of transactions (RFC 3261 13.2.2.4)."""
        sent = request.copy()
        sent.headers.prepend("Via", self._lines.via(flow, self._ids.branch()))
        self._send(flow, bytes(sent))

    def send_stateless(self, response: Response, flow: Hashable) -> None:
        """Send a response that belongs to no transaction."""
        self._send(flow, bytes(response))

    # --- the machines ---------------------------------------------------------------------------------

    def _feed(
        self, transaction: Transaction, input_: Input, now: float, message: Request | Response | None = None
    ) -> None:
        found = step(transaction.machine.table, transaction.state, input_)
        if found is None:
            self.counters[f"unexpected {input_}"] += 1
            logger.debug("%s means nothing to %r", input_, transaction)
            return
        state, actions = found
        for action in actions:
            self._act(transaction, action, message, now)
        self._enter(transaction, state, now)

    def _enter(self, transaction: Transaction, state: State, now: float) -> None:
        before, machine = transaction.state, transaction.machine
        if state is before and state not in machine.restarts:
            return
        transaction.state = state
        if state is State.ACCEPTED:
            self._accepted[transaction] = None
        if state is not before:
            logger.debug("%s %s: %s -> %s", machine.name, transaction.request.method, before, state)
        if state is State.TERMINATED:
            self._forget(transaction)
            return
        if state is not before:
            self._start_repeating(transaction, now)
        seconds = machine.timers.get(state)
        if seconds != KEEP:
            self._set_timer(transaction, None if seconds is None else now + seconds)

    def _act(
        self, transaction: Transaction, action: Action, message: Request | Response | None, now: float
    ) -> None:
        if isinstance(transaction, ClientTransaction):
            self._act_client(transaction, action, message, now)
        elif isinstance(transaction, ServerTransaction):
            self._act_server(transaction, action, message, now)

    def _act_client(
        self, transaction: ClientTransaction, action: Action, message: Request | Response | None, now: float
    ) -> None:
        if action is Action.PASS_UP and isinstance(message, Response):
            transaction.last_status = message.status
            self._events.append(ResponseReceived(message, transaction))
        elif action is Action.SEND_ACK and isinstance(message, Response):
            self._send(transaction.flow, bytes(ack_to_failure(transaction.request, message)))
        elif action is Action.RESEND:
            self.counters["request sent again"] += 1
            self._send(transaction.flow, transaction.data)
        elif action is Action.GIVE_UP_RINGING:
            self.cancel(transaction, now)
        elif action is Action.REPORT_TIMEOUT:
            self._events.append(RequestTimedOut(transaction))
        elif action is Action.REPORT_LOST:
            self._events.append(RequestFailed(transaction, "flow lost"))

    def _act_server(
        self, transaction: ServerTransaction, action: Action, message: Request | Response | None, now: float
    ) -> None:
        if action is Action.SEND_TRYING:
            transaction.last_response = bytes(response_to(transaction.request, 100))
        if action is Action.PASS_UP and isinstance(message, Request):
            self._events.append(RequestReceived(message, None, transaction.flow))
        elif transaction.last_response is not None:
            if action is Action.RESEND:
                self.counters["response sent again"] += 1
            self._send(transaction.flow, transaction.last_response)

    # --- requests -------------------------------------------------------------------------------------

    def _receive_request(self, request: Request, flow: Hashable, now: float) -> None:
        key = server_key(request, flow)
        known = self._servers.get(key)
        if request.method == "ACK":
            self._receive_ack(request, known, flow, now)
        elif known is not None:
            self._feed(known, Input.REQUEST, now, request)
        elif key in self._finished:
            self._answer_again(key, flow)
        elif request.method == "CANCEL":
            self._receive_cancel(request, flow, now)
        elif not self._has_room(flow, now):
            self._overloaded(request, flow)
        else:
            self._start_server(request, key, flow, now)

    def _start_server(self, request: Request, key: Key, flow: Hashable, now: float) -> None:
        machine = server_machine(request.method, is_reliable=self._lines.is_reliable(flow))
        transaction = ServerTransaction(machine, key, request, flow)
        self._servers[key] = transaction
        self._per_flow[flow] += 1
        self._set_timer(transaction, now + machine.timers[machine.start])
        self._events.append(RequestReceived(request, transaction, flow))

    def _receive_ack(
        self, request: Request, known: ServerTransaction | None, flow: Hashable, now: float
    ) -> None:
        if known is not None:
            self._feed(known, Input.ACK, now, request)
        elif server_key(request, flow) in self._finished:
            self.counters["ACK repeated"] += 1
        else:
            self._events.append(RequestReceived(request, None, flow))

    def _receive_cancel(self, request: Request, flow: Hashable, now: float) -> None:
        invite = self._servers.get(server_key(request, flow, "INVITE"))
        if invite is None:
            self.counters["CANCEL without INVITE"] += 1
            self.send_stateless(response_to(request, 481, to_tag=self._ids.tag()), flow)
            return
        self.send_stateless(response_to(request, 200, to_tag=self._ids.tag()), flow)
        if invite.state in {State.TRYING, State.PROCEEDING}:
            self._events.append(CancelReceived(invite, request))
        else:
            self.counters["CANCEL too late"] += 1

    def _answer_again(self, key: Key, flow: Hashable) -> None:
        self.counters["request repeated"] += 1
        response = self._finished[key]
        if response is not None:
            self._send(flow, response)

    def _overloaded(self, request: Request, flow: Hashable) -> None:
        self.counters["overload"] += 1
        headers = (("Retry-After", OVERLOAD_RETRY_AFTER),)
        self.send_stateless(response_to(request, 503, to_tag=self._ids.tag(), headers=headers), flow)

    # --- responses ------------------------------------------------------------------------------------

    def _receive_response(self, response: Response, flow: Hashable, now: float) -> None:
        key = (self._lines.answered_on(flow), response.via.branch, response.cseq.method)
        transaction = self._clients.get(key)
        if transaction is None:
            self.counters["response without request"] += 1
            logger.debug("%d to an unknown %s dropped", response.status, response.cseq.method)
            return
        if len(response.vias) != len(transaction.request.vias):
            self.counters["response with foreign Via"] += 1  # RFC 3261 8.1.3.3
            logger.info("%d to %s has gone astray: dropped", response.status, response.cseq.method)
            return
        if not _fits(response, transaction.request):
            self.counters["response does not fit"] += 1
            logger.info("%d to %s does not fit its request: dropped", response.status, response.cseq.method)
            return
        if response.is_provisional:
            input_ = Input.PROVISIONAL
        else:
            input_ = Input.SUCCESS if response.is_success else Input.FAILURE
        self._feed(transaction, input_, now, response)

    def _start_client(self, sent: Request, flow: Hashable, branch: str, now: float) -> ClientTransaction:
        machine = client_machine(sent.method, is_reliable=self._lines.is_reliable(flow))
        key = (self._lines.answered_on(flow), branch, sent.method)
        transaction = ClientTransaction(machine, key, sent, flow, branch)
        if not self._has_room(flow, now):
            self.counters["overload"] += 1
            transaction.state = State.TERMINATED
            self._events.append(RequestFailed(transaction, "too many transactions"))
            return transaction
        transaction.data = bytes(sent)
        self._clients[transaction.key] = transaction
        self._per_flow[flow] += 1
        self._set_timer(transaction, now + machine.timers[machine.start])
        self._start_repeating(transaction, now)
        self._send(flow, transaction.data)
        return transaction

    # --- book-keeping ---------------------------------------------------------------------------------

    def _refuse(self, error: ParseError, flow: Hashable) -> None:
        self.counters["garbage"] += 1
        logger.info("bad message: %s", error)
        try:
            answer = response_to_error(error, to_tag=self._ids.tag())
            if answer is not None:
                self._send(flow, bytes(answer))
        except IllegalValue:
            self.counters["garbage not answerable"] += 1
        self._events.append(GarbageReceived(flow, error))

    def _keep_alive(self, data: bytes, flow: Hashable) -> None:
        if data.startswith(b"\r\n\r\n"):
            self._send(flow, b"\r\n")  # RFC 5626 4.4.1

    def _has_room(self, flow: Hashable, now: float) -> bool:
        """Tell whether one more fits. An INVITE that was accepted gives way before anything is refused.

        RFC 6026 keeps it for 32 s for the sake of retransmissions. At a hundred calls a second those would
        fill the house, and the BYE of a running call would find no place.
        """
        if self._per_flow[flow] >= self._max_per_flow:
            return self._evict(next((one for one in self._accepted if one.flow == flow), None), now)
        if len(self._clients) + len(self._servers) >= self._max_transactions:
            return self._evict(next(iter(self._accepted), None), now)
        return True

    def _evict(self, transaction: Transaction | None, now: float) -> bool:
        if transaction is None:
            return False
        self.counters["accepted forgotten early"] += 1
        self._feed(transaction, Input.TIMER, now)
        return True

    def _forget(self, transaction: Transaction) -> None:
        transaction.deadline = transaction.repeat_at = None
        self._accepted.pop(transaction, None)
        if isinstance(transaction, ServerTransaction):
            del self._servers[transaction.key]
            self._remember(transaction)
        else:
            del self._clients[transaction.key]
        self._per_flow[transaction.flow] -= 1
        if not self._per_flow[transaction.flow]:
            del self._per_flow[transaction.flow]

    def _remember(self, transaction: ServerTransaction) -> None:
        self._finished[transaction.key] = transaction.last_response
        while len(self._finished) > FINISHED_REMEMBERED:
            self._finished.popitem(last=False)

    def _set_timer(self, transaction: Transaction, deadline: float | None) -> None:
        transaction.deadline = deadline
        if deadline is not None:
            heapq.heappush(self._timers, (deadline, next(self._order), transaction, Input.TIMER))

    def _start_repeating(self, transaction: Transaction, now: float) -> None:
        """Repeat what the state wants to be repeated, from its first interval, or nothing."""
        repetition = transaction.machine.repeats.get(transaction.state)
        if repetition is None:
            transaction.repeat_at = None
        else:
            self._repeat_in(transaction, repetition.first, now)

    def _repeat(self, transaction: Transaction, now: float) -> None:
        transaction.repeat_at = None
        repetition = transaction.machine.repeats.get(transaction.state)
        self._feed(transaction, Input.REPEAT, now)
        if repetition is not None:
            longer = 2 * transaction.interval
            self._repeat_in(transaction, min(longer, repetition.largest or longer), now)

    def _repeat_in(self, transaction: Transaction, seconds: float, now: float) -> None:
        transaction.interval, transaction.repeat_at = seconds, now + seconds
        heapq.heappush(self._timers, (now + seconds, next(self._order), transaction, Input.REPEAT))

    def _send(self, flow: Hashable, data: bytes) -> None:
        self._outgoing.append((flow, data))


def _fits(response: Response, request: Request) -> bool:
    """Whether what a response must copy is what the request had (RFC 3261 8.2.6.2), beside the branch."""
    same_call = response.call_id == request.call_id and response.cseq == request.cseq
    return same_call and response.from_.tag == request.from_.tag
