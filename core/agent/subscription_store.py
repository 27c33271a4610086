"""Where window and agent share a push subscription: the system's key store, else a file of the profile."""

from __future__ import annotations

import contextlib
import logging
from pathlib import Path

from core.ports import Vault
from core.whole_file import write_whole

log = logging.getLogger(__name__)

FILE = "agent/subscription"
_LONGEST = 8192


class ProfilePushStore:
    """``core.calling``'s ``PushStore``. The file (mode 0600) is for systems whose key store forgets."""

    def __init__(self, profile: Path, vault: Vault) -> None:
        self._file = profile / FILE
        self._vault = vault
        self._name = f"push-subscription:{profile}"

    def read(self) -> str | None:
        """Return what was written last, or None."""
        kept = self._vault.read(self._name) if self._vault.is_persistent else None
        if kept is not None:
            return kept
        try:
            with self._file.open("rb") as opened:
                return opened.read(_LONGEST).decode(errors="replace") or None
        except FileNotFoundError:
            return None
        except OSError as error:
            log.info("the push subscription cannot be read: %s", error.strerror)
            return None

    def write(self, text: str) -> None:
        """Keep ``text``; on a full disk it lasts as long as the process that opened it."""
        if self._vault.is_persistent:
            self._vault.write(self._name, text)
            # The key store may have failed just now, and keep what it was given in memory only.
            if self._vault.is_persistent:
                self._remove_file()
                return
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(self._file, text.encode())
        except OSError as error:
            log.error("the push subscription cannot be kept: %s", error.strerror)

    def delete(self) -> None:
        """Forget it."""
        self._vault.delete(self._name)
        self._remove_file()

    def _remove_file(self) -> None:
        with contextlib.suppress(OSError):
            self._file.unlink(missing_ok=True)
