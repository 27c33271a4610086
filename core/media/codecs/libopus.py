"""libopus called directly: FFmpeg's wrapper offers no concealment, no FEC, and no change while encoding."""

from __future__ import annotations

import ctypes
import logging
import sys
from ctypes import POINTER, c_char_p, c_int, c_int32, c_void_p
from functools import cache
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from core.media.codecs import opus_packet
from core.media.codecs.libopus_files import candidates
from core.ports import SAMPLE_RATE

log = logging.getLogger(__name__)

MOST_PACKET_BYTES = 1275 * 3
"""What an encoder may need for 60 ms."""

MOST_FRAME_SAMPLES = 2880
"""60 ms."""

STEP = 120
"""Samples: concealment is made in multiples of 2.5 ms."""

APPLICATION_VOIP = 2048
SET_BITRATE, SET_COMPLEXITY, SET_INBAND_FEC = 4002, 4010, 4012
SET_PACKET_LOSS_PERCENT, SET_DTX, SET_SIGNAL = 4014, 4016, 4024
SIGNAL_VOICE, SIGNAL_MUSIC = 3001, 3002


class OpusError(ValueError):
    """A packet is no Opus: the other end's fault."""


class OpusUnavailable(RuntimeError):
    """No usable libopus was found: the installation's fault."""


def load(paths: list[str]) -> ctypes.CDLL | None:
    """Return the first of ``paths`` that is a usable libopus, None if none is."""
    for path in paths:
        try:
            library = ctypes.CDLL(path)
            _declare(library)
        except (OSError, AttributeError) as error:
            log.info("no Opus in %s: %s", Path(path).name, error)
        else:
            return library
    return None


@cache
def _library() -> ctypes.CDLL | None:
    bundle = getattr(sys, "_MEIPASS", None)
    library = load(list(candidates(Path(av.__file__).parent, Path(bundle) if bundle else None)))
    if library is None:
        log.error("no libopus was found beside PyAV or on this system: lost sound cannot be concealed well")
    return library


def _declare(library: ctypes.CDLL) -> None:
    library.opus_decoder_create.restype = c_void_p
    library.opus_decoder_create.argtypes = [c_int32, c_int, POINTER(c_int)]
    library.opus_decoder_destroy.restype = None
    library.opus_decoder_destroy.argtypes = [c_void_p]
    library.opus_decode.restype = c_int
    library.opus_decode.argtypes = [c_void_p, c_char_p, c_int32, c_void_p, c_int, c_int]
    library.opus_encoder_create.restype = c_void_p
    library.opus_encoder_create.argtypes = [c_int32, c_int, c_int, POINTER(c_int)]
    library.opus_encoder_destroy.restype = None
    library.opus_encoder_destroy.argtypes = [c_void_p]
    library.opus_encode.restype = c_int32
    library.opus_encode.argtypes = [c_void_p, c_void_p, c_int, c_void_p, c_int32]
    # Only what is always there may be declared: on ARM Macs the rest of a call travels another way.
    library.opus_encoder_ctl.restype = c_int
    library.opus_encoder_ctl.argtypes = [c_void_p, c_int]


def is_available() -> bool:
    """Whether libopus can be called directly."""
    return _library() is not None


def _loaded() -> ctypes.CDLL:
    library = _library()
    if library is None:
        raise OpusUnavailable("libopus was found neither beside PyAV nor on this system")
    return library


class LibopusDecoder:
    """A mono decoder at 48 kHz with concealment and forward error correction. Not thread-safe."""

    def __init__(self) -> None:
        error = c_int()
        self._library = _loaded()
        self._out = np.zeros(opus_packet.MOST_SAMPLES, np.int16)
        self._address = self._out.ctypes.data
        self._decoder = self._library.opus_decoder_create(SAMPLE_RATE, 1, ctypes.byref(error))
        if not self._decoder:
            raise OpusUnavailable(f"libopus refused a decoder: {error.value}")

    def __del__(self) -> None:
        decoder = getattr(self, "_decoder", None)
        if decoder:
            self._library.opus_decoder_destroy(decoder)

    def samples_in(self, payload: bytes) -> int:
        """Return how long a packet is; 0 if it is no Opus packet."""
        return opus_packet.packet_samples(payload)

    def is_pause(self, payload: bytes) -> bool:
        """Whether the sender says that it is silent (DTX)."""
        return opus_packet.is_pause(payload)

    def decode(self, payload: bytes) -> NDArray[np.int16]:
        """Return the samples of one packet. Raises OpusError on garbage."""
        return self._decode(payload, opus_packet.MOST_SAMPLES, 0)

    def copied(self, payload: bytes) -> int:
        """Return how many samples of what came before are in a packet a second time (FEC)."""
        return opus_packet.frame_samples(payload) if opus_packet.has_copy(payload) else 0

    def recover(self, next_payload: bytes, samples: int) -> NDArray[np.int16] | None:
        """Return the last ``samples`` lost before ``next_payload``, from the copy in it; None if it has none.

        More may be returned than asked for: the end counts.
        """
        copied = self.copied(next_payload)
        return self._decode(next_payload, copied, 1) if copied else None

    def conceal(self, samples: int) -> NDArray[np.int16]:
        """Return ``samples`` that hide a loss, or the noise of a pause."""
        whole = min(opus_packet.MOST_SAMPLES, -(-samples // STEP) * STEP)
        return self._decode(None, whole, 0)[:samples]

    def _decode(self, payload: bytes | None, samples: int, fec: int) -> NDArray[np.int16]:
        count = self._library.opus_decode(
            self._decoder, payload, len(payload or b""), self._address, samples, fec
        )
        if count < 0:
            raise OpusError(f"not an Opus packet (libopus {count})")
        return self._out[:count].copy()


class LibopusEncoder:
    """A mono encoder at 48 kHz, for speech at first; settings may change at any time. Not thread-safe."""

    def __init__(self) -> None:
        error = c_int()
        self._library = _loaded()
        self._in = np.zeros(MOST_FRAME_SAMPLES, np.int16)
        self._out = np.zeros(MOST_PACKET_BYTES, np.uint8)
        # To ask an array for its address takes longer than to copy 20 ms to where it is known.
        self._from, self._to = self._in.ctypes.data, self._out.ctypes.data
        self._encoder = self._library.opus_encoder_create(
            SAMPLE_RATE, 1, APPLICATION_VOIP, ctypes.byref(error)
        )
        if not self._encoder:
            raise OpusUnavailable(f"libopus refused an encoder: {error.value}")
        self.control(SET_SIGNAL, SIGNAL_VOICE)

    def __del__(self) -> None:
        encoder = getattr(self, "_encoder", None)
        if encoder:
            self._library.opus_encoder_destroy(encoder)

    def control(self, request: int, value: int) -> None:
        """Change a setting. Raises ValueError if libopus refuses the value."""
        result = self._library.opus_encoder_ctl(self._encoder, request, c_int32(value))
        if result < 0:
            raise ValueError(f"libopus refused {value} for setting {request}: {result}")

    def encode(self, samples: NDArray[np.int16]) -> bytes:
        """Return the packet of 2.5, 5, 10, 20, 40 or 60 ms. Raises ValueError for another length."""
        length = len(samples)
        if length > MOST_FRAME_SAMPLES:
            raise ValueError(f"{length} samples cannot be encoded at once")
        self._in[:length] = samples
        count = self._library.opus_encode(self._encoder, self._from, length, self._to, MOST_PACKET_BYTES)
        if count < 0:
            raise ValueError(f"{length} samples cannot be encoded (libopus {count})")
        return self._out[:count].tobytes()
