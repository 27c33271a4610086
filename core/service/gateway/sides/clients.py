"""The clients' side of the gateway: a flow of the exchange, and one end of one call on it."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable

from core.service.agent_line import Line
from core.service.routing.endpoints import GATEWAY
from core.service.routing.exchange import Exchange
from core.service.routing.flows import Flow, FlowKind
from core.sip.agent.events import AgentEvent
from core.sip.agent.invite_session import InviteSession
from core.sip.agent.user_agent import UserAgent
from core.sip.ids import Ids
from core.sip.messages import NameAddr, ParseError, Request, Response, parse_message, response_to
from core.sip.routing import MAX_FORWARDS

log = logging.getLogger(__name__)

PRODUCT = "Ahoy gateway"
TRICKLE_ICE = "trickle-ice"
"""The one Info Package that is taken: candidates that a client finds late (RFC 8840)."""
MAX_INBOX = 10_000
"""Messages from the exchange that wait; it is bounded itself, so this is never reached."""


class ClientLeg:
    """One end of one call on the clients' side."""

    def __init__(
        self,
        flow: ClientFlow,
        who: NameAddr,
        on_event: Callable[[AgentEvent], None],
        *,
        max_forwards: int = MAX_FORWARDS,
    ) -> None:
        self._flow = flow
        self.agent = UserAgent(
            address_of_record=who,
            instance_id=GATEWAY.instance,
            ids=flow.ids,
            product=PRODUCT,
            info_packages=(TRICKLE_ICE,),
            max_forwards=max_forwards,
        )
        self.line = Line(self.agent, self._send, on_event)
        self.key = ("", "")
        """Its Call-ID, and the tag by which its call is ours; empty if somebody else called."""

    def begin(self, session: InviteSession) -> None:
        """Let what comes for a call of ours find this leg."""
        self.key = (session.call_id, session.request.from_.tag or "")
        self._flow.add(self)

    def receive(self, data: bytes) -> None:
        """Take one message."""
        self.agent.receive(data, self.line.now())
        self.line.pump()

    def _send(self) -> bool:
        messages = self.agent.data_to_send()
        for data in messages:
            self._flow.send(data)
        return bool(messages)


class ClientFlow:
    """The gateway as the exchange sees it. ``on_invite`` makes the leg of a call that a client begins."""

    def __init__(
        self, exchange: Exchange, ids: Ids, on_invite: Callable[[Request], ClientLeg | None]
    ) -> None:
        self.ids = ids
        self._exchange = exchange
        self._on_invite = on_invite
        self._loop = asyncio.get_running_loop()
        self._inbox: deque[bytes] = deque(maxlen=MAX_INBOX)
        self._legs: dict[tuple[str, str], ClientLeg] = {}
        self._flow = Flow(
            FlowKind.INTERNAL,
            "",
            self._receive,
            lambda code, reason: None,
            self._loop.time(),
            endpoint=GATEWAY,
        )
        exchange.opened(self._flow)

    @property
    def legs(self) -> int:
        """How many calls have a leg here, those included that only wait for copies."""
        return len(self._legs)

    def add(self, leg: ClientLeg) -> None:
        """Let ``leg`` have what belongs to its call, until nothing is owed there."""
        self._legs[leg.key] = leg
        leg.line.on_pumped = lambda: self._forget_idle(leg)

    def send(self, data: bytes) -> None:
        """Hand a message to the exchange."""
        self._exchange.received(self._flow, data)

    def close(self) -> None:
        """Leave the exchange. Idempotent."""
        self._exchange.closed(self._flow)
        for leg in self._legs.values():
            leg.line.stop()
        self._legs.clear()

    def _forget_idle(self, leg: ClientLeg) -> None:
        if leg.line.is_idle and self._legs.get(leg.key) is leg:
            del self._legs[leg.key]
            leg.line.stop()

    def _receive(self, data: bytes) -> None:
        # Not at once: the exchange is in the middle of sending.
        self._inbox.append(data)
        self._loop.call_soon(self._take)

    def _take(self) -> None:
        while self._inbox:
            data = self._inbox.popleft()
            try:
                message = parse_message(data)
                leg = self._leg_of(message)
                if leg is None and isinstance(message, Request):
                    leg = self._begin(message)
            except ParseError as error:
                log.info("a message for the gateway cannot be read: %s", error)
                continue
            if leg is not None:
                leg.receive(data)

    def _leg_of(self, message: Request | Response) -> ClientLeg | None:
        """Return whose message it is. A call from outside that goes outside again has two legs."""
        ours = message.to.tag if isinstance(message, Request) else message.from_.tag
        leg = self._legs.get((message.call_id, ours)) if ours else None
        return leg or self._legs.get((message.call_id, ""))

    def _begin(self, request: Request) -> ClientLeg | None:
        if request.method == "ACK":
            return None
        leg = self._on_invite(request) if request.method == "INVITE" and request.to.tag is None else None
        if leg is None:
            status = 503 if request.method == "INVITE" and request.to.tag is None else 481
            self.send(bytes(response_to(request, status, to_tag=self.ids.tag())))
            return None
        leg.key = (request.call_id, "")
        self.add(leg)
        return leg
