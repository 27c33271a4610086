"""Proving who we are: bearer tokens (RFC 8898) and digest (RFC 8760), and asking others for a token."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from core.sip.ids import Ids
from core.sip.messages import Challenge, Credentials, Request
from core.sip.messages.scanner import quote

ALGORITHMS = {"SHA-512-256": "sha512_256", "SHA-256": "sha256", "MD5": "md5"}
"""Digest algorithms, strongest first (RFC 8760 2.3), and what ``hashlib`` calls them."""

SESSION = "-SESS"


@dataclass(frozen=True, slots=True)
class BearerToken:
    """A registration token."""

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DigestCredentials:
    """A user name and password for a foreign account."""

    username: str
    password: str = field(repr=False)


AnyCredentials = BearerToken | DigestCredentials


def bearer_credentials(token: BearerToken) -> Credentials:
    """Return the Authorization value for ``token``; IllegalValue if it has characters a token cannot have."""
    return Credentials("Bearer", token.token)


def bearer_challenge(authz_server: str, *, scope: str = "sip", error: str = "", realm: str = "") -> Challenge:
    """Return the challenge a server sends for a missing or bad token (RFC 8898 2.1, RFC 6750 3)."""
    values = {"realm": realm, "authz_server": authz_server, "scope": scope, "error": error}
    return Challenge.of("Bearer", **{name: value for name, value in values.items() if value})


def bearer_token_of(request: Request) -> str | None:
    """Return the token ``request`` carries, or None."""
    for credentials in request.credentials:
        if credentials.scheme.lower() == "bearer" and credentials.token:
            return credentials.token
    return None


def bearer_challenge_in(challenges: Iterable[Challenge]) -> Challenge | None:
    """Return the first bearer challenge, or None."""
    return next((one for one in challenges if one.scheme.lower() == "bearer"), None)


def digest_challenge_in(challenges: Iterable[Challenge]) -> Challenge | None:
    """Return the strongest digest challenge that we can answer, or None (RFC 8760 2.4)."""
    return next(iter(digest_challenges_in(challenges)), None)


def digest_challenges_in(challenges: Iterable[Challenge]) -> list[Challenge]:
    """Return the digest challenges that we can answer, the strongest first."""
    usable = [one for one in challenges if one.scheme.lower() == "digest" and _is_usable(one)]
    order = list(ALGORITHMS)
    return sorted(usable, key=lambda one: order.index(_hash_name(one)))


def _algorithm(challenge: Challenge) -> str:
    return challenge.get("algorithm") or "MD5"


def _hash_name(challenge: Challenge) -> str:
    return _algorithm(challenge).upper().removesuffix(SESSION)


def _is_usable(challenge: Challenge) -> bool:
    known = ALGORITHMS.get(_hash_name(challenge)) in hashlib.algorithms_available
    qop = challenge.get("qop")
    offers_auth = qop is None or "auth" in [part.strip().lower() for part in qop.split(",")]
    return known and offers_auth and challenge.get("nonce") is not None


class DigestSession:
    """Answers to one server's nonces, with a nonce count that only grows (RFC 7616 3.4)."""

    def __init__(self, credentials: DigestCredentials, ids: Ids) -> None:
        self._credentials = credentials
        self._ids = ids
        self._nonce = ""
        self._count = 0

    def answer(self, challenge: Challenge, method: str, uri: str) -> Credentials:
        """Return the credentials for one request; ``challenge`` comes from ``digest_challenge_in``."""
        nonce = challenge.get("nonce") or ""
        self._count = self._count + 1 if nonce == self._nonce else 1
        self._nonce = nonce
        algorithm, realm = _hash_name(challenge), challenge.get("realm") or ""
        has_qop = challenge.get("qop") is not None
        cnonce, count = self._ids.cnonce(), f"{self._count:08x}"
        middle = (nonce, count, cnonce, "auth") if has_qop else (nonce,)
        secret = _hash(algorithm, self._credentials.username, realm, self._credentials.password)
        if _algorithm(challenge).upper().endswith(SESSION):
            secret = _hash(algorithm, secret, nonce, cnonce)
        response = _hash(algorithm, secret, *middle, _hash(algorithm, method, uri))
        params = [
            ("username", quote(self._credentials.username)),
            ("realm", quote(realm)),
            ("nonce", quote(nonce)),
            ("uri", quote(uri)),
            ("response", quote(response)),
            ("algorithm", _algorithm(challenge)),
        ]
        if has_qop:
            params += [("qop", "auth"), ("nc", count), ("cnonce", quote(cnonce))]
        elif _algorithm(challenge).upper().endswith(SESSION):
            params.append(("cnonce", quote(cnonce)))
        if (opaque := challenge.get("opaque")) is not None:
            params.append(("opaque", quote(opaque)))
        return Credentials("Digest", "", tuple(params))


def _hash(algorithm: str, *parts: str) -> str:
    data = ":".join(parts).encode("utf-8", "replace")
    return hashlib.new(ALGORITHMS[algorithm], data, usedforsecurity=False).hexdigest()
