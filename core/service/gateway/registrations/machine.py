"""The life of one registration outside, as a table and a pure function (RFC 3261 10.2, RFC 5626 4.5)::

    IDLE --Start--> LOCATING --Located--> REGISTERING --Accepted--> REGISTERED --Due--> REFRESHING
                       ^  |                 |   |  ^                     ^                |  |
                       |  NotLocated   Failed   |  +-- Failed: next hop  +--- Accepted ---+  |
                       |  v                 v   Refused                                      |
                       WAITING <------------+---|--------------- Failed ---------------------+
                                                v
                                             REFUSED --Start--> LOCATING

A password that is refused is not shown again until the owner says ``Start``. ``Stop`` leads from everywhere
to IDLE, by LEAVING where the server may have us. ``Moved`` leads to LOCATING wherever something is under way;
``Online`` shortens a WAITING. Both are followed by a few tries in quick succession: a network that has just
come back may not yet know the names of servers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

BASE_TIME = 30.0
MAX_TIME = 1800.0
"""Seconds of RFC 5626 4.5: the first pause after a failure, doubled by each, and the longest."""

REFRESH_AT = (0.83, 0.87)
"""The part of a lifetime after which it is renewed, spread so that not all come at once."""

SHORTEST_REFRESH = 5.0
LEAVING_SECONDS = 1.5
RECONNECT_WITHIN = 2.0
"""Seconds within which a connection that broke is made anew: not all at once when a server restarts."""

SOON = (1.0, 4.0)
"""Seconds within which it is tried again when the network is another one: not by all lines at once."""
SOON_TRIES = 3

LONGEST_RETRY_AFTER = 7200.0
MAX_LIFETIME = 86_400

Chance = Callable[[float, float], float]
"""Returns a number between the two."""


class State(StrEnum):
    """Where a registration is in its life."""

    IDLE = "idle"
    LOCATING = "locating"
    """The server's name is being looked up."""
    REGISTERING = "registering"
    """A REGISTER is out, and the server does not have us."""
    REGISTERED = "registered"
    REFRESHING = "refreshing"
    """A REGISTER is out, and the server has us still."""
    WAITING = "waiting"
    """It failed, and is tried again when it is time."""
    REFUSED = "refused"
    """Trying again would change nothing."""
    LEAVING = "leaving"
    """We asked to be forgotten."""


class Standing(StrEnum):
    """What an owner needs to know of it."""

    OFF = "off"
    TRYING = "trying"
    REGISTERED = "registered"
    FAILING = "failing"
    """It did not work, and is tried again."""
    REFUSED = "refused"
    """It did not work, and is not tried again by itself."""


S = State

_STANDINGS = {
    S.IDLE: Standing.OFF,
    S.LEAVING: Standing.OFF,
    S.REGISTERED: Standing.REGISTERED,
    S.REFRESHING: Standing.REGISTERED,
    S.WAITING: Standing.FAILING,
    S.REFUSED: Standing.REFUSED,
}


# --- events ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Start:
    """The owner wants to be registered, or to have it tried now."""


@dataclass(frozen=True, slots=True)
class Located:
    """The server is reached by so many hops, at least one."""

    hops: int


@dataclass(frozen=True, slots=True)
class Accepted:
    """The server has us for so many seconds."""

    lifetime: int


@dataclass(frozen=True, slots=True)
class TooBrief:
    """The server wants a longer lifetime (423)."""

    least: int


@dataclass(frozen=True, slots=True)
class Refused:
    """The server does not want us, and would not want us later either."""

    status: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Failed:
    """It did not work. ``is_elsewhere``: another server of the same domain may do better (RFC 3263 4.3)."""

    status: int
    sentence: str
    retry_after: float | None = None
    is_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """The time that was to be waited has passed."""


@dataclass(frozen=True, slots=True)
class Broke:
    """The connection to the server is gone."""


@dataclass(frozen=True, slots=True)
class Moved:
    """This machine is reached at another address now, or has slept."""


