"""Makes the media of rooms. See ``ConferenceMedia``."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Sequence

from aiortc import RTCIceServer
from aiortc.rtcdtlstransport import RTCCertificate

from core.service.conference.media.room import Parts, Room
from core.service.media.legs.certificates import Certificates
from core.service.media.sound.posting_thread import PostingThread


class RoomsMedia:
    """Core thread. ``ice_servers`` are asked for candidates, for a service that is behind NAT itself."""

    def __init__(
        self,
        ice_servers: Sequence[RTCIceServer] = (),
        rng: random.Random | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._rng = rng or random.SystemRandom()
        certificates = Certificates(RTCCertificate.generateCertificate, clock)
        self._parts = Parts(certificates, PostingThread(), tuple(ice_servers), clock)
        self._rooms: set[Room] = set()

    def room(self) -> Room:
        """Return the media of one new room."""
        made = Room(self._parts, random.Random(self._rng.getrandbits(64)), self._rooms.discard)
        self._rooms.add(made)
        return made

    async def close(self) -> None:
        """End all that are left."""
        await asyncio.gather(*(room.close() for room in tuple(self._rooms)))
        self._parts.sound.close()
