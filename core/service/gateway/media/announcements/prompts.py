"""Prompts as a backend names them: a file of the administrator's folder, or an address on the web."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from core.service.gateway.media.announcements.decoding import Samples, decode
from core.service.gateway.media.announcements.downloads import PromptDownloads, shown
from core.service.gateway.media.announcements.naming import PromptError
from core.service.gateway.media.announcements.speech import Speech
from core.service.gateway.networks import Networks

ENDINGS = ("", ".wav", ".mp3", ".ogg", ".opus", ".flac")
"""What the name of a file may lack."""
LARGEST_FILE = 20_000_000
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9 ._-]{0,127}")
_LINK = re.compile(r"#href\[(.*)\]", re.DOTALL | re.IGNORECASE)
_SPOKEN = re.compile(r"#tts\[(.*)\]", re.DOTALL | re.IGNORECASE)
_MARKED_UP = re.compile(r"#ssml\[", re.IGNORECASE)


class Prompts:
    """What there is to be played. ``folder`` holds the files, None: there are none; ``speech`` says texts."""

    def __init__(self, folder: Path | None, networks: Networks, speech: Speech) -> None:
        self._folder = folder
        self._speech = speech
        self._downloads = PromptDownloads(networks)

    async def say(self, text: str, locale: str) -> Samples:
        """Return ``text`` as it is spoken; raise ``PromptError``."""
        return await self._speech.say(text, locale)

    async def load(self, name: str, locale: str) -> Samples:
        """Return the sound that ``name`` stands for, where it is text in this language.

        Raises ``PromptError``.
        """
        if _MARKED_UP.match(name):
            raise PromptError("text with marks (SSML) is not spoken at this service")
        spoken = _SPOKEN.fullmatch(name)
        if spoken is not None:
            return await self.say(spoken[1], locale)
        link = _LINK.fullmatch(name)
        address = link[1].strip() if link is not None else name
        if address.lower().startswith(("http://", "https://")):
            data = await self._downloads.fetch(address)
            return await asyncio.to_thread(decode, data, shown(address))
        if link is not None:
            raise PromptError(f"{shown(address)} is no web address", is_asked_wrongly=True)
        return await asyncio.to_thread(self._read, name)

    async def close(self) -> None:
        """Give up what is being loaded. Idempotent."""
        await self._downloads.close()

    def _read(self, name: str) -> Samples:
        if not _NAME.fullmatch(name):
            raise PromptError(f"{name[:80]!r} is no name of a prompt", is_asked_wrongly=True)
        missing = PromptError(f"there is no prompt {name!r}", is_asked_wrongly=True)
        if self._folder is None:
            raise missing
        folder = self._folder.resolve()
        for ending in ENDINGS:
            path = (folder / f"{name}{ending}").resolve()
            if path.parent == folder and path.is_file():
                return decode(self._bytes(path, name), name)
        raise missing

    def _bytes(self, path: Path, name: str) -> bytes:
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST_FILE + 1)
        except OSError as error:
            raise PromptError(f"the prompt {name!r} cannot be read") from error
        if len(data) > LARGEST_FILE:
            raise PromptError(f"the prompt {name!r} is larger than {LARGEST_FILE} bytes")
        return data
