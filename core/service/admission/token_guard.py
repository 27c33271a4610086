"""Slows down who guesses at tokens, and nobody else."""

from __future__ import annotations

import logging
import math

from core.service.admission.complaints import Complaints
from core.service.admission.rates import RateLimit
from core.service.config import Limits

log = logging.getLogger(__name__)

_KEYS = 10_000


class TooManyWrongTokens(Exception):
    """No token is looked at for ``wait`` seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__(f"too many wrong tokens: wait {wait} s")
        self.wait = wait


class TokenGuard:
    """Counts wrong tokens per address and per user. Times are Unix seconds, passed in.

    Many addresses may guess at one user together, so the user is counted, too; an address that has made no
    mistake of late is not held up by the mistakes of others.
    """

    def __init__(self, limits: Limits) -> None:
        self._by_address = RateLimit(limits.wrong_tokens_per_minute_per_address, keys=_KEYS)
        self._by_user = RateLimit(limits.wrong_tokens_per_minute_per_user, keys=_KEYS)
        self._complaints = Complaints(log)
        self.refused = 0

    def check(self, user: str, address: str, now: float) -> None:
        """Raise ``TooManyWrongTokens`` if nothing from ``address`` for ``user`` is looked at just now."""
        wait = self._by_address.seconds_until_room(address, now)
        if user and not wait and not self._by_address.has_whole_burst(address, now):
            wait = self._by_user.seconds_until_room(user, now)
        if wait:
            self.refused += 1
            self._complaints.say("token.guessing", address, now, user=user, address=address)
            raise TooManyWrongTokens(math.ceil(wait))

    def wrong(self, user: str, address: str, now: float) -> None:
        """Count a token that was refused."""
        self._by_address.allow(address, now)
        if user:
            self._by_user.allow(user, now)
