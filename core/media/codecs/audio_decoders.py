"""Decoders of sound: payloads in, 48 kHz mono samples out, and something plausible for what was lost."""

from __future__ import annotations

from typing import Any, Protocol

import av
import numpy as np
from aiortc.codecs import get_decoder
from aiortc.jitterbuffer import JitterFrame
from aiortc.rtcrtpparameters import RTCRtpCodecParameters
from numpy.typing import NDArray

from core.media.codecs import opus_packet
from core.media.codecs.g711 import A_LAW, MU_LAW
from core.media.codecs.libopus import LibopusDecoder, is_available
from core.media.codecs.upsampling import Upsampler
from core.ports import SAMPLE_RATE

Samples = NDArray[np.int16]


class AudioDecoder(Protocol):
    """Decodes one stream. Used by one thread at a time."""

    def samples_in(self, payload: bytes) -> int:
        """Return how many samples at 48 kHz a packet holds; 0 if that cannot be said or it is garbage."""

    def is_pause(self, payload: bytes) -> bool:
        """Whether a packet says that its sender will be silent and may send nothing."""

    def decode(self, payload: bytes) -> Samples:
        """Return the samples of one packet. Raises ValueError or av.FFmpegError on garbage."""

    def copied(self, payload: bytes) -> int:
        """Return how many samples of what came before are in a packet a second time."""

    def recover(self, next_payload: bytes, samples: int) -> Samples | None:
        """Return the ``samples`` lost just before ``next_payload``; None if it carries no copy of them."""

    def conceal(self, samples: int) -> Samples | None:
        """Return ``samples`` for a packet of which nothing is known; None without a way of one's own."""


class _PlainDecoder:
    """What decoders without redundancy or concealment have in common."""

    def is_pause(self, payload: bytes) -> bool:
        """Return False: these codecs pause with comfort noise packets, if at all."""
        return False

    def copied(self, payload: bytes) -> int:
        """Return 0."""
        return 0

    def recover(self, next_payload: bytes, samples: int) -> Samples | None:
        """Return None: a packet carries itself alone."""
        return None

    def conceal(self, samples: int) -> Samples | None:
        """Return None: concealment is made of the sound itself."""
        return None


class G711Decoder(_PlainDecoder):
    """PCMU or PCMA: a table and an interpolation (RFC 3551 section 4.5.14)."""

    def __init__(self, table: Samples) -> None:
        self._table = table
        self._upsampler = Upsampler(6)

    def samples_in(self, payload: bytes) -> int:
        """Return six samples for each byte."""
        return 6 * len(payload)

    def decode(self, payload: bytes) -> Samples:
        """Return the samples of one packet: every payload is one."""
        return self._upsampler.feed(self._table[np.frombuffer(payload, np.uint8)])


class G722Decoder(_PlainDecoder):
    """G.722 at 64 kbit/s, whose RTP clock says 8000 while it has 16,000 samples (RFC 3551 section 4.5.2)."""

    def __init__(self) -> None:
        self._codec: Any = av.CodecContext.create("g722", "r")
        self._codec.format, self._codec.layout, self._codec.sample_rate = "s16", "mono", 16_000
        self._upsampler = Upsampler(3)

    def samples_in(self, payload: bytes) -> int:
        """Return six samples for each byte."""
        return 6 * len(payload)

    def decode(self, payload: bytes) -> Samples:
        """Return the samples of one packet."""
        if not payload:  # to FFmpeg that means the end
            return np.zeros(0, np.int16)
        frames = [frame.to_ndarray().reshape(-1) for frame in self._codec.decode(av.Packet(payload))]
        return self._upsampler.feed(
            np.concatenate(frames).astype(np.int16) if frames else np.zeros(0, np.int16)
        )


class ForeignDecoder(_PlainDecoder):
    """Any codec of aiortc's; the way for Opus where libopus cannot be called."""

    def __init__(self, codec: RTCRtpCodecParameters) -> None:
        self._is_opus = codec.mimeType.lower() == "audio/opus"
        self._decoder = get_decoder(codec)
        self._resampler = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE)
        self._pts = 0

    def samples_in(self, payload: bytes) -> int:
        """Return what an Opus packet says of itself, 0 for anything else."""
        return opus_packet.packet_samples(payload) if self._is_opus else 0

    def is_pause(self, payload: bytes) -> bool:
        """Whether it is an Opus packet that announces silence."""
        return self._is_opus and opus_packet.is_pause(payload)

    def decode(self, payload: bytes) -> Samples:
        """Return the samples of one packet."""
        pieces = []
        for frame in self._decoder.decode(JitterFrame(payload, self._pts)):
            assert isinstance(frame, av.AudioFrame)
            frame.pts = None
            pieces += [piece.to_ndarray().reshape(-1) for piece in self._resampler.resample(frame)]
        samples = np.concatenate(pieces).astype(np.int16) if pieces else np.zeros(0, np.int16)
        self._pts += len(samples)
        return samples


def create_audio_decoder(codec: RTCRtpCodecParameters) -> AudioDecoder:
    """Return a decoder for ``codec``. Raises ValueError if there is none."""
    name = codec.mimeType.lower()
    if name == "audio/opus" and is_available():
        return LibopusDecoder()
    if name in ("audio/pcmu", "audio/pcma"):
        return G711Decoder(MU_LAW if name == "audio/pcmu" else A_LAW)
    return G722Decoder() if name == "audio/g722" else ForeignDecoder(codec)
