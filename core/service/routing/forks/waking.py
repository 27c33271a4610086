"""Branches to devices that hold no connection: woken by somebody, told when there is nothing to come for."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from core.service.routing.forks.relays import Branch, Relay


class WokenFor(StrEnum):
    """What became of the call for which a device was woken."""

    TAKEN = "taken"
    """The device came, and has the call."""
    ANSWERED = "answered"
    DECLINED = "declined"
    MISSED = "missed"


class Waker(Protocol):
    """Who wakes devices."""

    def wake(self, relay: Relay, branch: Branch, now: float) -> float:
        """Begin to wake a branch's device; return for how many seconds that may take, 0: it cannot be."""

    def over(self, relay: Relay, branch: Branch, how: WokenFor, now: float) -> None:
        """Take it that a device that was woken need not come any more."""

    def refused(self, relay: Relay, branch: Branch) -> None:
        """Take it that a device that was woken has refused the call."""


class NobodyWakes:
    """No device is woken."""

    def wake(self, relay: Relay, branch: Branch, now: float) -> float:
        """It cannot be."""
        return 0.0

    def over(self, relay: Relay, branch: Branch, how: WokenFor, now: float) -> None:
        """Nobody was."""

    def refused(self, relay: Relay, branch: Branch) -> None:
        """Nobody was."""


def outcome_of(relay: Relay) -> WokenFor:
    """Return what became of a call, for a device that has not come."""
    if relay.fork.winner is not None:
        return WokenFor.ANSWERED
    return WokenFor.DECLINED if relay.fork.is_declined else WokenFor.MISSED
