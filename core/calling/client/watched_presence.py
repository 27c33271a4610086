"""Whose presence a client follows, and what it last heard of them. Without I/O."""

from __future__ import annotations

from collections.abc import Iterable

from core.calling import arguments
from core.calling.errors import ArgumentError

WATCH_LIMIT = 1000
"""Users whose presence can be watched at once."""


class WatchedPresence:
    """Forgets what it heard of users that are no longer watched, and hears nothing of others."""

    def __init__(self) -> None:
        self._users: frozenset[str] = frozenset()
        self._heard: dict[str, str] = {}

    def watch(self, user_ids: Iterable[str]) -> frozenset[str]:
        """Follow these users and nobody else; return them. ``ArgumentError`` changes nothing."""
        if isinstance(user_ids, str):
            raise ArgumentError("user_ids", "must be several user ids, not one string")
        wanted = frozenset(arguments.user_id(user, "user_ids") for user in user_ids)
        if len(wanted) > WATCH_LIMIT:
            raise ArgumentError("user_ids", f"must be {WATCH_LIMIT} at most")
        self._heard = {user: state for user, state in self._heard.items() if user in wanted}
        self._users = wanted
        return wanted

    def take(self, user_id: str, state: str) -> bool:
        """Note what is told of a user; return whether it is news of somebody watched."""
        if user_id not in self._users or self._heard.get(user_id) == state:
            return False
        self._heard[user_id] = state
        return True

    def of(self, user_id: str) -> str:
        """Return what was last heard of a watched user; empty if nothing."""
        return self._heard.get(user_id, "")
