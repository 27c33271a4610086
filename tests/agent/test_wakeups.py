"""How often a waiting agent wakes up, in simulated hours."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import AsyncIterator
from typing import Any

import pytest

from core.agent import stream as stream_module
from core.agent.agent import NETWORK_LOOK
from core.agent.stream import LOOK, PushStream
from core.agent.web import WebError
from core.network.address_watch import AddressWatch
from core.push.keys import ReceiverKeys, new_private_key
from core.push.notification import CallNotification
from core.push.subscription import HeldSubscription
from tests.calling.simulated_time import SimulatedLoop, _JumpingSelector, run_simulated

HOUR = 3600.0
KEEP_ALIVE = 290.0
KEYS = ReceiverKeys(new_private_key(), os.urandom(16))
HELD = HeldSubscription("https://a/push/subscribe", "https://a/push/s/1", "https://a/push/m/1", KEYS)


class Service:
    """Stands in for a connection to the push service: a sign of life every five minutes, and nothing else."""

    status = 200
    opened = 0

    def __init__(self, place: Any, context: Any) -> None:
        self.patience = 0.0

    async def __aenter__(self) -> Service:
        return self

    async def __aexit__(self, *error: object) -> None:
        """Nothing is open."""

    async def ask(self, method: str, headers: Any = ()) -> int:
        Service.opened += 1
        if Service.status == 0:
            raise WebError("no network")
        return Service.status

    async def body(self) -> AsyncIterator[bytes]:
        yield b'event: hello\ndata: {"keepAlive": 290}\n\n'
        while True:
            async with asyncio.timeout(self.patience):
                await asyncio.sleep(KEEP_ALIVE)
            yield b": alive\n\n"


@pytest.fixture
def wakeups(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The moments at which the loop stopped waiting."""
    found: list[float] = []
    select = _JumpingSelector.select

    def counted(self: _JumpingSelector, timeout: float | None = None) -> Any:
        if timeout is None or timeout > 0:
            found.append(self.loop.moment)
        return select(self, timeout)

    monkeypatch.setattr(_JumpingSelector, "select", counted)
    monkeypatch.setattr(stream_module, "WebConnection", Service)
    monkeypatch.setattr(Service, "status", 200)
    monkeypatch.setattr(Service, "opened", 0)
    return found


async def wait(hours: float, held: HeldSubscription | None) -> None:
    async def take(told: CallNotification) -> None:
        """Nobody calls."""

    async def look() -> HeldSubscription | None:
        return held

    loop = asyncio.get_running_loop()
    assert isinstance(loop, SimulatedLoop)
    stream = PushStream(look, take, wall=loop.time, spread=random.Random(1))
    watch = AddressWatch(
        lambda before, now: stream.nudge(), look=frozenset, wall=loop.time, every=NETWORK_LOOK
    )
    task = asyncio.create_task(stream.run())
    await asyncio.sleep(hours * HOUR)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    watch.close()


def test_one_sign_of_life_in_five_minutes_and_nothing_else(wakeups: list[float]) -> None:
    run_simulated(wait(10, HELD))
    signs = 10 * HOUR / KEEP_ALIVE
    assert Service.opened == 1
    assert len(wakeups) <= signs + 10 + 5  # once an hour it looks at the network


@pytest.mark.parametrize("status", [0, 503, 410])
def test_a_service_that_is_away_is_asked_ever_less_often(wakeups: list[float], status: int) -> None:
    Service.status = status
    run_simulated(wait(10, HELD))
    assert 10 * HOUR / LOOK <= Service.opened <= 10 * HOUR / (LOOK / 2) + 12
    assert len(wakeups) <= Service.opened + 10 + 5


def test_without_a_subscription_it_looks_now_and_then(wakeups: list[float]) -> None:
    run_simulated(wait(10, None))
    assert Service.opened == 0 and len(wakeups) <= 10 * HOUR / LOOK + 10 + 5
