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
"""Of 10 ms without a transcoder, after which the thread ends."""


class Stepped(Protocol):
    """What the transcoding thread drives: a transcoder, or what makes sound of its own."""

    def step(self) -> None:
        """Take the next 10 ms."""


class TranscodingThread:
    """Steps all transcoders every 10 ms; ends by itself some time after the last of them.

    A transcoder that raises is given up, alone. ``on_step`` is called on this thread after each turn.
    """

    def __init__(self, on_step: Callable[[], None]) -> None:
        self._on_step = on_step
        self._lock = threading.Lock()
        self._transcoders: tuple[Stepped, ...] = ()
        self._idle_turns = 0
        self._thread: PacedThread | None = None

    @property
    def is_running(self) -> bool:
        """Whether there is a thread now."""
        return self._thread is not None

    def add(self, transcoder: Stepped) -> None:
        """Step this one too."""
        with self._lock:
            self._transcoders = (*self._transcoders, transcoder)
            if self._thread is None:
                self._idle_turns = 0
                self._thread = PacedThread("transcoding", BLOCK_SECONDS, self._turn)

    def discard(self, transcoder: Stepped) -> None:
        """Step this one no more. Does not wait for the turn under way."""
        with self._lock:
            self._transcoders = tuple(one for one in self._transcoders if one is not transcoder)

    def close(self) -> None:
        """End the thread; waits for the turn under way."""
        with self._lock:
            self._transcoders = ()
            thread, self._thread = self._thread, None
        if thread is not None:
            thread.close()

    def _turn(self, number: int) -> None:
        for transcoder in self._transcoders:
            try:
                transcoder.step()
            except Exception:
                log.exception("a transcoder is given up")
                self.discard(transcoder)
        self._on_step()
        self._idle_turns = 0 if self._transcoders else self._idle_turns + 1
        if self._idle_turns >= MOST_IDLE_TURNS:
            self._end()

    def _end(self) -> None:
        """End this thread, from within, unless something has come to do."""
        with self._lock:
            if not self._transcoders and self._thread is not None:
                self._thread.close()
                self._thread = None
