"""The thread in which all of ``libpulse`` runs: its main loop, what is posted to it, and who takes a turn."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from ui.devices.priority import go_first
from ui.devices.sound.pulse.library import Library

log = logging.getLogger(__name__)

LONGEST_SLEEP = 0.25
"""Seconds after which everybody has a turn though nothing happened: watchdogs and new attempts live by it."""

Turn = Callable[[float], None]


class PulseLoop:
    """A thread that waits for the sound server and then gives each member a turn with the monotonic time.

    Members are served in the order in which they were added, those that cannot wait before them, a member of
    ``last`` after the others.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._calls: deque[Callable[[], None]] = deque()
        self._members: list[Turn] = []
        self._is_ended = False
        self._wants_another = False
        self.last: Turn = lambda now: None
        self._mainloop: Any = library.pulse.mainloop_new()
        self.api: Any = library.pulse.mainloop_get_api(self._mainloop)
        """The ``pa_mainloop_api`` of this loop."""
        self._thread = threading.Thread(target=self._run, name="sound", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def post(self, call: Callable[[], None]) -> None:
        """Run ``call`` in this thread, after everything posted before it. Any thread; never waits."""
        with self._lock:
            if self._is_ended:
                return
            self._calls.append(call)
            self._library.pulse.mainloop_wakeup(self._mainloop)

    def stop(self, timeout_ms: int = 3000) -> bool:
        """Run what has been posted, then end; return False if that took longer than ``timeout_ms``."""
        with self._lock:
            if not self._is_ended:
                self._is_ended = True
                self._library.pulse.mainloop_wakeup(self._mainloop)
        self._thread.join(timeout_ms / 1000)
        return not self._thread.is_alive()

    def add(self, turn: Turn, *, can_wait: bool = True) -> None:
        """Give ``turn`` turns from now on; before all others unless it ``can_wait``. This thread only."""
        self._members.insert(len(self._members) if can_wait else 0, turn)

    def again(self) -> None:
        """Give everybody another turn at once, whether or not anything happens. This thread only."""
        self._wants_another = True

    def remove(self, turn: Turn) -> None:
        """Give ``turn`` no more turns; one that has none is left alone. This thread only."""
        if turn in self._members:
            self._members.remove(turn)

    def _run(self) -> None:
        log.debug("sound goes first: %s", go_first())
        pulse, waiting = self._library.pulse, self._library.waiting
        sleep = round(LONGEST_SLEEP * 1e6)
        while True:
            pulse.mainloop_prepare(self._mainloop, sleep)
            # Preparing forgets who rang before it.
            if self._calls or self._wants_another:
                pulse.mainloop_wakeup(self._mainloop)
            self._wants_another = False
            waiting.mainloop_poll(self._mainloop)
            pulse.mainloop_dispatch(self._mainloop)
            while self._calls:
                self._attempt(self._calls.popleft())
            now = time.monotonic()
            for turn in (*self._members, self.last):
                self._attempt(partial(turn, now))
            with self._lock:
                if self._is_ended and not self._calls:
                    break
        pulse.mainloop_free(self._mainloop)

    @staticmethod
    def _attempt(call: Callable[[], None]) -> None:
        """Run ``call``; one that raises must not end the sound of all others."""
        try:
            call()
        except Exception:
            log.exception("a turn of the sound thread failed")
