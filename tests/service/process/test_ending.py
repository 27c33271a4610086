"""How a process is told to end: once to drain, twice to end, and at once when its parent has gone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from core.service.process.running import Ending, _until_calls_are_over


class Service:
    """A service whose drain takes until it is let go."""

    def __init__(self) -> None:
        self.limits: list[float] = []
        self.over = asyncio.Event()
        self.was_cut = False

    async def drain(self, limit: float) -> bool:
        self.limits.append(limit)
        try:
            await self.over.wait()
        except asyncio.CancelledError:
            self.was_cut = True
            raise
        return True


async def test_the_first_wish_drains_and_the_second_ends() -> None:
    ending, service = Ending(30.0), Service()
    ending.terminate()
    assert ending.wanted.is_set() and not ending.at_once.is_set()
    waiting = asyncio.create_task(_until_calls_are_over(service, ending))  # type: ignore[arg-type]
    await asyncio.sleep(0)
    ending.terminate()
    await waiting
    assert service.limits == [30.0] and service.was_cut


async def test_when_the_calls_are_over_it_is_over() -> None:
    ending, service = Ending(30.0), Service()
    ending.drain(5.0)
    service.over.set()
    await _until_calls_are_over(service, ending)  # type: ignore[arg-type]
    assert service.limits == [5.0] and not service.was_cut


@pytest.mark.parametrize("seconds", [0.0, 30.0])
async def test_to_stop_is_to_wait_for_nothing(seconds: float) -> None:
    ending, service = Ending(seconds), Service()
    ending.stop()
    await _until_calls_are_over(service, ending)  # type: ignore[arg-type]
    assert service.limits == [] and ending.wanted.is_set()
    ending.stop()


async def test_a_drain_that_fails_is_said_and_ends_the_process(expected_log: Callable[..., object]) -> None:
    expected_log("core.service.process.running", "could not be drained")

    class Broken(Service):
        async def drain(self, limit: float) -> bool:
            raise RuntimeError("no loop")

    ending = Ending(1.0)
    ending.terminate()
    async with asyncio.timeout(5):
        await _until_calls_are_over(Broken(), ending)  # type: ignore[arg-type]
