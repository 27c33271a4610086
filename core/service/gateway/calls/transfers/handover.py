"""Another client in the place of the one in a call that stands with somebody outside.

It is called because the one who has the call asked for that (REFER), or it comes by itself and names the call
(Replaces). Whoever is outside is given the new one's media by re-INVITE; as long as that is not agreed upon,
the old one stays. Nobody outside is asked to call anybody: what that would cost is ours to decide.

    calling --accepted--> waiting --the call is quiet--> offering --agreed--> over
    any --refused, gone, late--> over, and the call goes on as it was
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from core.service.gateway.calls.reoffers import End, text_of
from core.service.gateway.media.bridge import MediaBridge
from core.service.media.refusal import MediaRefused
from core.sip.agent.events import (
    AgentEvent,
    InviteAccepted,
    InviteProgress,
    InviteRejected,
    ReinviteReceived,
    SessionEnded,
)
from core.sip.messages import Reason
from core.sip.private_names import OUR_REASON

if TYPE_CHECKING:
    from core.sip.agent.invite_session import InviteSession

log = logging.getLogger(__name__)

RINGS_FOR = 60.0
"""Seconds that a new client may ring."""
_NOT_LIKE_THAT, _GONE, _LATE, _BUSY = 488, 481, 408, 491
_ENDED_ELSEWHERE = Reason("SIP", 200, "call handed on")


def _sentence_in(header: Reason | None) -> str:
    """Return what the service itself has to say about a call to a number, empty for nothing."""
    return header.text or "" if header is not None and header.protocol == OUR_REASON else ""


class Stage(StrEnum):
    """How far it is."""

    CALLING = "calling"
    WAITING = "waiting"
    OFFERING = "offering"
    OVER = "over"


class HandedCall(Protocol):
    """What is asked of the call."""

    number: int

    @property
    def is_quiet(self) -> bool:
        """Whether no change of media is under way between the two that are in it."""

    def let_hear_ringing(self) -> None:
        """Let whoever is outside hear that somebody rings."""

    def handed_over(self, end: End, media: MediaBridge) -> None:
        """Take the new end of the clients' side, and the media that leads there."""

    def not_handed_over(self) -> None:
        """Go on with the old one; end, if that one has gone."""

    def take_outside_back(self, *, is_answered: bool) -> None:
        """Offer the old one's media outside again, now or when the new one's offer is answered there."""

    def later(self, work: Callable[[], object]) -> None:
        """Do this in the order of the call's events."""


