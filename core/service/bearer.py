"""Who a bearer token stands for, over SIP and over HTTP; and what is said to one that is refused."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping

from core.identity.nonces import NonceCache
from core.identity.token_errors import TokenError
from core.identity.tokens import TokenClaims, verify_token
from core.service.data.database import Database

log = logging.getLogger(__name__)

REALM = "ahoy"


class BearerTokens:
    """Verifies registration tokens; a token counts once per instance, over restarts too."""

    def __init__(self, secrets: Mapping[str, str], database: Database, now: float) -> None:
        self._secrets = secrets
        self._database = database
        self._nonces = NonceCache()
        for nonce, holder, expires_at in database.tokens(now):
            self._nonces.use(nonce, expires_at=expires_at, now=now, holder=holder)

    def register(self, token: str, now: float, holder: str) -> TokenClaims:
        """Return the claims of a token shown for a registration by ``holder``; raise ``TokenError``."""
        claims = verify_token(token, self._secrets, now=now, nonces=self._nonces, holder=holder)
        self._database.save_token(claims.nonce, holder, claims.expires_at)
        return claims

    def read(self, token: str, now: float) -> TokenClaims:
        """Return the claims of a token shown over HTTP, where it may be shown again; raise ``TokenError``."""
        return verify_token(token, self._secrets, now=now, nonces=None)


def bearer_of(header: str | None) -> str | None:
    """Return the token of an ``Authorization`` value, None if it is not a bearer's."""
    scheme, _, token = (header or "").strip().partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None


def challenge(error: TokenError | None = None, code: str = "") -> str:
    """Return a ``WWW-Authenticate`` value (RFC 8898, RFC 6750); ``code`` says exactly what is wrong."""
    value = f'Bearer realm="{REALM}", scope="sip"'
    if error is None and not code:
        return value
    text = str(error).replace('"', "'") if error is not None else "The token is for another user."
    exact = error.code.value if error is not None else code
    return f'{value}, error="invalid_token", error_code="{exact}", error_description="{text}"'


def digest(token: str) -> bytes:
    """Return what stands for a token in memory."""
    return hashlib.sha256(token.encode()).digest()
