"""The agent as a unit of systemd's user manager, which starts it again when it fails (systemd.service(5)).

Used where the desktop has a ``graphical-session.target``: what that brings to the manager's environment is
what the agent needs to open a window. Elsewhere the desktop's own way of starting programs at login is used.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from core.desktop.autostart import Autostart, AutostartError, StartEntry, StartState, system_autostart
from core.sentences import sentence
from core.whole_file import write_whole

log = logging.getLogger(__name__)

TARGET = "graphical-session.target"
_ANSWER_SECONDS = 10.0
# A window that the agent opened is in the unit's control group: without KillMode=process it is killed, in
# mid-call, whenever the agent stops or fails.
_UNIT = """[Unit]
Description={title}
PartOf={target}
After={target}

[Service]
ExecStart={command}
Restart=on-failure
RestartSec=5
KillMode=process

[Install]
WantedBy={target}
"""

Systemctl = Callable[..., bool]


def systemctl(*words: str) -> bool:
    """Ask the user's manager; whether it says yes. Blocks for seconds at most."""
    try:
        done = subprocess.run(
            ("systemctl", "--user", *words),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_ANSWER_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        log.info("systemd's user manager: %s", error)
        return False
    return done.returncode == 0


class SystemdUnits:
    """``Autostart`` by files in ``folder``, the user's own for units."""

    def __init__(self, folder: Path, ask: Systemctl = systemctl) -> None:
        self._folder = folder
        self._ask = ask

    def state(self, entry: StartEntry) -> StartState:
        """Return what the files say."""
        try:
            lines = self._unit(entry).read_text().splitlines() if self._wanted(entry).is_symlink() else []
        except FileNotFoundError:
            return StartState.OFF
        except (OSError, UnicodeDecodeError) as error:
            said = sentence("{file} cannot be read: {reason}.", file=self._unit(entry), reason=error)
            raise AutostartError(said) from error
        if not any(line.startswith("ExecStart=") for line in lines):
            return StartState.OFF
        return StartState.ON if f"ExecStart={_exec(entry.command)}" in lines else StartState.MOVED

    def set(self, entry: StartEntry, on: bool) -> None:
        """Write the files and start the unit, or stop it and remove them."""
        try:
            if on:
                self._write(entry)
            elif self._unit(entry).exists() or self._wanted(entry).is_symlink():
                self._ask("stop", self._unit(entry).name)
                self._wanted(entry).unlink(missing_ok=True)
                self._unit(entry).unlink(missing_ok=True)
                self._ask("daemon-reload")
        except OSError as error:
            file, reason = self._unit(entry), error.strerror
            raise AutostartError(
                sentence("{file} cannot be written: {reason}.", file=file, reason=reason)
            ) from error

    def runs(self, entry: StartEntry) -> bool:
        """Whether the manager runs the unit now."""
        return self._ask("is-active", "--quiet", self._unit(entry).name)

    def _write(self, entry: StartEntry) -> None:
        unit, wanted = self._unit(entry), self._wanted(entry)
        wanted.parent.mkdir(parents=True, exist_ok=True)
        title = "".join(letter for letter in entry.title if letter.isprintable())
        write_whole(unit, _UNIT.format(title=title, target=TARGET, command=_exec(entry.command)).encode())
        wanted.unlink(missing_ok=True)
        wanted.symlink_to(unit)
        self._ask("daemon-reload")
        if not self._ask("start", unit.name):
            log.info("%s is started at the next login only", unit.name)

    def _unit(self, entry: StartEntry) -> Path:
        return self._folder / f"{entry.name}.service"

    def _wanted(self, entry: StartEntry) -> Path:
        return self._folder / f"{TARGET}.wants" / f"{entry.name}.service"


class AgentAutostart:
    """``Autostart`` of the agent: by ``units`` where they are used, else by ``usual``; never by both."""

    def __init__(self, usual: Autostart, units: SystemdUnits | None) -> None:
        self._usual = usual
        self._units = units

    def state(self, entry: StartEntry) -> StartState:
        """Return what stands there."""
        return (self._units or self._usual).state(entry)

    def set(self, entry: StartEntry, on: bool) -> None:
        """Let it start, or no longer."""
        if self._units is not None:
            self._units.set(entry, on)
            self._usual.set(entry, False)
        else:
            self._usual.set(entry, on)

    def runs(self, entry: StartEntry) -> bool:
        """Whether what was let start runs already: the usual way starts it at the next login."""
        return self._units is not None and self._units.runs(entry)


def agent_autostart() -> AgentAutostart:
    """Return this system's way to start the agent at login, and again when it fails. May block a moment."""
    usual = system_autostart()
    if sys.platform != "linux" or not systemctl("is-active", "--quiet", TARGET):
        return AgentAutostart(usual, None)
    return AgentAutostart(usual, user_units())


def user_units() -> SystemdUnits:
    """Return the units of this user, whether they are used or not."""
    config = os.environ.get("XDG_CONFIG_HOME", "")
    folder = Path(config) if config.startswith("/") else Path.home() / ".config"
    return SystemdUnits(folder / "systemd" / "user")


def _exec(command: Sequence[str]) -> str:
    """Quote a command (systemd.service(5), "Command lines"). Raises ``AutostartError``."""
    return " ".join(map(_quoted, command))


def _quoted(word: str) -> str:
    if not word.isprintable():
        raise AutostartError(sentence("A path with a line break in it cannot be started at login."))
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"'
