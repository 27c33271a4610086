"""One call as SIP sees it: an INVITE and all that follows, in either direction (RFC 3261 13 to 15).

Inputs by origin. Owner: ring, progress, accept, reject, cancel, bye, reinvite, answer_reinvite,
reject_reinvite, info, message. Wire: responses to the INVITE, ACK, CANCEL, BYE and requests inside the
dialog. Clock: 2xx not acknowledged, ringing too long. Owner methods return False (and do nothing) when they
come too late or too early: both sides may act at once.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from core.sip.agent.events import (
    AckReceived,
    EndedHow,
    InviteAccepted,
    InviteProgress,
    InviteRejected,
    RequestAnswered,
    SessionEnded,
)
from core.sip.agent.exchange import Exchange, LocalFailure
from core.sip.agent.reinvites import DIALOG_GONE, Reinvites
from core.sip.agent.ringing import Ringing
from core.sip.agent.session_states import Direction, SessionInput, SessionState, step
from core.sip.dialogs.dialog import Dialog
from core.sip.dialogs.early_dialogs import EarlyDialogs
from core.sip.dialogs.unacknowledged import Unacknowledged
from core.sip.messages import NameAddr, Reason, Request, Response, response_to
from core.sip.transactions.transaction import ServerTransaction

if TYPE_CHECKING:
    from core.sip.agent.core import AgentCore

logger = logging.getLogger(__name__)

ACKS_REMEMBERED = 32
"""ACKs kept to answer a repeated 2xx; the oldest go first."""

SDP = "application/sdp"
Extra = Iterable[tuple[str, object]]


class InviteSession:
    """A call in either direction. ``context`` belongs to the owner and is never touched."""

    def __init__(
        self, agent: AgentCore, direction: Direction, request: Request, remote: NameAddr, local_tag: str
    ) -> None:
        self.agent = agent
        self.direction = direction
        self.request = request
        self.remote = remote
        self.call_id = request.call_id
        self.local_tag = local_tag
        self.dialog: Dialog | None = None
        self.context: Any = None
        is_outgoing = direction is Direction.OUTGOING
        self._state = SessionState.CALLING if is_outgoing else SessionState.RINGING
        self._reinvites = Reinvites(self)
        self._exchange: Exchange | None = None
        self._transaction: ServerTransaction | None = None
        self._early = EarlyDialogs()
        self._acks: OrderedDict[tuple[str, int], Request] = OrderedDict()
        self._pending: list[Exchange] = []
        self._unacknowledged: Unacknowledged | None = None
        self._cancel_held: tuple[Reason | None] | None = None
        self._bye_held: tuple[Reason | None] | None = None
        self._ringing: Ringing | None = None

    # --- looking --------------------------------------------------------------------------------------

    @property
    def state(self) -> SessionState:
        """Where the session is in its life."""
        return self._state

    @property
    def is_established(self) -> bool:
        """Whether both sides agree on the session."""
        return self._state is SessionState.ESTABLISHED

    @property
    def is_ended(self) -> bool:
        """Whether ``SessionEnded`` was told."""
        return self._state is SessionState.ENDED

    @property
    def remote_tag(self) -> str:
        """The other side's tag, empty as long as there is no dialog."""
        return "" if self.dialog is None else self.dialog.remote_tag

    @property
    def awaits_ack(self) -> bool:
        """Whether a 2xx of ours is not acknowledged yet."""
        return self._unacknowledged is not None

    @property
    def is_finished(self) -> bool:
        """Whether nothing is owed on the wire any more and the agent may forget the session."""
        self._pending = [exchange for exchange in self._pending if not exchange.is_over]
        return (
            self.is_ended
            and not self._pending
            and self._unacknowledged is None
            and (self._exchange is None or self._exchange.is_over)
            and (self._reinvites.exchange is None or self._reinvites.exchange.is_over)
        )

    def next_timer(self) -> float | None:
        """Return when ``handle_timer`` is due, or None."""
        unacknowledged = None if self._unacknowledged is None else self._unacknowledged.due
        ringing = None if self._ringing is None else self._ringing.due
        times = (ringing, self._reinvites.next_timer(), unacknowledged)
        return min((at for at in times if at is not None), default=None)

    # --- the owner calls: outgoing --------------------------------------------------------------------

    def start(self, now: float) -> None:
        """Send the INVITE (done by ``UserAgent.invite``)."""
        self._exchange = self.agent.send(self.request, now, self._on_invite_response)

    def cancel(self, now: float, reason: Reason | None = None) -> bool:
        """Give up an INVITE of ours; over for the owner at once.

        The CANCEL waits for the first provisional response (RFC 3261 9.1); a 200 that crosses it is
        acknowledged and followed by BYE.
        """
        if self._state not in {SessionState.CALLING, SessionState.PROCEEDING}:
            return False
        self._cancel_held = (reason,)
        self._end(EndedHow.LOCAL_CANCEL, now, reason_header=reason)
        self._send_held_cancel(now)
        return True

    # --- the owner calls: incoming --------------------------------------------------------------------

    def ring(self, now: float) -> bool:
        """Answer 180."""
        return self.progress(180, now)

    def progress(self, status: int, now: float, body: bytes = b"", content_type: str = SDP) -> bool:
        """Answer with a provisional response of 101 to 199; it is repeated every minute."""
        if self._ringing is None or self._transaction is None or not 100 < status < 200:
            return False
        response = self._response(self._transaction, status, body, content_type)
        self._ringing.sent(response, now)
        return self.agent.respond(self._transaction, response, now)

    def accept(self, body: bytes, now: float, content_type: str = SDP) -> bool:
        """Answer 200 with ``body``; it is repeated until the ACK comes."""
        if self._state is not SessionState.RINGING or self._transaction is None:
            return False
        if not self.send_2xx(self._transaction, body, content_type, now, is_initial=True):
            return False
        self._move(SessionInput.ACCEPTED)
        self._ringing = None
        return True

    def reject(self, status: int, now: float, reason: str = "", headers: Extra = ()) -> bool:
        """Refuse with a status of 300 to 699."""
        if self._state is not SessionState.RINGING or not 300 <= status <= 699:
            return False
        self._answer_invite(status, now, reason, headers)
        self._end(EndedHow.LOCAL_REJECT, now, status, reason)
        return True

    # --- the owner calls: both ways -------------------------------------------------------------------

    def bye(self, now: float, reason: Reason | None = None) -> bool:
        """Hang up, whatever the state: BYE, CANCEL or 603; over for the owner at once.

        A BYE that must not be sent yet (our 200 is not acknowledged) waits for the ACK (RFC 3261 15).
        """
        if self.direction is Direction.OUTGOING and self.cancel(now, reason):
            return True
        if self._state is SessionState.RINGING:
            headers = [] if reason is None else [("Reason", reason)]
            return self.reject(603, now, headers=headers)
        if self.is_ended:
            return False
        self._hang_up(now, reason)
        self._end(EndedHow.LOCAL_BYE, now, reason_header=reason)
        return True

    def reinvite(self, body: bytes, now: float, content_type: str = SDP) -> bool:
        """Ask to change the session; waits while another INVITE is under way, retries after glare."""
        if not self.is_established:
            return False
        self._reinvites.want(body, content_type, now)
        return True

    def answer_reinvite(self, body: bytes, now: float, content_type: str = SDP) -> bool:
        """Accept the re-INVITE that ``ReinviteReceived`` told of."""
        return self._reinvites.answer(body, content_type, now)

    def reject_reinvite(self, status: int, now: float) -> bool:
        """Refuse the re-INVITE that ``ReinviteReceived`` told of; the session goes on as it was."""
        return self._reinvites.reject(status, now)

    def info(
        self, content_type: str, body: bytes, now: float, headers: Extra = (("Info-Package", "dtmf"),)
    ) -> bool:
        """Send INFO; ``RequestAnswered`` tells what came of it."""
        return self._send_inside("INFO", content_type, body, now, headers)

    def message(self, content_type: str, body: bytes, now: float) -> bool:
        """Send MESSAGE inside the dialog; ``RequestAnswered`` tells what came of it."""
        return self._send_inside("MESSAGE", content_type, body, now)

    # --- the wire: an INVITE of ours ------------------------------------------------------------------

    def _on_invite_response(self, response: Response, now: float) -> None:
        if response.is_provisional:
            self._on_provisional(response, now)
        elif response.is_success:
            self._on_accepted(response, now)
        elif not self.is_ended:
            self._on_refused(response, now)

    def _on_provisional(self, response: Response, now: float) -> None:
        dialog = self._early.follow(self._sent_request(), response)
        self.dialog = self.dialog or dialog
        if self.is_ended:
            self._send_held_cancel(now)
            return
        if self.is_established:
            return
        self._move(SessionInput.PROVISIONAL)
        if dialog is not None:
            if self._early.is_repeated(dialog, response):
                return
            self._send_prack(dialog, response, now)
        if response.status > 100:
            self.agent.emit(InviteProgress(self, response.status, response.reason, response.body))

    def _send_prack(self, dialog: Dialog, response: Response, now: float) -> None:
        request = self._early.prack(dialog, response)
        if request is not None:
            self._pending.append(self.agent.send(request, now, lambda answer, when: None, dialog))

    def _on_accepted(self, response: Response, now: float) -> None:
        tag, number = response.to.tag or "", response.cseq.number
        if (tag, number) in self._acks:
            self.agent.send_ack(self._acks[tag, number])
            return
        if len(self._acks) >= ACKS_REMEMBERED:
            self.agent.count("too many acceptances")
            return
        dialog = self._early.get(tag) or Dialog.from_response(self._sent_request(), response)
        dialog.confirm(response)
        self._send_ack(dialog, number)
        if self.is_ended or self.is_established:
            self._send_bye(dialog, now, self._cancel_held[0] if self._cancel_held else None)
            return
        self.dialog = dialog
        self._move(SessionInput.ACCEPTED)
        self.agent.emit(InviteAccepted(self, response.body))

    def _on_refused(self, response: Response, now: float) -> None:
        status, reason = response.status, response.reason
        if isinstance(response, LocalFailure):
            how = EndedHow.TIMEOUT if status == 408 else EndedHow.FLOW_LOST
            self._end(how, now, status, reason)
            return
        header = next(iter(response.reasons), None)
        self.agent.emit(InviteRejected(self, status, reason, header))
        self._end(EndedHow.REMOTE_REJECT, now, status, reason, header)

    def _send_held_cancel(self, now: float) -> None:
        if self._cancel_held is not None and self._exchange is not None:
            self.agent.cancel(self._exchange, now, self._cancel_held[0])

    def _sent_request(self) -> Request:
        return self.request if self._exchange is None else self._exchange.request

    # --- the wire: an INVITE of theirs ----------------------------------------------------------------

    def receive_invite(self, transaction: ServerTransaction, now: float) -> None:
        """Begin with the INVITE that created the session (done by ``UserAgent``)."""
        self._transaction = transaction
        transaction.context = self
        self.dialog = Dialog.from_request(transaction.request, self.local_tag)
        self._ringing = Ringing(now)

    def receive_cancel(self, transaction: ServerTransaction, request: Request, now: float) -> None:
        """Take a CANCEL for an INVITE that waits for our answer."""
        if self._reinvites.cancelled(transaction, now):
            return
        if self._state is not SessionState.RINGING:
            self.agent.count("CANCEL too late")
            return
        self._answer_invite(487, now)
        header = next(iter(request.reasons), None)
        self._end(EndedHow.REMOTE_CANCEL, now, 487, "Request Terminated", header)

    def receive_ack(self, request: Request, now: float) -> None:
        """Take the ACK to a 2xx of ours; one that fits nothing is counted."""
        waiting = self._unacknowledged
        if waiting is None or request.cseq.number != waiting.number:
            self.agent.count("ACK without 2xx")
            return
        self._unacknowledged = None
        if self._bye_held is not None and self.dialog is not None:
            self._send_bye(self.dialog, now, self._bye_held[0])
            self._bye_held = None
        if self.is_ended:
            return
        if waiting.is_initial:
            self._move(SessionInput.ACKNOWLEDGED)
        self.agent.emit(AckReceived(self, request.body))
        self._reinvites.send_wanted(now)

    def receive_bye(self, request: Request, transaction: ServerTransaction, now: float) -> None:
        """Take a BYE that is in order; one for a session that ended here already is answered 200 too."""
        self.respond(transaction, 200, now)
        self._unacknowledged, self._bye_held = None, None
        if self.is_ended:
            return
        if self._state is SessionState.RINGING:
            self._answer_invite(487, now)
        elif self._state in {SessionState.CALLING, SessionState.PROCEEDING}:
            self._cancel_held = (None,)
            self._send_held_cancel(now)
        header = next(iter(request.reasons), None)
        self._end(EndedHow.REMOTE_BYE, now, reason_header=header)

    def receive_reinvite(self, request: Request, transaction: ServerTransaction, now: float) -> None:
        """Take an INVITE inside the dialog."""
        transaction.context = self
        if self.is_ended:
            self.respond(transaction, 481, now)
        else:
            self._reinvites.receive(request, transaction, now)

    def dialog_of(self, tag: str) -> Dialog | None:
        """Return the dialog with the other side's ``tag``, or None."""
        if self.dialog is not None and self.dialog.remote_tag == tag:
            return self.dialog
        return self._early.get(tag)

    def flow_lost(self, now: float) -> None:
        """End what cannot survive without its flow: an INVITE of theirs that waits for our answer."""
        if self._state is SessionState.RINGING:
            self._end(EndedHow.FLOW_LOST, now, 503, "flow lost")

    # --- the clock ------------------------------------------------------------------------------------

    def handle_timer(self, now: float) -> None:
        """Act on what is due."""
        if self._ringing is not None:
            self._check_ringing(self._ringing, now)
        self._reinvites.handle_timer(now)
        if self._unacknowledged is not None:
            self._check_unacknowledged(self._unacknowledged, now)

    def _check_ringing(self, ringing: Ringing, now: float) -> None:
        if ringing.is_over(now):
            self._answer_invite(480, now)
            self._end(EndedHow.TIMEOUT, now, 480, "not answered")
        elif (response := ringing.repetition(now)) is not None and self._transaction is not None:
            self.agent.respond(self._transaction, response, now)

    def _check_unacknowledged(self, waiting: Unacknowledged, now: float) -> None:
        if waiting.deadline <= now:
            self._unacknowledged = None
            self.agent.count("no ACK")
            if waiting.is_initial:
                self._give_up_unacknowledged(now)
        elif waiting.is_resend_due(now):
            self.agent.respond(waiting.transaction, waiting.response, now)

    def _give_up_unacknowledged(self, now: float) -> None:
        """RFC 3261 13.3.1.4: without an ACK the dialog is ended by BYE.

        A re-INVITE whose ACK never came does not end a call that works: only the first INVITE's does.
        """
        reason = self._bye_held[0] if self._bye_held else None
        self._bye_held = None
        if self.dialog is not None:
            self._send_bye(self.dialog, now, reason)
        self._end(EndedHow.TIMEOUT, now, 408, "no ACK")

    # --- shared ---------------------------------------------------------------------------------------

    def respond(
        self,
        transaction: ServerTransaction,
        status: int,
        now: float,
        reason: str = "",
        headers: Iterable[tuple[str, str]] = (),
    ) -> bool:
        """Answer a request inside the dialog without a body."""
        response = response_to(transaction.request, status, reason, to_tag=self.local_tag, headers=headers)
        return self.agent.respond(transaction, response, now)

    def send_2xx(
        self, transaction: ServerTransaction, body: bytes, content_type: str, now: float, *, is_initial: bool
    ) -> bool:
        """Accept an INVITE and keep the 2xx until its ACK comes."""
        response = self._response(transaction, 200, body, content_type)
        if not self.agent.respond(transaction, response, now):
            return False
        self._unacknowledged = Unacknowledged(transaction, response, now, is_initial=is_initial)
        return True

    def acknowledge(self, response: Response, now: float) -> None:
        """Send the ACK to the 2xx of a re-INVITE, again for a repeated one."""
        if self.dialog is None:
            return
        key = (self.dialog.remote_tag, response.cseq.number)
        if key in self._acks:
            self.agent.send_ack(self._acks[key])
            return
        self.dialog.refresh_target(response)
        self._send_ack(self.dialog, response.cseq.number)

    def dialog_gone(self, response: Response, now: float) -> None:
        """End the session because the other side does not know it any more (RFC 3261 12.2.1.2)."""
        if not self.is_ended:
            self._hang_up(now, None)
            self._end(EndedHow.FAILED, now, response.status, response.reason)

    def _response(
        self, transaction: ServerTransaction, status: int, body: bytes, content_type: str
    ) -> Response:
        return response_to(
            transaction.request,
            status,
            to_tag=self.local_tag,
            headers=[("Contact", str(self.agent.contact)), *self.agent.capabilities()],
            body=body,
            content_type=content_type,
        )

    def _answer_invite(self, status: int, now: float, reason: str = "", headers: Extra = ()) -> None:
        if self._transaction is not None:
            texts = [(name, str(value)) for name, value in headers]
            self.respond(self._transaction, status, now, reason, texts)

    def _send_inside(
        self, method: str, content_type: str, body: bytes, now: float, headers: Extra = ()
    ) -> bool:
        if self.dialog is None or not self.is_established:
            return False
        request = self.dialog.request(method, [*headers, ("Content-Type", content_type)], body)

        def on_response(response: Response, when: float) -> None:
            if response.is_provisional or self.is_ended:
                return
            self.agent.emit(RequestAnswered(self, self.call_id, method, response.status, response.reason))
            if response.status in DIALOG_GONE and not isinstance(response, LocalFailure):
                self.dialog_gone(response, when)

        self._pending.append(self.agent.send(request, now, on_response, self.dialog))
        return True

    def _send_ack(self, dialog: Dialog, number: int) -> None:
        ack = dialog.ack(number)
        self._acks[dialog.remote_tag, number] = ack
        while len(self._acks) > ACKS_REMEMBERED:
            self._acks.popitem(last=False)
        self.agent.send_ack(ack)

    def _hang_up(self, now: float, reason: Reason | None) -> None:
        if self._unacknowledged is not None and self._unacknowledged.is_initial:
            self._bye_held = (reason,)
        elif self.dialog is not None:
            self._send_bye(self.dialog, now, reason)

    def _send_bye(self, dialog: Dialog, now: float, reason: Reason | None) -> None:
        headers = [] if reason is None else [("Reason", reason)]
        request = dialog.request("BYE", headers)
        self._pending.append(self.agent.send(request, now, lambda response, when: None, dialog))

    def _move(self, input_: SessionInput) -> None:
        state = step(self._state, input_)
        if state is None or state is self._state:
            return
        logger.info("session %s: %s -> %s", self.call_id, self._state, state)
        self._state = state

    def _end(
        self,
        how: EndedHow,
        now: float,
        status: int = 0,
        reason: str = "",
        reason_header: Reason | None = None,
    ) -> None:
        if self.is_ended:
            return
        self._move(SessionInput.END)
        self._ringing = None
        self.agent.emit(SessionEnded(self, how, status, reason, reason_header))
        self._reinvites.end(now)
