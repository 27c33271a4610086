"""Passwords at rest: encrypted with a key that lies elsewhere (``keys``).

Whoever copies the database alone, a backup for example, does not have them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.service.routing.endpoints import Account

KEY_BYTES = 32
_NONCE_BYTES = 12


class Seal:
    """Encrypts with AES-256-GCM; a sealed password opens only as that of the account it was sealed for.

    ``older`` are keys with which passwords may have been sealed before.
    """

    def __init__(
        self,
        key: bytes,
        random_bytes: Callable[[int], bytes] = os.urandom,
        *,
        older: Sequence[bytes] = (),
    ) -> None:
        self._ciphers = [AESGCM(each) for each in (key, *older)]
        self._random_bytes = random_bytes

    def close(self, password: str, owner: Account, account_id: str) -> bytes:
        """Return the password sealed."""
        nonce = self._random_bytes(_NONCE_BYTES)
        return nonce + self._ciphers[0].encrypt(nonce, password.encode(), _whose(owner, account_id))

    def open(self, sealed: bytes, owner: Account, account_id: str) -> str | None:
        """Return the password, or None if it was sealed with another key or for another account."""
        nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        for cipher in self._ciphers:
            with suppress(InvalidTag, ValueError):
                return cipher.decrypt(nonce, rest, _whose(owner, account_id)).decode()
        return None


def _whose(owner: Account, account_id: str) -> bytes:
    return "\0".join((owner.application, owner.user, account_id)).encode()
