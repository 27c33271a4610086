"""One thread for all sound devices that are computed, as one interrupt serves a whole sound card."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from core.media.devices.paced_thread import PacedThread

log = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds that closing a device waits for its action to return."""


class SoundTurn:
    """A device that has its turn in each tick until it is closed."""

    def __init__(self, ticks: SoundTicks, action: Callable[[int], None]) -> None:
        self._ticks = ticks
        self._action = action
        self._number = 0
        self.is_running = True

    def close(self) -> None:
        """Stop; after return no call is under way (unless it is the caller itself). Idempotent."""
        self.is_running = False
        self._ticks.end(self)

    def take(self) -> None:
        """Have the turn. An action that raises is told in the log, and has no other."""
        if not self.is_running:
            return
        try:
            self._action(self._number)
        except Exception:
            log.exception("a computed sound device ended")
            self.close()
        self._number += 1


class SoundTicks:
    """Gives each device its turn every ``period`` seconds; the thread is there while a device is."""

    def __init__(self, name: str, period: float) -> None:
        self._name = name
        self._period = period
        self._lock = threading.Lock()
        self._under_way = threading.RLock()
        """Held during a turn."""
        self._turns: tuple[SoundTurn, ...] = ()
        self._thread: PacedThread | None = None

    def start(self, action: Callable[[int], None]) -> SoundTurn:
        """Call ``action`` with 0, 1, 2 ... from the next tick on. Any thread."""
        turn = SoundTurn(self, action)
        with self._lock:
            self._turns = (*self._turns, turn)
            if self._thread is None:
                self._thread = PacedThread(self._name, self._period, self._tick)
        return turn

    def end(self, turn: SoundTurn) -> None:
        """Give ``turn`` no more; wait until the one under way is over, and for the thread after the last."""
        with self._lock:
            self._turns = tuple(other for other in self._turns if other is not turn)
            thread = None
            if not self._turns:
                thread, self._thread = self._thread, None
        if thread is not None:
            thread.close()
        elif self._under_way.acquire(timeout=PATIENCE):
            self._under_way.release()

    def _tick(self, _number: int) -> None:
        for turn in self._turns:
            with self._under_way:
                turn.take()
