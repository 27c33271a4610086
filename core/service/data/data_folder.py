"""The service's data folder: one service at a time, private files written all or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from core.file_lock import FileLock
from core.service.errors import ServiceError, ServiceProblem

LOCK_NAME = "service.lock"
_UNFINISHED = ".new-"
"""What the names of files begin with that are being written; a kill may leave one behind."""


def write_private_file(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` with mode 0600, all of it or nothing; raise ``ServiceError``."""
    temporary = ""
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=f"{_UNFINISHED}{path.name}.", dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            if temporary:
                Path(temporary).unlink()
        raise storage_error(error, path) from error


def kept_key(path: Path, size: int, *, damaged: str, make: Callable[[], bytes] | None = None) -> bytes:
    """Return the key in the file at ``path``, of ``size`` bytes, made (mode 0600) if there is none.

    ``make`` makes one; without it the key is any bytes.

    Raises ``ServiceError``, with the sentence ``damaged`` for one of another size: what cannot be understood
    is never replaced.
    """
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        key = make() if make is not None else os.urandom(size)
        write_private_file(path, key)
    except OSError as error:
        raise ServiceError(ServiceProblem.DATA_BROKEN, f"{path} cannot be read.", path=str(path)) from error
    if len(key) != size:
        raise ServiceError(ServiceProblem.DATA_BROKEN, damaged, path=str(path))
    return key


def make_private_folder(path: Path) -> None:
    """Make ``path`` (mode 0700) if it is not there; raise ``ServiceError``."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise storage_error(error, path) from error


def storage_error(error: OSError, path: Path) -> ServiceError:
    """Return the sentence for an ``OSError`` while writing ``path``."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        sentence = f"The disk is full: {path} cannot be written. Free some space and start again."
        return ServiceError(ServiceProblem.DISK_FULL, sentence, path=str(path))
    sentence = f"{path} cannot be written: {error.strerror or error}."
    return ServiceError(ServiceProblem.DATA_UNWRITABLE, sentence, path=str(path))


class DataFolder:
    """A folder held by one running service; the system releases the hold however the process ends."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: FileLock | None = None

    def open(self) -> None:
        """Make the folder (mode 0700) and hold it; raise ``ServiceError`` if it is unwritable or held."""
        make_private_folder(self.path)
        lock = FileLock(self.path / LOCK_NAME)
        try:
            is_ours = lock.acquire()
        except OSError as error:
            raise storage_error(error, self.path) from error
        if not is_ours:
            sentence = f"Another Ahoy call service already uses the folder {self.path}."
            raise ServiceError(ServiceProblem.DATA_IN_USE, sentence, path=str(self.path))
        self._lock = lock
        for unfinished in self.path.glob(f"{_UNFINISHED}*"):
            with contextlib.suppress(OSError):
                unfinished.unlink()

    def close(self) -> None:
        """Let go of the folder. Idempotent."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None
