"""Keys in descriptions (RFC 4568): ``a=crypto`` lines, read and written."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

SUITES = {
    "AES_CM_128_HMAC_SHA1_80": 30,
    "AES_CM_128_HMAC_SHA1_32": 30,
    "AEAD_AES_256_GCM": 44,
    "AEAD_AES_128_GCM": 28,
}
"""Bytes of key and salt together, by suite; the order is that of our offers."""

_LINE = re.compile(
    r"(\d{1,9}) ([A-Za-z0-9_]{1,40}) inline:([A-Za-z0-9+/]{16,128}={0,2})"
    r"(?:\|(?:2\^\d{1,2}|\d{1,15}))?((?: [\x21-\x7e]{1,100}){0,8})"
)
_HARMLESS = re.compile(r"WSH=\d{1,6}")


@dataclass(frozen=True, slots=True)
class Crypto:
    """One line: ``key`` is master key and salt of what its author sends."""

    tag: int
    suite: str
    key: bytes = field(repr=False)

    def __str__(self) -> str:
        return f"{self.tag} {self.suite} inline:{base64.b64encode(self.key).decode()}"


def read_crypto(value: str) -> Crypto | None:
    """Return the line if its suite, key and every parameter can be obeyed; None otherwise.

    One with a master key identifier cannot, nor one that leaves something unprotected.
    """
    match = _LINE.fullmatch(value)
    if match is None or match[2] not in SUITES:
        return None
    if not all(_HARMLESS.fullmatch(word) for word in match[4].split()):
        return None
    try:
        key = base64.b64decode(match[3] + "=" * (-len(match[3]) % 4), validate=True)
    except binascii.Error:
        return None
    return Crypto(int(match[1]), match[2], key) if len(key) == SUITES[match[2]] else None


def read_all(values: Iterable[str]) -> tuple[Crypto, ...]:
    """Return the lines that can be used, as they are ordered."""
    return tuple(crypto for value in values if (crypto := read_crypto(value)) is not None)


def answered(theirs: Crypto, random_bytes: Callable[[int], bytes]) -> Crypto:
    """Return our line in answer to one of theirs, with a fresh key (RFC 4568 section 5.1.2)."""
    return Crypto(theirs.tag, theirs.suite, random_bytes(SUITES[theirs.suite]))
