"""Keeps the screen awake while somebody talks: the port, the systems' ways and a fake."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

log = logging.getLogger(__name__)

_CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 0x1, 0x2


class IdleGuard(Protocol):
    """Keeps screen and machine awake while it is held. One loop; no method raises."""

    async def hold(self, reason: str) -> bool:
        """Keep awake; ``reason`` is shown by some desktops. False when the system cannot be asked."""

    async def let_go(self) -> None:
        """Let the machine idle again. Idempotent."""

    async def close(self) -> None:
        """Let go, and of the system too."""


@dataclass(slots=True)
class FakeIdleGuard:
    """Remembers what was asked."""

    reasons: list[str] = field(default_factory=list)
    is_held: bool = False

    async def hold(self, reason: str) -> bool:
        """Be held."""
        self.reasons.append(reason)
        self.is_held = True
        return True

    async def let_go(self) -> None:
        """Be held no more."""
        self.is_held = False

    async def close(self) -> None:
        """Be held no more."""
        self.is_held = False


class WindowsIdleGuard:
    """By SetThreadExecutionState, which holds for the calling thread: use it on one that lasts."""

    def __init__(self, set_state: Callable[[int], int]) -> None:
        self._set_state = set_state

    async def hold(self, reason: str) -> bool:
        """Keep the display on."""
        return self._set_state(_CONTINUOUS | _SYSTEM | _DISPLAY) != 0

    async def let_go(self) -> None:
        """Take it back."""
        self._set_state(_CONTINUOUS)

    async def close(self) -> None:
        """Take it back."""
        self._set_state(_CONTINUOUS)


class CaffeinateGuard:
    """By macOS's own ``caffeinate``, which ends with this process whatever happens."""

    def __init__(self, program: str = "/usr/bin/caffeinate") -> None:
        self._program = program
        self._process: asyncio.subprocess.Process | None = None

    async def hold(self, reason: str) -> bool:
        """Start it."""
        if self._process is not None:
            return True
        try:
            self._process = await asyncio.create_subprocess_exec(
                *(self._program, "-d", "-i", "-w", str(os.getpid())),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
            )
        except OSError as error:
            log.info("the screen may go dark: %s", error)
            return False
        return True

    async def let_go(self) -> None:
        """End it."""
        process, self._process = self._process, None
        if process is not None:
            with suppress(ProcessLookupError):
                process.terminate()
            await process.wait()

    async def close(self) -> None:
        """End it."""
        await self.let_go()


async def open_idle_guard() -> IdleGuard | None:
    """Return this system's way to stay awake, or None."""
    if sys.platform == "linux":
        from core.desktop.freedesktop.idle_guard import open_freedesktop_guard

        return await open_freedesktop_guard()
    if sys.platform == "win32":
        import ctypes

        return WindowsIdleGuard(ctypes.windll.kernel32.SetThreadExecutionState)
    return CaffeinateGuard()
