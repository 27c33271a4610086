"""Whom a registration outside is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from core.service.routing.endpoints import Account
from core.sip.bodies.message_summary import MessageSummary
from core.sip.messages import NameAddr, Request

if TYPE_CHECKING:
    from core.service.gateway.registrations.registration import Registration


@dataclass(frozen=True, slots=True)
class Callee:
    """Whom a call from outside is for, and what headers its invitation has beside those of the caller.

    Without an application it is for a user, or a number, of the one that the gateway serves. ``caller`` is
    who calls, where that is known better than the call says it. ``bills_us``: it came by a trunk, which would
    take what we send there for a call of ours. ``stun`` is the server that tells how the caller's side sees
    us, empty: the service's usual one.
    """

    account: Account
    headers: tuple[tuple[str, str], ...] = ()
    caller: NameAddr | None = None
    bills_us: bool = False
    stun: str = ""


class RegistrationOwner(Protocol):
    """Hears of a registration, and says what becomes of calls that come in on it."""

    def registration_changed(self, registration: Registration) -> None:
        """Take its new ``status``."""

    def messages_changed(self, registration: Registration, summary: MessageSummary) -> None:
        """Take what waits in its mailbox."""

    def callee(self, registration: Registration, invite: Request) -> Callee | int:
        """Return whom a call is for, or the status to refuse it with."""
