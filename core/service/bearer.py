"""Who a bearer token stands for, over SIP and over HTTP; and what is said to one that is refused."""

from __future__ import annotations

import hashlib
import logging

from core.identity.nonces import NonceCache
from core.identity.token_errors import TokenError, TokenErrorCode
from core.identity.tokens import TokenClaims, verify_token
from core.service.admission.token_guard import TokenGuard
from core.service.applications import Applications
from core.service.data.database import Database

log = logging.getLogger(__name__)

REALM = "ahoy"


class BearerTokens:
    """Verifies registration tokens; a token counts once per instance, over restarts too."""

    def __init__(self, applications: Applications, database: Database, guard: TokenGuard, now: float) -> None:
        self._applications = applications
        self._guard = guard
        self._database = database
        self._nonces = NonceCache()
        for nonce, holder, expires_at in database.tokens(now):
            self._nonces.use(nonce, expires_at=expires_at, now=now, holder=holder)

    def register(self, token: str, now: float, *, user: str, holder: str, address: str) -> TokenClaims:
        """Return the claims of a token shown for a registration of ``user`` by ``holder``.

        Raises ``TokenError``, and ``TooManyWrongTokens`` when ``address`` has shown too many.
        """
        self._guard.check(user, address, now)
        try:
            return self._taken(token, now, holder)
        except TokenError:
            self._guard.wrong(user, address, now)
            raise

    def read(self, token: str, now: float, *, address: str) -> TokenClaims:
        """Return the claims of a token shown over HTTP, where it may be shown again; raises as above."""
        self._guard.check("", address, now)
        try:
            return self._verified(token, now)
        except TokenError:
            self._guard.wrong("", address, now)
            raise

    def _taken(self, token: str, now: float, holder: str) -> TokenClaims:
        claims = self._verified(token, now)
        # A nonce is unique within its application: nobody uses up those of another.
        nonce = f"{claims.application_key} {claims.nonce}"
        if not self._nonces.use(nonce, expires_at=claims.expires_at, now=now, holder=holder):
            raise TokenError(TokenErrorCode.REPLAYED, user_id=claims.user_id)
        self._database.save_token(nonce, holder, claims.expires_at)
        return claims

    def _verified(self, token: str, now: float) -> TokenClaims:
        old: list[str] = []

        def current(key: str) -> str:
            found = self._applications.secrets(key, now)
            old.extend(found[1:])
            return found[0]

        try:
            return verify_token(token, current, now=now, nonces=None)
        except TokenError as error:
            if error.code is not TokenErrorCode.SIGNATURE or not old:
                raise
        return verify_token(token, lambda key: old[0], now=now, nonces=None)


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
