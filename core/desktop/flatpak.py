"""What is another way inside a Flatpak: names, folders that all runs share, how it is started from outside.

See flatpak-run(1): each run has its own file system and processes; FLATPAK_ID names the application.
"""

from __future__ import annotations

import os
from pathlib import Path

PLAIN_NAME = "ahoy"


def flatpak_id() -> str:
    """Return the name of the Flatpak that this runs in, or an empty string."""
    return os.environ.get("FLATPAK_ID", "")


def desktop_name() -> str:
    """Return the name of our desktop file and of our icon, as the desktop has them."""
    return flatpak_id() or PLAIN_NAME


def command_outside(command: tuple[str, ...]) -> tuple[str, ...]:
    """Return ``command``, which starts with the path of our frozen program, as the desktop can run it."""
    name = flatpak_id()
    return ("flatpak", "run", name, *command[1:]) if name else command


def shared_runtime(session: Path) -> Path:
    """Return our folder below ``session`` (XDG_RUNTIME_DIR): of a Flatpak, all runs see only this one."""
    name = flatpak_id()
    return session / "app" / name if name else session / PLAIN_NAME


def host_config() -> Path:
    """Return the person's own folder for configuration, which XDG_CONFIG_HOME is not in a Flatpak."""
    named = os.environ.get("HOST_XDG_CONFIG_HOME" if flatpak_id() else "XDG_CONFIG_HOME", "")
    return Path(named) if named.startswith("/") else Path.home() / ".config"
