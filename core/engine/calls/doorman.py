"""What an incoming call meets here: a pure function over the person's wishes and the calls going on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.sentences import sentence
from core.snapshots import BusyPolicy

MAXIMUM_CALLS = 8
"""Calls at once, ringing ones included."""
FULL = sentence("{number} calls at once are all that Ahoy can hold.", number=MAXIMUM_CALLS)


class Welcome(StrEnum):
    """What is done with an incoming call."""

    RING = "ring"
    RING_QUIETLY = "ring-quietly"
    """Shown with a quiet tone: the person is in another call."""
    BUSY = "busy"
    """The caller hears busy; it is a missed call."""
    DISTURBS = "disturbs"
    """The person wants no calls now: the caller hears busy; it is a missed call."""
    UNKNOWN = "unknown"
    """The person wants no calls from people they do not know: as ``DISTURBS``."""
    BLOCKED = "blocked"
    """The caller hears busy like those before, so that nothing tells them; it is no missed call."""

    @property
    def rings(self) -> bool:
        """Whether the person is asked."""
        return self in (Welcome.RING, Welcome.RING_QUIETLY)


@dataclass(frozen=True, slots=True)
class House:
    """How things stand when somebody rings."""

    do_not_disturb: bool = False
    policy: BusyPolicy = BusyPolicy.ASK
    is_in_call: bool = False
    """The person talks, holds, or is calling somebody; a call that only rings here does not count."""
    calls: int = 0
    """All calls but this one, ringing ones included."""
    silences_unknown: bool = False
    """People whom the person does not know may not ring."""


def welcome(house: House, *, is_blocked: bool, is_unknown: bool = False) -> Welcome:
    """Return what is done with a call that comes in now."""
    if is_blocked:
        return Welcome.BLOCKED
    if house.do_not_disturb:
        return Welcome.DISTURBS
    if house.silences_unknown and is_unknown:
        return Welcome.UNKNOWN
    if house.calls >= MAXIMUM_CALLS or (house.is_in_call and house.policy is BusyPolicy.REJECT):
        return Welcome.BUSY
    if house.is_in_call and house.policy is BusyPolicy.ASK:
        return Welcome.RING_QUIETLY
    return Welcome.RING
