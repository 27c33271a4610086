"""Sends sound: aiortc's packet loop with our encoder and without its slow level meter."""

from __future__ import annotations

import logging

import av
import numpy as np
from aiortc.codecs import get_encoder
from aiortc.rtcrtpparameters import RTCRtpCodecParameters
from aiortc.rtcrtpsender import RTCEncodedFrame, RTCRtpSender

from core.media.audio.levels import dbov, rms
from core.media.codecs.opus_encoder import OpusMonoEncoder

log = logging.getLogger(__name__)


class AudioSender(RTCRtpSender):
    """Encodes on the core thread: 0.4 ms per 20 ms is less than the way to another thread and back."""

    bad_frames = 0
    _opus: OpusMonoEncoder | None = None
    _other = None

    async def _next_encoded_frame(self, codec: RTCRtpCodecParameters) -> RTCEncodedFrame | None:
        frame = await self.track.recv()
        if not self._enabled or not isinstance(frame, av.AudioFrame):
            return None
        try:
            payloads, timestamp = self._encode(codec, frame)
        except (ValueError, av.FFmpegError, AssertionError) as error:
            self.bad_frames += 1
            log.debug("sound not encoded: %s", error)
            return None
        if not payloads:
            return None
        samples = np.frombuffer(memoryview(frame.planes[0]), np.int16)[: frame.samples]
        return RTCEncodedFrame(payloads, timestamp, dbov(rms(samples)))

    def _encode(self, codec: RTCRtpCodecParameters, frame: av.AudioFrame) -> tuple[list[bytes], int]:
        if codec.mimeType.lower() == "audio/opus":
            if self._opus is None:
                self._opus = OpusMonoEncoder()
            return self._opus.encode(frame), frame.pts or 0
        if self._other is None:
            self._other = get_encoder(codec)
        payloads, timestamp = self._other.encode(frame)
        return payloads, timestamp
