"""One call as SIP sees it: an INVITE and all that follows, in either direction (RFC 3261 13 to 15).

Inputs by origin. Owner: ring, progress, accept, reject, cancel, bye, reinvite, answer_reinvite,
reject_reinvite, answer_late_offer, refer, accept_refer, reject_refer, notify_refer, info, message. Wire:
responses to the INVITE, ACK, CANCEL, BYE and requests inside the dialog. Clock: 2xx not acknowledged, ringing
too long, answers the owner owes. Owner methods return False (and do nothing) when they
come too late or too early: both sides may act at once.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from core.sip.agent.calls.acknowledgements import Acknowledgements
from core.sip.agent.calls.inside_requests import InsideRequests
from core.sip.agent.calls.own_invite import OwnInvite
from core.sip.agent.calls.received_referral import ReceivedReferral, referred_by
from core.sip.agent.calls.reinvites import Reinvites
from core.sip.agent.calls.sent_referrals import SentReferrals
from core.sip.agent.calls.session_states import Direction, SessionInput, SessionState, step
from core.sip.agent.calls.session_timer import SessionTimer
from core.sip.agent.calls.their_invite import TheirInvite
from core.sip.agent.events import (
    AckReceived,
    EndedHow,
    SessionEnded,
)
from core.sip.dialogs.dialog import Dialog
from core.sip.dialogs.replaces import Replaces
from core.sip.dialogs.unacknowledged import Unacknowledged
from core.sip.messages import NameAddr, Reason, Request, Response, response_to
from core.sip.transactions.transaction import ServerTransaction

if TYPE_CHECKING:
    from core.sip.agent.core import AgentCore

logger = logging.getLogger(__name__)

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
        self.replaces: Replaces | None = None
        self.requests = InsideRequests(self)
        self.timer = SessionTimer(self)
        self.sent_referrals = SentReferrals(self)
        self.received_referral = ReceivedReferral(self)
        is_outgoing = direction is Direction.OUTGOING
        self._state = SessionState.CALLING if is_outgoing else SessionState.RINGING
        self._invite = OwnInvite(self)
        self._their_invite = TheirInvite(self)
        self.reinvites = Reinvites(self)
        self.acks = Acknowledgements(agent)
        self._unacknowledged: Unacknowledged | None = None
        self._bye_held: tuple[Reason | None] | None = None

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
    def owes_ack(self) -> bool:
        """Whether the other side made an offer in its 2xx that ``answer_late_offer`` has to answer."""
        return self.acks.is_held

    @property
    def referred_by(self) -> NameAddr | None:
        """Who is said to have sent the caller here (RFC 3892), or None; nobody vouches for it."""
        return referred_by(self.request)

    @property
    def is_confirmed(self) -> bool:
        """Whether a 2xx made this a dialog that is not early any more."""
        return self._state in {SessionState.ANSWERED, SessionState.ESTABLISHED}

    def as_replaced(self, *, early_only: bool = False) -> Replaces | None:
        """Return what names this call to its other end, to be replaced; None if nothing does yet."""
        if self.dialog is None or not self.remote_tag:
            return None
        return Replaces(self.call_id, self.remote_tag, self.local_tag, early_only)

    @property
    def is_finished(self) -> bool:
        """Whether nothing is owed on the wire any more and the agent may forget the session."""
        return (
            self.is_ended
            and self.requests.is_idle
            and self.sent_referrals.is_idle
            and self.received_referral.is_idle
            and self._unacknowledged is None
            and self._invite.is_over
            and (self.reinvites.exchange is None or self.reinvites.exchange.is_over)
        )

    def next_timer(self) -> float | None:
        """Return when ``handle_timer`` is due, or None."""
        times = (
            self._their_invite.next_timer(),
            self.reinvites.next_timer(),
            self.timer.next_timer(),
            self.acks.due,
            self.sent_referrals.next_timer(),
            self.received_referral.next_timer(),
            None if self._unacknowledged is None else self._unacknowledged.due,
        )
        return min((at for at in times if at is not None), default=None)

    # --- the owner calls: outgoing --------------------------------------------------------------------

    def start(self, now: float) -> None:
        """Send the INVITE (done by ``UserAgent.invite``)."""
        self._invite.start(now)

    def cancel(self, now: float, reason: Reason | None = None) -> bool:
        """Give up an INVITE of ours; over for the owner at once.

        The CANCEL waits for the first provisional response (RFC 3261 9.1); a 200 that crosses it is
        acknowledged and followed by BYE.
        """
        if self._state not in {SessionState.CALLING, SessionState.PROCEEDING}:
            return False
        self.end(EndedHow.LOCAL_CANCEL, now, reason_header=reason)
        self._invite.cancel(reason, now)
        return True

    # --- the owner calls: incoming --------------------------------------------------------------------

    def ring(self, now: float) -> bool:
        """Answer 180."""
        return self.progress(180, now)

    def progress(self, status: int, now: float, body: bytes = b"", content_type: str = SDP) -> bool:
        """Answer with a provisional response of 101 to 199; it is repeated every minute."""
        return self._their_invite.progress(status, body, content_type, now)

    def accept(self, body: bytes, now: float, content_type: str = SDP) -> bool:
        """Answer 200 with ``body``; it is repeated until the ACK comes."""
        is_ringing = self._state is SessionState.RINGING
        if not is_ringing or not self._their_invite.accept(body, content_type, now):
            return False
        self.move(SessionInput.ACCEPTED)
        return True

    def reject(self, status: int, now: float, reason: str = "", headers: Extra = ()) -> bool:
        """Refuse with a status of 300 to 699."""
        if self._state is not SessionState.RINGING or not 300 <= status <= 699:
            return False
        self._their_invite.refuse(status, now, reason, headers)
        self.end(EndedHow.LOCAL_REJECT, now, status, reason)
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
        self.received_referral.flush(now)
        self._hang_up(now, reason)
        self.end(EndedHow.LOCAL_BYE, now, reason_header=reason)
        return True

    def reinvite(self, body: bytes, now: float, content_type: str = SDP) -> bool:
        """Ask to change the session; waits while another INVITE is under way, retries after glare."""
        if not self.is_established:
            return False
        self.reinvites.want(body, content_type, now)
        return True

    def withdraw_reinvite(self) -> bool:
        """Forget a re-INVITE that waits to be sent (again): what it offered no longer holds.

        False if none waits: what is out is still heard of.
        """
        return self.reinvites.withdraw()

    def answer_reinvite(self, body: bytes, now: float, content_type: str = SDP) -> bool:
        """Accept the re-INVITE that ``ReinviteReceived`` told of."""
        return self.reinvites.answer(body, content_type, now)

    def reject_reinvite(self, status: int, now: float) -> bool:
        """Refuse the re-INVITE that ``ReinviteReceived`` told of; the session goes on as it was."""
        return self.reinvites.reject(status, now)

    def answer_late_offer(self, body: bytes, now: float, content_type: str = SDP) -> bool:
        """Answer the offer that came in a 2xx, by its ACK; False if none waits for that."""
        if self.is_ended or not self.acks.release(body, content_type):
            return False
        self.timer.describe(body, content_type)
        self.reinvites.send_wanted(now)
        return True

    def refer(self, refer_to: NameAddr, now: float, *, referred_by: NameAddr | None = None) -> bool:
        """Ask the other side to call ``refer_to``; ``ReferAnswered`` and ``ReferProgress`` follow.

        ``Replaces.added_to`` puts the call to be replaced into the URI. Without ``referred_by`` it is said
        that we sent them.
        """
        return self.sent_referrals.refer(refer_to, referred_by, now)

    def accept_refer(self, now: float) -> bool:
        """Agree to make the call that ``ReferReceived`` asked for."""
        return self.received_referral.accept(now)

    def reject_refer(self, status: int, now: float) -> bool:
        """Do not make the call that ``ReferReceived`` asked for; ``status`` is from 300 to 699."""
        return self.received_referral.reject(status, now)

    def notify_refer(self, status: int, reason: str, now: float) -> bool:
        """Tell how the call goes that the other side asked for; a status from 200 is the last word."""
        return self.received_referral.tell(status, reason, now)

    def info(
        self,
        content_type: str,
        body: bytes,
        now: float,
        headers: Extra = (("Info-Package", "dtmf"),),
        *,
        may_end_session: bool = True,
    ) -> bool:
        """Send INFO; ``RequestAnswered`` tells what came of it.

        Unless ``may_end_session``, an answer that says the dialog is over is left to the owner.
        """
        return self.requests.ask("INFO", content_type, body, now, headers, may_end_session=may_end_session)

    def message(self, content_type: str, body: bytes, now: float, *, may_end_session: bool = True) -> bool:
        """Send MESSAGE inside the dialog; ``RequestAnswered`` tells what came of it, as with ``info``."""
        return self.requests.ask("MESSAGE", content_type, body, now, may_end_session=may_end_session)

    # --- the wire: an INVITE of theirs ----------------------------------------------------------------

    def receive_invite(self, transaction: ServerTransaction, now: float) -> None:
        """Begin with the INVITE that created the session (done by ``UserAgent``)."""
        transaction.context = self
        self.dialog = Dialog.from_request(transaction.request, self.local_tag)
        self._their_invite.receive(transaction, now)

    def receive_cancel(self, transaction: ServerTransaction, request: Request, now: float) -> None:
        """Take a CANCEL for an INVITE that waits for our answer."""
        if self.reinvites.cancelled(transaction, now):
            return
        if self._state is not SessionState.RINGING:
            self.agent.count("CANCEL too late")
            return
        self._their_invite.refuse(487, now)
        header = next(iter(request.reasons), None)
        self.end(EndedHow.REMOTE_CANCEL, now, 487, "Request Terminated", header)

    def receive_ack(self, request: Request, now: float) -> None:
        """Take the ACK to a 2xx of ours; one that fits nothing is counted."""
        waiting = self._unacknowledged
        if waiting is None or request.cseq.number != waiting.number:
            self.agent.count("ACK without 2xx")
            return
        self._unacknowledged = None
        if self._bye_held is not None and self.dialog is not None:
            self.requests.bye(self.dialog, now, self._bye_held[0])
            self._bye_held = None
        if self.is_ended:
            return
        if waiting.is_initial:
            self.move(SessionInput.ACKNOWLEDGED)
        self.agent.emit(AckReceived(self, request.body))
        self.reinvites.send_wanted(now)

    def receive_bye(self, request: Request, transaction: ServerTransaction, now: float) -> None:
        """Take a BYE that is in order; one for a session that ended here already is answered 200 too."""
        self.respond(transaction, 200, now)
        self._unacknowledged, self._bye_held = None, None
        if self.is_ended:
            return
        if self._state is SessionState.RINGING:
            self._their_invite.refuse(487, now)
        elif self._state in {SessionState.CALLING, SessionState.PROCEEDING}:
            self._invite.cancel(None, now)
        header = next(iter(request.reasons), None)
        self.end(EndedHow.REMOTE_BYE, now, reason_header=header)

    def receive_reinvite(self, request: Request, transaction: ServerTransaction, now: float) -> None:
        """Take an INVITE inside the dialog."""
        transaction.context = self
        if self.is_ended:
            self.respond(transaction, 481, now)
        else:
            self.reinvites.receive(request, transaction, now)

    def dialog_of(self, tag: str) -> Dialog | None:
        """Return the dialog with the other side's ``tag``, or None."""
        if self.dialog is not None and self.dialog.remote_tag == tag:
            return self.dialog
        return self._invite.early_dialog(tag)

    def flow_lost(self, now: float) -> None:
        """End what cannot survive without its flow: an INVITE of theirs that waits for our answer.

        A 2xx to a re-INVITE cannot be repeated on another flow, so its ACK is not waited for any more.
        """
        if self._unacknowledged is not None and not self._unacknowledged.is_initial:
            self._unacknowledged = None
            self.agent.count("no ACK before the flow was lost")
        if self._state is SessionState.RINGING:
            self.end(EndedHow.FLOW_LOST, now, 503, "flow lost")

    # --- the clock ------------------------------------------------------------------------------------

    def handle_timer(self, now: float) -> None:
        """Act on what is due."""
        self._their_invite.handle_timer(now)
        self.reinvites.handle_timer(now)
        self.timer.handle_timer(now)
        self.sent_referrals.handle_timer(now)
        self.received_referral.handle_timer(now)
        if self.acks.due is not None and self.acks.due <= now:
            self._give_up_late_offer(now)
        if self._unacknowledged is not None:
            self._check_unacknowledged(self._unacknowledged, now)

    def _check_unacknowledged(self, waiting: Unacknowledged, now: float) -> None:
        if waiting.deadline <= now:
            self._unacknowledged = None
            self.agent.count("no ACK")
            if waiting.is_initial:
                self._give_up_unacknowledged(now)
        elif waiting.is_resend_due(now):
            self.agent.respond(waiting.transaction, waiting.response, now)

    def expire(self, now: float) -> None:
        """End the call because the other side is gone: nothing refreshed it (for the timer)."""
        self._hang_up(now, None)
        self.end(EndedHow.TIMEOUT, now, 408, "not refreshed")

    def _give_up_late_offer(self, now: float) -> None:
        """The owner has no answer to the offer in a 2xx: it is acknowledged, and the call is over."""
        self.agent.count("offer in a 2xx not answered by the owner")
        self._hang_up(now, None)
        self.end(EndedHow.TIMEOUT, now, 408, "offer not answered")

    def _give_up_unacknowledged(self, now: float) -> None:
        """RFC 3261 13.3.1.4: without an ACK the dialog is ended by BYE.

        A re-INVITE whose ACK never came does not end a call that works: only the first INVITE's does.
        """
        reason = self._bye_held[0] if self._bye_held else None
        self._bye_held = None
        if self.dialog is not None:
            self.requests.bye(self.dialog, now, reason)
        self.end(EndedHow.TIMEOUT, now, 408, "no ACK")

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
        response = self.response(transaction, 200, body, content_type)
        for name, value in self.timer.take_request(transaction.request, now):
            response.headers.add(name, value)
        if not self.agent.respond(transaction, response, now):
            return False
        self.timer.describe(body, content_type)
        self._unacknowledged = Unacknowledged(transaction, response, now, is_initial=is_initial)
        return True

    def acknowledge(self, invite: Request, response: Response, now: float) -> None:
        """Send the ACK to the 2xx of a re-INVITE, again for a repeated one; with an offer in it, later."""
        dialog = self.dialog
        if dialog is not None and not self.acks.repeat(dialog.remote_tag, response.cseq.number):
            dialog.refresh_target(response)
            if self.is_ended:
                self.acks.send(dialog, invite)
            else:
                self.acks.acknowledge(dialog, invite, response, now)

    def dialog_gone(self, response: Response, now: float) -> None:
        """End the session because the other side does not know it any more (RFC 3261 12.2.1.2)."""
        if not self.is_ended:
            self._hang_up(now, None)
            self.end(EndedHow.FAILED, now, response.status, response.reason)

    def response(
        self, transaction: ServerTransaction, status: int, body: bytes, content_type: str
    ) -> Response:
        """Make an answer that may create or refresh the dialog."""
        return response_to(
            transaction.request,
            status,
            to_tag=self.local_tag,
            headers=[("Contact", str(self.agent.contact)), *self.agent.capabilities()],
            body=body,
            content_type=content_type,
        )

    def _hang_up(self, now: float, reason: Reason | None) -> None:
        self.acks.release()
        waiting = self._unacknowledged
        # When the flow was lost, the 200 can be sent no more and the ACK may never come: nothing to wait for.
        if waiting is not None and waiting.is_initial and not waiting.transaction.is_terminated:
            self._bye_held = (reason,)
        elif self.dialog is not None:
            self.requests.bye(self.dialog, now, reason)

    def move(self, input_: SessionInput) -> None:
        """Go on to the next state (for the parts of the session)."""
        state = step(self._state, input_)
        if state is None or state is self._state:
            return
        logger.info("session %s: %s -> %s", self.call_id, self._state, state)
        self._state = state

    def end(
        self,
        how: EndedHow,
        now: float,
        status: int = 0,
        reason: str = "",
        reason_header: Reason | None = None,
    ) -> None:
        """Be over for the owner, once (for the parts of the session)."""
        if self.is_ended:
            return
        self.move(SessionInput.END)
        self._their_invite.stop_ringing()
        self.timer.stop()
        self.acks.release()
        self.received_referral.end(now)
        self.sent_referrals.end(now)
        self.agent.emit(SessionEnded(self, how, status, reason, reason_header))
        self.reinvites.end(now)
