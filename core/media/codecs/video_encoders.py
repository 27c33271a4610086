"""What encodes pictures for a call: a small interface, and which encoder serves which codec.

A new codec or a hardware encoder joins by a class with the surface of ``VideoEncoder`` and a line in
``ENCODERS``. What the surface promises is all that senders know of it:

- ``encode`` makes one picture of one frame, at once (no look-ahead), as RTP payloads of its codec, and a
  keyframe when it is asked for one. A frame of another size than the last begins a keyframe by itself.
- ``target_bitrate`` may change between any two pictures and costs no keyframe, if the encoder can help it.
- An encoder that raises is thrown away, and a new one is made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import av


@dataclass(frozen=True, slots=True)
class EncodedPicture:
    """One picture as RTP payloads; none if the encoder left it out.

    ``qp`` is the quantiser in the codec's own steps, None where the encoder does not tell.
    """

    payloads: list[bytes]
    is_keyframe: bool
    qp: int | None = None

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(map(len, self.payloads))


class VideoEncoder(Protocol):
    """Turns pictures with even sides into RTP payloads. Used by one thread at a time."""

    pixel_formats: tuple[str, ...]
    """What it takes, by libav's names; yuv420p is among them."""

    implementation: str
    """Its name in the stats."""

    target_bitrate: int
    """Bits per second to aim at, without headers; what it cannot do is taken for the nearest that it can."""

    frame_rate: float
    """Pictures a second that come, as far as is known."""

    def encode(self, frame: av.VideoFrame, wants_keyframe: bool) -> EncodedPicture:
        """Return ``frame`` encoded. Raises whatever the library raises for a picture it cannot take."""


def _h264() -> VideoEncoder:
    from core.media.codecs.h264_encoder import RateAgileH264Encoder

    return RateAgileH264Encoder()


def _vp8() -> VideoEncoder:
    from core.media.codecs.vp8_encoder import Vp8Encoder

    return Vp8Encoder()


ENCODERS: dict[str, Callable[[], VideoEncoder]] = {"video/h264": _h264, "video/vp8": _vp8}
"""By MIME type in small letters."""


def create_video_encoder(mime_type: str) -> VideoEncoder:
    """Return an encoder for ``mime_type``. Raises ValueError if there is none."""
    create = ENCODERS.get(mime_type.lower())
    if create is None:
        raise ValueError(f"no encoder for {mime_type}")
    return create()
