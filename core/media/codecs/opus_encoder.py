"""Opus for speech: mono, with a copy of the last frame in each packet, and settings that change in flight."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

import av
import numpy as np
from numpy.typing import NDArray

from core.media.codecs import libopus
from core.media.codecs.libopus import LibopusEncoder
from core.media.codecs.opus_packet import is_pause
from core.ports import SAMPLE_RATE

Samples = NDArray[np.int16]

FRAME_SAMPLES = 960
FRAMES_OF_MS = {20: 1, 40: 2, 60: 3}
BIT_RATE = 32_000

COMPLEXITIES = (9, 5, 2)
"""Of 10, best first: 0.30, 0.20 and 0.15 ms for 20 ms of sound. ViSQOL tells 9 from 5 below
40 kbit/s (4.27 and 4.19 at 32)."""

MOST_EFFORT = 0.05
"""Share of the time that encoding may take, before it is made simpler."""

EFFORT_WEIGHT = 0.02
"""Share of the newest measurement in the mean: that of the last second or so."""


@dataclass(frozen=True, slots=True)
class OpusSettings:
    """How sound is encoded. ``packet_ms`` is 20, 40 or 60; ``expected_loss`` in percent, 0 for no copies.

    ``is_music``: there is more in it than a voice. What models a voice leaves nothing of music above 8 kHz at
    24 kbit/s; and as long as copies are made libopus does not let go of it.
    """

    bit_rate: int = BIT_RATE
    packet_ms: int = 20
    expected_loss: int = 10
    uses_dtx: bool = False
    is_music: bool = False

    @property
    def makes_copies(self) -> bool:
        """Whether packets carry the frame before once more."""
        return self.expected_loss > 0 and not self.is_music


@dataclass(frozen=True, slots=True)
class OpusPacket:
    """What to send: where it begins in samples, and whether sound begins with it after a pause."""

    start: int
    payload: bytes
    begins_sound: bool
    loudness: float


class _Encoder(Protocol):
    def apply(self, settings: OpusSettings) -> None:
        """Encode this way from now on."""

    def simplify(self) -> None:
        """Take less time from now on."""

    def encode(self, samples: Samples) -> bytes:
        """Return a packet."""


class _Called:
    """libopus, called directly."""

    def __init__(self) -> None:
        self._encoder = LibopusEncoder()
        self._simplicity = 0
        self._encoder.control(libopus.SET_COMPLEXITY, COMPLEXITIES[0])

    def apply(self, settings: OpusSettings) -> None:
        for request, value in (
            (libopus.SET_BITRATE, settings.bit_rate),
            (libopus.SET_INBAND_FEC, int(settings.makes_copies)),
            (libopus.SET_SIGNAL, libopus.SIGNAL_MUSIC if settings.is_music else libopus.SIGNAL_VOICE),
            (libopus.SET_PACKET_LOSS_PERCENT, settings.expected_loss),
            (libopus.SET_DTX, int(settings.uses_dtx)),
        ):
            self._encoder.control(request, value)

    def simplify(self) -> None:
        self._simplicity = min(self._simplicity + 1, len(COMPLEXITIES) - 1)
        self._encoder.control(libopus.SET_COMPLEXITY, COMPLEXITIES[self._simplicity])

    def encode(self, samples: Samples) -> bytes:
        return self._encoder.encode(samples)


class _Wrapped:
    """FFmpeg's libopus, where it cannot be called directly: a change means another encoder; no DTX."""

    def __init__(self) -> None:
        self._settings: OpusSettings | None = None
        self._codec = self._open(OpusSettings())
        self._pts = 0

    def apply(self, settings: OpusSettings) -> None:
        if self._settings is None or settings.bit_rate != self._settings.bit_rate:
            self._codec, self._settings = self._open(settings), settings

    def simplify(self) -> None:
        """Do nothing: it cannot be changed."""

    def _open(self, settings: OpusSettings) -> av.AudioCodecContext:
        codec = av.CodecContext.create("libopus", "w")
        assert isinstance(codec, av.AudioCodecContext)
        codec.bit_rate, codec.sample_rate = settings.bit_rate, SAMPLE_RATE
        codec.format, codec.layout, codec.time_base = "s16", "mono", Fraction(1, SAMPLE_RATE)
        codec.options = {
            "application": "voip",
            "fec": str(int(settings.expected_loss > 0)),
            "packet_loss": str(settings.expected_loss),
            "compression_level": str(COMPLEXITIES[1]),
        }
        return codec

    def encode(self, samples: Samples) -> bytes:
        frame = av.AudioFrame(format="s16", layout="mono", samples=FRAME_SAMPLES)
        frame.planes[0].update(np.ascontiguousarray(samples[:FRAME_SAMPLES]).tobytes())
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, self._pts, Fraction(1, SAMPLE_RATE)
        self._pts += FRAME_SAMPLES
        return b"".join(bytes(packet) for packet in self._codec.encode(frame))


