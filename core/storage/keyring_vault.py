"""The system's key store behind ``core.ports.Vault``."""

from __future__ import annotations

import logging

import keyring
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringError

from core.ports import MemoryVault, Vault

log = logging.getLogger(__name__)

APPLICATION = "ahoy"


class KeyringVault:
    """Secrets in the system's key store; what it refuses is kept in memory instead. Methods may block."""

    def __init__(self) -> None:
        self._memory = MemoryVault()
        self._is_persistent = not isinstance(keyring.get_keyring(), NoKeyring)

    @property
    def is_persistent(self) -> bool:
        """Whether secrets survive the end of the process."""
        return self._is_persistent

    def read(self, name: str) -> str | None:
        """Return the secret called ``name``, or None."""
        if (secret := self._memory.read(name)) is not None or not self._is_persistent:
            return secret
        try:
            return keyring.get_password(APPLICATION, name)
        except KeyringError as error:
            self._fail(error)
            return None

    def write(self, name: str, secret: str) -> None:
        """Store ``secret`` under ``name``."""
        if self._is_persistent:
            try:
                keyring.set_password(APPLICATION, name, secret)
            except KeyringError as error:
                self._fail(error)
            else:
                return
        self._memory.write(name, secret)

    def delete(self, name: str) -> None:
        """Forget the secret called ``name``."""
        self._memory.delete(name)
        if self._is_persistent:
            try:
                keyring.delete_password(APPLICATION, name)
            except KeyringError as error:
                # No such secret is an error of the same kind, and what was asked for.
                log.info("the key store did not delete: %s", type(error).__name__)

    def _fail(self, error: KeyringError) -> None:
        log.info("the key store does not work (%s): secrets stay in memory", type(error).__name__)
        self._is_persistent = False


def open_key_store() -> Vault:
    """Return the system's key store, or memory where there is none. May block."""
    vault = KeyringVault()
    return vault if vault.is_persistent else MemoryVault()
