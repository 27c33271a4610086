"""What is said of misbehaving sources: once a minute for each, with how often it happened meanwhile."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

from core.service.observed.journal import note

_QUIET_SECONDS = 60.0
_SOURCES = 1024


class Complaints:
    """Logs an event of a source once a minute; remembers the last 1024 sources."""

    def __init__(self, log: logging.Logger) -> None:
        self._log = log
        self._seen: OrderedDict[tuple[str, Hashable], tuple[float, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._seen)

    def say(self, event: str, source: Hashable, now: float, **fields: Any) -> bool:
        """Log ``event`` unless it was logged for ``source`` a moment ago; return whether it was."""
        key = (event, source)
        said_at, since = self._seen.pop(key, (-_QUIET_SECONDS, 0))
        is_due = now - said_at >= _QUIET_SECONDS
        self._seen[key] = (now, 0) if is_due else (said_at, since + 1)
        if len(self._seen) > _SOURCES:
            self._seen.popitem(last=False)
        if is_due:
            note(self._log, event, **fields, more_since_last=since or None)
        return is_due
