"""Sends pictures: aiortc's packet loop around an encoder thread of our own."""

from __future__ import annotations

import asyncio
import logging
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import av
from aiortc.mediastreams import convert_timebase
from aiortc.rtcrtpparameters import RTCRtpCodecParameters
from aiortc.rtcrtpsender import RTCEncodedFrame, RTCRtpSender
from aiortc.rtp import (
    RTCP_PSFB_APP,
    AnyRtcpPacket,
    RtcpPsfbPacket,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    unpack_remb_fci,
)

from core.media.codecs.video_encoders import VideoEncoder, create_video_encoder
from core.media.video.camera import TIME_BASE

log = logging.getLogger(__name__)

PIXEL_FORMAT = "yuv420p"

KEYFRAME_SPACING = 0.3
"""Seconds between two keyframes that the other end asks for."""

CONGESTED = 1.1
"""The estimator never says more than 1.5 times what it receives, so a still picture would starve the
encoder. Only an estimate below this many times what is really sent is a sign of congestion."""

CALM_FLOOR = 600_000
CALM_LOSS = 0.02
CALM_ROUND_TRIP = 0.15
"""The estimator takes a busy receiving machine for a full line. While hardly anything is lost and the round
trip is short, it is not believed below the calm floor (bits per second)."""

RECOVERY = 1.08
"""Growth of the target per estimate without congestion."""


class VideoSender(RTCRtpSender):
    """Encodes on a thread of its own, one picture at a time; pictures that come meanwhile are never queued.

    An encoder that fails costs that picture and is replaced, never the sender.
    """

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.frames_encoded = 0
        self.keyframes_encoded = 0
        self.pli_count = 0
        self.nack_count = 0
        self.retransmitted_packets = 0
        self.encode_seconds = 0.0
        self.bad_frames = 0
        self.size = (0, 0)
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="video-encoder")
        self._video_encoder: VideoEncoder | None = None
        self._wants_keyframe = True
        self._last_keyframe = 0.0
        self._second: list[tuple[float, int]] = []
        self._fraction_lost = 0.0

    @property
    def encoder(self) -> VideoEncoder | None:
        """The encoder in use; None before the first picture."""
        return self._video_encoder

    @property
    def frames_per_second(self) -> int:
        """Pictures encoded during the last second."""
        now = time.monotonic()
        return sum(1 for at, _size in self._second if now - at <= 1.0)

    @property
    def bits_per_second(self) -> int:
        """Bits encoded during the last second."""
        now = time.monotonic()
        return 8 * sum(size for at, size in self._second if now - at <= 1.0)

    @property
    def round_trip(self) -> float | None:
        """Seconds to the other end and back, from RTCP; None before the first report."""
        seconds: float | None = vars(self)["_RTCRtpSender__rtt"]
        return seconds

    @property
    def _is_calm(self) -> bool:
        return self._fraction_lost < CALM_LOSS and (self.round_trip or 0.0) < CALM_ROUND_TRIP

    async def stop(self) -> None:
        """Stop for good; the encoder thread ends as soon as its picture is done."""
        await super().stop()
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._video_encoder = None

    async def _next_encoded_frame(self, codec: RTCRtpCodecParameters) -> RTCEncodedFrame | None:
        frame = await self.track.recv()
        if not self._enabled or not isinstance(frame, av.VideoFrame):
            return None
        if self._video_encoder is None:
            self._video_encoder = create_video_encoder(codec)
        loop = asyncio.get_running_loop()
        try:
            payloads = await loop.run_in_executor(self._executor, self._encode, frame)
        except (ValueError, av.FFmpegError, AssertionError) as error:
            self._give_up_encoder(error)
            return None
        if not payloads or frame.pts is None or frame.time_base is None:
            return None
        timestamp = convert_timebase(frame.pts, frame.time_base, TIME_BASE)
        return RTCEncodedFrame(payloads, timestamp, cast(int, None))

    def _encode(self, frame: av.VideoFrame) -> list[bytes]:
        encoder = self._video_encoder
        if encoder is None:
            return []
        start = time.monotonic()
        wants = self._wants_keyframe and start - self._last_keyframe >= KEYFRAME_SPACING
        payloads, is_keyframe = encoder.encode(_as_encodable(frame), wants)
        now = time.monotonic()
        if is_keyframe:
            self._wants_keyframe, self._last_keyframe = False, now
            self.keyframes_encoded += 1
        self.size = (frame.width, frame.height)
        self.frames_encoded += 1
        self.encode_seconds += now - start
        size = sum(map(len, payloads))
        self._second = [*(entry for entry in self._second if now - entry[0] <= 1.0), (now, size)]
        return payloads

    def _give_up_encoder(self, error: Exception) -> None:
        self.bad_frames += 1
        self._video_encoder = None
        self._wants_keyframe = True
        log.info("picture not encoded: %s", error)

    def _send_keyframe(self) -> None:
        """Make one of the next pictures a keyframe, not sooner than the spacing allows."""
        self.pli_count += 1
        self._wants_keyframe = True

    async def _retransmit(self, sequence_number: int) -> None:
        self.retransmitted_packets += 1
        await super()._retransmit(sequence_number)

    async def _handle_rtcp_packet(self, packet: AnyRtcpPacket) -> None:
        if isinstance(packet, RtcpPsfbPacket) and packet.fmt == RTCP_PSFB_APP:
            self._handle_remb(packet)
            return
        if isinstance(packet, RtcpRtpfbPacket):
            self.nack_count += 1
        if isinstance(packet, RtcpRrPacket):
            for report in packet.reports:
                if report.ssrc == self._ssrc:
                    self._fraction_lost = report.fraction_lost / 256
        await super()._handle_rtcp_packet(packet)

    def _handle_remb(self, packet: RtcpPsfbPacket) -> None:
        bitrate, ssrcs = unpack_remb_fci(packet.fci)
        encoder = self._video_encoder
        if self._ssrc not in ssrcs or encoder is None:
            return
        if bitrate < CONGESTED * self.bits_per_second:
            encoder.target_bitrate = max(bitrate, CALM_FLOOR) if self._is_calm else bitrate
        else:
            encoder.target_bitrate = max(bitrate, int(encoder.target_bitrate * RECOVERY))


def _as_encodable(frame: av.VideoFrame) -> av.VideoFrame:
    """Return ``frame`` as encoders take it: yuv420p with even sides. Usually it is so already."""
    width, height = max(2, frame.width & ~1), max(2, frame.height & ~1)
    if frame.format.name == PIXEL_FORMAT and (width, height) == (frame.width, frame.height):
        return frame
    return frame.reformat(width=width, height=height, format=PIXEL_FORMAT)
