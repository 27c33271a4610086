"""How a client is reached."""

from __future__ import annotations

from dataclasses import dataclass

from core.media.sdp.description import Description, Section
from core.media.sdp.ice_lines import ice_of
from core.media.transport.ice.description import IceDescription


@dataclass(frozen=True, slots=True)
class ClientWay:
    """How a client is reached: what it says of ICE and DTLS."""

    ice: IceDescription
    fingerprints: tuple[str, ...]
    setup: str
    is_lite: bool


def way_of(first: Section, description: Description) -> ClientWay:
    """Return how whoever wrote a description is reached; ``first`` is the section that can be used."""
    return ClientWay(
        ice_of(first),
        tuple(first.values("fingerprint")),
        first.value("setup") or "active",
        description.is_ice_lite,
    )
