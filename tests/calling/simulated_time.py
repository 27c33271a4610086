"""An event loop whose clock jumps to the next timer instead of waiting for it."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

import pytest

T = TypeVar("T")


class _JumpingSelector(selectors.DefaultSelector):
    """Never waits when the loop knows what it waits for: moves the clock there."""

    loop: SimulatedLoop

    def select(self, timeout: float | None = None) -> Any:
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        ready = super().select(0)
        if not ready:
            self.loop.moment += timeout
        return ready


class SimulatedLoop(asyncio.SelectorEventLoop):
    """``time()`` is ``moment``: it stands still while anything is to be done."""

    def __init__(self) -> None:
        selector = _JumpingSelector()
        super().__init__(selector)
        selector.loop = self
        self.moment = 1000.0

    def time(self) -> float:
        return self.moment


def run_simulated(main: Coroutine[Any, Any, T]) -> T:
    """Run ``main`` in simulated time; fail when it leaves a task or a timer behind."""
    with asyncio.Runner(loop_factory=SimulatedLoop) as runner:
        result = runner.run(_checked(main))
        loop = runner.get_loop()
        left = [handle for handle in loop._scheduled if _counts(handle)]  # type: ignore[attr-defined]
        if left:
            pytest.fail("timers left running:\n" + "\n".join(map(repr, left)))
        return result


def _counts(handle: asyncio.TimerHandle) -> bool:
    """Whether a timer is a client's and still runs; a stopped service's clocks are its own affair."""
    if handle.cancelled():
        return False
    return not getattr(handle._callback, "__module__", "").startswith("core.service")  # type: ignore[attr-defined]


async def _checked(main: Coroutine[Any, Any, T]) -> T:
    result = await main
    left = asyncio.all_tasks() - {asyncio.current_task()}
    if left:
        _, left = await asyncio.wait(left, timeout=2)
    if left:
        pytest.fail("tasks left running:\n" + "\n".join(map(repr, left)))
    return result


async def sleep_until_idle(turns: int = 60) -> None:
    """Let everything that needs no time happen."""
    for _ in range(turns):
        await asyncio.sleep(0)
