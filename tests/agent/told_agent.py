"""The agent as a process of its own, whose desktop and window are told to a test (``tests.told_process``).

Commands: ``begin|PROFILE``, ``choose|KEY|ACTION``, ``quit``. With ``begin|PROFILE|whole`` all is loaded that
``main.py agent`` loads, for its memory to be measured.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any

from core.agent import agent as agent_module
from core.agent.agent import Agent
from core.agent.process import run_agent
from core.desktop.notifications import Chosen, Notification, OnChosen
from core.ports import MemoryVault, Vault
from core.storage.vault import SystemVault


def tell(**words: Any) -> None:
    print(json.dumps(words), flush=True)


class TellingNotifier:
    """A desktop that tells what it shows, and whose person is the test."""

    has_buttons = True

    def __init__(self, on_chosen: OnChosen) -> None:
        self.on_chosen = on_chosen

    async def show(self, notification: Notification) -> bool:
        tell(shown=notification.key, title=notification.title, rings=notification.rings)
        return True

    async def withdraw(self, key: str) -> None:
        tell(withdrawn=key)

    async def close(self) -> None:
        tell(closed=True)


def main() -> None:
    words = sys.stdin.readline().strip().split("|")
    made: list[tuple[TellingNotifier, asyncio.AbstractEventLoop]] = []

    async def open_notifier(on_chosen: OnChosen) -> TellingNotifier:
        made.append((TellingNotifier(on_chosen), asyncio.get_running_loop()))
        return made[0][0]

    def make(profile: Path, vault: Vault) -> Agent:
        agent = Agent(profile, vault, open_notifier=open_notifier)
        agent.stream.on_open = lambda is_open: tell(open=is_open)
        return agent

    def listen() -> None:
        for line in sys.stdin:
            command, *rest = line.strip().split("|")
            if command == "choose":
                notifier, loop = made[0]
                loop.call_soon_threadsafe(notifier.on_chosen, Chosen(*rest))
            else:
                os.kill(os.getpid(), signal.SIGTERM)

    agent_module.detached = lambda command, **environment: tell(window=list(command))  # type: ignore[assignment]
    threading.Thread(target=listen, daemon=True).start()
    vault: Vault = MemoryVault()
    if words[2:] == ["whole"]:
        importlib.import_module("main")
        vault = SystemVault()
    tell(ran=run_agent(Path(words[1]), vault, make))


if __name__ == "__main__":
    main()