@dataclass(frozen=True, slots=True)
class Online:
    """The network of this machine has changed: what failed may work now."""


@dataclass(frozen=True, slots=True)
class Stop:
    """The owner does not want to be registered any more."""


Event = Start | Located | Accepted | TooBrief | Refused | Failed | Due | Broke | Moved | Online | Stop


# --- effects --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Locate:
    """Look up where the server is: ``Located`` or ``Failed`` follows."""


@dataclass(frozen=True, slots=True)
class Register:
    """Send REGISTER to this hop: ``Accepted``, ``TooBrief``, ``Refused`` or ``Failed`` follows."""

    hop: int
    lifetime: int


@dataclass(frozen=True, slots=True)
class Unregister:
    """Ask to be forgotten."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Say ``Due`` after so many seconds, and forget what was waited for before."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Release:
    """Nothing is to come any more: let everything go, a time that was waited for too."""


Effect = Locate | Register | Unregister | Wait | Release


@dataclass(frozen=True, slots=True)
class Machine:
    """One registration at one moment. ``status`` and ``sentence`` say what went wrong last, 0 if nothing."""

    state: State = State.IDLE
    wanted: int = 600
    """Seconds that are asked for."""
    hops: int = 0
    hop: int = 0
    failures: int = 0
    breaks: int = 0
    """How often the connection broke before the registration was ever renewed on it."""
    soon: int = 0
    """How many tries that fail are still followed by another one soon."""
    may_lengthen: bool = True
    status: int = 0
    sentence: str = ""

    @property
    def standing(self) -> Standing:
        """What the owner needs to know."""
        usual = Standing.FAILING if self.failures or self.status else Standing.TRYING
        return _STANDINGS.get(self.state, usual)


Step = tuple[Machine, tuple[Effect, ...]]
Handler = Callable[[Machine, Any, Chance], Step]


def step(machine: Machine, event: Event, chance: Chance) -> Step | None:
    """Return what becomes of ``machine`` and what to do, or None if the event means nothing now. Pure."""
    handler = TABLE.get((machine.state, type(event)))
    return handler(machine, event, chance) if handler is not None else None


def back_off(failures: int, chance: Chance) -> float:
    """Return the seconds to wait after so many failures in a row, the last included (RFC 5626 4.5)."""
    longest = min(MAX_TIME, BASE_TIME * 2.0 ** min(failures - 1, 16))
    return chance(longest / 2, longest)


# --- what happens -----------------------------------------------------------------------------------------


def _locate(machine: Machine, event: Event, chance: Chance) -> Step:
    return replace(machine, state=S.LOCATING), (Release(), Locate())


def _moved(machine: Machine, event: Moved, chance: Chance) -> Step:
    return _locate(replace(machine, failures=0, soon=SOON_TRIES), event, chance)


def _hurry(machine: Machine, event: Online, chance: Chance) -> Step:
    if machine.soon == SOON_TRIES:  # it hurries already: a network that changes all the time delays nothing
        return machine, ()
    return replace(machine, failures=0, soon=SOON_TRIES), (Wait(chance(*SOON)),)


def _register_first(machine: Machine, event: Located, chance: Chance) -> Step:
    made = replace(machine, state=S.REGISTERING, hops=event.hops, hop=0, may_lengthen=True)
    return made, (Register(0, machine.wanted),)


def _accepted(machine: Machine, event: Accepted, chance: Chance) -> Step:
    made = replace(machine, state=S.REGISTERED, failures=0, soon=0, may_lengthen=True, status=0, sentence="")
    return made, (Wait(max(event.lifetime * chance(*REFRESH_AT), SHORTEST_REFRESH)),)


def _lengthen(machine: Machine, event: TooBrief, chance: Chance) -> Step:
    if not machine.may_lengthen or not machine.wanted < event.least <= MAX_LIFETIME:
        sentence = "The server does not say for how long it would keep the registration."
        return _wait(machine, Failed(423, sentence), chance)
    made = replace(machine, wanted=event.least, may_lengthen=False)
    return made, (Register(machine.hop, event.least),)


def _refused(machine: Machine, event: Refused, chance: Chance) -> Step:
    made = replace(machine, state=S.REFUSED, status=event.status, sentence=event.sentence)
    return made, (Release(),)


def _failed(machine: Machine, event: Failed, chance: Chance) -> Step:
    following = machine.hop + 1
    if not event.is_elsewhere or following >= machine.hops:
        return _wait(machine, event, chance)
    made = replace(
        machine,
        state=S.REGISTERING,
        hop=following,
        may_lengthen=True,
        status=event.status,
        sentence=event.sentence,
    )
    return made, (Register(following, machine.wanted),)


def _wait(machine: Machine, event: Failed, chance: Chance) -> Step:
    failures = machine.failures + 1
    seconds = chance(*SOON) if machine.soon else back_off(failures, chance)
    if event.retry_after is not None:
        seconds = max(seconds, min(event.retry_after, LONGEST_RETRY_AFTER) + chance(0.0, 1.0))
    made = replace(
        machine,
        state=S.WAITING,
        failures=0 if machine.soon else failures,
        soon=max(0, machine.soon - 1),
        status=event.status,
        sentence=event.sentence,
    )
    return made, (Wait(seconds),)


def _refresh(machine: Machine, event: Event, chance: Chance) -> Step:
    return replace(machine, state=S.REFRESHING, breaks=0), (Register(machine.hop, machine.wanted),)


def _reconnect(machine: Machine, event: Broke, chance: Chance) -> Step:
    seconds = back_off(machine.breaks, chance) if machine.breaks else chance(0.0, RECONNECT_WITHIN)
    sentence = "The connection to the server broke."
    made = replace(machine, state=S.WAITING, breaks=machine.breaks + 1, status=503, sentence=sentence)
    return made, (Wait(seconds),)


def _leave(machine: Machine, event: Event, chance: Chance) -> Step:
    return replace(machine, state=S.LEAVING), (Unregister(), Wait(LEAVING_SECONDS))


def _end(machine: Machine, event: Event, chance: Chance) -> Step:
    made = replace(machine, state=S.IDLE, failures=0, status=0, sentence="")
    return made, (Release(),)


TABLE: dict[tuple[State, type[Event]], Handler] = {
    (S.IDLE, Start): _locate,
    (S.LOCATING, Located): _register_first,
    (S.LOCATING, Failed): _wait,
    (S.LOCATING, Moved): _moved,
    (S.LOCATING, Stop): _end,
    (S.REGISTERING, Accepted): _accepted,
    (S.REGISTERING, TooBrief): _lengthen,
    (S.REGISTERING, Refused): _refused,
    (S.REGISTERING, Failed): _failed,
    (S.REGISTERING, Moved): _moved,
    (S.REGISTERING, Stop): _leave,
    (S.REGISTERED, Due): _refresh,
    (S.REGISTERED, Start): _refresh,
    (S.REGISTERED, Broke): _reconnect,
    (S.REGISTERED, Moved): _moved,
    (S.REGISTERED, Stop): _leave,
    (S.REFRESHING, Accepted): _accepted,
    (S.REFRESHING, TooBrief): _lengthen,
    (S.REFRESHING, Refused): _refused,
    (S.REFRESHING, Failed): _failed,
    (S.REFRESHING, Moved): _moved,
    (S.REFRESHING, Stop): _leave,
    (S.WAITING, Due): _locate,
    (S.WAITING, Start): _locate,
    (S.WAITING, Moved): _moved,
    (S.WAITING, Online): _hurry,
    (S.WAITING, Stop): _end,
    (S.REFUSED, Start): _locate,
    (S.REFUSED, Stop): _end,
    (S.LEAVING, Accepted): _end,
    (S.LEAVING, TooBrief): _end,
    (S.LEAVING, Refused): _end,
    (S.LEAVING, Failed): _end,
    (S.LEAVING, Due): _end,
    (S.LEAVING, Broke): _end,
    (S.LEAVING, Start): _locate,
}
