"""Decoders of sound: payloads in, 48 kHz mono samples out, and something plausible for what was lost."""

from __future__ import annotations

from typing import Protocol

import av
import numpy as np
from aiortc.codecs import get_decoder
from aiortc.jitterbuffer import JitterFrame
from aiortc.rtcrtpparameters import RTCRtpCodecParameters
from numpy.typing import NDArray

from core.media.codecs.libopus import LibopusDecoder, is_available
from core.ports import SAMPLE_RATE

Samples = NDArray[np.int16]

FADE = 0.6
"""Each concealed frame after the first is that much quieter."""


class AudioDecoder(Protocol):
    """Decodes one stream. Used by one thread at a time."""

    def decode(self, payload: bytes) -> Samples:
        """Return the samples of one packet. Raises ValueError or av.FFmpegError on garbage."""

    def recover(self, next_payload: bytes, samples: int) -> Samples:
        """Return ``samples`` for the packet lost just before ``next_payload``."""

    def conceal(self, samples: int) -> Samples:
        """Return ``samples`` for a packet of which nothing is known."""


class FadingDecoder:
    """Any codec of aiortc's, concealing a loss with the frame before, quieter each time."""

    def __init__(self, codec: RTCRtpCodecParameters) -> None:
        self._decoder = get_decoder(codec)
        self._resampler = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE)
        self._last: Samples = np.zeros(0, np.int16)
        self._gain = 1.0
        self._pts = 0

    def decode(self, payload: bytes) -> Samples:
        """Return the samples of one packet."""
        pieces = []
        for frame in self._decoder.decode(JitterFrame(payload, self._pts)):
            assert isinstance(frame, av.AudioFrame)
            frame.pts = None
            pieces += [piece.to_ndarray().reshape(-1) for piece in self._resampler.resample(frame)]
        samples = np.concatenate(pieces).astype(np.int16) if pieces else np.zeros(0, np.int16)
        self._pts += len(samples)
        self._last, self._gain = samples, 1.0
        return samples

    def recover(self, next_payload: bytes, samples: int) -> Samples:
        """Return a faded copy of the frame before: these codecs carry no second copy."""
        return self.conceal(samples)

    def conceal(self, samples: int) -> Samples:
        """Return a faded copy of the frame before."""
        self._gain *= FADE
        if not len(self._last):
            return np.zeros(samples, np.int16)
        return (np.resize(self._last, samples) * self._gain).astype(np.int16)


def create_audio_decoder(codec: RTCRtpCodecParameters) -> AudioDecoder:
    """Return a decoder for ``codec``. Raises ValueError if there is none."""
    if codec.mimeType.lower() == "audio/opus" and is_available():
        return LibopusDecoder()
    return FadingDecoder(codec)
