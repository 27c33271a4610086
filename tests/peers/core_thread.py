"""The core on a thread of its own, as in the program, while a test serves Qt."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable

from pytestqt.qtbot import QtBot


class CoreThread:
    """Runs a coroutine on a thread of its own, as the program does, while the test serves Qt."""

    def __init__(self, work: Callable[[], Awaitable[None]]) -> None:
        self.error: BaseException | None = None
        self._work = work
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    @property
    def has_ended(self) -> bool:
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            asyncio.run(self._main())
        except BaseException as error:
            self.error = error

    async def _main(self) -> None:
        await self._work()


def run(qtbot: QtBot, work: Callable[[], Awaitable[None]], seconds: float = 60.0) -> None:
    core = CoreThread(work)
    qtbot.waitUntil(lambda: core.has_ended, timeout=round(seconds * 1000))
    if core.error is not None:
        raise core.error


async def until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "did not happen"
        await asyncio.sleep(0.01)
