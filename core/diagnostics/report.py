"""The report that a person can copy and send to whom they like: what runs where, and the end of the log."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterable, Mapping
from importlib import metadata

from core.diagnostics.redaction import redacted
from core.snapshots import AppSnapshot, CallSnapshot

PACKAGES = ("PySide6-Addons", "aiortc", "av", "cryptography", "numpy")
LINES = 200


def program_line(version: str) -> str:
    """Return which program runs on what, in one line."""
    return f"Ahoy {version}, Python {platform.python_version()}, {platform.platform()}"


def report(version: str, snapshot: AppSnapshot, log_lines: Iterable[str], facts: Mapping[str, str]) -> str:
    """Return the report; ``facts`` are what else is known, by name."""
    parts = [
        program_line(version),
        ", ".join(_versions()),
        *(f"{name}: {value}" for name, value in facts.items()),
        f"Service: {snapshot.service.state} {_kind(snapshot)} {snapshot.service.message}".strip(),
        *_devices(snapshot),
        *map(_call, snapshot.calls),
        *(f"Ended: {e.end_cause} {e.error} {e.direction}" for e in snapshot.history[:5]),
        "",
        *log_lines,
    ]
    return redacted("\n".join(parts)) + "\n"


def _kind(snapshot: AppSnapshot) -> str:
    if snapshot.service.is_embedded:
        return "embedded"
    return "SIP server" if snapshot.service.is_foreign else "configured"


def _devices(snapshot: AppSnapshot) -> list[str]:
    devices = snapshot.devices
    kinds = (
        ("Microphones", devices.microphones, devices.microphone_problem),
        ("Speakers", devices.speakers, devices.speaker_problem),
        ("Cameras", devices.cameras, devices.camera_problem),
    )
    return [
        f"{name}: {', '.join(d.name for d in found) or 'none'} {problem}".strip()
        for name, found, problem in kinds
    ]


def _call(call: CallSnapshot) -> str:
    return f"Call: {call.direction} {call.state} {call.connection} {'; '.join(call.quality)}".strip()


def _versions() -> list[str]:
    found = []
    for name in PACKAGES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            found.append(f"{name} ?" if getattr(sys, "frozen", False) else f"{name} missing")
    return found
