"""The memory of nonces, by which a token counts once."""

from __future__ import annotations

import heapq
import logging

log = logging.getLogger(__name__)


class NonceCache:
    """Remembers nonces until their tokens expire; bounded.

    When ``limit`` nonces are alive, a new one pushes out the one that would be forgotten soonest: that token
    could then be replayed for the short rest of its life.
    """

    def __init__(self, limit: int = 100_000) -> None:
        if limit < 1:
            raise ValueError("limit must be at least 1")
        self._limit = limit
        self._holders: dict[str, str] = {}
        self._by_expiry: list[tuple[float, str]] = []

    def __len__(self) -> int:
        return len(self._holders)

    def use(self, nonce: str, *, expires_at: float, now: float, holder: str = "") -> bool:
        """Take ``nonce`` into use and return whether that is allowed.

        A nonce is allowed the first time. It is allowed again only to the same ``holder`` (a name for one
        installation or connection, not empty), who may present its token more than once.
        """
        self._forget_expired(now)
        if nonce in self._holders:
            return bool(holder) and self._holders[nonce] == holder
        if len(self._holders) >= self._limit:
            self._forget_soonest()
        self._holders[nonce] = holder
        heapq.heappush(self._by_expiry, (expires_at, nonce))
        return True

    def _forget_expired(self, now: float) -> None:
        while self._by_expiry and self._by_expiry[0][0] <= now:
            del self._holders[heapq.heappop(self._by_expiry)[1]]

    def _forget_soonest(self) -> None:
        log.info("nonce cache is full (%d); forgetting the one that expires soonest", self._limit)
        del self._holders[heapq.heappop(self._by_expiry)[1]]
