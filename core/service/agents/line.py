"""A user agent inside the service, on the running loop: what it sends goes out, what happens is told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from core.sip.agent.events import AgentEvent
from core.sip.agent.user_agent import UserAgent


class Line:
    """Call ``pump`` after every call into the agent or its sessions; ``send`` sends what the agent has.

    ``send`` returns whether there was anything.
    """

    def __init__(
        self, agent: UserAgent, send: Callable[[], bool], on_event: Callable[[AgentEvent], None]
    ) -> None:
        self.agent = agent
        self._send = send
        self._on_event = on_event
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None
        self._is_pumping = False
        self._is_stopped = False
        self.on_pumped: Callable[[], None] = lambda: None
        """Called when there is nothing more to do just now."""

    @property
    def is_idle(self) -> bool:
        """Whether nothing is owed on the wire any more."""
        return not self.agent.sessions and not self.agent.layer.transactions

    def now(self) -> float:
        """Return the monotonic second."""
        return self._loop.time()

    def pump(self) -> None:
        """Send and tell; safe to call from within."""
        if self._is_pumping or self._is_stopped:
            return
        self._is_pumping = True
        try:
            while self._send() | self._tell():
                pass
        finally:
            self._is_pumping = False
        self._set_timer()
        self.on_pumped()

    def stop(self) -> None:
        """Stop the clock; nothing is sent or told any more. Idempotent."""
        self._is_stopped = True
        if self._timer is not None:
            self._timer.cancel()

    def _tell(self) -> bool:
        events = self.agent.events()
        for event in events:
            self._on_event(event)
        return bool(events)

    def _set_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        due = self.agent.next_timer()
        self._timer = self._loop.call_at(due, self._timer_due) if due is not None else None

    def _timer_due(self) -> None:
        self.agent.handle_timer(self.now())
        self.pump()
