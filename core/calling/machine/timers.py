"""How long a call waits for what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TimerKind(StrEnum):
    """The clocks that can run out on a call; at most one runs at a time."""

    SETUP = "setup"
    """Outgoing: until the other side rings or answers."""
    RING = "ring"
    """Until the ringing is answered, on either side."""
    ESTABLISH = "establish"
    """From the answer until media flows."""


@dataclass(frozen=True, slots=True)
class CallTimeouts:
    """How long a call waits, in seconds."""

    setup: float = 30.0
    ring: float = 45.0
    incoming_ring: float = 60.0
    """Longer than ``ring``, so that the caller's clock decides and this one is for vanished callers."""
    establish: float = 15.0
