"""The receiving side of transport-wide feedback: tells the sender every 100 ms or so what arrived when."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from core.media.congestion.transport_control import TransportControl


class ArrivalFeedback:
    """Has ``control`` note what arrives and tell of it; no timer runs while nothing arrives. Core thread.

    ``send`` is given one RTCP packet; ``own_ssrc`` is asked for the source that it comes from.
    """

    def __init__(
        self, control: TransportControl[Any], send: Callable[[bytes], None], own_ssrc: Callable[[], int]
    ) -> None:
        self.sent = 0
        """Feedback packets sent."""
        self._send = send
        self._own_ssrc = own_ssrc
        self._control = control
        self._last_ssrc = 0
        self._timer: asyncio.TimerHandle | None = None
        self._is_closed = False

    def add(self, number: int, size: int, ssrc: int, waited: float = 0.0) -> None:
        """Take note of a packet of source ``ssrc``, ``size`` bytes long, that came ``waited`` seconds ago."""
        now = time.monotonic()
        self._control.packet_arrived(number, size, now - waited)
        self._last_ssrc = ssrc
        if self._timer is None and not self._is_closed:
            wait = max(0.0, self._control.feedback_due_at() - now)
            self._timer = asyncio.get_running_loop().call_later(wait, self._tell)

    def close(self) -> None:
        """Send nothing more."""
        self._is_closed = True
        if self._timer is not None:
            self._timer.cancel()

    def _tell(self) -> None:
        self._timer = None
        now = time.monotonic()
        told = self._control.feedback(self._own_ssrc(), self._last_ssrc, now)
        for data in told:
            self._send(data)
        self.sent += len(told)
