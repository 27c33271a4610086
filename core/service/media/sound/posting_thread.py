"""The thread of sound, and the way back from it to the core thread."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

from core.service.media.sound.transcoding_thread import Stepped, TranscodingThread


class PostingThread:
    """Made on the core thread, to which ``post`` brings actions: one wake-up for all of a step."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._thread = TranscodingThread(self._wake)
        self._posted: deque[Callable[[], None]] = deque()

    def add(self, stepped: Stepped) -> None:
        """Step this one on the thread."""
        self._thread.add(stepped)

    def discard(self, stepped: Stepped) -> None:
        """Step this one no more."""
        self._thread.discard(stepped)

    def post(self, action: Callable[[], None]) -> None:
        """Do something on the core thread after this step. The thread of sound."""
        self._posted.append(action)

    def close(self) -> None:
        """End the thread."""
        self._thread.close()

    def _wake(self) -> None:
        """Have the core thread do what was posted. The thread of sound."""
        if self._posted and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._do_posted)

    def _do_posted(self) -> None:
        for _ in range(len(self._posted)):
            self._posted.popleft()()
