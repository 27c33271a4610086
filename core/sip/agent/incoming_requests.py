"""What a user agent does with a request: checks, methods, dialogs (RFC 3261 8.2 and 12.2.2)."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING

from core.sip.agent.calls.session_states import Direction
from core.sip.agent.calls.session_timer import interval_problem
from core.sip.agent.events import InfoReceived, MessageReceived, NotifyReceived
from core.sip.agent.invite_session import InviteSession
from core.sip.dialogs.replaces import Replaces
from core.sip.events.event_values import Event
from core.sip.messages import MediaType, ParseError, Request, check_options, essence_of, response_to
from core.sip.transactions.transaction import ServerTransaction

if TYPE_CHECKING:
    from core.sip.agent.user_agent import UserAgent

logger = logging.getLogger(__name__)

REQUIRABLE = frozenset({"outbound", "path", "gruu", "replaces", "norefersub", "timer"})
"""Option tags that Require may name; reliable provisionals (100rel) we take but do not send."""

MAX_SESSIONS = 64
"""Sessions at once; 486 beyond."""

INSIDE_ONLY = frozenset({"BYE", "INFO", "UPDATE", "PRACK", "NOTIFY"})
KNOWN = INSIDE_ONLY | {"INVITE", "OPTIONS", "MESSAGE", "REFER", "SUBSCRIBE"}
BY_REFERRAL = frozenset({"NOTIFY", "SUBSCRIBE"})
"""What may come for a referral after its call has ended (RFC 5057 4)."""


class IncomingRequests:
    """The called side of a user agent."""

    def __init__(self, agent: UserAgent, accepts: frozenset[str], *, takes_referrals: bool) -> None:
        self._agent = agent
        self._accepts = accepts
        self._known = KNOWN if takes_referrals else KNOWN - {"REFER", "SUBSCRIBE"}

    def handle(self, request: Request, transaction: ServerTransaction | None, now: float) -> None:
        """Act on one request; ``transaction`` is None for an ACK."""
        if transaction is None or request.method == "ACK":
            self._handle_ack(request, now)
            return
        if request.method not in self._known:
            allow = [pair for pair in self._agent.capabilities() if pair[0] == "Allow"]
            self._refuse(transaction, 405, now, allow)
        elif (error := check_options(request, REQUIRABLE)) is not None:
            self._refuse(transaction, error.status, now, error.extra_headers)
        elif request.to.tag is not None:
            self._handle_inside(request, transaction, now)
        else:
            self._handle_outside(request, transaction, now)

    def _handle_ack(self, request: Request, now: float) -> None:
        session = self._agent.session_of(request.call_id, request.to.tag or "")
        if session is None or session.dialog_of(request.from_.tag or "") is None:
            self._agent.count("ACK without session")
            return
        session.receive_ack(request, now)

    def _handle_outside(self, request: Request, transaction: ServerTransaction, now: float) -> None:
        if request.method in INSIDE_ONLY:
            self._refuse(transaction, 481, now)
        elif request.method == "OPTIONS":
            self._answer_options(request, transaction, now)
        elif request.method == "MESSAGE":
            self._take_message(None, request, transaction, now)
        elif request.method == "REFER":
            self._refuse(transaction, 403, now)  # nobody makes us call from outside of a call
        elif request.method == "SUBSCRIBE":
            self._refuse(transaction, 489, now, (("Allow-Events", "refer"),))
        elif (problem := self._body_problem(request)) is not None:
            self._refuse(transaction, problem, now, (("Accept", ", ".join(sorted(self._accepts))),))
        elif (error := interval_problem(request)) is not None:
            self._refuse(transaction, error.status, now, error.extra_headers)
        elif self._is_merged(request):
            self._refuse(transaction, 482, now)
        elif len(self._agent.sessions) >= MAX_SESSIONS:
            self._refuse(transaction, 486, now)
        elif (status := self._replaces_problem(request)) is not None:
            self._refuse(transaction, status, now)
        else:
            self._agent.begin_incoming(request, transaction, now)

    def _handle_inside(self, request: Request, transaction: ServerTransaction, now: float) -> None:
        session = self._agent.session_of(request.call_id, request.to.tag or "")
        dialog = None if session is None else session.dialog_of(request.from_.tag or "")
        subscription = self._agent.subscription_of(request) if request.method == "NOTIFY" else None
        if subscription is not None:
            subscription.receive_notify(request, transaction, now)
        elif session is None or dialog is None:
            self._refuse(transaction, 481, now)
        elif not dialog.takes(request):
            self._agent.count("request out of order")
            self._refuse(transaction, 500, now, (("Retry-After", "1"),))
        elif request.method == "BYE":
            session.receive_bye(request, transaction, now)
        elif request.method == "INVITE":
            self._take_reinvite(session, request, transaction, now)
        elif request.method in BY_REFERRAL and self._take_by_referral(session, request, transaction, now):
            return
        elif session.is_ended:
            self._refuse(transaction, 481, now)
        elif request.method == "REFER":
            session.received_referral.receive(request, transaction, dialog, now)
        else:
            self._take_inside(session, request, transaction, now)

    def _take_by_referral(
        self, session: InviteSession, request: Request, transaction: ServerTransaction, now: float
    ) -> bool:
        """Take what belongs to a referral, or to no event at all; False if it does not."""
        try:
            event = Event.of(request)
        except ParseError:
            self._refuse(transaction, 489, now, (("Allow-Events", "refer"),))
            return True
        if request.method == "SUBSCRIBE":
            if event.package == "refer":
                session.received_referral.receive_subscribe(request, transaction, now)
            else:
                self._refuse(transaction, 489, now, (("Allow-Events", "refer"),))
            return True
        if event.package != "refer":
            return False
        referral = session.sent_referrals.find(event)
        if referral is None:
            self._refuse(transaction, 481, now)
        else:
            session.sent_referrals.receive_notify(referral, request, transaction, now)
        return True

    def _take_reinvite(
        self, session: InviteSession, request: Request, transaction: ServerTransaction, now: float
    ) -> None:
        problem = self._body_problem(request)
        if problem is not None:
            self._refuse(transaction, problem, now, (("Accept", ", ".join(sorted(self._accepts))),))
            return
        if (error := interval_problem(request)) is not None:
            self._refuse(transaction, error.status, now, error.extra_headers)
            return
        session.receive_reinvite(request, transaction, now)

    def _take_inside(
        self, session: InviteSession, request: Request, transaction: ServerTransaction, now: float
    ) -> None:
        kind, body = essence_of(request.headers.get("content-type") or ""), request.body
        if request.method == "OPTIONS":
            self._answer_options(request, transaction, now)
        elif request.method == "MESSAGE":
            self._take_message(session, request, transaction, now)
        elif request.method == "INFO":
            info = InfoReceived(session, kind, body, _package(request), request.headers)
            self._take_info(info, transaction, now)
        elif request.method == "NOTIFY":
            self._accept(transaction, now)
            self._agent.emit(NotifyReceived(session, request.headers.get("event") or "", kind, body))
        elif request.method == "UPDATE":
            self._take_update(session, request, transaction, now)
        else:
            self._refuse(transaction, 481, now)  # PRACK: we sent nothing reliable (RFC 3262 3)

    def _take_info(self, info: InfoReceived, transaction: ServerTransaction, now: float) -> None:
        refused = self._agent.judge_info(info)
        if refused is not None:
            self._refuse(transaction, refused.status, now, refused.headers)
            return
        self._accept(transaction, now)
        self._agent.emit(info)

    def _take_update(
        self, session: InviteSession, request: Request, transaction: ServerTransaction, now: float
    ) -> None:
        """RFC 3311: without a body it refreshes target and session; offers go by re-INVITE here."""
        if request.body:
            self._refuse(transaction, 488, now)
            return
        if (error := interval_problem(request)) is not None:
            self._refuse(transaction, error.status, now, error.extra_headers)
            return
        dialog = session.dialog_of(request.from_.tag or "")
        if dialog is not None:
            dialog.refresh_target(request)
        timer = session.timer.take_request(request, now) if session.is_confirmed else []
        self._accept(transaction, now, (("Contact", str(self._agent.contact)), *timer))

    def _take_message(
        self, session: InviteSession | None, request: Request, transaction: ServerTransaction, now: float
    ) -> None:
        self._accept(transaction, now)
        kind = essence_of(request.headers.get("content-type") or "text/plain")
        self._agent.emit(MessageReceived(session, request.from_, kind, request.body))

    def _answer_options(self, request: Request, transaction: ServerTransaction, now: float) -> None:
        headers = [*self._agent.capabilities(), ("Accept", ", ".join(sorted(self._accepts)))]
        self._accept(transaction, now, headers)

    def _body_problem(self, request: Request) -> int | None:
        """Return 415 for a body we do not read, 406 when ours would not be read (RFC 3261 8.2.3), or None."""
        encoding = (request.headers.get("content-encoding") or "identity").lower()
        kind = request.content_type
        if request.body and (encoding != "identity" or kind is None or kind.essence not in self._accepts):
            return 415
        accept = request.headers.getall("accept")
        try:
            ranges = [one for line in accept for one in MediaType.parse_list(line)]
        except ParseError:
            return 400
        wanted = any(one.covers(essence) for one in ranges for essence in self._accepts)
        return None if not accept or wanted else 406

    def _replaces_problem(self, request: Request) -> int | None:
        """Return why the call that ``request`` wants to replace is not replaced, or None (RFC 3891 3)."""
        try:
            replaces = Replaces.of(request)
        except ParseError as error:
            return error.status
        session = None if replaces is None else self._agent.session_named(replaces)
        if replaces is None:
            return None
        if session is None:
            return 481
        if session.is_ended:
            return 603
        if session.is_confirmed:
            return 486 if replaces.early_only else None
        # An early dialog of theirs is for us to answer, not for a third party to take over.
        return 481 if session.direction is Direction.INCOMING else None

    def _is_merged(self, request: Request) -> bool:
        """Whether the same INVITE came already by another way (RFC 3261 8.2.2.2)."""
        tag, number = request.from_.tag, request.cseq.number
        return any(
            session.direction is Direction.INCOMING
            and session.call_id == request.call_id
            and session.remote.tag == tag
            and session.request.cseq.number == number
            for session in self._agent.sessions
        )

    def _accept(
        self, transaction: ServerTransaction, now: float, headers: Iterable[tuple[str, str]] = ()
    ) -> None:
        self._refuse(transaction, 200, now, headers)

    def _refuse(
        self,
        transaction: ServerTransaction,
        status: int,
        now: float,
        headers: Iterable[tuple[str, str]] = (),
    ) -> None:
        response = response_to(transaction.request, status, to_tag=self._agent.ids.tag(), headers=headers)
        self._agent.respond(transaction, response, now)


def _package(request: Request) -> str:
    """Return the name of an INFO's package, in lower case and without parameters."""
    return (request.headers.get("info-package") or "").partition(";")[0].strip().lower()
