from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.calling.fakes import World


@pytest.fixture
async def world(seed: int, no_task_left: None) -> AsyncIterator[World]:
    """A world of fake service and media, seeded by the run's seed."""
    world = World(seed)
    yield world
    await world.close()
