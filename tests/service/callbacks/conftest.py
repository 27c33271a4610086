"""A stage on which calls are supervised."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.service.bench import Bench
from tests.service.callbacks.supervised import Stage


@pytest.fixture
async def stage(bench: Bench, no_task_left: None) -> AsyncIterator[Stage]:
    made = Stage(bench)
    yield made
    made.client.held.set()
    await made.supervision.close()
    assert made.client.is_closed
