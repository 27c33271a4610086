"""How late the event loop is: the time between when a timer was due and when it ran."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

_EVERY = 0.5


class LoopLag:
    """Measures twice a second on the running loop, from ``start`` to ``stop``."""

    def __init__(self, on_lag: Callable[[float], None]) -> None:
        self._on_lag = on_lag
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Begin to measure."""
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(_EVERY, self._look, loop, loop.time() + _EVERY)

    def stop(self) -> None:
        """Measure no more. Idempotent."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self, loop: asyncio.AbstractEventLoop, due: float) -> None:
        self._on_lag(max(0.0, loop.time() - due))
        self.start()
