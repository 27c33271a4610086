"""Receives sound: packets go to a playout buffer, from which the audio thread pulls."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from fractions import Fraction

import av
import numpy as np
from aiortc.rtcrtpparameters import RTCRtpCodecParameters, RTCRtpReceiveParameters
from aiortc.rtp import RtpPacket
from numpy.typing import NDArray

from core.media.audio.playout_buffer import PlayoutBuffer
from core.media.codecs.audio_decoders import create_audio_decoder
from core.media.rtp.receiver import RtpReceiver
from core.media.rtp.telephone_event import IncomingEvents, KeyPress
from core.media.sync.lip_sync import LipSync
from core.media.sync.sender_clock import SenderClock
from core.media.transport.dtls import HardenedDtlsTransport
from core.ports import SAMPLE_RATE

SPEAKER_SECONDS = 0.03
"""From the mixer to the ear: what a speaker's buffer usually holds."""

KEY_LOST_SECONDS = 0.3
"""Without a report for so long, a key is up again: its end was lost."""

COPY_SECONDS = 0.02
"""From one copy of a key's end to the next, unless they come all at once."""


class AudioReceiver(RtpReceiver):
    """Receives one track of sound; ``playout`` is what the mixer plays."""

    kind = "audio"

    def __init__(self, transport: HardenedDtlsTransport) -> None:
        super().__init__(transport)
        self.playout = PlayoutBuffer()
        self.playout.on_samples = self._tap
        self.on_key: Callable[[KeyPress], None] | None = None
        self._keys = IncomingEvents()
        self._event_clocks: dict[int, int] = {}
        self._key_timer: asyncio.TimerHandle | None = None
        self._report_at = 0.0
        self.sync: LipSync | None = None
        """Hears when this sound is heard, for the pictures of the same sender."""
        self._clock = SenderClock(SAMPLE_RATE)
        self._clock_rate = SAMPLE_RATE
        self._speaking: int | None = None
        self._tap_pts = 0

    def set_event_types(self, types: Mapping[int, int]) -> None:
        """Take telephone events under these payload types, by clock rate (RFC 4733)."""
        self._event_clocks = {payload_type: clock for clock, payload_type in types.items()}
        if self._parameters is not None:
            self._transport.route_payload_types(self, self._event_clocks)

    async def receive(self, parameters: RTCRtpReceiveParameters) -> None:
        """Receive with these codecs and sources from now on; may be called again with others."""
        await super().receive(parameters)
        self._transport.route_payload_types(self, self._event_clocks)

    async def stop(self) -> None:
        """Receive no more; the track ends."""
        if self._key_timer is not None:
            self._key_timer.cancel()
        await super().stop()

    def take_rtp(self, packet: RtpPacket, arrived_ms: int) -> None:
        """Take one packet, of sound or of a pressed key."""
        clock = self._event_clocks.get(packet.payload_type)
        if clock is None or packet.payload_type in self._codecs:
            super().take_rtp(packet, arrived_ms)
        elif not self._is_stopped and self._count_event(packet, clock) and self._enabled:
            self._take_event(packet, clock)

    def _count_event(self, packet: RtpPacket, clock: int) -> bool:
        codec = RTCRtpCodecParameters("audio/telephone-event", clock, payloadType=packet.payload_type)
        return self._count(packet, codec, is_timed=False)

    def _take_event(self, packet: RtpPacket, clock: int) -> None:
        now = self.last_packet_at = time.monotonic()
        presses, seconds = self._keys.take(packet.timestamp, packet.payload, clock)
        if packet.ssrc == self._speaking:
            # Copies of the end that come one by one take time, though they tell no more of it.
            since, self._report_at = now - self._report_at, now
            seconds = seconds or (COPY_SECONDS if COPY_SECONDS / 2 < since < 2 * COPY_SECONDS else 0.0)
            self.playout.put_silence(packet.sequence_number, round(seconds * SAMPLE_RATE))
        self._tell(presses)
        if self._key_timer is not None:
            self._key_timer.cancel()
            self._key_timer = None
        if self._keys.is_waiting:
            loop = asyncio.get_running_loop()
            self._key_timer = loop.call_later(KEY_LOST_SECONDS, self._conclude_key)

    def _conclude_key(self) -> None:
        self._key_timer = None
        self._tell(self._keys.conclude())

    def _tell(self, presses: list[KeyPress]) -> None:
        for press in presses:
            if self.on_key is not None:
                self.on_key(press)

    def _configure(self, parameters: RTCRtpReceiveParameters) -> None:
        self.playout.set_decoders(
            {
                codec.payloadType: create_audio_decoder(codec)
                for codec in parameters.codecs
                if codec.payloadType is not None
            }
        )

    def _handle_media(self, packet: RtpPacket, codec: RTCRtpCodecParameters, arrival_ms: int) -> None:
        if packet.ssrc != self._speaking or codec.clockRate != self._clock_rate:
            self._speaking, self._clock_rate = packet.ssrc, codec.clockRate
            self._clock = SenderClock(codec.clockRate)
            self.playout.reset()
        # Chunks of 2^32 clock ticks are far apart: a wrap looks like a jump, which the buffer takes.
        media_time = packet.timestamp / codec.clockRate
        self.playout.put(packet.sequence_number, packet.payload_type, packet.payload, media_time)
        captured = self._clock.seconds(packet.timestamp)
        if self.sync is not None and captured is not None:
            # What came last is heard once all that waits before it has been played.
            self.sync.heard(captured, self.last_packet_at + self.playout.delay + SPEAKER_SECONDS)

    def _reported(self, ssrc: int, ntp_timestamp: int, rtp_timestamp: int) -> None:
        if ssrc == self._speaking:
            self._clock.report(ntp_timestamp, rtp_timestamp)

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
