"""The clients' side of the gateway: one end of one call on the gateway's flow of the exchange."""

from __future__ import annotations

from collections.abc import Callable

from core.service.agents.flow import AgentFlow, AgentLeg
from core.service.routing.endpoints import GATEWAY
from core.sip.agent.events import AgentEvent
from core.sip.agent.user_agent import UserAgent
from core.sip.messages import NameAddr, parse_message
from core.sip.routing import MAX_FORWARDS

PRODUCT = "Ahoy gateway"
TRICKLE_ICE = "trickle-ice"
"""The one Info Package that is taken: candidates that a client finds late (RFC 8840)."""


class ClientLeg(AgentLeg):
    """One end of one call on the clients' side. ``takes_over``: its INVITE names a call of another leg's."""

    def __init__(
        self,
        flow: ClientFlow,
        who: NameAddr,
        on_event: Callable[[AgentEvent], None],
        *,
        max_forwards: int = MAX_FORWARDS,
        takes_over: bool = False,
    ) -> None:
        agent = UserAgent(
            address_of_record=who,
            instance_id=GATEWAY.instance,
            ids=flow.ids,
            product=PRODUCT,
            info_packages=(TRICKLE_ICE,),
            max_forwards=max_forwards,
        )
        super().__init__(flow, agent, on_event)
        self._takes_over = takes_over

    def receive(self, data: bytes) -> None:
        """Take one message. The agent is one call alone, and knows no other that an INVITE may name."""
        if self._takes_over:
            self._takes_over = False
            message = parse_message(data)
            message.headers.remove("replaces")
            data = bytes(message)
        super().receive(data)


ClientFlow = AgentFlow[ClientLeg]
