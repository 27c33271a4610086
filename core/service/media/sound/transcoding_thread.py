"""The thread on which sound is decoded, encoded and mixed: a step every 10 ms."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Protocol

from core.media.devices.paced_thread import PacedThread
from core.ports import BLOCK_SAMPLES, SAMPLE_RATE

log = logging.getLogger(__name__)

BLOCK_SECONDS = BLOCK_SAMPLES / SAMPLE_RATE
MOST_IDLE_TURNS = 100
"""Of 10 ms with nothing to step, after which the thread ends."""


class Stepped(Protocol):
    """What the thread drives: a transcoder, a mixer, or what makes sound of its own."""

    def step(self) -> None:
        """Take the next 10 ms."""


class TranscodingThread:
    """Steps all that was added every 10 ms, transcoders and mixers; ends by itself some time after the last.

    What raises is given up, alone. ``on_step`` is called on this thread after each turn.
    """

    def __init__(self, on_step: Callable[[], None]) -> None:
        self._on_step = on_step
        self._lock = threading.Lock()
        self._stepped: tuple[Stepped, ...] = ()
        self._idle_turns = 0
        self._thread: PacedThread | None = None

    @property
    def is_running(self) -> bool:
        """Whether there is a thread now."""
        return self._thread is not None

    def add(self, stepped: Stepped) -> None:
        """Step this one too."""
        with self._lock:
            self._stepped = (*self._stepped, stepped)
            if self._thread is None:
                self._idle_turns = 0
                self._thread = PacedThread("transcoding", BLOCK_SECONDS, self._turn)

    def discard(self, stepped: Stepped) -> None:
        """Step this one no more. Does not wait for the turn under way."""
        with self._lock:
            self._stepped = tuple(one for one in self._stepped if one is not stepped)

    def close(self) -> None:
        """End the thread; waits for the turn under way."""
        with self._lock:
            self._stepped = ()
            thread, self._thread = self._thread, None
        if thread is not None:
            thread.close()

    def _turn(self, number: int) -> None:
        for one in self._stepped:
            try:
                one.step()
            except Exception:
                log.exception("%s is given up", type(one).__name__)
                self.discard(one)
        self._on_step()
        self._idle_turns = 0 if self._stepped else self._idle_turns + 1
        if self._idle_turns >= MOST_IDLE_TURNS:
            self._end()

    def _end(self) -> None:
        """End this thread, from within, unless something has come to do."""
        with self._lock:
            if not self._stepped and self._thread is not None:
                self._thread.close()
                self._thread = None
