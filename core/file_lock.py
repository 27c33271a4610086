"""A file that one process holds; the system releases the hold however the process ends."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO


class FileLock:
    """A hold on the file at ``path``, which is made if it is not there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    def acquire(self) -> bool:
        """Hold the file; False if another process does. Raises ``OSError``."""
        file = self._path.open("ab")
        if not _try_lock(file):
            file.close()
            return False
        self._file = file
        return True

    def is_free(self) -> bool:
        """Whether nobody holds the file. Looking keeps holders out for a moment, and nobody else who looks.

        Raises ``OSError``.
        """
        with self._path.open("ab") as file:
            return _is_free(file)

    def release(self) -> None:
        """Let go. Idempotent."""
        if self._file is not None:
            self._file.close()
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    _is_free = _try_lock  # there is no other way to look
else:
    import fcntl

    def _try_lock(file: IO[bytes], kind: int = fcntl.LOCK_EX) -> bool:
        try:
            fcntl.flock(file.fileno(), kind | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _is_free(file: IO[bytes]) -> bool:
        return _try_lock(file, fcntl.LOCK_SH)
