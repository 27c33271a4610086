"""The track on which the other end's decoded frames can be read, for those who want them as aiortc does."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any

from aiortc import MediaStreamTrack
from aiortc.mediastreams import MediaStreamError

MAX_WAITING = 10
"""Frames kept for a reader who is late; the oldest are dropped."""


class RemoteTrack(MediaStreamTrack):
    """Frames of the other end. Nothing is kept until somebody reads: the window draws from a picture slot,
    the speaker from the mixer.

    Belongs to the loop that made it, except ``offer``.
    """

    def __init__(self, kind: str, track_id: str) -> None:
        super().__init__()
        self.kind = kind
        self._id = track_id
        self._owner_loop = asyncio.get_running_loop()
        self._frames: deque[Any] = deque(maxlen=MAX_WAITING)
        self._arrived = asyncio.Event()
        self._is_read = False

    @property
    def is_read(self) -> bool:
        """Whether somebody has asked for a frame."""
        return self._is_read

    def offer(self, frame: Any) -> None:
        """Give a decoded frame to whoever reads. Any thread."""
        if not self._is_read:
            return
        self._frames.append(frame)
        try:
            self._owner_loop.call_soon_threadsafe(self._arrived.set)
        except RuntimeError:  # the loop has closed: nobody reads any more
            self._is_read = False

    async def recv(self) -> Any:
        """Return the next frame. Raises MediaStreamError once the track has ended."""
        self._is_read = True
        while self.readyState == "live":
            if self._frames:
                return self._frames.popleft()
            self._arrived.clear()
            await self._arrived.wait()
        raise MediaStreamError

    def stop(self) -> None:
        """End the track; whoever waits for a frame learns it."""
        super().stop()
        self._frames.clear()
        self._arrived.set()
