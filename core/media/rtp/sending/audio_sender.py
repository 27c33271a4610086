"""Sends sound."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass, replace
from typing import Any

import av
import numpy as np
from aiortc.codecs import get_encoder
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack
from aiortc.rtcrtpparameters import RTCRtpCodecParameters
from aiortc.rtp import RtcpReceiverInfo
from numpy.typing import NDArray

from core.media.audio.levels import dbov, falling_level, rms
from core.media.audio.microphone import MicrophoneTrack, as_frame
from core.media.codecs.opus_adaptation import OpusAdaptation, OpusWishes
from core.media.codecs.opus_encoder import FRAME_SAMPLES, OpusPacket, OpusSettings, OpusSpeechEncoder
from core.media.congestion.sending.allocation import Allocation
from core.media.congestion.sending.pacer import Priority
from core.media.rtp.sending.key_sender import KeySender
from core.media.rtp.sending.sender import RtpSender
from core.media.statistics import Value
from core.media.transport.dtls import HardenedDtlsTransport
from core.ports import SAMPLE_RATE

log = logging.getLogger(__name__)

Samples = NDArray[np.int16]

TALKSPURT_GAP = 9_600
"""Samples left out, 0.2 s, after which sound starts anew."""

SENDING_SECONDS = 0.1
"""Without a frame for so long, nothing is sent: muted sound is sent, held sound is not."""

TRACK_WAIT = 0.02
"""Seconds between two looks for a track when there is none."""


class AudioSender(RtpSender):
    """Encodes on the core thread: 0.3 ms per 20 ms is less than the way to another thread and back.

    A frame that cannot be encoded costs that frame, never the sender.
    """

    kind = "audio"
    priority = Priority.AUDIO
    bad_frames = 0
    _task: asyncio.Task[None] | None = None
    _opus: OpusSpeechEncoder | None = None
    _other: Any = None

    def __init__(self, track: MediaStreamTrack | None, transport: HardenedDtlsTransport) -> None:
        super().__init__(track, transport)
        self.keys = KeySender()
        self._adaptation = OpusAdaptation()
        self._level = 0.0
        self._level_at = 0.0
        self._energy = 0.0
        self._seconds = 0.0

    def _start(self, codecs: list[RTCRtpCodecParameters]) -> None:
        self._task = asyncio.create_task(self._run(codecs[0]), name="audio-sender")

    async def _end(self) -> None:
        self.keys.cancel("the call is over")
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def _run(self, codec: RTCRtpCodecParameters) -> None:
        expected: int | None = None
        while True:
            track = self._track
            if track is None:
                await asyncio.sleep(TRACK_WAIT)
                continue
            try:
                sound = await _next_sound(track)
            except MediaStreamError:
                return
            if not self._enabled or sound is None:
                expected = self._pause(expected)
                continue
            # The marker tells the start of a talkspurt: the first packet, and the first after a hold
            # (RFC 3551 section 4.1).
            is_first = expected is None or sound.start - expected > TALKSPURT_GAP
            is_sent = self._send_key(codec, sound.start, sound.length)
            is_sent = is_sent or self._encode_and_send(codec, sound, is_first)
            if is_sent or expected is not None:
                expected = sound.start + sound.length

    def take_wishes(self, wishes: OpusWishes) -> None:
        """Encode Opus as the other end's description asks for (RFC 7587 section 6.1)."""
        self._adaptation.take_wishes(wishes)

    def take_share(self, share: Allocation) -> None:
        """Encode at what the way leaves for sound."""
        if share.sound:
            self._adaptation.take_share(share.sound, share.sound_packet_ms)

    def _take_report(self, report: RtcpReceiverInfo) -> None:
        super()._take_report(report)
        self._adaptation.take_loss(self.fraction_lost)

    def stats(self) -> list[dict[str, Value]]:
        """Return what every sender tells, and the ``media-source``: the loudness of what is really sent."""
        found = super().stats()
        if self._stream is None:
            return found
        is_sending = time.monotonic() - self._level_at < SENDING_SECONDS
        source: dict[str, Value] = self._describe_source() | {
            "audioLevel": self._level if is_sending else 0.0,
            "totalAudioEnergy": self._energy,
            "totalSamplesDuration": self._seconds,
        }
        return [source, *found]

    def _note_level(self, loudness: float, samples: int) -> None:
        seconds = samples / SAMPLE_RATE
        self._level, self._level_at = falling_level(self._level, loudness), time.monotonic()
        self._energy += loudness * loudness * seconds
        self._seconds += seconds

    def _pause(self, expected: int | None) -> int | None:
        if self._enabled:
            return expected
        self.keys.cancel("the other end hears nothing now")
        return None

    def _send_key(self, codec: RTCRtpCodecParameters, position: int, samples: int) -> bool:
        """Send a report of the key that is pressed in place of a frame of sound; False if none is."""
        packet = self.keys.take_frame(position, samples, codec.clockRate)
        if packet is None:
            return False
        if self._opus is not None:
            self._send_packets(self._opus.flush())
        self._note_level(0.0, samples)
        timestamp = packet.start * codec.clockRate // SAMPLE_RATE
        self._send_frame(
            [packet.payload], timestamp, is_marked=packet.is_marked, payload_type=self.keys.payload_type
        )
        return True

    def _encode_and_send(self, codec: RTCRtpCodecParameters, sound: _Sound, is_first: bool) -> bool:
        """Encode ``sound`` and send what is complete with it; False if it could not be encoded."""
        try:
            if codec.mimeType.lower() == "audio/opus":
                self._send_opus(sound, is_first)
                return True
            return self._send_other(codec, sound, is_first)
        except Exception as error:
            # Whatever the track delivered, the next frame is encoded.
            self.bad_frames += 1
            log.debug("sound not encoded: %s: %s", type(error).__name__, error)
            return False

    def _send_opus(self, sound: _Sound, is_first: bool) -> None:
        if self._opus is None:
            self._opus = OpusSpeechEncoder()
        samples = sound.as_samples()
        loudness = rms(samples)
        self._opus.apply(self._opus_settings())
        packets = self._opus.encode(samples, sound.start, loudness, is_first=is_first)
        self._note_level(loudness, len(samples))
        self._send_packets(packets)

    def _opus_settings(self) -> OpusSettings:
        settings = self._adaptation.settings
        has_music = isinstance(self._track, MicrophoneTrack) and self._track.has_music
        return replace(settings, is_music=True) if has_music else settings

    def _send_packets(self, packets: list[OpusPacket]) -> None:
        for packet in packets:
            level = dbov(packet.loudness) if self._extensions.has_level else None
            self._send_frame([packet.payload], packet.start, is_marked=packet.begins_sound, level=level)

    def _send_other(self, codec: RTCRtpCodecParameters, sound: _Sound, is_first: bool) -> bool:
        if self._other is None:
            self._other = get_encoder(codec)
        frame = sound.as_frame()
        payloads, timestamp = self._other.encode(frame)
        if not payloads:
            return False
        loudness = rms(_samples(frame))
        self._note_level(loudness, frame.samples)
        level = dbov(loudness) if self._extensions.has_level else None
        self._send_frame(payloads, timestamp, is_marked=is_first, level=level)
        return True


