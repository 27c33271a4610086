"""What happens in the service, as events with fields: readable lines, or JSON for a collector of logs.

``note`` is the one way in. Fields are names, counts and codes; a token, a secret or a message never is one.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from typing import Any, TextIO

_EVENT, _FIELDS = "journal_event", "journal_fields"
_TEXT_LIMIT = 300
"""Characters of one field: what a peer chose may not fill a disk."""


def note(log: logging.Logger, event: str, *, level: int = logging.INFO, **fields: Any) -> None:
    """Log ``event`` (dotted lower-case words) with its ``fields``: text, numbers, true, false or None."""
    if not log.isEnabledFor(level):
        return
    shown = {name: _bounded(value) for name, value in fields.items() if value not in (None, "")}
    text = " ".join([event, *(f"{name}={value}" for name, value in shown.items())])
    log.log(level, "%s", text, extra={_EVENT: event, _FIELDS: shown})


def _bounded(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return "".join(c if c.isprintable() else "?" for c in value[:_TEXT_LIMIT])


class JsonLines(logging.Formatter):
    """One JSON object a line: ``time`` (UTC, ISO 8601), ``level``, ``event``, ``logger``, and the fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for ``record``."""
        event = getattr(record, _EVENT, None)
        line: dict[str, Any] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
            + f".{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "event": event or "log",
            "logger": record.name,
        }
        if event is None:
            line["message"] = record.getMessage()
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        for name, value in getattr(record, _FIELDS, {}).items():
            line.setdefault(name, value)
        return json.dumps(line, ensure_ascii=False, default=str)


def log_as_json(stream: TextIO | None = None) -> None:
    """Let everything that is logged from now on be JSON lines on ``stream`` (default: stderr)."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    for other in list(root.handlers):
        root.removeHandler(other)
    root.addHandler(handler)
