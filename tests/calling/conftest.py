from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.calling.fakes import World
from tests.calling.pair import Pair


@pytest.fixture
async def world(seed: int, no_task_left: None) -> AsyncIterator[World]:
    """A world of fake service and media, seeded by the run's seed."""
    world = World(seed)
    yield world
    await world.close()


@pytest.fixture
async def pair(world: World) -> Pair:
    """Alice and Bob, registered; no call yet."""
    return await Pair(world).start()
