"""What happened when the program failed, in a file of the profile: shown at the next start and sent nowhere.

``faulthandler`` writes there when the process dies of a signal; exceptions that nobody caught, of any thread,
are written with their traceback. A run in which nothing failed leaves no file.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
import threading
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TextIO

from core.diagnostics.redaction import redacted

log = logging.getLogger(__name__)

NAME = "crash.txt"
SHOWN = 20_000
"""Characters of the newest report that are shown."""
LONGEST = 500_000
"""Bytes that one run writes: a fault that comes with every picture must not fill the disk."""


@dataclass(frozen=True, slots=True)
class CrashReport:
    """What an earlier run left behind. ``is_end``: it died of it, else it went on."""

    path: Path
    text: str
    is_end: bool


def take_report(profile: Path) -> CrashReport | None:
    """Return what the last run left behind and put it aside as ``crash-TIME.txt``, of which two are kept."""
    path = profile / NAME
    try:
        content = path.read_text(encoding="utf-8", errors="replace")
        if not content.strip():
            path.unlink()
            return None
        written = time.strftime("%Y%m%d-%H%M%S", time.localtime(path.stat().st_mtime))
        aside = path.with_name(f"crash-{written}.txt")
        path.replace(aside)
        for old in sorted(profile.glob("crash-*.txt"))[:-2]:
            old.unlink()
    except OSError as error:
        if not isinstance(error, FileNotFoundError):
            log.info("a crash report cannot be read: %s", error)
        return None
    return CrashReport(
        aside, redacted(content)[-SHOWN:], "Fatal Python error" in content or "Windows fatal" in content
    )


class CrashFile:
    """Catches what nobody else caught, from ``open`` to ``close``. Any thread."""

    def __init__(self, profile: Path, headline: str) -> None:
        self._path = profile / NAME
        self._headline = headline
        self._file: TextIO | None = None
        self._lock = threading.Lock()
        self._written = 0
        self._hooks = (sys.excepthook, threading.excepthook)

    def open(self) -> None:
        """Begin; where there is no file to write to, exceptions are logged all the same."""
        self._hooks = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            number = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            self._file = os.fdopen(number, "w", encoding="utf-8", errors="backslashreplace")
            faulthandler.enable(self._file)
        except OSError as error:
            log.info("no crash file: %s", error)

    def close(self) -> None:
        """End; an empty file is removed."""
        sys.excepthook, threading.excepthook = self._hooks
        file, self._file = self._file, None
        if file is not None:
            faulthandler.disable()
            file.close()
            with suppress(OSError):
                if not self._path.stat().st_size:
                    self._path.unlink()

    def write(self, where: str, error: BaseException) -> None:
        """Write an exception with its traceback; above the first one of a run stands the program."""
        words = "".join(traceback.format_exception(error))
        begin = "" if self._written else f"{self._headline}\n"
        stamp = time.strftime("%Y-%m-%d %H:%M:%S")
        text = redacted(f"{begin}{stamp} in {where}:\n{words}\n")
        with self._lock:
            if self._file is None or self._written + len(text) > LONGEST:
                return
            self._written += len(text)
            with suppress(OSError, ValueError):
                self._file.write(text)
                self._file.flush()

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(error, KeyboardInterrupt):
            log.error("nobody caught this", exc_info=error)
            self.write(threading.current_thread().name, error)
        self._hooks[0](kind, error, trace)

    def _uncaught_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None and not isinstance(caught.exc_value, SystemExit):
            name = caught.thread.name if caught.thread is not None else "a thread"
            log.error("nobody caught this in %s", name, exc_info=caught.exc_value)
            self.write(name, caught.exc_value)
        self._hooks[1](caught)
