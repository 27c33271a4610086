"""Leads a caller through menus: plays prompts, waits for keys, and for silence."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from core.service.callbacks.events import MenuInput, MenuResult
from core.service.callbacks.menu_walk import MenuWalk
from core.service.gateway.calls.call import GatewayCall

if TYPE_CHECKING:
    from core.service.gateway.media.announcements.playback import Piece

MOST_KEYS = 64
"""Keys that wait for the menu to take them; what is pressed beyond is lost."""
Load = Callable[[str], Awaitable[tuple["Piece", ...]]]


class MenuLeader:
    """``load`` returns what a prompt sounds like, nothing if it has none; ``barges`` lets keys cut it."""

    def __init__(self, call: GatewayCall, load: Load, *, barges: bool) -> None:
        self._call = call
        self._load = load
        self._barges = barges
        self._keys: asyncio.Queue[str] = asyncio.Queue(MOST_KEYS)

    async def lead(self, walk: MenuWalk) -> MenuResult:
        """Return what comes of it. Raises MediaRefused."""
        self._call.listen(self._pressed)
        try:
            result, loaded = None, ""
            sounds: tuple[Piece, ...] = ()
            while result is None:
                if walk.prompt not in ("", loaded):  # a menu that repeats is decoded once
                    loaded, sounds = walk.prompt, await self._load(walk.prompt)
                pieces = sounds if walk.prompt else ()
                if walk.prompt and not pieces:
                    return walk.result(MenuInput.ERROR)  # nobody can choose from what they do not hear
                key = await self._play(pieces) or await self._wait(walk.timeout)
                result = walk.key(key) if key else walk.silence()
            return result
        finally:
            self._call.listen(None)

    def _pressed(self, key: str) -> None:
        if not self._keys.full():
            self._keys.put_nowait(key)

    async def _play(self, pieces: tuple[Piece, ...]) -> str:
        """Play a prompt; return the key that cut it short, if one did."""
        if not pieces:
            return ""
        if not self._barges:
            await self._call.play(pieces)
            while not self._keys.empty():
                self._keys.get_nowait()
            return ""
        playing = asyncio.create_task(self._call.play(pieces))
        waiting = asyncio.create_task(self._keys.get())
        try:
            await asyncio.wait({playing, waiting}, return_when=asyncio.FIRST_COMPLETED)
            if waiting.done():
                return waiting.result()
            await playing
            return ""
        finally:
            for task in (playing, waiting):
                task.cancel()
            await asyncio.gather(playing, waiting, return_exceptions=True)

    async def _wait(self, seconds: float) -> str:
        try:
            async with asyncio.timeout(seconds):
                return await self._keys.get()
        except TimeoutError:
            return ""
