"""The INVITE that began an incoming call: it rings, and is answered once (RFC 3261 13.3.1)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from core.sip.agent.calls.ringing import Ringing
from core.sip.agent.events import EndedHow
from core.sip.transactions.transaction import ServerTransaction

if TYPE_CHECKING:
    from core.sip.agent.invite_session import InviteSession


class TheirInvite:
    """The first INVITE of a session, if it is theirs."""

    def __init__(self, session: InviteSession) -> None:
        self._session = session
        self._transaction: ServerTransaction | None = None
        self._ringing: Ringing | None = None

    def receive(self, transaction: ServerTransaction, now: float) -> None:
        """Begin to ring."""
        self._transaction, self._ringing = transaction, Ringing(now)

    def stop_ringing(self) -> None:
        """Repeat no provisional response any more, and wait for no owner."""
        self._ringing = None

    def next_timer(self) -> float | None:
        """Return when ``handle_timer`` is due, or None."""
        return None if self._ringing is None else self._ringing.due

    def handle_timer(self, now: float) -> None:
        """Repeat the provisional response, or answer for an owner who does not."""
        ringing = self._ringing
        if ringing is None:
            return
        if ringing.is_over(now):
            self.refuse(480, now)
            self._session.end(EndedHow.TIMEOUT, now, 480, "not answered")
        elif (response := ringing.repetition(now)) is not None and self._transaction is not None:
            self._session.agent.respond(self._transaction, response, now)

    def progress(self, status: int, body: bytes, content_type: str, now: float) -> bool:
        """Answer with a provisional response; False if it is too late for that."""
        if self._ringing is None or self._transaction is None or not 100 < status < 200:
            return False
        response = self._session.response(self._transaction, status, body, content_type)
        self._ringing.sent(response, now)
        return self._session.agent.respond(self._transaction, response, now)

    def accept(self, body: bytes, content_type: str, now: float) -> bool:
        """Answer 200; False if it takes no answer any more."""
        if self._transaction is None:
            return False
        if not self._session.send_2xx(self._transaction, body, content_type, now, is_initial=True):
            return False
        self._ringing = None
        return True

    def refuse(
        self, status: int, now: float, reason: str = "", headers: Iterable[tuple[str, object]] = ()
    ) -> None:
        """Answer with a failure, if there is something to answer."""
        if self._transaction is not None:
            texts = [(name, str(value)) for name, value in headers]
            self._session.respond(self._transaction, status, now, reason, texts)
