"""All calls of a gateway: how each begins, on the side of the clients or outside, and the ends it has."""

from __future__ import annotations

import asyncio
import dataclasses
import functools
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.service.config import ServiceConfig
from core.service.gateway.call_headers import caller_outside
from core.service.gateway.calls.call import GatewayCall
from core.service.gateway.calls.departure import Departure
from core.service.gateway.calls.incoming import CallIn
from core.service.gateway.calls.outgoing import CallOut
from core.service.gateway.calls.refusals import Refusal
from core.service.gateway.calls.reoffers import End, Side
from core.service.gateway.calls.served.performer import CallPerformer
from core.service.gateway.calls.transfers.handovers import Handovers
from core.service.gateway.calls.transfers.referrals import TransferRefused, TransferTargets, replaced_by
from core.service.gateway.media.loading import LateMedia
from core.service.gateway.registrations.owner import Callee
from core.service.gateway.registrations.registrations import Registrations
from core.service.gateway.set_up import encryption_of
from core.service.gateway.sides.clients import ClientFlow, ClientLeg
from core.service.gateway.sides.outside import Outside, OutsideLeg
from core.service.registrar import Answer
from core.service.routing.decisions import CALLER_HEADER
from core.service.routing.endpoints import GATEWAY
from core.service.routing.exchange import Exchange
from core.sip.agent.events import AgentEvent, InviteReceived
from core.sip.agent.invite_session import InviteSession
from core.sip.dialogs.replaces import Replaces
from core.sip.messages import NameAddr, Request, Uri
from core.sip.transports.hops import Hop

if TYPE_CHECKING:  # the numbering plans of the world
    from core.service.gateway.numbers.lines import TelephoneLines
    from core.service.gateway.numbers.telephone import Telephone


@dataclass(frozen=True, slots=True)
class Sides:
    """What calls go between. ``telephone`` is None where there is no way to numbers."""

    clients: ClientFlow
    outside: Outside
    registrations: Registrations
    telephone: Telephone | None

    def is_trunk(self, hop: Hop) -> bool:
        """Whether a trunk is there."""
        return self.telephone is not None and self.telephone.addresses.trunk_at(hop) is not None


