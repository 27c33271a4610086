"""Where branches, tags, Call-IDs and chance come from; tests bring their own."""

from __future__ import annotations

import random
import secrets
from typing import Protocol

from core.sip.messages import MAGIC_COOKIE


class Ids(Protocol):
    """The source of everything that must be unique or unguessable."""

    def branch(self) -> str:
        """Return a new branch (RFC 3261 8.1.1.7)."""

    def tag(self) -> str:
        """Return a new tag, at least 32 random bits (RFC 3261 19.3)."""

    def call_id(self) -> str:
        """Return a new Call-ID that tells nothing of this machine."""

    def host_label(self) -> str:
        """Return a new host name under .invalid (RFC 7118 5)."""

    def cnonce(self) -> str:
        """Return a new client nonce for digest authentication."""

    def uniform(self, low: float, high: float) -> float:
        """Return a number between ``low`` and ``high``, for timers."""


class _HexIds:
    def _hex(self, size: int) -> str:
        raise TypeError("use RandomIds or SeededIds")

    def branch(self) -> str:
        """Return a new branch."""
        return MAGIC_COOKIE + self._hex(12)

    def tag(self) -> str:
        """Return a new tag."""
        return self._hex(8)

    def call_id(self) -> str:
        """Return a new Call-ID."""
        return self._hex(16)

    def host_label(self) -> str:
        """Return a new host name under .invalid."""
        return f"{self._hex(8)}.invalid"

    def cnonce(self) -> str:
        """Return a new client nonce."""
        return self._hex(16)


class RandomIds(_HexIds):
    """Unguessable ids from the system's random source."""

    def _hex(self, size: int) -> str:
        return secrets.token_hex(size)

    def uniform(self, low: float, high: float) -> float:
        """Return a number between ``low`` and ``high``."""
        return low + (high - low) * (secrets.randbits(32) / 2**32)


class SeededIds(_HexIds):
    """Ids that repeat for the same seed: tests only."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def _hex(self, size: int) -> str:
        return self._random.randbytes(size).hex()

    def uniform(self, low: float, high: float) -> float:
        """Return a number between ``low`` and ``high``."""
        return self._random.uniform(low, high)
