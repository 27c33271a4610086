"""A thread that does one thing at a steady pace, without drift."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

log = logging.getLogger(__name__)

MAX_LAG = 0.2
"""Seconds behind its schedule after which a thread starts a new one instead of catching up."""


class PacedThread:
    """Calls ``action(number)`` every ``period`` seconds on an absolute schedule until closed.

    Late turns are caught up one after another, so that the long-run rate is exact; after a stall longer
    than ``MAX_LAG`` the missed turns are given up. An action that raises ends the thread after
    ``on_error``; one that closes its own thread is fine.
    """

    def __init__(
        self,
        name: str,
        period: float,
        action: Callable[[int], None],
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        self._period = period
        self._action = action
        self._on_error = on_error
        self._is_closed = False
        # A bare lock that ``close`` lets go: to wait for an Event costs as much as many an action.
        self._running = threading.Lock()
        self._running.acquire()
        self._closing = threading.Lock()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """Whether it has neither been closed nor ended by an error."""
        return self._thread.is_alive() and not self._is_closed

    def close(self) -> None:
        """Stop; after return no call is under way (unless it is the caller itself). Idempotent."""
        with self._closing:
            if not self._is_closed:
                self._is_closed = True
                self._running.release()
        if threading.current_thread() is not self._thread:
            self._thread.join(timeout=2)

    def _run(self) -> None:
        due = time.monotonic()
        number = 0
        try:
            while not self._running.acquire(timeout=max(0.0, due - time.monotonic())):
                self._action(number)
                number += 1
                due += self._period
                if time.monotonic() - due > MAX_LAG:
                    due = time.monotonic()
        except Exception as error:
            if self._on_error is None:
                log.exception("thread %s ended", self._thread.name)
            else:
                self._on_error(error)
