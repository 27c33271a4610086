"""What the router asks of others."""

from __future__ import annotations

from typing import Protocol

from core.service.registrar import Answer
from core.service.routing.endpoints import Account, Instance
from core.service.routing.flows import Flow
from core.sip.events.state_agent import Notify
from core.sip.messages import Request, Response


class Directory(Protocol):
    """What the router asks the registrar."""

    def register(self, request: Request, flow: Flow) -> Answer:
        """Answer a REGISTER."""

    def endpoints(self, account: Account) -> list[tuple[Instance, str]]:
        """Return a user's instances and contact URIs."""

    def is_registered(self, flow: Flow) -> bool:
        """Whether calls may be placed from this flow."""


class Presence(Protocol):
    """What the router asks the presence of its users."""

    def receive(self, request: Request, account: Account, sender: Instance, now: float) -> Response:
        """Answer a PUBLISH or SUBSCRIBE."""

    def changed(self, account: Account, now: float) -> None:
        """Take it that something has changed."""

    def notifies(self) -> list[tuple[Instance, Notify]]:
        """Return and forget the NOTIFYs to send."""

    def notified(self, notify: Notify, status: int, now: float) -> None:
        """Take the answer to one."""

    def next_timer(self) -> float | None:
        """Return when ``handle_timer`` must be called next."""

    def handle_timer(self, now: float) -> None:
        """Act on what is due."""
