"""How a client is reached."""

from __future__ import annotations

from dataclasses import dataclass

from core.media.transport.ice.description import IceDescription


@dataclass(frozen=True, slots=True)
class ClientWay:
    """How a client is reached: what it says of ICE and DTLS."""

    ice: IceDescription
    fingerprints: tuple[str, ...]
    setup: str
    is_lite: bool
