"""For who starts the agent: its command line, its entry at login, and one that runs."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from core.desktop.autostart import StartEntry
from core.desktop.flatpak import command_outside
from core.desktop.own_program import entry_name, own_command
from core.file_lock import FileLock

log = logging.getLogger(__name__)

COMMAND = "agent"
FOLDER = "agent"
"""Of a profile: what the agent keeps."""
LOCK = f"{FOLDER}/lock"
PID = f"{FOLDER}/pid"
PATIENCE = 5.0
"""Seconds that an agent has for its end before it is ended by force."""
_LOOK = 0.02
_started: list[subprocess.Popen[bytes]] = []


def agent_command(profile: Path) -> tuple[str, ...]:
    """Return the command line that runs the agent of a profile."""
    return own_command(profile, COMMAND)


def agent_entry(profile: Path) -> StartEntry:
    """Return what starts the agent at login, and again when it fails, where the system can do that."""
    command = command_outside(agent_command(profile))
    return StartEntry(entry_name("ahoy-agent", profile), "Ahoy agent", command, True)


def is_running(profile: Path) -> bool:
    """Whether an agent holds the profile now."""
    if not (profile / LOCK).exists():
        return False
    try:
        return not FileLock(profile / LOCK).is_free()
    except OSError:
        return False


def start(profile: Path) -> None:
    """Start the agent on its own unless one runs; it outlives this process. Raises ``OSError``."""
    if not is_running(profile):
        detached(agent_command(profile))


def tell_changed(profile: Path) -> None:
    """Tell a running agent that the subscription is another one; else it finds out within five minutes."""
    _signal(profile, "SIGHUP")


def stop(profile: Path) -> None:
    """End a running agent."""
    _signal(profile, "SIGTERM")


def end(profile: Path, patience: float = PATIENCE) -> bool:
    """End a running agent and wait until it has ended, by force in the end; return whether it has. Blocks."""
    for name in ("SIGTERM", "SIGKILL"):
        _signal(profile, name)
        deadline = time.monotonic() + patience
        while is_running(profile):
            if time.monotonic() >= deadline:
                break
            time.sleep(_LOOK)
        else:
            return True
    return False


def detached(command: tuple[str, ...], **environment: str) -> None:
    """Start a program that outlives this process and has no part in its terminal. Raises ``OSError``."""
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
    started = subprocess.Popen(
        command,
        env=os.environ | {name: value for name, value in environment.items() if value},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        creationflags=flags,
        start_new_session=True,
    )
    # Those that have ended are let go of here: nobody waits for them.
    _started[:] = [each for each in (*_started, started) if each.poll() is None]


def _signal(profile: Path, name: str) -> None:
    number = getattr(signal, name, None)
    if number is None or not is_running(profile):
        return
    try:
        os.kill(int((profile / PID).read_text()), number)
    except (OSError, ValueError) as error:
        log.info("the agent could not be told: %s", error)
