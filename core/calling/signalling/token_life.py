"""How long the token in hand is good: read from its payload without trusting it."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

from core.identity.tokens import INSTANCE_EXPIRY_CLAIM

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
    registration_lifetime: float | None = None
    """Seconds until this user's registration on this device ends for good; None: it does not end."""

    @classmethod
    def take(cls, text: str, now: float) -> HeldToken:
        """Hold ``text`` from monotonic second ``now`` on."""
        claims = _claims(text)
        return cls(text, now, _span(claims, "exp"), _span(claims, INSTANCE_EXPIRY_CLAIM))

    def registration_ends_at(self) -> float | None:
        """Return the monotonic second at which the registration ends for good, if it does."""
        return None if self.registration_lifetime is None else self.obtained_at + self.registration_lifetime

    def renew_at(self) -> float | None:
        """Return the monotonic second at which to ask for the next one; None: when we are told to."""
        if self.lifetime is None:
            return None
        return self.obtained_at + max(self.lifetime * _RENEW_AT, _SHORTEST_RENEWAL)

    def is_usable(self, now: float) -> bool:
        """Return whether it is worth showing it on a new connection."""
        renew_at = self.renew_at()
        return renew_at is None or now < renew_at


def _claims(text: str) -> dict[str, Any]:
    try:
        payload = text.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (IndexError, ValueError, binascii.Error, RecursionError):
        return {}
    return claims if isinstance(claims, dict) else {}


def _span(claims: dict[str, Any], until: str) -> float | None:
    """Return the seconds from the token's issue to its claim ``until``; None when they make no sense."""
    try:
        seconds = claims[until] - claims["iat"]
    except (KeyError, TypeError):
        return None
    return float(seconds) if isinstance(seconds, int | float) and 0 < seconds < 1e9 else None
