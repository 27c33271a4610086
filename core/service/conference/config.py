"""How the conference rooms of a service are set up, and what the configuration file says of them (TOML)::

[conferences]
enabled = true
rooms = 50              # at once
members = 8             # of one room
return_seconds = 60     # in which who lost the connection may come back, into a locked room too
host_seconds = 30       # after which a host who is away is one no more
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.service.config_table import Table

TABLE = "conferences"
MOST_ROOMS = 1_000
MOST_MEMBERS = 64
_LONGEST_ABSENCE = 3_600


@dataclass(frozen=True, slots=True)
class ConferenceConfig:
    """What the rooms of one service may take. Times in seconds.

    ``openings`` is how many joins may be under way at once, over all rooms: each takes ports and keys.
    """

    enabled: bool = True
    rooms: int = 50
    members: int = 8
    openings: int = 32
    return_seconds: int = 60
    host_seconds: int = 30


def read_conferences(tables: Mapping[str, Any], path: Path) -> ConferenceConfig:
    """Return what the tables of the file at ``path`` say of rooms; raise ``ServiceError``."""
    usual = ConferenceConfig()
    table = Table(tables.get(TABLE, {}), f"[{TABLE}]", path)
    table.know(("enabled", "rooms", "members", "return_seconds", "host_seconds"))
    return ConferenceConfig(
        enabled=table.flag("enabled", usual.enabled),
        rooms=table.number("rooms", usual.rooms, MOST_ROOMS, least=1),
        members=table.number("members", usual.members, MOST_MEMBERS, least=2),
        return_seconds=table.number("return_seconds", usual.return_seconds, _LONGEST_ABSENCE),
        host_seconds=table.number("host_seconds", usual.host_seconds, _LONGEST_ABSENCE),
    )
