"""The network path of one call: asking for a new one when it fails, and candidates that are found late."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from typing import TYPE_CHECKING

from core.calling.call.details import CallDirection
from core.calling.machine import events
from core.calling.machine.stages import TALKING, Stage
from core.calling.signalling.info_packages import TRICKLE_ICE
from core.media.sdp.trickle import CONTENT_TYPE

if TYPE_CHECKING:
    from core.calling.call.life import CallLife

log = logging.getLogger(__name__)

CALLEE_WAITS = 1.0
"""Seconds by which the callee lets the caller ask first: both notice at once, and one offer is enough."""

ASK_AGAIN = 4.0
"""Seconds after which a path that is still silent is asked for once more."""

_FRAGMENTS = 32


class CallPath:
    """Keeps one call's media connected, as far as signalling can. On the client's loop."""

    def __init__(self, life: CallLife) -> None:
        self._life = life
        self._timer: asyncio.TimerHandle | None = None
        self._is_lost = False
        self._fragments: deque[str] = deque(maxlen=_FRAGMENTS)

    @property
    def is_lost(self) -> bool:
        """Whether nothing gets through, and a new path is being looked for."""
        return self._is_lost and self._life.machine.stage is Stage.ESTABLISHED

    def lost(self) -> None:
        """Hear that nothing comes any more."""
        self._is_lost = True
        is_caller = self._life.terms.direction is CallDirection.OUTBOUND
        self._ask_in(0.0 if is_caller else CALLEE_WAITS)

    def restored(self) -> None:
        """Hear that something comes again."""
        self._is_lost = False
        self.stop()

    def service_restored(self) -> None:
        """Hear that signalling works again: what could not be asked for is asked for now."""
        if self._is_lost:
            self._ask_in(0.0)
        self.flush()

    def moved(self) -> None:
        """Hear that this machine's address changed under the call: do not wait for silence."""
        if self._life.machine.stage is Stage.ESTABLISHED:
            self._is_lost = True
            self._ask_in(0.0)

    def stop(self) -> None:
        """Ask for nothing more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def found_late(self, fragment: str) -> None:
        """Tell the other side of more ways to reach us, now or once there is a dialog to tell it in."""
        self._fragments.append(fragment)
        self.flush()

    def flush(self) -> None:
        """Send what waits for the dialog."""
        life = self._life
        if life.leg is None or life.machine.stage not in TALKING or life.is_unreachable:
            return
        while self._fragments:
            body = self._fragments.popleft().encode()
            life.leg.inform(CONTENT_TYPE, body, {"Info-Package": TRICKLE_ICE})

    def _ask_in(self, seconds: float) -> None:
        self.stop()
        if seconds:
            self._timer = asyncio.get_running_loop().call_later(seconds, self._ask)
        else:
            self._ask()

    def _ask(self) -> None:
        life = self._life
        if not self.is_lost:
            return
        self._timer = asyncio.get_running_loop().call_later(ASK_AGAIN, self._ask)
        if life.owner.isReconnecting:
            log.info("call %s: a new path is asked for once the service is back", life.call_id)
            return
        log.info("call %s: asking for a new path", life.call_id)
        life.handle(events.PathWanted(at=life.now()))
