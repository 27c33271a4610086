"""A user agent whose messages find their own way: classic SIP, where one call may use several flows.

What is said of ``UserAgent`` holds, but: ``take`` brings each message with the flow it came on, and
``messages`` says of each which flow it goes to.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from core.sip.agent.user_agent import UserAgent
from core.sip.auth import DigestCredentials
from core.sip.ids import Ids
from core.sip.messages import NameAddr, Request, Response
from core.sip.routing import MAX_FORWARDS
from core.sip.transactions.lines import Lines

SUPPORTED = "100rel, norefersub, timer"


class RoutedAgent(UserAgent):
    """One end of one call. ``route`` says for each request which flow it goes to.

    ``credentials`` answer whoever challenges a request of this call.
    """

    def __init__(
        self,
        *,
        address_of_record: NameAddr,
        contact: NameAddr,
        ids: Ids,
        lines: Lines,
        route: Callable[[Request], Hashable],
        product: str,
        max_forwards: int = MAX_FORWARDS,
        credentials: DigestCredentials | None = None,
    ) -> None:
        super().__init__(
            address_of_record=address_of_record,
            instance_id="",
            ids=ids,
            product=product,
            lines=lines,
            max_forwards=max_forwards,
        )
        self._own_contact = contact
        self._route = route
        if credentials is not None:
            self._authenticator.use(credentials)

    @property
    def contact(self) -> NameAddr:
        """Where the other side reaches this agent inside the dialog."""
        return self._own_contact

    def capabilities(self) -> tuple[tuple[str, str], ...]:
        """Return the headers that say what this agent can do."""
        return (("Allow", self._allow), ("Supported", SUPPORTED))

    def take(self, message: Request | Response, flow: Hashable, now: float) -> None:
        """Take one message that is parsed and checked already."""
        self._layer.take(message, flow, now)
        self._work(now)

    def messages(self) -> list[tuple[Hashable, bytes]]:
        """Return and forget what must be sent, and where."""
        return self._layer.data_to_send()

    def flow_broke(self, flow: Hashable, now: float) -> None:
        """Take it that what is under way on ``flow`` will not be answered; the rest goes on."""
        self._layer.flow_lost(flow, now)
        self._work(now)

    def _flow_for(self, request: Request) -> Hashable:
        return self._route(request)
