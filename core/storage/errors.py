"""What can go wrong with the store, as a sentence for a person."""

from __future__ import annotations

import sqlite3
from enum import StrEnum

from core.sentences import sentence


class StorageProblem(StrEnum):
    """What exactly is wrong."""

    FULL = "full"
    READ_ONLY = "read-only"
    BUSY = "busy"
    CORRUPT = "corrupt"
    NEWER = "newer"
    CLOSED = "closed"
    BROKEN = "broken"


_SENTENCES = {
    StorageProblem.FULL: sentence("the disk is full."),
    StorageProblem.READ_ONLY: sentence("the file may not be written."),
    StorageProblem.BUSY: sentence("another program holds the file."),
    StorageProblem.CORRUPT: sentence("the file is damaged."),
    StorageProblem.NEWER: sentence("the file was written by a newer version of Ahoy."),
    StorageProblem.CLOSED: sentence("the store is closed."),
    StorageProblem.BROKEN: sentence("the disk or its file system does not work."),
}


class StorageError(Exception):
    """A read or write that did not happen; nothing was changed on disk."""

    def __init__(self, problem: StorageProblem, path: str = "") -> None:
        super().__init__(f"{path}: {_SENTENCES[problem]}" if path else _SENTENCES[problem].capitalize())
        self.problem = problem
        self.path = path


def problem_of(error: sqlite3.Error) -> StorageProblem:
    """Return what an error of SQLite means."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return StorageProblem.CORRUPT
    if primary == sqlite3.SQLITE_FULL:
        return StorageProblem.FULL
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN):
        return StorageProblem.READ_ONLY
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StorageProblem.BUSY
    return StorageProblem.BROKEN
