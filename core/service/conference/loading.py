"""The media of rooms, whose libraries take a second to load: not before somebody joins the first."""

from __future__ import annotations

from core.service.conference.media.ports import ConferenceMedia
from core.service.media.refusal import UNAVAILABLE, MediaRefused


async def load_conference_media() -> ConferenceMedia:
    """Return what makes the media of rooms."""
    raise MediaRefused(UNAVAILABLE, "this service has no media for rooms")
