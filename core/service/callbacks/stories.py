"""One call as its backend hears of it, from the question to the end: what every callback of it says."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field

from core.service.callbacks.conferences import ConferenceKeys
from core.service.callbacks.endings import how_it_ended
from core.service.callbacks.events import (
    AnsweredCall,
    CallbackEvent,
    CallFacts,
    DisconnectedCall,
    EndReason,
    IncomingCall,
    MenuResult,
    Pairs,
    PartyType,
    PromptInput,
    Result,
    calling_error,
    custom_of,
)
from core.service.callbacks.menu_walk import MenuWalk
from core.service.callbacks.placed_calls import PlacedCall
from core.service.callbacks.verdicts import Complaint, Route, Verdict
from core.service.routing.calls import Call
from core.service.routing.screening import HeldCall

NEWS_LIMIT = 80
"""Notifies and a DiCE of one call that wait to be told; an answer gives cause to 64 at most."""


@dataclass(slots=True, eq=False)
class Story:
    """A call that a backend has a say in.

    ``route`` is where it went; ``reason`` why it ended, if the backend or its failure ended it. ``question``
    is the ICE or ACE that is under way, ``news`` what the backend is to be told, ``timer`` the end of a call
    or of its ringing; ``is_leaving`` is set while the call is put through, where what leads nowhere ends.
    ``attended_at`` is the monotonic second in which the service itself has answered the caller, ``walk``
    where they are in a menu. ``is_deferred``: instructions are carried out when the call was put
    through; ``awaits_callee``: until it is known that the callee has answered, the service has. ``keys`` are
    those that are pressed in a conference.
    """

    held: HeldCall
    placed: PlacedCall
    cookies: Pairs = ()
    route: Route | None = None
    reason: EndReason | None = None
    question: asyncio.Task[None] | None = None
    telling: asyncio.Task[None] | None = None
    timer: asyncio.TimerHandle | None = None
    is_leaving: bool = False
    attended_at: float | None = None
    is_deferred: bool = False
    awaits_callee: bool = False
    walk: MenuWalk | None = None
    keys: ConferenceKeys | None = None
    news: deque[CallbackEvent] = field(default_factory=lambda: deque(maxlen=NEWS_LIMIT))

    @property
    def wants_callbacks(self) -> bool:
        """Whether ACE and DiCE are made."""
        return self.route is None or not self.route.suppress_callbacks

    @property
    def wants_ace(self) -> bool:
        """Whether the answer is told: of a number or a SIP address, never of an app or a conference."""
        return self.route is not None and self.wants_callbacks and self.route.is_outside

    @property
    def call_headers(self) -> Pairs:
        """Those that the callee gets."""
        replaced = self.route.call_headers if self.route is not None else None
        return self.placed.call_headers if replaced is None else replaced

    def take(self, verdict: Verdict) -> None:
        """Keep where an answer sends the call, or why it ends it."""
        self.reason = verdict.reason or self.reason
        self.route = verdict.route or self.route

    def facts(self, wall: float) -> CallFacts:
        """Return what every callback tells, at this Unix second."""
        placed, to = self.placed, self.route.to if self.route is not None else self.placed.to
        return CallFacts(
            placed.call_id,
            placed.application,
            wall,
            placed.user,
            custom_of(placed.call_headers),
            self.cookies,
            to.endpoint if to.type is PartyType.CONFERENCE else "",
        )

    def ice(self, wall: float) -> IncomingCall:
        """Return the question with which it begins."""
        placed = self.placed
        return IncomingCall(
            self.facts(wall),
            placed.to,
            placed.cli,
            placed.origination,
            placed.call_headers,
            placed.redirected_from,
        )

    def ace(self, wall: float) -> AnsweredCall:
        """Return the question when it is answered."""
        return AnsweredCall(self.facts(wall))

    def pie(self, wall: float, result: MenuResult) -> PromptInput:
        """Return the question about what came of a menu."""
        return PromptInput(self.facts(wall), result)

    def dice(self, wall: float, status: int, now: float) -> DisconnectedCall:
        """Return what is told when it is over, at the monotonic second ``now``."""
        call = self.held.call
        result, reason = how_it_ended(call, status)
        if self.reason is not None:
            reason = self.reason
            result = result if call.callee is not None else _result_without_answer(reason)
        since = call.answered_at if call.callee is not None else None
        if self.attended_at is not None:
            since = self.attended_at
            result, reason = _of_attended(call, result, reason)
        duration = round(now - since) if since is not None else None
        to = self.route.to if self.route is not None else self.placed.to
        sender = self.placed.user or self.placed.cli
        return DisconnectedCall(self.facts(wall), reason, result, to, sender, duration, self.call_headers)

    def complain(self, complaint: Complaint, wall: float) -> None:
        """Have the backend told what was wrong with its answer."""
        self.news.append(calling_error(self.facts(wall), complaint.code, complaint.message))


def _of_attended(call: Call, result: Result, reason: EndReason) -> tuple[Result, EndReason]:
    """Return how a call ended that the service has answered: hanging up there is no giving up."""
    if reason is EndReason.CANCEL and call.callee is None:
        return Result.ANSWERED, EndReason.CALLER_HANGUP
    return (Result.ANSWERED, reason) if reason is EndReason.MANAGER_HANGUP else (result, reason)


def _result_without_answer(reason: EndReason) -> Result:
    if reason is EndReason.MANAGER_HANGUP:
        return Result.NOT_APPLICABLE  # nobody was called
    return Result.NO_ANSWER if reason is EndReason.TIMEOUT else Result.FAILED
