"""The form of the settings file, without I/O: a version, and sections by name that JSON can hold.

    {"version": 1, "profile": {"display_name": "Anna", ...}, "sound": {...}, ...}

What a section holds is typed by the dataclass of the same name in the core; sections that this version does
not know are kept as they are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

VERSION = 1
Sections = dict[str, Any]
MIGRATIONS: tuple[Callable[[Sections], Sections], ...] = ()
"""The step at place N makes sections of version N + 2 from those of version N + 1."""


class DamagedSettings(Exception):
    """What stands in the file is no settings."""


def read_document(
    content: bytes, migrations: Sequence[Callable[[Sections], Sections]] = MIGRATIONS
) -> tuple[Sections, bool]:
    """Return the sections, brought up to date, and whether the file is of a newer version.

    A newer one is read as far as it is understood, and must not be written. Raises ``DamagedSettings``.
    """
    try:
        sections = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise DamagedSettings("it is not JSON") from error
    version = sections.pop("version", None) if isinstance(sections, dict) else None
    if type(version) is not int or version < 1:
        raise DamagedSettings("it names no version")
    for step in migrations[version - 1 :]:
        sections = step(sections)
    return sections, version > len(migrations) + 1


def write_document(sections: Sections) -> bytes:
    """Return the file's content. Raises ``TypeError`` for what JSON cannot hold."""
    words = {"version": VERSION, **sections}
    return json.dumps(words, ensure_ascii=False, indent=2, allow_nan=False).encode() + b"\n"
