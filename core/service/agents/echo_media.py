"""The media of one echoed call; imported only when somebody calls, since its libraries are heavy."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import numpy as np

from core.media.devices.capture import LocalMedia
from core.media.devices.echo import EchoDevices
from core.media.media_events import MediaEvent, MediaFailed
from core.media.session import MediaSession
from core.ports import BLOCK_SAMPLES, SAMPLE_RATE, Block, DeviceHandle, OnFailure


class DelayedEchoDevices(EchoDevices):
    """Echo devices whose sound comes back ``delay`` seconds later, so that one hears oneself apart."""

    def __init__(self, delay: float) -> None:
        super().__init__()
        blocks = round(delay * SAMPLE_RATE / BLOCK_SAMPLES)
        self._waiting = deque(np.zeros(BLOCK_SAMPLES, np.int16) for _ in range(blocks))

    def open_microphone(
        self, device_id: str, on_block: Callable[[Block], None], on_failure: OnFailure
    ) -> DeviceHandle:
        """Deliver what the speaker played ``delay`` seconds ago."""

        def late(block: Block) -> None:
            self._waiting.append(block.copy())
            on_block(self._waiting.popleft())

        return super().open_microphone(device_id, late, on_failure)


class EchoMedia:
    """One media session that sends back what it receives. Made and used on the loop."""

    def __init__(self, *, has_video: bool, delay: float) -> None:
        self.has_failed = False
        self._devices = DelayedEchoDevices(delay)
        self._local = LocalMedia(self._devices)
        self._local.show_test_devices(True)
        self._session = MediaSession(
            self._local, video=has_video, ice_servers=(), is_offerer=False, on_event=self._on_event
        )
        self._devices.reflect(self._session.incoming_picture)

    async def accept_offer(self, sdp: str) -> str:
        """Return the answer to an offer; raise ``ValueError`` if there is nothing to agree on."""
        return await self._session.accept_offer(sdp)

    async def packets_received(self) -> int:
        """Return how many packets have come, of all tracks."""
        report = await self._session.stats()
        return sum(int(track.get("packetsReceived", 0)) for track in report.tracks)

    async def close(self) -> None:
        """End the session and its threads."""
        await self._session.close()
        self._local.close()
        self._devices.close()

    def _on_event(self, event: MediaEvent) -> None:
        if isinstance(event, MediaFailed):
            self.has_failed = True
