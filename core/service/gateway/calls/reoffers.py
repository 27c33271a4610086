"""Changes of a running call: a re-INVITE of one side becomes one of the other (RFC 3261 14)."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

from core.service.agents.line import Line
from core.service.gateway.media.bridge import MediaBridge
from core.service.media.refusal import MediaRefused
from core.sip.agent.invite_session import InviteSession
from core.sip.transports.hops import Hop

log = logging.getLogger(__name__)

_GLARE = 491
_NOT_ACCEPTABLE = 488


class Side(StrEnum):
    """The two sides of a call."""

    CLIENT = "client"
    OUTSIDE = "outside"

    @property
    def other(self) -> Side:
        """The side that is not this one."""
        return Side.OUTSIDE if self is Side.CLIENT else Side.CLIENT


class _Return(StrEnum):
    """How far whoever is outside is on the way back from other media that was offered to them."""

    NONE = "none"
    AWAITED = "the offer of the other media is not answered yet"
    OFFERED = "this media is offered again"


@dataclass(frozen=True, slots=True)
class End:
    """One side of a call: its session, and the line that carries it; outside, the hop it was found at."""

    session: InviteSession
    line: Line
    hop: Hop | None = None


class Reoffers:
    """The re-INVITEs of one call between its two ends, and what was said last.

    A re-INVITE that says what its sender said before (a session timer's, or a storm of them) is answered at
    once and troubles nobody.
    """

    def __init__(self, ends: dict[Side, End], media: MediaBridge) -> None:
        self._ends = ends
        self._media = media
        self._asker: Side | None = None
        self._asked = b""
        self._offers_late = False
        self._return = _Return.NONE
        self._said: dict[Side, tuple[bytes, bytes]] = {}
        """What each side said last, and what it was told then."""

    @property
    def is_busy(self) -> bool:
        """Whether a change is under way."""
        return self._asker is not None or self._return is not _Return.NONE

    def settled(self, side: Side, said: bytes, told: bytes) -> None:
        """Note what ``side`` said and was told."""
        self._said[side] = (said, told)

    async def asked(self, side: Side, body: bytes) -> None:
        """Take a re-INVITE of ``side``, which may come before there is anybody at the other end."""
        end, other = self._ends[side], self._ends.get(side.other)
        known = self._said.get(side)
        if known is not None and body and known[0] == body:
            end.session.answer_reinvite(known[1], end.line.now())
        elif self.is_busy or other is None or not other.session.is_established:
            end.session.reject_reinvite(_GLARE, end.line.now())
        elif not body and side is Side.CLIENT:
            end.session.reject_reinvite(_NOT_ACCEPTABLE, end.line.now())
        else:
            await self._pass_on(side, body)
        end.line.pump()

    async def answered(self, side: Side, body: bytes) -> None:
        """Take the answer of ``side`` to the re-INVITE that it got."""
        if side is Side.OUTSIDE and self._return is not _Return.NONE:
            await self._comes_back(body)
            return
        asker, asked = self._asker, self._asked
        if asker is None or asker is side:
            return
        self._asker = None
        end = self._ends[asker]
        translate = self._media.answer_to_client if asker is Side.CLIENT else self._media.answer_to_sip
        answer = await self._translated(translate, body, end)
        if answer is None:
            return
        if not self._offers_late:
            self.settled(asker, asked, answer)
        self._said.pop(side, None)
        end.session.answer_reinvite(answer, end.line.now())
        end.line.pump()

    def refused(self, side: Side, status: int) -> None:
        """Take it that ``side`` does not want the change; the call goes on as it was."""
        if side is Side.OUTSIDE and self._return is not _Return.NONE:
            self._stays_away(status)
            return
        asker = self._asker
        if asker is None or asker is side:
            return
        self._asker = None
        self._media.roll_back()
        end = self._ends[asker]
        end.session.reject_reinvite(status if status not in (401, 407) else 403, end.line.now())
        end.line.pump()

    def take_back(self) -> None:
        """Offer this media outside again, as soon as another's offer, which is out, is answered there."""
        self._return = _Return.AWAITED

    async def _comes_back(self, body: bytes) -> None:
        end, stage = self._ends[Side.OUTSIDE], self._return
        self._return = _Return.NONE
        self._said.pop(Side.OUTSIDE, None)
        try:
            if stage is _Return.OFFERED:
                await self._media.take_late_answer(text_of(body))
                return
            offer = (await self._media.offer_to_sip_again()).encode()
        except MediaRefused as error:
            log.info("the media before cannot be had again: %s", error.reason)
            self._media.roll_back()
            return
        if end.session.reinvite(offer, end.line.now()):
            self._return = _Return.OFFERED
            end.line.pump()

    def _stays_away(self, status: int) -> None:
        """The other media was refused: nothing has changed. Or this one was: silence ends the call."""
        if self._return is _Return.OFFERED:
            log.info("the media before is not taken again (%d)", status)
            self._media.roll_back()
        self._return = _Return.NONE

    async def acknowledged(self, side: Side, body: bytes) -> None:
        """Take the answer that came with an ACK, if our 2xx offered."""
        if side is not Side.OUTSIDE or not self._offers_late or not body:
            return
        self._offers_late = False
        try:
            await self._media.take_late_answer(text_of(body))
        except MediaRefused as error:
            log.info("a late answer cannot be used: %s", error.reason)

    def expect_late_answer(self) -> None:
        """Our 200 to an INVITE without an offer makes one: its ACK brings the answer."""
        self._offers_late = True

    async def _pass_on(self, side: Side, body: bytes) -> None:
        end, other = self._ends[side], self._ends[side.other]
        self._asker, self._asked = side, body
        if side is Side.CLIENT:
            offer = await self._translated(self._media.offer_to_sip, body, end)
        else:
            self._offers_late = not body
            offer = await self._translated(self._offer_to_client, body, end)
        if offer is None:
            self._asker = None
        elif other.session.reinvite(offer, other.line.now()):
            other.line.pump()
        else:
            self.refused(side.other, 481)

    async def _offer_to_client(self, sip_offer: str) -> str:
        return await self._media.offer_to_client(sip_offer or None)

    async def _translated(
        self, translate: Callable[[str], Awaitable[str]], body: bytes, asker: End
    ) -> bytes | None:
        try:
            return (await translate(text_of(body))).encode()
        except MediaRefused as error:
            log.info("a change of a call is refused: %s", error.reason)
            self._media.roll_back()
            asker.session.reject_reinvite(error.status, asker.line.now())
            asker.line.pump()
            return None


def text_of(body: bytes) -> str:
    """Return a description that came as a body; what is no UTF-8 is for its reader to refuse."""
    return body.decode("utf-8", "replace")
