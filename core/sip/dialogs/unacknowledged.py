"""A 2xx to an INVITE that waits for its ACK: sent again and again until it comes (RFC 3261 13.3.1.4)."""

from __future__ import annotations

from core.sip.messages import Response
from core.sip.transactions.tables import SIXTY_FOUR_T1, T1, T2
from core.sip.transactions.transaction import ServerTransaction


class Unacknowledged:
    """The 2xx, when to send it again, and when to give up."""

    __slots__ = ("_interval", "_resend_at", "deadline", "is_initial", "number", "response", "transaction")

    def __init__(
        self, transaction: ServerTransaction, response: Response, now: float, *, is_initial: bool
    ) -> None:
        self.transaction = transaction
        self.response = response
        self.number = transaction.request.cseq.number
        self.is_initial = is_initial
        self.deadline = now + SIXTY_FOUR_T1
        self._interval = T1
        self._resend_at = now + T1

    @property
    def due(self) -> float:
        """When something must be done."""
        return min(self._resend_at, self.deadline)

    def is_resend_due(self, now: float) -> bool:
        """Whether the 2xx must go out again now; sets the next time, twice as far off, at most T2."""
        if now < self._resend_at:
            return False
        self._interval = min(2 * self._interval, T2)
        self._resend_at = now + self._interval
        return True
