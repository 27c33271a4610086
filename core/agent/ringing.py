"""Rings for calls and carries out what the person, or the service, decides. One asyncio loop."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from core.agent.calls import CallInput, CallStage, Deed, step
from core.desktop.call_notifications import ANSWER, DECLINE, ringing_notification
from core.desktop.notifications import OPENED, Chosen, Notification, Notifier
from core.push.notification import CallEnding, CallNotification
from core.push.replays import KnownCalls
from core.sentences import Speech, plural, sentence

log = logging.getLogger(__name__)

AT_ONCE = 8
"""Calls that ring at once; more are busy."""
KEPT = 32
"""Calls that are over and may still be heard of, with those that ring."""
RINGS = 100.0
"""Seconds after which a call must be over of which nothing more is heard."""
_MISSED_KEY = "missed"
_INPUTS = {
    CallEnding.CANCELED: CallInput.MISSED,
    CallEnding.ANSWERED: CallInput.ELSEWHERE,
    CallEnding.DECLINED: CallInput.ELSEWHERE,
    CallEnding.TAKEN: CallInput.TAKEN,
}
_WORDS = {Deed.SAY_RINGING: "ringing", Deed.SAY_DECLINED: "declined", Deed.SAY_BUSY: "busy"}


@dataclass(frozen=True, slots=True)
class Greeting:
    """How a caller is met. ``name`` is what the person calls them; blocked ones do not ring either."""

    name: str
    rings: bool = True
    is_blocked: bool = False
    is_unknown: bool = False
    """Nobody the person knows, while such callers are silenced."""


class Household(Protocol):
    """What the person wants and keeps."""

    async def receive(self, told: CallNotification) -> Greeting:
        """Return how a caller is met."""

    async def note_missed(self, told: CallNotification, greeting: Greeting) -> None:
        """Put a call that did not get through into the history."""


class Outside(Protocol):
    """What the agent does to others."""

    async def say(self, reply: str, word: str) -> bool:
        """Tell the call service what becomes of a call; return whether it still waits for that."""

    async def open_window(self, call_id: str, activation: str) -> bool:
        """Open the window, or bring it to the front; with a call id it answers that call."""


@dataclass(slots=True)
class _Call:
    told: CallNotification
    greeting: Greeting
    stage: CallStage = CallStage.NEW
    activation: str = ""
    timer: asyncio.TimerHandle | None = None


class Ringing:
    """All calls of one agent. ``household`` and ``speech`` are asked for when somebody calls, and not before.

    ``on_known`` is called when what must be remembered has changed.
    """

    def __init__(
        self,
        household: Callable[[], Household],
        outside: Outside,
        known: KnownCalls,
        *,
        wall: Callable[[], float],
        speech: Callable[[], Speech],
        on_known: Callable[[], None] = lambda: None,
    ) -> None:
        self._household = household
        self._outside = outside
        self._known = known
        self._wall = wall
        self._speech = speech
        self._on_known = on_known
        self._calls: OrderedDict[str, _Call] = OrderedDict()
        self._missed = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self.notifier: Notifier | None = None
        """Who shows notifications; without one the window is opened for each call."""
        self.find_notifier: Callable[[], Awaitable[Notifier | None]] = _nobody
        """Looks for one: at login the desktop may come after the agent."""

    @property
    def ringing(self) -> int:
        """How many calls ring."""
        return sum(call.stage is CallStage.RINGING for call in self._calls.values())

    async def take(self, told: CallNotification) -> None:
        """Take what a push says."""
        call = self._calls.get(told.call_id)
        if call is None:
            if not self._known.add(told.call_id):
                log.info("a push about a call that is known already is passed over")
                return
            self._on_known()
            call = self._calls[told.call_id] = _Call(told, await self._household().receive(told))
            self._forget_oldest()
        elif told.ending is None:
            return  # once more about a call that rings, or is over
        await self._move(call, self._input(call, told))

    def chosen(self, chosen: Chosen) -> None:
        """Take what the person did with a notification."""
        if chosen.key == _MISSED_KEY:
            self._missed = 0
            self._spawn(self._open(activation=chosen.activation))
            return
        call = self._calls.get(chosen.key)
        if call is not None:
            call.activation = chosen.activation
            done = {ANSWER: CallInput.ANSWERS, DECLINE: CallInput.DECLINES, OPENED: CallInput.OPENS}
            if chosen.action in done:
                self._spawn(self._move(call, done[chosen.action]))

    async def close(self) -> None:
        """Let go of everything; what rings is taken away."""
        for call in self._calls.values():
            if call.timer is not None:
                call.timer.cancel()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self.notifier is not None:
            await self.notifier.close()

    # --- the inside -----------------------------------------------------------------------------------

    def _input(self, call: _Call, told: CallNotification) -> CallInput:
        if told.ending is not None:
            return _INPUTS[told.ending]
        if told.has_expired(self._wall()):
            return CallInput.TOLD_LATE
        if call.greeting.is_blocked:
            return CallInput.BLOCKED
        if not call.greeting.rings or self.ringing >= AT_ONCE:
            return CallInput.UNWELCOME
        return CallInput.TOLD

    async def _move(self, call: _Call, event: CallInput) -> None:
        before = call.stage
        call.stage, deeds = step(before, event)
        log.info("call %s: %s -> %s (%s)", call.told.call_id, before, call.stage, event)
        for deed in deeds:
            await self._do(call, deed)
        if call.stage is not CallStage.RINGING and call.timer is not None:
            call.timer.cancel()
            call.timer = None

    async def _do(self, call: _Call, deed: Deed) -> None:
        match deed:
            case Deed.SHOW:
                await self._show(call)
            case Deed.WITHDRAW:
                if self.notifier is not None:
                    await self.notifier.withdraw(call.told.call_id)
            case Deed.SAY_RINGING | Deed.SAY_DECLINED | Deed.SAY_BUSY:
                self._spawn(self._say(call, _WORDS[deed]))
            case Deed.ANSWER_IN_WINDOW:
                await self._open(call.told.call_id, call.activation)
            case Deed.OPEN_WINDOW:
                await self._open(activation=call.activation)
            case Deed.NOTE_MISSED:
                await self._household().note_missed(call.told, call.greeting)
            case Deed.TELL_MISSED:
                await self._tell_missed(call)

    async def _show(self, call: _Call) -> None:
        loop = asyncio.get_running_loop()
        call.timer = loop.call_later(RINGS, lambda: self._spawn(self._move(call, CallInput.LAPSED)))
        shown = ringing_notification(
            call.told.call_id,
            call.greeting.name,
            is_video=call.told.is_video,
            account=call.told.user_id,
            rings=True,
        )
        if not await self._is_shown(shown.told(self._speech())):
            # The window rings by itself, and takes the call.
            await self._open()

    async def _is_shown(self, shown: Notification) -> bool:
        """Show a call with buttons; the desktop is looked for again if it was not there, or is gone."""
        for _ in range(2):
            self.notifier = self.notifier or await self.find_notifier()
            if self.notifier is None or not self.notifier.has_buttons:
                return False
            if await self.notifier.show(shown):
                return True
            broken, self.notifier = self.notifier, None
            await broken.close()
        return False

    async def _say(self, call: _Call, word: str) -> None:
        if call.told.reply and not await self._outside.say(call.told.reply, word):
            log.info("call %s does not wait for us any more", call.told.call_id)
            if call.stage is CallStage.RINGING and self.notifier is not None:
                # What has become of it comes by another push; it must not ring until then.
                await self.notifier.withdraw(call.told.call_id)

    async def _tell_missed(self, call: _Call) -> None:
        if self.notifier is None or not call.greeting.rings:
            return
        self._missed += 1
        title = plural(self._missed, "1 missed call", "{n} missed calls")
        body = sentence("{name} called.", name=call.greeting.name)
        await self.notifier.show(Notification(_MISSED_KEY, title, body).told(self._speech()))

    async def _open(self, call_id: str = "", activation: str = "") -> None:
        if not await self._outside.open_window(call_id, activation):
            log.error("the window cannot be opened")

    def _forget_oldest(self) -> None:
        over = [key for key, call in self._calls.items() if call.stage is not CallStage.RINGING]
        for key in over[: max(0, len(self._calls) - KEPT)]:
            del self._calls[key]

    def _spawn(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(_log_failure)


async def _nobody() -> Notifier | None:
    return None


def _log_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("a task of the agent failed", exc_info=error)
