"""The process of the agent: one for each profile, ended by signals, told of changes by SIGHUP."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import time
from collections.abc import Callable
from pathlib import Path

from core.agent.agent import Agent
from core.agent.launch import FOLDER, LOCK, PID
from core.file_lock import FileLock
from core.ports import Vault
from core.signals import ENDING, on_signals

log = logging.getLogger(__name__)

_TRIES, _TRY_SECONDS = 10, 0.05


class AgentError(Exception):
    """The agent cannot run here; the message is for the person."""


def run_agent(profile: Path, vault: Vault, make: Callable[[Path, Vault], Agent] = Agent) -> bool:
    """Run the agent of a profile until a signal ends it; False if one runs already.

    Raises ``AgentError``. On the main thread only.
    """
    lock = FileLock(profile / LOCK)
    try:
        (profile / FOLDER).mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_held(lock):
            return False
        (profile / PID).write_text(str(os.getpid()))
    except OSError as error:
        raise AgentError(f"{profile} cannot be written: {error.strerror}.") from error
    try:
        asyncio.run(_until_ended(lambda: make(profile, vault)))
    finally:
        with contextlib.suppress(OSError):
            (profile / PID).unlink(missing_ok=True)
        lock.release()
    return True


def _is_held(lock: FileLock) -> bool:
    """Take the lock, and return whether we have it; who only looks for an agent keeps us out for a moment."""
    for _ in range(_TRIES):
        if lock.acquire():
            return True
        time.sleep(_TRY_SECONDS)
    return False


async def _until_ended(make: Callable[[], Agent]) -> None:
    agent, ended = make(), asyncio.Event()
    on_signals(ended.set, *ENDING)
    on_signals(agent.nudge, "SIGHUP")
    running = asyncio.create_task(agent.run(), name="agent")
    ending = asyncio.create_task(ended.wait())
    await asyncio.wait((running, ending), return_when=asyncio.FIRST_COMPLETED)
    ending.cancel()
    running.cancel()
    result = (await asyncio.gather(running, return_exceptions=True))[0]
    if isinstance(result, Exception):
        raise result
