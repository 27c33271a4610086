"""What makes media and prompts, loaded when the first call needs it: the libraries take seconds."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from core.service.gateway.media.bridge import MediaBridges
from core.service.gateway.networks import Networks
from core.service.gateway.stun_servers import StunServers

if TYPE_CHECKING:
    from core.service.gateway.media.announcements.prompts import Prompts


def find_speaker(program: str) -> str | None:
    """Return where the program is that says texts; None where there is none."""
    return shutil.which(program) if program else None


def load_relays() -> Callable[[range, StunServers | None], MediaBridges]:
    """Return what relays media. Blocks for the loading."""
    from core.service.gateway.media.relay import MediaRelays

    return lambda ports, stun: MediaRelays(ports, stun=stun)


def load_prompts() -> Callable[[Path | None, Networks, str | None], Prompts]:
    """Return what has prompts. Blocks for the loading."""
    from core.service.gateway.media.announcements.prompts import Prompts
    from core.service.gateway.media.announcements.speech import Speech

    return lambda folder, networks, speaker: Prompts(folder, networks, Speech(speaker))
