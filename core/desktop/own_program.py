"""How this very program is started: what login entries and helpers write down."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from core.cli.places import profile_dir
from core.desktop.autostart import StartEntry
from core.desktop.flatpak import command_outside

_MAIN = Path(__file__).resolve().parents[2] / "main.py"


def own_command(profile: Path, *arguments: str) -> tuple[str, ...]:
    """Return the command that starts this program with ``arguments`` and the profile in a folder."""
    program = (sys.executable,) if getattr(sys, "frozen", False) else (sys.executable, str(_MAIN))
    chosen = () if profile == profile_dir(None) else ("--profile", str(profile))
    return (*program, *chosen, *arguments)


def window_entry(profile: Path) -> StartEntry:
    """Return what starts the window at login, in the tray; another profile has an entry of its own."""
    command = command_outside(own_command(profile, "open", "--minimised"))
    return StartEntry(entry_name("ahoy", profile), "Ahoy", command)


def entry_name(name: str, profile: Path) -> str:
    """Return the name of an entry for the profile in the folder ``profile``."""
    if profile == profile_dir(None):
        return name
    return f"{name}-{hashlib.sha256(str(profile).encode(errors='surrogateescape')).hexdigest()[:8]}"
