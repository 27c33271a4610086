"""Registration tokens: signing them, and verifying them strictly.

A token is a JSON Web Token signed with HS256. The signing key is derived from the application secret and the
UTC date of ``iat``; the header's ``kid`` names that date (``hkdfv1-YYYYMMDD``).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import jwt

from core.identity.names import is_user_id
from core.identity.nonces import NonceCache
from core.identity.token_errors import TokenError, TokenErrorCode

LIFETIME = 600
"""Seconds a token lives unless said otherwise."""
MINIMUM_LIFETIME = 60
MINIMUM_INSTANCE_LIFETIME = 48 * 3600
CLOCK_SKEW = 30.0
"""Seconds that an issuer's clock may be ahead of ours."""
INSTANCE_EXPIRY_CLAIM = "sinch:rtc:instance:exp"

_KID_PREFIX = "hkdfv1-"
_ISSUER_PREFIX = "//rtc.sinch.com/applications/"
_APPLICATION_KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_TOKEN = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*")
_TOKEN_LIMIT = 4096
_NONCE_LIMIT = 128
_SECRET_MINIMUM = 8
_LATEST_TIME = 253_402_300_799
"""The last second of the year 9999, beyond which no calendar date exists."""

Secrets = Mapping[str, str] | Callable[[str], str | None]
"""Application secrets by application key."""


@dataclass(frozen=True, slots=True)
class TokenClaims:
    """What a verified token says. Times are integer Unix seconds."""

    application_key: str
    user_id: str
    issued_at: int
    expires_at: int
    nonce: str
    instance_expiry: int | None = None
    """When the registration of this user on this device ends; None: never."""


def is_application_key(text: str) -> bool:
    """Return whether ``text`` is a UUID in lower case."""
    return _APPLICATION_KEY.fullmatch(text) is not None


def decode_secret(secret: str) -> bytes:
    """Return the bytes of an application secret in standard or url-safe base64, padded or not.

    Raises ``TokenError`` (``SECRET``) when it is neither, or shorter than 8 bytes.
    """
    text = secret.strip().rstrip("=").replace("-", "+").replace("_", "/")
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise TokenError(TokenErrorCode.SECRET) from None
    if len(data) < _SECRET_MINIMUM:
        raise TokenError(TokenErrorCode.SECRET, length=len(data))
    return data


def derive_key(secret: str, date: str) -> bytes:
    """Return the 32 bytes that sign the tokens of one UTC ``date`` (``YYYYMMDD``)."""
    return hmac.new(decode_secret(secret), date.encode(), hashlib.sha256).digest()


def sign_token(
    key: str,
    secret: str,
    user_id: str,
    *,
    now: float,
    nonce: str,
    lifetime: int = LIFETIME,
    instance_expiry: int | None = None,
) -> str:
    """Sign a registration token for ``user_id`` of the application ``key``.

    ``now`` is Unix seconds, ``lifetime`` seconds (60 at least), ``nonce`` a string never used before,
    ``instance_expiry`` Unix seconds at least 48 hours ahead. Raises ``TokenError``.
    """
    issued_at = int(now)
    issuer = _ISSUER_PREFIX + key
    claims: dict[str, Any] = {
        "exp": issued_at + lifetime,
        "iat": issued_at,
        "iss": issuer,
        "nonce": nonce,
        "sub": f"{issuer}/users/{user_id}",
    }
    if instance_expiry is not None:
        claims[INSTANCE_EXPIRY_CLAIM] = instance_expiry
    _check_names(key, user_id)
    _check_times(_read_claims(claims, key, user_id))
    date = _utc_date(issued_at)
    # typ=None keeps PyJWT from adding the optional header: the shortest form is the published one.
    headers = {"kid": _KID_PREFIX + date, "typ": None}
    ordered = dict(sorted(claims.items()))
    return jwt.encode(ordered, derive_key(secret, date), algorithm="HS256", headers=headers)


def verify_token(
    token: str,
    secrets: Secrets,
    *,
    now: float,
    nonces: NonceCache | None,
    skew: float = CLOCK_SKEW,
    holder: str = "",
) -> TokenClaims:
    """Return what ``token`` says if it deserves belief; raises ``TokenError`` otherwise.

    ``now`` is Unix seconds. ``skew`` seconds of issuer's clock ahead of ours are forgiven. Each nonce counts
    once; with a ``holder`` (the name of one installation) that holder may show the same token again until it
    expires. ``nonces=None`` leaves out the check for re-use, for a token that was already counted elsewhere.
    """
    header, payload = _read_unverified(token)
    date = _key_date(header)
    key = _application_of(payload)
    secret = secrets.get(key) if isinstance(secrets, Mapping) else secrets(key)
    if secret is None:
        raise TokenError(TokenErrorCode.APPLICATION, application_key=key)
    _check_signature(token, derive_key(secret, date))
    claims = _read_claims(payload, key, _user_of(payload, key))
    _check_names(key, claims.user_id)
    _check_times(claims)
    if date != _utc_date(claims.issued_at):
        raise TokenError(TokenErrorCode.KEY_ID, date=date, issued_at=claims.issued_at)
    _check_against_clock(claims, now, skew)
    if nonces is not None and not nonces.use(
        claims.nonce, expires_at=claims.expires_at, now=now, holder=holder
    ):
        raise TokenError(TokenErrorCode.REPLAYED, user_id=claims.user_id)
    return claims


