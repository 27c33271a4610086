"""Wakes devices: sends what ``Wakes`` has to send, and carries out what devices say. On one running loop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from core.push.notification import CallEnding
from core.service.config import Limits
from core.service.observed.journal import note
from core.service.push.attempts import LONGEST_PAUSE, Attempt, DeviceQueue
from core.service.push.devices import PushDevices
from core.service.push.sender import PushAnswer, PushOutcome, PushSender
from core.service.push.wakes import DeviceWord, Wake, Wakes
from core.service.routing.endpoints import Instance
from core.service.routing.router import Router

log = logging.getLogger(__name__)

_TIDY_SECONDS = 3600.0


@dataclass(slots=True, eq=False)
class _Line:
    """What waits for one device; ``is_longer`` is set when there is more."""

    queue: DeviceQueue
    is_longer: asyncio.Event = field(default_factory=asyncio.Event)


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
        self._random = random.SystemRandom()
        self._lines: dict[Instance, _Line] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_due = self._is_closed = False
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
        self._is_closed = True
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
        if not self._is_due and not self._is_closed:
            self._is_due = True
            self._loop.call_soon(self._send)

    def _send(self) -> None:
        self._is_due = False
        if self._is_closed:
            return
        now = self._loop.time()
        for push in self._wakes.outbox():
            end = push.wake.device.endpoint
            if end not in self._lines:
                self._lines[end] = _Line(DeviceQueue(self._random))
                task = self._loop.create_task(self._serve(end), name="push")
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            self._lines[end].queue.add(push, now)
            self._lines[end].is_longer.set()

    async def _serve(self, end: Instance) -> None:
        """Send what waits for one device, one after the other: news and its end must not overtake."""
        line = self._lines[end]
        try:
            while (wait := line.queue.wait(self._loop.time())) is not None:
                if not wait:
                    await self._push(line.queue, line.queue.take(self._loop.time()))
                    continue
                line.is_longer.clear()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(wait):
                        await line.is_longer.wait()
        finally:
            del self._lines[end]

    async def _push(self, queue: DeviceQueue, attempt: Attempt) -> None:
        push, wake = attempt.push, attempt.push.wake
        if not wake.may_know and push.notification.ending not in (None, CallEnding.CANCELED):
            return  # the device never heard of the call, and has not missed it
        device = wake.device
        answer = await self._sender.send(
            device.subscription,
            device.endpoint.account,
            push.notification.to_payload(),
            ttl=attempt.ttl(self._loop.time()),
            urgency=push.urgency,
            topic=push.topic,
        )
        self.on_sent(answer.outcome)
        end = device.endpoint
        note(log, "push.sent", user=end.user, application=end.application, outcome=answer.outcome.value)
        wake.may_know = wake.may_know or answer.outcome in (PushOutcome.TAKEN, PushOutcome.UNANSWERED)
        if answer.outcome is PushOutcome.GONE:
            self._devices.gone(device)
        is_kept = answer.may_be_repeated and queue.again(attempt, answer.retry_after, self._loop.time())
        if attempt.is_news and not is_kept and not wake.is_over:
            self._told(wake, answer)

    def _told(self, wake: Wake, answer: PushAnswer) -> None:
        now = self._loop.time()
        if answer.outcome is PushOutcome.TAKEN:
            self._router.device_told(wake.relay, now)
        elif wake.may_know or (answer.may_be_repeated and (answer.retry_after or 0.0) <= LONGEST_PAUSE):
            return  # the call has seconds left; its end is pushed, too, and may fare better
        else:
            self._wakes.forget(wake)
            self._router.device_stays_away(wake.relay, wake.branch, now)
        self._pump()
