"""Sends pictures, at the rate that the way to the other end bears."""

from __future__ import annotations

import asyncio
import logging

import av
from aiortc import MediaStreamTrack
from aiortc.mediastreams import MediaStreamError
from aiortc.rtcrtpparameters import RTCRtpCodecParameters
from aiortc.rtp import RTCP_PSFB_APP, AnyRtcpPacket, RtcpPsfbPacket, unpack_remb_fci

from core.media.codecs.video_encoders import VideoEncoder, create_video_encoder
from core.media.rtp.packet_stream import PacketStream
from core.media.rtp.sender import RtpSender
from core.media.rtp.video_encoder import VideoEncoderThread
from core.media.statistics import Value
from core.media.video.camera import CameraTrack

log = logging.getLogger(__name__)

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


class VideoSender(RtpSender):
    """Sends what its encoder thread makes of the track's newest picture.

    A camera track hands its pictures straight to that thread; of any other track they are read.
    """

    kind = "video"
    _encoding: VideoEncoderThread | None = None
    _reader: asyncio.Task[None] | None = None

    @property
    def encoder(self) -> VideoEncoder | None:
        """The encoder in use; None before the first picture."""
        return self._encoding.encoder if self._encoding is not None else None

    @property
    def _is_calm(self) -> bool:
        return self.fraction_lost < CALM_LOSS and (self.round_trip or 0.0) < CALM_ROUND_TRIP

    def replaceTrack(self, track: MediaStreamTrack | None) -> None:
        """Send another track from now on."""
        self._unfollow()
        super().replaceTrack(track)
        self._follow()

    def _start(self, codec: RTCRtpCodecParameters) -> None:
        self._encoding = VideoEncoderThread(lambda: create_video_encoder(codec), self._deliver)
        self._follow()

    async def _end(self) -> None:
        self._unfollow()
        if self._encoding is not None:
            await self._encoding.stop()

    def _follow(self) -> None:
        if self._encoding is None or self._track is None:
            return
        if isinstance(self._track, CameraTrack):
            self._track.deliver_to(self._take)
        else:
            self._reader = asyncio.create_task(self._read(self._track), name="video-reader")

    def _unfollow(self) -> None:
        track = getattr(self, "_track", None)
        if isinstance(track, CameraTrack):
            track.deliver_to(None)
        if self._reader is not None:
            self._reader.cancel()
            self._reader = None

    async def _read(self, track: MediaStreamTrack) -> None:
        try:
            while True:
                frame = await track.recv()
                if isinstance(frame, av.VideoFrame):
                    self._take(frame)
        except MediaStreamError:
            log.debug("the track that was sent has ended")

    def _take(self, frame: av.VideoFrame) -> None:
        """Encode and send ``frame``, unless the other end wants none. Any thread."""
        encoding = self._encoding
        if encoding is not None and self._enabled and not self._is_stopped:
            encoding.put(frame)

    def _deliver(self, payloads: list[bytes], timestamp: int) -> None:
        """Send an encoded picture, unless a pause or a hold began while it was being encoded."""
        track = self._track
        if not self._enabled or (isinstance(track, CameraTrack) and (track.is_paused or track.is_held)):
            self._send_keyframe()  # the encoder builds on a picture that nobody gets
            return
        self._send_frame(payloads, timestamp)

    def _send_keyframe(self) -> None:
        if self._encoding is not None:
            self._encoding.want_keyframe()

    async def _handle_rtcp_packet(self, packet: AnyRtcpPacket) -> None:
        if isinstance(packet, RtcpPsfbPacket) and packet.fmt == RTCP_PSFB_APP:
            self._handle_remb(packet)
        else:
            await super()._handle_rtcp_packet(packet)

    def _handle_remb(self, packet: RtcpPsfbPacket) -> None:
        bitrate, ssrcs = unpack_remb_fci(packet.fci)
        encoding, encoder = self._encoding, self.encoder
        if self._ssrc not in ssrcs or encoding is None or encoder is None:
            return
        if bitrate < CONGESTED * encoding.bits_per_second:
            encoder.target_bitrate = max(bitrate, CALM_FLOOR) if self._is_calm else bitrate
        else:
            encoder.target_bitrate = max(bitrate, int(encoder.target_bitrate * RECOVERY))

    def _outbound(self, stream: PacketStream) -> dict[str, Value]:
        found = super()._outbound(stream) | {
            "pliCount": self.pli_count,
            "nackCount": self.nack_count,
            "retransmittedPacketsSent": self.retransmitted_packets,
        }
        encoding = self._encoding
        if encoding is None:
            return found
        found |= {
            "framesEncoded": encoding.frames,
            "framesSent": encoding.frames,
            "keyFramesEncoded": encoding.keyframes,
            "totalEncodeTime": encoding.seconds,
            "framesPerSecond": encoding.frames_per_second,
        }
        if encoding.size[0]:
            found |= {"frameWidth": encoding.size[0], "frameHeight": encoding.size[1]}
        if encoding.encoder is not None:
            found["targetBitrate"] = encoding.encoder.target_bitrate
            found["encoderImplementation"] = encoding.encoder.implementation
        return found