def application_of_token(token: str) -> str:
    """Return the application key that ``token`` names, unverified; raise ``TokenError`` if it names none."""
    _header, payload = _read_unverified(token)
    return _application_of(payload)


def _utc_date(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y%m%d")


def _read_unverified(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    if len(token) > _TOKEN_LIMIT or not _TOKEN.fullmatch(token):
        raise TokenError(TokenErrorCode.MALFORMED, length=len(token))
    try:
        parts = jwt.decode_complete(token, options={"verify_signature": False})
    except (jwt.PyJWTError, ValueError, RecursionError):
        raise TokenError(TokenErrorCode.MALFORMED, length=len(token)) from None
    return parts["header"], parts["payload"]


def _key_date(header: dict[str, Any]) -> str:
    if header.get("alg") != "HS256":
        raise TokenError(TokenErrorCode.ALGORITHM, alg=str(header.get("alg"))[:16])
    if "crit" in header:
        raise TokenError(TokenErrorCode.MALFORMED)  # RFC 7515 4.1.11: we understand no extension
    kid = header.get("kid")
    if not isinstance(kid, str) or not re.fullmatch(_KID_PREFIX + "[0-9]{8}", kid, re.ASCII):
        raise TokenError(TokenErrorCode.KEY_ID)
    return kid.removeprefix(_KID_PREFIX)


def _application_of(payload: dict[str, Any]) -> str:
    issuer = payload.get("iss")
    key = issuer.removeprefix(_ISSUER_PREFIX) if isinstance(issuer, str) else ""
    if not is_application_key(key) or issuer != _ISSUER_PREFIX + key:
        raise TokenError(TokenErrorCode.APPLICATION)
    return key


def _user_of(payload: dict[str, Any], key: str) -> str:
    prefix = f"{_ISSUER_PREFIX}{key}/users/"
    subject = payload.get("sub")
    if not isinstance(subject, str) or not subject.startswith(prefix):
        raise TokenError(TokenErrorCode.SUBJECT, application_key=key)
    return subject.removeprefix(prefix)


def _check_signature(token: str, key: bytes) -> None:
    # Times are checked by us, against a clock that is passed in.
    options = {f"verify_{claim}": False for claim in ("exp", "iat", "nbf", "aud", "iss", "sub", "jti")}
    try:
        jwt.decode(token, key, algorithms=["HS256"], options=options)  # type: ignore[arg-type]
    except jwt.InvalidSignatureError:
        raise TokenError(TokenErrorCode.SIGNATURE) from None
    except jwt.PyJWTError:
        raise TokenError(TokenErrorCode.MALFORMED) from None


def _read_claims(payload: dict[str, Any], key: str, user_id: str) -> TokenClaims:
    nonce = payload.get("nonce")
    if not isinstance(nonce, str) or not 0 < len(nonce) <= _NONCE_LIMIT:
        raise TokenError(TokenErrorCode.NONCE)
    instance_expiry = None
    if INSTANCE_EXPIRY_CLAIM in payload:
        instance_expiry = _seconds(payload, INSTANCE_EXPIRY_CLAIM)
    issued_at, expires_at = _seconds(payload, "iat"), _seconds(payload, "exp")
    return TokenClaims(key, user_id, issued_at, expires_at, nonce, instance_expiry)


def _seconds(payload: dict[str, Any], claim: str) -> int:
    value = payload.get(claim)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LATEST_TIME:
        raise TokenError(TokenErrorCode.MALFORMED, claim=claim)
    return value


def _check_names(key: str, user_id: str) -> None:
    if not is_application_key(key):
        raise TokenError(TokenErrorCode.APPLICATION)
    if not is_user_id(user_id):
        raise TokenError(TokenErrorCode.USER_ID, length=len(user_id))


def _check_times(claims: TokenClaims) -> None:
    if claims.expires_at - claims.issued_at < MINIMUM_LIFETIME:
        raise TokenError(TokenErrorCode.LIFETIME, lifetime=claims.expires_at - claims.issued_at)
    if claims.instance_expiry is None:
        return
    if claims.instance_expiry - claims.issued_at < MINIMUM_INSTANCE_LIFETIME:
        raise TokenError(TokenErrorCode.INSTANCE_EXPIRY, lifetime=claims.instance_expiry - claims.issued_at)


def _check_against_clock(claims: TokenClaims, now: float, skew: float) -> None:
    if claims.issued_at > now + skew:
        raise TokenError(TokenErrorCode.NOT_YET_VALID, ahead=claims.issued_at - now)
    if now >= claims.expires_at:
        raise TokenError(TokenErrorCode.EXPIRED, expires_at=claims.expires_at)
    if claims.instance_expiry is not None and now >= claims.instance_expiry:
        raise TokenError(TokenErrorCode.INSTANCE_EXPIRED, instance_expiry=claims.instance_expiry)
