"""The calls this service routes: who with whom, since when, and which instance holds which dialog.

A proxy is not in charge of a call: it knows what passed through it. A call that ends without a word (both
ends gone) is forgotten when its ends are, or after the longest time a call may last.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.service.routing.endpoints import Endpoint
from core.sip.messages import NameAddr, ParseError, Reason, Request, Response, Uri

LONGEST_CALL = 14_400.0
"""Seconds after which a call is taken to be over: no call lasts longer than four hours."""
_SLACK = 60.0
_RINGING = 180
_EARLY_DIALOG_OVER = 199


class CallState(StrEnum):
    """How far a call is; one that is over is not known any more."""

    WAITING = "waiting"
    """For somebody's word on what becomes of it; nobody is called yet."""
    RINGING = "ringing"
    ESTABLISHED = "established"


class Ending(StrEnum):
    """What ended a call; for one that was never answered the status says more."""

    OPEN = "open"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    BY_CALLER = "by-caller"
    BY_CALLEE = "by-callee"
    BY_SERVICE = "by-service"
    LOST = "lost"
    """An end is gone without a word."""
    TOO_LONG = "too-long"
    FORGOTTEN = "forgotten"


@dataclass(slots=True, eq=False)
class CallEnd:
    """One end of a dialog. ``address`` is its From or To with the tag; ``cseq`` the last number it used."""

    endpoint: Endpoint
    address: NameAddr
    contact: Uri | None
    cseq: int = 0

    @property
    def tag(self) -> str:
        """The tag that stands for this end."""
        return self.address.tag or ""


@dataclass(slots=True, eq=False)
class Call:
    """A call. Times are monotonic seconds; ``callee`` is None until somebody has answered."""

    number: int
    call_id: str
    target: Uri
    caller: CallEnd
    started_at: float
    callee: CallEnd | None = None
    rang_at: float = 0.0
    answered_at: float = 0.0
    last_status: int = 0
    ending: Ending = Ending.OPEN
    ending_cause: int = 0
    """What the Reason header of the BYE or CANCEL says (RFC 3326), 0 without one."""
    was_declined: bool = False
    is_held: bool = False

    @property
    def state(self) -> CallState:
        """How far it is."""
        if self.callee is not None:
            return CallState.ESTABLISHED
        return CallState.WAITING if self.is_held else CallState.RINGING

    @property
    def ends(self) -> tuple[CallEnd, ...]:
        """The caller and, once there is one, the callee."""
        return (self.caller,) if self.callee is None else (self.caller, self.callee)

    def note_ending(self, ending: Ending, reason: Reason | None = None) -> None:
        """Note what ends it; the first to say so is right."""
        if self.ending is Ending.OPEN:
            self.ending, self.ending_cause = ending, (reason.cause or 0) if reason is not None else 0

    def end_of(self, tag: str) -> CallEnd | None:
        """Return the end with this tag."""
        return next((end for end in self.ends if end.tag == tag), None)


