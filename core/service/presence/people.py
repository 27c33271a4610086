"""What registrar and calls know of a user's reachability."""

from __future__ import annotations

from collections.abc import Callable

from core.service.registrar import Registrar
from core.service.routing.calls import CallTable
from core.service.routing.endpoints import Account


class KnownPeople:
    """Answers for the presence of one service's users."""

    def __init__(self, registrar: Registrar, calls: CallTable, wall: Callable[[], float]) -> None:
        self._registrar = registrar
        self._calls = calls
        self._wall = wall

    def devices(self, account: Account) -> int:
        """Return how many devices of this user are registered."""
        return len(self._registrar.endpoints(account, self._wall()))

    def is_in_call(self, account: Account) -> bool:
        """Whether one of them is in a call."""
        found = self._registrar.endpoints(account, self._wall())
        return any(self._calls.is_busy(endpoint) for endpoint, _ in found)
