"""What makes media and prompts, loaded when the first call needs it: the libraries take seconds."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from core.service.config import GatewayConfig
from core.service.gateway.media.bridge import MediaBridges
from core.service.gateway.networks import Networks
from core.service.gateway.stun_servers import StunServers

if TYPE_CHECKING:
    from core.service.gateway.media.announcements.prompts import Prompts


class LateMedia:
    """The media of a gateway. Media is relayed by this process unless ``bridges`` does something else.

    Raises ``ServiceError`` for networks that make no sense.
    """

    def __init__(self, config: GatewayConfig, stun: StunServers, bridges: MediaBridges | None = None) -> None:
        self._config = config
        self._stun = stun
        self._networks = Networks(config.prompt_networks)
        self._bridges = bridges
        self._prompts: Prompts | None = None
        self._speaker = find_speaker(config.speaker)

    @property
    def speaks(self) -> bool:
        """Whether texts can be said."""
        return self._speaker is not None

    async def bridges(self) -> MediaBridges:
        """Return what makes bridges."""
        if self._bridges is None:
            relays = await asyncio.to_thread(load_relays)
            first, last = self._config.media_ports
            self._bridges = self._bridges or relays(range(first, last + 1), self._stun)
        return self._bridges

    async def prompts(self) -> Prompts:
        """Return what there is to be played; its libraries are those of the relays."""
        if self._prompts is None:
            made = await asyncio.to_thread(load_prompts)
            self._prompts = self._prompts or made(self._config.prompts, self._networks, self._speaker)
        return self._prompts

    async def close(self) -> None:
        """Let go what was loaded. Idempotent."""
        if self._bridges is not None:
            await self._bridges.close()
        if self._prompts is not None:
            await self._prompts.close()


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
