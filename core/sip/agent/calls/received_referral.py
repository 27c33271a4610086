"""A REFER of theirs: they want us to call somebody else, and to hear how it goes (RFC 3515, 4488).

    none --REFER--> asked --accept--> active --final news--> none
                      |--too long--> pending --accept--> active

``pending`` is a REFER that was answered 202 because its transaction would have ended before the owner spoke.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

from core.sip.agent.events import ReferReceived
from core.sip.bodies import sipfrag
from core.sip.bodies.sipfrag import StatusFragment
from core.sip.dialogs.dialog import Dialog
from core.sip.dialogs.replaces import Replaces
from core.sip.events.event_values import Event, SubscriptionState
from core.sip.messages import NameAddr, ParseError, Request, Response, reason_phrase
from core.sip.transactions.transaction import ServerTransaction

if TYPE_CHECKING:
    from core.sip.agent.invite_session import InviteSession

logger = logging.getLogger(__name__)

REFER_PATIENCE = 20.0
"""Seconds the owner has before a REFER is answered 202; its sender gives up after 32."""

NEWS_LIFETIME = 300
"""Seconds after which the other side hears nothing more of the call it asked for (RFC 3515 2.4.4)."""

CALLABLE = frozenset({"sip", "sips", "tel"})
TRYING = StatusFragment(100, "Trying")


class ReferralState(StrEnum):
    """Where the referral of a session is in its life."""

    NONE = "none"
    ASKED = "asked"
    PENDING = "pending"
    ACTIVE = "active"


S = ReferralState


class ReceivedReferral:
    """The one referral a session can have under way."""

    def __init__(self, session: InviteSession) -> None:
        self._session = session
        self._state = S.NONE
        self._transaction: ServerTransaction | None = None
        self._dialog: Dialog | None = None
        self._event = Event("refer")
        self._wants_news = True
        self._deadline: float | None = None
        self._last = TRYING
        self._unanswered = 0
        self._waiting: SubscriptionState | None = None

    @property
    def is_idle(self) -> bool:
        """Whether nothing is owed to the other side."""
        return self._state is S.NONE and self._waiting is None

    def next_timer(self) -> float | None:
        """Return when ``handle_timer`` is due, or None."""
        return self._deadline

    def handle_timer(self, now: float) -> None:
        """Answer for an owner who thinks long; end news that nobody finished."""
        if self._deadline is None or self._deadline > now:
            return
        if self._state is S.ASKED:
            self._accept(S.PENDING, now)
        else:
            self._session.agent.count("referral without an end")
            self._finish("timeout", now)

    # --- the wire -------------------------------------------------------------------------------------

    def receive(self, request: Request, transaction: ServerTransaction, dialog: Dialog, now: float) -> None:
        """Take a REFER that is in order in its dialog, or refuse it."""
        session = self._session
        try:
            asked = _read_refer(session, request)
        except ParseError as error:
            session.respond(transaction, error.status, now, error.reason)
            return
        if self._state is not S.NONE or not session.is_established:
            session.respond(transaction, 491, now)
            return
        self._transaction, self._dialog = transaction, dialog
        self._event = Event("refer", str(request.cseq.number))
        self._wants_news = (request.headers.get("refer-sub") or "").strip().lower() != "false"
        self._last = TRYING
        self._deadline = now + REFER_PATIENCE
        self._move(S.ASKED)
        session.agent.emit(asked)

    def receive_subscribe(self, request: Request, transaction: ServerTransaction, now: float) -> None:
        """Take a refresh or the end of the subscription that a REFER made (RFC 3515 2.4.4)."""
        if self._state not in {S.PENDING, S.ACTIVE} or not self._is_meant(request):
            self._session.respond(transaction, 481, now)
            return
        wanted = request.expires
        seconds = NEWS_LIFETIME if wanted is None else min(wanted, NEWS_LIFETIME)
        headers = [("Expires", str(seconds)), ("Contact", str(self._session.agent.contact))]
        self._session.respond(transaction, 200, now, headers=headers)
        self._deadline = now + seconds
        if seconds == 0:
            self._finish("timeout", now)
        else:
            self._notify(self._standing(now), now)

    def _is_meant(self, request: Request) -> bool:
        try:
            event = Event.of(request)
        except ParseError:
            return False
        return event.package == "refer" and event.id in {None, self._event.id}

    # --- the owner ------------------------------------------------------------------------------------

    def accept(self, now: float) -> bool:
        """Agree to call; False if nobody asked."""
        if self._state is S.ASKED:
            return self._accept(S.ACTIVE, now)
        if self._state is not S.PENDING:
            return False
        self._move(S.ACTIVE)
        self._notify(self._standing(now), now)
        return True

    def reject(self, status: int, now: float) -> bool:
        """Refuse with a status of 300 to 699; False if nobody asked."""
        if not 300 <= status <= 699:
            return False
        if self._state is S.PENDING:
            self._last = StatusFragment(status, reason_phrase(status))
            self._finish("rejected", now)
            return True
        transaction = self._transaction
        if self._state is not S.ASKED or transaction is None:
            return False
        self._forget()
        return self._session.respond(transaction, status, now)

    def tell(self, status: int, reason: str, now: float) -> bool:
        """Tell how the call goes; the last word when ``status`` is final. False if nobody wants to hear."""
        if self._state is not S.ACTIVE or not 100 <= status <= 699:
            return False
        self._last = StatusFragment(status, reason or reason_phrase(status))
        if self._last.is_final:
            self._finish("noresource", now)
        else:
            self._notify(self._standing(now), now)
        return True

    def flush(self, now: float) -> None:
        """Say at once what waits: a BYE follows, and the other side may take that for the last word."""
        if self._waiting is not None:
            self._unanswered = 0
            self._notify(self._waiting, now)

    def end(self, now: float) -> None:
        """The call is over: a REFER that waits is refused; news of the other call goes on."""
        if self._state is S.ASKED:
            self.reject(487, now)

    # --- inside ---------------------------------------------------------------------------------------

    def _accept(self, state: ReferralState, now: float) -> bool:
        transaction, self._transaction = self._transaction, None
        if transaction is None:
            return False
        headers = [("Contact", str(self._session.agent.contact))]
        headers += [] if self._wants_news else [("Refer-Sub", "false")]
        self._session.respond(transaction, 202, now, headers=headers)
        if not self._wants_news:
            self._forget()
            return True
        self._move(state)
        self._deadline = now + NEWS_LIFETIME
        self._notify(self._standing(now), now)
        return True

    def _standing(self, now: float) -> SubscriptionState:
        left = 0 if self._deadline is None else max(int(self._deadline - now), 0)
        return SubscriptionState(str(self._state), left)

    def _finish(self, reason: str, now: float) -> None:
        self._move(S.NONE)
        self._deadline = None
        self._notify(SubscriptionState("terminated", reason=reason), now)

    def _notify(self, standing: SubscriptionState, now: float) -> None:
        """Send NOTIFY, one at a time so that none overtakes another; only the newest waits."""
        if self._dialog is None or self._unanswered:
            self._waiting = standing
            return
        self._waiting = None
        headers: list[tuple[str, object]] = [
            ("Event", self._event),
            ("Subscription-State", standing),
            ("Contact", self._session.agent.contact),
            ("Content-Type", sipfrag.VERSIONED),
        ]
        body = bytes(self._last)
        number = self._unanswered = self._dialog.local_cseq + 1

        def on_final(answer: Response, when: float) -> None:
            self._heard(number, answer, when)

        self._session.requests.send(
            self._dialog, "NOTIFY", now, headers, body, on_final, may_end_session=False
        )

    def _heard(self, number: int, response: Response, now: float) -> None:
        if number != self._unanswered:
            return
        self._unanswered = 0
        waiting, self._waiting = self._waiting, None
        if not response.is_success:
            logger.info("news of a referred call are not wanted: %d", response.status)
            self._forget()
        elif waiting is not None:
            self._notify(waiting, now)

    def _forget(self) -> None:
        self._transaction, self._deadline, self._waiting = None, None, None
        self._move(S.NONE)

    def _move(self, state: ReferralState) -> None:
        if state is not self._state:
            logger.info("referral of %s: %s -> %s", self._session.call_id, self._state, state)
            self._state = state


def _read_refer(session: InviteSession, request: Request) -> ReferReceived:
    """Return what a REFER asks; ParseError with the answer it is owed otherwise."""
    lines = request.headers.getall("refer-to")
    if len(lines) != 1:
        raise ParseError("one Refer-To expected")
    target = NameAddr.parse(lines[0])
    if target.uri.scheme not in CALLABLE:
        raise ParseError("Unsupported URI Scheme", status=416)
    if (target.uri.params.get("method") or "INVITE").upper() != "INVITE":
        raise ParseError("Decline", status=603)  # only calls are made for others
    replaces = Replaces.in_uri(target.uri)
    # Of the headers a stranger wants in our INVITE none but Replaces is taken (RFC 3261 19.1.5).
    plain = NameAddr(
        target.uri.having(headers=(), params=target.uri.params.lacking("method")), target.display_name
    )
    return ReferReceived(session, plain, replaces, referred_by(request))


def referred_by(request: Request) -> NameAddr | None:
    """Return who the sender says sent it here (RFC 3892), or None; nobody vouches for it."""
    lines: Iterable[str] = request.headers.getall("referred-by")
    for line in lines:
        try:
            return NameAddr.parse(line)
        except ParseError:
            return None
    return None
