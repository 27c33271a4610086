"""Our requests inside a dialog other than INVITE: which are under way, and what their failure means."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from core.sip.agent.events import RequestAnswered
from core.sip.agent.exchange import Exchange, LocalFailure
from core.sip.dialogs.dialog import Dialog
from core.sip.messages import Reason, Request, Response

if TYPE_CHECKING:
    from core.sip.agent.invite_session import InviteSession

DIALOG_GONE = frozenset({408, 481})
"""Answers after which the dialog is over (RFC 3261 12.2.1.2)."""

OnFinal = Callable[[Response, float], None]


class InsideRequests:
    """The requests of one session that are not answered yet."""

    def __init__(self, session: InviteSession) -> None:
        self._session = session
        self._pending: list[Exchange] = []

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way."""
        self._forget_what_is_over()
        return not self._pending

    def _forget_what_is_over(self) -> None:
        self._pending = [exchange for exchange in self._pending if not exchange.is_over]

    def send(
        self,
        dialog: Dialog,
        method: str,
        now: float,
        headers: Iterable[tuple[str, object]] = (),
        body: bytes = b"",
        on_final: OnFinal | None = None,
        *,
        may_end_session: bool = True,
    ) -> Request:
        """Send a request; ``on_final`` gets the final answer, before the session ends by it.

        Not by every one: a 481 to a NOTIFY is the end of a subscription only (RFC 5057 5.1).
        """
        request = dialog.request(method, headers, body)

        def on_response(response: Response, when: float) -> None:
            if response.is_provisional or on_final is None:
                return
            on_final(response, when)
            if may_end_session and is_dialog_gone(response):
                self._session.dialog_gone(response, when)

        self._forget_what_is_over()  # a call lasts for hours, and a room tells its members much
        self._pending.append(self._session.agent.send(request, now, on_response, dialog))
        return request

    def ask(
        self,
        method: str,
        content_type: str,
        body: bytes,
        now: float,
        headers: Iterable[tuple[str, object]] = (),
        *,
        may_end_session: bool = True,
    ) -> bool:
        """Send a request whose final answer the owner is told; False if the call does not stand."""
        session = self._session
        if session.dialog is None or not session.is_established:
            return False

        def on_final(response: Response, when: float) -> None:
            if not session.is_ended:
                answered = RequestAnswered(session, session.call_id, method, response.status, response.reason)
                session.agent.emit(answered)

        typed = [*headers, ("Content-Type", content_type)]
        self.send(session.dialog, method, now, typed, body, on_final, may_end_session=may_end_session)
        return True

    def bye(self, dialog: Dialog, now: float, reason: Reason | None) -> None:
        """Send BYE; whatever answers it, the dialog is over."""
        self.send(dialog, "BYE", now, [] if reason is None else [("Reason", reason)])

    def prack(self, dialog: Dialog, request: Request, now: float) -> None:
        """Send a PRACK that is made already."""
        self._pending.append(self._session.agent.send(request, now, lambda answer, when: None, dialog))


def is_dialog_gone(response: Response) -> bool:
    """Whether the other side said that it does not know the dialog any more."""
    return response.status in DIALOG_GONE and not isinstance(response, LocalFailure)