class GatewayCalls:
    """On the running loop only. ``is_ours`` knows the addresses of this service. ``open`` comes before calls.

    Raises ``ServiceError`` for a configuration that makes no sense.
    """

    def __init__(
        self, config: ServiceConfig, exchange: Exchange, media: LateMedia, is_ours: Callable[[Uri], bool]
    ) -> None:
        gateway = config.gateway
        self._most = gateway.calls
        self._domain = config.domain
        self._encryption = encryption_of(gateway)
        self._media = media
        self._is_ours = is_ours
        self._numbers = itertools.count(1)
        self._calls: set[GatewayCall] = set()
        self._sides: Sides | None = None
        self.legs: dict[str, OutsideLeg] = {}
        """The ends outside by their Call-IDs, those included that only wait for copies."""
        self.departure: Callable[[Request], Departure | Refusal | None] = lambda invite: None
        """Says how a call of a client's leaves, or why it does not; None: straight to its address."""
        self.performer = CallPerformer(
            lambda: self, media.prompts, has_lines=bool(gateway.phone.trunks), speaks=media.speaks
        )
        """Carries out what backends want done in calls."""
        self._transfer_targets = TransferTargets(
            lambda: self, is_ours, config.domain, takes_calls=bool(gateway.listeners)
        )
        self._handovers = Handovers(
            exchange,
            lambda: self._sides.clients if self._sides is not None else None,
            media.bridges,
            lambda: self,
            is_ours,
            config.domain,
            country=gateway.phone.country,
        )

    def __iter__(self) -> Iterator[GatewayCall]:
        return iter(self._calls)

    def __len__(self) -> int:
        return len(self._calls)

    def open(self, sides: Sides) -> None:
        """Let calls begin."""
        self._sides = sides

    async def stop(self) -> None:
        """End all calls. Idempotent."""
        await asyncio.gather(*(call.stop() for call in list(self._calls)))
        self._calls.clear()

    async def forget_legs(self) -> None:
        """Let go the ends outside, whose last words have gone out. Idempotent."""
        if self.legs:
            await asyncio.sleep(0)
        for leg in self.legs.values():
            leg.stop()
        self.legs.clear()

    # --- the way there --------------------------------------------------------------------------------

    @property
    def hops(self) -> set[Hop]:
        """Where the other ends of calls are, whose way to us has to stay open."""
        return {leg.hop for leg in self.legs.values() if leg.is_in_call}

    def needs(self, hop: Hop) -> bool:
        """Whether a call needs this connection."""
        return any(leg.uses(hop) for leg in self.legs.values())

    def lost(self, hop: Hop, reason: str) -> None:
        """Take it that what was sent to ``hop`` may not arrive."""
        for call in self._calls:
            if isinstance(call, CallOut):
                call.dialling.lost(hop, reason)
        for leg in list(self.legs.values()):
            if leg.uses(hop):
                leg.broke(hop)

    # --- from clients ---------------------------------------------------------------------------------

    def invited_by_client(self, request: Request) -> ClientLeg | Answer:
        """Make the leg of a call that a client begins; 503 when there are too many."""
        sides = self._sides
        if sides is None or self._is_full:
            return Answer(503)
        try:
            replaced = replaced_by(request)
        except TransferRefused as error:
            return Answer(error.status)
        if replaced is not None:
            return self._taken_over(sides.clients, request, replaced)
        begun: list[CallOut] = []

        def heard(event: AgentEvent) -> None:
            if isinstance(event, InviteReceived):
                begun.append(self._call_out(sides, event.session, leg))
            elif begun:
                begun[0].tell(CallOut.caller, event)

        leg = ClientLeg(sides.clients, NameAddr(_plain(request.uri)), heard)
        return leg

    def _taken_over(self, clients: ClientFlow, request: Request, replaces: Replaces) -> ClientLeg | Answer:
        """Make the leg of a client that takes the place of another in a call of ours."""
        call = self._handovers.taken(replaces)
        if call is None:
            return Answer(481)
        if replaces.early_only:
            return Answer(486)  # RFC 3891 3: it was answered, and that is not wanted

        def heard(event: AgentEvent) -> None:
            if isinstance(event, InviteReceived):
                call.give_to(End(event.session, leg.line))
            else:
                call.tell(Side.CLIENT, event)

        leg = ClientLeg(clients, NameAddr(_plain(request.uri)), heard, takes_over=True)
        return leg

    def _call_out(self, sides: Sides, session: InviteSession, leg: ClientLeg) -> CallOut:
        lines = _lines_for(sides, session.request)
        call = CallOut(
            next(self._numbers),
            session,
            leg.line,
            sides.outside,
            self._media.bridges,
            domain=self._domain,
            encryption=self._encryption,
            on_leg=self.add_leg,
            on_over=self._calls.discard,
            lines=lines,
            departure=self.departure(session.request),
        )
        call.transfer_targets = dataclasses.replace(self._transfer_targets, bills_us=lines is not None)
        call.prelude = self.performer.prelude
        self._begin(call)
        return call

    # --- from outside ---------------------------------------------------------------------------------

    def invited_from_outside(self, request: Request, hop: Hop) -> int:
        """Begin a call from outside; return the status to refuse it with, or 0."""
        sides = self._sides
        if sides is None or self._is_full:
            return 503
        callee = self._callee_of(sides, request, hop)
        if isinstance(callee, int):
            return callee
        try:
            replaced = replaced_by(request)
            taken = self._transfer_targets.taken_over(replaced, Side.OUTSIDE) if replaced else None
        except TransferRefused as error:
            return error.status if error.status == 400 else 481
        begun: list[CallIn] = []
        whom = callee

        def heard(leg: OutsideLeg, event: AgentEvent) -> None:
            if isinstance(event, InviteReceived):
                begun.append(self._call_in(sides, event.session, leg, whom, taken))
            elif begun:
                begun[0].tell(CallIn.caller, event)

        leg = OutsideLeg(sides.outside, hop, NameAddr(_plain(request.uri)), heard)
        self.add_leg(leg, request.call_id)
        if taken is not None:
            request = request.copy()
            request.headers.remove("replaces")  # the leg is one call alone, and knows no other
        leg.receive(request, hop)
        return 0

    def _callee_of(self, sides: Sides, request: Request, hop: Hop) -> Callee | int | None:
        """Return whom a call from outside is for (None: whom its address names), or why it is refused."""
        if sides.registrations.is_called(request.uri):
            return sides.registrations.callee(request)
        if sides.telephone is not None and (found := sides.telephone.callee(request, hop)) is not None:
            return found
        return None if request.uri.user and self._is_ours(request.uri) else 404

    def _call_in(
        self,
        sides: Sides,
        session: InviteSession,
        leg: OutsideLeg,
        callee: Callee | None,
        takes_over: Uri | None,
    ) -> CallIn:
        call = CallIn(
            next(self._numbers),
            session,
            leg,
            self._media.bridges,
            domain=self._domain,
            make_client=functools.partial(_client_leg, sides.clients, callee),
            on_over=self._calls.discard,
            callee=callee,
            takes_over=takes_over,
        )
        bills_us = sides.is_trunk(leg.hop) or (callee is not None and callee.bills_us)
        call.transfer_targets = dataclasses.replace(self._transfer_targets, bills_us=bills_us)
        self._begin(call)
        return call

    # --- both -----------------------------------------------------------------------------------------

    def _begin(self, call: CallOut | CallIn) -> None:
        call.handovers = self._handovers
        self._calls.add(call)
        call.start()

    def add_leg(self, leg: OutsideLeg, call_id: str) -> None:
        """Let messages of a Call-ID find the end they are for."""
        self.legs[call_id] = leg
        leg.line.on_pumped = lambda: self._forget_idle(call_id, leg)

    def _forget_idle(self, call_id: str, leg: OutsideLeg) -> None:
        if leg.is_idle and self.legs.get(call_id) is leg:
            del self.legs[call_id]
            leg.stop()

    @property
    def _is_full(self) -> bool:
        return len(self._calls) >= self._most


def _client_leg(
    clients: ClientFlow,
    callee: Callee | None,
    session: InviteSession,
    on_event: Callable[[AgentEvent], None],
    hops: int,
) -> ClientLeg:
    known = callee.caller if callee is not None else None
    return ClientLeg(clients, known or caller_outside(session.request), on_event, max_forwards=hops)


def _lines_for(sides: Sides, request: Request) -> TelephoneLines | None:
    """Return the telephone lines if the router sent ``request`` there."""
    is_to_number = request.headers.get(CALLER_HEADER) is not None
    return sides.telephone.lines if sides.telephone is not None and is_to_number else None


def _plain(uri: Uri) -> Uri:
    """Return who is called, as a dialog names them."""
    return Uri("sips" if uri.scheme == "sips" else "sip", uri.user or GATEWAY.user, uri.host)
