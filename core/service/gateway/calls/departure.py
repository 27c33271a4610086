"""How a call leaves that does not go straight to its address: by a provider, and as somebody there."""

from __future__ import annotations

from dataclasses import dataclass

from core.service.gateway.sides.provider import Provider
from core.sip.messages import NameAddr, Uri


@dataclass(frozen=True, slots=True)
class Departure:
    """``target`` is called by ``provider`` as ``caller``, with headers beside those that cross anyway."""

    provider: Provider
    target: Uri
    caller: NameAddr
    headers: tuple[tuple[str, str], ...] = ()
