"""What each side tells the other about its own media in a call: muted, paused, no camera.

Sent as INFO within the dialog (RFC 6086), with a JSON object of two members::

    {"muted": false, "video": "on" | "paused" | "none"}
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from core.sip.bodies.json_reader import read_json_object
from core.sip.messages import ParseError

INFO_PACKAGE = "ahoy-media"
CONTENT_TYPE = "application/vnd.ahoy.media-state+json"
_LIMIT = 1024


class VideoState(StrEnum):
    """What one side sends of its camera."""

    ON = "on"
    PAUSED = "paused"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class MediaState:
    """One side's media, as it says itself."""

    muted: bool = False
    video: VideoState = VideoState.ON

    @classmethod
    def parse(cls, body: bytes) -> MediaState:
        """Understand ``body``; members that are not known are skipped. Raises ``ParseError``."""
        value = read_json_object(body, _LIMIT)
        muted, video = value.get("muted", False), value.get("video", "on")
        if not isinstance(muted, bool) or not isinstance(video, str):
            raise ParseError("members of the wrong type")
        if video not in list(VideoState):
            raise ParseError("no state of pictures")
        return cls(muted, VideoState(video))

    def __bytes__(self) -> bytes:
        return json.dumps({"muted": self.muted, "video": self.video.value}).encode()
