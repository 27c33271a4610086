"""Log, crash file and report of one running profile, put together."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path

from core.diagnostics.crash_file import CrashFile, CrashReport, take_report
from core.diagnostics.log_file import close_log, last_lines, open_log
from core.diagnostics.report import LINES, program_line, report
from core.settings.settings_file import NAME, SettingsFile
from core.snapshots import AppSnapshot


class Keeper:
    """From ``begin`` to ``end`` of a run. Any thread but one at a time."""

    def __init__(self, profile: Path, version: str) -> None:
        self.profile = profile
        self._version = version
        self._log: logging.Handler | None = None
        self._crash_file = CrashFile(profile, program_line(version))
        self.crash: CrashReport | None = None
        """What the run before left behind."""

    def begin(self) -> None:
        """Take what the run before left behind, and write down this one."""
        self.crash = take_report(self.profile)
        self._crash_file.open()
        if _wants_log(self.profile):
            self._log = open_log(self.profile)

    def end(self) -> None:
        """Write no more."""
        self._crash_file.close()
        close_log(self._log)
        self._log = None

    def write_log(self, on: bool) -> None:
        """Write a log from now on, or not."""
        if on and self._log is None:
            self._log = open_log(self.profile)
        elif not on:
            close_log(self._log)
            self._log = None

    def report(self, snapshot: AppSnapshot, facts: Mapping[str, str]) -> str:
        """Return the report that the person can copy."""
        return report(self._version, snapshot, last_lines(self.profile, LINES), facts)


def _wants_log(profile: Path) -> bool:
    """Return what is chosen, before the core has read it; the core says what is wrong with the file."""
    try:
        chosen = SettingsFile(profile / NAME).peek("desktop")
    except OSError:
        return True
    return not (isinstance(chosen, dict) and chosen.get("writes_log") is False)