class OpusSpeechEncoder:
    """Makes packets of frames of 20 ms. Not thread-safe; ``clock`` measures the effort in seconds."""

    def __init__(self, clock: Callable[[], float] = time.thread_time) -> None:
        self._can_join = libopus.is_available()
        self._encoder: _Encoder = _Called() if self._can_join else _Wrapped()
        self._clock = clock
        self._settings = OpusSettings()
        self._encoder.apply(self._settings)
        self._frames: list[Samples] = []
        self._squares = 0.0
        """Of the loudness of these frames, added up."""
        self._start = 0
        self._is_pausing = False
        self._is_new = True
        self._effort = 0.0

    @property
    def settings(self) -> OpusSettings:
        """How it encodes now."""
        return self._settings

    def apply(self, settings: OpusSettings) -> None:
        """Encode this way from the next packet on."""
        if settings is not self._settings and settings != self._settings:
            self._encoder.apply(settings)
            self._settings = settings

    def encode(
        self, samples: Samples, start: int, loudness: float, *, is_first: bool = False
    ) -> list[OpusPacket]:
        """Take the 20 ms that begin at ``start`` (in samples); return what is to be sent now.

        They are kept, so nobody may write into them. ``loudness`` is their RMS, 0 to 1. ``is_first``:
        nothing was sent before it. Raises ValueError for anything but 960 samples.
        """
        if len(samples) != FRAME_SAMPLES:
            raise ValueError(f"a frame has {FRAME_SAMPLES} samples, not {len(samples)}")
        made = []
        if is_first or (self._frames and start != self._start + len(self._frames) * FRAME_SAMPLES):
            made += self.flush()
        self._is_new = self._is_new or is_first
        if not self._frames:
            self._start = start
        self._frames.append(samples)
        self._squares += loudness * loudness
        wanted = FRAMES_OF_MS.get(self._settings.packet_ms, 1) if self._can_join else 1
        return made + self.flush() if len(self._frames) >= wanted else made

    def flush(self) -> list[OpusPacket]:
        """Return a packet of what has been kept back for a longer one, if there is anything."""
        if not self._frames:
            return []
        frames, self._frames = self._frames, []
        loudness, self._squares = math.sqrt(self._squares / len(frames)), 0.0
        samples = frames[0] if len(frames) == 1 else np.concatenate(frames)
        began = self._clock()
        payload = self._encoder.encode(samples)
        self._note_effort((self._clock() - began) * SAMPLE_RATE / len(samples))
        # The first packet of a pause is sent, so that the other end knows; then what describes its noise.
        was_pausing, self._is_pausing = self._is_pausing, is_pause(payload)
        if not payload or (was_pausing and self._is_pausing):
            return []
        begins = (self._is_new or was_pausing) and not self._is_pausing
        self._is_new = self._is_new and self._is_pausing
        return [OpusPacket(self._start, payload, begins, loudness)]

    def _note_effort(self, share: float) -> None:
        self._effort += EFFORT_WEIGHT * (share - self._effort)
        if self._effort > MOST_EFFORT:
            self._encoder.simplify()
            self._effort = 0.0
