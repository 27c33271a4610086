"""What the parts of a user agent (registration, sessions) see of the whole."""

from __future__ import annotations

from typing import Protocol

from core.sip.agent.events import AgentEvent
from core.sip.agent.exchange import Exchange, OnResponse
from core.sip.dialogs.dialog import Dialog
from core.sip.ids import Ids
from core.sip.messages import NameAddr, Reason, Request, Response
from core.sip.transactions.transaction import ServerTransaction


class AgentCore(Protocol):
    """Sending, answering and telling; implemented by ``UserAgent``."""

    @property
    def ids(self) -> Ids:
        """The source of tags and chance."""

    @property
    def contact(self) -> NameAddr:
        """Where this agent can be reached inside dialogs."""

    @property
    def address_of_record(self) -> NameAddr:
        """Who we are."""

    @property
    def is_connected(self) -> bool:
        """Whether there is a flow to send on."""

    def request_to(
        self, remote: NameAddr, method: str, content_type: str | None = None, body: bytes = b""
    ) -> Request:
        """Make a request outside of any dialog."""

    def send(
        self, request: Request, now: float, on_response: OnResponse, dialog: Dialog | None = None
    ) -> Exchange:
        """Send ``request``; every response goes to ``on_response``, failures as ``LocalFailure``."""

    def send_ack(self, request: Request) -> None:
        """Send the ACK to a 2xx."""

    def cancel(self, exchange: Exchange, now: float, reason: Reason | None) -> bool:
        """Send CANCEL if the INVITE of ``exchange`` has a provisional response; else False."""

    def respond(self, transaction: ServerTransaction, response: Response, now: float) -> bool:
        """Answer a request; False if it takes no answer any more."""

    def emit(self, event: AgentEvent) -> None:
        """Tell the owner."""

    def count(self, what: str) -> None:
        """Count something odd that a peer did."""

    def capabilities(self) -> tuple[tuple[str, str], ...]:
        """Return the headers that say what this agent can do (Allow, Supported)."""
