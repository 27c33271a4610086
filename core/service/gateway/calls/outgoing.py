"""A call of a client to somebody outside."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from core.service.agents.line import Line
from core.service.gateway.call_headers import caller_here, crossing_headers, is_too_long, target_outside
from core.service.gateway.calls.call import GatewayCall
from core.service.gateway.calls.departure import Departure
from core.service.gateway.calls.dialling import Dialling, Way
from core.service.gateway.calls.phases import Happened
from core.service.gateway.calls.refusals import Refusal
from core.service.gateway.calls.reoffers import Side, text_of
from core.service.gateway.calls.time_left import TimeLeftNews
from core.service.gateway.media.bridge import Encryption, MediaBridges, SipMedia
from core.service.gateway.sides.outside import Outside, OutsideLeg
from core.service.media.refusal import UNAVAILABLE, MediaRefused
from core.sip.agent.events import AgentEvent
from core.sip.agent.invite_session import InviteSession
from core.sip.callers import preferred_number
from core.sip.messages import Reason
from core.sip.routing import MAX_FORWARDS

if TYPE_CHECKING:  # loads the numbering plans of the world
    from core.service.gateway.numbers.lines import TelephoneLines
    from core.service.gateway.numbers.trunk_dialling import TrunkDialling

_NO_MINUTES = Reason("SIP", 402, "minutes used up")
log = logging.getLogger(__name__)


class CallOut(GatewayCall):
    """From the client's INVITE, which waits for its answer, to whatever becomes of it.

    ``departure`` says how the call leaves, None: straight to the address; or why it does not.
    """

    caller = Side.CLIENT

    def __init__(
        self,
        number: int,
        session: InviteSession,
        line: Line,
        outside: Outside,
        bridges: Callable[[], Awaitable[MediaBridges]],
        *,
        domain: str,
        encryption: Encryption | None,
        on_leg: Callable[[OutsideLeg, str], None],
        on_over: Callable[[GatewayCall], None],
        lines: TelephoneLines | None = None,
        departure: Departure | Refusal | None = None,
    ) -> None:
        super().__init__(number, self._over)
        self._tell_over = on_over
        self._outside = outside
        self._on_leg = on_leg
        self._domain = domain
        self._encryption = encryption
        self._connect(Side.CLIENT, session, line)
        self._session = session
        self._bridges = bridges
        self._refusal = departure if isinstance(departure, Refusal) else None
        self._departure = departure if isinstance(departure, Departure) else None
        self.prelude: Callable[[CallOut], Awaitable[None]] | None = None
        """Awaited before anybody is called: what the caller is to hear first."""
        self._offered: tuple[SipMedia, str] | None = None
        self._is_number = lines is not None
        self._news = TimeLeftNews(lambda: self.end(Side.CLIENT), lambda: self._media)
        self.dialling = self._to_address() if lines is None else self._to_number(lines)
        self._dialling_task: asyncio.Task[None] | None = None

    def _to_address(self) -> Dialling:
        invite, by = self._session.request, self._departure
        return Dialling(
            self._outside,
            by.target if by is not None else target_outside(invite.uri),
            by.caller if by is not None else caller_here(invite, self._domain),
            headers=[*crossing_headers(invite), *(by.headers if by is not None else ())],
            max_forwards=self._hops,
            encryption=self._encryption,
            offer=self._offer,
            on_leg=self._on_leg,
            on_event=self._heard,
            provider=by.provider if by is not None else None,
        )

    def _to_number(self, lines: TelephoneLines) -> TrunkDialling:
        from core.service.gateway.numbers.trunk_dialling import TrunkDialling

        return TrunkDialling(
            self._outside,
            lines,
            self._session.request,
            headers=crossing_headers(self._session.request),
            max_forwards=self._hops,
            offer=self._offer,
            on_leg=self._on_leg,
            on_event=self._heard,
            cut=self.cut_off,
            tell=self._news.take,
        )

    @property
    def own_number(self) -> str:
        """The number that this call shows."""
        return preferred_number(self._session.request)

    @property
    def _hops(self) -> int:
        hops = self._session.request.max_forwards
        return MAX_FORWARDS if hops is None else hops

    def cut_off(self) -> None:
        """End the call: there are no minutes left for it."""
        self._reason = _NO_MINUTES
        self._put(lambda: self._happened(Happened.CUT_OFF))

    def _acknowledged(self) -> None:
        super()._acknowledged()
        self._news.tell()

    def start(self) -> None:
        """Begin to dial, or refuse what cannot be dialled."""
        problem = self._problem()
        if problem is None:
            self._dialling_task = self._loop.create_task(self._dial(), name=f"dialling {self.number}")
        else:
            self._refused(problem)

    async def stop(self) -> None:
        """See ``GatewayCall.stop``."""
        self.dialling.give_up(None)
        if self._dialling_task is not None:
            self._dialling_task.cancel()
            await asyncio.gather(self._dialling_task, return_exceptions=True)
        await super().stop()

    def _over(self, call: GatewayCall) -> None:
        self.dialling.over()
        self._news.stop()
        self._tell_over(call)

    def _problem(self) -> Refusal | None:
        invite = self._session.request
        if self._refusal is not None:
            return self._refusal
        if not self._is_number and is_too_long(invite.uri):
            return Refusal(414)
        if not invite.body:
            return Refusal(488, "A call needs an offer")
        return Refusal(483) if invite.max_forwards == 0 else None

    def _refused(self, refusal: Refusal) -> None:
        self.refusal = refusal
        self._put(lambda: self._happened(Happened.CALLEE_REFUSES))

    async def _dial(self) -> None:
        try:
            refusal = await self.dialling.run()
        except Exception:
            log.exception("gateway call %d cannot be dialled", self.number)
            refusal = Refusal(500)
        if refusal is not None:
            self._refused(refusal)

    async def _offer(self, leg: OutsideLeg, way: Way) -> str:
        wanted = self.dialling.media(leg, way)
        if self._told and self._offered is not None:
            # The caller hears this bridge already, and gets no other.
            if self._offered[0] != wanted:
                raise MediaRefused(UNAVAILABLE, "the call cannot be made another way any more")
            return self._offered[1]
        previous, self._media = self._media, None
        if previous is not None:
            await previous.close()
        media = self._media = (await self._bridges()).bridge(wanted)
        media.on_ended = lambda sentence: self.media_ended(media, sentence)
        offer = await media.offer_to_sip(text_of(self._session.request.body))
        self._offered = (wanted, offer)
        prelude, self.prelude = self.prelude, None
        if prelude is not None:
            await prelude(self)
        return offer

    def _heard(self, leg: OutsideLeg, event: AgentEvent) -> None:
        session = self.dialling.session or getattr(event, "session", None)
        if session is not None:
            self._connect(Side.OUTSIDE, session, leg.line, leg.hop)
        self.tell(Side.OUTSIDE, event)

    def _fail(self) -> None:
        self.dialling.give_up(None)
        super()._fail()

    def _hang_up_callee(self) -> None:
        self.dialling.give_up(self._reason)
        super()._hang_up_callee()
