"""H264 for calls: x264 opened as constant bitrate at its ceiling, so that the rate can change in flight."""

from __future__ import annotations

import os
from fractions import Fraction
from typing import Any

import av
from aiortc.codecs.h264 import H264Encoder
from av.packet import Packet
from av.video.frame import PictureType

from core.media.codecs.video_encoders import EncodedPicture

CEILING = 2_500_000
"""Bits per second. x264 follows later changes of the rate only below the rate it was opened with."""

CEILINGS = ((180, 500_000), (270, 900_000), (360, 1_500_000), (540, 2_000_000))
"""The same for smaller pictures, by lines: so the buffer, which lasts longer at a lower rate, is smaller."""

FLOOR = 40_000
START = 1_500_000
BUFFER_SECONDS = 0.1
"""Size of the rate control's buffer at the ceiling; it bounds a keyframe."""

KEYFRAME_EVERY = 3000
"""Frames between keyframes that nobody asked for."""

# Cost per 720p frame on one core of 2.5 GHz: superfast 4.5 ms, veryfast 8.4 ms, medium 22 ms.
PRESET = "superfast"
FRAME_RATE = 30
LEAST_RATE = 2.0
TIME_BASE = Fraction(1, 90_000)

LAMBDA_PER_QP = 118
"""What FFmpeg multiplies a quantiser with (FF_QP2LAMBDA)."""


class RateAgileH264Encoder:
    """Encodes pictures to RTP payloads (RFC 6184, packetisation mode 1).

    Used by one thread at a time; ``target_bitrate`` may be set from any thread and costs no keyframe.
    """

    implementation = "libx264"
    pixel_formats: tuple[str, ...] = ("yuv420p", "nv12")

    def __init__(self, threads: int | None = None) -> None:
        self.frame_rate = float(FRAME_RATE)
        """Pictures a second that come: x264 counts on the rate it was opened with."""
        self._target = START
        self._codec: av.VideoCodecContext | None = None
        self._threads = threads or (2 if (os.cpu_count() or 1) >= 4 else 1)

    @property
    def target_bitrate(self) -> int:
        """Bits per second that the encoder aims at."""
        return self._target

    @target_bitrate.setter
    def target_bitrate(self, bitrate: int) -> None:
        self._target = max(FLOOR, min(bitrate, CEILING))

    def encode(self, frame: av.VideoFrame, wants_keyframe: bool) -> EncodedPicture:
        """Return ``frame`` encoded."""
        packets = self._encode(frame, wants_keyframe)
        data = b"".join(map(bytes, packets))
        payloads = H264Encoder._packetize(H264Encoder._split_bitstream(data)) if data else []
        is_keyframe = any(packet.is_keyframe for packet in packets)
        return EncodedPicture(payloads, is_keyframe, _quantiser(packets))

    def encode_bytes(self, frame: av.VideoFrame, wants_keyframe: bool) -> tuple[bytes, bool]:
        """Return ``frame`` encoded (Annex B), and whether it is a keyframe."""
        packets = self._encode(frame, wants_keyframe)
        return b"".join(map(bytes, packets)), any(packet.is_keyframe for packet in packets)

    def _encode(self, frame: av.VideoFrame, wants_keyframe: bool) -> list[Packet[Any]]:
        codec = self._codec_for(frame)
        target = self._target * FRAME_RATE / max(LEAST_RATE, self.frame_rate)
        codec.bit_rate = int(min(target, _ceiling(frame.height)))
        frame.pict_type = PictureType.I if wants_keyframe else PictureType.NONE
        return codec.encode(frame)

    def _codec_for(self, frame: av.VideoFrame) -> av.VideoCodecContext:
        codec = self._codec
        layout = (frame.width, frame.height, frame.format.name)
        if codec is None or (codec.width, codec.height, codec.pix_fmt) != layout:
            codec = self._codec = self._open(*layout)
        return codec

    def _open(self, width: int, height: int, pixel_format: str) -> av.VideoCodecContext:
        codec = av.VideoCodecContext.create("libx264", "w")
        codec.width, codec.height, codec.pix_fmt = width, height, pixel_format
        codec.framerate = Fraction(FRAME_RATE, 1)
        codec.time_base = TIME_BASE
        ceiling = _ceiling(height)
        codec.bit_rate = ceiling
        codec.gop_size = KEYFRAME_EVERY
        codec.thread_count = self._threads
        codec.profile = "Baseline"
        codec.options = {
            "preset": PRESET,
            "tune": "zerolatency",
            "maxrate": str(ceiling),
            "bufsize": str(int(ceiling * BUFFER_SECONDS)),
            "forced-idr": "1",
        }
        codec.open()
        return codec


def _ceiling(height: int) -> int:
    return next((ceiling for lines, ceiling in CEILINGS if height <= lines), CEILING)


def _quantiser(packets: list[Packet[Any]]) -> int | None:
    for packet in packets:
        for data in packet.iter_sidedata():
            if data.data_type == "quality_stats":
                return int.from_bytes(bytes(data)[:4], "little") // LAMBDA_PER_QP
    return None