class Handover:
    """One client in the place of another. ``outside`` is the end of ``call`` that stays as it is.

    ``referrer`` is whom to tell how it goes, None where nobody asked for it. Everything is called in the
    order of the call's events, and awaits no peer.
    """

    def __init__(
        self, call: HandedCall, outside: End, media: MediaBridge, referrer: End | None = None
    ) -> None:
        self.stage = Stage.CALLING
        self._call = call
        self._outside = outside
        self._media = media
        self._referrer = referrer
        self._end: End | None = None
        self._has_come = False
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None

    @property
    def session(self) -> InviteSession | None:
        """The new client's session."""
        return self._end.session if self._end is not None else None

    @property
    def is_offering(self) -> bool:
        """Whether the re-INVITE that is under way outside is this one's."""
        return self.stage is Stage.OFFERING

    def calls(self, end: End) -> None:
        """A new client is being called."""
        self._end = end
        late = lambda: self._call.later(lambda: self.fail(_LATE, "Request Timeout"))  # noqa: E731
        self._timer = self._loop.call_later(RINGS_FOR, late)

    async def comes(self, end: End) -> None:
        """A new client has come by itself; its INVITE waits for an answer."""
        self._end, self._has_come = end, True
        await self._accepted()

    def referrer_gone(self) -> None:
        """Whoever asked has hung up: nobody is told any more, and it goes on."""
        self._referrer = None

    # --- the new client -------------------------------------------------------------------------------

    async def heard(self, event: AgentEvent) -> None:
        """Take what the new client says."""
        match event:
            case InviteProgress(status=status, reason=reason):
                self._tell(status, reason)
                self._call.let_hear_ringing()
            case InviteAccepted(body=body):
                await self._answered_with(body)
            case InviteRejected(status=status, reason=reason, reason_header=header):
                self.fail(status, _sentence_in(header) or reason)
            case SessionEnded(status=status, reason=reason):
                self.fail(status if status >= 300 else _GONE, reason)
            case ReinviteReceived(session=session):
                session.reject_reinvite(_BUSY, self._loop.time())

    async def _answered_with(self, body: bytes) -> None:
        try:
            self._offer = (await self._media.answer_to_sip(text_of(body))).encode()
        except MediaRefused as error:
            self._give_up(error.status, error.reason)
            return
        self._settle(Stage.WAITING)
        self.go_on()

    async def _accepted(self) -> None:
        assert self._end is not None
        try:
            self._offer = (await self._media.offer_to_sip(text_of(self._end.session.request.body))).encode()
        except MediaRefused as error:
            self._give_up(error.status, error.reason)
            return
        self._settle(Stage.WAITING)
        self.go_on()

    # --- whoever is outside ---------------------------------------------------------------------------

    def go_on(self) -> None:
        """Offer the new media outside, unless something else is being agreed upon there."""
        if self.stage is not Stage.WAITING or not self._call.is_quiet:
            return
        self._settle(Stage.OFFERING)
        if self._outside.session.reinvite(self._offer, self._outside.line.now()):
            self._outside.line.pump()
        else:
            self._give_up(_GONE, "")

    async def agreed(self, body: bytes) -> None:
        """Whoever is outside has taken the offer: change over."""
        end = self._end
        assert end is not None
        try:
            if self._has_come:
                answer = (await self._media.answer_to_client(text_of(body))).encode()
                end.session.accept(answer, end.line.now())
            else:
                await self._media.take_late_answer(text_of(body))
        except MediaRefused as error:
            self._give_up(error.status, error.reason)
            self._call.take_outside_back(is_answered=True)
            return
        end.line.pump()
        self._settle(Stage.OVER)
        self._tell(200, "OK")
        self._call.handed_over(end, self._media)

    def disagreed(self, status: int) -> None:
        """Whoever is outside does not take the offer: everything stays as it was."""
        self._give_up(_NOT_LIKE_THAT, f"The other side does not take it ({status})")

    # --- how it ends ----------------------------------------------------------------------------------

    def fail(self, status: int, reason: str) -> None:
        """The new client is not to be had."""
        if self.stage is Stage.OVER:
            return
        is_out = self.is_offering and not self._outside.session.withdraw_reinvite()
        self._give_up(status, reason)
        if is_out:
            self._call.take_outside_back(is_answered=False)

    def _give_up(self, status: int, reason: str) -> None:
        self.abandon()
        self._tell(status, reason)
        self._call.not_handed_over()

    def abandon(self) -> None:
        """Want the new client no more: the call itself is over. Idempotent."""
        if self.stage is Stage.OVER:
            return
        log.info("gateway call %d: nobody takes it over", self._call.number)
        self._settle(Stage.OVER)
        if self._end is not None:
            if not self._end.session.reject(_NOT_LIKE_THAT, self._end.line.now()):
                self._end.session.bye(self._end.line.now(), _ENDED_ELSEWHERE)
            self._end.line.pump()
        self._closing = self._loop.create_task(self._media.close(), name="end of a handover")

    def _settle(self, stage: Stage) -> None:
        log.info("gateway call %d: handover %s -> %s", self._call.number, self.stage, stage)
        self.stage = stage
        if self._timer is not None and stage is not Stage.CALLING:
            self._timer.cancel()

    def _tell(self, status: int, reason: str) -> None:
        """Tell whoever asked how the call goes that they asked for."""
        end = self._referrer
        if end is not None:
            end.session.notify_refer(status, reason, end.line.now())
            end.line.pump()
