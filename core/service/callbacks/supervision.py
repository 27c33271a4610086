"""Lets backends have their say in calls: asks before anybody rings, obeys, and tells how it ended.

The router knows of it as its ``Screening``. What it does takes place on the service's loop, in tasks of its
own for each call, so that no call waits for the backend of another.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any, Protocol

from core.service.admission.complaints import Complaints
from core.service.callbacks.backend_client import BackendError, BackendProblem
from core.service.callbacks.backends import Backend
from core.service.callbacks.events import (
    INTERNAL_ERROR,
    CallbackEvent,
    EndReason,
    MenuInput,
    MenuResult,
    PartyType,
)
from core.service.callbacks.menu_walk import MOST_MENUS
from core.service.callbacks.performances import Performances
from core.service.callbacks.placed_calls import placed, rerouted
from core.service.callbacks.stories import Story
from core.service.callbacks.svaml.fields import SvamlError
from core.service.callbacks.svaml.reading import Stage, read_svaml
from core.service.callbacks.verdicts import Complaint, Route, Verdict, illegal, judge
from core.service.registrar import Answer
from core.service.routing.calls import Call, Ending
from core.service.routing.decisions import application_called
from core.service.routing.endpoints import GATEWAY, ROOMS, Endpoint, Instance
from core.service.routing.screening import HeldCall
from core.sip.messages import IllegalValue, ParseError, Reason, Request

log = logging.getLogger(__name__)

LONGEST_MENUS = 3600
"""Seconds that a caller may be led from menu to menu."""

ENDED_BY_BACKEND = "Ended by the application"
_TOO_LONG = "The longest time of this call is over"
_UNAVAILABLE = "Not offered by this service"
_NOT_ANSWERED = "Nobody answered in time"
_NO_WORD = "The application's backend does not answer"
_NO_SENSE = "The application's backend answers nonsense"


class Switch(Protocol):
    """What is asked of the router."""

    def put_through(self, held: HeldCall, request: Request, now: float, *, nowhere: int = 404) -> int:
        """Let a held call go on; return 0, or the status with which it ended."""

    def turn_away(self, held: HeldCall, answer: Answer, now: float, reason: Reason | None = None) -> None:
        """End a held call that is not answered."""

    def end_call(self, call: Call, text: str, now: float) -> None:
        """End a call at both ends."""


class Asker(Protocol):
    """What is asked of the client of backends."""

    async def ask(self, backend: Backend, event: CallbackEvent) -> bytes:
        """Return the answer to ``event``; raise ``BackendError``."""

    async def close(self) -> None:
        """Ask nobody any more."""


class Supervision:
    """All calls in which backends have a say. On the service's running loop only.

    ``pump`` sends what the router has to send. ``outside`` is the application whose backend has a say in
    calls from outside that are for no user of another one. ``number_of`` returns the phone number of a user
    of an application, empty for none.
    """

    def __init__(
        self,
        switch: Switch,
        client: Asker,
        backend_of: Callable[[str], Backend | None],
        pump: Callable[[], None],
        *,
        wall: Callable[[], float] = time.time,
        clock: Callable[[], float] | None = None,
        outside: str = "",
        number_of: Callable[[str, str], str] = lambda application, user: "",
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._switch = switch
        self._client = client
        self._backend_of = backend_of
        self._pump = pump
        self._wall = wall
        self._clock = clock or self._loop.time
        self._outside = outside
        self._number_of = number_of
        self._complaints = Complaints(log)
        self.performances = Performances(lambda story: _Listener(self, story))
        self._stories: dict[int, Story] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def calls(self) -> int:
        """How many calls are under supervision."""
        return len(self._stories)

    # --- from the router ------------------------------------------------------------------------------

    def wants(self, caller: Endpoint, request: Request) -> bool:
        """Whether a backend has a say in a call of ``caller``."""
        return self._backend_of(self._application_of(caller, request)) is not None

    def _application_of(self, caller: Endpoint, request: Request) -> str:
        if caller == GATEWAY:
            return application_called(request, self._outside)
        if caller == ROOMS:
            return application_called(request, "")
        return caller.application if isinstance(caller, Instance) else ""

    def ask(self, held: HeldCall) -> None:
        """Ask the backend what becomes of a call."""
        told = placed(held, self._application_of(held.caller, held.request))
        story = self._stories[held.call.number] = Story(held, told)
        story.question = self._run(self._begin(story))

    def answered(self, call: Call) -> None:
        """Take it that a call stands."""
        story = self._stories.get(call.number)
        if story is None or story.route is None or story.awaits_callee:
            return
        self._set_timer(story, story.route.longest, self._too_long)
        self.performances.listen(story)
        if story.route.dtmf:
            self._run(self.performances.press(story, story.route.dtmf))
        if story.wants_ace:
            story.question = self._run(self._went_through(story))

    def ended(self, call: Call, status: int) -> None:
        """Take it that a call is over."""
        story = self._stories.pop(call.number, None)
        if story is None:
            return
        self.performances.forget(story)
        if story.timer is not None:
            story.timer.cancel()
        question, story.question = story.question, None
        if question is not None:
            question.cancel()
        if call.ending is Ending.FORGOTTEN:
            # The caller still waits for an answer to this very request.
            self._loop.call_soon(self._turn_away, story, 487, "")
        if story.is_leaving and story.route is not None and not story.route.is_to_app:
            what = f"a call to a {story.route.to.type.value} is not available at this service"
            story.complain(Complaint(INTERNAL_ERROR, what), self._wall())
        if story.walk is not None and story.wants_callbacks:
            self._tell(story, story.pie(self._wall(), story.walk.result(MenuInput.HANGUP)))
        if story.wants_callbacks:
            self._tell(story, story.dice(self._wall(), status, self._clock()))

    async def close(self, grace: float = 1.0) -> None:
        """Ask nobody any more; what is to be told has ``grace`` seconds. Idempotent."""
        for story in tuple(self._stories.values()):
            if story.question is not None:
                story.question.cancel()
        if self._tasks:
            _, late = await asyncio.wait(set(self._tasks), timeout=grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self._client.close()

    # --- questions ------------------------------------------------------------------------------------

    async def _begin(self, story: Story) -> None:
        try:
            verdict = await self._verdict(story, story.ice(self._wall()), Stage.ICE)
            verdict = await self._walked(story, verdict)
        except BackendError as error:
            story.reason = EndReason.CALLBACK_ERROR
            status = 503 if error.problem is BackendProblem.BUSY else 504
            self._settle(story, lambda: self._turn_away(story, status, _NO_WORD))
        except SvamlError as error:
            story.reason = EndReason.INVALID_ACTION
            self._nonsense(story, error)
            self._settle(story, lambda: self._turn_away(story, 500, _NO_SENSE))
        except Exception:
            log.exception("a call cannot be put through")  # nobody else would ever answer its caller
            story.reason = EndReason.GENERAL_ERROR
            self._settle(story, lambda: self._turn_away(story, 500, ""))
        else:
            story.take(verdict)
            self._settle(story, lambda: self._obey(story, verdict))

    async def _went_through(self, story: Story) -> None:
        """Ask what becomes of a call that was answered; without a word it goes on."""
        try:
            verdict = await self._verdict(story, story.ace(self._wall()), Stage.ACE)
        except BackendError:
            return
        except SvamlError as error:
            self._nonsense(story, error)
            self._tell(story)
            return
        except Exception:
            log.exception("what a backend says of a call that was answered is passed over")
            return
        if verdict.menu is not None:
            self.complain(story, Complaint(INTERNAL_ERROR, "runMenu cannot interrupt a call that stands"))
        elif verdict.reason is EndReason.MANAGER_HANGUP:
            story.reason = verdict.reason
            self._settle(story, lambda: self._hang_up(story, ENDED_BY_BACKEND))
        elif verdict.route is not None:
            what = f"a call that stands cannot be moved to a {verdict.route.to.type.value}"
            self.complain(story, Complaint(INTERNAL_ERROR, what))

    async def _verdict(self, story: Story, event: CallbackEvent, stage: Stage) -> Verdict:
        """Ask, have done what needs media, and return what the answer means for the call.

        Raises ``BackendError`` and ``SvamlError``.
        """
        backend = self._backend_of(story.placed.application)
        if backend is None:  # taken away just now
            raise BackendError(BackendProblem.UNREACHABLE, "there is no backend any more")
        answer = read_svaml(await self._client.ask(backend, event), stage)
        verdict = judge(answer, story.placed.to, story.cookies, self.performances.abilities(story))
        story.cookies = verdict.cookies  # before anything is told: it is later than they are
        for complaint in verdict.complaints:
            self.complain(story, complaint)
        if verdict.performance:
            await self.performances.perform(story, verdict, stage)
        return verdict

    async def _walked(self, story: Story, verdict: Verdict) -> Verdict:
        """Run menus for as long as the backend answers with one; return what it decides in the end.

        Raises ``BackendError`` and ``SvamlError``.
        """
        for _ in range(MOST_MENUS):
            if verdict.menu is None:
                return self._gone_on(story, verdict)
            if story.attended_at is not None and self._clock() - story.attended_at > LONGEST_MENUS:
                raise SvamlError(f"a caller must not be in menus for more than {LONGEST_MENUS} seconds")
            result = await self.performances.run_menu(story, verdict.menu)
            verdict = await self._verdict(story, story.pie(self._wall(), result), Stage.PIE)
        raise SvamlError(f"a call must not run more than {MOST_MENUS} menus")

    def _gone_on(self, story: Story, verdict: Verdict) -> Verdict:
        """Return what a call does that goes on though nobody was called yet: it goes where it was going."""
        if verdict.route is not None or verdict.reason is not None:
            return verdict
        if story.placed.to.type is PartyType.DID:
            raise SvamlError("a call to a number of the application's own has nowhere to continue to")
        return replace(verdict, route=Route(story.placed.to))

    def _settle(self, story: Story, act: Callable[[], None]) -> None:
        """Act on a word that has come; what the act ends must not cancel the task that it runs in."""
        story.question = None
        act()
        self._tell(story)
        self._pump()

    # --- what is done with the call -------------------------------------------------------------------

    def _obey(self, story: Story, verdict: Verdict) -> None:
        if verdict.route is None:
            if verdict.reason is EndReason.MANAGER_HANGUP:
                self._turn_away(story, 403, ENDED_BY_BACKEND)
            else:
                self._turn_away(story, 501, _UNAVAILABLE)
            return
        try:
            own = self._number_of(story.placed.application, story.placed.user)
            request = rerouted(story.held, story.placed.to, verdict.route, story.cookies, own)
        except (ParseError, IllegalValue) as error:
            story.reason = EndReason.INVALID_ACTION
            self._nonsense(story, SvamlError(f"the call cannot be sent there: {error}"))
            self._turn_away(story, 500, _NO_SENSE)
            return
        if not story.is_deferred:
            self._set_timer(story, verdict.route.dial_timeout, self._not_answered)
        if verdict.conference is not None:
            self.performances.announce(story, verdict.conference, lambda result: self._pressed(story, result))
        story.is_leaving = True
        nowhere = 404 if verdict.route.is_to_app else 501
        self._switch.put_through(story.held, request, self._clock(), nowhere=nowhere)
        story.is_leaving = False

    def _pressed(self, story: Story, result: MenuResult) -> None:
        self._tell(story, story.pie(self._wall(), result))

    def _turn_away(self, story: Story, status: int, text: str) -> None:
        reason = Reason("SIP", status, text) if text else None
        headers = (("Reason", str(reason)),) if reason is not None else ()
        self._switch.turn_away(story.held, Answer(status, text, headers), self._clock(), reason)
        self._pump()

    def _hang_up(self, story: Story, text: str) -> None:
        self._switch.end_call(story.held.call, text, self._clock())
        self._pump()

    def _set_timer(self, story: Story, seconds: int | None, due: Callable[[Story], None]) -> None:
        if story.timer is not None:
            story.timer.cancel()
        story.timer = self._loop.call_later(seconds, due, story) if seconds is not None else None

    def _not_answered(self, story: Story) -> None:
        story.reason = EndReason.TIMEOUT
        if story.held.call.callee is not None:
            self._hang_up(story, _NOT_ANSWERED)
        else:
            self._turn_away(story, 408, _NOT_ANSWERED)

    def _too_long(self, story: Story) -> None:
        story.reason = EndReason.TIMEOUT
        self._hang_up(story, _TOO_LONG)

    # --- what is told ---------------------------------------------------------------------------------

    def _nonsense(self, story: Story, error: SvamlError) -> None:
        """Note what was no answer, for the backend and, once a minute, for the operator."""
        story.complain(illegal(error), self._wall())
        application = story.placed.application
        fields = {"application": application, "detail": str(error)}
        self._complaints.say("callback.nonsense", application, self._clock(), **fields)

    def complain(self, story: Story, complaint: Complaint) -> None:
        """Have the backend told of something that cannot be done."""
        story.complain(complaint, self._wall())
        self._tell(story)

    def attended(self, story: Story) -> None:
        """Take it that the service itself has answered the caller."""
        if story.attended_at is None:
            story.attended_at = self._clock()

    def performed(self, story: Story) -> None:
        """Take it that the callee is called only now."""
        if story.route is not None and story.held.call.number in self._stories:
            self._set_timer(story, story.route.dial_timeout, self._not_answered)

    def joined(self, story: Story) -> None:
        """Take it that the callee has answered a caller whom the service had answered."""
        story.awaits_callee = False
        self.answered(story.held.call)

    def _tell(self, story: Story, event: CallbackEvent | None = None) -> None:
        """Have a backend told what is new, in order: one request after the other for each call."""
        if event is not None:
            story.news.append(event)
        if story.news and (story.telling is None or story.telling.done()):
            story.telling = self._run(self._tell_all(story))

    async def _tell_all(self, story: Story) -> None:
        while story.news:
            event = story.news.popleft()
            backend = self._backend_of(story.placed.application)
            if backend is None:
                return
            try:
                await self._client.ask(backend, event)
            except BackendError as error:
                log.debug("a backend was not told of %s: %s", event.name, error)

    def _run(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


@dataclass(frozen=True, slots=True)
class _Listener:
    """Hears for one call what comes of a performance."""

    supervision: Supervision
    story: Story

    def complain(self, complaint: Complaint) -> None:
        """See ``Audience``."""
        self.supervision.complain(self.story, complaint)

    def attended(self) -> None:
        """See ``Audience``."""
        self.supervision.attended(self.story)

    def performed(self) -> None:
        """See ``Audience``."""
        self.supervision.performed(self.story)

    def joined(self) -> None:
        """See ``Audience``."""
        self.supervision.joined(self.story)
