"""What the process does around the service that is no matter of the service's."""

from __future__ import annotations

import gc

from core.service.conference.media.rooms import RoomsMedia
from core.service.process.running import load_rooms


async def test_what_rooms_load_is_not_looked_through_for_cycles_ever_after() -> None:
    before = gc.get_freeze_count()
    media = await load_rooms()
    assert isinstance(media, RoomsMedia) and gc.get_freeze_count() > before
    await media.close()
