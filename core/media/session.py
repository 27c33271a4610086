"""One call's media: one peer connection between the local devices and the other end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.media.capture import LocalMedia
from core.media.media_events import MediaEvent
from core.media.pictures import PictureSlot
from core.media.statistics import MediaReport
from core.media.streams import MediaStream


@dataclass(frozen=True, slots=True)
class IceServer:
    """A STUN or TURN server: ``urls`` as in RFC 7064 and 7065, credentials for TURN."""

    urls: tuple[str, ...]
    username: str = ""
    credential: str = ""


class MediaSession:
    """See ARCHITECTURE.md; the inside follows."""

    def __init__(
        self,
        local: LocalMedia,
        *,
        video: bool,
        ice_servers: Sequence[IceServer],
        is_offerer: bool,
        on_event: Callable[[MediaEvent], None],
    ) -> None:
        self.outgoing_stream = MediaStream()
        self.incoming_stream = MediaStream()
        self.incoming_picture = PictureSlot()
        self.muted = False
        self.video_paused = False
        self.has_incoming_video = False
        self.has_outgoing_video = False

    async def create_offer(self) -> str:
        """Return the SDP offer."""
        return ""

    async def accept_offer(self, sdp: str) -> str:
        """Take the other end's offer and return the answer."""
        return ""

    async def accept_answer(self, sdp: str) -> None:
        """Take the other end's answer."""

    def set_muted(self, muted: bool) -> None:
        """Send silence instead of the microphone, or the microphone again."""

    def set_video_paused(self, paused: bool) -> None:
        """Release the camera and send no pictures, or take it up again."""

    async def stats(self) -> MediaReport:
        """Return what was measured so far."""
        return MediaReport()

    async def close(self) -> None:
        """End it."""