class CallTable:
    """All calls, bounded: beyond ``limit`` the oldest is forgotten (it goes on, unknown to us)."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._calls: dict[int, Call] = {}
        self._by_caller: dict[tuple[str, str], Call] = {}
        self._busy: Counter[Endpoint] = Counter()
        self._numbers = itertools.count(1)
        self.on_busy_changed: Callable[[Endpoint], None] = lambda endpoint: None
        """Called when an endpoint began its first established call or ended its last."""
        self.on_ringing: Callable[[Call], None] = lambda call: None
        """Called when the caller hears for the first time that somebody is being alerted."""
        self.on_answered: Callable[[Call], None] = lambda call: None
        self.on_ended: Callable[[Call, int], None] = lambda call, status: None
        """Called with a call that is over, and with the status that kept it from being established, or 0."""

    def __len__(self) -> int:
        return len(self._calls)

    def __iter__(self) -> Iterator[Call]:
        return iter(tuple(self._calls.values()))

    def get(self, number: int) -> Call | None:
        """Return the call with this number."""
        return self._calls.get(number)

    def is_busy(self, endpoint: Endpoint) -> bool:
        """Whether this instance is in an established call."""
        return self._busy[endpoint] > 0

    def of(self, endpoint: Endpoint) -> list[Call]:
        """Return the calls in which ``endpoint`` is one end."""
        return [call for call in self if any(end.endpoint == endpoint for end in call.ends)]

    def begin(self, invite: Request, caller: Endpoint, now: float) -> Call:
        """Note an INVITE that is on its way. Raises ParseError for headers that cannot be read."""
        contact = invite.contact
        end = CallEnd(caller, invite.from_, contact.uri if contact else None, invite.cseq.number)
        known = self._by_caller.get((invite.call_id, end.tag))
        if known is not None and known.caller.endpoint != caller:
            raise ParseError("this Call-ID is another's", status=482)
        if known is not None:
            self._forget(known, 0, Ending.FORGOTTEN)  # the same call tried again, for example after a 407
        while len(self._calls) >= self._limit:
            self._forget(next(iter(self._calls.values())), 0, Ending.FORGOTTEN)
        call = Call(next(self._numbers), invite.call_id, invite.uri, end, now)
        self._calls[call.number] = call
        self._by_caller[call.call_id, end.tag] = call
        return call

    def progressed(self, call: Call, status: int, now: float) -> None:
        """Note an answer, provisional or final, that the caller got."""
        call.last_status = status
        if _RINGING <= status < 200 and status != _EARLY_DIALOG_OVER and not call.rang_at:
            call.rang_at = now
            self.on_ringing(call)

    def answered(self, call: Call, callee: Endpoint, response: Response, now: float) -> None:
        """Note the 2xx that the caller gets; a repeated one changes nothing."""
        if call.callee is not None or call.number not in self._calls:
            return
        contact = response.contact
        call.callee = CallEnd(callee, response.to, contact.uri if contact else None)
        call.answered_at = now
        call.ending, call.ending_cause = Ending.OPEN, 0  # it crossed a CANCEL
        for end in call.ends:
            self._set_busy(end.endpoint, 1)
        self.on_answered(call)

    def failed(self, call: Call, status: int) -> None:
        """Note that the caller got a final answer that is no 2xx."""
        if call.callee is None:
            self._forget(call, status, Ending.REFUSED)

    def passing(self, request: Request, sent_by: Endpoint) -> Call | None:
        """Look at a request of ``sent_by`` inside a dialog; return its call if it is known."""
        sent, to = request.from_.tag or "", request.to.tag or ""
        call = self.find(request.call_id, sent, to)
        sender = call.end_of(sent) if call is not None else None
        if call is None or sender is None or sender.endpoint != sent_by:
            return None
        sender.cseq = max(sender.cseq, request.cseq.number)
        if request.method in {"INVITE", "UPDATE"} and request.contact is not None:
            sender.contact = request.contact.uri
        if request.method == "BYE":
            call.note_ending(
                Ending.BY_CALLER if sender is call.caller else Ending.BY_CALLEE,
                next(iter(request.reasons), None),
            )
            self._forget(call, 0)
        return call

    def begun_by(self, invite: Request) -> Call | None:
        """Return the call that an INVITE has begun, answered or not."""
        return self._by_caller.get((invite.call_id, invite.from_.tag or ""))

    def find(self, call_id: str, one_tag: str, other_tag: str) -> Call | None:
        """Return the call whose dialog has these two tags, in either order."""
        for tag, other in ((one_tag, other_tag), (other_tag, one_tag)):
            call = self._by_caller.get((call_id, tag))
            if call is not None and (call.callee is None or call.callee.tag == other):
                return call
        return None

    def holder(self, call_id: str, to_tag: str, from_tag: str) -> Endpoint | None:
        """Return who holds the dialog that a Replaces header names (RFC 3891 3): ``to_tag`` is its own."""
        call = self.find(call_id, to_tag, from_tag)
        end = call.end_of(to_tag) if call is not None else None
        return end.endpoint if end is not None else None

    def end(self, call: Call) -> None:
        """Forget a call that was ended by us."""
        self._forget(call, 0, Ending.BY_SERVICE)

    def gone(self, endpoint: Endpoint) -> None:
        """Forget the established calls of an instance that is registered no longer."""
        if endpoint in self._busy:
            for call in self.of(endpoint):
                if call.callee is not None:
                    self._forget(call, 0, Ending.LOST)

    def drop_old(self, now: float) -> None:
        """Forget what must be over by now."""
        for call in self:
            if now - call.started_at < LONGEST_CALL:
                return  # they stand in the order in which they began
            if now - max(call.answered_at, call.started_at) >= LONGEST_CALL + _SLACK:
                self._forget(call, 0, Ending.TOO_LONG)

    def _forget(self, call: Call, status: int, ending: Ending = Ending.OPEN) -> None:
        if self._calls.pop(call.number, None) is None:
            return
        call.note_ending(ending)
        del self._by_caller[call.call_id, call.caller.tag]
        if call.callee is not None:
            for end in call.ends:
                self._set_busy(end.endpoint, -1)
        self.on_ended(call, status)

    def _set_busy(self, endpoint: Endpoint, change: int) -> None:
        before = self._busy[endpoint]
        self._busy[endpoint] = before + change
        if not self._busy[endpoint]:
            del self._busy[endpoint]
        if not before or not before + change:
            self.on_busy_changed(endpoint)
