"""Receives sound: packets go to a playout buffer, from which the audio thread pulls."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from fractions import Fraction

import av
import numpy as np
from aiortc.rtcrtpparameters import RTCRtpCodecParameters, RTCRtpReceiveParameters
from numpy.typing import NDArray

from core.media.audio.playout.buffer import PlayoutBuffer
from core.media.codecs.audio_decoders import create_audio_decoder
from core.media.rtp.receiving.receiver import RtpReceiver
from core.media.rtp.telephone_event import IncomingEvents, KeyPress
from core.media.sync.lip_sync import LipSync
from core.media.sync.sender_clock import SenderClock
from core.media.transport.dtls import HardenedDtlsTransport
from core.media.transport.incoming_packet import IncomingPacket
from core.ports import SAMPLE_RATE

SPEAKER_SECONDS = 0.03
"""From the mixer to the ear: what a speaker's buffer usually holds."""

WAIT_STEP, WAIT_FALL = 0.001, 0.0001
"""Seconds by which sound waits more or less for pictures from one packet to the next."""

KEY_LOST_SECONDS = 0.3
"""Without a report for so long, a key is up again: its end was lost."""

COMFORT_NOISE = 13
"""Payload type of comfort noise at 8 kHz, which peers send without saying so (RFC 3551 table 4)."""

NOISE_CLOCK = 8000

BLOCKS_IN_FRAME = 2
"""Blocks that a frame of the track is made of: 20 ms, as is usual."""


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
        self.sync: LipSync | None = None
        """Hears when this sound is heard, for the pictures of the same sender."""
        self._clock = SenderClock(SAMPLE_RATE)
        self._clock_rate = SAMPLE_RATE
        self._speaking: int | None = None
        self._tap_pts = 0
        self._tapped: list[NDArray[np.int16]] = []

    def set_event_types(self, types: Mapping[int, int]) -> None:
        """Take telephone events under these payload types, by clock rate (RFC 4733)."""
        self._event_clocks = {payload_type: clock for clock, payload_type in types.items()}
        if self._parameters is not None:
            self._route()

    def _route(self) -> None:
        self._transport.route_payload_types(self, {*self._event_clocks, COMFORT_NOISE})

    async def receive(self, parameters: RTCRtpReceiveParameters) -> None:
        """Receive with these codecs and sources from now on; may be called again with others."""
        await super().receive(parameters)
        self._route()

    async def stop(self) -> None:
        """Receive no more; the track ends."""
        if self._key_timer is not None:
            self._key_timer.cancel()
        await super().stop()

    def take_rtp(self, packet: IncomingPacket, arrived_ms: int) -> None:
        """Take one packet, of sound, of its background or of a pressed key."""
        clock = self._event_clocks.get(packet.payload_type)
        if packet.payload_type in self._codecs:
            super().take_rtp(packet, arrived_ms)
        elif clock is None:
            if packet.payload_type == COMFORT_NOISE:
                self._take_noise(packet)
        elif not self._is_stopped:
            self._count_event(packet, clock)
            if self._enabled:
                self._take_event(packet, clock)

    def _count_event(self, packet: IncomingPacket, clock: int) -> None:
        codec = RTCRtpCodecParameters("audio/telephone-event", clock, payloadType=packet.payload_type)
        self._count(packet, codec, time.monotonic(), is_timed=False)

    def _take_noise(self, packet: IncomingPacket) -> None:
        codec = RTCRtpCodecParameters("audio/CN", NOISE_CLOCK, payloadType=COMFORT_NOISE)
        if self._is_stopped or packet.ssrc != self._speaking:
            return
        self._count(packet, codec, time.monotonic(), is_timed=False)
        self.last_packet_at = time.monotonic()
        if self._enabled:
            self.playout.put_noise(packet.sequence_number, packet.payload, packet.timestamp, NOISE_CLOCK)

    def _take_event(self, packet: IncomingPacket, clock: int) -> None:
        self.last_packet_at = time.monotonic()
        presses, _ = self._keys.take(packet.timestamp, packet.payload, clock)
        if packet.ssrc == self._speaking:
            self.playout.put_silence(packet.sequence_number)
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

    def _handle_media(self, packet: IncomingPacket, codec: RTCRtpCodecParameters, arrival_ms: int) -> None:
        if packet.ssrc != self._speaking:
            self.playout.change_source()
        if packet.ssrc != self._speaking or codec.clockRate != self._clock_rate:
            self._speaking, self._clock_rate = packet.ssrc, codec.clockRate
            self._clock = SenderClock(codec.clockRate)
        self.playout.put(
            packet.sequence_number, packet.payload_type, packet.payload, packet.timestamp, codec.clockRate
        )
        if self.sync is not None:
            self._synchronise(self.sync)

    def _synchronise(self, sync: LipSync) -> None:
        """Tell when which sound is heard, and wait for pictures that cannot keep up."""
        played = self.playout.played
        if played is None or played.clock_rate != self._clock_rate:
            return
        captured = self._clock.seconds(played.timestamp)
        if captured is not None:
            sync.heard(captured, played.at + SPEAKER_SECONDS)
            missing = sync.sound_wait
            self.playout.extra_delay += min(missing, WAIT_STEP) if missing else -WAIT_FALL

    def _reported(self, ssrc: int, ntp_timestamp: int, rtp_timestamp: int) -> None:
        if ssrc == self._speaking:
            self._clock.report(ntp_timestamp, rtp_timestamp)

    def _tap(self, samples: NDArray[np.int16]) -> None:
        track = self.track
        if track is None or not track.is_read:
            self._tapped.clear()
            return
        self._tapped.append(samples)
        if len(self._tapped) < BLOCKS_IN_FRAME:
            return
        samples = np.concatenate(self._tapped)
        self._tapped.clear()
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
                "jitterBufferTargetDelay": counters.jitter_buffer_target_delay,
                "jitterBufferMinimumDelay": counters.jitter_buffer_minimum_delay,
                "concealedSamples": counters.concealed,
                "silentConcealedSamples": counters.silent_concealed,
                "concealmentEvents": counters.concealment_events,
                "totalSamplesReceived": counters.total_received,
                "totalSamplesDuration": counters.total_received / SAMPLE_RATE,
                "insertedSamplesForDeceleration": counters.inserted,
                "removedSamplesForAcceleration": counters.removed,
                "packetsDiscarded": counters.late_packets + counters.bad_packets,
                "audioLevel": self.playout.level,
                "totalAudioEnergy": counters.energy,
            }
        return found
