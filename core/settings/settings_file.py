"""The settings file of a profile: read once, written whole at each change. Blocking; one thread at a time."""

from __future__ import annotations

import copy
import logging
import time
from pathlib import Path
from typing import Any

from core.sentences import sentence
from core.settings.document import DamagedSettings, Sections, read_document, write_document
from core.whole_file import write_whole

log = logging.getLogger(__name__)

NAME = "settings.json"
LONGEST = 4 * 1024 * 1024
"""Bytes; a longer file is none of ours."""
NEWER_WORDS = sentence(
    "Your settings were written by a newer version of Ahoy. They are used as far as this one understands "
    "them; changes are not kept."
)


class NewerSettings(Exception):
    """The file is of a newer version and stays as it is."""


class SettingsFile:
    """Named sections. ``load`` comes first."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sections: Sections = {}
        self._is_newer = False
        self.exists = False
        """Whether there is a file, as of the last reading or writing."""

    def load(self) -> list[str]:
        """Read the file; returns sentences that the person should read. Raises ``OSError``.

        One that makes no sense is moved aside and kept; then nothing is set.
        """
        try:
            with self._path.open("rb") as opened:
                content = opened.read(LONGEST + 1)
        except FileNotFoundError:
            return []
        self.exists = True
        try:
            if len(content) > LONGEST:
                raise DamagedSettings("it is too long")
            self._sections, self._is_newer = read_document(content)
        except DamagedSettings as error:
            return [self._put_aside(error)]
        return [NEWER_WORDS] if self._is_newer else []

    def peek(self, name: str) -> Any:
        """Return what the file holds under ``name`` without loading or moving it; None if it makes no sense.

        Raises ``OSError``.
        """
        try:
            with self._path.open("rb") as opened:
                return read_document(opened.read(LONGEST))[0].get(name)
        except (FileNotFoundError, DamagedSettings):
            return None

    def get(self, name: str) -> Any:
        """Return a copy of what is kept under ``name``, or None."""
        return copy.deepcopy(self._sections.get(name))

    def set(self, name: str, value: Any) -> None:
        """Keep ``value`` under ``name``; on the disk when this returns.

        Raises ``OSError``, ``NewerSettings``, and ``TypeError`` or ``ValueError`` for what JSON cannot hold;
        then nothing is changed.
        """
        self.replace(self._sections | {name: value})

    def replace(self, sections: Sections) -> None:
        """Keep these sections and no others; raises as ``set``."""
        if self._is_newer:
            raise NewerSettings
        content = write_document(sections)
        write_whole(self._path, content)
        # From the text, so that nobody can change afterwards what is kept.
        self._sections, _ = read_document(content)
        self.exists = True

    def _put_aside(self, error: DamagedSettings) -> str:
        aside = self._path.with_name(f"{self._path.name}.damaged-{time.strftime('%Y%m%d-%H%M%S')}")
        self._path.replace(aside)
        self.exists = False
        log.info("damaged settings were moved to %s: %s", aside.name, error)
        return sentence(
            "Your settings were damaged. They start anew; the old file is kept as {file}.", file=aside.name
        )
