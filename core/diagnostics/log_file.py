"""The log on the disk: redacted, rotating, for this user alone."""

from __future__ import annotations

import logging
import logging.handlers
import os
from pathlib import Path

from core.diagnostics.redaction import redacted

FOLDER, NAME = "logs", "ahoy.log"
SIZE, KEPT = 1_000_000, 4
"""Bytes of one file, and how many older ones are kept."""
FORM = "%(asctime)s %(levelname).1s %(threadName)s %(name)s: %(message)s"
TALKATIVE = ("aioice", "aiortc", "asyncio", "qasync", "libav", "zeroconf")
"""Libraries whose everyday remarks would fill the file."""
_END_READ = 200_000


class RedactedFormatter(logging.Formatter):
    """Formats records, their tracebacks included, and takes secrets out."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of ``record``."""
        return redacted(super().format(record))


class PrivateRotatingHandler(logging.handlers.RotatingFileHandler):
    """A rotating file with mode 0600. A disk that is full loses lines, and says nothing about each."""

    def _open(self):  # type: ignore[no-untyped-def]
        number = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(number, "a", encoding="utf-8", errors="backslashreplace")

    def handleError(self, record: logging.LogRecord) -> None:
        """Lose the line: telling on stderr for each would help nobody."""


def open_log(profile: Path) -> logging.Handler | None:
    """Write what happens into the log of a profile from now on; None, with a remark, where that fails."""
    try:
        folder = profile / FOLDER
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = PrivateRotatingHandler(folder / NAME, maxBytes=SIZE, backupCount=KEPT, delay=False)
    except OSError as error:
        logging.getLogger(__name__).info("no log is written: %s", error)
        return None
    handler.setLevel(logging.INFO)
    handler.setFormatter(RedactedFormatter(FORM))
    root = logging.getLogger()
    before = root.level
    for each in root.handlers:
        each.setLevel(max(each.level, before))  # what is written to the terminal stays what it was
    if before > logging.INFO:
        for name in TALKATIVE:
            logging.getLogger(name).setLevel(logging.WARNING)
        root.setLevel(logging.INFO)
    root.addHandler(handler)
    return handler


def close_log(handler: logging.Handler | None) -> None:
    """Write no more."""
    if handler is not None:
        logging.getLogger().removeHandler(handler)
        handler.close()


def last_lines(profile: Path, number: int) -> list[str]:
    """Return the newest lines of the log; none where it cannot be read."""
    try:
        with (profile / FOLDER / NAME).open("rb") as opened:
            opened.seek(0, os.SEEK_END)
            opened.seek(max(0, opened.tell() - _END_READ))
            return opened.read().decode(errors="replace").splitlines()[-number:]
    except OSError:
        return []
