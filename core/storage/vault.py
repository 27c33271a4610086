"""The vault of this system, looked for when it is first needed."""

from __future__ import annotations

from functools import cached_property

from core.ports import Vault


class SystemVault:
    """Secrets in the system's key store, or in memory where there is none. Methods may block.

    Nothing is loaded before the first use: looking for the key store takes a quarter of a second of the
    program's start, and with the embedded service no secret is ever asked for.
    """

    @property
    def is_persistent(self) -> bool:
        """Whether secrets survive the end of the process."""
        return self._vault.is_persistent

    def read(self, name: str) -> str | None:
        """Return the secret called ``name``, or None."""
        return self._vault.read(name)

    def write(self, name: str, secret: str) -> None:
        """Store ``secret`` under ``name``."""
        self._vault.write(name, secret)

    def delete(self, name: str) -> None:
        """Forget the secret called ``name``."""
        self._vault.delete(name)

    @cached_property
    def _vault(self) -> Vault:
        from core.storage.keyring_vault import open_key_store

        return open_key_store()
