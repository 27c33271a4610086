"""REFERs of ours: the other side is asked to call somebody else, and tells how it goes (RFC 3515)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.sip.agent.events import ReferAnswered, ReferProgress
from core.sip.agent.exchange import LocalFailure
from core.sip.bodies import sipfrag
from core.sip.bodies.sipfrag import StatusFragment
from core.sip.events.event_values import Event, SubscriptionState
from core.sip.messages import NameAddr, ParseError, Request, Response
from core.sip.transactions.tables import SIXTY_FOUR_T1
from core.sip.transactions.transaction import ServerTransaction

if TYPE_CHECKING:
    from core.sip.agent.invite_session import InviteSession

MAX_REFERRALS = 8
"""REFERs of one call whose end is not known; no more are sent."""

LONGEST_WAIT = 600.0
"""Seconds that the other side may keep us waiting between two NOTIFYs, whatever it promises."""


@dataclass(slots=True, eq=False)
class SentReferral:
    """One REFER and the subscription it made."""

    number: int
    is_answered: bool = False
    deadline: float | None = None
    status: int = 100
    reason: str = "Trying"


class SentReferrals:
    """The REFERs of one session; the CSeq number of each is the id of its event."""

    def __init__(self, session: InviteSession) -> None:
        self._session = session
        self._referrals: list[SentReferral] = []

    @property
    def is_idle(self) -> bool:
        """Whether no news is waited for."""
        return not self._referrals

    def next_timer(self) -> float | None:
        """Return when ``handle_timer`` is due, or None."""
        return min((one.deadline for one in self._referrals if one.deadline is not None), default=None)

    def handle_timer(self, now: float) -> None:
        """Stop waiting for news that does not come (RFC 6665 4.1.2.4, timer N)."""
        for one in tuple(self._referrals):
            if one.deadline is not None and one.deadline <= now:
                self._finish(one)

    def refer(self, refer_to: NameAddr, referred_by: NameAddr | None, now: float) -> bool:
        """Send REFER; False without a dialog or when too many are under way."""
        session, dialog = self._session, self._session.dialog
        if dialog is None or not session.is_established or len(self._referrals) >= MAX_REFERRALS:
            return False
        by = dialog.local.lacking_tag() if referred_by is None else referred_by
        headers: list[tuple[str, object]] = [("Refer-To", refer_to), ("Referred-By", by)]
        headers += [("Contact", session.agent.contact), *session.agent.capabilities()]
        one = SentReferral(dialog.local_cseq + 1)
        self._referrals.append(one)
        session.requests.send(
            dialog, "REFER", now, headers, on_final=lambda answer, when: self._answered(one, answer, when)
        )
        return True

    def _answered(self, one: SentReferral, response: Response, now: float) -> None:
        without_news = (response.headers.get("refer-sub") or "").strip().lower() == "false"
        if not isinstance(response, LocalFailure):
            one.number = response.cseq.number  # a REFER that was challenged has another
        one.is_answered = True
        if not response.is_success or without_news:
            self._forget(one)
        elif one.deadline is None:
            one.deadline = now + SIXTY_FOUR_T1
        if not self._session.is_ended:
            self._session.agent.emit(ReferAnswered(self._session, response.status, response.reason))

    def find(self, event: Event) -> SentReferral | None:
        """Return the referral a NOTIFY belongs to, or None.

        Without an id it is the first; one with an unknown id may have overtaken the answer to its REFER.
        """
        if event.id is None:
            return next(iter(self._referrals), None)
        named = (one for one in self._referrals if str(one.number) == event.id)
        return next(named, None) or next((one for one in self._referrals if not one.is_answered), None)

    def receive_notify(
        self, one: SentReferral, request: Request, transaction: ServerTransaction, now: float
    ) -> None:
        """Take news of a referred call; what cannot be read is refused and changes nothing but its end."""
        try:
            state = SubscriptionState.of(request)
            fragment = _fragment_of(request)
        except ParseError as error:
            self._session.agent.count("bad NOTIFY of a referral")
            self._session.respond(transaction, error.status, now)
            return
        self._session.respond(transaction, 200, now)
        if not self._session.is_ended:  # after the call nobody is told, and no promise keeps the session
            one.deadline = now + min(LONGEST_WAIT if state.expires is None else state.expires, LONGEST_WAIT)
        if fragment is not None:
            one.status, one.reason = fragment.status, fragment.reason
        if state.is_terminated or one.status >= 200:
            self._finish(one)
        elif fragment is not None:
            self._tell(one, is_final=False)

    def _finish(self, one: SentReferral) -> None:
        self._forget(one)
        self._tell(one, is_final=True)

    def _forget(self, one: SentReferral) -> None:
        self._referrals = [other for other in self._referrals if other is not one]

    def _tell(self, one: SentReferral, *, is_final: bool) -> None:
        if not self._session.is_ended:
            self._session.agent.emit(ReferProgress(self._session, one.status, one.reason, is_final))

    def end(self, now: float) -> None:
        """The call is over: news that is on its way is still answered for a moment."""
        for one in self._referrals:
            deadline = now + SIXTY_FOUR_T1
            one.deadline = deadline if one.deadline is None else min(one.deadline, deadline)


def _fragment_of(request: Request) -> StatusFragment | None:
    if not request.body:
        return None
    kind = request.content_type
    if kind is None or kind.essence != sipfrag.CONTENT_TYPE:
        raise ParseError("Unsupported Media Type", status=415)
    return StatusFragment.parse(request.body)
