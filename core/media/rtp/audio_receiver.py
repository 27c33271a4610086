"""Receives sound: packets go to a playout buffer, from which the audio thread pulls."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
from aiortc.rtcrtpparameters import RTCRtpCodecParameters, RTCRtpReceiveParameters
from aiortc.rtp import RtpPacket
from numpy.typing import NDArray

from core.media.audio.playout_buffer import PlayoutBuffer
from core.media.codecs.audio_decoders import create_audio_decoder
from core.media.rtp.receiver import RtpReceiver
from core.media.transport.dtls import HardenedDtlsTransport
from core.ports import SAMPLE_RATE


class AudioReceiver(RtpReceiver):
    """Receives one track of sound; ``playout`` is what the mixer plays."""

    kind = "audio"

    def __init__(self, transport: HardenedDtlsTransport) -> None:
        super().__init__(transport)
        self.playout = PlayoutBuffer()
        self.playout.on_samples = self._tap
        self._speaking: int | None = None
        self._tap_pts = 0

    def _configure(self, parameters: RTCRtpReceiveParameters) -> None:
        self.playout.set_decoders(
            {
                codec.payloadType: create_audio_decoder(codec)
                for codec in parameters.codecs
                if codec.payloadType is not None
            }
        )

    def _handle_media(self, packet: RtpPacket, codec: RTCRtpCodecParameters, arrival_ms: int) -> None:
        if packet.ssrc != self._speaking:
            self._speaking = packet.ssrc
            self.playout.reset()
        # Chunks of 2^32 clock ticks are far apart: a wrap looks like a jump, which the buffer takes.
        media_time = packet.timestamp / codec.clockRate
        self.playout.put(packet.sequence_number, packet.payload_type, packet.payload, media_time)

    def _tap(self, samples: NDArray[np.int16]) -> None:
        track = self.track
        if track is None or not track.is_read or not len(samples):
            return
        frame = av.AudioFrame(format="s16", layout="mono", samples=len(samples))
        frame.planes[0].update(samples.tobytes())
        frame.sample_rate = SAMPLE_RATE
        frame.time_base = Fraction(1, SAMPLE_RATE)
        frame.pts = self._tap_pts
        self._tap_pts += len(samples)
        track.offer(frame)

    def stats(self) -> dict[str, str | int | float | bool]:
        """Return the ``inbound-rtp`` stats with the playout buffer's."""
        found = super().stats()
        if found:
            counters = self.playout.counters
            found |= {
                "jitterBufferDelay": counters.jitter_buffer_delay,
                "jitterBufferEmittedCount": counters.jitter_buffer_emitted,
                "concealedSamples": counters.concealed,
                "concealmentEvents": counters.concealment_events,
                "totalSamplesReceived": counters.total_received,
                "insertedSamplesForDeceleration": counters.inserted,
                "removedSamplesForAcceleration": counters.removed,
                "packetsDiscarded": counters.late_packets + counters.bad_packets,
                "audioLevel": self.playout.level,
            }
        return found
