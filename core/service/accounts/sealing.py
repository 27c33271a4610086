"""Passwords at rest: encrypted with a key that lies beside the database, in a file of its own.

Whoever copies the database alone, a backup for example, does not have them.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.service.data.data_folder import kept_key
from core.service.routing.endpoints import Account

FILE_NAME = "accounts.key"
_KEY_BYTES = 32
_NONCE_BYTES = 12


class Seal:
    """Encrypts with AES-256-GCM; a sealed password opens only as that of the account it was sealed for."""

    def __init__(self, key: bytes, random_bytes: Callable[[int], bytes] = os.urandom) -> None:
        self._cipher = AESGCM(key)
        self._random_bytes = random_bytes

    def close(self, password: str, owner: Account, account_id: str) -> bytes:
        """Return the password sealed."""
        nonce = self._random_bytes(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, password.encode(), _whose(owner, account_id))

    def open(self, sealed: bytes, owner: Account, account_id: str) -> str | None:
        """Return the password, or None if it was sealed with another key or for another account."""
        nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return self._cipher.decrypt(nonce, rest, _whose(owner, account_id)).decode()
        except (InvalidTag, ValueError):
            return None


def load_seal(data_dir: Path) -> Seal:
    """Return the seal of ``data_dir``, whose key (mode 0600) is made if there is none.

    Raises ``ServiceError``: a file that cannot be understood is never replaced.
    """
    path = data_dir / FILE_NAME
    damaged = (
        f"The key in {path} is damaged. Restore it from a backup, or move it away: the passwords of "
        "accounts at other providers must then be entered again."
    )
    return Seal(kept_key(path, _KEY_BYTES, damaged=damaged))


def _whose(owner: Account, account_id: str) -> bytes:
    return "\0".join((owner.application, owner.user, account_id)).encode()
