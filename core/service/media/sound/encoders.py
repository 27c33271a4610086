"""Encoders of sound: 48 kHz mono samples in, payloads out."""

from __future__ import annotations

from typing import Any, Protocol

import av
import numpy as np
from numpy.typing import NDArray

from core.media.audio.levels import rms
from core.media.codecs.libopus import (
    SET_BITRATE,
    SET_COMPLEXITY,
    SET_INBAND_FEC,
    SET_PACKET_LOSS_PERCENT,
    LibopusEncoder,
    is_available,
)
from core.media.codecs.opus_encoder import BIT_RATE, FRAME_SAMPLES, OpusSpeechEncoder
from core.ports import SAMPLE_RATE
from core.service.media.sdp.codecs import Codec
from core.service.media.sound.g711_tables import TO_A_LAW, TO_MU_LAW

Samples = NDArray[np.int16]
TAPS = 32
"""Of the filter, for each sample that comes out."""

CUTOFF = 0.9
KAISER = 7.0

COMPLEXITY = 5
"""Of 10: many calls share a core, and ViSQOL hardly tells it from 9."""

EXPECTED_LOSS = 5
SET_MAX_BANDWIDTH = 4004
BANDWIDTHS = {8000: 1101, 16_000: 1103}
"""Narrow and wide band, by the sampling rate that they are enough for."""

FULL_BAND = 1105


class SoundEncoder(Protocol):
    """Encodes one stream. Used by one thread at a time."""

    def encode(self, samples: Samples, start: int) -> list[bytes]:
        """Return the payloads of the sound that begins at ``start``, in samples; none while it is silent."""


class Downsampler:
    """Keeps one sample of each ``factor``, without a seam between pieces, what is too high filtered out."""

    def __init__(self, factor: int) -> None:
        length = TAPS * factor
        time = (np.arange(length) - (length - 1) / 2) / factor
        response = CUTOFF * np.sinc(CUTOFF * time) * np.kaiser(length, KAISER)
        self._response = (response / response.sum()).astype(np.float32)
        self._factor = factor
        self._past = np.zeros(length - factor, np.float32)

    def feed(self, samples: Samples) -> Samples:
        """Return the next piece at the lower rate; ``samples`` are a multiple of the factor."""
        whole = np.concatenate((self._past, samples.astype(np.float32)))
        self._past = whole[len(samples) :]
        # Overlapping windows in place, as ``sliding_window_view`` makes them, for a tenth of its time.
        shape = len(samples) // self._factor, len(self._response)
        windows = np.ndarray(shape, np.float32, whole, 0, (4 * self._factor, 4))
        kept: Samples = np.clip(np.rint(windows @ self._response), -32768, 32767).astype(np.int16)
        return kept


class G711Encoder:
    """PCMU or PCMA."""

    def __init__(self, table: NDArray[np.uint8]) -> None:
        self._table = table
        self._down = Downsampler(6)

    def encode(self, samples: Samples, start: int) -> list[bytes]:
        """Return one payload: a byte for six samples."""
        return [self._table[self._down.feed(samples).view(np.uint16)].tobytes()]


class G722Encoder:
    """G.722 at 64 kbit/s."""

    def __init__(self) -> None:
        self._codec: Any = av.CodecContext.create("g722", "w")
        self._codec.format, self._codec.layout, self._codec.sample_rate = "s16", "mono", 16_000
        self._codec.bit_rate = 64_000
        self._down = Downsampler(3)

    def encode(self, samples: Samples, start: int) -> list[bytes]:
        """Return one payload: a byte for six samples."""
        down = self._down.feed(samples)
        frame = av.AudioFrame(format="s16", layout="mono", samples=len(down))
        frame.planes[0].update(np.ascontiguousarray(down).tobytes())
        frame.sample_rate = 16_000
        return [b"".join(bytes(packet) for packet in self._codec.encode(frame))]


class OpusEncoder:
    """Opus for speech, with a copy of the last frame in each packet.

    No more bandwidth is encoded than a source sampled at ``source_rate`` Hz has: it would cost time alone.
    """

    def __init__(self, source_rate: int) -> None:
        encoder = self._encoder = LibopusEncoder()
        bandwidth = next((value for rate, value in BANDWIDTHS.items() if source_rate <= rate), FULL_BAND)
        for request, value in (
            (SET_COMPLEXITY, COMPLEXITY),
            (SET_BITRATE, BIT_RATE),
            (SET_MAX_BANDWIDTH, bandwidth),
            (SET_INBAND_FEC, 1),
            (SET_PACKET_LOSS_PERCENT, EXPECTED_LOSS),
        ):
            encoder.control(request, value)

    def encode(self, samples: Samples, start: int) -> list[bytes]:
        """Return a payload for each 20 ms."""
        frames = range(0, len(samples), FRAME_SAMPLES)
        return [self._encoder.encode(samples[at : at + FRAME_SAMPLES]) for at in frames]


class WrappedOpusEncoder:
    """The same where libopus cannot be called directly."""

    def __init__(self) -> None:
        self._encoder = OpusSpeechEncoder()

    def encode(self, samples: Samples, start: int) -> list[bytes]:
        """Return a payload for each 20 ms."""
        made = []
        for at in range(0, len(samples), FRAME_SAMPLES):
            frame = samples[at : at + FRAME_SAMPLES].copy()
            made += [packet.payload for packet in self._encoder.encode(frame, start + at, rms(frame))]
        return made


def create_encoder(codec: Codec, source_rate: int = SAMPLE_RATE) -> SoundEncoder:
    """Return an encoder for ``codec`` of what was sampled at ``source_rate``. Raises ValueError."""
    if codec.name == "opus":
        return OpusEncoder(source_rate) if is_available() else WrappedOpusEncoder()
    if codec.name == "g722":
        return G722Encoder()
    if codec.name in ("pcma", "pcmu"):
        return G711Encoder(TO_A_LAW if codec.name == "pcma" else TO_MU_LAW)
    raise ValueError(f"no encoder for {codec.name}")


def ticks_of(samples: int, codec: Codec) -> int:
    """Return how far RTP time goes on in ``samples`` at 48 kHz."""
    return samples * codec.clock_rate // SAMPLE_RATE
