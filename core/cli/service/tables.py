"""What an operator reads: the answers of a service as tables and lines."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

_TIMES = frozenset({"since", "expires_at", "ends_at", "connected_at", "created_at", "started_at"})
_TITLES = {
    "old_secret_until": "old secret until",
    "in_call": "in a call",
    "callback_url": "callbacks",
    "callback_fallback": "fallback",
}


def shown(arguments: argparse.Namespace, answer: dict[str, Any]) -> str:
    """Return ``answer`` as text for a person."""
    for name in ("users", "calls", "applications"):
        rows = answer.get(name)
        if isinstance(rows, list):
            told = table(rows) if rows else f"There are no {name}."
            rooms = answer.get("rooms") if name == "calls" else None
            return f"{told}\n\n{table(rooms)}" if rooms else told
    if arguments.serve_command == "drain":
        return f"The service takes nothing new and ends within {answer['seconds']:.0f} seconds."
    if getattr(arguments, "action", "") == "kick":
        return f"Registrations ended: {answer['ended']}."
    instances = answer.get("instances")
    lines = fields({name: value for name, value in answer.items() if name != "instances"})
    return f"{lines}\n\n{table(instances)}" if instances else lines


def table(rows: Sequence[dict[str, Any]]) -> str:
    """Return rows of the same fields as columns under their names."""
    names = list(rows[0])
    lines = [[_title(name) for name in names], *([_cell(name, row[name]) for name in names] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(names))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def fields(answer: dict[str, Any]) -> str:
    """Return one line for each field."""
    width = max(len(_title(name)) for name in answer)
    return "\n".join(f"{_title(name).ljust(width)}  {_cell(name, value)}" for name, value in answer.items())


def _title(name: str) -> str:
    return _TITLES.get(name, name.removesuffix("_at").replace("_", " "))


def _cell(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or value == "":
        return "-"
    if name in _TIMES or name == "old_secret_until":
        return datetime.fromtimestamp(value, UTC).strftime("%Y-%m-%d %H:%M:%SZ") if value else "-"
    if isinstance(value, dict):
        return ", ".join(f"{key} {each}" for key, each in value.items()) or "-"
    return "".join(c if c.isprintable() else "?" for c in str(value))
