"""What somebody hears who is alone in a room, if the application's backend wants it so."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from core.service.callbacks.svaml.actions import Music

if TYPE_CHECKING:
    from core.service.conference.media.ports import MemberMedia

TONES = {
    Music.RING: "ringback",
    Music.MUSIC1: "ring-meadow",
    Music.MUSIC2: "ring-orchard",
    Music.MUSIC3: "ring-harbour",
}
"""The files of ``resources/tones`` by what backends call them."""


async def play_music(media: MemberMedia, music: Music) -> None:
    """Play until cancelled; nothing for silence, or for a file that cannot be read."""
    name = TONES.get(music)
    if name is None:
        return
    from core.media.audio.tone_files import load_tone  # NumPy: not before somebody is in a room

    samples = await asyncio.to_thread(load_tone, name)
    if samples is not None:
        await media.play(samples, repeats=True)
