"""The media of rooms, whose libraries take a second to load: not before somebody joins the first."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from core.service.conference.media.ports import ConferenceMedia

if TYPE_CHECKING:
    from core.service.conference.media.rooms import RoomsMedia


async def load_conference_media() -> ConferenceMedia:
    """Return what makes the media of rooms."""
    return (await asyncio.to_thread(_load))()


def _load() -> type[RoomsMedia]:
    from core.service.conference.media.rooms import RoomsMedia

    return RoomsMedia
