"""A loop whose time is simulated: what waits is done at once, in the order of its time.

``time`` of the whole process follows it while it runs, since senders and receivers read the clock themselves.
"""

from __future__ import annotations

import asyncio
import selectors
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

WALL_CLOCK = 1_000_000_000.0
"""Seconds since 1970 at the beginning."""


TURN_SECONDS = 1e-5
"""What each turn of the loop takes: a timer that was a rounding error early would stop time."""


class _Waiting(selectors.DefaultSelector):  # type: ignore[valid-type, misc]
    """Lets simulated time pass instead of waiting."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout is None:
            raise RuntimeError("nothing is planned any more: the simulation would wait for ever")
        self.now += max(TURN_SECONDS, timeout)
        return list(super().select(0))


class SimulatedLoop(asyncio.SelectorEventLoop):
    """An event loop that never waits; ``time()`` is the second that it has reached."""

    def __init__(self) -> None:
        self._waiting = _Waiting()
        super().__init__(self._waiting)

    def time(self) -> float:
        """Return the second that has been reached."""
        return self._waiting.now

    @property
    def now(self) -> float:
        """The same, as a line asks for it."""
        return self._waiting.now

    def at(self, time: float, action: Callable[[], None]) -> None:
        """Plan ``action`` for ``time``, as a line does."""
        self.call_at(time, action)

    def every(self, period: float, action: Callable[[], None]) -> None:
        """Call ``action`` now and every ``period`` seconds, without drift."""
        started, turns = self.time(), 0

        def turn() -> None:
            nonlocal turns
            turns += 1
            self.call_at(started + turns * period, turn)
            action()

        turn()


@contextmanager
def _clocks(loop: SimulatedLoop) -> Iterator[None]:
    with (
        patch.object(time, "monotonic", loop.time),
        patch.object(time, "time", lambda: WALL_CLOCK + loop.time()),
        patch.object(time, "time_ns", lambda: int((WALL_CLOCK + loop.time()) * 1e9)),
    ):
        yield


def run_simulated(main: Callable[[SimulatedLoop], Coroutine[Any, Any, None]]) -> None:
    """Run ``main``, which is given its loop, in simulated time."""
    loop = SimulatedLoop()
    try:
        with _clocks(loop):
            loop.run_until_complete(main(loop))
    finally:
        loop.close()