@dataclass(frozen=True, slots=True)
class _Sound:
    """What a track gave: samples at 48 kHz, or a frame of whatever kind; where it begins, how long it is."""

    start: int
    length: int
    content: Samples | av.AudioFrame

    def as_samples(self) -> Samples:
        """Return it as 20 ms for the Opus encoder. Raises ValueError if it is anything else."""
        frame = self.content
        if not isinstance(frame, av.AudioFrame):
            return frame
        if frame.format.name != "s16" or frame.layout.nb_channels != 1 or frame.sample_rate != SAMPLE_RATE:
            raise ValueError(f"{frame} is not 16 bit mono at {SAMPLE_RATE} Hz")
        if frame.samples != FRAME_SAMPLES:
            raise ValueError(f"a frame has {FRAME_SAMPLES} samples, not {frame.samples}")
        return _samples(frame).copy()

    def as_frame(self) -> av.AudioFrame:
        """Return it as aiortc's encoders take it."""
        return self.content if isinstance(self.content, av.AudioFrame) else as_frame(self.start, self.content)


async def _next_sound(track: MediaStreamTrack) -> _Sound | None:
    """Return what ``track`` has next; None if it is no sound. Raises MediaStreamError at its end."""
    if isinstance(track, MicrophoneTrack):
        start, samples = await track.read()
        return _Sound(start, len(samples), samples)
    frame = await track.recv()
    return _Sound(frame.pts or 0, frame.samples, frame) if isinstance(frame, av.AudioFrame) else None


def _samples(frame: av.AudioFrame) -> Samples:
    return np.frombuffer(memoryview(frame.planes[0]), np.int16)[: frame.samples]
