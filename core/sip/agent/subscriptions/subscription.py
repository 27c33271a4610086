"""One subscription of ours: asked for, renewed, followed through NOTIFYs until its end (RFC 6665 4.1).

subscribing --2xx or NOTIFY--> active --renewed--> active
     |                          | deactivated, timeout, 481, failure, flow lost
     |<------ later ----- waiting <-+
any --end, or refused for good--> ended
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from core.sip.agent.events import SubscriptionEnded, SubscriptionNotified
from core.sip.agent.exchange import Exchange, LocalFailure
from core.sip.agent.renewal import (
    back_off,
    believable,
    is_passing,
    lifetime_of,
    longer_interval,
    refresh_after,
    retry_after,
)
from core.sip.dialogs.dialog import Dialog
from core.sip.events.event_values import Event, SubscriptionState
from core.sip.messages import NameAddr, ParseError, Request, Response, essence_of, response_to
from core.sip.transactions.tables import SIXTY_FOUR_T1
from core.sip.transactions.transaction import ServerTransaction

if TYPE_CHECKING:
    from core.sip.agent.core import AgentCore

logger = logging.getLogger(__name__)


class WatchState(StrEnum):
    """Where a subscription is in its life."""

    SUBSCRIBING = "subscribing"
    ACTIVE = "active"
    WAITING = "waiting"
    """Not subscribed right now: for a time, or for the next flow."""
    ENDED = "ended"


S = WatchState

ALLOWED = {
    S.SUBSCRIBING: {S.ACTIVE, S.WAITING, S.ENDED},
    S.ACTIVE: {S.WAITING, S.ENDED},
    S.WAITING: {S.SUBSCRIBING, S.ENDED},
    S.ENDED: set[WatchState](),
}

FOR_GOOD = frozenset({"rejected", "noresource", "invariant"})
"""Reasons after which nobody asks again (RFC 6665 4.1.3)."""

AT_ONCE = frozenset({"deactivated", "timeout"})
"""Reasons after which a new subscription is welcome at once."""


class Subscription:
    """A subscription of ours. ``context`` belongs to the owner and is never touched."""

    def __init__(
        self, agent: AgentCore, target: NameAddr, event: str, accept: Iterable[str], expires: int
    ) -> None:
        self.target = target
        self.event = event
        self.context: Any = None
        self.call_id = ""
        self.local_tag = ""
        self._agent = agent
        self._accept = tuple(accept)
        self._expires = expires
        self._state = S.SUBSCRIBING
        self._dialog: Dialog | None = None
        self._exchange: Exchange | None = None
        self._is_out = False
        self._due: float | None = None
        self._forget_at: float | None = None
        self._failures = 0
        self._may_lengthen = True

    @property
    def state(self) -> WatchState:
        """Where the subscription is in its life."""
        return self._state

    @property
    def is_ended(self) -> bool:
        """Whether ``SubscriptionEnded`` was told."""
        return self._state is S.ENDED

    @property
    def is_over(self) -> bool:
        """Whether the agent may forget it."""
        return self._state is S.ENDED and not self._is_out and self._forget_at is None

    def next_timer(self) -> float | None:
        """Return when ``handle_timer`` is due, or None."""
        return min((at for at in (self._due, self._forget_at) if at is not None), default=None)

    def handle_timer(self, now: float) -> None:
        """Renew, try again, or be forgotten."""
        if self._forget_at is not None and self._forget_at <= now:
            self._forget_at = None
        if self._due is not None and self._due <= now:
            self._due = None
            self._ask(now)

    # --- the owner ------------------------------------------------------------------------------------

    def start(self, now: float) -> None:
        """Ask for it (done by ``UserAgent.subscribe``)."""
        if self._agent.is_connected:
            self._ask(now)
        else:
            self._move(S.WAITING)

    def end(self, now: float) -> bool:
        """Give it up; ``SubscriptionEnded`` is told at once. False if it has ended already."""
        if self._state is S.ENDED:
            return False
        dialog, self._due = self._dialog, None
        self._stop("", 0, now)
        if dialog is not None and self._agent.is_connected and not self._is_out:
            self._send(dialog.request("SUBSCRIBE", self._headers(0)), dialog, now)
        return True

    # --- the flow -------------------------------------------------------------------------------------

    def flow_lost(self) -> None:
        """Wait for the next flow."""
        if self._state is not S.ENDED:
            self._due = None
            self._move(S.WAITING)

    def resume(self, now: float) -> None:
        """Ask again, on a new flow, for the state that may have changed meanwhile."""
        if self._state is S.WAITING and self._due is None:
            self._ask(now)

    # --- asking ---------------------------------------------------------------------------------------

    def _ask(self, now: float) -> None:
        if self._is_out or self._state is S.ENDED:
            return
        if self._state is S.WAITING:
            self._move(S.SUBSCRIBING)
        dialog, headers = self._dialog, self._headers(self._expires)
        if dialog is not None:
            self._send(dialog.request("SUBSCRIBE", headers), dialog, now)
            return
        request = self._agent.request_to(self.target, "SUBSCRIBE")
        for name, value in headers:
            request.headers.add(name, value)
        self.call_id, self.local_tag = request.call_id, request.from_.tag or ""
        self._send(request, None, now)

    def _headers(self, expires: int) -> list[tuple[str, object]]:
        return [
            ("Contact", self._agent.contact),
            ("Event", self.event),
            ("Expires", expires),
            ("Accept", ", ".join(self._accept)),
            *self._agent.capabilities(),
        ]

    def _send(self, request: Request, dialog: Dialog | None, now: float) -> None:
        self._is_out = True

        def on_response(response: Response, when: float) -> None:
            if not response.is_provisional:
                self._is_out = False
                self._answered(response, when)

        self._exchange = self._agent.send(request, now, on_response, dialog)

    def _answered(self, response: Response, now: float) -> None:
        if self._state is S.ENDED:
            self._end_late(response, now)
        elif response.is_success:
            self._subscribed(response, now)
        elif response.status == 423 and self._may_lengthen and self._lengthen(response):
            self._may_lengthen = False
            self._ask(now)
        elif isinstance(response, LocalFailure) and not self._agent.is_connected:
            self._wait(None)
        elif self._dialog is not None and response.status in {404, 408, 481, 482, 489, 501}:
            self._dialog = None  # gone there: a new one (RFC 6665 4.1.2.2, RFC 5057 5.1)
            self._fall_back(0.0 if self._failures == 0 else back_off(self._failures, self._agent.ids), now)
        elif is_passing(response.status):
            self._fall_back(retry_after(response, self._failures, self._agent.ids), now)
        else:
            self._stop(response.reason, response.status, now)

    def _end_late(self, response: Response, now: float) -> None:
        """The owner gave it up while the SUBSCRIBE was under way: what was granted is given back."""
        if response.is_success and self._exchange is not None and self._exchange.request.expires != 0:
            dialog = self._dialog or Dialog.from_response(self._exchange.request, response)
            self._send(dialog.request("SUBSCRIBE", self._headers(0)), dialog, now)

    def _subscribed(self, response: Response, now: float) -> None:
        if self._dialog is None and self._exchange is not None:
            self._dialog = Dialog.from_response(self._exchange.request, response)
        elif self._dialog is not None:
            self._dialog.refresh_target(response)
        if self._state is S.SUBSCRIBING:
            self._move(S.ACTIVE)
        self._may_lengthen = True
        self._renew_in(lifetime_of(response, self._expires), now)

    def _renew_in(self, lifetime: int, now: float) -> None:
        self._due = now + refresh_after(lifetime, self._agent.ids)

    def _lengthen(self, response: Response) -> bool:
        longer = longer_interval(response, self._expires)
        self._expires = longer or self._expires
        return longer is not None

    # --- NOTIFY ---------------------------------------------------------------------------------------

    def receive_notify(self, request: Request, transaction: ServerTransaction, now: float) -> None:
        """Take a NOTIFY with our Call-ID and tag, or refuse it."""
        try:
            problem, state = self._problem(request), SubscriptionState.of(request)
        except ParseError as error:
            self._respond(transaction, error.status, now)
            return
        if problem is not None:
            headers = (("Accept", ", ".join(self._accept)),) if problem == 415 else ()
            self._respond(transaction, problem, now, headers)
            return
        self._respond(transaction, 200, now)
        if self._state is S.ENDED:
            self._forget_at = None if state.is_terminated else self._forget_at
            return
        self._failures = 0 if not state.is_terminated else self._failures
        if request.body:
            kind = essence_of(request.headers.get("content-type") or "")
            self._agent.emit(SubscriptionNotified(self, kind, request.body))
        if state.is_terminated:
            self._terminated(state, now)
        else:
            self._go_on(state, now)

    def _problem(self, request: Request) -> int | None:
        """Return the status a NOTIFY is refused with, or None; makes the dialog if it is the first."""
        if Event.of(request).package != self.event:
            return 489
        kind = request.content_type
        if request.body and (kind is None or kind.essence not in self._accept):
            return 415
        if self._dialog is None:
            if self._state is S.WAITING or not self._is_out:
                return 481
            self._dialog = self._dialog_of(request)
        if self._dialog.remote_tag != (request.from_.tag or ""):
            return 481  # another fork of our SUBSCRIBE: one state agent is enough
        if not self._dialog.takes(request):
            return 500
        self._dialog.refresh_target(request)
        return None

    def _dialog_of(self, request: Request) -> Dialog:
        """The NOTIFY may come before the 2xx, and makes the dialog then (RFC 6665 4.4.1)."""
        dialog = Dialog.from_request(request, self.local_tag)
        sent = None if self._exchange is None else self._exchange.request
        dialog.local_cseq = 1 if sent is None else sent.cseq.number
        dialog.remote_cseq = None
        if self._exchange is not None:
            self._exchange.dialog = dialog
        return dialog

    def _go_on(self, state: SubscriptionState, now: float) -> None:
        if self._state is S.SUBSCRIBING:
            self._move(S.ACTIVE)
        if state.expires is not None and not self._is_out and self._state is S.ACTIVE:
            self._renew_in(believable(state.expires), now)

    def _terminated(self, state: SubscriptionState, now: float) -> None:
        self._dialog = None
        if state.reason in FOR_GOOD:
            self._stop(state.reason, 0, now)
            return
        seconds = back_off(self._failures, self._agent.ids)
        if state.retry_after is not None and state.reason in {"probation", "giveup"}:
            seconds = float(believable(state.retry_after))
        elif state.reason in AT_ONCE and self._failures == 0:
            seconds = 0.0
        self._fall_back(seconds, now)

    # --- ends -----------------------------------------------------------------------------------------

    def _fall_back(self, seconds: float, now: float) -> None:
        self._failures += 1
        self._wait(now + seconds)

    def _wait(self, until: float | None) -> None:
        self._move(S.WAITING)
        self._due = until

    def _stop(self, reason: str, status: int, now: float) -> None:
        self._move(S.ENDED)
        self._due, self._forget_at = None, now + SIXTY_FOUR_T1
        self._agent.emit(SubscriptionEnded(self, reason, status))

    def _respond(
        self,
        transaction: ServerTransaction,
        status: int,
        now: float,
        headers: Iterable[tuple[str, str]] = (),
    ) -> None:
        response = response_to(transaction.request, status, to_tag=self.local_tag, headers=headers)
        self._agent.respond(transaction, response, now)

    def _move(self, state: WatchState) -> None:
        if state is self._state:
            return
        if state not in ALLOWED[self._state]:
            self._agent.count(f"subscription {self._state} -> {state}")
            return
        logger.info("subscription %s of %s: %s -> %s", self.event, self.target.uri, self._state, state)
        self._state = state
