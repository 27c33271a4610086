"""Which encoder serves which negotiated codec."""

from __future__ import annotations

from typing import Protocol

import av
from aiortc.codecs import get_encoder
from aiortc.rtcrtpparameters import RTCRtpCodecParameters

from core.media.codecs.h264_encoder import RateAgileH264Encoder


class VideoEncoder(Protocol):
    """Turns pictures into RTP payloads. ``encode`` is called by one thread at a time."""

    implementation: str
    target_bitrate: int

    def encode(self, frame: av.VideoFrame, wants_keyframe: bool) -> tuple[list[bytes], bool]:
        """Return the payloads of ``frame`` and whether it is a keyframe, as far as is known."""


class LibraryEncoder:
    """One of aiortc's own encoders, for VP8."""

    def __init__(self, codec: RTCRtpCodecParameters) -> None:
        self.implementation = codec.name.lower()
        self._encoder = get_encoder(codec)

    @property
    def target_bitrate(self) -> int:
        """Bits per second that the encoder aims at; a change may cost a keyframe."""
        return int(getattr(self._encoder, "target_bitrate", 0))

    @target_bitrate.setter
    def target_bitrate(self, bitrate: int) -> None:
        if hasattr(self._encoder, "target_bitrate"):
            self._encoder.target_bitrate = bitrate

    def encode(self, frame: av.VideoFrame, wants_keyframe: bool) -> tuple[list[bytes], bool]:
        """Return the payloads of ``frame``, and whether a keyframe was asked for."""
        payloads, _timestamp = self._encoder.encode(frame, wants_keyframe)
        return payloads, wants_keyframe


def create_video_encoder(codec: RTCRtpCodecParameters) -> VideoEncoder:
    """Return an encoder for ``codec``. Raises ValueError if there is none."""
    if codec.mimeType.lower() == "video/h264":
        return RateAgileH264Encoder()
    return LibraryEncoder(codec)
