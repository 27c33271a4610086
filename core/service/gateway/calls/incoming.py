"""A call of somebody outside to a user of this service."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from core.service.gateway.call_headers import crossing_headers, diversion
from core.service.gateway.calls.call import GatewayCall
from core.service.gateway.calls.phases import Happened
from core.service.gateway.calls.refusals import Refusal
from core.service.gateway.calls.reoffers import Side, text_of
from core.service.gateway.media.bridge import Encryption, MediaBridges
from core.service.gateway.registrations.owner import Callee
from core.service.gateway.sides.clients import ClientLeg
from core.service.gateway.sides.outside import OutsideLeg
from core.service.media.refusal import MediaRefused
from core.service.routing.decisions import APPLICATION_HEADER
from core.sip.agent.events import AgentEvent
from core.sip.agent.invite_session import InviteSession
from core.sip.dialogs.replaces import Replaces
from core.sip.messages import SipError, Uri
from core.sip.routing import MAX_FORWARDS

log = logging.getLogger(__name__)


class CallIn(GatewayCall):
    """From an INVITE that came by classic SIP, which waits for its answer, to whatever becomes of it.

    ``callee`` is whom it is for, None where the address that is called says so. ``takes_over`` names a
    call of theirs, and them, if it is to take that one's place.
    """

    caller = Side.OUTSIDE

    def __init__(
        self,
        number: int,
        session: InviteSession,
        leg: OutsideLeg,
        bridges: Callable[[], Awaitable[MediaBridges]],
        *,
        domain: str,
        make_client: Callable[[InviteSession, Callable[[AgentEvent], None], int], ClientLeg],
        on_over: Callable[[GatewayCall], None],
        callee: Callee | None = None,
        takes_over: Uri | None = None,
    ) -> None:
        super().__init__(number, on_over)
        self._callee = callee
        self._stun = callee.stun if callee is not None else ""
        self._takes_over = takes_over
        self._connect(Side.OUTSIDE, session, leg.line, leg.hop)
        self._session = session
        self._leg = leg
        self._bridges = bridges
        self._domain = domain
        self._make_client = make_client

    @property
    def own_number(self) -> str:
        """The number that was called."""
        called = self._callee.account.user if self._callee is not None else ""
        return called if called.startswith("+") else ""

    def start(self) -> None:
        """Begin to ring."""
        self._put(self._ring)

    async def _ring(self) -> None:
        invite = self._session.request
        media = self._media = (await self._bridges()).bridge(self._leg.peer(Encryption.NONE, self._stun))
        media.on_ended = lambda sentence: self.media_ended(media, sentence)
        hops = MAX_FORWARDS if invite.max_forwards is None else invite.max_forwards - 1
        try:
            if hops < 0:
                raise MediaRefused(483, "")
            offer = await media.offer_to_client(text_of(invite.body) or None)
            self._call(offer, hops)
        except MediaRefused as error:
            await self._refuse(Refusal(error.status, error.reason))
        except SipError as error:
            await self._refuse(Refusal(400, str(error)))

    def _call(self, offer: str, hops: int) -> None:
        invite = self._session.request
        leg = self._make_client(self._session, lambda event: self.tell(Side.CLIENT, event), hops)
        callee = self._callee
        user = callee.account.user if callee is not None else invite.uri.unescaped_user or ""
        target = Uri.for_user(user, self._domain)
        headers = [*crossing_headers(invite), *diversion(invite)]
        if callee is not None and callee.account.application:
            headers.append((APPLICATION_HEADER, callee.account.application))
        headers += callee.headers if callee is not None else ()
        if self._takes_over is not None:
            target = self._takes_over.having(headers=())
            headers.append(("Replaces", str(Replaces.in_uri(self._takes_over))))
        session = leg.agent.invite(target, offer.encode(), leg.line.now(), headers=headers)
        leg.begin(session)
        self._connect(Side.CLIENT, session, leg.line)
        leg.line.pump()

    async def _refuse(self, refusal: Refusal) -> None:
        self.refusal = refusal
        await self._happened(Happened.CALLEE_REFUSES)
