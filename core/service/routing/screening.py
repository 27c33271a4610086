"""Calls that wait, before anybody rings, for somebody's word on what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from core.service.routing.calls import Call
from core.service.routing.decisions import Decision
from core.service.routing.endpoints import Endpoint
from core.service.routing.forks.relays import Relay
from core.sip.messages import Request


@dataclass(frozen=True, slots=True, eq=False)
class HeldCall:
    """An INVITE whose caller waits. ``request`` is as it came, without our Route values.

    ``decision`` is where it would go by itself. It goes on by ``Router.put_through`` or ends by
    ``Router.turn_away``; if the caller gives up meanwhile, both do nothing.
    """

    relay: Relay
    request: Request
    decision: Decision
    is_here: bool
    """Whether it was addressed to a domain of this service, and so does not lead outside."""
    caller: Endpoint
    call: Call


class Screening(Protocol):
    """Who has a say in calls."""

    def wants(self, caller: Endpoint, request: Request) -> bool:
        """Whether a call of ``caller`` must wait for a word."""

    def ask(self, held: HeldCall) -> None:
        """Begin to ask; the word comes later, never before this has returned."""


class NobodyAsked:
    """Every call goes on at once."""

    def wants(self, caller: Endpoint, request: Request) -> bool:
        """Nobody's does."""
        return False

    def ask(self, held: HeldCall) -> None:
        """Nothing to ask."""
