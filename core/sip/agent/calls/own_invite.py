"""The INVITE that began an outgoing call: its forks, what answers it, and its CANCEL (RFC 3261 13.2, 9.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.sip.agent.calls.session_states import SessionInput
from core.sip.agent.events import EndedHow, InviteAccepted, InviteProgress, InviteRejected
from core.sip.agent.exchange import Exchange, LocalFailure
from core.sip.dialogs.dialog import Dialog
from core.sip.dialogs.early_dialogs import EarlyDialogs
from core.sip.messages import NameAddr, ParseError, Reason, Request, Response

if TYPE_CHECKING:
    from core.sip.agent.invite_session import InviteSession


class OwnInvite:
    """The first INVITE of a session, if it is ours."""

    def __init__(self, session: InviteSession) -> None:
        self._session = session
        self._exchange: Exchange | None = None
        self._early = EarlyDialogs()
        self._cancel_held: tuple[Reason | None] | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more can come of it."""
        return self._exchange is None or self._exchange.is_over

    @property
    def request(self) -> Request:
        """The INVITE as it was sent last, with credentials if it was challenged."""
        return self._session.request if self._exchange is None else self._exchange.request

    def early_dialog(self, tag: str) -> Dialog | None:
        """Return the early dialog with the other side's ``tag``, or None."""
        return self._early.get(tag)

    def start(self, now: float) -> None:
        """Send it."""
        self._exchange = self._session.agent.send(self._session.request, now, self._on_response)

    def cancel(self, reason: Reason | None, now: float) -> None:
        """Send CANCEL, now or once a provisional response allows it."""
        self._cancel_held = (reason,)
        self._send_held_cancel(now)

    def _send_held_cancel(self, now: float) -> None:
        if self._cancel_held is not None and self._exchange is not None:
            self._session.agent.cancel(self._exchange, now, self._cancel_held[0])

    def _on_response(self, response: Response, now: float) -> None:
        if response.is_provisional:
            self._on_provisional(response, now)
        elif response.is_success:
            self._on_accepted(response, now)
        elif not self._session.is_ended and self._session.timer.asked_for_more(response):
            self._ask_again(now)
        elif not self._session.is_ended:
            self._on_refused(response, now)

    def _ask_again(self, now: float) -> None:
        """Send the INVITE with the longer interval that a 422 asks for (RFC 4028 7.4)."""
        request = self.request.copy()
        for name, value in self._session.timer.asking():
            request.headers.set(name, value)
        request.headers.set("CSeq", f"{request.cseq.number + 1} INVITE")
        self._early = EarlyDialogs()
        self._exchange = self._session.agent.send(request, now, self._on_response)

    def _on_provisional(self, response: Response, now: float) -> None:
        session = self._session
        dialog = self._early.follow(self.request, response)
        session.dialog = session.dialog or dialog
        if session.is_ended:
            self._send_held_cancel(now)
            return
        if session.is_established:
            return
        session.move(SessionInput.PROVISIONAL)
        if dialog is not None:
            if self._early.is_repeated(dialog, response):
                return
            self._send_prack(dialog, response, now)
        if response.status > 100:
            session.agent.emit(InviteProgress(session, response.status, response.reason, response.body))

    def _send_prack(self, dialog: Dialog, response: Response, now: float) -> None:
        request = self._early.prack(dialog, response)
        if request is not None:
            self._session.requests.prack(dialog, request, now)

    def _on_accepted(self, response: Response, now: float) -> None:
        session, tag = self._session, response.to.tag or ""
        if session.acks.repeat(tag, response.cseq.number):
            return
        if session.acks.is_full:
            session.agent.count("too many acceptances")
            return
        dialog = self._early.get(tag) or Dialog.from_response(self.request, response)
        dialog.confirm(response)
        if session.is_ended or session.is_established:
            session.acks.send(dialog, self.request)
            session.requests.bye(dialog, now, self._cancel_held[0] if self._cancel_held else None)
            return
        session.dialog = dialog
        session.acks.acknowledge(dialog, self.request, response, now)
        session.timer.take_answer(response, now)
        session.timer.describe(self.request.body, self.request.headers.get("content-type") or "")
        session.move(SessionInput.ACCEPTED)
        session.agent.emit(InviteAccepted(session, response.body, response.headers))

    def _on_refused(self, response: Response, now: float) -> None:
        session, status, reason = self._session, response.status, response.reason
        if isinstance(response, LocalFailure):
            how = EndedHow.TIMEOUT if status == 408 else EndedHow.FLOW_LOST
            session.end(how, now, status, reason)
            return
        header = next(iter(response.reasons), None)
        session.agent.emit(InviteRejected(session, status, reason, header, _moved_to(response)))
        session.end(EndedHow.REMOTE_REJECT, now, status, reason, header)


def _moved_to(response: Response) -> tuple[NameAddr, ...]:
    """Return where a 3xx says the callee is; nothing if that cannot be read."""
    if not 300 <= response.status < 400:
        return ()
    try:
        return response.contacts.addresses
    except ParseError:
        return ()
