"""How a client stands with its call service, as it is told to the application."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ConnectionState(StrEnum):
    """Where the client is on its way to being reachable."""

    STOPPED = "stopped"
    """Not started yet, or terminated."""
    CONNECTING = "connecting"
    """Started, never registered so far."""
    ONLINE = "online"
    """Registered: calls can be placed and received."""
    RECONNECTING = "reconnecting"
    """Was registered, lost the service, and is trying again by itself."""
    FAILED = "failed"
    """Gave up: ``start()`` tries again."""


@dataclass(frozen=True, slots=True)
class ConnectionStatus:
    """The state, with a sentence for the person (empty when all is well)."""

    state: ConnectionState = ConnectionState.STOPPED
    message: str = ""
    retry_in: float = 0.0
    """Seconds until the next attempt; 0 when none is scheduled."""
    wants_sign_in: bool = False
    """Whether the network lets nobody through before its person has signed in on a page of its own."""
