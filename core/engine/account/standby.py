"""Being reachable while the window is closed: the agent that rings then, and what it needs of the window.

Core thread; what blocks goes to another one.
"""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Protocol

from core.agent import launch
from core.agent.subscription_store import ProfilePushStore
from core.agent.systemd import AgentAutostart, agent_autostart
from core.desktop.autostart import AutostartError
from core.ports import Vault
from core.sentences import sentence

log = logging.getLogger(__name__)


class Launcher(Protocol):
    """Starts, tells and ends agents: ``core.agent.launch``."""

    def start(self, profile: Path) -> None:
        """Start one unless one runs. Raises ``OSError``."""

    def stop(self, profile: Path) -> None:
        """End one that runs."""

    def tell_changed(self, profile: Path) -> None:
        """Tell one that runs of another subscription."""


class _ToldStore(ProfilePushStore):
    """Tells the agent of each change."""

    def __init__(self, profile: Path, vault: Vault, launcher: Launcher) -> None:
        super().__init__(profile, vault)
        self._profile = profile
        self._launcher = launcher

    def write(self, text: str) -> None:
        """Keep ``text``."""
        super().write(text)
        self._launcher.tell_changed(self._profile)

    def delete(self) -> None:
        """Forget it."""
        super().delete()
        self._launcher.tell_changed(self._profile)


class Standby:
    """One profile's."""

    def __init__(
        self,
        profile: Path,
        vault: Vault,
        launcher: Launcher | None = None,
        autostart: AgentAutostart | None = None,
    ) -> None:
        self._profile = profile
        self._launcher: Launcher = launcher or launch
        self._autostart = autostart
        self._is_on: bool | None = None
        self.store: ProfilePushStore = _ToldStore(profile, vault, self._launcher)
        """Where the client keeps its push subscription for the agent."""

    async def set(self, on: bool) -> str:
        """Have an agent run, now and from each login on, or none; return a sentence if that fails."""
        if on is self._is_on or (not on and self._is_on is None and not self._was_on()):
            return ""
        try:
            await asyncio.to_thread(self._set, on)
        except (OSError, AutostartError) as error:
            log.info("the agent: %s", error)
            return sentence("Ahoy cannot ring while its window is closed: {error}", error=error)
        self._is_on = on
        return ""

    def _was_on(self) -> bool:
        """Whether an agent of this profile ever ran: otherwise nothing is to be taken back."""
        return (self._profile / launch.LOCK).exists()

    def _set(self, on: bool) -> None:
        autostart = self._autostart or agent_autostart()
        entry = launch.agent_entry(self._profile)
        autostart.set(entry, on)
        if not on:
            self._launcher.stop(self._profile)
        elif not autostart.runs(entry):
            # A second one could win, and nobody would start it again when it fails.
            self._launcher.start(self._profile)
