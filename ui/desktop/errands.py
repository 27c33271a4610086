"""What takes time on the desktop (a notification, say), done one after the other on the GUI's loop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

WAITING = 64
"""Errands that wait at most; one more is not run: a desktop that hangs must not fill the memory."""
Errand = Callable[[], Awaitable[object]]


class Errands:
    """A queue and who works on it."""

    def __init__(self) -> None:
        self._waiting: asyncio.Queue[Errand] = asyncio.Queue(WAITING)

    def put(self, errand: Errand) -> None:
        """Have ``errand`` run when those before it are done."""
        try:
            self._waiting.put_nowait(errand)
        except asyncio.QueueFull:
            log.info("the desktop does not keep up; an errand is dropped")

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            errand = await self._waiting.get()
            await self._do(errand)

    async def finish(self, limit: float) -> None:
        """Do what still waits, ``limit`` seconds at most."""
        try:
            async with asyncio.timeout(limit):
                while not self._waiting.empty():
                    await self._do(self._waiting.get_nowait())
        except TimeoutError:
            log.info("the desktop did not take leave in time")

    async def _do(self, errand: Errand) -> None:
        try:
            await errand()
        except Exception:
            log.exception("an errand to the desktop failed")
