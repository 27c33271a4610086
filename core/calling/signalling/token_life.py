"""How long the token in hand is good: read from its payload without trusting it."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass

_RENEW_AT = 0.85
"""Part of its life after which a token is replaced."""
_SHORTEST_RENEWAL = 20.0


@dataclass(frozen=True, slots=True)
class HeldToken:
    """A token and when, on our monotonic clock, we got it; its issuer's clock does not matter then."""

    text: str
    obtained_at: float
    lifetime: float | None
    """Seconds; None when the token does not say."""

    @classmethod
    def take(cls, text: str, now: float) -> HeldToken:
        """Hold ``text`` from monotonic second ``now`` on."""
        return cls(text, now, _lifetime(text))

    def renew_at(self) -> float | None:
        """Return the monotonic second at which to ask for the next one; None: when we are told to."""
        if self.lifetime is None:
            return None
        return self.obtained_at + max(self.lifetime * _RENEW_AT, _SHORTEST_RENEWAL)

    def is_usable(self, now: float) -> bool:
        """Return whether it is worth showing it on a new connection."""
        renew_at = self.renew_at()
        return renew_at is None or now < renew_at


def _lifetime(text: str) -> float | None:
    try:
        payload = text.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        lifetime = claims["exp"] - claims["iat"]
    except (IndexError, KeyError, TypeError, ValueError, binascii.Error, RecursionError):
        return None
    return float(lifetime) if isinstance(lifetime, int | float) and 0 < lifetime < 1e9 else None
