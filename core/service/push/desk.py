"""Wakes devices: sends what ``Wakes`` has to send, and carries out what devices say. On one running loop."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable

from core.service.config import Limits
from core.service.observed.journal import note
from core.service.push.devices import PushDevices
from core.service.push.sender import PushOutcome, PushSender
from core.service.push.wakes import DeviceWord, Push, Wake, Wakes
from core.service.routing.endpoints import Instance
from core.service.routing.router import Router

log = logging.getLogger(__name__)

QUEUE = 64
"""Pushes that wait for one device; beyond, the oldest is dropped."""
_TIDY_SECONDS = 3600.0


class PushDesk:
    """One service's. ``pump`` sends what the router has to send."""

    def __init__(
        self,
        router: Router,
        wakes: Wakes,
        devices: PushDevices,
        sender: PushSender,
        limits: Limits,
        pump: Callable[[], None],
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._router = router
        self._wakes = wakes
        self._devices = devices
        self._sender = sender
        self._limits = limits
        self._pump = pump
        self._queues: dict[Instance, deque[Push]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_due = False
        self._tidying: asyncio.TimerHandle | None = None
        self.on_sent: Callable[[PushOutcome], None] = lambda outcome: None
        """Called after each push."""
        wakes.on_outbox = self._send_soon
        router.waker = wakes

    def tidy(self, work: Callable[[], None]) -> None:
        """Do ``work`` now and every hour."""
        work()
        self._tidying = self._loop.call_later(_TIDY_SECONDS, self.tidy, work)

    async def close(self) -> None:
        """Send nothing more."""
        if self._tidying is not None:
            self._tidying.cancel()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._sender.close()

    def waits_for(self, token: str) -> bool:
        """Whether a call waits for the device that has this token."""
        return self._wakes.of_token(token) is not None

    def said(self, token: str, word: DeviceWord) -> bool:
        """Take what a device says of its call; return whether that call still waits for it."""
        wake = self._wakes.of_token(token)
        if wake is None:
            return False
        now, end = self._loop.time(), wake.device.endpoint
        note(log, f"push.{word.value}", user=end.user, application=end.application)
        if word is DeviceWord.RINGING:
            self._router.device_rings(wake.relay, wake.branch, self._limits.push_ring, now)
        else:
            status = 603 if word is DeviceWord.DECLINED else 486
            self._router.device_declines(wake.relay, wake.branch, status, now)
        self._pump()
        return True

    # --- the inside -----------------------------------------------------------------------------------

    def _send_soon(self) -> None:
        if not self._is_due:
            self._is_due = True
            self._loop.call_soon(self._send)

    def _send(self) -> None:
        self._is_due = False
        for push in self._wakes.outbox():
            end = push.wake.device.endpoint
            if end in self._queues:
                self._queues[end].append(push)
            else:
                self._queues[end] = deque([push], maxlen=QUEUE)
                task = self._loop.create_task(self._serve(end), name="push")
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def _serve(self, end: Instance) -> None:
        """Send what waits for one device, one after the other: news and its end must not overtake."""
        queue = self._queues[end]
        try:
            while queue:
                await self._push(queue.popleft())
        finally:
            del self._queues[end]

    async def _push(self, push: Push) -> None:
        wake, is_news = push.wake, push.notification.ending is None
        if not is_news and not wake.was_told:
            return  # the device never heard of the call
        device = wake.device
        outcome = await self._sender.send(
            device.subscription,
            device.endpoint.account,
            push.notification.to_payload(),
            ttl=push.ttl,
            urgency=push.urgency,
            topic=push.topic,
        )
        self.on_sent(outcome)
        end = device.endpoint
        note(log, "push.sent", user=end.user, application=end.application, outcome=outcome.value)
        if outcome is PushOutcome.GONE:
            self._devices.gone(device)
        if is_news:
            self._told(wake, outcome)

    def _told(self, wake: Wake, outcome: PushOutcome) -> None:
        now = self._loop.time()
        wake.was_told = outcome is PushOutcome.TAKEN
        if wake.is_over:
            return
        if wake.was_told:
            self._router.device_told(wake.relay, now)
        else:
            self._wakes.forget(wake)
            self._router.device_stays_away(wake.relay, wake.branch, now)
        self._pump()
