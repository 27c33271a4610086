"""Carries out what a fork decides: branches sent, answers passed up, losers cancelled (RFC 3261 16.7, 16.10).

A branch whose flow breaks while it rings waits for its instance to come back and is then sent once more; an
instance that registers while the call rings gets a branch of its own, and one that can be woken by push has
a branch that waits for it. No instance ever has two live branches of one call.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from core.service.config import Limits
from core.service.registrar import Answer
from core.service.routing.calls import CallTable, Ending
from core.service.routing.endpoints import Device, Endpoint, Instance
from core.service.routing.flows import Flow, FlowTable
from core.service.routing.forks.forking import (
    Abandon,
    BranchState,
    CancelBranch,
    Conclude,
    ForkAction,
    PassUp,
)
from core.service.routing.forks.hangups import hang_up_requests
from core.service.routing.forks.relays import Branch, Relay, RelayTable
from core.service.routing.forks.waking import NobodyWakes, Waker, WokenFor, outcome_of
from core.service.routing.paths import marked
from core.service.routing.timers import Timers
from core.sip.ids import Ids
from core.sip.messages import Headers, IllegalValue, ParseError, Reason, Request, Response, Uri, response_to
from core.sip.routing import without_top_via
from core.sip.transactions.layer import TransactionLayer
from core.sip.transactions.transaction import ClientTransaction, ServerTransaction

log = logging.getLogger(__name__)

_ANSWER_AFTER_CANCEL = 32.0
"""64 T1: how long a cancelled branch may take to answer (RFC 3261 9.1)."""
_LINGER = 33.0
"""How long a finished relay may still see its 2xx again (timer M)."""
_BRANCHES_PER_INSTANCE = 2
"""Times the instances a user may have: how many branches a call may get in all, however often they change."""
EARLY_DIALOG_TERMINATED = 199


class Forker:
    """The relays of one router and what becomes of them. Times are monotonic seconds, passed in."""

    def __init__(
        self,
        layer: TransactionLayer,
        flows: FlowTable,
        calls: CallTable,
        timers: Timers,
        *,
        ids: Ids,
        limits: Limits,
    ) -> None:
        self._layer = layer
        self._flows = flows
        self._calls = calls
        self._timers = timers
        self._ids = ids
        self._limits = limits
        self.relays = RelayTable()
        self.waker: Waker = NobodyWakes()
        self.on_wanted: Callable[[Device], None] = lambda device: None
        """Called when a request waits for a flow to another service."""

    # --- branches -------------------------------------------------------------------------------------

    def add_branch(self, relay: Relay, endpoint: Endpoint, request: Request, now: float) -> None:
        """Send ``request`` to ``endpoint``, or let it wait for its flow."""
        flow = self._flows.of(endpoint)
        branch = self.relays.add_branch(relay, endpoint, request, waiting=flow is None)
        if flow is not None:
            self._send(relay, branch, flow, now)
        elif not self._wake(relay, branch, now):
            self._wait(relay, branch, self._limits.flow_wait, now)

    def may_join(self, relay: Relay, endpoint: Endpoint) -> bool:
        """Whether ``endpoint`` may get its first branch of a call that rings already."""
        known = {branch.endpoint for branch in relay.branches.values()}
        room = self._limits.instances_per_user * _BRANCHES_PER_INSTANCE
        return endpoint != relay.caller and endpoint not in known and len(relay.branches) < room

    def reachable(self, endpoint: Endpoint, now: float, contact: str = "") -> None:
        """Send what has waited for ``endpoint``, to the ``contact`` that it has now if that is given."""
        flow = self._flows.of(endpoint)
        if flow is None:
            return
        for relay, branch in self.relays.to_endpoint(endpoint):
            if not relay.fork.sent(branch.id):
                continue
            if contact:
                branch.request.uri = Uri.parse(contact)
            self._send(relay, branch, flow, now)
            self._woken_no_more(relay, branch, WokenFor.TAKEN, now)

    def unreachable(self, endpoint: Endpoint, now: float) -> None:
        """Stop waiting for ``endpoint``."""
        for relay, branch in self.relays.to_endpoint(endpoint):
            if relay.fork.states[branch.id] is BranchState.WAITING:
                self._act(relay, relay.fork.final(branch.id, 480), now)

    def _send(self, relay: Relay, branch: Branch, flow: Flow, now: float) -> None:
        client = self._layer.send_request(branch.request, flow.id, now)
        self.relays.sent(relay, branch, client)

    def _wait(self, relay: Relay, branch: Branch, seconds: float, now: float) -> None:
        branch.waits_until = now + seconds
        self._timers.after(seconds, now, lambda due: self._give_up_waiting(relay, branch, due))
        if isinstance(branch.endpoint, Device):
            self.on_wanted(branch.endpoint)

    def _give_up_waiting(self, relay: Relay, branch: Branch, now: float) -> None:
        if relay.fork.states[branch.id] is not BranchState.WAITING or branch.waits_until > now:
            return
        if branch.is_woken or not self._wake(relay, branch, now):
            self._act(relay, relay.fork.final(branch.id, 480), now)

    # --- devices that are woken -----------------------------------------------------------------------

    def _wake(self, relay: Relay, branch: Branch, now: float) -> bool:
        """Have the device of a waiting branch woken, if it can be and this is a call to its user."""
        if (
            not relay.is_invite
            or relay.request.to.tag is not None
            or not isinstance(branch.endpoint, Instance)
        ):
            return False
        seconds = self.waker.wake(relay, branch, now)
        branch.is_woken = seconds > 0
        if branch.is_woken:
            self._wait(relay, branch, max(seconds, self._limits.flow_wait), now)
        return branch.is_woken

    def _woken_no_more(self, relay: Relay, branch: Branch, how: WokenFor, now: float) -> None:
        if branch.is_woken:
            branch.is_woken = False
            self.waker.over(relay, branch, how, now)

    def told(self, relay: Relay, now: float) -> None:
        """Tell the caller that a device was told of the call (110, as proxies that wake devices say)."""
        if not relay.fork.is_concluded and relay.call is not None and relay.call.last_status <= 100:
            self.progress(relay, 110, "Push sent", now)

    def rings(self, relay: Relay, branch: Branch, seconds: float, now: float) -> None:
        """Take it that a woken device alerts its person: the branch waits so much longer for their word."""
        if not branch.is_woken or relay.fork.states[branch.id] is not BranchState.WAITING:
            return
        self._wait(relay, branch, seconds, now)
        if relay.call is None or not relay.call.rang_at:
            self.progress(relay, 180, "", now)

    def declines(self, relay: Relay, branch: Branch, status: int, now: float) -> None:
        """Take a refusal of a woken device; a 603 is its person's, for all of their devices."""
        if not branch.is_woken or relay.fork.states[branch.id] is not BranchState.WAITING:
            return
        is_decline = status == 603
        if relay.call is not None:
            relay.call.was_declined = relay.call.was_declined or is_decline
        # It knows that already: there is nothing to tell it.
        branch.is_woken = False
        self.waker.refused(relay, branch)
        self._act(relay, relay.fork.final(branch.id, status, is_decline=is_decline), now)

    def cannot_be_woken(self, relay: Relay, branch: Branch, now: float) -> None:
        """Take it that nobody could tell the device: it has as long as any other to come by itself."""
        if branch.is_woken:
            branch.is_woken = False
            self._wait(relay, branch, self._limits.flow_wait, now)

    def progress(self, relay: Relay, status: int, reason: str, now: float) -> None:
        """Give the caller a provisional answer of our own."""
        self.respond(relay.server, Answer(status, reason), now)
        self._note(relay, status, now)

    # --- what happens to them -------------------------------------------------------------------------

    def response(self, response: Response, client: ClientTransaction, now: float) -> None:
        """Take an answer of a branch."""
        found = self.relays.of_client(client)
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
        if not response.is_provisional and not response.is_success:
            self._tell_early_dialog_is_over(relay, branch, response, now)

    def failed(self, client: ClientTransaction, status: int, now: float) -> None:
        """Take it that a branch has no answer: ``status`` stands for it."""
        found = self.relays.of_client(client)
        if found is not None:
            relay, branch = found
            branch.response = None
            self._act(relay, relay.fork.final(branch.id, status), now)

    def flow_broke(self, client: ClientTransaction, now: float) -> None:
        """Take it that the flow of a branch broke."""
        found = self.relays.of_client(client)
        if found is None:
            return
        relay, branch = found
        if relay.rings is None:
            # Inside a dialog its receiver may have taken it already, and would refuse the same CSeq.
            self.failed(client, 480, now)
            return
        branch.response = branch.early = None
        self._act(relay, relay.fork.lost(branch.id), now)
        if relay.fork.states[branch.id] is BranchState.WAITING:
            self._wait(relay, branch, self._limits.flow_wait, now)
            self.reachable(branch.endpoint, now)  # it may be back already

    def refuse(self, relay: Relay, answer: Answer, now: float, reason: Reason | None = None) -> None:
        """Answer the caller for good, and stop ringing whoever rings; nothing if it is answered already."""
        if relay.fork.is_concluded:
            return
        actions = relay.fork.given_up()
        self.respond(relay.server, answer, now)
        self._note(relay, answer.status, now)
        if relay.call is not None:
            self._calls.failed(relay.call, answer.status)
        self._act(relay, actions, now, reason)

    def cancelled(
        self, relay: Relay, now: float, reason: Reason | None = None, *, ending: Ending = Ending.CANCELLED
    ) -> None:
        """Cancel every branch; ``ending`` is on whose account."""
        if relay.call is not None and not relay.fork.is_concluded:
            relay.call.note_ending(ending, reason)
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
        for branch in relay.branches.values():
            if branch.is_woken and relay.fork.states[branch.id] is not BranchState.WAITING:
                self._woken_no_more(relay, branch, outcome_of(relay), now)
        if relay.fork.is_concluded:
            self.relays.answered(relay)
        if relay.fork.is_finished:
            linger = _LINGER if relay.is_invite and relay.fork.winner is not None else 0.0
            self._timers.after(linger, now, lambda _: self.relays.close(relay))

    def _pass_up(self, relay: Relay, branch: Branch, now: float) -> None:
        response = branch.response
        if response is None:
            return
        answer = marked(without_top_via(response), branch.endpoint, is_invite=relay.is_invite)
        is_taken = self._layer.respond(relay.server, answer, now)
        if not is_taken and response.is_success:
            self._hang_up(relay, branch, now)  # the caller's flow is gone
            if relay.call is not None:
                self._calls.failed(relay.call, 487)
            return
        self._note(relay, response.status, now)
        if response.is_provisional:
            branch.early = response if response.to.tag is not None else branch.early
        elif relay.call is not None:
            self._note_final(relay, branch.endpoint, response, now)

    def _note_final(self, relay: Relay, endpoint: Endpoint, response: Response, now: float) -> None:
        if relay.call is None:
            return
        if not response.is_success:
            relay.call.was_declined = response.status == 603 or _is_persons_word(response)
            self._calls.failed(relay.call, response.status)
            return
        try:
            self._calls.answered(relay.call, endpoint, response, now)
        except ParseError:
            self._calls.failed(relay.call, response.status)  # an answer without a usable To or Contact

    def _note(self, relay: Relay, status: int, now: float) -> None:
        if relay.call is not None:
            self._calls.progressed(relay.call, status, now)

    def _tell_early_dialog_is_over(self, relay: Relay, branch: Branch, final: Response, now: float) -> None:
        """Send a 199 (RFC 6228) for a branch that rang and is over while others still ring."""
        early, branch.early = branch.early, None
        if early is None or not relay.is_invite or relay.fork.is_concluded:
            return
        if not relay.request.supports("199") or early.status == EARLY_DIALOG_TERMINATED:
            return
        headers = Headers([(n, v) for n, v in without_top_via(early).headers if n.lower() in _KEPT_IN_199])
        headers.add("Reason", Reason("SIP", final.status, final.reason))
        self._layer.respond(relay.server, Response.of(EARLY_DIALOG_TERMINATED, headers), now)

    def _cancel(self, relay: Relay, branch: Branch, reason: Reason | None, now: float) -> None:
        if not relay.is_invite or branch.client is None:
            return
        branch.wants_cancel, branch.cancel_reason = True, reason
        self._layer.cancel(branch.client, now, reason)

        def give_up(due: float) -> None:
            branch.response = None
            self._act(relay, relay.fork.final(branch.id, 408), due)

        self._timers.after(_ANSWER_AFTER_CANCEL, now, give_up)

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
            return
        # RFC 3261 16.7 item 6: a 503 of one branch is not the service's own.
        final = 500 if status == 503 else status
        self.respond(relay.server, Answer(final), now)
        self._note(relay, final, now)
        if relay.call is not None:
            self._calls.failed(relay.call, final)

    def respond(self, server: ServerTransaction, answer: Answer, now: float) -> None:
        """Answer a request for the service itself."""
        response = response_to(
            server.request,
            answer.status,
            answer.reason,
            to_tag=self._ids.tag(),
            headers=answer.headers,
            body=answer.body,
            content_type=answer.content_type or None,
        )
        self._layer.respond(server, response, now)


_KEPT_IN_199 = frozenset(
    {"via", "v", "from", "f", "to", "t", "call-id", "i", "cseq", "record-route", "contact", "m"}
)


def _is_persons_word(response: Response) -> bool:
    """Whether a busy answer was the person's own choice, and so speaks for all of their devices."""
    return response.status == 486 and any(reason.cause == 603 for reason in response.reasons)
