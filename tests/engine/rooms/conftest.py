from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.calling.fakes import World
from tests.engine.calls.desk_phone import DeskPhone


@pytest.fixture
async def ada(seed: int, tmp_path: Path) -> AsyncIterator[DeskPhone]:
    """A desk at a service that has rooms."""
    world = World(seed)
    world.service.features = frozenset({"conference"})
    ada = await DeskPhone(world, tmp_path / "ahoy.sqlite").open()
    await ada.book.set_display_name("Ada")
    yield ada
    await ada.close()
    await world.close()
