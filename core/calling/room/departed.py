"""Who observes a leg that its call has left: what still comes on it means nothing."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from core.calling.machine import events
from core.calling.ports import Leg

if TYPE_CHECKING:
    from core.calling.call.life import CallLife

log = logging.getLogger(__name__)


class Departed:
    """See ``LegObserver``; ``is_withdrawn``: our INVITE was taken back, an answer that crossed ends it."""

    def __init__(self, life: CallLife, leg: Leg, *, is_withdrawn: bool = False) -> None:
        self._life = life
        self._leg = leg
        self._is_withdrawn = is_withdrawn

    def now(self) -> float:
        """Return the monotonic second."""
        return self._life.now()

    def handle(self, event: events.CallEvent) -> None:
        """Hang up what was answered too late, and refuse what is offered."""
        if isinstance(event, events.AcceptReceived) and self._is_withdrawn:
            self._leg.bye()
        elif isinstance(event, events.ReofferReceived):
            self._leg.reject_reoffer(481)
        log.debug("call %s: %s on a leg that is left", self._life.call_id, type(event).__name__)

    def informed(self, content_type: str, body: bytes) -> None:
        """Take an INFO: it is too late."""

    def told(self, method: str, content_type: str, body: bytes) -> None:
        """Take a message: likewise."""

    def info_refused(self, status: int) -> None:
        """Hear of an INFO of ours: likewise."""

    def confirmed(self) -> None:
        """Hear of the dialog: likewise."""

    def named(self, display_name: str) -> None:
        """Take a name: likewise."""
