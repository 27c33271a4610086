"""VP8 for calls: libvpx at a constant bitrate, opened anew when the rate has changed a good deal.

FFmpeg cannot change the rate of a running libvpx, so each change costs a keyframe; small ones are waited
for, and rises more than falls.
"""

from __future__ import annotations

import os
import random
from fractions import Fraction

import av
from aiortc.codecs.vpx import Vp8Encoder as VpxPackets
from aiortc.codecs.vpx import number_of_threads
from av.video.frame import PictureType

from core.media.codecs.video_encoders import EncodedPicture

FLOOR, CEILING, START = 50_000, 2_500_000, 300_000
KEYFRAME_EVERY = 3000
QUANTISER = (2, 56)
FALL, RISE = 0.85, 1.4
"""The rate is changed when the target is below or above that many times what it is."""

RISE_FRAMES = 90
"""Pictures between two changes upwards at least."""

BUFFER_SECONDS = 0.5
KEYFRAME_PERCENT = 300
"""Size of a keyframe at most, in percent of the usual picture."""

TIME_BASE = Fraction(1, 90_000)
FRAME_RATE = 30
PICTURE_IDS = 1 << 15


class Vp8Encoder:
    """Encodes to RTP payloads (RFC 7741) with picture ids of 15 bits."""

    implementation = "libvpx"
    pixel_formats: tuple[str, ...] = ("yuv420p",)

    def __init__(self) -> None:
        self.frame_rate = float(FRAME_RATE)
        self._target = START
        self._codec: av.VideoCodecContext | None = None
        self._rate = 0
        self._frames = 0
        self._picture_id = random.randrange(PICTURE_IDS)

    @property
    def target_bitrate(self) -> int:
        """Bits per second that the encoder aims at."""
        return self._target

    @target_bitrate.setter
    def target_bitrate(self, bitrate: int) -> None:
        self._target = max(FLOOR, min(bitrate, CEILING))

    def encode(self, frame: av.VideoFrame, wants_keyframe: bool) -> EncodedPicture:
        """Return ``frame`` encoded; the quantiser is not known."""
        codec = self._codec_for(frame)
        frame.pict_type = PictureType.I if wants_keyframe else PictureType.NONE
        packets = codec.encode(frame)
        data = b"".join(map(bytes, packets))
        self._frames += 1
        payloads = VpxPackets._packetize(data, self._picture_id)
        self._picture_id = (self._picture_id + bool(payloads)) % PICTURE_IDS
        return EncodedPicture(payloads, any(packet.is_keyframe for packet in packets))

    def _codec_for(self, frame: av.VideoFrame) -> av.VideoCodecContext:
        codec = self._codec
        if codec is None or (codec.width, codec.height) != (frame.width, frame.height) or self._is_far():
            codec = self._codec = self._open(frame.width, frame.height)
        return codec

    def _is_far(self) -> bool:
        if self._target > RISE * self._rate or self._target == CEILING > self._rate:
            return self._frames >= RISE_FRAMES
        return self._target < FALL * self._rate

    def _open(self, width: int, height: int) -> av.VideoCodecContext:
        self._rate, self._frames = self._target, 0
        codec = av.VideoCodecContext.create("libvpx", "w")
        codec.width, codec.height, codec.pix_fmt = width, height, "yuv420p"
        codec.framerate = Fraction(FRAME_RATE, 1)
        codec.time_base = TIME_BASE
        codec.bit_rate = self._rate
        codec.gop_size = KEYFRAME_EVERY
        codec.qmin, codec.qmax = QUANTISER
        codec.thread_count = number_of_threads(width * height, os.cpu_count() or 1)
        codec.options = {
            "bufsize": str(int(self._rate * BUFFER_SECONDS)),
            "minrate": str(self._rate),  # the same as the most: constant bitrate
            "maxrate": str(self._rate),
            "cpu-used": "-6",
            "deadline": "realtime",
            "lag-in-frames": "0",
            "error-resilient": "default",
            "max-intra-rate": str(KEYFRAME_PERCENT),
            "noise-sensitivity": "0",
            "static-thresh": "1",
            "overshoot-pct": "15",
            "undershoot-pct": "100",
        }
        codec.open()
        return codec
