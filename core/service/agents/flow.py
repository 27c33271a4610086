"""Agents inside the service that are one end of many calls: a flow of the exchange, a leg for each call."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from core.service.agents.internal_flow import InternalFlow
from core.service.agents.line import Line
from core.service.registrar import Answer
from core.service.routing.endpoints import Instance
from core.service.routing.exchange import Exchange
from core.sip.agent.events import AgentEvent
from core.sip.agent.invite_session import InviteSession
from core.sip.agent.user_agent import UserAgent
from core.sip.ids import Ids
from core.sip.messages import ParseError, Request, Response, parse_message, response_to

log = logging.getLogger(__name__)

Message = Request | Response


class AgentLeg:
    """One end of one call."""

    def __init__(
        self, flow: AgentFlow[Any], agent: UserAgent, on_event: Callable[[AgentEvent], None]
    ) -> None:
        self._flow = flow
        self.agent = agent
        self.line = Line(agent, self._send, on_event)
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


Leg = TypeVar("Leg", bound=AgentLeg)


class AgentFlow(Generic[Leg]):
    """The agent ``endpoint`` as the exchange sees it.

    ``on_invite`` makes the leg of a call that begins, or says why there is none; ``takes_apart`` takes what
    is no leg's to answer, even inside of a call, and returns whether it did.
    """

    def __init__(
        self,
        exchange: Exchange,
        ids: Ids,
        endpoint: Instance,
        on_invite: Callable[[Request], Leg | Answer],
        takes_apart: Callable[[Message, bytes], bool] = lambda message, data: False,
    ) -> None:
        self.ids = ids
        self._on_invite = on_invite
        self._takes_apart = takes_apart
        self._legs: dict[tuple[str, str], AgentLeg] = {}
        self._flow = InternalFlow(exchange, endpoint, self._take)

    @property
    def legs(self) -> int:
        """How many calls have a leg here, those included that only wait for copies."""
        return len(self._legs)

    def add(self, leg: AgentLeg) -> None:
        """Let ``leg`` have what belongs to its call, until nothing is owed there."""
        self._legs[leg.key] = leg
        leg.line.on_pumped = lambda: self._forget_idle(leg)

    def send(self, data: bytes) -> None:
        """Hand a message to the exchange."""
        self._flow.send(data)

    def close(self) -> None:
        """Leave the exchange. Idempotent."""
        self._flow.close()
        for leg in self._legs.values():
            leg.line.stop()
        self._legs.clear()

    def _forget_idle(self, leg: AgentLeg) -> None:
        if leg.line.is_idle and self._legs.get(leg.key) is leg:
            del self._legs[leg.key]
            leg.line.stop()

    def _take(self, data: bytes) -> None:
        try:
            message = parse_message(data)
            if self._takes_apart(message, data):
                return
            leg = self._leg_of(message)
            if leg is None and isinstance(message, Request):
                leg = self._begin(message)
        except ParseError as error:
            log.info("a message for the service itself cannot be read: %s", error)
            return
        if leg is not None:
            leg.receive(data)

    def _leg_of(self, message: Message) -> AgentLeg | None:
        """Return whose message it is. A call from outside that goes outside again has two legs."""
        ours = message.to.tag if isinstance(message, Request) else message.from_.tag
        leg = self._legs.get((message.call_id, ours)) if ours else None
        return leg or self._legs.get((message.call_id, ""))

    def _begin(self, request: Request) -> AgentLeg | None:
        if request.method == "ACK":
            return None
        is_call = request.method == "INVITE" and request.to.tag is None
        made = self._on_invite(request) if is_call else Answer(481)
        if isinstance(made, Answer):
            answer = response_to(
                request, made.status, made.reason, to_tag=self.ids.tag(), headers=made.headers
            )
            self.send(bytes(answer))
            return None
        made.key = (request.call_id, "")
        self.add(made)
        return made
