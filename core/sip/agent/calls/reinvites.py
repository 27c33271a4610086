"""Changing an established session: re-INVITE both ways, one at a time (RFC 3261 14)."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.sip.agent.calls.inside_requests import is_dialog_gone
from core.sip.agent.calls.session_states import Direction
from core.sip.agent.events import ReinviteAnswered, ReinviteFailed, ReinviteReceived
from core.sip.agent.exchange import Exchange
from core.sip.messages import Request, Response
from core.sip.transactions.tables import SIXTY_FOUR_T1
from core.sip.transactions.transaction import ServerTransaction

if TYPE_CHECKING:
    from core.sip.agent.invite_session import InviteSession

logger = logging.getLogger(__name__)

MAX_GLARE_RETRIES = 8
"""Tries after 491 before the change is given up."""

LONGEST_WAIT = 10
"""Seconds of Retry-After in a 500 that are waited for (RFC 3261 14.2)."""

OWNER_BACK_OFF = (2.1, 4.0)
"""Seconds the side that chose the Call-ID waits after a 491 (RFC 3261 14.1)."""

OTHER_BACK_OFF = (0.0, 2.0)
"""Seconds the other side waits."""


@dataclass(frozen=True, slots=True)
class Change:
    """A description to send; ``is_refresh`` if it is the one the other side has, and nobody is told."""

    body: bytes
    content_type: str
    is_refresh: bool = False


class Reinvites:
    """The re-INVITEs of one session."""

    def __init__(self, session: InviteSession) -> None:
        self._session = session
        self._wanted: Change | None = None
        self._retry_at: float | None = None
        self._retries = 0
        self._exchange: Exchange | None = None
        self._current: int | None = None
        self._received: ServerTransaction | None = None
        self._answer_by: float | None = None

    @property
    def is_idle(self) -> bool:
        """Whether no INVITE is under way in either direction."""
        return self._current is None and self._received is None

    @property
    def exchange(self) -> Exchange | None:
        """Our re-INVITE under way, if any."""
        return self._exchange

    def next_timer(self) -> float | None:
        """Return when ``handle_timer`` is due, or None."""
        return min((at for at in (self._retry_at, self._answer_by) if at is not None), default=None)

    def handle_timer(self, now: float) -> None:
        """Try again after glare; answer for an owner who did not."""
        if self._retry_at is not None and self._retry_at <= now:
            self._retry_at = None
            self.send_wanted(now)
        if self._answer_by is not None and self._answer_by <= now:
            self._session.agent.count("re-INVITE not answered by the owner")
            self.reject(500, now)

    def want(self, body: bytes, content_type: str, now: float) -> None:
        """Send a re-INVITE now, or as soon as none is under way; replaces one that still waits."""
        self._wanted, self._retries = Change(body, content_type), 0
        if self._retry_at is None:
            self.send_wanted(now)

    def refresh(self, body: bytes, content_type: str, now: float) -> None:
        """Send what the other side has already, unless a change is on its way: that refreshes, too."""
        if self._wanted is None and self.is_idle:
            self._wanted, self._retries = Change(body, content_type, is_refresh=True), MAX_GLARE_RETRIES
            self.send_wanted(now)

    def withdraw(self) -> bool:
        """Forget what waits to be sent, and return whether anything did; what is out stays out."""
        withdrawn, self._wanted, self._retry_at = self._wanted, None, None
        return withdrawn is not None

    def send_wanted(self, now: float) -> None:
        """Send what waits, if it may go now."""
        session = self._session
        if self._wanted is None or self._retry_at is not None or not self.is_idle:
            return
        if not session.is_established or session.awaits_ack or session.owes_ack or session.dialog is None:
            return
        change, self._wanted = self._wanted, None
        headers: list[tuple[str, object]] = [("Contact", session.agent.contact)]
        headers += [*session.agent.capabilities(), *session.timer.asking()]
        if change.body:
            headers.append(("Content-Type", change.content_type))
        request = session.dialog.request("INVITE", headers, change.body)
        number = self._current = request.cseq.number

        def on_response(response: Response, when: float) -> None:
            if self._current == number:
                self._on_response(response, when, change)
            elif response.is_success:
                session.acknowledge(request, response, when)  # the same 2xx once more

        self._exchange = session.agent.send(request, now, on_response, session.dialog)

    def _on_response(self, response: Response, now: float, change: Change) -> None:
        session = self._session
        if response.is_provisional:
            return
        self._current = None
        if response.is_success:
            self._acknowledge(response, now)
            self._changed(response, now, change)
        elif session.is_ended:
            return
        elif (seconds := self._retry_in(response)) is not None:
            self._back_off(seconds, now, change)
        elif session.timer.asked_for_more(response):
            self._wanted = self._wanted or change
        else:
            if not change.is_refresh:
                session.agent.emit(ReinviteFailed(session, response.status))
            if is_dialog_gone(response):
                session.dialog_gone(response, now)
        self.send_wanted(now)

    def _changed(self, response: Response, now: float, change: Change) -> None:
        session = self._session
        if session.is_ended:
            return
        session.timer.take_answer(response, now)
        session.timer.describe(change.body, change.content_type)
        if not change.is_refresh:
            session.agent.emit(ReinviteAnswered(session, response.body))

    def _acknowledge(self, response: Response, now: float) -> None:
        if self._exchange is not None:
            self._session.acknowledge(self._exchange.request, response, now)

    def _retry_in(self, response: Response) -> float | None:
        """Return after how many seconds it may go better: glare, or an INVITE over there still open."""
        if self._retries >= MAX_GLARE_RETRIES:
            return None
        if response.status == 491:
            is_owner = self._session.direction is Direction.OUTGOING
            return self._session.agent.ids.uniform(*(OWNER_BACK_OFF if is_owner else OTHER_BACK_OFF))
        after = response.retry_after if response.status == 500 else None
        return max(1.0, after.seconds) if after is not None and after.seconds <= LONGEST_WAIT else None

    def _back_off(self, seconds: float, now: float, change: Change) -> None:
        self._retries += 1
        self._retry_at = now + seconds
        self._wanted = self._wanted or change
        logger.info("re-INVITE met theirs: again in %.2f s", seconds)

    def receive(self, request: Request, transaction: ServerTransaction, now: float) -> None:
        """Take a re-INVITE that is in order, or refuse it when one is under way."""
        session = self._session
        if self._current is not None or session.owes_ack:
            session.respond(transaction, 491, now)
        elif self._received is not None or not session.is_established or session.awaits_ack:
            seconds = str(int(session.agent.ids.uniform(0, 10)))
            session.respond(transaction, 500, now, headers=(("Retry-After", seconds),))
        else:
            self._received = transaction
            self._answer_by = now + SIXTY_FOUR_T1
            session.agent.emit(ReinviteReceived(session, request.body))

    def answer(self, body: bytes, content_type: str, now: float) -> bool:
        """Accept the re-INVITE that waits; False if there is none."""
        transaction, session = self._take(), self._session
        if transaction is None or session.dialog is None:
            return False
        session.dialog.refresh_target(transaction.request)
        return session.send_2xx(transaction, body, content_type, now, is_initial=False)

    def reject(self, status: int, now: float) -> bool:
        """Refuse the re-INVITE that waits; the session stays as it was. False if there is none."""
        transaction = self._take()
        if transaction is None:
            return False
        self._session.respond(transaction, status, now)
        self.send_wanted(now)
        return True

    def cancelled(self, transaction: ServerTransaction, now: float) -> bool:
        """Take a CANCEL for the re-INVITE that waits."""
        return transaction is self._received and self.reject(487, now)

    def end(self, now: float) -> None:
        """Drop what waits: the session is over."""
        self._wanted, self._retry_at = None, None
        self.reject(487, now)

    def _take(self) -> ServerTransaction | None:
        taken, self._received, self._answer_by = self._received, None, None
        return taken
