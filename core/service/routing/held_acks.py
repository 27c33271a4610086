"""ACKs to 2xx answers whose receiver has no flow just now: kept for a moment, since nobody repeats them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from core.service.routing.endpoints import Endpoint
from core.sip.messages import Request

_LIMIT = 64


@dataclass(frozen=True, slots=True)
class _Held:
    endpoint: Endpoint
    request: Request
    deadline: float


class HeldAcks:
    """A bounded number of them; beyond it a new one is dropped."""

    def __init__(self) -> None:
        self._held: deque[_Held] = deque()

    def __len__(self) -> int:
        return len(self._held)

    def hold(self, endpoint: Endpoint, request: Request, deadline: float) -> None:
        """Keep ``request`` for ``endpoint`` until ``deadline``."""
        if len(self._held) < _LIMIT:
            self._held.append(_Held(endpoint, request, deadline))

    def take(self, endpoint: Endpoint) -> list[Request]:
        """Return and forget what was kept for ``endpoint``."""
        found = [held.request for held in self._held if held.endpoint == endpoint]
        if found:
            self._held = deque(held for held in self._held if held.endpoint != endpoint)
        return found

    def drop_late(self, now: float) -> None:
        """Forget what waited too long."""
        while self._held and self._held[0].deadline <= now:
            self._held.popleft()
