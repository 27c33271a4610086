"""The list of scenarios: what each is called, what it shows and what it needs of a service."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conformance.stage import Stage

Play = Callable[["Stage"], Awaitable[None]]


class Need(StrEnum):
    """What a scenario asks of a service beyond plain SIP; where that is not offered, it is skipped."""

    RESTART = "the service can be stopped and started again"
    TOKENS = "registration by token"
    ICE_SERVERS = "ICE servers"
    CALL_HEADERS = "call headers of the application"
    IDENTITY = "an asserted identity"
    KNOWN_USERS = "a list of users, to tell the unknown from the absent"
    LATE_DEVICES = "a branch for devices that come while others ring"
    LASTING_DIALOGS = "dialogs that outlive connections, by GRUU or by routes"
    PRESENCE = "presence"
    PUSH = "waking devices by push"
    ROOMS = "conference rooms"
    ROOM_TOOLS = "conference rooms with hosts"
    ROOM_PICTURES = "rooms that carry pictures"
    ROOM_IDS = "rooms that are named with any characters"


EVERYTHING = frozenset(Need)
ROOMS = frozenset({Need.ROOMS, Need.ROOM_TOOLS, Need.ROOM_PICTURES, Need.ROOM_IDS})
"""What a proxy alone does not do."""
WITHOUT_RESTART = EVERYTHING - {Need.RESTART}


@dataclass(frozen=True, slots=True)
class Scenario:
    """One thing that two people and a service do, and what each of them must see."""

    name: str
    group: str
    sentence: str
    play: Play
    needs: frozenset[Need] = frozenset()


SCENARIOS: dict[str, Scenario] = {}


def scenario(*needs: Need) -> Callable[[Play], Play]:
    """Enter a function into the catalogue: its name, its module and the first line of its docstring."""

    def enter(play: Play) -> Play:
        name = play.__name__
        assert name not in SCENARIOS, f"two scenarios are called {name}"
        sentence = (play.__doc__ or "").strip().splitlines()[0].rstrip(".")
        group = play.__module__.rpartition(".")[2].replace("_", " ")
        SCENARIOS[name] = Scenario(name, group, sentence, play, frozenset(needs))
        return play

    return enter
