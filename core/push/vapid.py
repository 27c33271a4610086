"""Who sends: a signed token with which a push service knows its sender again (RFC 8292)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

from core.push.endpoints import origin_of
from core.push.errors import PushError
from core.push.keys import point_of, public_key_at
from core.push.texts import from_text, to_text

LIFETIME = 12 * 3600
"""Seconds a token is good for; 24 hours at most (RFC 8292 section 2)."""
_LONGEST = 24 * 3600
_SKEW = 60
_LIMIT = 2048


@dataclass(frozen=True, slots=True)
class Sender:
    """An application server with its key; ``contact`` (mailto: or https:) is whom a push service may ask."""

    private: ec.EllipticCurvePrivateKey
    contact: str = ""

    @property
    def public_key(self) -> str:
        """The public key as text."""
        return to_text(point_of(self.private.public_key()))

    def authorization(self, endpoint: str, now: float) -> str:
        """Return the Authorization header of a request to ``endpoint`` at Unix second ``now``."""
        claims: dict[str, Any] = {"aud": origin_of(endpoint), "exp": int(now) + LIFETIME}
        if self.contact:
            claims["sub"] = self.contact
        token = jwt.encode(claims, self.private, algorithm="ES256")
        return f"vapid t={token},k={self.public_key}"


def read_authorization(header: str, origins: frozenset[str], now: float) -> str:
    """Return the public key of who signed a header for one of ``origins``; raise ``PushError``."""
    scheme, _, rest = header.strip().partition(" ")
    fields = dict(part.strip().partition("=")[::2] for part in rest.split(","))
    token, key_text = fields.get("t", ""), fields.get("k", "")
    if scheme.lower() != "vapid" or not token or not key_text or len(header) > _LIMIT:
        raise PushError("a vapid token and its key are needed")
    key = public_key_at(from_text(key_text))
    try:
        claims: dict[str, Any] = jwt.decode(
            token, key, algorithms=["ES256"], options={"verify_aud": False, "verify_exp": False}
        )
    except jwt.PyJWTError as error:
        raise PushError("the vapid token is not signed with its key") from error
    expires: Any = claims.get("exp")
    is_time = isinstance(expires, int | float) and not isinstance(expires, bool)
    if not is_time or not now <= expires + _SKEW <= now + _LONGEST + 2 * _SKEW:
        raise PushError("the vapid token has expired, or is good for more than a day")
    if not isinstance(claims.get("aud"), str) or claims["aud"] not in origins:
        raise PushError("the vapid token is for another push service")
    return key_text.rstrip("=")
