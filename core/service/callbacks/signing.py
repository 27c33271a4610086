"""Signatures of the requests between a call service and a backend (the "Application" scheme).

``Authorization: application KEY:SIGNATURE`` beside ``x-timestamp``. What is signed is the request's method,
the MD5 of its body's raw bytes, its Content-Type as sent, the timestamp and the path, never a value that was
parsed and written anew.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from core.identity.nonces import NonceCache
from core.identity.tokens import decode_secret

SCHEME = "application"
TIMESTAMP = "x-timestamp"
FRESHNESS = 300.0
"""Seconds that a signed request counts, into the past and into the future."""
_AUTHORIZATION = re.compile(r"([A-Za-z]+) +([^\s:]{1,100}):([A-Za-z0-9+/=]{1,100})")
_FRACTION = re.compile(r"\.([0-9]{1,9})")
_TIMESTAMP_LIMIT = 64


class SignatureProblem(StrEnum):
    """Why a signed request is not believed."""

    MISSING = "missing"
    MALFORMED = "malformed"
    APPLICATION = "application"
    SIGNATURE = "signature"
    STALE = "stale"
    REPLAYED = "replayed"


_SENTENCES = {
    SignatureProblem.MISSING: "The request is not signed.",
    SignatureProblem.MALFORMED: "The signature of the request cannot be read.",
    SignatureProblem.APPLICATION: "The request is signed for an application that is not known here.",
    SignatureProblem.SIGNATURE: "The signature does not fit the request.",
    SignatureProblem.STALE: "The request was signed too long ago, or the clocks differ.",
    SignatureProblem.REPLAYED: "The request was made before.",
}


class SignatureError(Exception):
    """A request is not believed; ``problem`` is for programs, the message for people."""

    def __init__(self, problem: SignatureProblem) -> None:
        super().__init__(_SENTENCES[problem])
        self.problem = problem


@dataclass(frozen=True, slots=True)
class SignedPart:
    """What a signature covers. ``path`` is as it is sent, without host; ``content_type`` verbatim."""

    method: str
    path: str
    content_type: str
    timestamp: str
    body: bytes = b""

    @property
    def text(self) -> bytes:
        """The canonical string."""
        lines = (
            self.method,
            content_md5(self.body),
            self.content_type,
            f"{TIMESTAMP}:{self.timestamp}",
            self.path,
        )
        return "\n".join(lines).encode("utf-8", "surrogateescape")


def content_md5(body: bytes) -> str:
    """Return the base64 of the body's MD5; nothing when there is no body."""
    if not body:
        return ""
    return base64.b64encode(hashlib.md5(body, usedforsecurity=False).digest()).decode()


def signature(part: SignedPart, secret: str) -> str:
    """Return the base64 signature by a base64 ``secret``; raise ``TokenError`` if that is none."""
    return base64.b64encode(hmac.new(decode_secret(secret), part.text, hashlib.sha256).digest()).decode()


def timestamp_of(now: float) -> str:
    """Return Unix seconds as ISO 8601 in UTC, with microseconds."""
    return datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def signed_headers(
    method: str, path: str, body: bytes, *, key: str, secret: str, content_type: str, now: float
) -> dict[str, str]:
    """Return the headers of a request that is signed at ``now`` (Unix seconds)."""
    part = SignedPart(method, path, content_type, timestamp_of(now), body)
    return {
        "Content-Type": content_type,
        TIMESTAMP: part.timestamp,
        "Authorization": f"{SCHEME} {key}:{signature(part, secret)}",
    }


class Verifier:
    """Believes requests that are signed by a known secret, made just now, and seen for the first time."""

    def __init__(
        self,
        secrets: Callable[[str], Iterable[str]],
        *,
        freshness: float = FRESHNESS,
        seen: NonceCache | None = None,
    ) -> None:
        """``secrets`` gives those of an application key that count, none for one that is not known."""
        self._secrets = secrets
        self._freshness = freshness
        self._seen = seen if seen is not None else NonceCache()

    def verify(self, method: str, path: str, headers: Mapping[str, str], body: bytes, now: float) -> str:
        """Return the application key of a request to be believed; raise ``SignatureError``.

        ``headers`` must find names in any case; ``now`` is Unix seconds.
        """
        key, given = _authorization(headers.get("Authorization"))
        stamp = headers.get(TIMESTAMP) or ""
        part = SignedPart(method, path, headers.get("Content-Type") or "", stamp, body)
        secrets = tuple(self._secrets(key))
        if not secrets:
            raise SignatureError(SignatureProblem.APPLICATION)
        matches = [hmac.compare_digest(given, signature(part, secret)) for secret in secrets]
        if not any(matches):
            raise SignatureError(SignatureProblem.SIGNATURE)
        made_at = _seconds(stamp)
        if abs(now - made_at) > self._freshness:
            raise SignatureError(SignatureProblem.STALE)
        if not self._seen.use(given, expires_at=made_at + self._freshness, now=now):
            raise SignatureError(SignatureProblem.REPLAYED)
        return key


def _authorization(value: str | None) -> tuple[str, str]:
    if value is None:
        raise SignatureError(SignatureProblem.MISSING)
    found = _AUTHORIZATION.fullmatch(value.strip())
    if found is None or found[1].lower() != SCHEME:
        raise SignatureError(SignatureProblem.MALFORMED)
    try:
        # Written anew, so that one signature has one spelling and cannot be replayed in another.
        given = base64.b64encode(base64.b64decode(found[3], validate=True)).decode()
    except (binascii.Error, ValueError):
        raise SignatureError(SignatureProblem.MALFORMED) from None
    return found[2], given


def _seconds(stamp: str) -> float:
    """Return the Unix seconds of an ISO 8601 time in UTC; other clocks write up to nine decimals."""
    if not stamp:
        raise SignatureError(SignatureProblem.MISSING)
    try:
        shortened = _FRACTION.sub(lambda found: "." + found[1][:6].ljust(6, "0"), stamp[:_TIMESTAMP_LIMIT])
        made_at = datetime.fromisoformat(shortened)
        if made_at.tzinfo is None:
            made_at = made_at.replace(tzinfo=UTC)
        return made_at.timestamp()
    except (ValueError, OverflowError):
        raise SignatureError(SignatureProblem.MALFORMED) from None
