"""How a service wakes devices, and what the configuration file says of it (TOML)::

[push]
enabled = true
contact = "mailto:calls@example.net"    # whom other push services may ask about what we send
networks = ["10.20.0.0/16"]             # of push services that may be spoken to though they are not public
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.service.config_table import Table

TABLE = "push"


@dataclass(frozen=True, slots=True)
class PushConfig:
    """``enabled``: devices can be woken. ``contact`` (mailto: or https:) is whom other push services may ask.

    ``networks`` (CIDR) are those of push services that may be spoken to though they are not public; without
    them only https servers in the public network are, and always the service's own.
    """

    enabled: bool = True
    contact: str = ""
    networks: tuple[str, ...] = ()


def read_push(tables: Mapping[str, Any], path: Path) -> PushConfig:
    """Return what the tables of the file at ``path`` say of push; raise ``ServiceError``."""
    table = Table(tables.get(TABLE, {}), f"[{TABLE}]", path)
    table.know(("enabled", "contact", "networks"))
    return PushConfig(
        enabled=table.flag("enabled", True),
        contact=table.text("contact", check=_is_contact, hint="a mailto: or https: address"),
        networks=table.texts("networks", hint='texts: write ["...", "..."]'),
    )


def _is_contact(text: str) -> bool:
    return text.startswith(("mailto:", "https://")) and text.isprintable() and text.isascii()
